"""apply(recipe): a copy that is quantized once, and calibration that collects nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from edgeviz.core.points import quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import FLOAT32, Observer, Scheme, Spec, weight_spec
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.quant.calibrate import Calibrator
from edgeviz.engine.quant.primitives import fake_quantize
from edgeviz.engine.quant.weights import weight_params
from tests.engine.export.networks import Prepared, network, samples


@pytest.fixture
def net(tmp_path: Path) -> Prepared:
    return Prepared(tmp_path / "net.onnx", network("convolutions"))


def batch() -> torch.Tensor:
    return torch.from_numpy(samples("convolutions", 8))


def test_the_float_module_is_left_as_it_was(net: Prepared) -> None:
    x = batch()
    before = net.module(x)
    weights = [p.clone() for p in net.module.parameters()]
    net.simulate(uniform(net.keys, 4, 4), x)
    assert all(torch.equal(a, b) for a, b in zip(weights, net.module.parameters(), strict=True))
    assert torch.equal(net.module(x), before)


def test_weights_of_the_copy_are_the_quantized_ones(net: Prepared) -> None:
    recipe = uniform(net.keys, 3, 32)
    copied = apply(net.module, net.graph, recipe, {})
    for layer in net.graph.layers:
        expected = net.weights(recipe)[layer.key].values(net.module.weight(layer.weight).detach())
        assert torch.equal(copied.weight(layer.weight).detach(), expected)


def test_a_layer_left_in_float_keeps_its_weights_and_sees_its_input_unchanged(net: Prepared) -> None:
    key = net.keys[1]
    recipe = Recipe({net.keys[0]: LayerRecipe(weight_spec(2), FLOAT32)})
    copied = apply(net.module, net.graph, recipe, {})
    name = net.graph.layer(key).weight
    assert torch.equal(copied.weight(name), net.module.weight(name))
    assert len(copied.inserted) == 0


def test_gradients_pass_through_the_fake_quantizers(net: Prepared) -> None:
    recipe = uniform(net.keys, 32, 8)
    x = batch()
    copied = apply(net.module, net.graph, recipe, net.activations(recipe, x))
    out = copied(x)
    assert isinstance(out, torch.Tensor)
    out.square().sum().backward()
    first = copied.weight(net.graph.layers[0].weight)
    assert first.grad is not None and float(first.grad.abs().sum()) > 0


class Counted:
    """Counts the passes over the data."""

    def __init__(self, net: Prepared) -> None:
        self.net = net
        self.asked: list[set[str]] = []

    def observe(self, tensors, *inputs):  # type: ignore[no-untyped-def]
        self.asked.append(set(tensors))
        return self.net.module.observe(tensors, *inputs)


def test_a_second_recipe_collects_only_what_is_new(net: Prepared) -> None:
    counted = Counted(net)
    calibrator = Calibrator(counted)
    first = uniform(net.keys[:2], 8, 8)
    points = quant_points(net.graph, first)
    assert list(calibrator.collect(points, batch().split(2))) == [2, 4, 6, 8]
    assert len(counted.asked) == 4
    list(calibrator.collect(quant_points(net.graph, uniform(net.keys[:2], 4, 4)), batch().split(2)))
    assert len(counted.asked) == 4
    more = quant_points(net.graph, uniform(net.keys, 8, 8))
    list(calibrator.collect(more, batch().split(8)))
    assert len(counted.asked) == 5
    assert counted.asked[-1] == {p.tensor for p in more} - {p.tensor for p in points}


def test_a_histogram_serves_a_range_but_not_the_other_way_round(net: Prepared) -> None:
    counted = Counted(net)
    calibrator = Calibrator(counted)
    mse = Recipe({net.keys[0]: LayerRecipe(FLOAT32, Spec(8, Scheme.INTEGER, False, observer=Observer.MSE))})
    plain = uniform(net.keys[:1], 8, 8)
    list(calibrator.collect(quant_points(net.graph, plain), [batch()]))
    list(calibrator.collect(quant_points(net.graph, mse), [batch()]))
    assert len(counted.asked) == 2
    list(calibrator.collect(quant_points(net.graph, plain), [batch()]))
    assert len(counted.asked) == 2


def test_a_cancelled_pass_leaves_no_half_statistics(net: Prepared) -> None:
    calibrator = Calibrator(net.module)
    points = quant_points(net.graph, uniform(net.keys, 8, 8))
    next(iter(calibrator.collect(points, batch().split(2))))
    assert set(calibrator.missing(points)) == {(p.tensor, None) for p in points}


def test_the_bias_of_a_dead_channel_survives_beside_integers() -> None:
    """Weight decay leaves channels of 1e-34: at their own scale no bias would fit into 32 bits."""
    for spec in (weight_spec(8), weight_spec(3), weight_spec(1), weight_spec(4, symmetric=False)):
        w = torch.randn(4, 3, 3, 3, generator=torch.Generator().manual_seed(0))
        plain = weight_params(w, spec, 0)
        w[0] *= 1e-34
        w[1] = 0
        params = weight_params(w, spec, 0)
        step = 1 / 255 * params.scale
        assert (1.0 / step < 2**30).all()
        assert params.scale[2:].tolist() == plain.scale[2:].tolist()
        error = (fake_quantize(w, params) - w).abs()[:2].max()
        if spec.bits > 1:
            assert error <= params.scale.max() * 2**-12
