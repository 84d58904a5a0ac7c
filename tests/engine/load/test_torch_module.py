"""Whole models against onnxruntime and torch, and the module's own promises."""

from __future__ import annotations

import copy
import io
import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.torch_module import OnnxModule
from tests.material import MATERIAL, needs_material

MODELS = sorted((MATERIAL / "models").rglob("*.onnx")) if MATERIAL.is_dir() else []
#: Refused by onnxruntime and by us: an operator of its own.
NOT_STANDARD = {"qonnx_mnist_TFC_1W1A"}
#: Largest difference to onnxruntime, relative to the largest output.
TOLERANCE = 1e-5


def session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def difference(model: onnx.ModelProto, module: OnnxModule) -> float:
    """Largest difference to onnxruntime on seeded noise, relative to the largest output."""
    generator = np.random.default_rng(0)
    runtime = session(model.SerializeToString())
    feed = {
        value.name: generator.standard_normal([n if isinstance(n, int) else 2 for n in value.shape]).astype(np.float32)
        for value in runtime.get_inputs()
        if value.name in module.inputs
    }
    expected = runtime.run(None, feed)
    with torch.no_grad():
        results = module(*[torch.from_numpy(feed[name]) for name in module.inputs])
    results = results if isinstance(results, tuple) else (results,)
    assert [tuple(r.shape) for r in results] == [e.shape for e in expected]
    return max(
        float(np.abs(r.numpy() - e).max()) / max(float(np.abs(e).max()), 1e-6)
        for r, e in zip(results, expected, strict=True)
    )


@needs_material
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_real_models_agree_with_onnxruntime(path: Path) -> None:
    if path.stem in NOT_STANDARD:
        pytest.skip("has an operator of its own; another test sees it refused")
    model = onnx.load(path)
    assert difference(model, OnnxModule.from_proto(model)) < TOLERANCE


@needs_material
def test_a_model_with_an_unknown_operator_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match=r"onnx\.brevitas::BipolarQuant"):
        OnnxModule.from_proto(onnx.load(MATERIAL / "models" / "qonnx_mnist_TFC_1W1A.onnx"))


@needs_material
@pytest.mark.parametrize("name", ["light_resnet50", "light_shufflenet", "light_densenet121"])
def test_real_topologies_agree_with_onnxruntime_when_their_weights_differ(name: str) -> None:
    """Equal weights hide mistakes in order and layout: here they are seeded noise."""
    model = onnx.load(MATERIAL / "models" / "light" / f"{name}.onnx")
    generator = np.random.default_rng(1)
    shapes = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    variances = {n.input[4] for n in model.graph.node if n.op_type == "BatchNormalization"}
    kept = []
    for node in model.graph.node:
        if node.op_type != "ConstantOfShape":
            kept.append(node)
            continue
        shape = [int(n) for n in shapes[node.input[0]]]
        values = generator.standard_normal(shape) * (2 / max(int(np.prod(shape[1:])), 1)) ** 0.5
        values = 1 + np.abs(values) if node.output[0] in variances or len(shape) == 1 else values
        model.graph.initializer.append(numpy_helper.from_array(values.astype(np.float32), node.output[0]))
    del model.graph.node[:]
    model.graph.node.extend(kept)
    assert difference(model, OnnxModule.from_proto(model)) < TOLERANCE


class SelfAttention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.MultiheadAttention(32, 4, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x, x, x)[0]


EXPORTED: dict[str, tuple[nn.Module, tuple[int, ...]]] = {
    "encoder layer": (nn.TransformerEncoderLayer(32, 4, 64, batch_first=True), (2, 7, 32)),
    "multi-head attention": (SelfAttention(), (2, 7, 32)),
    "LSTM": (nn.LSTM(8, 16, num_layers=2, bidirectional=True, batch_first=True), (2, 5, 8)),
    "GRU": (nn.GRU(8, 16, batch_first=True), (2, 5, 8)),
    "transposed convolution": (
        nn.Sequential(
            nn.ConvTranspose2d(4, 8, 4, 2, 1, output_padding=1, groups=2), nn.GroupNorm(4, 8), nn.GELU()
        ),
        (2, 4, 9, 9),
    ),
    "head": (
        nn.Sequential(
            nn.Conv2d(3, 4, 3, padding="same"), nn.Upsample(scale_factor=2, mode="bilinear"), nn.PReLU(4),
            nn.InstanceNorm2d(4, affine=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3), nn.LogSoftmax(1),
        ),
        (2, 3, 8, 8),
    ),
}  # fmt: skip


