"""The event loop: one request after another, for policies that look at what happens. See ``simulate`` for the rules."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Choice, Observation, Policy
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
    plant.show(seen)
    alive = plant.alive
    # What follows from a choice in a tick is looked up once: most policies take the same one again and again.
    taken: Choice | None = None
    point = asked = level = code = -1
    seconds = joules = radio_joules = expected = 0.0
    effort: list[float] | None = None
    known: list[float] | None = None

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
        if start >= edge:
            step((busy, dynamic, radio, switching, h, start))
            busy = dynamic = radio = switching = 0.0
            edge, taken = plant.edge, None
            plant.show(seen)
            if not plant.alive:
                break
        waiting = start - arrivals[at]
        if drop_stale and waiting >= deadline:
            stale.append(at)
            continue
        seen.now, seen.waiting, seen.queue, seen.index = start, waiting, len(queue), at
        choice, begin = decide(seen), start
        if choice is not taken:
            taken = choice
            point, asked = choice.point, choice.level
            cap = plant.cap
            level = plant.level if asked < 0 else asked if asked < cap else cap
            row = plant.tables[level] or rows(level)
            seconds, joules, radio_joules = row[0][point], row[1][point], row[2][point]
            effort, known, code = efforts[point], confidences[point], point * levels + level
            expected = profile[level][point]
            if bytes_sent[point]:
                expected += bytes_sent[point] / plant.bandwidth
            seen.point, seen.level, seen.expected, seen.confidence = point, level, expected, 1.0
            if point != before:
                if before >= 0:
                    switching += load_joules[point]
                    begin = start + loads[point]
                before = point
        jitter = jitters[at]
        if effort is not None:
            stretch = effort[samples[at]]
            jitter *= stretch
            # Afterwards it is known which exit was taken: only what comes beside that is a slow-down.
            seen.expected = expected * stretch
        end = begin + jitter * seconds
        if end < edge:
            busy += end - start
            dynamic += jitter * joules
            radio += jitter * radio_joules
        else:
            # Across the end of a tick the rest goes on under the new conditions.
            now, rest, whole, taken = start, 1.0, jitter * seconds, None
            while end >= edge:
                busy += edge - now
                if edge > begin:
                    part = (edge - max(now, begin)) / whole
                    rest -= part
                    dynamic += part * jitter * joules
                    radio += part * jitter * radio_joules
                now = edge
                step((busy, dynamic, radio, switching, h, now))
                busy = dynamic = radio = switching = 0.0
                edge = plant.edge
                if not plant.alive:
                    alive = False
                    break
                level = plant.level if asked < 0 else min(asked, plant.cap)
                row = plant.tables[level] or rows(level)
                seconds, joules, radio_joules = row[0][point], row[1][point], row[2][point]
                whole = jitter * seconds
                end = max(now, begin) + max(0.0, rest) * whole
            if not alive:
                break
            rest = max(0.0, rest)
            busy += end - now
            dynamic += rest * jitter * joules
            radio += rest * jitter * radio_joules
            plant.show(seen)
            seen.level = level
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
        codes.append(code)
        free = end
        response = waiting + end - start
        seen.seconds, seen.response, seen.late = end - begin, response, response > deadline
        if known is not None:
            seen.confidence = known[samples[at]]

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
    if finish >= plant.edge and plant.alive:
        plant.step((busy, dynamic, radio, switching, plant.h, finish))
        busy = dynamic = radio = switching = 0.0
    if not plant.alive:
        off = plant.edge - plant.h
        return off, off
    last = finish - (plant.edge - plant.h)
    if last > 1e-9 * plant.h:
        plant.step((busy, dynamic, radio, switching, last, -inf))
        if not plant.alive:
            return finish, finish
    return inf, finish
