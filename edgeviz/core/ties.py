"""Layers that must share a width.

A weight that several layers use is stored once: such layers share everything. An activation is stored once too,
so all layers that quantize the same tensor (see ``core.points``: as its readers, or as its writer for an operator
beside them) share their activation width, and so do the operands of an addition or a concatenation, which an
integer kernel can only join at one width. With these ties a recipe's size is a sum over the groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edgeviz.core.graph import ModelGraph

#: Operators that join tensors element by element or end to end.
JOINS = frozenset(("Add", "Sub", "Sum", "Mean", "Max", "Min", "Mul", "Concat"))


@dataclass(frozen=True)
class Ties:
    """Partitions of layer keys, in the order of the graph. Groups of one are layers that are free.

    ``weights`` holds every layer once; ``activations`` every layer whose input can be quantized.
    """

    weights: tuple[tuple[str, ...], ...]
    activations: tuple[tuple[str, ...], ...]


def tied_groups(graph: ModelGraph) -> Ties:
    """The groups of ``graph``'s layers whose weights, and whose activations, must share a width."""
    by_weight = _grouped((layer.weight, layer.key) for layer in graph.layers)
    quantize = {layer.key for layer in graph.layers if layer.input}
    nodes = {layer.node for layer in graph.layers if layer.input}
    decide = deciders(graph)
    bound: list[Sequence[str]] = [[key for key in keys if key in quantize] for keys in by_weight]
    bound += decide.values()
    for node in graph.nodes:
        if node.op in JOINS and node.key not in nodes:
            bound.append([key for tensor in node.inputs for key in decide.get(tensor, ())])
    order = [layer.key for layer in graph.layers]
    return Ties(_partition(order, by_weight), _partition([key for key in order if key in quantize], bound))


def deciders(graph: ModelGraph) -> dict[str, tuple[str, ...]]:
    """Tensor -> the layers of which any may decide its quantizer: its readers, and its writer for other readers."""
    layers = [layer for layer in graph.layers if layer.input]
    nodes = {layer.node for layer in layers}
    found: dict[str, list[str]] = {}
    for layer in layers:
        found.setdefault(layer.input, []).append(layer.key)
    for layer in layers:
        if any(graph.nodes[row].key not in nodes for row in graph.consumers.get(layer.output, ())):
            found.setdefault(layer.output, []).append(layer.key)
    return {tensor: tuple(keys) for tensor, keys in found.items()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for group, key in pairs:
        found.setdefault(group, []).append(key)
    return list(found.values())


def _partition(keys: Sequence[str], bound: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The finest partition of ``keys`` that keeps each of ``bound`` together."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for group in bound:
        for key in group[1:]:
            parent[root(key)] = root(group[0])
    return tuple(tuple(group) for group in _grouped((root(key), key) for key in keys))
