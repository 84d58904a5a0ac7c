"""Cutting channels: what is left computes what the whole network computes with those channels at zero."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np
import onnx
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.compress.channels import ChannelGroup, Role, cut, groups
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.open import load_onnx
from edgeviz.engine.load.torch_module import OnnxModule
from tests.engine.compress.networks import Maker, made_up, zeroed
from tests.material import MATERIAL, needs_material

MAKING = frozenset((Role.OUT, Role.BESIDE))


def output(proto: onnx.ModelProto, x: torch.Tensor) -> torch.Tensor:
    """In float64."""
    with torch.no_grad():
        found = OnnxModule.from_proto(proto).double()(x)
    assert isinstance(found, torch.Tensor)
    return found


def some(
    found: tuple[ChannelGroup, ...], seed: int, share: float
) -> dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    rng = np.random.default_rng(seed)
    free = [group for group in found if not group.fixed and group.exact]
    return {g.id: np.sort(rng.permutation(g.channels)[: max(1, round(share * g.channels))]) for g in free}


def elements(proto: onnx.ModelProto) -> int:
    return sum(prod(tensor.dims) for tensor in proto.graph.initializer)


def by_layer(proto: onnx.ModelProto) -> dict[str, ChannelGroup]:
    return {layer: group for group in groups(proto) for layer in group.layers}


@settings(max_examples=60, deadline=None)
@given(made_up(), st.integers(0, 99), st.sampled_from([0.3, 0.6, 0.9]))
def test_a_cut_network_computes_what_it_computed_with_the_channels_at_zero(
    proto: onnx.ModelProto, seed: int, share: float
) -> None:
    found = groups(proto)
    keep = some(found, seed, share)
    x = torch.from_numpy(np.random.default_rng(seed).standard_normal((2, 3, 8, 8)))
    torch.testing.assert_close(output(cut(proto, keep), x), output(zeroed(proto, found, keep), x), rtol=1e-9, atol=1e-9)


#: Files of the material, the input's scale, and how many groups can be cut.
REAL = [
    ("cifar_resnet20", 12),
    ("mlperf_ic_resnet8", 6),
    ("mlperf_kws_dscnn", 5),
    ("mlperf_vww_mobilenetv1_025", 14),
    ("imagenet_mobilenet_v2_1.0_224", 25),
    ("mnist_cntk_opset7", 2),
    ("light/light_shufflenet", 17),
    ("cifar_vit_6x128", 7),
]


@needs_material
@pytest.mark.parametrize(("name", "free"), REAL)
@pytest.mark.parametrize("roles", [frozenset(Role), MAKING], ids=["every weight", "what makes them"])
def test_real_networks_are_cut_as_if_the_channels_were_zero(name: str, free: int, roles: frozenset[Role]) -> None:
    proto = prepare(load_onnx(MATERIAL / "models" / f"{name}.onnx"))
    found = groups(proto)
    assert sum(not group.fixed for group in found) == free
    keep = some(found, 1, 0.6)
    smaller = cut(proto, keep)
    assert elements(smaller) < (0.9 if "vit" in name else 0.6) * elements(proto)
    shape = [d.dim_value or 1 for d in proto.graph.input[0].type.tensor_type.shape.dim]
    x = torch.from_numpy(np.random.default_rng(0).standard_normal(shape))
    expected = output(zeroed(proto, found, keep, roles), x)
    torch.testing.assert_close(output(smaller, x), expected, rtol=1e-5, atol=1e-5 * float(expected.abs().max()))
    names = [node.name for node in proto.graph.node]
    assert [node.name for node in smaller.graph.node] == names


@needs_material
def test_the_width_of_a_transformer_is_cut_by_the_same_of_every_head() -> None:
    """Exact once the layer norms only scale and the attention's scale stays, which both depend on the width."""
    proto = prepare(load_onnx(MATERIAL / "models" / "cifar_vit_6x128.onnx"))
    nodes = list(proto.graph.node)
    del proto.graph.node[:]
    for node in nodes:
        if node.op_type == "LayerNormalization":
            x, scale, bias = node.input
            proto.graph.node.append(onnx.helper.make_node("Mul", [x, scale], [f"{node.name}.scaled"], f"{node.name}.s"))
            proto.graph.node.append(onnx.helper.make_node("Add", [f"{node.name}.scaled", bias], node.output, node.name))
        elif node.op_type == "Sqrt":
            proto.graph.initializer.append(numpy_helper.from_array(np.float32(0.5), node.output[0]))
        else:
            proto.graph.node.append(node)
    found = groups(proto)
    stream = next(group for group in found if "patch_embed.proj" in group.layers)
    assert stream.channels == 16 and not stream.fixed and not stream.exact
    keep = {stream.id: np.asarray([0, 3, 4, 9, 10, 11, 15])}
    smaller = cut(proto, keep)
    assert elements(smaller) < 0.5 * elements(proto)
    x = torch.from_numpy(np.random.default_rng(0).standard_normal((1, 3, 32, 32)))
    torch.testing.assert_close(output(smaller, x), output(zeroed(proto, found, keep), x), rtol=1e-9, atol=1e-9)


