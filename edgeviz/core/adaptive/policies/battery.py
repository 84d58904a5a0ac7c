"""Battery-aware: spends per answer what lets the charge last to the end."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.estimate import Budget, Profile
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError


@policy("battery", "Battery-aware")
@dataclass
class BatteryAware(Policy):
    """Every ``every`` answers: the most accurate point whose joules are within the budget (``estimate.Budget``, which
    leaves ``reserve`` of the charge) and whose latency meets the deadline under the slow-down of late; else the
    cheapest of those in time, else the fastest. On mains the budget is no limit."""

    every: int = 8
    reserve: float = 0.0

    def begin(self, setting: Setting) -> Player:
        if self.every < 1 or not 0 <= self.reserve < 1:
            raise EdgeVizError("The battery-aware policy needs every ≥ 1 and a reserve from 0 to below 1.", "Mend it.")
        return _Player(self, setting)


class _Player(Player):
    def __init__(self, policy: BatteryAware, setting: Setting) -> None:
        super().__init__()
        self.every: int = policy.every
        self.deadline: float = setting.deadline
        self.budget, self.profile = Budget(setting, policy.reserve), Profile(setting)
        self.slow = 1.0
        self.count = 0
        self.queue = 0
        self.bandwidth: float = setting.bandwidth
        self.choices = [levels[GOVERNOR] for levels in setting.choices()]
        self.choice = self.choices[0]
        accuracies = [point.accuracy for point in setting.points]
        self.best = sorted(range(len(accuracies)), key=lambda index: -accuracies[index])

    def decide(self, seen: Observation) -> Choice:
        if seen.point >= 0:
            self.budget.spent += self.profile.joules[seen.level][seen.point]
            self.slow += 0.1 * (seen.seconds / seen.expected - self.slow)
        self.count -= 1
        if self.count <= 0 or seen.queue > self.queue or seen.bandwidth != self.bandwidth:
            self.count = self.every
            self.queue = seen.queue
            self.bandwidth = seen.bandwidth
            self._choose(seen)
        return self.choice

    def _choose(self, seen: Observation) -> None:
        allowed = self.budget.joules(seen)
        level = seen.governor
        self.profile.look(seen.bandwidth)
        profile, joules = self.profile.seconds[level], self.profile.joules[level]
        left = (self.deadline - seen.waiting) / self.slow / (seen.queue + 1)
        gap = self.budget.rate.gap / self.slow
        inside = [index for index in self.best if profile[index] <= left and profile[index] <= gap]
        if not inside:
            self.choice = self.choices[min(self.best, key=lambda index: profile[index])]
            return
        cheap = [index for index in inside if joules[index] <= allowed]
        self.choice = self.choices[cheap[0] if cheap else min(inside, key=lambda index: joules[index])]
