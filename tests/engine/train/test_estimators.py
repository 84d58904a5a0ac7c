"""Estimators: forward what engine.quant computes, backward the written-out rule, or finite differences where true."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor

from edgeviz.core.spec import Granularity, Observer, Scheme, Spec, weight_spec
from edgeviz.engine.quant.params import QuantParams, params_from_range
from edgeviz.engine.quant.primitives import fake_quantize
from edgeviz.engine.quant.schemes import code_weight, represented
from edgeviz.engine.train import estimators as est


def random(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


W = random(4, 3, 3, 3)
UP = random(4, 3, 3, 3, seed=1)


def gradients(function: Callable[..., Tensor], up: Tensor, *values: Tensor) -> tuple[Tensor, ...]:
    leaves = [value.clone().requires_grad_(True) for value in values]
    return torch.autograd.grad(function(*leaves), leaves, up)


def difference(function: Callable[[Tensor], Tensor], value: Tensor, up: Tensor) -> float:
    """Central difference of Σ up·f by a value of shape ()."""
    value, up = value.double(), up.double()
    with torch.no_grad():
        return float(((function(value + 1e-6) - function(value - 1e-6)) * up).sum() / 2e-6)


@pytest.mark.parametrize(
    ("spec", "estimate"),
    [
        (Spec(1, Scheme.BINARY), est.binary_connect),
        (Spec(1, Scheme.INTEGER, granularity=Granularity.CHANNEL), est.bwn),
        (Spec(1, Scheme.INTEGER), lambda w: est.bwn(w, None)),
        (Spec(2, Scheme.TERNARY), est.twn),
        (Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL), lambda w: est.twn(w, 0)),
        (Spec(1, Scheme.DOREFA), lambda w: est.dorefa_weight(w, 1)),
        (Spec(3, Scheme.DOREFA), lambda w: est.dorefa_weight(w, 3)),
        (Spec(8, Scheme.DOREFA), lambda w: est.dorefa_weight(w, 8)),
    ],
)
def test_what_is_trained_is_what_is_exported(spec: Spec, estimate: Callable[[Tensor], Tensor]) -> None:
    assert torch.equal(estimate(W), represented(W, spec, code_weight(W, spec, 0)))


@pytest.mark.parametrize("bits", [2, 3, 4, 8])
def test_lsq_is_the_uniform_quantizer_of_its_step(bits: int) -> None:
    low, high = est.lsq_range(bits, signed=True)
    step = est.lsq_step(W, high, axis=0)
    params = QuantParams(step.numpy(), np.zeros(4, np.int32), low, high, 0, bits, True)
    assert torch.equal(est.lsq(W, step, low, high, axis=0), fake_quantize(W, params))
    at_max = params_from_range(-3 * high, 3 * high, weight_spec(bits, granularity=Granularity.TENSOR), restricted=True)
    assert (at_max.qmin, at_max.qmax) == (low, high)


def test_a_step_starts_at_twice_the_mean_magnitude_over_the_root_of_the_highest_code() -> None:
    assert float(est.lsq_step(W, 7)) == pytest.approx(2 * float(W.abs().mean()) / 7**0.5)
    rows = est.lsq_step(W, 7, axis=1)
    assert float(rows[2]) == pytest.approx(2 * float(W[:, 2].abs().mean()) / 7**0.5)
    assert float(est.lsq_step(torch.zeros(3), 7)) == 1


@pytest.mark.parametrize("axis", [None, 0, 1])
def test_lsq_has_the_papers_gradients(axis: int | None) -> None:
    low, high = -3, 3
    step = torch.tensor(0.4) if axis is None else torch.linspace(0.3, 0.6, W.shape[axis])
    by_v, by_step = gradients(lambda v, s: est.lsq(v, s, low, high, axis), UP, W, step)
    total = np.zeros(step.numel())
    steps = step.reshape(-1)
    for index in np.ndindex(*W.shape):
        channel = 0 if axis is None else index[axis]
        ratio, up = float(W[index]) / float(steps[channel]), float(UP[index])
        inside = low < ratio < high
        assert float(by_v[index]) == pytest.approx(up if inside else 0)
        total[channel] += up * (np.rint(ratio) - ratio if inside else (low if ratio <= low else high))
    expected = total / np.sqrt(W.numel() / step.numel() * high)
    np.testing.assert_allclose(by_step.reshape(-1).numpy(), expected, rtol=2e-4, atol=1e-5)


def test_where_values_are_clipped_the_gradient_of_a_step_is_the_true_one() -> None:
    x = torch.tensor([5.0, -7.0, 6.0])
    up = torch.tensor([1.0, 2.0, -0.5])
    (by_step,) = gradients(lambda s: est.lsq(x, s, -3, 7), up, torch.tensor(0.4))
    true = difference(lambda s: est.lsq(x.double(), s, -3, 7), torch.tensor(0.4), up)
    assert float(by_step) == pytest.approx(true / np.sqrt(3 * 7), rel=1e-5)


def test_the_step_of_activations_counts_the_features_of_one_sample() -> None:
    x = random(6, 5)
    up = random(6, 5, seed=2)
    (one,) = gradients(lambda s: est.lsq_activations(x, s, 0, 15), up, torch.tensor(0.1))
    (other,) = gradients(lambda s: est.lsq(x, s, 0, 15), up, torch.tensor(0.1))
    assert float(one) == pytest.approx(float(other) * 6**0.5, rel=1e-5)


def test_pact_clips_rounds_and_has_the_papers_gradients() -> None:
    x = torch.tensor([-1.0, 0.0, 0.4, 1.4, 1.5, 2.0])
    up = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    alpha = torch.tensor(1.5)
    torch.testing.assert_close(est.pact(x, alpha, 2), torch.tensor([0.0, 0, 0.5, 1.5, 1.5, 1.5]))
    by_x, by_alpha = gradients(lambda v, a: est.pact(v, a, 2), up, x, alpha)
    assert by_x.tolist() == [0, 2, 3, 4, 0, 0]
    assert float(by_alpha) == 11
    clipped, weights = torch.tensor([2.0, 3.0]), torch.tensor([5.0, 6.0])
    assert difference(lambda a: est.pact(clipped.double(), a, 2), alpha, weights) == pytest.approx(11)


def test_dorefas_weights_are_differentiated_but_for_the_rounding() -> None:
    (found,) = gradients(lambda w: est.dorefa_weight(w, 3), UP, W)
    (smooth,) = gradients(lambda w: torch.tanh(w) / torch.tanh(w).abs().max(), UP, W)
    torch.testing.assert_close(found, smooth)
    (plain,) = gradients(lambda w: est.dorefa_weight(w, 1), UP, W)
    assert torch.equal(plain, UP)


def test_dorefas_inputs_are_those_of_the_recipe_and_pass_gradients_inside_their_range() -> None:
    x = torch.tensor([-0.5, 0.2, 0.7, 1.0, 1.5])
    spec = Spec(3, Scheme.INTEGER, False, observer=Observer.UNIT)
    assert torch.equal(est.dorefa_activation(x, 3), fake_quantize(x, params_from_range(0, 1, spec)))
    (by_x,) = gradients(lambda v: est.dorefa_activation(v, 3), torch.ones(5), x)
    assert by_x.tolist() == [0, 1, 1, 1, 0]


def test_binary_connect_passes_the_gradient_on_and_shadow_weights_are_clipped() -> None:
    for generator in (None, torch.Generator().manual_seed(0)):
        (found,) = gradients(lambda w, g=generator: est.binary_connect(w, g), UP, W)
        assert torch.equal(found, UP)
    shadow = torch.tensor([-3.0, 0.5, 2.0])
    est.clip_shadow(shadow)
    assert shadow.tolist() == [-1, 0.5, 1]


def test_stochastic_signs_have_the_probability_of_the_paper_and_repeat_with_their_seed() -> None:
    w = torch.tensor([-2.0, -0.5, 0.0, 0.6, 1.0]).repeat(20_000, 1)
    drawn = est.binary_connect(w, torch.Generator().manual_seed(1))
    assert set(drawn.unique().tolist()) == {-1, 1}
    share = ((drawn + 1) / 2).mean(dim=0)
    # Four standard deviations of 20,000 draws.
    np.testing.assert_allclose(share.numpy(), [0, 0.25, 0.5, 0.8, 1], atol=4 * 0.5 / 20_000**0.5)
    assert torch.equal(drawn, est.binary_connect(w, torch.Generator().manual_seed(1)))


@pytest.mark.parametrize("axis", [0, 1, None])
def test_bwn_has_the_papers_gradient(axis: int | None) -> None:
    (found,) = gradients(lambda w: est.bwn(w, axis), UP, W)
    for index in np.ndindex(*W.shape):
        rows = W if axis is None else W.select(axis, index[axis])
        alpha, inside = float(rows.abs().mean()), abs(float(W[index])) <= 1
        assert float(found[index]) == pytest.approx(float(UP[index]) * (1 / rows.numel() + alpha * inside), rel=1e-4)


def test_binary_inputs_pass_gradients_where_they_are_small_and_the_scale_has_the_true_one() -> None:
    x, up = torch.tensor([-2.0, -0.5, 0.0, 1.0, 1.5]), torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    beta = torch.tensor(0.8)
    assert torch.equal(est.xnor_input(x, beta), torch.tensor([-0.8, -0.8, 0.8, 0.8, 0.8]))
    by_x, by_beta = gradients(est.xnor_input, up, x, beta)
    torch.testing.assert_close(by_x, torch.tensor([0.0, 1.6, 2.4, 3.2, 0.0]))
    assert float(by_beta) == pytest.approx(difference(lambda b: est.xnor_input(x.double(), b), beta, up))


def test_twn_passes_the_gradient_on() -> None:
    (found,) = gradients(est.twn, UP, W)
    assert torch.equal(found, UP)


def test_ttq_learns_two_scales_by_their_true_gradient_and_weights_by_the_papers_rule() -> None:
    w = torch.tensor([-1.0, -0.02, 0.0, 0.04, 0.5, 0.9])
    up = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    positive, negative = torch.tensor(0.7), torch.tensor(0.3)
    assert torch.equal(est.ttq(w, positive, negative), torch.tensor([-0.3, 0.0, 0.0, 0.0, 0.7, 0.7]))
    by_w, by_p, by_n = gradients(est.ttq, up, w, positive, negative)
    torch.testing.assert_close(by_w, torch.tensor([0.3, 2.0, 3.0, 4.0, 3.5, 4.2]))
    double = w.double()
    assert float(by_p) == pytest.approx(difference(lambda p: est.ttq(double, p, negative.double()), positive, up))
    assert float(by_n) == pytest.approx(difference(lambda n: est.ttq(double, positive.double(), n), negative, up))


def test_one_signed_bit_has_no_learned_step() -> None:
    with pytest.raises(ValueError, match="bwn"):
        est.lsq_range(1, signed=True)
    assert est.lsq_range(4, signed=False) == (0, 15)


def test_a_centroids_gradient_is_the_sum_of_its_members() -> None:
    table = torch.tensor([-1.0, 0.0, 0.5, 2.0], dtype=torch.float64, requires_grad=True)
    codes = torch.tensor([[0, 1, 1], [3, 0, 1]])
    assert torch.equal(est.shared_weights(table, codes), table[codes])
    assert torch.autograd.gradcheck(lambda t: est.shared_weights(t, codes).square().sum(), (table,))
    upstream = torch.arange(6, dtype=torch.float64).reshape(2, 3)
    (est.shared_weights(table, codes) * upstream).sum().backward()
    assert table.grad is not None and table.grad.tolist() == [0 + 4, 1 + 2 + 5, 0, 3]


def test_a_learned_step_beside_a_zero_point_has_the_papers_gradient_with_the_larger_reach() -> None:
    """Codes −3 … 12: as of 4 bits whose zero is the code 3."""
    x, step = torch.tensor([[-9.0, -0.3, 0.4, 30.0]], requires_grad=True), torch.tensor(0.5, requires_grad=True)
    found = est.lsq_activations(x, step, -3, 12)
    assert found.tolist() == [[-1.5, -0.5, 0.5, 6.0]]
    found.sum().backward()
    gain = 1 / (4 * 12) ** 0.5
    inside = (-1 + 0.6) + (1 - 0.8)
    assert step.grad is not None and float(step.grad) == pytest.approx(gain * (-3 + inside + 12), rel=1e-5)
    assert x.grad is not None and x.grad.tolist() == [[0, 1, 1, 0]]
