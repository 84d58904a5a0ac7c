"""A policy that never changes its mind: the loop of ``loop`` without the questions, and the same run bit for bit.

Nobody looks at the queue, so that it need not be kept: a request at time a finds it full where the answer ``queue`` + 1
places before it, among those that were let in, has not ended by then.
"""

from __future__ import annotations

from itertools import islice
from math import inf

import numpy as np

from edgeviz.core.adaptive.loop import wait_for_the_end
from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.policies.player import Choice
from edgeviz.core.adaptive.scenario import Scenario, Stale
from edgeviz.core.adaptive.served import Served, first_come_first_served
from edgeviz.core.adaptive.world import World


def serve_steadily(scenario: Scenario, world: World, choice: Choice, plant: Plant) -> Served:
    """Play ``world`` with ``choice`` from the first request to the last."""
    point, asked = choice.point, choice.level
    lists, arrivals = world.lists, world.lists.arrivals
    jitters = lists.jitter
    if plant.points[point].effort is not None:
        jitters = plant.points[point].stretched(world.jitter, world.samples).tolist()
    deadline, drops_stale = scenario.deadline, scenario.stale is Stale.DROP
    bound = scenario.queue
    back = -1 - bound
    #: left_out: which of those who were let in are stale.
    dropped, stale, left_out = list[int](), list[int](), list[int]()
    # When those who were let in had been served or left out. Before the first request everybody has been served.
    ends = [-inf] * (bound + 1)
    edge, h = plant.edge, plant.h
    level = plant.level if asked < 0 else min(asked, plant.cap)
    rows = plant.tables[level] or plant.rows(level)
    seconds, joules, radio_joules = rows[0][point], rows[1][point], rows[2][point]
    busy = dynamic = radio = free = 0.0
    alive, at, arrival = plant.alive, 0, 0.0
    for at, (arrival, jitter) in enumerate(zip(arrivals, jitters, strict=True) if alive else ()):
        if bound and ends[back] > arrival:
            dropped.append(at)
            continue
        start = arrival if arrival > free else free
        if start >= edge:
            plant.step(busy, dynamic, radio, 0.0, h, start)
            busy = dynamic = radio = 0.0
            edge, alive = plant.edge, plant.alive
            if not alive:
                break
            level = plant.level if asked < 0 else asked if asked < plant.cap else plant.cap
            rows = plant.tables[level] or plant.rows(level)
            seconds, joules, radio_joules = rows[0][point], rows[1][point], rows[2][point]
        if drops_stale and start - arrival >= deadline:
            stale.append(at)
            left_out.append(len(ends) - bound - 1)
            ends.append(free)
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
                plant.step(busy, dynamic, radio, 0.0, h, now)
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
        ends.append(end)
        free = end
    if not alive and arrivals:
        # Who came while the last answer was in service has still been turned away.
        waiting = len(ends) - bound
        for later, arrival in enumerate(islice(arrivals, at + 1, None), at + 1):
            if arrival >= free:
                break
            if bound and (waiting >= len(ends) or ends[waiting] > arrival):
                dropped.append(later)
            else:
                waiting += 1
    off, finished = wait_for_the_end(scenario, plant, free, busy, dynamic, radio, 0.0)
    answered = np.delete(np.array(ends[bound + 1 :]), left_out)
    order, starts = first_come_first_served(world, answered, dropped, stale)
    points, levels = np.full(len(order), point), plant.levels_at(starts, asked)
    return Served(order, starts, answered, points, levels, dropped, stale, off, finished)
