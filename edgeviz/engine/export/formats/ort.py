"""onnxruntime's TensorQuantOverrides as JSON, and the float model that they are for.

What ``onnxruntime.quantization.quantize_static`` takes as ``extra_options["TensorQuantOverrides"]``; JSON knows no
enumeration and no arrays, ``loaded`` makes them of names and numbers.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime import quantization

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import FAULT, Content, as_json, read_json, same
from edgeviz.engine.export.formats.aimet1 import described, parameters
from edgeviz.engine.export.qdq import TYPES
from edgeviz.engine.quant.params import QuantParams


def files(content: Content) -> dict[str, bytes]:
    content.check_integers()
    return {f"{content.stem}.overrides.json": as_json(_value(content)), **content.rounded_file()}


def _value(content: Content) -> dict[str, list[dict[str, Any]]]:
    activations = content.encodings("ort")
    weights = parameters(content, "ort")
    wide = sorted({params.bits for params in activations.values() if params.bits not in (4, 8, 16)})
    if wide:
        content.note(
            "ort",
            f"Activations of {', '.join(map(str, wide))} bits keep their scale, but not their lowest and highest "
            "code: onnxruntime has 4, 8 and 16 bits.",
        )
    if any(params.bits not in (4, 8, 16) for params in weights.values()):
        content.note("ort", "Weights of other widths than 4, 8 and 16 bits have their values in a wider type.")
    return {name: _rows(params) for name, params in sorted({**activations, **weights}.items())}


def _rows(params: QuantParams) -> list[dict[str, Any]]:
    # onnxruntime's quantizer has no 2-bit type.
    name = f"Q{'' if params.signed else 'U'}Int{max(4, params.storage_bits)}"
    rows = [
        {"quant_type": name, "scale": float(scale), "zero_point": int(zero)}
        for scale, zero in zip(np.atleast_1d(params.scale), np.atleast_1d(params.zero_point), strict=True)
    ]
    if params.axis is not None:
        rows[0]["axis"] = params.axis
    return rows


def loaded(value: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What ``quantize_static`` takes, from the file's JSON."""
    found = {}
    for name, rows in value.items():
        kinds = [quantization.QuantType.from_string(row["quant_type"]) for row in rows]
        bits = [int(row["quant_type"].rpartition("t")[2]) for row in rows]
        found[name] = [
            {
                **row,
                "quant_type": kind,
                "scale": np.array(row["scale"], np.float32),
                "zero_point": np.array(row["zero_point"], TYPES[width, row["quant_type"].startswith("QI")]),
            }
            for row, kind, width in zip(rows, kinds, bits, strict=True)
        ]
    return found


def check(content: Content, folder: Path) -> str:
    """onnxruntime's own quantizer reads the file; the scales of what it writes are those of the file."""
    name = f"{content.stem}.overrides.json"
    value = read_json(folder / name)
    same(value, _value(content), name)
    weights = sum(key in content.weights for key in value)
    text = described(content, folder, len(value) - weights, weights)
    scales = quantized_scales(content, folder / f"{content.stem}.float.onnx", value)
    for key, rows in value.items():
        expected = np.array([row["scale"] for row in rows], np.float32)
        if key in scales and not np.array_equal(np.atleast_1d(scales[key]), expected):
            raise ModelError(f"{name}: onnxruntime does not take the scale of {key}.", FAULT)
    return f"quantize_static: {len(scales)} of {len(value)} tensors with the file's scales; {text}"


def quantized_scales(content: Content, model: Path, value: Mapping[str, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """The scale of each overridden tensor in what onnxruntime's quantizer makes of ``model``; raises ModelError."""
    logger = logging.getLogger()
    level = logger.level
    # It advises the pre-processing that this model has had.
    logger.setLevel(logging.ERROR)
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "quantized.onnx"
            quantization.quantize_static(
                str(model),
                str(target),
                _Reader(content.feed),
                quant_format=quantization.QuantFormat.QDQ,
                per_channel=True,
                extra_options={"TensorQuantOverrides": loaded(value), "UseQDQContribOps": True},
            )
            quantized = onnx.load(target)
    except Exception as error:  # its exceptions share no base class but Exception
        raise ModelError(
            "onnxruntime's quantizer does not take this model with these overrides.",
            "Choose another format.",
            f"{type(error).__name__}: {error}",
        ) from error
    finally:
        logger.setLevel(level)
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in quantized.graph.initializer}
    return {key: arrays[f"{key}_scale"] for key in value if f"{key}_scale" in arrays}


class _Reader(quantization.CalibrationDataReader):
    """One batch: what is overridden needs no calibration, and the rest is not looked at."""

    def __init__(self, feed: Mapping[str, Any]) -> None:
        self._left = [dict(feed)]

    def get_next(self) -> dict[str, Any] | None:
        return self._left.pop() if self._left else None
