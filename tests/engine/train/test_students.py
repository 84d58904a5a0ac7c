"""Students built from a model: they are valid, run in onnxruntime as in torch, and are really smaller."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from edgeviz.core.errors import ModelError
from edgeviz.core.train_request import Start, Student
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.train.students import graph_of, student
from edgeviz.jobs.context import Untracked
from tests.engine.compress.networks import Maker
from tests.engine.train.networks import convolutional, model
from tests.material import MATERIAL, needs_material


def prepared(name: str) -> onnx.ModelProto:
    return prepare(read_onnx(MATERIAL / "models" / f"{name}.onnx"))


def checked(made: onnx.ModelProto) -> list[np.ndarray]:
    """Outputs in onnxruntime for two samples, which must be those in torch, within rounding."""
    graph = graph_of(made)
    shape = [2 if not isinstance(d, int) else d for d in graph.input_shape() or ()]
    x = np.random.default_rng(0).normal(0, 1, shape).astype(np.float32)
    found = runtime.run(runtime.session(made.SerializeToString()), {graph.inputs[0]: x})
    with torch.inference_mode():
        other = OnnxModule.from_proto(made)(torch.from_numpy(x))
    assert isinstance(other, torch.Tensor) and np.isfinite(found[0]).all()
    assert np.abs(other.numpy() - found[0]).max() <= 1e-3 * max(1.0, np.abs(found[0]).max())
    return found


def keys(proto: onnx.ModelProto) -> Sequence[str]:
    return [layer.key for layer in graph_of(proto).layers]


@needs_material
@pytest.mark.parametrize(
    ("name", "depth", "layers"),
    [
        ("cifar_resnet20", 0.5, 14),
        ("cifar_resnet20", 0.0, 8),
        ("cifar_resnet56", 0.25, 20),
        ("imagenet_mobilenet_v1_0.25_128", 0.4, 22),
        ("imagenet_mobilenet_v2_1.0_224", 0.5, 38),
        ("mlperf_kws_dscnn", 0.0, 4),
        ("cifar_vit_6x128", 0.5, 18),
    ],
)
def test_a_shallower_student_runs_and_has_fewer_of_the_same_layers(name: str, depth: float, layers: int) -> None:
    proto = prepared(name)
    made = student(proto, Student(depth=depth), 0)
    found = keys(made)
    assert len(found) == layers and set(found) < set(keys(proto))
    assert graph_of(made).parameters < graph_of(proto).parameters
    checked(made)


@needs_material
def test_the_model_it_is_made_from_stays_as_it_is() -> None:
    proto = prepared("cifar_resnet20")
    before = proto.SerializeToString(deterministic=True)
    student(proto, Student(depth=0.5, start=Start.RANDOM), 0)
    assert proto.SerializeToString(deterministic=True) == before


@needs_material
def test_a_resnet_without_its_residual_blocks_is_the_resnet_whose_blocks_add_nothing() -> None:
    proto = prepared("cifar_resnet20")
    shallow = student(proto, Student(depth=0.0), 0)
    silent = onnx.ModelProto()
    silent.CopyFrom(proto)
    left = {tensor.name for tensor in shallow.graph.initializer}
    gone = set(keys(proto)) - set(keys(shallow))
    weights = {name for layer in graph_of(proto).layers if layer.key in gone for name in (layer.weight, layer.bias)}
    for tensor in silent.graph.initializer:
        if tensor.name in weights:
            assert tensor.name not in left
            zero = np.zeros_like(onnx.numpy_helper.to_array(tensor))
            tensor.CopyFrom(onnx.numpy_helper.from_array(zero, tensor.name))
    np.testing.assert_allclose(checked(shallow)[0], checked(silent)[0], rtol=1e-4, atol=1e-4)


@needs_material
@pytest.mark.parametrize("name", ["mlperf_ic_resnet8", "mnist_cntk_opset7"])
def test_a_model_without_such_blocks_says_why_it_cannot_be_shallower(name: str) -> None:
    with pytest.raises(ModelError, match="cannot be made shallower: it has no block"):
        student(prepared(name), Student(depth=0.5), 0)


@needs_material
@pytest.mark.parametrize("start", Start)
@pytest.mark.parametrize("width", [0.5, 0.25])
@pytest.mark.parametrize(
    "name",
    [
        "cifar_resnet20",
        "mlperf_ic_resnet8",
        "imagenet_mobilenet_v1_0.25_128",
        "imagenet_mobilenet_v2_1.0_224",
        "mlperf_kws_dscnn",
        "mnist_cntk_opset7",
    ],
)
def test_a_thinner_student_runs_with_about_the_square_of_the_width(name: str, width: float, start: Start) -> None:
    proto = prepared(name)
    made = student(proto, Student(width=width, start=start), 0)
    before, after = graph_of(proto), graph_of(made)
    assert [layer.key for layer in after.layers] == [layer.key for layer in before.layers]
    assert all(
        b.channels == max(1, round(width * a.channels))
        for a, b in list(zip(before.layers, after.layers, strict=True))[:-1]
    )
    assert after.classes() == before.classes()
    assert width**2 * 0.9 < after.macs / before.macs < width
    checked(made)


@needs_material
def test_a_thinner_student_keeps_the_channels_with_the_greatest_norm() -> None:
    made = student(prepared("mlperf_kws_dscnn"), Student(width=0.25), 0)
    arrays = [
        {t.name: onnx.numpy_helper.to_array(t) for t in p.graph.initializer}
        for p in (prepared("mlperf_kws_dscnn"), made)
    ]
    whole, kept = (array["conv_17_w"] for array in arrays)
    assert whole.shape[:2] == (64, 64) and kept.shape[:2] == (16, 16)
    strength = np.sort(np.square(whole).sum(axis=(1, 2, 3)))[::-1]
    biases = arrays[1]["conv_17_b"]
    rows = [int(np.flatnonzero(arrays[0]["conv_17_b"] == bias)[0]) for bias in biases]
    assert np.square(whole[rows]).sum(axis=(1, 2, 3)).min() == pytest.approx(strength[15])


class Listening(Untracked):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def log(self, text: str, level: str = "info") -> None:
        self.said.append(text)


@needs_material
def test_a_transformer_gets_thinner_as_a_whole() -> None:
    proto, listening = prepared("cifar_vit_6x128"), Listening()
    made = student(proto, Student(width=0.5, depth=0.5), 0, listening)
    checked(made)
    assert graph_of(made).parameters < 0.3 * graph_of(student(proto, Student(depth=0.5), 0)).parameters
    assert listening.said == []


def test_what_cannot_be_thinner_is_said() -> None:
    network, listening = Maker(), Listening()
    network.conv(8)
    network.add("LRN", network.now, size=3)
    network.conv(8)
    checked(student(network.model(), Student(width=0.5), 0, listening))
    assert len(listening.said) == 1 and "1 layers keep their width: conv_0 (" in listening.said[0]


def test_a_model_without_hidden_channels_says_why_it_cannot_be_thinner() -> None:
    nodes = [
        onnx.helper.make_node("Flatten", ["x"], ["f"], "flatten"),
        onnx.helper.make_node("Gemm", ["f", "fc.w"], ["y"], "fc", transB=1),
    ]
    with pytest.raises(ModelError, match="no channel of a hidden layer") as caught:
        student(model(nodes, {"fc.w": (3, 8)}, (2, 2, 2)), Student(width=0.5), 0)
    assert "fc" in caught.value.details


def test_random_weights_have_hes_spread_and_biases_are_zero() -> None:
    proto = convolutional(64)
    made = student(proto, Student(start=Start.RANDOM), 1)
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in made.graph.initializer}
    assert arrays["two.w"].std() == pytest.approx(np.sqrt(2 / (64 * 9)), rel=0.03)
    assert arrays["fc.w"].std() == pytest.approx(np.sqrt(2 / 64), rel=0.2)
    assert all((arrays[name] == 0).all() for name in ("one.b", "two.b", "fc.b"))
    again, other = (student(proto, Student(start=Start.RANDOM), seed) for seed in (1, 2))
    assert again.SerializeToString(deterministic=True) == made.SerializeToString(deterministic=True)
    assert other.SerializeToString(deterministic=True) != made.SerializeToString(deterministic=True)


def test_new_weights_leave_what_prepares_the_input_and_factors_alone() -> None:
    nodes = [
        onnx.helper.make_node("Sub", ["x", "mean"], ["s"], "sub"),
        onnx.helper.make_node("Div", ["s", "std"], ["d"], "div"),
        onnx.helper.make_node("Add", ["d", "shift"], ["e"], "add"),
        onnx.helper.make_node("MatMul", ["e", "lin.w"], ["a"], "lin"),
        onnx.helper.make_node("Add", ["a", "lin.b"], ["b"], "bias"),
        onnx.helper.make_node("Mul", ["b", "gain"], ["g"], "gain"),
        onnx.helper.make_node("Add", ["g", "codes"], ["p"], "codes"),
        onnx.helper.make_node("ReduceMean", ["p"], ["m"], "mean_of_all", axes=[1], keepdims=0),
        onnx.helper.make_node("MatMul", ["m", "fc.w"], ["y"], "fc"),
    ]
    weights = {"mean": (2,), "std": (2,), "shift": (2,), "lin.w": (2, 8), "lin.b": (8,), "gain": (8,), "codes": (5, 8)}
    proto = model(nodes, {**weights, "fc.w": (8, 3)}, (5, 2))
    made = student(proto, Student(start=Start.RANDOM), 0)
    before, after = ({t.name: onnx.numpy_helper.to_array(t) for t in p.graph.initializer} for p in (proto, made))
    same = {name for name in before if np.array_equal(before[name], after[name])}
    assert same == {"mean", "std", "shift", "gain"}
    assert (after["lin.b"] == 0).all() and 0.01 < after["codes"].std() < 0.03


@needs_material
def test_new_weights_of_a_transformer_leave_its_constants_alone_and_it_still_runs() -> None:
    proto = prepared("cifar_vit_6x128")
    made = student(proto, Student(depth=0.2, start=Start.RANDOM), 0)
    before = {t.name: onnx.numpy_helper.to_array(t) for t in proto.graph.initializer}
    arrays = {t.name: onnx.numpy_helper.to_array(t) for t in made.graph.initializer}
    norms = [name for name in arrays if "norm" in name and name.endswith("weight")]
    assert norms and all((arrays[name] == 1).all() for name in norms)
    assert all(np.array_equal(v, before[n]) for n, v in arrays.items() if v.size == 1 or v.dtype.kind != "f")
    assert not np.array_equal(arrays["pos_embed"], before["pos_embed"])
    assert arrays["pos_embed"].std() == pytest.approx(0.02, rel=0.1)
    assert (arrays["transformer.layers.0.linear1.bias"] == 0).all()
    checked(made)


def test_a_student_from_a_file_is_that_model(tmp_path: Path) -> None:
    path = tmp_path / "own.onnx"
    onnx.save(convolutional(5), path)
    made = student(convolutional(8), Student(path=str(path)), 0)
    assert [layer.weight_shape[0] for layer in graph_of(made).layers] == [5, 5, 3]
    checked(made)
