"""Cross-layer equalization: scales moved between two layers so that the channels of both have equal ranges.

Nagel et al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction", section 4.1: for
y = W2·f(W1·x + b1) with f(s·x) = s·f(x) for every s > 0, dividing channel i of W1 and b1 by s_i and multiplying
input channel i of W2 by it changes nothing (eq. 8). s_i = sqrt(r1_i·r2_i) / r2_i makes the ranges r1 and r2 of the
channel equal (eq. 11). A Clip with an upper bound (ReLU6) is no such f: its bound would have to differ per channel,
which no integer kernel fuses, and dropping it (as some tools do) computes another function. Such pairs are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import onnx
from numpy.typing import NDArray

from edgeviz.core.graph import Layer, ModelGraph, Node
from edgeviz.engine.load.evaluate import attributes
from edgeviz.engine.repair.base import Arrays, Base

Floats = NDArray[np.float64]

#: Operators that act on each channel alone and multiply by s > 0 what is multiplied by it.
HOMOGENEOUS = frozenset(
    ("Relu", "LeakyRelu", "PRelu", "Identity", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool")
)
#: Rounds over all pairs at most, and the largest change of a scale at which they end.
ROUNDS, TOLERANCE = 200, 1e-4
#: A channel whose range is a smaller part of the layer's largest is dead.
DEAD = 2.0**-12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two layers with nothing but homogeneous operators between; ``repeat`` inputs of the second per channel."""

    first: Layer
    second: Layer
    repeat: int = 1


def equalized(base: Base) -> Base:
    """A copy of ``base`` whose weights are equalized; it computes the same up to float rounding."""
    proto = onnx.ModelProto()
    proto.CopyFrom(base.proto)
    arrays = Arrays(proto)
    nodes = {node.name: node for node in proto.graph.node}
    pairs, skipped = find_pairs(base.graph, arrays, nodes)
    _equalize(pairs, arrays, nodes)
    arrays.write()
    count = f"{len(pairs)} pairs of layers" if len(pairs) != 1 else "1 pair of layers"
    notes = [f"Cross-layer equalization: {count}."]
    for reason in sorted(set(skipped.values())):
        keys = [key for key, why in skipped.items() if why == reason]
        notes.append(f"Not equalized with the layer that follows, because {reason}: {_some(keys)}.")
    return replace(base, proto=proto, notes=(*base.notes, *notes))


def find_pairs(
    graph: ModelGraph, arrays: Arrays, nodes: dict[str, onnx.NodeProto]
) -> tuple[list[Pair], dict[str, str]]:
    """The pairs in the order of the graph, and why a layer is in none as the first one (those worth telling)."""
    layers = {layer.node: layer for layer in graph.layers}
    pairs: list[Pair] = []
    skipped: dict[str, str] = {}
    for layer in graph.layers:
        found = _follow(layer, graph, layers, arrays, nodes)
        if isinstance(found, Pair):
            pairs.append(found)
        elif found:
            skipped[layer.key] = found
    return pairs, skipped


