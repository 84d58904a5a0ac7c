"""Which weights of a model are compressed, and the bytes that each stage makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from edgeviz.core.compress.rates import FLOAT_BITS, stored_bytes
from edgeviz.core.compress.report import LayerRate
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.compress.stream import Pieces, SharedLayer
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import Layer
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Session

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stored:
    """A weight of the model: its initializer, and the (first) layer that it belongs to."""

    name: str
    layer: Layer


def stored_weights(opened: Session) -> tuple[Stored, ...]:
    """The 32-bit float weights of layers, each once. Raises ModelError where there are none."""
    tensors = {tensor.name: tensor for tensor in opened.prepared.graph.initializer}
    found: dict[str, Stored] = {}
    for layer in opened.graph.layers:
        tensor = tensors.get(layer.weight)
        if tensor is not None and tensor.data_type == onnx.TensorProto.FLOAT and layer.weight_elements:
            found.setdefault(layer.weight, Stored(layer.weight, layer))
    if not found:
        raise ModelError(
            f"{opened.path.name} has no 32-bit float weights that can be compressed.",
            "Choose a model whose weights are 32-bit floats.",
        )
    return tuple(found.values())


def values_of(module: OnnxModule, weights: Iterable[Stored]) -> dict[str, Weights]:
    """The values as they are now, by the initializer's name."""
    return {one.name: module.weight(one.name).detach().cpu().numpy().copy() for one in weights}


def pruned_bytes(one: Stored, values: Weights, request: DeepRequest) -> float:
    """Bytes of the floats that are left, with their index."""
    return stored_bytes((values.reshape(-1) != 0).astype(np.uint8), FLOAT_BITS, request.index(one.layer))


def shared_bytes(one: Stored, layer: SharedLayer, request: DeepRequest) -> float:
    """Bytes of codes of equal length, with their index and the table of values."""
    left = (layer.values().reshape(-1) != 0).astype(np.uint8)
    return stored_bytes(left, request.bits(one.layer), request.index(one.layer), len(layer.table))


def row(one: Stored, pruned: Weights, layer: SharedLayer, pieces: Pieces, request: DeepRequest) -> LayerRate:
    """The layer in the paper's table. ``pruned``: its values after the first stage."""
    return LayerRate(
        key=one.layer.key,
        elements=one.layer.weight_elements,
        kept=int(np.count_nonzero(pruned)),
        entries=pieces.entries,
        values=len(layer.table),
        bits=request.bits(one.layer),
        gap=layer.gap,
        code_bits=pieces.code_bits / max(1, pieces.entries),
        gap_bits=pieces.gap_bits / max(1, pieces.entries),
        pruned=pruned_bytes(one, pruned, request),
        shared=shared_bytes(one, layer, request),
        coded=pieces.total,
    )
