"""The prepared model computes what the file computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.backend.test.loader import load_model_tests

from edgeviz.engine.load.evaluate import can_evaluate, evaluate
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from tests.engine.load.models import model, norm_node, norm_weights, save, small_net, value, weight
from tests.material import MATERIAL, needs_material

RUNNABLE = [
    p
    for p in (sorted((MATERIAL / "models").glob("**/*.onnx")) if MATERIAL.is_dir() else [])
    if not any(part in p.name for part in ("qonnx", "alexnet", "vgg"))
]


def run(proto: onnx.ModelProto | Path, seed: int = 0) -> list[Any]:
    options = ort.SessionOptions()
    options.log_severity_level = 4
    source = str(proto) if isinstance(proto, Path) else proto.SerializeToString()
    session = ort.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    weights = {i.name for i in session.get_overridable_initializers()}
    rng = np.random.default_rng(seed)
    feed = {
        i.name: rng.normal(size=[d if isinstance(d, int) else 2 for d in i.shape]).astype(np.float32)
        for i in session.get_inputs()
        if i.name not in weights
    }
    return list(session.run(None, feed))


def difference(path: Path) -> float:
    before = run(path)
    after = run(prepare(read_onnx(path)))
    scale = max(float(np.abs(b).max()) for b in before)
    return max(float(np.abs(a - b).max()) for a, b in zip(before, after, strict=True)) / max(scale, 1e-9)


@needs_material
@pytest.mark.parametrize("path", RUNNABLE, ids=lambda p: p.name)
def test_the_material_computes_the_same_after_preparing(path: Path) -> None:
    assert difference(path) < 1e-5


def test_a_batch_norm_behind_a_convolution_is_folded_exactly(tmp_path: Path) -> None:
    path = save(small_net(), tmp_path / "m.onnx")
    prepared = prepare(read_onnx(path))
    assert "BatchNormalization" not in [n.op_type for n in prepared.graph.node]
    assert prepared.graph.node[0].output[0] == "b"
    assert difference(path) < 1e-5
    onnx.checker.check_model(prepared)


LAYERS: dict[str, tuple[onnx.NodeProto, list[TensorProto], list[int | str], int]] = {
    "conv with a bias": (
        helper.make_node("Conv", ["x", "w", "c"], ["a"]), [weight("w", 6, 4, 3, 3), weight("c", 6)], ["N", 4, 7, 7], 6,
    ),
    "grouped conv": (
        helper.make_node("Conv", ["x", "w"], ["a"], group=2), [weight("w", 6, 2, 3, 3)], ["N", 4, 7, 7], 6,
    ),
    "transposed conv": (
        helper.make_node("ConvTranspose", ["x", "w", "c"], ["a"]),
        [weight("w", 4, 6, 2, 2), weight("c", 6)], ["N", 4, 7, 7], 6,
    ),
    "grouped transposed conv": (
        helper.make_node("ConvTranspose", ["x", "w"], ["a"], group=2), [weight("w", 4, 3, 2, 2)], ["N", 4, 7, 7], 6,
    ),
    "linear": (helper.make_node("Gemm", ["x", "w", "c"], ["a"]), [weight("w", 4, 6), weight("c", 6)], ["N", 4], 6),
    "scaled transposed linear": (
        helper.make_node("Gemm", ["x", "w", "c"], ["a"], transB=1, alpha=0.5, beta=2.0),
        [weight("w", 6, 4), weight("c", 1, 6)], ["N", 4], 6,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
def test_batch_norms_are_folded_into_every_kind_of_layer(tmp_path: Path, name: str) -> None:
    node, weights, shape, channels = LAYERS[name]
    nodes = [node, norm_node("bn", "a", "y")]
    proto = model(
        nodes,
        [value("x", shape)],
        [helper.make_empty_tensor_value_info("y")],
        [*weights, *norm_weights("bn", channels)],
    )
    proto.graph.output[0].type.tensor_type.elem_type = TensorProto.FLOAT
    path = save(proto, tmp_path / "m.onnx")
    file = read_onnx(path)
    assert [n.op_type for n in prepare(file).graph.node] == [node.op_type]
    assert difference(path) < 1e-5
    (layer,) = build_graph(file).layers
    stored = {t.name: tuple(t.dims) for t in prepare(file).graph.initializer}
    assert layer.bias is not None
    assert (stored[layer.weight], int(np.prod(stored[layer.bias]))) == (layer.weight_shape, layer.bias_elements)


def test_a_weight_shared_by_two_layers_is_copied_where_a_batch_norm_changes_it(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["a"], name="first"),
        norm_node("bn", "a", "b"),
        helper.make_node("Conv", ["b", "w"], ["y"], name="second"),
    ]
    weights = [weight("w", 4, 4, 3, 3), *norm_weights("bn", 4)]
    path = save(model(nodes, [value("x", ["N", 4, 9, 9])], [value("y", ["N", 4, 5, 5])], weights), tmp_path / "m.onnx")
    graph = build_graph(read_onnx(path))
    assert [layer.weight for layer in graph.layers] == ["w.first", "w"]
    assert difference(path) < 1e-5


def test_a_training_batch_norm_stays(tmp_path: Path) -> None:
    norm = norm_node("bn", "a", "y")
    norm.attribute.append(helper.make_attribute("training_mode", 1))
    norm.output.extend(["m", "v"])
    nodes = [helper.make_node("Conv", ["x", "w"], ["a"]), norm]
    weights = [weight("w", 4, 4, 3, 3), *norm_weights("bn", 4)]
    path = save(model(nodes, [value("x", ["N", 4, 9, 9])], [value("y", ["N", 4, 7, 7])], weights), tmp_path / "m.onnx")
    assert [n.op_type for n in prepare(read_onnx(path)).graph.node] == ["Conv", "BatchNormalization"]


def test_names_of_nodes_are_their_keys_and_inputs_are_no_weights(tmp_path: Path) -> None:
    proto = small_net()
    for tensor in proto.graph.initializer:  # as old exporters do
        proto.graph.input.append(value(tensor.name, tensor.dims))
    file = read_onnx(save(proto, tmp_path / "m.onnx"))
    prepared = prepare(file)
    assert [i.name for i in prepared.graph.input] == ["x"] == list(build_graph(file).inputs)
    assert prepared.graph.node[0].name == "conv"
    assert {t.name for t in prepared.graph.initializer} == {"conv.weight", "conv.bias", "zero", "rest", "wt", "fc.bias"}


def as_array(value: Any) -> Any:
    return numpy_helper.to_array(value) if isinstance(value, TensorProto) else value


@pytest.mark.filterwarnings("ignore::RuntimeWarning:onnx.*")
def test_constants_are_folded_as_the_node_cases_of_onnx_demand() -> None:
    """Every case of onnx's own conformance tests whose single operator can be folded gives the expected value."""
    checked = 0
    for case in load_model_tests(kind="node"):
        nodes = case.model.graph.node if case.model is not None else []
        if len(nodes) != 1 or not can_evaluate(nodes[0]):
            continue
        for given, expected in case.data_sets or []:
            arrays = [as_array(v) for v in (*given, *expected)]
            if not all(isinstance(v, np.ndarray) for v in arrays):
                continue  # sequences and optionals are never constants
            values = dict(zip((i.name for i in case.model.graph.input), arrays, strict=False))
            found, wanted = evaluate(nodes[0], [values.get(name) for name in nodes[0].input]), arrays[-1]
            assert (found.shape, found.dtype) == (wanted.shape, wanted.dtype), case.name
            if found.dtype.kind not in "OUS":
                np.testing.assert_allclose(
                    found.astype(np.float64), wanted.astype(np.float64), rtol=1e-3, err_msg=case.name
                )
            checked += 1
    assert checked > 200
