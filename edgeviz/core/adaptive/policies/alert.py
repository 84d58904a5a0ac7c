"""ALERT (Wan et al., USENIX ATC 2020): a Kalman estimate of the slow-down, and a joint choice of point and clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import erf, inf, sqrt
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.adaptive.policies.estimate import Budget, Profile
from edgeviz.core.errors import EdgeVizError

#: Decisions that are remembered; estimates that differ by less than a step below share one.
MOST_REMEMBERED = 200_000
#: Steps of the slow-down's mean and deviation, and of the share of the deadline that is left.
STEP, DEVIATION_STEP, TIME_STEP = 0.05, 0.05, 0.05


@dataclass
class Alert(Policy):
    """One slow-down ξ = seconds / profile for all points and clocks, filtered with the noise that fits: Q = max(q0,
    α·Q + (1 − α)·(K·y before)²), K = ((1 − K)·σ² + Q) / ((1 − K)·σ² + Q + R), μ ← μ + K·y, with y = ξ − μ.

    A point is in time with probability Φ((T/t − μ)/σ). Taken is the cheapest choice whose accuracy times that
    probability is within ``tolerance`` of the best; with a battery among those that the budget allows. T is the time
    left, shared with the requests that wait behind (as the paper shares a sentence's deadline among its words).
    choose_level: whether it sets the clock too; paper: power caps. Estimates are rounded to steps of 5 %, the time left
    downwards, so that decisions can be remembered.
    """

    key: ClassVar[str] = "alert"
    title: ClassVar[str] = "ALERT"
    tolerance: float = 0.005
    choose_level: bool = True
    alpha: float = 0.3
    gain: float = 0.5
    measurement_noise: float = 0.001
    process_noise: float = 0.1
    every: int = 16
    _state: _State = field(init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        if not (0 <= self.alpha <= 1 and 0 <= self.gain < 1 and self.measurement_noise > 0 and self.process_noise >= 0):
            raise EdgeVizError("ALERT needs α and K from 0 to 1, R above 0 and Q not below 0.", "Mend its settings.")
        if self.every < 1 or not 0 <= self.tolerance < 1:
            raise EdgeVizError("ALERT needs every ≥ 1 and a tolerance from 0 to below 1.", "Mend its settings.")
        self._state = _State(self, setting)

    def decide(self, seen: Observation) -> Choice:
        state = self._state
        if seen.point >= 0:
            innovation = seen.seconds / seen.expected - state.mean
            noise = self.alpha * state.noise + (1 - self.alpha) * state.step * state.step
            state.noise = noise = noise if noise > self.process_noise else self.process_noise
            variance = (1 - state.gain) * state.variance + noise
            state.gain = variance / (variance + self.measurement_noise)
            state.step = state.gain * innovation
            state.mean += state.step
            state.variance = variance
            if state.budget is not None:
                state.budget.spend(state.profile.joules[seen.level][seen.point])
        if state.budget is not None:
            state.count -= 1
            if state.count <= 0:
                state.count, state.allowed = self.every, state.budget.joules(seen)
        if seen.bandwidth != state.bandwidth:
            state.look(seen.bandwidth)
        left = (state.deadline - seen.waiting) / (seen.queue + 1)
        key = (
            int(state.mean / STEP), int(sqrt(state.variance) / DEVIATION_STEP), int(left * state.per_step + 1e-9),
            seen.cap if self.choose_level else seen.governor,
        )  # fmt: skip
        found = state.remembered.get(key)
        if found is None:
            found = state.ranked(key)
        for choice, joules in found:
            if joules <= state.allowed:
                return choice
        return state.cheapest


class _State:
    def __init__(self, policy: Alert, setting: Setting) -> None:
        self.policy, self.deadline = policy, setting.deadline
        self.mean, self.variance, self.noise, self.gain = 1.0, 0.1, policy.process_noise, policy.gain
        self.step = 0.0
        self.per_step = 1 / (TIME_STEP * setting.deadline)
        self.profile, self.bandwidth = Profile(setting), setting.bandwidth
        self.accuracy = [point.accuracy for point in setting.points]
        self.budget = Budget(setting, 0.0) if setting.capacity else None
        self.allowed, self.count = inf, 0
        self.remembered: dict[tuple[int, int, int, int], list[tuple[Choice, float]]] = {}
        self.cheapest = self._cheapest()

    def look(self, bandwidth: float) -> None:
        """What was decided for another bandwidth does not count."""
        self.bandwidth = bandwidth
        if self.profile.look(bandwidth):
            self.remembered.clear()
            self.cheapest = self._cheapest()

    def _cheapest(self) -> Choice:
        rows = self.profile.joules
        cheap = [(row[i], i, level) for level, row in enumerate(rows) for i in range(len(row))]
        _, index, level = min(cheap)
        return Choice(index, level if self.policy.choose_level else GOVERNOR)

    def ranked(self, key: tuple[int, int, int, int]) -> list[tuple[Choice, float]]:
        """What to take, and if the budget does not allow it, what next, and so on; with joules."""
        mean, deviation = (key[0] + 0.5) * STEP, max((key[1] + 0.5) * DEVIATION_STEP, 1e-3)
        left, top = key[2] * TIME_STEP * self.deadline, key[3]
        options = []
        for level in range(top + 1) if self.policy.choose_level else (top,):
            asked = level if self.policy.choose_level else GOVERNOR
            for index, seconds in enumerate(self.profile.seconds[level]):
                in_time = 0.5 * (1 + erf((left / seconds - mean) / deviation / sqrt(2)))
                joules = self.profile.joules[level][index]
                options.append((self.accuracy[index] * in_time, joules, seconds, Choice(index, asked)))
        ranking: list[tuple[Choice, float]] = []
        while options:
            best = max(one[0] for one in options)
            if best <= 1e-9:
                # None is in time: the fastest helps those that wait.
                chosen = min(options, key=lambda one: one[2])
            else:
                near = [one for one in options if one[0] >= best - self.policy.tolerance]
                chosen = min(near, key=lambda one: (one[1], -one[0]))
            ranking.append((chosen[3], chosen[1]))
            options = [one for one in options if one[1] < chosen[1]]
        if len(self.remembered) >= MOST_REMEMBERED:
            self.remembered.clear()
        self.remembered[key] = ranking
        return ranking
