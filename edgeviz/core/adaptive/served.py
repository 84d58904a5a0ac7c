"""What came of the requests of a run, worked out from the little that a loop notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.world import Floats, World


@dataclass(frozen=True, eq=False)
class Served:
    """Answers in the order of their starts: which request, when it began and ended, its point, its level. ``dropped``
    found no room, ``stale`` were not started, what is in none came to nothing as the device went off at ``off`` s.
    end: s, when all is over."""

    order: NDArray[np.int64]
    starts: Floats
    ends: Floats
    points: NDArray[np.int64]
    levels: NDArray[np.int64]
    dropped: Sequence[int]
    stale: Sequence[int]
    off: float
    end: float


def served_in_order(
    world: World, ends: Sequence[float], dropped: Sequence[int], stale: Sequence[int], since: Sequence[int],
    codes: Sequence[int], levels: int, off: float, end: float,
) -> Served:  # fmt: skip
    """Answers that ended at ``ends``; from the one since[k] on with the choice codes[k], point · ``levels`` + level."""
    ended = np.array(ends, np.float64)
    order, starts = first_come_first_served(world, ended, dropped, stale)
    found = np.repeat(np.array(codes, np.int64), np.diff([*since, len(ends)]))
    return Served(order, starts, ended, found // levels, found % levels, dropped, stale, off, end)


def first_come_first_served(
    world: World, ends: Floats, dropped: Sequence[int], stale: Sequence[int]
) -> tuple[NDArray[np.int64], Floats]:
    """(order, starts) of answers that ended at ``ends``: those that are neither dropped nor stale are answered as they
    came, each begun when it had come and the one before it had ended."""
    is_kept = np.ones(world.requests, bool)
    is_kept[dropped] = False
    is_kept[stale] = False
    order = np.flatnonzero(is_kept)[: len(ends)]
    starts = world.arrivals[order]
    np.maximum(starts[1:], ends[:-1], out=starts[1:])
    return order, starts