@pytest.mark.parametrize("opset", [18, 23])
@pytest.mark.parametrize("name", EXPORTED)
def test_exports_of_torch_give_what_torch_gives(name: str, opset: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root.manager, "disable", logging.WARNING)
    torch.manual_seed(0)
    network, shape = EXPORTED[name]
    network = network.eval()
    x = torch.randn(shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(network, (x,), dynamo=True, opset_version=opset, verbose=False)
    module = OnnxModule.from_proto(program.model_proto)
    with torch.no_grad():
        result, expected = module(x), network(x)
    first = result[0] if isinstance(result, tuple) else result
    torch.testing.assert_close(first, expected[0] if isinstance(expected, tuple) else expected, rtol=1e-4, atol=1e-5)


# ---- the module's own promises, on a small network ----


def small_model() -> onnx.ModelProto:
    """x [n, 2, 4, 4] -> conv -> batch norm -> relu -> (a: conv, b: identity) -> sum"""
    generator = np.random.default_rng(0)

    def weight(name: str, *shape: int, positive: bool = False) -> onnx.TensorProto:
        values = generator.standard_normal(shape).astype(np.float32)
        return numpy_helper.from_array(np.abs(values) + 1 if positive else values, name)

    nodes = [
        helper.make_node("Conv", ["x", "first.weight"], ["c"], "first", pads=[1, 1, 1, 1]),
        helper.make_node("BatchNormalization", ["c", "g", "b", "mean", "var"], ["n"], "norm"),
        helper.make_node("Relu", ["n"], ["r"], "relu"),
        helper.make_node("Conv", ["r", "second.weight"], ["s"], "second"),
        helper.make_node("Add", ["s", "r"], ["y"], "add"),
    ]
    weights = [
        weight("first.weight", 3, 2, 3, 3), weight("g", 3), weight("b", 3), weight("mean", 3),
        weight("var", 3, positive=True), weight("second.weight", 3, 3, 1, 1),
    ]  # fmt: skip
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 2, 4, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3, 4, 4])],
        weights,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])


class Scaled(nn.Module):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(factor))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.factor


X = torch.randn(2, 2, 4, 4, generator=torch.Generator().manual_seed(0))


def test_inputs_outputs_and_weights_are_found_by_their_names() -> None:
    module = OnnxModule.from_proto(small_model())
    assert (module.inputs, module.outputs) == (("x",), ("y",))
    assert module.weight("first.weight").shape == (3, 2, 3, 3)
    assert isinstance(module.weight("first.weight"), nn.Parameter)
    with pytest.raises(KeyError):
        module.weight("nothing")


def test_observing_returns_the_tensors_asked_for_and_leaves_the_output_alone() -> None:
    module = OnnxModule.from_proto(small_model())
    expected = module(X)
    seen = module.observe(["r", "y", "x", "first.weight"], X)
    torch.testing.assert_close(seen["y"], expected)
    assert seen["x"] is X
    assert (seen["r"] >= 0).all()
    torch.testing.assert_close(seen["y"] - seen["r"], module.observe(["s"], X)["s"])
    with pytest.raises(KeyError, match="nowhere"):
        module.observe(["nowhere"], X)


def test_an_activation_overwrites_only_what_nothing_else_sees() -> None:
    module = OnnxModule.from_proto(small_model())
    alone, both = module.observe(["r"], X)["r"], module.observe(["n", "r"], X)
    assert (both["n"] < 0).any()
    torch.testing.assert_close(both["n"].relu(), both["r"])
    torch.testing.assert_close(alone, both["r"])


def test_an_inserted_module_is_read_by_the_chosen_consumers_only() -> None:
    module = OnnxModule.from_proto(small_model())
    seen = module.observe(["r", "s"], X)
    module.insert("r", ["second"], Scaled(0.0))
    module.insert("r", ["add"], Scaled(2.0))
    torch.testing.assert_close(module(X), 2 * seen["r"])
    torch.testing.assert_close(module.observe(["r"], X)["r"], seen["r"])


def test_an_inserted_module_sees_a_weight_as_it_sees_an_activation() -> None:
    module = OnnxModule.from_proto(small_model())
    seen = module.observe(["r"], X)["r"]
    module.insert("second.weight", ["second"], Scaled(0.0))
    torch.testing.assert_close(module(X), seen)


