"""Policies that choose once: one point, the best by its profile, and the best that is never late."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.errors import EdgeVizError


@dataclass
class _Once(Policy):
    _choice: Choice = field(default=Choice(0), init=False, repr=False)
    _label: str = field(default="", init=False, repr=False)

    def decide(self, seen: Observation) -> Choice:
        return self._choice

    @property
    def constant(self) -> Choice:
        return self._choice

    @property
    def name(self) -> str:
        return f"{self.title}: {self._label}" if self._label else self.title

    def _take(self, setting: Setting, point: int, level: int = GOVERNOR) -> None:
        self._choice, self._label = Choice(point, level), setting.points[point].name


@dataclass
class Static(_Once):
    """Always ``point``, named as in the list of points (its index does as well), at ``level`` or the governor's."""

    key: ClassVar[str] = "static"
    title: ClassVar[str] = "Static"
    point: str = "0"
    level: int = GOVERNOR

    def begin(self, setting: Setting) -> None:
        names = [one.name for one in setting.points]
        if self.point in names:
            index = names.index(self.point)
        elif self.point.isascii() and self.point.isdigit() and int(self.point) < len(names):
            index = int(self.point)
        else:
            raise EdgeVizError(f"There is no operating point {self.point!r}.", f"Choose among {', '.join(names)}.")
        if not GOVERNOR <= self.level < len(setting.platform.levels):
            raise EdgeVizError(
                f"There is no level {self.level}.", f"Choose 0 to {len(setting.platform.levels) - 1}, or -1."
            )
        self._take(setting, index, self.level)


@dataclass
class BestMean(_Once):
    """The most accurate point whose latency on a quiet device at the highest clock meets the deadline: what a table of
    averages recommends. Without one, the fastest."""

    key: ClassVar[str] = "best-mean"
    title: ClassVar[str] = "Best mean"

    def begin(self, setting: Setting) -> None:
        self._take(setting, _most_accurate(setting, setting.seconds(setting.bandwidth)[-1]))


@dataclass
class Safe(_Once):
    """The most accurate point that meets the deadline at the lowest clock, under the largest slow-down and with the
    least bandwidth that are foreseen. Without
    one, the fastest."""

    key: ClassVar[str] = "safe"
    title: ClassVar[str] = "Safe"

    def begin(self, setting: Setting) -> None:
        slow = [
            (p.scaling * setting.platform.stretches[0] + p.fixed) * setting.slowest
            + p.remote
            + p.sent / setting.least_bandwidth
            for p in setting.points
        ]
        self._take(setting, _most_accurate(setting, slow))


def _most_accurate(setting: Setting, seconds: list[float]) -> int:
    """Among those within the deadline, of equals the faster; else the fastest."""
    indices = range(len(setting.points))
    inside = [index for index in indices if seconds[index] <= setting.deadline]
    if not inside:
        return min(indices, key=lambda index: seconds[index])
    return max(inside, key=lambda index: (setting.points[index].accuracy, -seconds[index]))