@needs_material
def test_concatenations_of_densenet_are_followed_with_their_offsets() -> None:
    proto = prepare(load_onnx(MATERIAL / "models" / "light" / "light_densenet121.onnx"))
    found = groups(proto)
    assert sum(not group.fixed for group in found) == 120
    assert elements(cut(proto, some(found, 0, 0.5))) < 0.35 * elements(proto)


def residual() -> Maker:
    made = Maker()
    made.conv(8)
    first = made.add("Relu", made.now)
    made.conv(8)
    made.add("Add", made.now, first)
    return made


def test_what_is_added_is_cut_together_and_the_classes_stay() -> None:
    found = by_layer(residual().model())
    assert found["conv_0"] is found["conv_2"]
    assert found["conv_0"].channels == 8 and not found["conv_0"].fixed and found["conv_0"].exact
    assert "output" in found["gemm_6"].fixed


def test_a_flattened_map_gives_up_whole_blocks() -> None:
    proto = residual().model(flatten=True)
    group = by_layer(proto)["conv_0"]
    weight = next(part for part in group.slices if part.role is Role.IN and part.positions.shape[1] == 4)
    assert weight.positions[1].tolist() == [4, 5, 6, 7]
    smaller = cut(proto, {group.id: np.asarray([0, 5])})
    shapes = {tensor.name: tuple(tensor.dims) for tensor in smaller.graph.initializer}
    assert shapes[weight.parameter] == (5, 8)


def test_a_depthwise_convolution_loses_groups() -> None:
    made = Maker()
    made.conv(6)
    made.conv(12, group=6)
    proto = made.model()
    smaller = cut(proto, {by_layer(proto)["conv_0"].id: np.asarray([1, 4])})
    depthwise = smaller.graph.node[1]
    assert [a.i for a in depthwise.attribute if a.name == "group"] == [2]
    shapes = {tensor.name: tuple(tensor.dims) for tensor in smaller.graph.initializer}
    assert shapes[depthwise.input[1]] == (4, 1, 3, 3)


def test_padded_channels_of_a_shortcut_go_with_what_they_are_added_to() -> None:
    made = Maker()
    made.conv(4)
    shortcut = made.add("Pad", made.now, made.constant(np.asarray([0, 2, 0, 0, 0, 2, 0, 0])))
    made.now, made.channels = "conv_0.out0", 4
    made.conv(8)
    made.add("Add", made.now, shortcut)
    proto = made.model()
    found = groups(proto)
    padded = next(g for g in found if g.layers == ("conv_2",))
    assert padded.channels == 4
    smaller = cut(proto, {padded.id: np.asarray([0])})
    pads = {t.name: numpy_helper.to_array(t) for t in smaller.graph.initializer}[smaller.graph.node[1].input[1]]
    assert pads.tolist() == [0, 1, 0, 0, 0, 0, 0, 0]


def test_a_layer_norm_over_the_channels_is_said_to_change_the_others() -> None:
    made = Maker()
    made.conv(6)
    made.add("Transpose", made.now, perm=[0, 2, 3, 1])
    made.add("LayerNormalization", made.now, made.weight(6), made.weight(6))
    made.add("Transpose", made.now, perm=[0, 3, 1, 2])
    proto = made.model()
    group = by_layer(proto)["conv_0"]
    assert not group.fixed and not group.exact
    output(cut(proto, {group.id: np.asarray([0, 3])}), torch.zeros(1, 3, 8, 8, dtype=torch.float64))


@pytest.mark.parametrize(
    ("add", "reason"),
    [
        (lambda made: made.add("Softmax", made.now, axis=1), "Softmax"),
        (lambda made: made.add("LRN", made.now, size=3), "neighbours"),
        (lambda made: made.add("Add", made.now, made.add("ReduceMean", made.now, axes=[1])), "ReduceMean"),
        (
            lambda made: made.add("DepthToSpace", made.add("SpaceToDepth", made.now, blocksize=2), blocksize=2),
            "SpaceToDepth",
        ),
    ],
)
def test_channels_that_are_needed_together_are_fixed_and_say_why(add: Callable[[Maker], str], reason: str) -> None:
    made = Maker()
    made.conv(6)
    add(made)
    proto = made.model()
    group = by_layer(proto)["conv_0"]
    assert reason in group.fixed
    with pytest.raises(ModelError, match="cannot be cut"):
        cut(proto, {group.id: np.asarray([0])})


def test_a_layer_keeps_at_least_one_channel_and_only_known_positions() -> None:
    proto = residual().model()
    with pytest.raises(ModelError, match="Keep at least one"):
        cut(proto, {0: np.asarray([], np.int64)})
    with pytest.raises(ModelError, match="8 channels"):
        cut(proto, {0: np.asarray([8])})
    with pytest.raises(ModelError, match="no group"):
        cut(proto, {99: np.asarray([0])})
    assert cut(proto, {}).graph.node == proto.graph.node
