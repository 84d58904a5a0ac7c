"""Channels are cut by their importance, and every figure of the network falls."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from edgeviz.core.cost import predicted_metrics
from edgeviz.core.errors import ModelError, RecipeError
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Pruning, Scope, Structure
from edgeviz.engine.compress.channels import groups
from edgeviz.engine.compress.shrink import shrink
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.session import Session
from tests.engine.compress.networks import Maker
from tests.material import MATERIAL, needs_material


def saved(proto: onnx.ModelProto, folder: Path, name: str = "model") -> Session:
    path = folder / f"{name}.onnx"
    onnx.save(proto, path)
    return Session(path)


def network(folder: Path) -> Session:
    made = Maker()
    made.conv(8)
    first = made.add("Relu", made.now)
    made.conv(16)
    made.add("Relu", made.now)
    made.conv(8)
    made.add("Add", made.now, first)
    return saved(made.model(), folder)


def wanted(scope: Scope = Scope.LAYER, sparsity: float = 0.5, **settings: object) -> Pruning:
    return Pruning(Structure.CHANNELS, scope, sparsity, **settings)  # type: ignore[arg-type]


def first_weight(proto: onnx.ModelProto) -> np.ndarray:
    name = proto.graph.node[0].input[1]
    return numpy_helper.to_array(next(tensor for tensor in proto.graph.initializer if tensor.name == name))


def widths(proto: onnx.ModelProto) -> list[int]:
    stored = {tensor.name: tensor for tensor in proto.graph.initializer}
    return [stored[node.input[1]].dims[0] for node in proto.graph.node if node.op_type in ("Conv", "Gemm")]


def test_every_layer_gives_up_its_share_and_what_is_added_the_same_channels(tmp_path: Path) -> None:
    opened = network(tmp_path)
    assert widths(opened.prepared) == [8, 16, 8, 5]
    assert widths(shrink(opened.prepared, opened.graph, wanted())) == [4, 8, 4, 5]


def test_the_channels_with_the_smallest_weights_go_first(tmp_path: Path) -> None:
    made = Maker()
    made.conv(6)
    proto = made.model()
    for tensor, small in zip(proto.graph.initializer, ([1, 4], [1, 4], (slice(None), [1, 4])), strict=False):
        array = numpy_helper.to_array(tensor).copy()
        array[small] *= 1e-2
        tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))
    opened = saved(proto, tmp_path)
    smaller = shrink(opened.prepared, opened.graph, wanted(sparsity=0.33))
    before, after = (first_weight(proto) for proto in (opened.prepared, smaller))
    np.testing.assert_array_equal(after, before[[0, 2, 3, 5]])


@pytest.mark.parametrize("scope", list(Scope))
def test_something_of_every_layer_is_left(tmp_path: Path, scope: Scope) -> None:
    opened = network(tmp_path)
    assert widths(shrink(opened.prepared, opened.graph, wanted(scope, 0.999))) == [1, 1, 1, 5]


def test_across_the_network_so_many_channels_go_as_were_asked_for(tmp_path: Path) -> None:
    opened = network(tmp_path)
    found = widths(shrink(opened.prepared, opened.graph, wanted(Scope.GLOBAL, 0.25)))
    assert found[0] == found[2] and found[0] + found[1] == 18


def test_a_layer_that_is_left_whole_keeps_its_group_and_a_share_of_its_own_counts(tmp_path: Path) -> None:
    opened = network(tmp_path)
    first, second, third = (layer.key for layer in opened.graph.layers[:3])
    assert widths(shrink(opened.prepared, opened.graph, wanted(spare=(third,)))) == [8, 8, 8, 5]
    own = wanted(Scope.GLOBAL, 0.0, layers=((second, 0.75),))
    assert widths(shrink(opened.prepared, opened.graph, own)) == [8, 4, 8, 5]
    both = wanted(layers=((first, 0.25), (third, 0.5)))
    assert widths(shrink(opened.prepared, opened.graph, both)) == [6, 8, 6, 5]
    with pytest.raises(ModelError, match="no channels that could be cut"):
        shrink(opened.prepared, opened.graph, wanted(spare=(first, second)))
    with pytest.raises(RecipeError, match="'nowhere'"):
        shrink(opened.prepared, opened.graph, wanted(spare=("nowhere",)))


def test_a_channel_of_zeros_goes_first_and_leaves_no_nan(tmp_path: Path) -> None:
    made = Maker()
    made.conv(4)
    proto = made.model()
    for tensor in proto.graph.initializer[:2]:
        tensor.CopyFrom(numpy_helper.from_array(np.zeros(tuple(tensor.dims), np.float32), tensor.name))
    opened = saved(proto, tmp_path)
    assert widths(shrink(opened.prepared, opened.graph, wanted())) == [2, 5]


@needs_material
@pytest.mark.parametrize("name", ["cifar_resnet20", "mlperf_vww_mobilenetv1_025"])
def test_size_operations_memory_and_latency_of_a_real_network_fall(tmp_path: Path, name: str) -> None:
    opened = Session(MATERIAL / "models" / f"{name}.onnx")
    smaller = saved(shrink(opened.prepared, opened.graph, wanted()), tmp_path, "smaller")
    assert [layer.key for layer in smaller.graph.layers] == [layer.key for layer in opened.graph.layers]
    assert all(group.channels for group in groups(smaller.prepared))
    before, after = (predicted_metrics(s.graph, Recipe()) for s in (opened, smaller))
    for quantity in ("macs", "activation_memory", "size"):
        assert after[quantity].value < 0.7 * before[quantity].value, quantity
    assert after["macs"].value < 0.4 * before["macs"].value
    check = smaller.import_check()
    assert check is not None and check.passed
    times = [
        measure_latency(s.prepared.SerializeToString(), s.feed(None, 1), lambda: None, 0.5, 1).value
        for s in (opened, smaller)
    ]
    assert times[1] < times[0]
