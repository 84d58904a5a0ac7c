"""Model-predictive control: plays each choice over the next requests in a small model of the queue, and takes the
best."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import erf, inf, sqrt
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.adaptive.policies.estimate import NEWEST, Budget, Profile
from edgeviz.core.errors import EdgeVizError


@dataclass
class Predictive(Policy):
    """Plans again every ``every`` answers, and at once when the queue grows or something was late.

    The model: the slow-down is normal with the mean and deviation of late, requests come at the rate of late, and a
    choice is kept for ``horizon`` requests (the input is blocked). A request k from now waits w_k = max(0, w_{k−1} +
    seconds − gap), and is in time with probability Φ((deadline − w_k − seconds) / deviation). Taken is the cheapest
    choice whose mean of accuracy times that is within ``tolerance`` of the best, with a battery among those in budget.
    """

    key: ClassVar[str] = "predictive"
    title: ClassVar[str] = "Model-predictive"
    horizon: int = 8
    every: int = 16
    tolerance: float = 0.005
    choose_level: bool = True
    _state: _State = field(init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        if not (1 <= self.horizon <= 1000 and self.every >= 1 and 0 <= self.tolerance < 1):
            raise EdgeVizError(
                "The predictive policy needs a horizon from 1 to 1000, every ≥ 1 and a tolerance below 1.", "Mend it."
            )
        self._state = _State(self, setting)

    def decide(self, seen: Observation) -> Choice:
        state = self._state
        if seen.point >= 0:
            innovation = seen.seconds / seen.expected - state.mean
            state.mean += NEWEST * innovation
            state.variance += NEWEST * (innovation * innovation - state.variance)
            state.budget.spend(state.profile.joules[seen.level][seen.point])
        state.count -= 1
        if (
            state.count <= 0
            or seen.queue > state.queue
            or (seen.late and state.count < state.soon)
            or seen.bandwidth != state.bandwidth
        ):
            state.count, state.queue, state.bandwidth = self.every, seen.queue, seen.bandwidth
            state.choose(seen)
        return state.choice


class _State:
    def __init__(self, policy: Predictive, setting: Setting) -> None:
        self.policy, self.setting = policy, setting
        self.profile, self.bandwidth = Profile(setting), setting.bandwidth
        self.accuracy = [point.accuracy for point in setting.points]
        self.budget = Budget(setting, 0.0)
        self.mean, self.variance, self.count, self.queue = 1.0, 0.01, 0, 0
        self.soon = policy.every - policy.every // 4
        self.choice = Choice(0)

    def choose(self, seen: Observation) -> None:
        allowed = self.budget.joules(seen)
        gap = self.budget.rate.gap
        own = self.policy.choose_level
        self.profile.look(seen.bandwidth)
        options = []
        for level in range(seen.cap + 1) if own else (seen.governor,):
            for index, profile in enumerate(self.profile.seconds[level]):
                score = self.accuracy[index] * self._in_time(profile, gap, seen)
                joules = self.profile.joules[level][index]
                options.append((score, joules, profile, Choice(index, level if own else GOVERNOR)))
        within = [one for one in options if one[1] <= allowed] or [min(options, key=lambda one: one[1])]
        best = max(one[0] for one in within)
        if best < 1e-6:
            self.choice = min(within, key=lambda one: one[2])[3]
            return
        near = [one for one in within if one[0] >= best - self.policy.tolerance]
        self.choice = min(near, key=lambda one: (one[1], -one[0]))[3]

    def _in_time(self, profile: float, gap: float, seen: Observation) -> float:
        """The mean probability over the horizon."""
        seconds, spread = profile * self.mean, max(profile * sqrt(self.variance), 1e-12) * sqrt(2)
        room = self.setting.deadline - seconds
        step = seconds - gap if gap < inf else -inf
        total, waits, steps = 0.0, seen.waiting, self.policy.horizon
        for _ in range(steps):
            total += 0.5 * (1 + erf((room - waits) / spread))
            # Those that are here already have waited for about as long as this one.
            waits = max(0.0, waits + step)
        return total / steps
