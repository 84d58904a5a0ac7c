"""XNOR-Net and DoReFa's inputs from calibration to the exported file, on a network with convolutions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from edgeviz.core.points import quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.schemes import DOREFA_INPUTS, XNOR
from edgeviz.core.spec import Observer, activation_spec, weight_spec
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.quant.params import params_from_range
from tests.engine.export.networks import Prepared, network, samples
from tests.engine.export.test_qdq import exported, unoptimized


@pytest.fixture
def net(tmp_path: Path) -> Prepared:
    return Prepared(tmp_path / "net.onnx", network("convolutions"))


def everywhere(net: Prepared, row: LayerRecipe) -> Recipe:
    return Recipe(dict.fromkeys(net.keys, row))


def test_xnor_net_multiplies_signs_by_the_calibrated_mean_and_the_filters_mean(net: Prepared) -> None:
    x = samples("convolutions", 8)
    recipe = everywhere(net, LayerRecipe(weight_spec(1), XNOR.spec))
    params = net.activations(recipe, torch.from_numpy(x))
    first = net.graph.layers[0]
    point = next(p for p in params if p.tensor == first.input)
    beta = np.abs(x.astype(np.float64)).mean()
    assert float(params[point].scale) == pytest.approx(beta, rel=1e-6)
    # The first convolution by hand: sign(x)·β with sign(w)·α of each filter (Rastegari et al. 2016, eq. 6 and 7).
    weight = net.module.weight(first.weight).detach()
    alpha = weight.abs().mean(dim=(1, 2, 3), keepdim=True)
    signs = torch.where(torch.from_numpy(x) >= 0, 1.0, -1.0)
    bias = net.module.weight(str(first.bias)).detach()
    # Zero padding stays zero: it is no input that has a sign.
    expected = torch.conv2d(signs * beta, torch.where(weight >= 0, alpha, -alpha), bias, padding=1)
    session = unoptimized_outputs(net, recipe, x, "a")
    np.testing.assert_allclose(session, expected.numpy(), rtol=1e-4, atol=1e-5)


def unoptimized_outputs(net: Prepared, recipe: Recipe, x: np.ndarray, tensor: str) -> np.ndarray:
    """What the exported file computes for an inner ``tensor``."""
    import onnx

    model = exported(net, recipe, x)
    model.graph.output.append(onnx.helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None))
    found: np.ndarray = unoptimized(model).run([tensor], {"x": x})[0]
    return found


def test_the_simulation_of_xnor_net_is_what_the_file_computes(net: Prepared) -> None:
    x = samples("convolutions", 8)
    recipe = everywhere(net, LayerRecipe(weight_spec(1), XNOR.spec))
    (found,) = unoptimized(exported(net, recipe, x)).run(None, {"x": x})
    expected = net.simulate(recipe, torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("bits", range(1, 9))
def test_dorefa_s_inputs_are_their_formula(bits: int) -> None:
    """x_q = q_k(clip(x, 0, 1)): Zhou et al. 2016, eq. 5 and section 2.5."""
    x = torch.linspace(-1, 2, 3001)
    top = 2**bits - 1
    spec = DOREFA_INPUTS.at(bits)
    found = activation_quantizer(spec, params_from_range(0.0, 1.0, spec))(x)
    expected = np.rint(np.clip(x.double().numpy(), 0, 1) * top) / top
    # A value may lie on a tie: then both neighbours are nearest.
    assert np.abs(found.numpy() - expected).max() <= 1 / top + 1e-6
    assert (np.abs(found.numpy() - expected) < 1e-6).mean() > 0.995


@pytest.mark.parametrize("bits", [8, 4, 2, 1])
def test_dorefa_s_range_does_not_depend_on_the_data_and_exports(net: Prepared, bits: int) -> None:
    x = samples("convolutions", 4)
    recipe = everywhere(net, LayerRecipe(weight_spec(8), activation_spec(bits, observer=Observer.UNIT)))
    for values in (x, 7 * x):
        params = net.activations(recipe, torch.from_numpy(values))
        assert {float(p.scale) for p in params.values()} == {float(np.float32(1 / (2**bits - 1)))}
        assert {int(p.zero_point) for p in params.values()} == {0}
    assert len(params) == len(quant_points(net.graph, recipe))
    (found,) = unoptimized(exported(net, recipe, x)).run(None, {"x": x})
    expected = net.simulate(recipe, torch.from_numpy(x)).detach().numpy()
    close = np.abs(found - expected) < 1e-4
    assert close.mean() > 0.9  # one bit: a value on a tie moves the result
