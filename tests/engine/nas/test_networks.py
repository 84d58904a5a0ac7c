from __future__ import annotations

import numpy as np
import pytest
import torch

from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.space import SpaceError
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.nas.builders import build
from edgeviz.engine.nas.made import reestimate
from edgeviz.project.spaces import load_spaces
from tests.engine.nas.small_spaces import elastic, mnasnet

SPACES = {one.key: one for one in load_spaces().spaces.values()}
SHIPPED = ["mnasnet_small", "mnasnet_bits", "elastic_small"]


def drawn(space, seed):
    return space.architecture(draw(space, np.random.default_rng(seed)))


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_file_of_a_network_computes_what_the_network_does(key, seed, tmp_path):
    space = fitted(SPACES[key], (3, 24, 20))
    network = build(space, drawn(space, seed), 7, seed)
    x = torch.from_numpy(np.random.default_rng(seed).standard_normal((3, 3, 24, 20)).astype(np.float32))
    reestimate(network, x.numpy(), lambda: None)
    with torch.no_grad():
        expected = network(x).numpy()
    path = tmp_path / "network.onnx"
    path.write_bytes(network.proto("network").SerializeToString())
    found = runtime.run(runtime.session(str(path)), {"input": x.numpy()})[0]
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4 * np.abs(expected).max())
    opened = read_onnx(path)
    graph = build_graph(opened)
    assert graph.classes() == 7 and graph.input_shape()[1:] == (3, 24, 20)
    with torch.no_grad():
        ours = OnnxModule.from_proto(prepare(opened))(x).numpy()
    np.testing.assert_allclose(ours, expected, rtol=1e-3, atol=1e-4 * np.abs(expected).max())


def test_layers_are_named_by_block_and_operator():
    space = mnasnet()
    values = {f"block{n}.{name}": value for n in (1, 2) for name, value in
              {"operator": "inverted", "expansion": 2, "kernel": 5, "squeeze_excite": 0.25, "skip": "identity",
               "width": 1.0, "layers": 2}.items()}  # fmt: skip
    from edgeviz.engine.train.students import graph_of

    graph = graph_of(build(space, space.encode(values), 10).proto("n"))
    assert [layer.key for layer in graph.layers][:6] == [
        "stem",
        "block1.inverted1.expand",
        "block1.inverted1.depthwise",
        "block1.inverted1.squeeze.reduce",
        "block1.inverted1.squeeze.widen",
        "block1.inverted1.project",
    ]
    assert [layer.key for layer in graph.layers][-2:] == ["head", "classifier"]
    assert graph.layer("block2.inverted2.depthwise").kind == "Depthwise 5×5"


def test_every_choice_changes_the_network_that_is_built():
    for space in (mnasnet(), elastic()):
        base = drawn(space, 3)
        from edgeviz.core.nas.moves import neighbours
        from edgeviz.engine.nas.builders import plan

        plans = [repr(plan(space, space.architecture(genes), 10)) for genes in neighbours(space, base.genes)]
        assert len(set(plans)) == len(plans) and repr(plan(space, base, 10)) not in plans


def test_weights_come_from_the_seed_and_torchs_generator_is_left_alone():
    space = mnasnet()
    before = torch.get_rng_state()
    one, same, other = (build(space, drawn(space, 0), 10, seed) for seed in (4, 4, 5))
    assert torch.equal(before, torch.get_rng_state())
    assert torch.equal(one.stem.conv.weight, same.stem.conv.weight)
    assert not torch.equal(one.stem.conv.weight, other.stem.conv.weight)


def test_a_space_is_scaled_to_the_pictures():
    space = fitted(SPACES["elastic_small"], (1, 28, 28))
    assert space.settings["input"] == [1, 28, 28]
    assert space.choices[space.positions["resolution"]].values == (18, 21, 24, 28)
    large = fitted(SPACES["mnasnet_small"], (3, 96, 96))
    assert build(large, drawn(large, 0), 2).stem.conv.stride == (2, 2)
    assert fitted(large, (3, 32, 32)).hash == SPACES["mnasnet_small"].hash


@pytest.mark.parametrize(
    ("setting", "value"),
    [("filters", [8]), ("filters", [8, 10**9]), ("stem", "8"), ("input", [1, 8]), ("head", 0), ("strides", [1, -2])],
)
def test_settings_that_make_no_network_are_named(setting, value):
    from dataclasses import replace

    space = mnasnet()
    with pytest.raises(SpaceError) as caught:
        build(replace(space, settings={**space.settings, setting: value}), drawn(space, 0), 10)
    assert caught.value.field == f"settings.{setting}"
