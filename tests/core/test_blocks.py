"""Which blocks of a network can be left out, and which of them go."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from edgeviz.core import blocks
from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from tests.core.builders import residual_graph


class Builder:
    """A graph written node by node; every tensor has the shape of the last ``shape``."""

    def __init__(self, channels: int = 8) -> None:
        self.channels = channels
        self.nodes: list[Node] = []
        self.layers: list[Layer] = []
        self.tensors = {"x": Tensor("x", "float32", ("N", 3, 8, 8))}

    def add(self, op: str, *inputs: str, channels: int = 0, **attributes: object) -> str:
        self.channels = channels or self.channels
        out, shape = f"t{len(self.nodes)}", ("N", self.channels, 8, 8)
        names = list(inputs)
        key = f"{op.lower()}{len(self.nodes)}"
        if op == "Conv":
            weight = (self.channels, 8, 3, 3)
            self.tensors[f"{key}.w"] = Tensor(f"{key}.w", "float32", weight, True)
            names.append(f"{key}.w")
            self.layers.append(Layer(key, key, "Conv", "Conv 3×3", f"{key}.w", weight, 0, inputs[0], out))
        self.tensors[out] = Tensor(out, "int64" if op == "Shape" else "float32", (4,) if op == "Shape" else shape)
        self.nodes.append(Node(key, op, tuple(names), (out,), attributes=attributes))
        return out

    def residual(self, source: str, channels: int = 0, project: bool = False) -> str:
        """conv → relu → conv, added to what it reads (or to a projection of it), → relu."""
        before = self.channels
        inner = self.add("Relu", self.add("Conv", source, channels=channels))
        inner = self.add("Conv", inner)
        short = self.add("Conv", source) if project else source
        assert project or before == self.channels
        return self.add("Relu", self.add("Add", inner, short))

    def graph(self) -> ModelGraph:
        out = (self.nodes[-1].outputs[0],)
        return ModelGraph("b", "onnx", ("x",), out, tuple(self.nodes), self.tensors, tuple(self.layers))


def resnet() -> ModelGraph:
    """Three blocks in each of two stages; the second begins with a projection."""
    made = Builder()
    at = made.add("Relu", made.add("Conv", "x"))
    for _ in range(3):
        at = made.residual(at)
    at = made.residual(at, 16, project=True)
    for _ in range(2):
        at = made.residual(at)
    made.add("GlobalAveragePool", at)
    return made.graph()


def test_the_first_block_of_each_stage_stays() -> None:
    found = blocks.runs(resnet())
    assert [len(run) for run in found] == [2, 2]
    graph = resnet()
    for run in found:
        for block in run:
            assert [graph.nodes[row].op for row in block.nodes] == ["Conv", "Relu", "Conv", "Add", "Relu"]
            assert graph.tensors[block.entry].shape == graph.tensors[block.exit].shape


def test_a_plain_network_has_the_blocks_that_repeat() -> None:
    made = Builder()
    at = made.add("Relu", made.add("Conv", "x"))
    for _ in range(4):
        at = made.add("Relu", made.add("Conv", at, group=8))
        at = made.add("Relu", made.add("Conv", at))
    at = made.add("Conv", at, channels=16)
    made.add("GlobalAveragePool", at)
    (run,) = blocks.runs(made.graph())
    assert len(run) == 3 and all(len(block.layers) == 2 for block in run)


def test_a_block_whose_inside_is_read_elsewhere_stays_also_where_only_its_shape_is() -> None:
    for by_shape in (False, True):
        made = Builder()
        at = made.add("Conv", "x")
        at = made.add("Conv", at)
        begin = len(made.nodes)
        at = made.residual(at)
        inner = made.nodes[begin].outputs[0]
        at = made.residual(at)
        if by_shape:
            made.add("Reshape", at, made.add("Shape", inner))
        else:
            made.add("Concat", at, inner)
        found = [block for run in blocks.runs(made.graph()) for block in run]
        assert begin not in [row for block in found for row in block.nodes]


def test_a_network_without_such_blocks_has_none() -> None:
    assert blocks.runs(residual_graph()) == ()
    made = Builder()
    made.add("Conv", made.add("Conv", "x"), channels=16)
    assert blocks.runs(made.graph()) == ()
    assert blocks.left_out((), 0.5) == ()


def test_a_block_that_the_model_puts_out_stays() -> None:
    graph = resnet()
    last = blocks.runs(graph)[-1][-1]
    found = blocks.runs(replace(graph, outputs=(*graph.outputs, last.exit)))
    assert last not in [block for run in found for block in run]


@pytest.mark.parametrize(("depth", "gone"), [(1.0, 0), (0.99, 1), (0.75, 1), (0.5, 2), (0.25, 3), (0.0, 4)])
def test_the_share_that_stays_is_rounded_and_below_one_something_goes(depth: float, gone: int) -> None:
    found = blocks.left_out(blocks.runs(resnet()), depth)
    assert len(found) == gone == len(set(found))


def test_what_goes_is_spread_over_the_stages_and_within_them() -> None:
    run = tuple(blocks.Block(f"{i}", f"{i + 1}", (i,), ()) for i in range(8))
    gone = [block.nodes[0] for block in blocks.left_out((run,), 0.5)]
    assert len(gone) == 4 and all(b - a == 2 for a, b in pairwise(gone))
    stages = tuple(tuple(replace(block, nodes=(10 * s + i,)) for i, block in enumerate(run)) for s in range(3))
    counts = [sum(block.nodes[0] // 10 == s for block in blocks.left_out(stages, 0.25)) for s in range(3)]
    assert counts == [6, 6, 6]


def test_a_passage_is_behind_the_activation_of_each_layer_or_block_and_knows_its_share() -> None:
    from pathlib import Path

    from edgeviz.core.blocks import can_exit, passages, suggested_exits
    from edgeviz.engine.session import Session
    from edgeviz.resources import resource

    graph = Session(Path(str(resource("demo", "digits.onnx")))).graph
    found = passages(graph)
    ops = [graph.nodes[graph.producers[one.tensor]].op for one in found]
    assert set(ops) == {"Relu"}
    assert [one.macs for one in found] == sorted({one.macs for one in found})
    assert found[-1].share <= 1 and found[0].bytes == 24 * 8 * 8 * 4
    for one in found:
        inside = {name for row in one.after for name in graph.nodes[row].outputs}
        read_later = {
            name for row, node in enumerate(graph.nodes) if row not in one.after for name in node.inputs
        } & inside
        assert read_later == {one.tensor}
    chosen = suggested_exits(graph, 2)
    assert len(chosen) == 2 and all(can_exit(graph, one.tensor) for one in chosen)
    assert len(suggested_exits(graph, 16)) <= len(found)
