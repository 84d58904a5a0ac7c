"""AIMET's encodings 1.0.0, and the float model that they are for.

The grid is x ≈ (q + offset)·scale with q from 0 on, whether the integers are signed or not; the axis of several
scales is not in the file, readers take a layer's output channels (aimet-onnx 2.42, ``AffineEncoding``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from edgeviz import __version__
from edgeviz.engine.export.content import ROUNDING, Content, as_json, compared, read_json, same
from edgeviz.engine.quant.params import QuantParams

PRODUCER = {"package": "edgeviz", "version": __version__}


def files(content: Content) -> dict[str, bytes]:
    content.check_integers()
    return {f"{content.stem}.1.encodings": as_json(_value(content)), **content.rounded_file()}


def _value(content: Content) -> dict[str, Any]:
    return {
        "producer": PRODUCER,
        "version": "1.0.0",
        "activation_encodings": [_encoding(*row) for row in sorted(content.encodings("aimet1").items())],
        "param_encodings": [_encoding(*row) for row in sorted(parameters(content, "aimet1").items())],
        "excluded_layers": [],
    }


def parameters(content: Content, name: str) -> dict[str, QuantParams]:
    """The weights that a scale describes; notes for the format ``name`` which are left to their values."""
    coded = {layer.weight for layer in content.opened.graph.layers if layer.key in content.ready.codings}
    if coded - set(content.weights):
        content.note(name, "Weights from a table (k-means, DoReFa) have no encoding: the float model has their values.")
    found = {key: params for key, params in content.weights.items() if not params.binary}
    if len(found) < len(content.weights):
        content.note(name, "1-bit weights have no encoding: the float model has their values.")
    return found


def _encoding(name: str, params: QuantParams) -> dict[str, Any]:
    lowest = 1 << (params.bits - 1) if params.signed else 0
    return {
        "name": name,
        "enc_type": "PER_TENSOR" if params.axis is None else "PER_CHANNEL",
        "dtype": "INT",
        "bw": params.bits,
        "is_sym": params.signed,
        "scale": np.atleast_1d(params.scale).astype(np.float64).tolist(),
        "offset": (-np.atleast_1d(params.zero_point).astype(np.float64) - lowest).tolist(),
    }


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.1.encodings"
    value = read_json(folder / name)
    same(value, _value(content), name)
    return described(content, folder, len(value["activation_encodings"]), len(value["param_encodings"]))


def described(content: Content, folder: Path, activations: int, weights: int) -> str:
    """What a check of encodings found, the float model beside them compared too."""
    name = f"{content.stem}.float.onnx"
    model = content.run(str(folder / name))
    expected = content.computed(content.weights_only)
    text = compared(model, expected, "onnxruntime", name, ROUNDING)
    return f"read back: {activations} activations, {weights} weights; float model in {text}"
