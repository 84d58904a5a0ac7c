"""A policy that never changes its mind, all requests at once.

Each tick serves at its own speed v = 1 / (seconds of an answer without jitter). Seen through τ(t) = ∫v dt an answer
takes exactly its jitter, whatever the conditions, so that Lindley's recursion (1952) end_i = max(arrival_i, end_{i−1})
+ jitter_i holds in τ and is one cumulative maximum: end = S + max(arrival − S before), S the running sum of jitter.

The clock of a tick may depend on how busy the ticks before were (governor, throttling). So the levels are guessed, the
requests are served, the device is stepped, and that is repeated with the levels that came out until they are those that
went in. As a level depends on earlier ticks alone, levels that reproduce themselves are the true ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.loop import Served
from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Choice
from edgeviz.core.adaptive.scenario import Scenario, Stale
from edgeviz.core.adaptive.world import Floats, World

#: Guesses of the levels before the event loop takes over.
GUESSES = 6
#: Ticks beyond the end in which what is left may be answered here; more is for the event loop.
BEYOND = 64


def serve_constant(
    scenario: Scenario, points: tuple[OperatingPoint, ...], world: World, choice: Choice
) -> tuple[Served, NDArray[np.float64], NDArray[np.float64], Plant] | None:
    """(what was served but for its lists, starts, ends, the device afterwards); None where requests interact otherwise:
    the queue is full, something is stale, the device goes off, or the levels do not settle."""
    if not world.requests:
        return None
    ticks, top = scenario.ticks + BEYOND, len(scenario.platform.levels) - 1
    first = Plant(scenario, world, points)
    if not first.alive:
        return None
    wanted = choice.level
    levels = np.full(ticks, first.level if wanted < 0 else min(wanted, first.cap))
    speeds = _Speeds(first, world, points[choice.point], ticks, top)
    edges = np.arange(ticks + 1, dtype=np.float64) * scenario.tick
    for _ in range(GUESSES):
        found = _serve(scenario, world, speeds.seconds(levels), edges, points[choice.point])
        if found is None:
            return None
        starts, ends = found
        plant = Plant(scenario, world, points)
        end = _step(scenario, plant, levels, wanted, starts, ends, edges, choice.point)
        if end is not None:
            return Served(end=end), starts, ends, plant
        if not plant.alive:
            return None
        came = np.array([min(wanted, cap) if wanted >= 0 else level for level, cap in plant.taken])
        levels = np.append(came, np.full(ticks - len(came), came[-1]))
    return None


class _Speeds:
    """Seconds of an answer without jitter in every tick, by the level that holds there."""

    def __init__(self, plant: Plant, world: World, point: OperatingPoint, ticks: int, top: int) -> None:
        pad = ticks - len(world.slow)
        self._slow = np.append(world.slow, np.full(pad, world.slow[-1]))
        bandwidth = np.append(world.bandwidth, np.full(pad, world.bandwidth[-1]))
        self._rest = point.sent / bandwidth + point.remote
        self._own = np.array([point.scaling * stretch + point.fixed for stretch in plant.stretches])

    def seconds(self, levels: NDArray[np.int64]) -> Floats:
        return self._own[levels] * self._slow + self._rest


def _serve(
    scenario: Scenario, world: World, seconds: Floats, edges: Floats, point: OperatingPoint
) -> tuple[Floats, Floats] | None:
    """Starts and ends, or None where somebody finds the queue full or is stale."""
    jitter, arrivals = point.stretched(world.jitter, world.samples), world.arrivals
    same = bool((seconds == seconds[0]).all())
    if same:
        work = jitter * seconds[0]
        ends = np.cumsum(work)
        ends += np.maximum.accumulate(arrivals - np.concatenate(([0.0], ends[:-1])))
        starts = np.maximum(arrivals, np.concatenate(([0.0], ends[:-1])))
    else:
        total = np.concatenate(([0.0], np.cumsum(scenario.tick / seconds)))
        index = np.minimum((arrivals / scenario.tick).astype(np.int64), len(seconds) - 1)
        through = total[index] + (arrivals - edges[index]) / seconds[index]
        gone = np.cumsum(jitter)
        gone += np.maximum.accumulate(through - np.concatenate(([0.0], gone[:-1])))
        if gone[-1] >= total[-1]:
            return None
        ends = _back(gone, total, edges, seconds)
        # Rounding must not let an answer begin before its request, nor before the one ahead of it is through.
        starts = np.maximum(arrivals, np.concatenate(([0.0], ends[:-1])))
        ends = np.maximum(ends, starts)
    if ends[-1] >= edges[-1]:
        return None
    if scenario.stale is Stale.DROP and bool((starts - arrivals >= scenario.deadline).any()):
        return None
    if scenario.queue:
        # In the system when request i comes: those before it that have not ended. One of them is in service.
        ahead = np.arange(len(arrivals)) - np.searchsorted(ends, arrivals, side="right")
        if int(ahead.max()) > scenario.queue:
            return None
    return starts, ends


def _back(gone: Floats, total: Floats, edges: Floats, seconds: Floats) -> Floats:
    index = np.minimum(np.searchsorted(total, gone, side="right") - 1, len(seconds) - 1)
    return edges[index] + (gone - total[index]) * seconds[index]


def _step(
    scenario: Scenario, plant: Plant, levels: NDArray[np.int64], wanted: int, starts: Floats, ends: Floats,
    edges: Floats, point: int,
) -> float | None:  # fmt: skip
    """Step ``plant`` to the end, which is returned; None where it took other levels than these, or went off.

    Within a tick dynamic and radio energy go with the busy time, as its power is one.
    """
    finish = max(scenario.duration, float(ends[-1]))
    count = int(np.searchsorted(edges, finish, side="left"))
    # Busy seconds before each edge: whole answers, and of the last one what was before the edge.
    whole = np.concatenate(([0.0], np.cumsum(ends - starts)))
    inner = edges[: count + 1].copy()
    inner[-1] = finish
    begun = np.searchsorted(starts, inner, side="right")
    last = np.maximum(begun - 1, 0)
    before = np.where(begun > 0, whole[last] + np.minimum(inner, ends[last]) - starts[last], 0.0)
    busy = np.minimum(np.maximum(np.diff(before), 0.0), np.diff(inner)).tolist()
    guessed = levels.tolist()
    agreed = True
    for tick in range(count):
        level = plant.level if wanted < 0 else min(wanted, plant.cap)
        agreed = agreed and level == guessed[tick]
        seconds, dynamic, radio = plant.rows(level)
        answers = busy[tick] / seconds[point]
        h = None if tick < count - 1 else finish - edges[tick]
        plant.step(busy[tick], answers * dynamic[point], answers * radio[point], 0.0, h)
        if not plant.alive:
            return None
    return finish if agreed else None
