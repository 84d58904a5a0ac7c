"""A scenario as it is edited on a timeline: lanes, each a quantity that holds from step to step.

Steps are (seconds, value), rising from 0; a block is a step until the next one. All functions give new steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from edgeviz.core.adaptive.scenario import PlanRow, Scenario, SignalKind

Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """What values a lane may have, the step in which they are changed, and what a new block gets."""

    least: float
    most: float
    step: float
    new: float


#: rate: factor of the arrivals; slow_down: factor of the contention; bandwidth: B/s; ambient: °C; power: W of the rest
#: of the device; charge: state of charge at the start, 0…1.
LANES: dict[str, Lane] = {
    "rate": Lane(0.0, 100.0, 0.1, 3.0),
    "slow_down": Lane(1.0, 20.0, 0.1, 2.0),
    "bandwidth": Lane(1.0, 1e9, 1.25e4, 1.25e5),
    "ambient": Lane(-40.0, 85.0, 1.0, 35.0),
    "power": Lane(0.0, 100.0, 0.05, 0.5),
    "charge": Lane(0.0, 1.0, 0.01, 0.5),
}
#: Steps of time to which edges snap, in seconds.
GRID = (0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0, 1800.0, 3600.0)


def steps_of(scenario: Scenario, lane: str) -> Steps:
    """The blocks of ``lane``; what changes at random (a Markov signal) is one block of its first value."""
    if lane == "charge":
        return ((0.0, scenario.battery.charge),)
    if lane == "bandwidth":
        signal = scenario.bandwidth
        if signal.kind is not SignalKind.TRACE:
            return ((0.0, signal.value),)
        found = zip(signal.times, signal.values, strict=True)
        return _merged([(0.0, signal.value), *(step for step in found if step[0] < scenario.duration)])
    return _merged((row.at, getattr(row, lane)) for row in scenario.plan if row.at < scenario.duration)


def with_steps(scenario: Scenario, lane: str, steps: Steps) -> Scenario:
    """``scenario`` with other blocks in ``lane``. A bandwidth that changes at random becomes these blocks. Raises
    ScenarioError."""
    if lane == "charge":
        return replace(scenario, battery=replace(scenario.battery, charge=steps[0][1]))
    if lane == "bandwidth":
        signal = replace(
            scenario.bandwidth,
            kind=SignalKind.TRACE if len(steps) > 1 else SignalKind.CONSTANT,
            value=steps[0][1],
            times=tuple(time for time, _ in steps[1:]),
            values=tuple(value for _, value in steps[1:]),
        )
        return replace(scenario, bandwidth=signal)
    lanes = {one.name: steps_of(scenario, one.name) for one in fields(PlanRow) if one.name != "at"} | {lane: steps}
    times = sorted({time for found in lanes.values() for time, _ in found})
    rows = (PlanRow(time, **{name: value_at(found, time) for name, found in lanes.items()}) for time in times)
    return replace(scenario, plan=tuple(rows))


def value_at(steps: Steps, time: float) -> float:
    return steps[index_at(steps, time)][1]


def index_at(steps: Steps, time: float) -> int:
    """The block in which ``time`` lies."""
    return max(0, bisect_right(steps, (time, float("inf"))) - 1)


def end_of(steps: Steps, index: int, duration: float) -> float:
    """Seconds at which a block ends."""
    return steps[index + 1][0] if index + 1 < len(steps) else duration


def with_span(steps: Steps, start: float, end: float, value: float, duration: float) -> Steps:
    """``value`` from ``start`` to ``end``; what was there before goes on behind."""
    start, end = max(0.0, start), min(end, duration)
    if end <= start:
        return steps
    found = [step for step in steps if step[0] < start] + [(start, value)]
    if end < duration:
        found += [(end, value_at(steps, end)), *(step for step in steps if step[0] > end)]
    return tuple(found)


def with_value(steps: Steps, index: int, value: float, lane: Lane) -> Steps:
    """Held within what the lane allows."""
    value = min(max(value, lane.least), lane.most)
    return (*steps[:index], (steps[index][0], value), *steps[index + 1 :])


def with_start(steps: Steps, index: int, time: float, duration: float, gap: float) -> Steps:
    """The block begins at ``time``, at least ``gap`` s from the edges beside it. The first always begins at 0."""
    if index == 0:
        return steps
    least, most = steps[index - 1][0] + gap, end_of(steps, index, duration) - gap
    if most < least:
        return steps
    return (*steps[:index], (min(max(time, least), most), steps[index][1]), *steps[index + 1 :])


def shifted(steps: Steps, index: int, by: float, duration: float, gap: float) -> Steps:
    """The block moved by ``by`` s, as long as before, as far as the blocks beside it leave room."""
    if index == 0:
        return steps
    start, end = steps[index][0], end_of(steps, index, duration)
    least = steps[index - 1][0] + gap
    most = end_of(steps, index + 1, duration) - gap if index + 1 < len(steps) else duration
    by = max(by, least - start)
    if index + 1 < len(steps):
        by = min(by, most - end)
        moved = ((start + by, steps[index][1]), (end + by, steps[index + 1][1]))
        return (*steps[:index], *moved, *steps[index + 2 :]) if by >= least - start else steps
    return with_start(steps, index, start + by, duration, gap)


def without(steps: Steps, index: int) -> Steps:
    """The block is gone, and the one before it goes on; of the first the next one begins at 0."""
    if len(steps) == 1:
        return steps
    rest = steps[:index] + steps[index + 1 :]
    return _merged(((0.0, rest[0][1]), *rest[1:]))


def snapped(time: float, reach: float, edges: Iterable[float]) -> float:
    """``time`` at the nearest of ``edges`` within ``reach`` s, else at the coarsest step of the grid below that."""
    near = min(edges, key=lambda edge: abs(edge - time), default=None)
    if near is not None and abs(near - time) <= reach:
        return near
    grid = max((one for one in GRID if one <= 2 * reach), default=0.0)
    return round(time / grid) * grid if grid else time


def _merged(steps: Iterable[tuple[float, float]]) -> Steps:
    """Without steps that change nothing."""
    found: list[tuple[float, float]] = []
    for time, value in steps:
        if found and time <= found[-1][0]:
            found[-1] = (found[-1][0], value)
        elif not found or found[-1][1] != value:
            found.append((time, value))
    return tuple(found)