def test_an_insertion_that_nobody_would_read_is_refused() -> None:
    module = OnnxModule.from_proto(small_model())
    with pytest.raises(ValueError, match="first"):
        module.insert("r", ["first"], nn.Identity())
    with pytest.raises(KeyError):
        module.insert("nothing", ["first"], nn.Identity())
    assert len(module.inserted) == 0


def test_a_copy_shares_nothing_with_the_original() -> None:
    module = OnnxModule.from_proto(small_model())
    module.insert("r", ["second"], Scaled(1.0))
    expected = module(X)
    other = copy.deepcopy(module)
    with torch.no_grad():
        other.weight("first.weight").zero_()
        other.inserted[0].factor.zero_()
    other.insert("r", ["add"], Scaled(3.0))
    torch.testing.assert_close(module(X), expected)
    assert not torch.allclose(other(X), expected)
    assert not {p.data_ptr() for p in module.parameters()} & {p.data_ptr() for p in other.parameters()}


def test_gradients_reach_the_weights_but_not_the_running_statistics() -> None:
    module = OnnxModule.from_proto(small_model())
    module(X).square().sum().backward()
    for name in ("first.weight", "g", "b", "second.weight"):
        gradient = module.weight(name).grad
        assert gradient is not None, name
        assert gradient.abs().sum() > 0, name
    assert not module.weight("mean").requires_grad


def test_training_mode_uses_batch_statistics_and_updates_the_running_ones() -> None:
    module = OnnxModule.from_proto(small_model())
    before = module.weight("mean").detach().clone()
    module.train()
    normalised = module.observe(["c", "n"], X)
    batch = normalised["c"].mean((0, 2, 3))
    torch.testing.assert_close(module.weight("mean").detach(), 0.9 * before + 0.1 * batch.detach())
    module.eval()
    torch.testing.assert_close(module(X), module(X))


def test_the_state_survives_saving_and_loading() -> None:
    module, other = OnnxModule.from_proto(small_model()), OnnxModule.from_proto(small_model())
    with torch.no_grad():
        module.weight("first.weight").mul_(2)
    file = io.BytesIO()
    torch.save(module.state_dict(), file)
    file.seek(0)
    other.load_state_dict(torch.load(file, weights_only=True))
    torch.testing.assert_close(module(X), other(X))


def test_names_that_torch_forbids_are_kept_apart() -> None:
    model = small_model()
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = {"g": "a.b", "b": "a/b", "mean": "type", "var": "forward"}.get(name, name)
    for tensor in model.graph.initializer:
        tensor.name = {"g": "a.b", "b": "a/b", "mean": "type", "var": "forward"}.get(tensor.name, tensor.name)
    torch.testing.assert_close(OnnxModule.from_proto(model)(X), OnnxModule.from_proto(small_model())(X))


def test_keys_can_be_given_for_a_graph_with_other_names() -> None:
    module = OnnxModule.from_proto(small_model(), ["a", "b", "c", "d", "e"])
    assert module.operation("d").op == "Conv"
    with pytest.raises(KeyError):
        module.operation("second")


def test_a_wrong_input_is_reported_with_the_layer_it_failed_in() -> None:
    module = OnnxModule.from_proto(small_model())
    with pytest.raises(ModelError, match='Conv of the layer "first"'):
        module(torch.zeros(1, 5, 4, 4))
    with pytest.raises(ModelError, match="takes 1 input"):
        module(X, X)


def test_a_cycle_is_refused() -> None:
    model = small_model()
    model.graph.node[0].input[0] = "y"
    with pytest.raises(ModelError, match="cycle"):
        OnnxModule.from_proto(model)


def test_nodes_out_of_order_are_put_in_order() -> None:
    model = small_model()
    nodes = list(reversed(model.graph.node))
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    torch.testing.assert_close(OnnxModule.from_proto(model)(X), OnnxModule.from_proto(small_model())(X))


@needs_material
def test_shape_arithmetic_is_computed_once_at_load() -> None:
    model = onnx.load(MATERIAL / "models" / "cifar_resnet20.onnx")
    module = OnnxModule.from_proto(model)
    left = [key for key in (n.name for n in model.graph.node) if _has(module, key)]
    assert len(left) <= 60
    assert not any(module.operation(key).op in ("Constant", "ConstantOfShape", "Cast") for key in left)


def _has(module: OnnxModule, key: str) -> bool:
    try:
        module.operation(key)
    except KeyError:
        return False
    return True
