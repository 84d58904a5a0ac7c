"""Reading ONNX files without their weights."""

from __future__ import annotations

from pathlib import Path

import ml_dtypes
import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.onnx_file import read_onnx
from edgeviz.engine.load.tensors import is_external
from tests.engine.load.models import array, model, save, small_net, value, weight
from tests.material import MATERIAL, needs_material

MODELS = sorted((MATERIAL / "models").glob("**/*.onnx")) if MATERIAL.is_dir() else []


def large_net(*tensors: TensorProto) -> onnx.ModelProto:
    nodes = [helper.make_node("Identity", ["x"], ["y"])]
    return model(nodes, [value("x", [1])], [value("y", [1])], tensors)


@needs_material
@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.name)
def test_every_weight_of_the_material_is_read_as_onnx_reads_it(path: Path) -> None:
    expected = onnx.load(path)
    file = read_onnx(path)
    for tensor in expected.graph.initializer:
        np.testing.assert_array_equal(file.weight(tensor.name), numpy_helper.to_array(tensor))
    assert file.complete().graph.initializer == expected.graph.initializer
    assert file.file_bytes == path.stat().st_size


def test_large_weights_are_references_and_small_ones_stay(tmp_path: Path) -> None:
    file = read_onnx(save(large_net(weight("big", 64, 64), weight("small", 4)), tmp_path / "m.onnx"))
    assert [is_external(t) for t in file.proto.graph.initializer] == [True, False]
    assert file.proto.ByteSize() < 1000


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        (TensorProto.FLOAT, np.float32),
        (TensorProto.DOUBLE, np.float64),
        (TensorProto.INT64, np.int64),
        (TensorProto.INT32, np.int32),
        (TensorProto.INT8, np.int8),
        (TensorProto.UINT64, np.uint64),
        (TensorProto.FLOAT16, np.float16),
    ],
)
def test_weights_in_typed_fields_are_read_from_disk_too(tmp_path: Path, kind: int, dtype: type) -> None:
    values = (np.arange(6000) % 100).astype(dtype)
    tensor = helper.make_tensor("w", kind, [60, 100], values.tolist())
    assert not tensor.HasField("raw_data")
    file = read_onnx(save(large_net(tensor), tmp_path / "m.onnx"))
    assert is_external(file.proto.graph.initializer[0])
    np.testing.assert_array_equal(file.weight("w"), values.reshape(60, 100))


@pytest.mark.parametrize("dtype", [ml_dtypes.bfloat16, ml_dtypes.int4, ml_dtypes.uint4, ml_dtypes.float8_e4m3fn])
def test_narrow_element_types_are_read(tmp_path: Path, dtype: type) -> None:
    values = (np.arange(9001) % 7).astype(dtype)
    file = read_onnx(save(large_net(numpy_helper.from_array(values, "w")), tmp_path / "m.onnx"))
    np.testing.assert_array_equal(file.weight("w").astype(np.float32), values.astype(np.float32))


def test_a_large_constant_node_is_read_from_disk(tmp_path: Path) -> None:
    table = weight("", 50, 50)
    nodes = [
        helper.make_node("Constant", [], ["table"], value=table),
        helper.make_node("MatMul", ["x", "table"], ["y"]),
    ]
    proto = model(nodes, [value("x", [1, 50])], [value("y", [1, 50])])
    file = read_onnx(save(proto, tmp_path / "m.onnx"))
    assert file.proto.ByteSize() < 1000
    np.testing.assert_array_equal(file.weight("table"), numpy_helper.to_array(table))


def test_weights_inside_subgraphs_are_completed(tmp_path: Path) -> None:
    branch = helper.make_graph([helper.make_node("Identity", ["w"], ["out"])], "b", [], [value("out", [40, 40])])
    branch.initializer.append(weight("w", 40, 40))
    nodes = [helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)]
    proto = model(nodes, [value("c", [], TensorProto.BOOL)], [value("y", [40, 40])])
    file = read_onnx(save(proto, tmp_path / "m.onnx"))
    assert file.proto.ByteSize() < 2000
    assert file.complete() == proto


