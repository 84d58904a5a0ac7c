"""What no policy can exceed: a ceiling of correct answers in time, proven request by request.

A request i can come to a correct answer in time only if some point p is right on its sample, and the answer takes no
longer than the deadline. It takes at least jitter_i · effort_p,i · (own_p · slow + sent_p / bandwidth + remote_p), with
own_p at the highest clock, and slow and bandwidth the best of all ticks that meet [arrival, arrival + deadline]: the
whole answer lies there, and its duration is a mean of the durations under those ticks' conditions. Waiting, throttling,
switching and what the other requests need are left out, so the ceiling may be above what is possible, never below.

With a battery: while it is on, the device draws at least the smaller of its idle and its static watts (on a device
whose waiting costs more than computing, the difference is a gain of computing), and the others' watts. An answer takes
at least the cheapest joules of a point that can be right in time. If the device goes off in tick k, what was drawn
before k began was less than the charge: so of the answers that ended before k no more than the cheapest that fit, and
beside them only requests that came less than a deadline before k or in it. The ceiling is the largest of these over k.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.world import Floats, World


def possible(scenario: Scenario, points: Sequence[OperatingPoint], world: World) -> NDArray[np.bool_]:
    """[requests]: whether a correct answer in time is not ruled out, without regard to the battery."""
    return np.isfinite(_cheapest(scenario, points, world))


def ceiling(scenario: Scenario, points: Sequence[OperatingPoint], world: World) -> float:
    """The share of requests that come to a correct answer in time, at most, whatever the policy; NaN without any."""
    if not world.requests:
        return float("nan")
    joules = _cheapest(scenario, points, world)
    can = np.isfinite(joules)
    count = int(can.sum())
    battery = scenario.battery
    if battery.capacity and count:
        count = min(count, _within(scenario, world, joules, can))
    return count / world.requests


def _cheapest(scenario: Scenario, points: Sequence[OperatingPoint], world: World) -> Floats:
    """[requests]: least joules beyond waiting of a correct answer in time, infinite where there can be none."""
    platform = scenario.platform
    first = np.minimum((world.arrivals / scenario.tick).astype(np.int64), scenario.ticks - 1)
    # One more tick on either side: rounding must not rule out what is possible.
    first = np.maximum(first - 1, 0)
    width = int(np.ceil(scenario.deadline / scenario.tick)) + 3
    slow, bandwidth = _best(world.slow, width, np.minimum)[first], _best(world.bandwidth, width, np.maximum)[first]
    found = np.full(world.requests, np.inf)
    for point in points:
        fastest = point.scaling * min(platform.stretches) + point.fixed
        jitter = point.stretched(world.jitter, world.samples)
        seconds = jitter * (fastest * slow + point.sent / bandwidth + point.remote)
        can = point.correct[world.samples] & (seconds <= scenario.deadline * (1 + 1e-9))
        found[can] = np.minimum(found[can], (jitter * _least_joules(scenario, point))[can])
    return found


def _least_joules(scenario: Scenario, point: OperatingPoint) -> float:
    """Dynamic joules of an answer at the clock that needs least."""
    at_reference = point.scaling + point.fixed
    joules = point.joules(scenario.platform.dynamic_power)
    if not at_reference:
        return joules
    pairs = zip(scenario.platform.stretches, scenario.platform.powers, strict=True)
    return joules * min(power * (point.scaling * stretch + point.fixed) for stretch, power in pairs) / at_reference


def _best(values: Floats, width: int, better: np.ufunc) -> Floats:
    """The best of each tick and the ``width`` − 1 after it."""
    found, reach = values, 1
    while reach < width:
        step = min(reach, width - reach)
        if step >= len(found):
            return np.full(len(values), better.reduce(values)) if width >= len(values) else found
        shifted = np.concatenate([found[step:], np.full(step, found[-1])])
        found, reach = better(found, shifted), reach + step
    return found


def _within(scenario: Scenario, world: World, joules: Floats, can: NDArray[np.bool_]) -> int:
    platform, battery, tick = scenario.platform, scenario.battery, scenario.tick
    charge = battery.capacity * 3600 * battery.charge
    starts = np.arange(scenario.ticks + 1) * tick
    base = np.concatenate([[0.0], np.cumsum((min(platform.idle_power, platform.static_power) + world.power) * tick)])
    times = world.arrivals[can]
    needed = np.cumsum(np.sort(joules[can]))
    # k = 0 … ticks: the device goes off in tick k; the last stands for going off after the end, or never.
    fits = np.searchsorted(needed, (charge - base) * (1 + 1e-9), side="right")
    before = np.searchsorted(times, starts - scenario.deadline, side="left")
    until = np.searchsorted(times, starts + tick, side="right")
    counts = np.minimum(until, fits + until - before)
    return int(counts[base < charge].max(initial=0))
