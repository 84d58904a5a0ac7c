"""ALERT (Wan et al., USENIX ATC 2020): a Kalman estimate of the slow-down, and a joint choice of point and clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import erf, inf, sqrt
from typing import Final

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.estimate import Budget, Profile
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError

#: Decisions that are remembered; estimates that differ by less than a step below share one.
MOST_REMEMBERED: Final = 200_000
#: Steps of the slow-down's mean and deviation, and of the share of the deadline that is left.
STEP: Final = 0.05
DEVIATION_STEP: Final = 0.05
TIME_STEP: Final = 0.05

#: Steps of mean, deviation and time, and the highest level (or the governor's).
_Key = tuple[int, int, int, int]
#: A choice and its joules.
_Found = tuple[Choice, float]
_Ranking = list[_Found]


@policy("alert", "ALERT")
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

    tolerance: float = 0.005
    choose_level: bool = True
    alpha: float = 0.3
    gain: float = 0.5
    measurement_noise: float = 0.001
    process_noise: float = 0.1
    every: int = 16
    #: The last player, what whom decided is remembered.
    _last: _Player | None = field(default=None, init=False, repr=False, compare=False)

    def begin(self, setting: Setting) -> Player:
        if not (0 <= self.alpha <= 1 and 0 <= self.gain < 1 and self.measurement_noise > 0 and self.process_noise >= 0):
            raise EdgeVizError("ALERT needs α and K from 0 to 1, R above 0 and Q not below 0.", "Mend its settings.")
        if self.every < 1 or not 0 <= self.tolerance < 1:
            raise EdgeVizError("ALERT needs every ≥ 1 and a tolerance from 0 to below 1.", "Mend its settings.")
        before, self._last = self._last, _Player(self, setting)
        if before is not None:
            self._last.take_over(before)
        return self._last


class _Player(Player):
    def __init__(self, policy: Alert, setting: Setting) -> None:
        super().__init__()
        self.alpha: float = policy.alpha
        self.measurement_noise: float = policy.measurement_noise
        self.process_noise: float = policy.process_noise
        self.tolerance: float = policy.tolerance
        self.every: int = policy.every
        self.own: bool = policy.choose_level
        self.deadline: float = setting.deadline
        self.choices = setting.choices()
        #: The filter: of the slow-down the mean and the variance; the noise Q, the gain K, and K·y of the last step.
        self.mean = 1.0
        self.variance = 0.1
        self.noise: float = policy.process_noise
        self.gain: float = policy.gain
        self.step = 0.0
        self.per_step = 1 / (TIME_STEP * self.deadline)
        self.profile, self.bandwidth = Profile(setting), float(setting.bandwidth)
        self.fastest: dict[tuple[int, float], _Found] = {}
        self._transpose()
        self.accuracy = [point.accuracy for point in setting.points]
        self.budget = Budget(setting, 0.0) if setting.capacity else None
        self.allowed = inf
        self.count = 0
        self.order = sorted(range(len(self.accuracy)), key=lambda index: -self.accuracy[index])
        self.remembered: dict[_Key, _Ranking] = {}
        self.cheapest, self.least = self._cheapest()
        #: What the decisions depend on beside their key.
        self.basis = (replace(setting, seed=0), policy.tolerance, policy.choose_level)

    def decide(self, seen: Observation) -> Choice:
        # Asked before every answer: what is used twice is looked up once.
        mean, variance, budget = self.mean, self.variance, self.budget
        if seen.point >= 0:
            innovation = seen.seconds / seen.expected - mean
            alpha, step = self.alpha, self.step
            noise = alpha * self.noise + (1 - alpha) * step * step
            if noise < self.process_noise:
                noise = self.process_noise
            variance = (1 - self.gain) * variance + noise
            gain = variance / (variance + self.measurement_noise)
            step = gain * innovation
            mean += step
            self.mean = mean
            self.variance = variance
            self.noise = noise
            self.gain = gain
            self.step = step
            if budget is not None:
                budget.spent += self.joules[seen.level][seen.point]
        if budget is not None:
            self.count -= 1
            if self.count <= 0:
                self.count = self.every
                self.allowed = budget.joules(seen)
        if seen.bandwidth != self.bandwidth:
            self.look(seen.bandwidth)
        left = (self.deadline - seen.waiting) / (seen.queue + 1)
        key = (
            int(mean / STEP), int(sqrt(variance) / DEVIATION_STEP), int(left * self.per_step + 1e-9),
            seen.cap if self.own else seen.governor,
        )  # fmt: skip
        found = self.remembered.get(key)
        if found is None:
            found = self.remember(key)
        choice, joules = found[0]
        allowed = self.allowed
        if joules <= allowed:
            return choice
        for choice, joules in found:
            if joules <= allowed:
                return choice
        return self.cheaper(key, found)

    def take_over(self, before: _Player) -> None:
        """What was decided in another run counts where it would be decided again: the next seed has it at once."""
        if before.basis == self.basis and before.bandwidth == self.bandwidth:
            self.remembered, self.fastest = before.remembered, before.fastest

    def look(self, bandwidth: float) -> None:
        """What was decided for another bandwidth does not count."""
        self.bandwidth = bandwidth
        if self.profile.look(bandwidth):
            self.remembered.clear()
            self._transpose()
            self.cheapest, self.least = self._cheapest()

    def _transpose(self) -> None:
        self.joules = self.profile.joules
        #: Seconds and joules of each point, by level.
        pairs = zip(zip(*self.profile.seconds, strict=True), zip(*self.joules, strict=True), strict=True)
        self.columns: list[tuple[tuple[float, ...], tuple[float, ...]]] = list(pairs)
        self.fastest = {}

    def _cheapest(self) -> _Found:
        rows = self.profile.joules
        cheap = [(row[i], i, level) for level, row in enumerate(rows) for i in range(len(row))]
        joules, index, level = min(cheap)
        return self.choices[index][level if self.own else GOVERNOR], joules

    def _fastest(self, top: int, below: float) -> _Found:
        found = self.fastest.get((top, below))
        if found is None:
            own, rows = self.own, enumerate(self.columns)
            levels = range(top + 1) if own else (top,)
            every = [(s[v], j[v], i, v) for i, (s, j) in rows for v in levels if j[v] < below]
            found = self.cheapest, self.least
            if every:
                _, joules, index, level = min(every)
                found = self.choices[index][level if own else GOVERNOR], joules
            self.fastest[top, below] = found
        return found

    def remember(self, key: _Key) -> _Ranking:
        """What to take for ``key``, with its joules; those behind it are for smaller budgets."""
        if len(self.remembered) >= MOST_REMEMBERED:
            self.remembered.clear()
        found = self.remembered[key] = [self._best(key, inf)]
        return found

    def cheaper(self, key: _Key, found: _Ranking) -> Choice:
        """What to take where all of ``found`` exceed the budget, in which what is worked out is kept."""
        while found[-1][1] > self.least:
            found.append(self._best(key, found[-1][1]))
            if found[-1][1] <= self.allowed:
                return found[-1][0]
        return self.cheapest

    def _best(self, key: _Key, below: float) -> _Found:
        """The best choice of fewer joules than ``below``."""
        mean, deviation = (key[0] + 0.5) * STEP, max((key[1] + 0.5) * DEVIATION_STEP, 1e-3) * sqrt(2)
        left, top, own = key[2] * TIME_STEP * self.deadline, key[3], self.own
        tolerance, accuracies, columns = self.tolerance, self.accuracy, self.columns
        every = range(top, -1, -1) if own else range(top, top - 1, -1)

        def score(index: int, level: int) -> float:
            return accuracies[index] * 0.5 * (1 + erf((left / columns[index][0][level] - mean) / deviation))

        # The highest clock of each point is the best of it, and no score exceeds the accuracy.
        best, tried = 0.0, list[tuple[int, Sequence[int], float]]()
        for index in self.order if left >= 0 else ():
            if accuracies[index] < best - tolerance:
                break
            costs = columns[index][1]
            levels: Sequence[int] = every if below == inf else [level for level in every if costs[level] < below]
            if levels:
                tried.append((index, levels, score(index, levels[0])))
                best = max(best, tried[-1][2])
        if best <= 1e-9:  # none is in time: the fastest helps those that wait
            return self._fastest(top, below)
        near = list[tuple[float, float, int, int]]()
        for index, levels, head in tried:
            if head < best - tolerance:
                continue
            # A lower clock is later: those that are near the best come first.
            low, high = 1, len(levels)
            while low < high:
                middle = (low + high) // 2
                if score(index, levels[middle]) < best - tolerance:
                    high = middle
                else:
                    low = middle + 1
            costs = columns[index][1]
            level = min(levels[:low], key=costs.__getitem__)
            near.append((costs[level], -score(index, level), index, level))
        cost, _, index, level = min(near)
        return self.choices[index][level if own else GOVERNOR], cost