def test_external_data_is_read_and_counted(tmp_path: Path) -> None:
    proto = large_net(weight("w", 100, 100))
    expected = numpy_helper.to_array(proto.graph.initializer[0])
    onnx.save(proto, tmp_path / "m.onnx", save_as_external_data=True, location="m.data", size_threshold=0)
    file = read_onnx(tmp_path / "m.onnx")
    np.testing.assert_array_equal(file.weight("w"), expected)
    assert file.file_bytes == (tmp_path / "m.onnx").stat().st_size + (tmp_path / "m.data").stat().st_size
    (tmp_path / "m.data").write_bytes(b"short")
    with pytest.raises(ModelError, match=r"do not fit m.data"):
        read_onnx(tmp_path / "m.onnx")
    (tmp_path / "m.data").unlink()
    with pytest.raises(ModelError, match=r"weights in m.data, and that file is missing. Put m.data into"):
        read_onnx(tmp_path / "m.onnx")


def external(path: Path, location: str) -> Path:
    tensor = weight("w", 10)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, text in {"location": location, "offset": "0", "length": "40"}.items():
        tensor.external_data.add(key=key, value=text)
    return save(large_net(tensor), path)


@pytest.mark.parametrize(
    "location",
    [
        "/etc/passwd",
        "../secret.bin",
        "sub/../../secret.bin",
        "C:\\secret.bin",
        "..\\secret.bin",
        "\\\\host\\share",
        "a\0b",
    ],
)
def test_external_data_outside_the_folder_is_refused(tmp_path: Path, location: str) -> None:
    (tmp_path / "secret.bin").write_bytes(bytes(40))
    folder = tmp_path / "model"
    (folder / "sub").mkdir(parents=True)
    with pytest.raises(ModelError, match="outside its own folder"):
        read_onnx(external(folder / "m.onnx", location))


def test_a_symbolic_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.bin").write_bytes(bytes(40))
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "w.bin").symlink_to(tmp_path / "secret.bin")
    with pytest.raises(ModelError, match="outside its own folder"):
        read_onnx(external(folder / "m.onnx", "w.bin"))


def test_a_folder_in_place_of_external_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.bin").mkdir()
    with pytest.raises(ModelError, match="not a file"):
        read_onnx(external(tmp_path / "m.onnx", "w.bin"))


def test_a_model_that_shrinks_after_it_was_opened_is_reported(tmp_path: Path) -> None:
    path = save(large_net(weight("w", 100, 100)), tmp_path / "m.onnx")
    file = read_onnx(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ModelError):
        file.weight("w")


def test_nodes_out_of_order_are_sorted(tmp_path: Path) -> None:
    proto = small_net()
    nodes = list(proto.graph.node)
    shuffled = [onnx.NodeProto.FromString(n.SerializeToString()) for n in reversed(nodes)]
    del proto.graph.node[:]
    proto.graph.node.extend(shuffled)
    read = read_onnx(save(proto, tmp_path / "m.onnx"))
    known = {"x", *(t.name for t in proto.graph.initializer)}
    for node in read.proto.graph.node:
        assert set(node.input) <= known
        known.update(node.output)


def test_local_functions_are_expanded(tmp_path: Path) -> None:
    body = helper.make_function(
        "own", "Twice", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 17)]
    )
    proto = model([helper.make_node("Twice", ["x"], ["y"], domain="own")], [value("x", [2])], [value("y", [2])])
    proto.opset_import.append(helper.make_opsetid("own", 1))
    proto.functions.append(body)
    read = read_onnx(save(proto, tmp_path / "m.onnx"))
    assert [n.op_type for n in read.proto.graph.node] == ["Add"]


def test_a_hundred_megabytes_are_opened_without_reading_them(tmp_path: Path) -> None:
    path = save(large_net(array("w", np.zeros((25_000, 1000)))), tmp_path / "m.onnx")
    file = read_onnx(path)
    assert file.proto.ByteSize() < 1000
    assert file.weight("w").shape == (25_000, 1000)