def _follow(
    layer: Layer, graph: ModelGraph, layers: dict[str, Layer], arrays: Arrays, nodes: dict[str, onnx.NodeProto]
) -> Pair | str:
    node = nodes.get(layer.node)
    if node is None or not _is_own(layer, node, arrays) or not _has_plain_bias(layer, node, arrays):
        return ""
    tensor, flat = node.output[0], False
    while True:
        readers = graph.consumers.get(tensor, ())
        if tensor in graph.outputs or not readers:
            return ""
        if len(readers) > 1 or arrays.uses[tensor] > 1:
            return "its result is read in several places"
        reader = graph.nodes[readers[0]]
        following = layers.get(reader.key)
        if following is not None:
            break
        if reader.op == "Clip" and not reader.domain:
            return "an activation between them (Clip) has a bound"
        passes = reader.op in HOMOGENEOUS or (reader.op == "Flatten" and reader.attributes.get("axis", 1) == 1)
        if reader.domain or not passes or reader.inputs[0] != tensor or not _one_result(reader, arrays):
            return ""
        flat |= reader.op == "Flatten"
        tensor = reader.outputs[0]
    node = nodes[following.node]
    if node.input[0] != tensor or not _is_own(following, node, arrays):
        return ""
    shape, channels = following.weight_shape, layer.channels
    grouped = following.op == "Conv"
    size = shape[1] * int(attributes(node).get("group", 1)) if grouped else shape[1 - following.channel_axis]
    if size % channels or (size != channels and not flat):
        return ""
    return Pair(layer, following, size // channels)


def _one_result(node: Node, arrays: Arrays) -> bool:
    return all(not arrays.uses[name] for name in node.outputs[1:])


def _is_own(layer: Layer, node: onnx.NodeProto, arrays: Arrays) -> bool:
    """Whether the weight is a float32 constant of this Conv or Gemm alone."""
    usual = layer.op == "Conv" or (layer.op == "Gemm" and not attributes(node).get("transA", 0))
    alone = layer.weight in arrays and arrays.uses[layer.weight] == 1
    return usual and alone and len(node.input) > 1 and node.input[1] == layer.weight


def _has_plain_bias(layer: Layer, node: onnx.NodeProto, arrays: Arrays) -> bool:
    name = node.input[2] if len(node.input) > 2 else ""
    if not name:
        return True
    return name in arrays and arrays.uses[name] == 1 and arrays[name].shape[-1:] == (arrays[name].size,)


def _view(weight: Floats, layer: Layer, node: onnx.NodeProto) -> Floats:
    """``weight`` as a view [groups, outputs of a group, inputs of a group, kernel]."""
    if layer.op == "Gemm":
        rows = weight if attributes(node).get("transB", 0) else weight.T
        return rows[None, :, :, None]
    groups = int(attributes(node).get("group", 1))
    return weight.reshape(groups, weight.shape[0] // groups, weight.shape[1], -1)


def _equalize(pairs: Sequence[Pair], arrays: Arrays, nodes: dict[str, onnx.NodeProto]) -> None:
    """Round after round over all pairs, until no scale moves: in a chain each pair disturbs the one before."""
    names = {layer.weight for pair in pairs for layer in (pair.first, pair.second)}
    weights: dict[str, Floats] = {name: arrays[name].astype(np.float64) for name in names}
    total: dict[str, Floats] = {pair.first.key: np.ones(pair.first.channels) for pair in pairs}
    for _ in range(ROUNDS):
        moved = 0.0
        for pair in pairs:
            first = _view(weights[pair.first.weight], pair.first, nodes[pair.first.node])
            second = _view(weights[pair.second.weight], pair.second, nodes[pair.second.node])
            of_first = np.abs(first).max(axis=(2, 3)).reshape(-1)
            of_second = np.abs(second).max(axis=(1, 3)).reshape(-1, pair.repeat).max(axis=1)
            scale = pair_scales(of_first, of_second)
            first /= scale.reshape(first.shape[0], -1, 1, 1)
            second *= np.repeat(scale, pair.repeat).reshape(second.shape[0], 1, -1, 1)
            total[pair.first.key] *= scale
            moved = max(moved, float(np.abs(np.log(scale)).max(initial=0.0)))
        if moved < TOLERANCE:
            break
    for name, weight in weights.items():
        arrays[name] = weight.astype(np.float32)
    for pair in pairs:
        node = nodes[pair.first.node]
        if len(node.input) > 2 and node.input[2]:
            bias = arrays[node.input[2]].astype(np.float64)
            arrays[node.input[2]] = (bias / total[pair.first.key]).astype(np.float32)


def pair_scales(of_first: Floats, of_second: Floats) -> Floats:
    """s = sqrt(r1·r2) / r2 for each channel (eq. 11); 1 where one of both is dead.

    Weight decay leaves channels of 1e-20 with a bias that still counts: to blow such a channel up blows up its
    bias too, and with it the range of the activation.
    """
    alive = (of_first > DEAD * of_first.max(initial=0.0)) & (of_second > DEAD * of_second.max(initial=0.0))
    ratio = np.divide(of_first, of_second, out=np.ones_like(of_first), where=alive)
    return np.sqrt(ratio)


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:4]) + (f" and {len(keys) - 4} more" if len(keys) > 4 else "")
