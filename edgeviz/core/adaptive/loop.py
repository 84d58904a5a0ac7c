"""The event loop: one request after another, for policies that look at what happens. See ``simulate`` for the rules."""

from __future__ import annotations

from math import inf

from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.player import Choice, Observation, Player
from edgeviz.core.adaptive.scenario import Scenario, Stale
from edgeviz.core.adaptive.served import Served, served_in_order
from edgeviz.core.adaptive.world import World


def serve(scenario: Scenario, points: tuple[OperatingPoint, ...], world: World, player: Player, plant: Plant) -> Served:
    """Play ``world``; ``player`` decides."""
    jitters, samples = world.lists.jitter, world.lists.samples
    count = len(jitters)
    arrivals = [*world.lists.arrivals, inf]
    deadline, levels = scenario.deadline, len(scenario.platform.levels)
    bound = scenario.queue or count + 1
    drop_stale = scenario.stale is Stale.DROP
    profile = [[p.scaling * stretch + p.fixed + p.remote for p in points] for stretch in plant.stretches]
    bytes_sent = [p.sent for p in points]
    loads, load_joules = [p.load for p in points], [p.load_energy for p in points]
    confidences = [None if p.confidence is None else p.confidence.tolist() for p in points]
    efforts = [None if p.effort is None else p.effort.tolist() for p in points]
    seen = Observation(scenario.deadline)
    # Those who came while another was in service and found room, and how many of them had their turn.
    queue, turns = list[int](), 0
    ends, dropped, stale = list[float](), list[int](), list[int]()
    # From which answer on which choice, that is point · levels + level.
    since, codes = list[int](), list[int]()
    h = plant.h
    busy = dynamic = radio = switching = 0.0
    free, ahead, before, edge = 0.0, 0, -1, plant.edge
    plant.show(seen)
    alive = plant.alive
    # What follows from a choice in a tick is looked up once: most policies take the same one again and again.
    taken: Choice | None = None
    point = asked = level = -1
    seconds = joules = radio_joules = expected = 0.0
    effort: list[float] | None = None
    known: list[float] | None = None

    while alive:
        if turns < len(queue):
            at, start = queue[turns], free
            turns += 1
        elif ahead < count:
            at, start = ahead, arrivals[ahead]
            ahead += 1
            if start < free:
                start = free
        else:
            break
        if start >= edge:
            plant.step(busy, dynamic, radio, switching, h, start)
            busy = dynamic = radio = switching = 0.0
            edge, taken = plant.edge, None
            plant.show(seen)
            if not plant.alive:
                break
        waiting = start - arrivals[at]
        if drop_stale and waiting >= deadline:
            stale.append(at)
            continue
        seen.now, seen.waiting, seen.queue, seen.index = start, waiting, len(queue) - turns, at
        choice, begin = player.decide(seen), start
        if choice is not taken:
            taken = choice
            point, asked = choice.point, choice.level
            cap = plant.cap
            level = plant.level if asked < 0 else asked if asked < cap else cap
            row = plant.tables[level] or plant.rows(level)
            seconds, joules, radio_joules = row[0][point], row[1][point], row[2][point]
            effort, known = efforts[point], confidences[point]
            since.append(len(ends))
            codes.append(point * levels + level)
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
                plant.step(busy, dynamic, radio, switching, h, now)
                busy = dynamic = radio = switching = 0.0
                edge = plant.edge
                if not plant.alive:
                    alive = False
                    break
                level = plant.level if asked < 0 else min(asked, plant.cap)
                row = plant.tables[level] or plant.rows(level)
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
            if len(queue) - turns < bound:
                queue.append(ahead)
            else:
                dropped.append(ahead)
            ahead += 1
        ends.append(end)
        free = end
        response = waiting + end - start
        seen.seconds, seen.response, seen.late = end - begin, response, response > deadline
        if known is not None:
            seen.confidence = known[samples[at]]

    off, finished = wait_for_the_end(scenario, plant, free, busy, dynamic, radio, switching)
    return served_in_order(world, ends, dropped, stale, since, codes, levels, off, finished)


def wait_for_the_end(
    scenario: Scenario, plant: Plant, free: float, busy: float, dynamic: float, radio: float, switching: float
) -> tuple[float, float]:
    """Nothing is left to do from ``free`` s on: (when the device goes off, when all is over)."""
    finish = max(float(scenario.duration), free)
    if finish >= plant.edge and plant.alive:
        plant.step(busy, dynamic, radio, switching, plant.h, finish)
        busy = dynamic = radio = switching = 0.0
    if not plant.alive:
        off = plant.edge - plant.h
        return off, off
    last = finish - (plant.edge - plant.h)
    if last > 1e-9 * plant.h:
        plant.step(busy, dynamic, radio, switching, last, -inf)
        if not plant.alive:
            return finish, finish
    return inf, finish
