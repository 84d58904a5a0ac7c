"""Model-predictive control: plays each choice over the next requests in a small model of the queue, and takes the
best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, inf, sqrt
from typing import Final

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.estimate import NEWEST, Budget, Profile
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError

ROOT_2: Final = sqrt(2)
#: A probability that counts as none.
NEVER: Final = 1e-9


@policy("predictive", "Model-predictive")
@dataclass
class Predictive(Policy):
    """Plans again every ``every`` answers, or after half of that if something was late, or a quarter if the queue grew.

    The model: the slow-down is normal with the mean and deviation of late, requests come at the rate of late, and a
    choice is kept for ``horizon`` requests (the input is blocked). A request k from now waits w_k = max(0, w_{k−1} +
    seconds − gap), and is in time with probability Φ((deadline − w_k − seconds) / deviation). Taken is the cheapest
    choice whose mean of accuracy times that is within ``tolerance`` of the best, with a battery among those in budget.
    """

    horizon: int = 8
    every: int = 16
    tolerance: float = 0.005
    choose_level: bool = True

    def begin(self, setting: Setting) -> Player:
        if not (1 <= self.horizon <= 1000 and self.every >= 1 and 0 <= self.tolerance < 1):
            raise EdgeVizError(
                "The predictive policy needs a horizon from 1 to 1000, every ≥ 1 and a tolerance below 1.", "Mend it."
            )
        return _Player(self, setting)


class _Player(Player):
    def __init__(self, policy: Predictive, setting: Setting) -> None:
        super().__init__()
        self.every: int = policy.every
        self.soon: int = policy.every - policy.every // 4
        self.later: int = policy.every - policy.every // 2
        self.steps: int = policy.horizon
        self.tolerance: float = policy.tolerance
        self.own: bool = policy.choose_level
        self.deadline: float = setting.deadline
        self.profile, self.bandwidth = Profile(setting), float(setting.bandwidth)
        self._look_up()
        self.accuracy = [point.accuracy for point in setting.points]
        self.order = sorted(range(len(self.accuracy)), key=lambda index: -self.accuracy[index])
        self.budget = Budget(setting, 0.0)
        #: Of the slow-down.
        self.mean = 1.0
        self.variance = 0.01
        #: Answers until it plans again, and the queue when it did last.
        self.count = 0
        self.queue = 0
        self.choices = setting.choices()
        self.choice = self.choices[0][GOVERNOR]

    def decide(self, seen: Observation) -> Choice:
        if seen.point >= 0:
            innovation = seen.seconds / seen.expected - self.mean
            self.mean += NEWEST * innovation
            self.variance += NEWEST * (innovation * innovation - self.variance)
            self.budget.spent += self.joules[seen.level][seen.point]
        self.count = count = self.count - 1
        if (
            count <= 0
            or (seen.queue > self.queue and count <= self.soon)
            or (seen.late and count <= self.later)
            or seen.bandwidth != self.bandwidth
        ):
            self.count = self.every
            self.queue = seen.queue
            self.bandwidth = seen.bandwidth
            self._choose(seen)
        return self.choice

    def _look_up(self) -> None:
        self.joules = self.profile.joules
        #: Joules of each point, by level.
        self.columns = list(zip(*self.joules, strict=True))
        self.dearest = [max(costs) for costs in self.columns]

    def _choose(self, seen: Observation) -> None:
        if self.profile.look(seen.bandwidth):
            self._look_up()
        allowed = self.budget.joules(seen)
        gap, tolerance = self.budget.rate.gap, self.tolerance
        if seen.queue > 1:
            # Those behind came while this one waited: a burst is seen before the average knows of it.
            gap = min(gap, seen.waiting / seen.queue)
        own = self.own
        levels: Sequence[int] = range(seen.cap, -1, -1) if own else (seen.governor,)
        seconds, joules = self.profile.seconds, self.profile.joules
        spread, waiting = sqrt(self.variance), seen.waiting
        in_time, accuracies, columns = self._in_time, self.accuracy, self.columns
        best, tried = 0.0, list[tuple[int, Sequence[int], float]]()
        # What is chosen now is played first: it is seldom far from the best, and rules much out.
        index, level = self.choice.point, min(self.choice.level, seen.cap) if own else seen.governor
        if level >= 0 and joules[level][index] <= allowed:
            best = accuracies[index] * in_time(seconds[level][index], spread, gap, waiting, 0.0)
        for index in self.order:
            # No score exceeds the accuracy, nor that of a higher clock: what cannot come near the best is left out.
            accuracy, enough = accuracies[index], best - tolerance
            if accuracy < enough:
                break
            costs = columns[index]
            inside = levels
            if self.dearest[index] > allowed:
                inside = [level for level in levels if costs[level] <= allowed]
            if inside:
                least = enough / accuracy if accuracy else 0.0
                score = accuracy * in_time(seconds[inside[0]][index], spread, gap, waiting, least)
                if score >= enough:
                    best = max(best, score)
                    tried.append((index, inside, score))
        if best < 1e-6:
            # Nothing in the budget is in time: the fastest of it, or if there is none the cheapest of all.
            every = [(seconds[v][i], joules[v][i], i, v) for v in levels for i in self.order]
            affordable = [one for one in every if one[1] <= allowed]
            _, _, index, level = min(affordable) if affordable else min(every, key=lambda one: one[1])
            self.choice = self.choices[index][level if own else GOVERNOR]
            return
        cheapest, enough, point, clock = inf, best - tolerance, self.choice.point, self.choice.level
        for index, inside, score in tried:
            if score < enough:
                continue
            # A lower clock is later: those that are near the best come first.
            accuracy, costs = accuracies[index], columns[index]
            least, low, high = enough / accuracy if accuracy else 0.0, 1, len(inside)
            while low < high:
                middle = (low + high) // 2
                if accuracy * in_time(seconds[inside[middle]][index], spread, gap, waiting, least) < enough:
                    high = middle
                else:
                    low = middle + 1
            for level in inside[:low]:
                if costs[level] < cheapest:
                    cheapest, point, clock = costs[level], index, level
        self.choice = self.choices[point][clock if own else GOVERNOR]

    def _in_time(self, profile: float, spread: float, gap: float, waits: float, least: float) -> float:
        """The mean probability over the horizon; 0 where it is below ``least``, if that is seen early."""
        seconds, steps = profile * self.mean, self.steps
        deviation = profile * spread
        deviation = (deviation if deviation > 1e-12 else 1e-12) * ROOT_2
        room, step = self.deadline - seconds, seconds - gap if gap < inf else -inf
        total = 0.0
        if step >= 0:
            # It only gets worse.
            enough = least * steps
            for done in range(steps, 0, -1):
                if not (waits or step):
                    return (total + done * 0.5 * (1 + erf(room / deviation))) / steps
                in_time = 0.5 * (1 + erf((room - waits) / deviation))
                if total + done * in_time < enough:
                    return 0.0
                if in_time < NEVER:
                    break
                total += in_time
                # Those that are here already have waited for about as long as this one.
                waits += step
            return total / steps
        for done in range(steps, 0, -1):
            in_time = 0.5 * (1 + erf((room - waits) / deviation))
            if waits == 0:
                return (total + done * in_time) / steps  # so it stays
            total += in_time
            waits += step
            if waits < 0:
                waits = 0.0
        return total / steps
