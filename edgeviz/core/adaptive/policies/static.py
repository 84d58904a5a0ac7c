"""Policies that choose once: one point, the best by its profile, and the best that is never late."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError


class _Always(Player):
    def __init__(self, setting: Setting, point: int, level: int = GOVERNOR) -> None:
        super().__init__(Choice(point, level), setting.points[point].name)
        self.choice = Choice(point, level)

    def decide(self, seen: Observation) -> Choice:
        return self.choice


@policy("static", "Static")
@dataclass
class Static(Policy):
    """Always ``point``, named as in the list of points (its index does as well), at ``level`` or the governor's."""

    point: str = "0"
    level: int = GOVERNOR

    def begin(self, setting: Setting) -> Player:
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
        return _Always(setting, index, self.level)


@policy("best-mean", "Best mean")
@dataclass
class BestMean(Policy):
    """The most accurate point whose latency on a quiet device at the highest clock meets the deadline: what a table of
    averages recommends. Without one, the fastest."""

    def begin(self, setting: Setting) -> Player:
        return _Always(setting, _most_accurate(setting, setting.seconds(setting.bandwidth)[-1]))


@policy("safe", "Safe")
@dataclass
class Safe(Policy):
    """The most accurate point that meets the deadline at the lowest clock, under the largest slow-down and with the
    least bandwidth that are foreseen. Without one, the fastest."""

    def begin(self, setting: Setting) -> Player:
        slow = [
            (p.scaling * setting.platform.stretches[0] + p.fixed) * setting.slowest
            + p.remote
            + p.sent / setting.least_bandwidth
            for p in setting.points
        ]
        return _Always(setting, _most_accurate(setting, slow))


def _most_accurate(setting: Setting, seconds: list[float]) -> int:
    """Among those within the deadline, of equals the faster; else the fastest."""
    indices = range(len(setting.points))
    inside = [index for index in indices if seconds[index] <= setting.deadline]
    if not inside:
        return min(indices, key=lambda index: seconds[index])
    return max(inside, key=lambda index: (setting.points[index].accuracy, -seconds[index]))
