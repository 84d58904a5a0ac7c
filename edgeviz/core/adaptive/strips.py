"""A run as time strips draw it: few enough marks to stay fluid, each of them a real request, and what holds when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.run import Fate, Run
from edgeviz.core.adaptive.scenario import Scenario, SignalKind
from edgeviz.core.adaptive.world import Floats

Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Marks:
    """Indices of requests: answered in time, late, and not at all."""

    in_time: Indices
    late: Indices
    lost: Indices


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds at one time. request: index of the last one that had come by then, −1 before the first; latency: its
    seconds, NaN where it is not answered; fate: what becomes of it. point, level: of the last answer that had begun, −1
    before it. came, missed: requests so far and those of them not answered in time."""

    time: float
    request: int
    latency: float
    fate: Fate | None
    point: int
    level: int
    cap: int
    charge: float
    temperature: float
    slow: float
    bandwidth: float
    came: int
    missed: int


@dataclass(frozen=True, eq=False)
class Strips:
    """``run`` in the scenario that it was played in, which says what there is to be seen."""

    run: Run
    scenario: Scenario

    @property
    def has_levels(self) -> bool:
        return len(self.scenario.platform.levels) > 1

    @property
    def has_battery(self) -> bool:
        return self.scenario.battery.capacity > 0

    @property
    def has_heat(self) -> bool:
        return self.scenario.thermal.resistance > 0

    @property
    def has_contention(self) -> bool:
        return bool((self.run.ticks.slow > 1).any())

    @property
    def has_bandwidth(self) -> bool:
        """Whether it changes; a constant one is no news."""
        return self.scenario.bandwidth.kind is not SignalKind.CONSTANT

    @property
    def end(self) -> float:
        """Seconds."""
        return max(self.scenario.duration, self.run.ended)

    def prepare(self) -> None:
        """Work out, in whichever thread asks, what is kept for drawing."""
        _ = self.latency, self.points, self.levels, self._missed

    @cached_property
    def latency(self) -> Floats:
        """[requests] seconds from request to answer; NaN where there was none."""
        latency: Floats = self.run.end - self.run.arrival
        return np.where(self.run.answered, latency, math.nan)

    @cached_property
    def _begun(self) -> Indices:
        """Requests whose answer was begun, in the order of that."""
        begun = np.flatnonzero(~np.isnan(self.run.start) & (self.run.point >= 0))
        return begun[np.argsort(self.run.start[begun], kind="stable")]

    @cached_property
    def points(self) -> tuple[Floats, NDArray[np.int64]]:
        """(times in s, indices of points): each holds from its time on."""
        return _changes(self.run.start[self._begun], self.run.point[self._begun])

    @cached_property
    def levels(self) -> tuple[Floats, NDArray[np.int64]]:
        """(times in s, levels) with which answers were begun."""
        return _changes(self.run.start[self._begun], self.run.level[self._begun])

    @cached_property
    def _missed(self) -> NDArray[np.int64]:
        return np.cumsum(self.run.fate != Fate.IN_TIME)

    def marks(self, left: float, right: float, most: int = 1200) -> Marks:
        """The requests that came in [left, right] s. Where there are more than ``most`` of a kind, the fastest and the
        slowest of each of most/2 stretches stand for the others."""
        arrival = self.run.arrival
        first, last = np.searchsorted(arrival, (left, right), side="left")
        seen = np.arange(first, min(int(last) + 1, len(arrival)))
        fate = self.run.fate[seen]
        kinds = (fate == Fate.IN_TIME, fate == Fate.LATE, fate > Fate.LATE)
        return Marks(*(self._thinned(seen[kind], left, right, most) for kind in kinds))

    def at(self, time: float) -> Moment:
        run, ticks = self.run, self.run.ticks
        request = int(np.searchsorted(run.arrival, time, side="right")) - 1
        answer = int(np.searchsorted(run.start[self._begun], time, side="right")) - 1
        tick = min(max(0, int(np.searchsorted(ticks.start, time, side="right")) - 1), len(ticks.start) - 1)
        begun = int(self._begun[answer]) if answer >= 0 else -1
        return Moment(
            time,
            request,
            float(self.latency[request]) if request >= 0 else math.nan,
            Fate(int(run.fate[request])) if request >= 0 else None,
            int(run.point[begun]) if begun >= 0 else -1,
            int(run.level[begun]) if begun >= 0 else -1,
            int(ticks.cap[tick]),
            float(ticks.charge[tick]),
            float(ticks.temperature[tick]),
            float(ticks.slow[tick]),
            float(ticks.bandwidth[tick]),
            request + 1,
            int(self._missed[request]) if request >= 0 else 0,
        )

    def _thinned(self, chosen: Indices, left: float, right: float, most: int) -> Indices:
        if len(chosen) <= most:
            return chosen
        bins = ((self.run.arrival[chosen] - left) / max(right - left, 1e-12) * (most / 2)).astype(np.int64)
        latency = np.nan_to_num(self.latency[chosen], nan=0.0)
        order = np.lexsort((latency, bins))
        edges = np.flatnonzero(np.diff(bins[order]))
        ends = np.concatenate((edges, [len(order) - 1]))
        starts = np.concatenate(([0], edges + 1))
        return chosen[np.unique(np.concatenate((order[starts], order[ends])))]


def _changes(times: Floats, values: NDArray[np.int16]) -> tuple[Floats, NDArray[np.int64]]:
    keep = np.concatenate(([True], values[1:] != values[:-1])) if len(values) else np.zeros(0, bool)
    return times[keep], values[keep].astype(np.int64)
