"""Scales that were learned for one recipe: they travel in the model file's metadata, beside the weights.

A weight whose code follows from its values needs nothing of this. A learned step, table or activation range counts
only for the very representation that it was trained for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from torch import Tensor

from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.graph import Layer
from edgeviz.core.points import QuantPoint
from edgeviz.core.spec import Granularity, Scheme, Spec, spec_from_json, spec_to_json
from edgeviz.engine.quant.coding import Codebook, Coding
from edgeviz.engine.quant.params import QuantParams, code_range
from edgeviz.engine.quant.schemes import scaled_ternary

#: The key of the file's metadata.
LEARNED = "edgeviz.learned"
FORMAT = "edgeviz-learned/1"
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Learned:
    """weights: layer key -> the spec and its steps, shape () or [channels], for k-means its table [2^bits], rising, and
    for TTQ the scales of negative and positive weights [2].

    activations: (tensor, spec) -> scale and zero point. Either is of a spec: for another one it means nothing.
    """

    weights: Mapping[str, tuple[Spec, Floats]] = field(default_factory=dict)
    activations: Mapping[tuple[str, Spec], tuple[np.float32, int]] = field(default_factory=dict)

    def coding(self, layer: Layer, spec: Spec, w: Tensor) -> Coding | None:
        """How ``layer`` stores its weight ``w``; None where nothing was learned for ``spec``, or for such a shape."""
        known, values = self.weights.get(layer.key, (None, None))
        if known != spec or values is None:
            return None
        if spec.scheme is Scheme.KMEANS:
            return shared(w, values, spec.bits)
        if spec.scheme is Scheme.TRAINED_TERNARY:
            return scaled_ternary(w, values)
        axis = layer.channel_axis if spec.granularity is Granularity.CHANNEL and w.ndim > 0 else None
        if values.shape != (() if axis is None else (w.shape[axis],)):
            return None
        return stepped(values, spec, axis)

    def params(self, points: Iterable[QuantPoint]) -> dict[QuantPoint, QuantParams]:
        """Parameters of those ``points`` for which a range was learned."""
        found = {}
        for point in points:
            learned = self.activations.get((point.tensor, point.spec))
            if learned is not None:
                found[point] = activation_params(point.spec, *learned)
        return found


def stepped(step: Floats, spec: Spec, axis: int | None) -> Coding:
    """Symmetric codes of a learned step, shape () or [channels] along ``axis``."""
    low, high = code_range(spec.bits, symmetric=True, restricted=True)
    return Coding(QuantParams(step, np.zeros(step.shape, np.int32), low, high, axis, spec.bits, True))


def shared(w: Tensor, table: Floats, bits: int) -> Coding:
    """The codes of ``w`` whose values are those of the rising ``table`` [2^bits], each the nearest."""
    borders = (table[1:].astype(np.float64) + table[:-1]) / 2
    codes = np.searchsorted(borders, w.detach().cpu().numpy().reshape(-1)).astype(np.uint8).reshape(tuple(w.shape))
    return Coding(Codebook(table, bits), codes)


def activation_params(spec: Spec, scale: np.float32, zero_point: int) -> QuantParams:
    low, high = code_range(spec.bits, spec.symmetric, restricted=False)
    zero = np.asarray(zero_point, np.int32)
    return QuantParams(np.asarray(scale, np.float32), zero, low, high, None, spec.bits, spec.symmetric)


# ---- in the file ----


def read_learned(proto: onnx.ModelProto) -> Learned:
    """What ``write`` put into the metadata of ``proto``; nothing where there is none. Raises ModelError."""
    text = next((entry.value for entry in proto.metadata_props if entry.key == LEARNED), None)
    if text is None:
        return Learned()
    try:
        value = json.loads(text)
        if value["format"] != FORMAT:
            raise ValueError(f"unknown format {str(value['format'])[:40]!r}")
        weights = {str(row["layer"]): _weight(row) for row in value["weights"]}
        activations = {
            (str(row["tensor"]), spec_from_json(row["spec"])): (_scale(row["scale"]), int(row["zero_point"]))
            for row in value["activations"]
        }
        for (_, spec), (_, zero) in activations.items():
            low, high = code_range(spec.bits, spec.symmetric, restricted=False)
            if not spec.is_integer or not low <= zero <= high:
                raise ValueError(f"no zero point of {spec.label} bits: {zero}")
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, EdgeVizError) as error:
        raise ModelError(
            "The scales that training left in the model cannot be read.",
            "Train the model again, or open the one that it was trained from.",
            str(error),
        ) from error
    return Learned(weights, activations)


def to_json(learned: Learned) -> str:
    """What ``read_learned`` reads."""
    weights = [
        {"layer": key, "spec": spec_to_json(spec), "values": _listed(values)}
        for key, (spec, values) in sorted(learned.weights.items())
    ]
    activations = [
        {"tensor": tensor, "spec": spec_to_json(spec), "scale": _listed(np.asarray(scale)), "zero_point": zero}
        for (tensor, spec), (scale, zero) in learned.activations.items()
    ]
    value = {"format": FORMAT, "weights": weights, "activations": activations}
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _listed(values: NDArray[Any]) -> Any:
    """Shortest decimals that give the same float32 again; a number where there is one value."""
    texts = [float(str(np.float32(value))) for value in values.reshape(-1)]
    return texts if values.ndim else texts[0]


def _weight(row: Mapping[str, Any]) -> tuple[Spec, Floats]:
    spec, values = spec_from_json(row["spec"]), np.array(row["values"], dtype=np.float32)
    if values.ndim > 1 or not np.isfinite(values).all():
        raise ValueError(f"no scales of {str(row['layer'])[:80]!r}")
    if spec.scheme is Scheme.KMEANS:
        if values.shape != (1 << spec.bits,) or (np.diff(values) < 0).any():
            raise ValueError(f"no table of {spec.bits} bits for {str(row['layer'])[:80]!r}")
    elif spec.scheme is Scheme.TRAINED_TERNARY:
        if values.shape != (2,) or not (values > 0).all():
            raise ValueError(f"no two scales of {str(row['layer'])[:80]!r}")
    elif spec.scheme is not Scheme.INTEGER or not spec.symmetric or spec.bits < 2 or not (values > 0).all():
        raise ValueError(f"no steps of {str(row['layer'])[:80]!r}")
    return spec, values


def _scale(value: Any) -> np.float32:
    found = np.float32(value)
    if not np.isfinite(found) or found <= 0:
        raise ValueError(f"no scale: {str(value)[:40]}")
    return found
