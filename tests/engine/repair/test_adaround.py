"""AdaRound against brute force, its gradient against autograd."""

from __future__ import annotations

from itertools import product

import pytest
import torch
from torch import Tensor

from edgeviz.engine.repair import adaround
from edgeviz.engine.repair.adaround import LAMBDA, Problem, beta_at, learn, losses, rectified, start
from edgeviz.jobs.context import CancelledError


def problem(
    inputs: int = 5, outputs: int = 2, rows: int = 300, seed: int = 0, bounds: tuple[float, float] | None = None
) -> Problem:
    """A small layer with correlated inputs, where rounding to nearest is not the best."""
    made = torch.Generator().manual_seed(seed)
    columns = torch.randn(1, rows, 2, generator=made) @ torch.randn(1, 2, inputs, generator=made)
    columns = columns + 0.1 * torch.randn(1, rows, inputs, generator=made)
    weight = torch.randn(1, outputs, inputs, generator=made)
    scale = torch.full_like(weight, 0.5)
    bias = torch.randn(1, 1, outputs, generator=made)
    targets = columns @ weight.transpose(1, 2) + bias
    return Problem(weight, scale, torch.zeros_like(weight), -7, 7, columns, targets, bias, bounds)


def quiet(step: int) -> None:
    pass


def best(found: Problem) -> Tensor:
    """The least loss of each output over all ways of rounding."""
    floor = found.floor
    ways = product((0.0, 1.0), repeat=floor.shape[2])
    return torch.stack([losses(found, found.clipped(floor + torch.tensor(way))) for way in ways]).amin(dim=0)


@pytest.mark.parametrize("bounds", [None, (0.0, float("inf"))])
def test_learned_rounding_beats_nearest_and_comes_close_to_the_best(bounds: tuple[float, float] | None) -> None:
    gaps = []
    for seed in range(4):
        found = problem(inputs=8, seed=seed, bounds=bounds)
        learned, nearest = losses(found, learn(found, 800, 0, quiet)), losses(found, found.nearest())
        assert (learned <= nearest).all()
        least = best(found)
        gaps.append((float((learned - least).sum()), float((nearest - least).sum())))
    assert sum(gap for gap, _ in gaps) < 0.4 * sum(gap for _, gap in gaps)


def test_every_code_is_the_one_below_or_above_its_weight() -> None:
    found = problem(inputs=40, outputs=8)
    codes = learn(found, 50, 0, quiet)
    up = codes - found.clipped(found.floor)
    assert ((up == 0) | (up == 1)).all() and codes.abs().max() <= 7


def test_learning_is_deterministic_and_does_not_touch_the_global_seed() -> None:
    found = problem(inputs=20)
    torch.manual_seed(3)
    first = learn(found, 100, 1, quiet)
    drawn = torch.rand(1)
    assert torch.equal(first, learn(found, 100, 1, quiet))
    torch.manual_seed(3)
    assert torch.equal(drawn, torch.rand(1))


@pytest.mark.parametrize("bounds", [None, (0.0, float("inf")), (0.0, 1.0)])
@pytest.mark.parametrize("progress", [0.1, 0.5, 0.9])
def test_the_written_out_gradient_is_that_of_the_published_loss(
    bounds: tuple[float, float] | None, progress: float
) -> None:
    found = problem(inputs=6, outputs=3, bounds=bounds)
    v = start(found) + 0.3 * torch.randn(found.weight.shape, generator=torch.Generator().manual_seed(1))
    v = v.requires_grad_()
    h = (torch.sigmoid(v) * 1.2 - 0.1).clamp(0, 1)
    y = found.columns @ (found.clipped(found.floor + h) * found.scale).transpose(1, 2) + found.bias
    act = (lambda t: t) if bounds is None else (lambda t: t.clamp(*bounds))
    loss = (act(y) - act(found.targets)).square().sum(dim=2).mean()
    beta = beta_at(progress)
    if beta:
        loss = loss + LAMBDA * (1 - (2 * h - 1).abs() ** beta).sum()
    (expected,) = torch.autograd.grad(loss, v)
    wanted = act(found.targets)
    with torch.no_grad():
        got = adaround._gradient(found, found.floor, found.scale, v.detach(), found.columns, wanted, progress)
    assert torch.allclose(got, expected, atol=1e-4 * float(expected.abs().max()))


def test_learning_starts_at_the_float_weights_and_beta_falls_from_20_to_2() -> None:
    found = problem(inputs=30)
    fraction = found.weight / found.scale - found.floor
    assert torch.allclose(rectified(start(found)), fraction, atol=2e-4)
    assert beta_at(0.0) == 0.0 and beta_at(0.19) == 0.0
    assert beta_at(0.2) == pytest.approx(20) and beta_at(1.0) == pytest.approx(2)


def test_learning_can_be_cancelled_at_any_moment() -> None:
    seen: list[int] = []

    def tick(step: int) -> None:
        seen.append(step)
        if step >= 30:
            raise CancelledError

    with pytest.raises(CancelledError):
        learn(problem(), 1000, 0, tick)
    assert seen[-1] == 30
