"""The range with the least squared error, found by the same search for weights and for histograms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Shrink factors tried first: geometric, because one outlier may stretch the range many times over.
COARSE = np.geomspace(1.0, 0.03, 36)[1:]
#: Half-widths of the refinement rounds, as a fraction of the bound; the first spans one coarse step.
STEPS = (0.05, 0.02, 0.008)
#: Tried around a rough start: a sample lacks the rare large values, so the true optimum tends to be wider.
AROUND = (0.8, 1.2, 1.45, 1.75, 2.2, 2.8)


def best_range(
    error: Callable[[Array, Array], Array],
    low: Array,
    high: Array,
    symmetric: bool,
    rough: Callable[[Array, Array], Array] | None = None,
) -> tuple[Array, Array]:
    """Bounds [channels] with the least ``error(low, high)`` [channels], each channel on its own.

    Starts at the full range, shrinks both bounds together, then refines: both together when ``symmetric``, else
    each alone as well. ``rough`` is a cheaper estimate of ``error`` for the first round. The result is never worse
    than the full range.
    """
    best_low, best_high = _coarse(rough or error, low, high)
    least = error(best_low, best_high)

    def attempt(new_low: Array, new_high: Array) -> None:
        nonlocal best_low, best_high, least
        found = error(new_low, new_high)
        better = found < least
        best_low = np.where(better, new_low, best_low)
        best_high = np.where(better, new_high, best_high)
        least = np.where(better, found, least)

    if rough is not None:
        start_low, start_high = best_low, best_high
        for factor in AROUND:
            attempt(np.maximum(start_low * factor, low), np.minimum(start_high * factor, high))
        attempt(low, high)
    one_sided = not (low < 0).any() or not (high > 0).any()
    for step in STEPS:
        centre_low, centre_high = best_low, best_high
        for factor in (1 - step, 1 - step / 2, 1 + step / 2, 1 + step):
            attempt(np.maximum(centre_low * factor, low), np.minimum(centre_high * factor, high))
        if symmetric or one_sided:
            continue
        for factor in (1 - 4 * step, 1 - step, 1 + step, 1 + 4 * step):
            attempt(np.maximum(best_low * factor, low), best_high)
            attempt(best_low, np.minimum(best_high * factor, high))
    return best_low, best_high


def _coarse(error: Callable[[Array, Array], Array], low: Array, high: Array) -> tuple[Array, Array]:
    """The best joint shrink of both bounds, channel by channel."""
    factors = np.ones_like(low)
    least = error(low, high)
    for factor in COARSE:
        found = error(low * factor, high * factor)
        factors = np.where(found < least, factor, factors)
        least = np.minimum(found, least)
    return low * factors, high * factors
