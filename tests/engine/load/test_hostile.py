"""Files that are broken or were made to do harm: each is a ModelError, and within bounds."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load import check, protobuf_scan
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from tests.engine.load.models import array, model, save, small_net, value, weight

VALID = small_net().SerializeToString()


def open_all(path: Path) -> None:
    file = read_onnx(path)
    build_graph(file)
    prepare(file)


def refused(path: Path, match: str) -> None:
    with pytest.raises(ModelError, match=match) as caught:
        open_all(path)
    assert caught.value.remedy


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, part: float) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(VALID[: int(len(VALID) * part)])
    refused(path, "m.onnx|tensor")


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    rng = random.Random(0)
    for _ in range(50):
        path = tmp_path / "m.onnx"
        path.write_bytes(rng.randbytes(rng.randrange(1, 5000)))
        refused(path, "m.onnx")


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(("set", "cut", "copy", "end")), st.integers(0, 10**6), st.integers(0, 255)),
        min_size=1,
        max_size=8,
    )
)
def test_a_mutated_file_opens_or_is_a_model_error(tmp_path: Path, edits: list[tuple[str, int, int]]) -> None:
    data = bytearray(VALID)
    for kind, at, byte in edits:
        at %= max(1, len(data))
        if kind == "set" and data:
            data[at] = byte
        elif kind == "cut":
            del data[at : at + byte]
        elif kind == "copy":
            data[at:at] = data[at : at + byte]
        elif kind == "end" and byte == 0:
            del data[at:]
    path = tmp_path / "m.onnx"
    path.write_bytes(bytes(data))
    try:
        open_all(path)
    except ModelError as error:
        assert error.what


def net(nodes: list[onnx.NodeProto], *weights: TensorProto) -> onnx.ModelProto:
    return model(nodes, [value("x", [1, 4])], [value("y", [1, 4])], weights)


def test_a_cyclic_graph_is_refused_and_names_its_nodes(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Add", ["x", "b"], ["a"], name="first"),
        helper.make_node("Relu", ["a"], ["b"], name="second"),
    ]
    nodes.append(helper.make_node("Relu", ["b"], ["y"]))
    refused(save(net(nodes), tmp_path / "m.onnx"), "cyclic: Add first, Relu second")


@pytest.mark.parametrize(
    ("nodes", "match"),
    [
        ([helper.make_node("Relu", ["gone"], ["y"])], "reads the tensor gone, which nothing writes"),
        ([helper.make_node("Relu", ["x"], ["y"]), helper.make_node("Relu", ["x"], ["y"])], "writes the tensor y twice"),
        ([helper.make_node("Relu", ["x"], ["z"])], "output y, which nothing writes"),
        ([], "no nodes"),
    ],
)
def test_a_graph_that_is_no_graph_is_refused(tmp_path: Path, nodes: list[onnx.NodeProto], match: str) -> None:
    refused(save(net(nodes), tmp_path / "m.onnx"), match)


def test_a_model_without_a_graph_is_refused(tmp_path: Path) -> None:
    refused(save(onnx.ModelProto(ir_version=8, producer_name="p"), tmp_path / "m.onnx"), "not a model")


def test_an_opset_that_is_too_old_is_refused_with_the_conversion(tmp_path: Path) -> None:
    proto = net([helper.make_node("Relu", ["x"], ["y"])])
    proto.opset_import[0].version = 6
    refused(save(proto, tmp_path / "m.onnx"), "opset 6.*version_converter")


def test_a_huge_declared_tensor_is_refused(tmp_path: Path) -> None:
    huge = weight("w", 4)
    huge.dims[:] = [1 << 40, 1 << 20]
    refused(save(net([helper.make_node("Add", ["x", "w"], ["y"])], huge), tmp_path / "m.onnx"), "tensor w declares")


@pytest.mark.parametrize("dims", [[-4], [2] * 2_000_000])
def test_impossible_dimensions_are_refused(tmp_path: Path, dims: list[int]) -> None:
    odd = weight("w", 4)
    odd.dims[:] = dims
    refused(save(net([helper.make_node("Add", ["x", "w"], ["y"])], odd), tmp_path / "m.onnx"), "dimension|fields|MB")


def test_a_huge_constant_made_from_a_few_bytes_is_refused(tmp_path: Path) -> None:
    nodes = [helper.make_node("ConstantOfShape", ["s"], ["w"]), helper.make_node("Conv", ["x", "w"], ["y"])]
    shape = array("s", [1 << 30, 1 << 10, 3, 3], np.int64)
    path = save(model(nodes, [value("x", [1, 1, 9, 9])], [value("y", [1])], [shape]), tmp_path / "m.onnx")
    build_graph(read_onnx(path))
    with pytest.raises(ModelError, match="out of a few bytes"):
        prepare(read_onnx(path))


@pytest.mark.parametrize("size", [10, 5000])
@pytest.mark.parametrize("depth", [60, 3000])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int, size: int) -> None:
    wrap = protobuf_scan.length_delimited
    graph = wrap(2, b"g" * size)
    for _ in range(depth):  # a graph in an attribute in a node in a graph
        graph = wrap(1, wrap(5, wrap(6, graph)))
    path = tmp_path / "m.onnx"
    path.write_bytes(wrap(7, graph))
    refused(path, "deep|not an ONNX model")


def test_functions_that_call_each_other_are_refused(tmp_path: Path) -> None:
    opset = [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)]
    proto = net([helper.make_node("A", ["x"], ["y"], domain="own")])
    proto.opset_import.append(helper.make_opsetid("own", 1))
    for name, other in (("A", "B"), ("B", "A")):
        body = [helper.make_node(other, ["i"], ["o"], domain="own")]
        proto.functions.append(helper.make_function("own", name, ["i"], ["o"], body, opset))
    refused(save(proto, tmp_path / "m.onnx"), "calls itself")


def test_functions_that_expand_without_end_are_refused(tmp_path: Path) -> None:
    opset = [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)]
    proto = net([helper.make_node("F30", ["x"], ["y"], domain="own")])
    proto.opset_import.append(helper.make_opsetid("own", 1))
    leaf = helper.make_function("own", "F0", ["i"], ["o"], [helper.make_node("Relu", ["i"], ["o"])], opset)
    proto.functions.append(leaf)
    for step in range(1, 31):
        body = [helper.make_node(f"F{step - 1}", [a], [b], domain="own") for a, b in (("i", "m"), ("m", "o"))]
        proto.functions.append(helper.make_function("own", f"F{step}", ["i"], ["o"], body, opset))
    refused(save(proto, tmp_path / "m.onnx"), "nodes once its functions")


def test_a_file_of_empty_messages_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    graph = b"\x0a\x00" * (6 << 20)  # six million empty nodes
    path.write_bytes(protobuf_scan.length_delimited(7, graph))
    refused(path, "fields")


def test_an_attribute_of_the_wrong_type_is_refused_or_ignored(tmp_path: Path) -> None:
    node = helper.make_node("Conv", ["x", "w"], ["y"], group="many", pads=1.5)
    proto = model([node], [value("x", [1, 4, 8, 8])], [value("y", [1])], [weight("w", 4, 4, 3, 3)])
    try:
        open_all(save(proto, tmp_path / "m.onnx"))
    except ModelError as error:
        assert "impossible" in error.what


def test_a_transpose_with_an_impossible_order_is_no_crash(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("BipolarQuant", ["w"], ["q"], domain="custom"),
        helper.make_node("Transpose", ["q"], ["t"], perm=[7, -9]),
        helper.make_node("MatMul", ["x", "t"], ["y"]),
    ]
    try:
        open_all(save(net(nodes, weight("w", 4, 4)), tmp_path / "m.onnx"))
    except ModelError as error:
        assert error.remedy


def chain(count: int, op: str = "Relu", weights: bool = False) -> onnx.ModelProto:
    names = ["x", *(f"t{i}" for i in range(1, count)), "y"]
    nodes = [helper.make_node(op, [names[i], f"w{i}"] if weights else [names[i]], [names[i + 1]]) for i in range(count)]
    stored = [weight(f"w{i}", 4, 4) for i in range(count)] if weights else []
    return model(nodes, [value("x", ["N", 4])], [value("y", ["N", 4])], stored)


@pytest.mark.timeout(60)  # seconds; with the square of the layers it would take many minutes
def test_six_thousand_layers_open(tmp_path: Path) -> None:
    path = save(chain(6000, "MatMul", weights=True), tmp_path / "m.onnx")
    assert len(build_graph(read_onnx(path)).layers) == 6000


def test_more_weights_or_operator_sets_than_any_network_has_are_refused(tmp_path: Path) -> None:
    weights = chain(1)
    weights.graph.initializer.extend(TensorProto(name=f"w{i}", data_type=1) for i in range(check.MAX_NODES + 1))
    for tensor in weights.graph.initializer:
        tensor.float_data.append(0)
    refused(save(weights, tmp_path / "m.onnx"), "100,001 weights")
    sets = chain(1)
    sets.opset_import.extend(helper.make_opsetid(f"d{i}", 1) for i in range(check.MAX_OPSETS))
    refused(save(sets, tmp_path / "m.onnx"), "101 imported operator sets")


def test_a_message_about_a_node_of_absurd_name_stays_readable(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Add", ["x", "y"], ["a"], name="q" * 100_000),
        helper.make_node("Relu", ["a"], ["y"]),
    ]
    path = save(model(nodes, [value("x", [1])], [value("y", [1])]), tmp_path / "m.onnx")
    with pytest.raises(ModelError, match="cyclic") as caught:
        read_onnx(path)
    assert len(caught.value.what) < 1000
