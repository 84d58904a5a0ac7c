import json
import pickle
from dataclasses import replace

from edgeviz.core.graph import ModelGraph, Node, Tensor, graph_from_json, graph_to_json, packed_bytes
from edgeviz.core.recipe import uniform
from tests.core.builders import residual_graph


def test_a_graph_survives_json() -> None:
    graph = residual_graph()
    assert graph_from_json(json.loads(json.dumps(graph_to_json(graph)))) == graph


def test_a_graph_of_an_older_project_has_no_names_of_the_file() -> None:
    graph = residual_graph()
    named = replace(graph, nodes=tuple(replace(node, name=f"/{node.key}/{node.op}") for node in graph.nodes))
    value = graph_to_json(named)
    assert graph_from_json(value) == named
    del value["node_names"]
    assert graph_from_json(value) == graph


def test_what_is_worked_out_is_not_pickled_so_that_other_threads_may_ask_meanwhile() -> None:
    graph, recipe = residual_graph(), uniform(["conv1", "conv2"], 4, 8)
    before = pickle.dumps(graph), pickle.dumps(recipe)
    assert graph.consumers and graph.layer_index and graph.constants and recipe.hash
    assert (pickle.dumps(graph), pickle.dumps(recipe)) == before
    assert pickle.loads(before[0]) == graph and pickle.loads(before[1]) == recipe


def test_totals_are_counted_once() -> None:
    graph = residual_graph()
    assert graph.parameters == 216 + 8 + 576 + 80 + 10
    assert graph.macs == 64 * 8 * (27 + 72) + 80
    assert graph.classes() == 10
    assert graph.input_shape() == ("N", 3, 8, 8)


def test_producers_and_consumers_are_each_others_inverse() -> None:
    graph = residual_graph()
    assert graph.consumers["r1"] == (2, 3)
    assert graph.nodes[graph.producers["sum"]].key == "add"


def test_a_symbolic_dimension_counts_as_one_and_an_unknown_one_as_unknown() -> None:
    assert Tensor("a", shape=("N", 4)).elements == 4
    assert Tensor("a", shape=(None, 4)).elements is None
    assert Tensor("a", shape=None).nbytes is None
    assert Tensor("a", "int4", (3,)).nbytes == 2


def test_packing_rounds_up_to_whole_bytes() -> None:
    assert [packed_bytes(n, 2) for n in (0, 1, 4, 5)] == [0, 1, 1, 2]


def test_what_nobody_writes_or_gives_is_a_constant_and_so_is_what_follows_from_it() -> None:
    nodes = (
        Node("begin", "Unsqueeze", ("one",), ("start",)),
        Node("cut", "Slice", ("x", "start"), ("y",)),
    )
    tensors = {name: Tensor(name, "int64", (1,)) for name in ("one", "start", "x", "y")}
    graph = ModelGraph("g", "onnx", ("x",), ("y",), nodes, tensors, ())
    assert graph.constants == {"one", "start"}
