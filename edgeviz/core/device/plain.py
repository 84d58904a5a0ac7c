"""Operators without weights (additions, poolings, softmax): bound by the bytes that they move, whatever the recipe.

What an inference engine fuses into its neighbour or does in place moves nothing of its own, nor does what only
computes shapes. Bytes are those of the model's own types: no width of a layer changes them, so in a quantized network
they are an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.device.profile import Device
from edgeviz.core.graph import IN_PLACE, ModelGraph
from edgeviz.core.graph_view import shape_arithmetic
from edgeviz.core.memo import last_answer


@dataclass(frozen=True, slots=True)
class Plain:
    """``node``: index into the graph's nodes. ``nbytes``: read and written, of one sample."""

    node: int
    nbytes: int


@last_answer
def plain_nodes(graph: ModelGraph) -> tuple[Plain, ...]:
    """The operators without weights that move anything, in the graph's order."""
    layers = {layer.node for layer in graph.layers}
    hidden, constants = shape_arithmetic(graph), graph.constants
    sizes = {name: tensor.nbytes or 0 for name, tensor in graph.tensors.items()}
    found = []
    for index, node in enumerate(graph.nodes):
        if node.key in layers or node.op in IN_PLACE or index in hidden:
            continue
        outputs = [name for name in node.outputs if name and name not in constants]
        if not outputs:
            continue
        inputs = [name for name in dict.fromkeys(node.inputs) if name and name not in constants]
        nbytes = sum([sizes.get(name, 0) for name in (*inputs, *outputs)])
        if nbytes:
            found.append(Plain(index, nbytes))
    return tuple(found)


def plain_seconds(nbytes: int, device: Device) -> float:
    """Seconds of an operator that moves ``nbytes``: over the bandwidth of the memory that holds them."""
    fast = device.on_chip_bandwidth
    if fast is not None and device.on_chip is not None and nbytes <= device.on_chip.value:
        return nbytes / fast.value
    return nbytes / device.bandwidth.value


def all_plain_seconds(graph: ModelGraph, device: Device) -> float:
    return sum(plain_seconds(plain.nbytes, device) for plain in plain_nodes(graph))


def all_plain_bytes(graph: ModelGraph) -> int:
    return sum(plain.nbytes for plain in plain_nodes(graph))
