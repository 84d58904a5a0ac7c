"""What a part of a model amounts to: nodes, layers, multiply-accumulates and parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from edgeviz.core.graph import ModelGraph


@dataclass(frozen=True, slots=True)
class Totals:
    """``macs`` of one sample; ``parameters``: elements of weights and other constants, shared ones once."""

    nodes: int
    layers: int
    macs: int
    parameters: int


def model_totals(graph: ModelGraph) -> Totals:
    return Totals(len(graph.nodes), len(graph.layers), graph.macs, graph.parameters)


def totals(graph: ModelGraph, nodes: Iterable[int]) -> Totals:
    """Of the nodes with these indices, and of the constants that are computed for them alone."""
    chosen = dict.fromkeys(nodes)
    keys = {graph.nodes[at].key for at in chosen}
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [name for at in chosen for name in graph.nodes[at].inputs]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in graph.constants:
            continue
        seen.add(name)
        tensor = graph.tensors.get(name)
        if tensor is not None and tensor.is_parameter:
            found.add(name)
        elif name in graph.producers:
            waiting.extend(graph.nodes[graph.producers[name]].inputs)
    return Totals(
        len(chosen),
        sum(layer.node in keys for layer in graph.layers),
        sum(graph.nodes[at].macs for at in chosen),
        sum(graph.tensors[name].elements or 0 for name in found),
    )
