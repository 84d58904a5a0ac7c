"""The front: the evaluations that no other evaluation beats."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def non_dominated(costs: ArrayLike) -> NDArray[np.bool_]:
    """Which rows of ``costs`` (points × objectives, smaller is better) no other row dominates.

    Of equal rows every one is kept. A row with a NaN is never on the front. Two objectives take O(n log n), more of
    them O(n · rows on the front).
    """
    values = np.atleast_2d(np.asarray(costs, dtype=float))
    keep = np.zeros(len(values), dtype=bool)
    known = np.flatnonzero(~np.isnan(values).any(axis=1))
    if known.size == 0:
        return keep
    rows = values[known]
    if rows.shape[1] == 2:
        order = np.lexsort((rows[:, 1], rows[:, 0]))
        sorted_rows = rows[order]
        best_before = np.concatenate(([np.inf], np.minimum.accumulate(sorted_rows[:, 1])[:-1]))
        on_front = sorted_rows[:, 1] < best_before
        # A point equal to the one before it in both objectives shares its fate.
        same = np.concatenate(([False], (sorted_rows[1:] == sorted_rows[:-1]).all(axis=1)))
        on_front = on_front[np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))]
        keep[known[order]] = on_front
        return keep
    # What comes first in the order of all objectives is dominated by nothing behind it, and sweeps away what it beats.
    left = np.lexsort(rows.T[::-1])
    while left.size:
        first = rows[left[0]]
        same = (rows[left] == first).all(axis=1)
        keep[known[left[same]]] = True
        left = left[~same & (rows[left] < first).any(axis=1)]
    return keep


def front_order(costs: ArrayLike) -> Sequence[int]:
    """Indices of the front, sorted by the first objective: the order in which a line through them is drawn."""
    values = np.atleast_2d(np.asarray(costs, dtype=float))
    chosen = np.flatnonzero(non_dominated(values))
    return [int(i) for i in chosen[np.lexsort((values[chosen, -1], values[chosen, 0]))]]
