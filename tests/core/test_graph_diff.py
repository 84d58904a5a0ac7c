"""What changed between two models."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.graph import ModelGraph, Node, Tensor
from edgeviz.core.graph_diff import Status, graph_diff
from tests.core.builders import residual_graph


def chain(ops: list[str], prefix: str = "n") -> ModelGraph:
    nodes = tuple(Node(f"{prefix}{i}", op, (f"t{i}",), (f"t{i + 1}",)) for i, op in enumerate(ops))
    tensors = {f"t{i}": Tensor(f"t{i}", shape=("N", 4)) for i in range(len(ops) + 1)}
    return ModelGraph("chain", "onnx", ("t0",), (f"t{len(ops)}",), nodes, tensors, ())


def test_a_graph_equals_itself() -> None:
    assert graph_diff(residual_graph(), residual_graph()).is_same


def test_renaming_every_node_changes_nothing() -> None:
    ops = ["Conv", "Relu", "Conv", "Relu", "Gemm"]
    assert graph_diff(chain(ops), chain(ops, "renamed")).is_same


def test_an_inserted_and_a_removed_node_are_found_where_they_are() -> None:
    first, second = chain(["Conv", "Relu", "Pool", "Gemm"]), chain(["Conv", "Clip", "Relu", "Gemm"], "other")
    found = [(c.status, (c.first or c.second).op) for c in graph_diff(first, second).changes if c.first or c.second]
    assert found == [
        (Status.SAME, "Conv"),
        (Status.ADDED, "Clip"),
        (Status.SAME, "Relu"),
        (Status.REMOVED, "Pool"),
        (Status.SAME, "Gemm"),
    ]


def test_a_changed_attribute_and_shape_are_named() -> None:
    first = residual_graph()
    conv = replace(first.nodes[2], attributes={"strides": (2, 2)})
    smaller = replace(first.tensors["c2"], shape=("N", 8, 4, 4))
    nodes = (*first.nodes[:2], conv, *first.nodes[3:])
    second = replace(first, nodes=nodes, tensors={**first.tensors, "c2": smaller})
    changed = [change for change in graph_diff(first, second).changes if change.status is Status.CHANGED]
    assert [change.second.key for change in changed if change.second] == ["conv2", "add"]
    assert changed[0].what == ("strides – → (2, 2)", "output 1 N×8×8×8 → N×8×4×4")


def test_a_node_of_the_same_name_but_another_operator_is_not_the_same_node() -> None:
    found = graph_diff(chain(["Conv", "Relu"]), chain(["Conv", "Sigmoid"]))
    assert (found.count(Status.SAME), found.count(Status.ADDED), found.count(Status.REMOVED)) == (1, 1, 1)


def test_twenty_thousand_nodes_are_compared() -> None:
    ops = ["Conv", "Relu", "Add", "Mul"] * 5000
    found = graph_diff(chain(ops), chain([*ops[:9000], "Tanh", *ops[9000:]], "n"))
    assert found.count(Status.ADDED) >= 1 and found.count(Status.REMOVED) == 0


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_every_node_of_both_graphs_is_listed_once_and_in_order(one: list[str], other: list[str]) -> None:
    first, second = chain(one), chain(other, "m")
    changes = graph_diff(first, second).changes
    assert [c.second for c in changes if c.second] == list(second.nodes)
    assert sorted(c.first.key for c in changes if c.first) == sorted(node.key for node in first.nodes)
