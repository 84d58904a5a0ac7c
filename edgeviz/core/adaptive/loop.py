"""The event loop: one request after another, for policies that look at what happens. See ``simulate`` for the rules."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Observation, Policy
from edgeviz.core.adaptive.scenario import Scenario, Stale
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
    dropped: NDArray[np.int64]
    stale: NDArray[np.int64]
    off: float
    end: float


def serve(scenario: Scenario, points: tuple[OperatingPoint, ...], world: World, policy: Policy, plant: Plant) -> Served:
    """Play ``world``; ``policy`` has begun."""
    arrivals, jitters, samples = world.arrivals.tolist(), world.jitter.tolist(), world.samples.tolist()
    count = len(arrivals)
    arrivals.append(inf)
    deadline, levels = scenario.deadline, len(scenario.platform.levels)
    bound = scenario.queue or count + 1
    drop_stale = scenario.stale is Stale.DROP
    profile = [[p.scaling * stretch + p.fixed + p.remote for p in points] for stretch in plant.stretches]
    bytes_sent = [p.sent for p in points]
    loads, load_joules = [p.load for p in points], [p.load_energy for p in points]
    confidences = [None if p.confidence is None else p.confidence.tolist() for p in points]
    efforts = [None if p.effort is None else p.effort.tolist() for p in points]
    seen, decide, queue = Observation(scenario.deadline), policy.decide, deque[int]()
    order, starts, ends, codes = list[int](), list[float](), list[float](), list[int]()
    dropped, stale = list[int](), list[int]()
    step, rows, h = plant.step, plant.rows, plant.h
    busy = dynamic = radio = switching = 0.0
    free, ahead, before, edge = 0.0, 0, -1, plant.edge
    tables, governor, cap = plant.tables, plant.level, plant.cap
    seen.charge, seen.temperature, seen.bandwidth = plant.charge, plant.temperature, plant.bandwidth
    seen.governor, seen.cap = governor, cap
    alive = plant.alive

    while alive:
        if queue:
            at, start = queue.popleft(), free
        elif ahead < count:
            at, start = ahead, arrivals[ahead]
            ahead += 1
            if start < free:
                start = free
        else:
            break
        while start >= edge:
            step((busy, dynamic, radio, switching, h))
            seen.busy = busy / h
            busy = dynamic = radio = switching = 0.0
            tables, governor, cap, edge = plant.tables, plant.level, plant.cap, plant.edge
            seen.charge, seen.temperature, seen.bandwidth = plant.charge, plant.temperature, plant.bandwidth
            seen.governor, seen.cap = governor, cap
            if not plant.alive:
                alive = False
                break
        if not alive:
            break
        waiting = start - arrivals[at]
        if drop_stale and waiting >= deadline:
            stale.append(at)
            continue
        seen.now, seen.waiting, seen.queue, seen.index = start, waiting, len(queue), at
        point, asked = decide(seen)
        level = governor if asked < 0 else asked if asked < cap else cap
        row = tables[level]
        if row is None:
            row = rows(level)
        jitter = jitters[at]
        effort = efforts[point]
        if effort is not None:
            jitter *= effort[samples[at]]
        whole = jitter * row[0][point]
        first, bandwidth, begin = level, plant.bandwidth, start
        if point != before:
            if before >= 0:
                switching += load_joules[point]
                begin = start + loads[point]
            before = point
        end = begin + whole
        codes.append(point * levels + level)
        if end < edge:
            busy += end - start
            dynamic += jitter * row[1][point]
            radio += jitter * row[2][point]
        else:
            # Across the end of a tick the rest goes on under the new conditions.
            now, rest = start, 1.0
            while end >= edge:
                busy += edge - now
                if edge > begin:
                    part = (edge - max(now, begin)) / whole
                    rest -= part
                    dynamic += part * jitter * row[1][point]
                    radio += part * jitter * row[2][point]
                now = edge
                step((busy, dynamic, radio, switching, h))
                seen.busy = busy / h
                busy = dynamic = radio = switching = 0.0
                tables, governor, cap, edge = plant.tables, plant.level, plant.cap, plant.edge
                seen.charge, seen.temperature, seen.bandwidth = plant.charge, plant.temperature, plant.bandwidth
                seen.governor, seen.cap = governor, cap
                if not plant.alive:
                    alive = False
                    break
                level = governor if asked < 0 else min(asked, cap)
                row = tables[level] or rows(level)
                whole = jitter * row[0][point]
                end = max(now, begin) + max(0.0, rest) * whole
            if not alive:
                codes.pop()
                break
            rest = max(0.0, rest)
            busy += end - now
            dynamic += rest * jitter * row[1][point]
            radio += rest * jitter * row[2][point]
        # Whoever comes while this is in service finds the queue without it.
        while arrivals[ahead] < end:
            if len(queue) < bound:
                queue.append(ahead)
            else:
                dropped.append(ahead)
            ahead += 1
        order.append(at)
        starts.append(start)
        ends.append(end)
        free = end
        expected = profile[first][point]
        if bytes_sent[point]:
            expected += bytes_sent[point] / bandwidth
        if effort is not None:
            # Afterwards it is known which exit was taken: only what comes beside that is a slow-down.
            expected *= effort[samples[at]]
        response = waiting + end - start
        seen.point, seen.level, seen.seconds, seen.expected = point, level, end - begin, expected
        seen.response, seen.late = response, response > deadline
        known = confidences[point]
        seen.confidence = 1.0 if known is None else known[samples[at]]

    off, finished = wait_for_the_end(scenario, plant, free, busy, dynamic, radio, switching)
    found = np.array(codes, np.int64)
    return Served(
        np.array(order, np.int64), np.array(starts), np.array(ends), found // levels, found % levels,
        np.array(dropped, np.int64), np.array(stale, np.int64), off, finished,
    )  # fmt: skip


def wait_for_the_end(
    scenario: Scenario, plant: Plant, free: float, busy: float, dynamic: float, radio: float, switching: float
) -> tuple[float, float]:
    """Nothing is left to do from ``free`` s on: (when the device goes off, when all is over)."""
    finish = max(scenario.duration, free)
    while finish >= plant.edge and plant.alive:
        plant.step((busy, dynamic, radio, switching, plant.h))
        busy = dynamic = radio = switching = 0.0
    if not plant.alive:
        off = plant.edge - plant.h
        return off, off
    last = finish - (plant.edge - plant.h)
    if last > 1e-9 * plant.h:
        plant.step((busy, dynamic, radio, switching, last))
        if not plant.alive:
            return finish, finish
    return inf, finish
