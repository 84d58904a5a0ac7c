"""Losses of distillation against the written-out formulas, and their gradients against finite differences."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.autograd import gradcheck

from edgeviz.engine.train import losses


def random(*shape: int, seed: int = 0, grad: bool = False) -> Tensor:
    found = torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    return found.requires_grad_(grad)


def softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


LABELS = torch.tensor([0, 3, 1, 2, 3])


def test_hintons_loss_is_the_written_out_formula() -> None:
    s, t = random(5, 4, seed=1), random(5, 4, seed=2)
    hard = -np.log(softmax(s.numpy()))[np.arange(5), LABELS.numpy()].mean()
    p, q = softmax(t.numpy() / 3), softmax(s.numpy() / 3)
    soft = 9 * (p * np.log(p / q)).sum(axis=1).mean()
    assert float(losses.distillation(s, t, LABELS, 3.0, 0.7)) == pytest.approx(0.3 * hard + 0.7 * soft, rel=1e-12)


def test_gradients_of_every_loss_agree_with_finite_differences() -> None:
    s, t = random(5, 4, seed=1, grad=True), random(5, 4, seed=2)
    weights = torch.tensor([1.0, 2.0, 0.5, 1.0], dtype=torch.float64)
    assert gradcheck(lambda z: losses.distillation(z, t, LABELS, 4.0, 0.9, weights), (s,))
    assert gradcheck(lambda z: losses.logit_matching(z, [t, 2 * t]), (s,))
    guided, hint = random(2, 3, 4, 4, seed=3, grad=True), random(2, 5, 2, 2, seed=4)
    regressor = losses.Regressor(3, 5, spatial=True).double()
    assert gradcheck(lambda u: losses.hint_loss(u, hint, regressor), (guided,))
    assert gradcheck(lambda a: losses.attention_transfer([a], [hint]), (guided,))


def test_the_gradient_of_soft_targets_at_a_high_temperature_is_that_of_matching_centred_logits() -> None:
    """Hinton et al. 2015, eq. 4: T²·∂C/∂z_s → (z_s − z_t) / N for zero-mean logits."""
    s, t = random(3, 6, seed=5), random(3, 6, seed=6)
    s, t = s - s.mean(1, keepdim=True), t - t.mean(1, keepdim=True)
    z = s.clone().requires_grad_(True)
    losses.soft_targets(z, t, 1e4).backward()
    assert z.grad is not None
    torch.testing.assert_close(z.grad, (s - t) / 6 / 3, rtol=1e-3, atol=1e-6)


def test_a_student_that_equals_its_teacher_has_no_loss_left() -> None:
    z, a = random(4, 3), random(2, 3, 5, 5)
    for loss in (losses.soft_targets(z, z), losses.logit_matching(z, [z]), losses.attention_transfer([a], [a])):
        assert float(loss) == pytest.approx(0, abs=1e-12)


def test_nothing_flows_back_into_a_teacher() -> None:
    s, t = random(5, 4, seed=1, grad=True), random(5, 4, seed=2, grad=True)
    (losses.distillation(s, t, LABELS) + losses.logit_matching(s, [t])).backward()
    maps = random(2, 3, 4, 4, grad=True)
    hint = random(2, 3, 4, 4, seed=9, grad=True)
    regressor = losses.Regressor(3, 3, spatial=True).double()
    (losses.hint_loss(maps, hint, regressor) + losses.attention_transfer([maps], [hint])).backward()
    assert t.grad is None and hint.grad is None
    assert s.grad is not None and maps.grad is not None and regressor.map.weight.grad is not None


def test_the_hint_loss_is_half_the_squared_distance_of_a_sample() -> None:
    regressor = losses.Regressor(3, 2, spatial=False).double()
    u, v = random(4, 3), random(4, 2, seed=1)
    expected = 0.5 * np.square(v.numpy() - regressor(u).detach().numpy()).sum(axis=1).mean()
    assert float(losses.hint_loss(u, v, regressor).detach()) == pytest.approx(expected)


def test_attention_does_not_depend_on_the_number_of_channels_or_the_size_of_features() -> None:
    a = random(2, 3, 4, 4)
    assert float(losses.attention_transfer([torch.cat([a, a], 1) * 7], [a])) == pytest.approx(0, abs=1e-12)


def test_impossible_settings_are_refused() -> None:
    z = random(5, 4)
    with pytest.raises(ValueError, match="temperature"):
        losses.soft_targets(z, z, 0)
    with pytest.raises(ValueError, match="alpha"):
        losses.distillation(z, z, LABELS, alpha=1.5)
