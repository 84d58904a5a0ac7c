"""Which choices matter: how the variance of a figure over evaluated candidates is shared among them.

An additive model (one effect for each value of each choice, a value of its own where the choice does not exist) is
fitted by ridge regression, its strength chosen by leave-one-out. A choice's share is the covariance of its effect with
the figure over the figure's variance, so shares add up to what the model explains (structural and correlative analysis,
Li et al. 2010, both parts together). It is a first-order analysis: what choices do only together is in the rest, and a
guided search, which tries some values seldom, says little about those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.space import Architecture, Space

#: Fewer candidates say nothing.
FEWEST = 10
STRENGTHS = tuple(float(one) for one in 10.0 ** np.arange(-3, 4.5, 0.5))


@dataclass(frozen=True)
class Importance:
    """shares: of each choice by its name, may be slightly negative. effects: of each value, in the figure's unit,
    NaN for what no candidate had. explained: R² of the model on candidates left out, at most 1; near or below 0 the
    shares mean nothing. candidates: how many it rests on."""

    shares: dict[str, float]
    effects: dict[str, tuple[float, ...]]
    explained: float
    candidates: int


def importance(space: Space, architectures: Sequence[Architecture], figures: ArrayLike) -> Importance:
    """Of one figure (reward, accuracy, latency …) of each architecture; NaN is left out.

    Raises EdgeVizError where fewer than ``FEWEST`` figures are known, or all are equal.
    """
    values = np.asarray(figures, dtype=float)
    known = np.isfinite(values)
    genes = np.array([one.genes for one in architectures], dtype=int).reshape(len(architectures), len(space.choices))
    genes, values = genes[known], values[known]
    if len(values) < FEWEST:
        raise EdgeVizError(f"{len(values)} candidates are too few to tell what matters.", f"Wait for {FEWEST}.")
    if np.ptp(values) == 0:
        raise EdgeVizError("All candidates have the same value: nothing matters to it.", "Choose another figure.")
    columns, owner, taken = _design(space, genes)
    mean = values.mean()
    weights, left_out = _ridge(columns - columns.mean(axis=0), values - mean)
    variance = float(values.var())
    shares, effects = {}, {}
    for index, choice in enumerate(space.choices):
        mine = owner == index
        part = columns[:, mine] @ weights[mine]
        shares[choice.name] = float(((part - part.mean()) * (values - mean)).mean() / variance)
        found = dict(zip(taken[mine].tolist(), (weights[mine] - part.mean()).tolist(), strict=True))
        effects[choice.name] = tuple(found.get(gene, float("nan")) for gene in range(len(choice.values)))
    return Importance(shares, effects, 1 - float((left_out**2).mean()) / variance, len(values))


def _design(space: Space, genes: NDArray[np.int_]) -> tuple[NDArray[np.float64], NDArray[np.int_], NDArray[np.int_]]:
    """One column for each value that occurs (candidates × values), the choice it belongs to and its gene."""
    pairs = [(index, int(gene)) for index in range(len(space.choices)) for gene in np.unique(genes[:, index])]
    columns = np.column_stack([genes[:, index] == gene for index, gene in pairs]).astype(float)
    return columns, np.array([index for index, _ in pairs]), np.array([gene for _, gene in pairs])


def _ridge(
    columns: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and the errors on each candidate left out, at the strength with the smallest such errors."""
    left, sizes, right = np.linalg.svd(columns, full_matrices=False)
    turned = left.T @ values
    best: tuple[float, NDArray[np.float64], NDArray[np.float64]] | None = None
    for strength in STRENGTHS:
        shrink = sizes**2 / (sizes**2 + strength)
        # The mean is fitted too: it takes 1/n of every candidate's own weight.
        own = (left**2 * shrink).sum(axis=1) + 1 / len(values)
        errors = (values - left @ (shrink * turned)) / np.maximum(1 - own, 1e-9)
        score = float((errors**2).mean())
        if best is None or score < best[0]:
            inverse = sizes / (sizes**2 + strength)
            best = (score, right.T @ (inverse * turned), errors)
    assert best is not None
    return best[1], best[2]
