"""Totals of a model and of parts of it."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.graph import Node, Tensor
from edgeviz.core.graph_totals import Totals, model_totals, totals
from tests.core.builders import residual_graph

GRAPH = residual_graph()


def test_the_whole_and_all_its_nodes_amount_to_the_same() -> None:
    assert model_totals(GRAPH) == totals(GRAPH, range(6)) == Totals(6, 3, GRAPH.macs, GRAPH.parameters)


def test_a_part_has_its_own_layers_macs_and_parameters() -> None:
    assert totals(GRAPH, [5]) == Totals(1, 1, 80, 90)
    assert totals(GRAPH, [1, 3, 4]) == Totals(3, 0, 0, 0)
    assert totals(GRAPH, []) == Totals(0, 0, 0, 0)


def test_a_parameter_that_is_read_twice_counts_once() -> None:
    nodes = (*GRAPH.nodes, Node("again", "Conv", ("c2", "conv2.weight"), ("c3",)))
    graph = replace(GRAPH, nodes=nodes, tensors={**GRAPH.tensors, "c3": Tensor("c3")})
    assert totals(graph, [2, 6]).parameters == totals(graph, [2]).parameters == 576


def test_what_is_computed_from_constants_alone_counts_where_it_is_read() -> None:
    turned = Node("turn", "Transpose", ("fc.weight",), ("turned",))
    fc = replace(GRAPH.nodes[5], inputs=("pooled", "turned", "fc.bias"))
    tensors = {**GRAPH.tensors, "turned": Tensor("turned", shape=(8, 10))}
    graph = replace(GRAPH, nodes=(*GRAPH.nodes[:5], turned, fc), tensors=tensors)
    assert totals(graph, [6]).parameters == 90
