"""AdaRound: learn for each weight whether to round it down or up.

Nagel et al. 2020, "Up or Down? Adaptive Rounding for Post-Training Quantization", section 3.3: minimise
‖f(Wx) − f(W̃x̃)‖² + λ·Σ(1 − |2h(V) − 1|^β) over V, with W̃ = s·clip(⌊W/s⌋ + h(V), n, p) (eq. 21), the rectified
sigmoid h(V) = clip(σ(V)·(ζ − γ) + γ, 0, 1) (eq. 23), x̃ the input as the quantized layers before give it, and f the
activation that follows (eq. 25). β falls from 20 to 2 after a warm-up without the regulariser.

Two departures, both for speed: a step sees ROWS output positions drawn from all samples instead of all positions of
32 samples, and the gradient is written out. Where fewer than 10,000 iterations are asked for, Adam's step grows in
proportion: a weight has to travel the same way (|V| = 2.4) in the iterations that there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi

import torch
from torch import Tensor

#: Stretch of the rectified sigmoid, weight of the regulariser, range of β, share of the warm-up (section 3.3, 5).
ZETA, GAMMA = 1.1, -0.1
LAMBDA = 0.01
BETA = (20.0, 2.0)
WARM_UP = 0.2
#: Adam's step at the published number of iterations, and its usual decay rates.
RATE, PUBLISHED = 1e-3, 10_000
DECAYS, EPSILON = (0.9, 0.999), 1e-8
#: Output positions per step.
ROWS = 1024
#: Iterations between two looks at whether the job was cancelled.
LOOK = 10


@dataclass(frozen=True, eq=False)
class Problem:
    """One layer as a matrix product: y[g] = columns[g] · weight[g]ᵀ + bias[g] for each group g.

    weight, scale, zero [groups, outputs, inputs]; columns [groups, rows, inputs] from the quantized network,
    targets [groups, rows, outputs] from the float network, before the activation; bias [groups, 1, outputs].
    Codes lie in qmin … qmax; ``bounds`` of the activation: (0, inf) for Relu, None where there is none.
    """

    weight: Tensor
    scale: Tensor
    zero: Tensor
    qmin: int
    qmax: int
    columns: Tensor
    targets: Tensor
    bias: Tensor
    bounds: tuple[float, float] | None = None

    @property
    def floor(self) -> Tensor:
        """⌊W/s⌋, not clipped."""
        return torch.floor(self.weight / self.scale)

    def clipped(self, codes: Tensor) -> Tensor:
        """``codes`` without zero point, brought into the range."""
        return torch.minimum(torch.maximum(codes, self.qmin - self.zero), self.qmax - self.zero)

    def nearest(self) -> Tensor:
        return self.clipped(torch.round(self.weight / self.scale))


def learn(problem: Problem, iterations: int, seed: int, tick: Callable[[int], None]) -> Tensor:
    """Codes [groups, outputs, inputs] without zero point: each the one below or above its weight.

    ``tick`` gets the iterations done and may raise. Deterministic. For each output channel the result is compared
    with rounding to nearest on all rows, and the better one is taken.
    """
    order = torch.randperm(problem.columns.shape[1], generator=torch.Generator().manual_seed(seed))
    columns, targets = problem.columns[:, order].contiguous(), problem.targets[:, order]
    bounds = problem.bounds
    wanted = (targets if bounds is None else targets.clamp(*bounds)).contiguous()
    floor, scale = problem.floor, problem.scale
    v = start(problem)
    first, second = torch.zeros_like(v), torch.zeros_like(v)
    rate = RATE * max(1.0, PUBLISHED / max(1, iterations))
    rows, begin = columns.shape[1], 0
    for step in range(iterations):
        if step % LOOK == 0:
            tick(step)
        end = min(rows, begin + ROWS)
        gradient = _gradient(problem, floor, scale, v, columns[:, begin:end], wanted[:, begin:end], step / iterations)
        begin = 0 if end == rows else end
        first.lerp_(gradient, 1 - DECAYS[0])
        second.mul_(DECAYS[1]).addcmul_(gradient, gradient, value=1 - DECAYS[1])
        root = (second / (1 - DECAYS[1] ** (step + 1))).sqrt_().add_(EPSILON)
        v.addcdiv_(first, root, value=-rate / (1 - DECAYS[0] ** (step + 1)))
    tick(iterations)
    learned = problem.clipped(floor + (rectified(v) >= 0.5))
    nearest = problem.nearest()
    better = losses(problem, learned) < losses(problem, nearest)
    return torch.where(better[:, :, None], learned, nearest)


def start(problem: Problem) -> Tensor:
    """V at which h(V) is the fraction W/s − ⌊W/s⌋: learning starts at the float weights."""
    fraction = (problem.weight / problem.scale - problem.floor).clamp(1e-4, 1 - 1e-4)
    return -torch.log((ZETA - GAMMA) / (fraction - GAMMA) - 1)


def rectified(v: Tensor) -> Tensor:
    """h(V) (eq. 23)."""
    return (torch.sigmoid(v) * (ZETA - GAMMA) + GAMMA).clamp_(0, 1)


def beta_at(progress: float) -> float:
    """β: 0 means no regulariser yet; then a cosine from 20 to 2."""
    if progress < WARM_UP:
        return 0.0
    share = (progress - WARM_UP) / (1 - WARM_UP)
    return BETA[1] + (BETA[0] - BETA[1]) * (1 + cos(pi * share)) / 2


def losses(problem: Problem, codes: Tensor) -> Tensor:
    """Mean squared error of each output channel [groups, outputs] on all rows."""
    weight = (codes * problem.scale).transpose(1, 2)
    total = torch.zeros(problem.weight.shape[:2], dtype=torch.float64)
    for columns, targets in zip(
        problem.columns.split(4 * ROWS, dim=1), problem.targets.split(4 * ROWS, dim=1), strict=True
    ):
        y = torch.bmm(columns, weight) + problem.bias
        error = y - targets if problem.bounds is None else y.clamp(*problem.bounds) - targets.clamp(*problem.bounds)
        total += error.square().sum(dim=1, dtype=torch.float64)
    return total / max(1, problem.columns.shape[1])


def _gradient(
    problem: Problem, floor: Tensor, scale: Tensor, v: Tensor, columns: Tensor, wanted: Tensor, progress: float
) -> Tensor:
    """Of the loss by V: the error summed over outputs, averaged over rows, plus the regulariser."""
    sigmoid = torch.sigmoid(v)
    stretched = sigmoid * (ZETA - GAMMA) + GAMMA
    h = stretched.clamp(0, 1)
    raw = floor + h
    codes = problem.clipped(raw)
    y = torch.baddbmm(problem.bias, columns, (codes * scale).transpose(1, 2))
    if problem.bounds is None:
        error = y.sub_(wanted)
    else:
        low, high = problem.bounds
        error = (y.clamp(low, high) - wanted).mul_((y > low) & (y < high))
    found = torch.bmm(error.transpose(1, 2), columns).mul_(scale).mul_(2 / columns.shape[1])
    found.mul_(codes == raw)
    beta = beta_at(progress)
    if beta:
        away = 2 * h - 1
        found.sub_(torch.sign(away).mul_(away.abs_().pow_(beta - 1)), alpha=2 * LAMBDA * beta)
    inside = (stretched > 0) & (stretched < 1)
    return found.mul_(sigmoid.mul_(1 - sigmoid)).mul_(inside).mul_(ZETA - GAMMA)
