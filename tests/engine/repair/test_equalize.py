"""Cross-layer equalization: equal ranges, the same function."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import Granularity, weight_spec
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.repair.base import Base
from edgeviz.engine.repair.equalize import equalized, pair_scales
from edgeviz.engine.session import session
from tests.engine.export.networks import Prepared
from tests.material import MATERIAL, needs_material


def chain(tmp_path: Path, between: str = "Relu", seed: int = 0) -> Prepared:
    """Conv → depthwise Conv → Conv → pool → Gemm whose channels differ by factors of up to 1000."""
    rng = np.random.default_rng(seed)

    def act(source: str, result: str) -> onnx.NodeProto:
        bounds = ["zero", "six"] if between == "Clip" else []
        return helper.make_node(between, [source, *bounds], [result], name=result)

    nodes = [
        helper.make_node("Conv", ["x", "aw", "ab"], ["a"], name="a", pads=[1, 1, 1, 1]),
        act("a", "ra"),
        helper.make_node("Conv", ["ra", "bw", "bb"], ["b"], name="b", pads=[1, 1, 1, 1], group=8),
        act("b", "rb"),
        helper.make_node("Conv", ["rb", "cw"], ["c"], name="c"),
        helper.make_node("GlobalAveragePool", ["c"], ["p"], name="p"),
        helper.make_node("Flatten", ["p"], ["f"], name="f"),
        helper.make_node("Gemm", ["f", "dw", "db"], ["y"], name="d", transB=1),
    ]
    spread = 10.0 ** rng.uniform(-1.5, 1.5, 8)
    weights = {
        "aw": rng.normal(0, 0.4, (8, 3, 3, 3)) * spread[:, None, None, None],
        "ab": rng.normal(0, 0.4, 8),
        "bw": rng.normal(0, 0.4, (8, 1, 3, 3)),
        "bb": rng.normal(0, 0.4, 8),
        "cw": rng.normal(0, 0.4, (6, 8, 1, 1)) / spread[None, :, None, None],
        "dw": rng.normal(0, 0.4, (4, 6)),
        "db": rng.normal(0, 0.4, 4),
        "zero": np.array(0.0),
        "six": np.array(6.0),
    }
    if between != "Clip":
        del weights["zero"], weights["six"]
    graph = helper.make_graph(
        nodes,
        "chain",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 3, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return Prepared(tmp_path / "chain.onnx", model)


def arrays(proto: onnx.ModelProto) -> dict[str, np.ndarray]:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in proto.graph.initializer}


@pytest.mark.parametrize("between", ["Relu", "LeakyRelu"])
@pytest.mark.parametrize("seed", range(3))
def test_the_function_stays_and_the_ranges_of_each_channel_become_equal(
    tmp_path: Path, between: str, seed: int
) -> None:
    net = chain(tmp_path, between, seed)
    base = equalized(Base(net.proto, net.graph))
    x = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(seed))
    before, after = net.module(x).detach(), OnnxModule.from_proto(base.proto)(x).detach()
    assert (after - before).abs().max() < 1e-4 * before.abs().max()
    found = arrays(base.proto)
    ranges = [
        (np.abs(found["aw"]).max(axis=(1, 2, 3)), np.abs(found["bw"]).max(axis=(1, 2, 3))),
        (np.abs(found["bw"]).max(axis=(1, 2, 3)), np.abs(found["cw"]).max(axis=(0, 2, 3))),
        (np.abs(found["cw"]).max(axis=(1, 2, 3)), np.abs(found["dw"]).max(axis=0)),
    ]
    for first, second in ranges:
        assert np.allclose(first, second, rtol=2e-3)
    assert "3 pairs" in base.notes[0]
    assert np.array_equal(arrays(net.proto)["aw"], arrays(Prepared(tmp_path / "again.onnx", net.proto).proto)["aw"])


def test_layers_with_a_bounded_activation_between_are_left_and_said(tmp_path: Path) -> None:
    net = chain(tmp_path, "Clip")
    base = equalized(Base(net.proto, net.graph))
    old, new = arrays(net.proto), arrays(base.proto)
    assert np.array_equal(old["aw"], new["aw"]) and not np.array_equal(old["cw"], new["cw"])
    assert any("bound" in note and "a, b" in note for note in base.notes)


def test_the_scale_is_that_of_the_paper_and_dead_channels_stay() -> None:
    first, second = np.array([4.0, 1.0, 0.0, 1e-20, 2.0]), np.array([1.0, 9.0, 1.0, 1.0, 0.0])
    scale = pair_scales(first, second)
    assert scale[:2] == pytest.approx(np.sqrt(first[:2] * second[:2]) / second[:2])
    assert scale[2:].tolist() == [1, 1, 1]


@needs_material
@pytest.mark.parametrize("name", ["mlperf_vww_mobilenetv1_025", "mlperf_kws_dscnn", "cifar_resnet20"])
def test_real_networks_compute_the_same(name: str) -> None:
    opened = session(MATERIAL / "models" / f"{name}.onnx")
    base = equalized(Base(opened.prepared, opened.graph))
    shape = [d for d in (opened.graph.input_shape() or ())[1:] if isinstance(d, int)]
    x = torch.rand(2, *shape, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        before, after = opened.module(x), OnnxModule.from_proto(base.proto)(x)
    assert (after - before).abs().max() < 1e-3 * before.abs().max()


def test_weights_with_one_scale_per_tensor_lose_far_less_when_they_are_equalized(tmp_path: Path) -> None:
    net = chain(tmp_path)
    base = equalized(Base(net.proto, net.graph))
    per_tensor = replace(weight_spec(8), granularity=Granularity.TENSOR)
    recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(per_tensor)))
    x = torch.randn(8, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    real = net.module(x)
    errors = [
        float((apply(module, net.graph, recipe, {})(x) - real).detach().square().sum())
        for module in (net.module, OnnxModule.from_proto(base.proto))
    ]
    assert errors[1] < errors[0] / 10
