"""Battery-aware: spends per answer what lets the charge last to the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.adaptive.policies.estimate import Budget, Profile
from edgeviz.core.errors import EdgeVizError


@dataclass
class BatteryAware(Policy):
    """Every ``every`` answers: the most accurate point whose joules are within the budget (``estimate.Budget``, which
    leaves ``reserve`` of the charge) and whose latency meets the deadline under the slow-down of late; else the
    cheapest of those in time, else the fastest. On mains the budget is no limit."""

    key: ClassVar[str] = "battery"
    title: ClassVar[str] = "Battery-aware"
    every: int = 8
    reserve: float = 0.0
    _state: _State = field(init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        if self.every < 1 or not 0 <= self.reserve < 1:
            raise EdgeVizError("The battery-aware policy needs every ≥ 1 and a reserve from 0 to below 1.", "Mend it.")
        self._state = _State(setting, self.reserve)

    def decide(self, seen: Observation) -> Choice:
        state = self._state
        if seen.point >= 0:
            state.budget.spent += state.profile.joules[seen.level][seen.point]
            state.slow += 0.1 * (seen.seconds / seen.expected - state.slow)
        state.count -= 1
        if state.count <= 0 or seen.queue > state.queue or seen.bandwidth != state.bandwidth:
            state.count, state.queue, state.bandwidth = self.every, seen.queue, seen.bandwidth
            state.choose(seen)
        return state.choice


class _State:
    def __init__(self, setting: Setting, reserve: float) -> None:
        self.setting, self.budget = setting, Budget(setting, reserve)
        self.profile = Profile(setting)
        self.slow, self.count, self.queue, self.bandwidth = 1.0, 0, 0, setting.bandwidth
        self.choices = [levels[GOVERNOR] for levels in setting.choices()]
        self.choice = self.choices[0]
        self.best = sorted(range(len(setting.points)), key=lambda index: -setting.points[index].accuracy)

    def choose(self, seen: Observation) -> None:
        allowed = self.budget.joules(seen)
        level = seen.governor
        self.profile.look(seen.bandwidth)
        profile, joules = self.profile.seconds[level], self.profile.joules[level]
        left = (self.setting.deadline - seen.waiting) / self.slow / (seen.queue + 1)
        gap = self.budget.rate.gap / self.slow
        inside = [index for index in self.best if profile[index] <= left and profile[index] <= gap]
        if not inside:
            self.choice = self.choices[min(self.best, key=lambda index: profile[index])]
            return
        cheap = [index for index in inside if joules[index] <= allowed]
        self.choice = self.choices[cheap[0] if cheap else min(inside, key=lambda index: joules[index])]
