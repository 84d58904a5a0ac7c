"""The model graph: shapes, MACs, layers, names."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from edgeviz.core.graph import ModelGraph, graph_from_json, graph_to_json
from edgeviz.engine.load.graph_builder import build_graph, node_keys
from edgeviz.engine.load.naming import unique
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from tests.engine.load.models import array, model, norm_node, norm_weights, save, small_net, value, weight
from tests.material import MATERIAL, needs_material

MODELS = sorted((MATERIAL / "models").glob("**/*.onnx")) if MATERIAL.is_dir() else []
#: Published or independently counted MACs for one image.
MACS = {
    "cifar_resnet20.onnx": 40_551_040,
    "cifar_resnet56.onnx": 125_485_696,
    "imagenet_mobilenet_v2_1.0_224.onnx": 300_775_552,
    "mlperf_ic_resnet8.onnx": 12_501_632,
    "mlperf_kws_dscnn.onnx": 2_656_768,
    "light_vgg19.onnx": 19_632_062_464,
    "light_resnet50.onnx": 4_089_184_256,
}


def graph_of(proto: onnx.ModelProto, tmp_path: Path) -> ModelGraph:
    return build_graph(read_onnx(save(proto, tmp_path / "m.onnx")))


@needs_material
@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.name)
def test_graph_and_prepared_model_agree_on_the_material(path: Path) -> None:
    if "vgg" in path.name or "alexnet" in path.name:
        pytest.skip("its weights take half a gigabyte once they are made")
    file = read_onnx(path)
    graph, prepared = build_graph(file), prepare(file)
    assert [n.key for n in graph.nodes] == [n.name for n in prepared.graph.node]
    assert [(n.inputs, n.outputs) for n in graph.nodes] == [
        (tuple(n.input), tuple(n.output)) for n in prepared.graph.node
    ]
    stored = {t.name: tuple(t.dims) for t in prepared.graph.initializer}
    for layer in graph.layers:
        assert stored[layer.weight] == layer.weight_shape
        assert layer.bias is None or np.prod(stored[layer.bias]) == layer.bias_elements
    assert len({n.key for n in graph.nodes}) == len(graph.nodes)
    assert len(graph.layer_index) == len(graph.layers)
    assert graph_from_json(json.loads(json.dumps(graph_to_json(graph)))) == graph


@needs_material
@pytest.mark.parametrize("name", MACS)
def test_macs_are_those_that_others_count(name: str) -> None:
    path = next(p for p in MODELS if p.name == name)
    graph = build_graph(read_onnx(path))
    assert graph.macs == MACS[name]
    assert all(t.shape is not None and None not in t.shape for t in graph.tensors.values() if t.name in graph.consumers)


@needs_material
def test_resnet20_is_named_as_in_torch() -> None:
    graph = build_graph(read_onnx(MATERIAL / "models/cifar_resnet20.onnx"))
    layer = graph.layer("layer2.0.conv1")
    assert (layer.kind, layer.weight_shape, layer.namespace) == ("Conv 3×3", (32, 16, 3, 3), ("layer2", "0"))
    assert layer.output == "/layer2/layer2.0/Relu_output_0"
    assert graph.layers[-1].key == "linear"
    assert graph.input_shape() == ("N", 3, 32, 32)
    assert graph.classes() == 10
    assert [n.key for n in graph.nodes[:4]] == ["conv1", "relu", "layer1.0.conv1", "layer1.0.relu"]


@needs_material
def test_the_transformer_has_all_its_linear_layers() -> None:
    graph = build_graph(read_onnx(MATERIAL / "models/cifar_vit_6x128.onnx"))
    keys = [layer.key for layer in graph.layers]
    block = [
        f"transformer.layers.3.{name}" for name in ("self_attn.in_proj", "self_attn.out_proj", "linear1", "linear2")
    ]
    assert [key for key in keys if key.startswith("transformer.layers.3.")] == block
    assert graph.layer(block[0]).macs == 65 * 128 * 384
    assert {graph.layer(key).kind for key in block} == {"Linear"}
    attention = [
        n for n in graph.nodes if n.op == "MatMul" and n.macs and not any(layer.node == n.key for layer in graph.layers)
    ]
    assert sum(n.macs for n in attention) == 6 * 2 * 65 * 65 * 128


@needs_material
def test_a_model_with_a_custom_operator_opens_and_says_what_is_missing() -> None:
    graph = build_graph(read_onnx(MATERIAL / "models/qonnx_mnist_TFC_1W1A.onnx"))
    assert graph.missing_operators == ("onnx.brevitas::BipolarQuant",)
    assert not graph.runs
    assert [layer.weight_shape for layer in graph.layers] == [(64, 784), (64, 64), (64, 64), (10, 64)]
    assert [layer.channel_axis for layer in graph.layers] == [0, 0, 0, 0]
    assert graph.macs == 59_008


def test_a_batch_norm_is_folded_into_the_graph(tmp_path: Path) -> None:
    graph = graph_of(small_net(), tmp_path)
    assert [n.op for n in graph.nodes] == [
        "Conv", "Relu", "Shape", "Gather", "Concat", "Reshape", "ReduceMean", "MatMul", "Add",
    ]  # fmt: skip
    conv, fc = graph.layers
    assert (conv.key, conv.input, conv.output, conv.bias, conv.bias_elements) == ("conv", "x", "r", "conv.bias", 4)
    assert graph.nodes[0].outputs == ("b",)
    assert graph.nodes[0].inputs == ("x", "conv.weight", "conv.bias")
    assert (fc.key, fc.kind, fc.weight, fc.weight_shape, fc.channel_axis) == ("fc", "Linear", "wt", (4, 3), 1)
    assert graph.tensors["wt"].is_parameter
    assert graph.tensors["q"].shape == ("N", 4, 64)


def test_a_fixed_batch_is_divided_out_of_the_macs(tmp_path: Path) -> None:
    node = helper.make_node("Conv", ["x", "w"], ["y"], pads=[1, 1, 1, 1])
    one = model([node], [value("x", [1, 2, 8, 8])], [value("y", [1, 4, 8, 8])], [weight("w", 4, 2, 3, 3)])
    eight = model([node], [value("x", [8, 2, 8, 8])], [value("y", [8, 4, 8, 8])], [weight("w", 4, 2, 3, 3)])
    assert graph_of(one, tmp_path).macs == graph_of(eight, tmp_path).macs == 64 * 4 * 2 * 9


def node(op: str, **attributes: object) -> onnx.NodeProto:
    return helper.make_node(op, ["x", "w"], ["y"], **attributes)


@pytest.mark.parametrize(
    ("operator", "weights", "shape", "kind", "axis", "macs"),
    [
        (node("Conv", group=4), (4, 1, 3, 3), [1, 4, 6, 6], "Depthwise 3×3", 0, 576),
        (node("Conv", group=2), (6, 2, 1, 1), [1, 4, 6, 6], "Grouped 1×1", 0, 432),
        (node("Conv"), (6, 4, 3), [1, 4, 6], "Conv 3", 0, 288),
        (node("ConvTranspose", strides=[2, 2]), (4, 3, 2, 2), [1, 4, 6, 6], "ConvTranspose 2×2", 1, 1728),
        (node("Gemm"), (4, 3), [1, 4], "Linear", 1, 12),
        (node("Gemm", transB=1), (3, 4), [1, 4], "Linear", 0, 12),
        (node("MatMul"), (4, 3), [1, 5, 4], "Linear", 1, 60),
        (helper.make_node("MatMul", ["w", "x"], ["y"]), (3, 5), [1, 5, 4], "MatMul", 0, 60),
        (node("MatMul"), (2, 4, 3), [1, 2, 5, 4], "MatMul", 2, 120),
    ],
)
def test_layers_have_their_kind_axis_and_macs(
    tmp_path: Path,
    operator: onnx.NodeProto,
    weights: tuple[int, ...],
    shape: list[int],
    kind: str,
    axis: int,
    macs: int,
) -> None:
    outputs = [helper.make_empty_tensor_value_info("y")]
    proto = model([operator], [value("x", shape)], outputs, [weight("w", *weights)])
    (layer,) = graph_of(proto, tmp_path).layers
    assert (layer.kind, layer.channel_axis, layer.macs, layer.input) == (kind, axis, macs, "x")


def test_an_embedding_has_no_input_to_quantize(tmp_path: Path) -> None:
    node = helper.make_node("Gather", ["table.weight", "x"], ["y"])
    proto = model(
        [node], [value("x", ["N", 7], TensorProto.INT64)], [value("y", ["N", 7, 8])], [weight("table.weight", 30, 8)]
    )
    (layer,) = graph_of(proto, tmp_path).layers
    assert (layer.key, layer.kind, layer.input, layer.macs) == ("table", "Embedding", "", 0)


@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize(("op", "gates"), [("LSTM", 4), ("GRU", 3), ("RNN", 1)])
def test_a_recurrent_cell_is_two_layers(tmp_path: Path, op: str, gates: int, batch: int) -> None:
    node = helper.make_node(op, ["x", "w", "r"], ["y"], hidden_size=5, name="cell")
    proto = model(
        [node],
        [value("x", [7, batch, 3])],
        [value("y", [7, 1, batch, 5])],
        [weight("w", 1, gates * 5, 3), weight("r", 1, gates * 5, 5)],
    )
    graph = graph_of(proto, tmp_path)
    assert [(layer.key, layer.node, layer.input, layer.macs) for layer in graph.layers] == [
        ("cell.weight_ih", "cell", "x", 7 * gates * 5 * 3),
        ("cell.weight_hh", "cell", "", 7 * gates * 5 * 5),
    ]
    assert graph.macs == sum(layer.macs for layer in graph.layers)


def test_einsum_and_attention_are_counted(tmp_path: Path) -> None:
    einsum = helper.make_node("Einsum", ["x", "x2"], ["y"], equation="bij,bjk->bik")
    proto = model([einsum], [value("x", [1, 3, 4]), value("x2", [1, 4, 5])], [value("y", [1, 3, 5])])
    assert graph_of(proto, tmp_path).macs == 60
    attention = helper.make_node("Attention", ["q", "k", "v"], ["y"])
    inputs = [value("q", ["N", 2, 3, 8]), value("k", ["N", 2, 5, 8]), value("v", ["N", 2, 5, 4])]
    assert graph_of(model([attention], inputs, [value("y", ["N", 2, 3, 4])], opset=23), tmp_path).macs == 2 * 3 * 5 * 12


@pytest.mark.parametrize("op", ["Relu", "HardSwish", "Sigmoid", "LeakyRelu"])
def test_a_fused_activation_is_the_output_of_the_layer(tmp_path: Path, op: str) -> None:
    nodes = [helper.make_node("Gemm", ["x", "w"], ["a"]), helper.make_node(op, ["a"], ["y"])]
    assert (
        graph_of(model(nodes, [value("x", [1, 4])], [value("y", [1, 3])], [weight("w", 4, 3)]), tmp_path)
        .layers[0]
        .output
        == "y"
    )


def test_an_activation_beside_another_reader_is_not_fused(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Gemm", ["x", "w"], ["a"]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Add", ["a", "b"], ["y"]),
    ]
    assert (
        graph_of(model(nodes, [value("x", [1, 4])], [value("y", [1, 3])], [weight("w", 4, 3)]), tmp_path)
        .layers[0]
        .output
        == "a"
    )


def test_a_dequantized_weight_is_a_layer(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("DequantizeLinear", ["q", "scale", "zero"], ["w"], axis=0),
        helper.make_node("Conv", ["x", "w"], ["y"]),
    ]
    weights = [
        array("q", np.ones((4, 2, 3, 3)), np.int8),
        array("scale", [1, 2, 3, 4]),
        array("zero", [0] * 4, np.int8),
    ]
    file = read_onnx(
        save(model(nodes, [value("x", [1, 2, 5, 5])], [value("y", [1, 4, 3, 3])], weights), tmp_path / "m.onnx")
    )
    (layer,) = build_graph(file).layers
    assert (layer.weight, layer.weight_shape) == ("w", (4, 2, 3, 3))
    stored = next(t for t in prepare(file).graph.initializer if t.name == "w")
    np.testing.assert_array_equal(onnx.numpy_helper.to_array(stored)[:, 0, 0, 0], [1, 2, 3, 4])


def test_keys_are_unique_and_layers_choose_first(tmp_path: Path) -> None:
    assert unique(["a", "a", "a#2", "b"], [False, True, False, False]) == ["a#2", "a", "a#2#2", "b"]
    nodes = [
        helper.make_node("Gemm", ["x", "fc.weight"], ["a"]),
        helper.make_node("Gemm", ["a", "fc.weight"], ["b"]),
        helper.make_node("Relu", ["b"], ["c"], name="/blocks/blocks.0/act/Relu"),
        helper.make_node("Relu", ["c"], ["y"]),
    ]
    proto = model(nodes, [value("x", [1, 4])], [value("y", [1, 4])], [weight("fc.weight", 4, 4)])
    assert node_keys(proto.graph) == ["fc", "fc#2", "blocks.0.act.relu", "Relu_3"]


def test_the_scopes_of_the_torch_exporter_name_a_node() -> None:
    node = helper.make_node("MatMul", ["x", "val_1"], ["y"], name="node_7")
    node.metadata_props.add(key="pkg.torch.onnx.name_scopes", value="['', 'encoder', 'encoder.fc', 'linear_3']")
    proto = model([node], [value("x", [1, 4])], [value("y", [1, 3])], [weight("val_1", 4, 3)])
    assert node_keys(proto.graph) == ["encoder.fc"]


def test_a_batch_norm_of_another_reader_stays(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["a"], pads=[1, 1, 1, 1]),
        norm_node("bn", "a", "b"),
        helper.make_node("Add", ["a", "b"], ["y"]),
    ]
    weights = [weight("w", 4, 4, 3, 3), *norm_weights("bn", 4)]
    graph = graph_of(model(nodes, [value("x", [1, 4, 8, 8])], [value("y", [1, 4, 8, 8])], weights), tmp_path)
    assert [n.op for n in graph.nodes] == ["Conv", "BatchNormalization", "Add"]


def test_opening_an_onnx_file_needs_no_torch(tmp_path: Path) -> None:
    path = save(small_net(), tmp_path / "m.onnx")
    code = (
        "import sys; from edgeviz.engine.load.open import open_model;"
        f"g = open_model({str(path)!r}); assert len(g.layers) == 2; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[3])


def test_a_node_has_its_name_in_the_file_unless_it_was_converted_from_another_one(tmp_path: Path) -> None:
    nodes = [helper.make_node("Relu", ["x"], ["a"], name="/act/Relu"), helper.make_node("Relu", ["a"], ["y"])]
    file = read_onnx(save(model(nodes, [value("x", [1, 4])], [value("y", [1, 4])]), tmp_path / "m.onnx"))
    assert [node.name for node in build_graph(file).nodes] == ["/act/Relu", ""]
    assert not any(node.name for node in build_graph(replace(file, format="torch.export")).nodes)
