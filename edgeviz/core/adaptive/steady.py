"""A policy that never changes its mind: the loop of ``loop`` without the questions, and the same run bit for bit.

Nobody looks at the queue, so that it need not be kept: a request at time a finds it full where the answer ``queue`` + 1
places before it, among those that were let in, has not ended by then.
"""

from __future__ import annotations

from itertools import islice
from math import inf

import numpy as np

from edgeviz.core.adaptive.loop import Served, wait_for_the_end
from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.policies.base import Choice
from edgeviz.core.adaptive.scenario import Scenario, Stale
from edgeviz.core.adaptive.world import World

#: The start of a request that was let in and then left out, as its deadline had passed.
_STALE = -1.0


def serve_steadily(scenario: Scenario, world: World, choice: Choice, plant: Plant) -> Served:
    """Play ``world`` with ``choice`` from the first request to the last."""
    point, asked = choice.point, choice.level
    arrivals = world.arrivals.tolist()
    jitters = plant.points[point].stretched(world.jitter, world.samples).tolist()
    deadline, drops_stale = scenario.deadline, scenario.stale is Stale.DROP
    bound = scenario.queue
    back = -1 - bound
    dropped: list[int] = []
    starts: list[float] = []
    # Before the first request everybody has been served.
    ends = [-inf] * (bound + 1)
    drop, begin, finish = dropped.append, starts.append, ends.append
    step, edge, h = plant.step, plant.edge, plant.h
    level = plant.level if asked < 0 else min(asked, plant.cap)
    rows = plant.tables[level] or plant.rows(level)
    seconds, joules, radio_joules = rows[0][point], rows[1][point], rows[2][point]
    busy = dynamic = radio = free = 0.0
    alive, at, arrival = plant.alive, 0, 0.0
    for at, (arrival, jitter) in enumerate(zip(arrivals, jitters, strict=True) if alive else ()):
        if bound and ends[back] > arrival:
            drop(at)
            continue
        start = arrival if arrival > free else free
        if start >= edge:
            step((busy, dynamic, radio, 0.0, h, start))
            busy = dynamic = radio = 0.0
            edge, alive = plant.edge, plant.alive
            if not alive:
                break
            level = plant.level if asked < 0 else asked if asked < plant.cap else plant.cap
            rows = plant.tables[level] or plant.rows(level)
            seconds, joules, radio_joules = rows[0][point], rows[1][point], rows[2][point]
        if drops_stale and start - arrival >= deadline:
            begin(_STALE)
            finish(free)
            continue
        end = start + jitter * seconds
        if end < edge:
            busy += end - start
            dynamic += jitter * joules
            radio += jitter * radio_joules
        else:
            # Across the end of a tick the rest goes on under the new conditions.
            now, rest, whole = start, 1.0, jitter * seconds
            while end >= edge:
                busy += edge - now
                part = (edge - now) / whole
                rest -= part
                dynamic += part * jitter * joules
                radio += part * jitter * radio_joules
                now = edge
                step((busy, dynamic, radio, 0.0, h, now))
                busy = dynamic = radio = 0.0
                edge, alive = plant.edge, plant.alive
                if not alive:
                    break
                level = plant.level if asked < 0 else asked if asked < plant.cap else plant.cap
                rows = plant.tables[level] or plant.rows(level)
                seconds, joules, radio_joules = rows[0][point], rows[1][point], rows[2][point]
                whole = jitter * seconds
                end = now + max(0.0, rest) * whole
            if not alive:
                break
            rest = max(0.0, rest)
            busy += end - now
            dynamic += rest * jitter * joules
            radio += rest * jitter * radio_joules
        begin(start)
        finish(end)
        free = end
    let_in = len(starts)
    if not alive and arrivals:
        # Who came while the last answer was in service has still been turned away.
        waiting = let_in + 1
        for later, arrival in enumerate(islice(arrivals, at + 1, None), at + 1):
            if arrival >= free:
                break
            if bound and (waiting >= len(ends) or ends[waiting] > arrival):
                drop(later)
            else:
                waiting += 1
    off, finished = wait_for_the_end(scenario, plant, free, busy, dynamic, radio, 0.0)
    return _served(choice, plant, dropped, starts, ends[bound + 1 :], len(arrivals) if alive else at, off, finished)


def _served(
    choice: Choice, plant: Plant, dropped: list[int], starts: list[float], ends: list[float], seen: int, off: float,
    end: float,
) -> Served:  # fmt: skip
    begun, ended, full = np.array(starts), np.array(ends), np.array(dropped, np.int64)
    kept = np.ones(seen, bool)
    kept[full[full < seen]] = False
    order = np.flatnonzero(kept)
    stale = begun == _STALE
    at = begun[~stale]
    return Served(
        order[~stale], at, ended[~stale], np.full(len(at), choice.point), plant.levels_at(at, choice.level), full,
        order[stale], off, end,
    )  # fmt: skip
