"""Which kernel runs a layer: read from the graph that onnxruntime really runs, for every kind of layer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.layer_profile import LayerKernel
from edgeviz.core.presets import uniform_recipe
from edgeviz.engine.measure.kernels import KernelMap, variants
from edgeviz.engine.measure.runtime import session
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session as opened
from tests.engine.export.networks import NETWORKS, network
from tests.material import MATERIAL, needs_material


def mapped(path: Path, weights: int, activations: int, folder: Path) -> KernelMap:
    model = opened(path)
    exported = ready(model, uniform_recipe(model.graph, weights, activations), None).exported()
    saved = str(folder / "optimized.onnx")
    session(exported.SerializeToString(), optimized=saved)
    return KernelMap(exported, onnx.load(saved), model.graph)


@cache
def convolution(side: int = 8) -> onnx.ModelProto:
    """The convolution of DESIGN section 8: 3×3, 256 channels, with the Relu that follows one in a network."""
    rng = np.random.default_rng(0)
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["x", "w", "b"], ["c"], name="conv", pads=[1, 1, 1, 1]),
            helper.make_node("Relu", ["c"], ["r"], name="relu"),
            helper.make_node("GlobalAveragePool", ["r"], ["y"], name="pool"),
        ],
        "convolution",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 256, side, side])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 256, 1, 1])],
        [
            numpy_helper.from_array(rng.normal(0, 0.02, (256, 256, 3, 3)).astype(np.float32), "w"),
            numpy_helper.from_array(np.zeros(256, np.float32), "b"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


@pytest.mark.parametrize(
    ("weights", "activations", "expected"),
    [
        (8, 8, LayerKernel("conv", "QLinearConv", 8, 8, 8, True)),
        (4, 8, LayerKernel("conv", "QLinearConv", 4, 8, 8, True)),
        (8, 32, LayerKernel("conv", "FusedConv", 8, 8, 32, False, unpacks=True)),
        (4, 32, LayerKernel("conv", "FusedConv", 4, 4, 32, False, unpacks=True)),
        (2, 32, LayerKernel("conv", "FusedConv", 2, 2, 32, False, unpacks=True)),
        (8, 16, LayerKernel("conv", "FusedConv", 8, 8, 32, False, unpacks=True)),
        (32, 32, LayerKernel("conv", "Conv", 32, 32, 32, False)),
    ],
)
def test_integers_are_multiplied_only_where_weights_and_activations_are_both_integers(
    weights: int, activations: int, expected: LayerKernel, tmp_path: Path
) -> None:
    onnx.save(convolution(), tmp_path / "convolution.onnx")
    (found,) = mapped(tmp_path / "convolution.onnx", weights, activations, tmp_path).layers()
    if expected.kernel == "Conv":  # in blocks where the CPU has kernels for them, and else fused with its Relu
        assert found.kernel in ("Conv", "FusedConv")
        expected = replace(expected, kernel=found.kernel)
    assert found == expected
    assert found.saves_size_only == (weights < 32 and activations > 8)


@pytest.mark.parametrize("name", sorted(NETWORKS))
@pytest.mark.parametrize(("weights", "activations"), [(32, 32), (8, 8), (4, 32), (2, 8), (16, 16)])
def test_every_layer_of_every_kind_of_network_finds_its_kernel(
    name: str, weights: int, activations: int, tmp_path: Path
) -> None:
    onnx.save(network(name), tmp_path / "network.onnx")
    found = mapped(tmp_path / "network.onnx", weights, activations, tmp_path)
    graph = opened(tmp_path / "network.onnx").graph
    layers = found.layers()
    assert [kernel.key for kernel in layers] == [layer.key for layer in graph.layers]
    assert all(kernel.kernel for kernel in layers), layers
    assert {kernel.stored_bits for kernel in layers} == {weights}
    owned = [kernel for kernel in layers if not kernel.shared_with]
    assert len({id(found.kernels[graph.layer(kernel.key).node]) for kernel in owned}) == len(owned)


def test_a_recurrent_cell_is_one_kernel_for_two_layers(tmp_path: Path) -> None:
    onnx.save(network("recurrent"), tmp_path / "network.onnx")
    first, second = mapped(tmp_path / "network.onnx", 32, 32, tmp_path).layers()
    assert (first.kernel, first.shared_with) == ("LSTM", "") and second.shared_with == first.key


def test_the_names_that_onnxruntime_makes_lead_back_to_ours() -> None:
    assert list(variants("conv1_token_2")) == ["conv1_token_2", "conv1"]
    assert list(variants("w_quantized_s8_2_u8")) == ["w_quantized_s8_2_u8", "w_quantized"]
    assert list(variants("/Relu_output_0_nchwc_token_3"))[-1] == "/Relu_output_0"
    assert list(variants("")) == []


@needs_material
@pytest.mark.parametrize("name", ["cifar_resnet20", "mlperf_kws_dscnn", "cifar_vit_6x128"])
@pytest.mark.parametrize(("weights", "activations"), [(32, 32), (8, 8), (4, 32)])
def test_the_kernel_found_reads_the_layers_own_weights(
    name: str, weights: int, activations: int, tmp_path: Path
) -> None:
    path = MATERIAL / "models" / f"{name}.onnx"
    found = mapped(path, weights, activations, tmp_path)
    for layer in opened(path).graph.layers:
        kernel = found.kernels[layer.node]
        read = found.weights(kernel)
        assert read is not None
        elements = int(np.prod(read.dims)) * (2 if kernel.op_type == "MatMulNBits" else 1)
        # Blocked layouts fill channels up; otherwise the sizes are the same.
        assert layer.weight_elements <= elements <= 4 * layer.weight_elements, layer.key
    assert not any(layer.kernel == "" for layer in found.layers())
