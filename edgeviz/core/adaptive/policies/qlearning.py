"""Q-learning over points and clocks, with the defaults of AutoScale (Kim and Wu, MICRO 2020)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError

#: Bounds of the states: the last slow-down, requests that wait, and the state of charge.
SLOW_DOWNS, QUEUES, CHARGES = [1.25, 1.75, 2.5], [0, 2], [0.1, 0.3]
#: Clocks that are tried: the governor's, and so many spread over the levels.
CLOCKS = 3


@policy("q-learning", "Q-learning")
@dataclass
class QLearning(Policy):
    """Q(s, a) ← Q(s, a) + rate·(r + discount·max Q(s', ·) − Q(s, a)); with probability ``explore`` any action.

    States: the last slow-down, the queue and the charge, each in bands. Reward (ours: AutoScale's weighs energy and
    latency of one accuracy): the point's accuracy less ``energy`` times its joules over the dearest one's; −1 for a
    late answer. Values begin at 1, more than any reward, so that every action is tried.
    """

    rate: float = 0.9
    discount: float = 0.1
    explore: float = 0.1
    energy: float = 0.1
    choose_level: bool = True

    def begin(self, setting: Setting) -> Player:
        if not (0 < self.rate <= 1 and 0 <= self.discount < 1 and 0 <= self.explore <= 1 and self.energy >= 0):
            raise EdgeVizError(
                "Q-learning needs a rate above 0, a discount below 1, and explore from 0 to 1.", "Mend its settings."
            )
        return _Player(self, setting)


class _Player(Player):
    def __init__(self, policy: QLearning, setting: Setting) -> None:
        super().__init__()
        self.slow_downs, self.queues, self.charges = SLOW_DOWNS, QUEUES, CHARGES
        self.rate: float = policy.rate
        self.discount: float = policy.discount
        self.explore: float = policy.explore
        top = len(setting.platform.levels) - 1
        clocks = [GOVERNOR]
        if policy.choose_level and top:
            clocks += sorted({round(top * step / (CLOCKS - 1)) for step in range(CLOCKS)})
        self.actions = [Choice(index, level) for index in range(len(setting.points)) for level in clocks]
        states = (len(SLOW_DOWNS) + 1) * (len(QUEUES) + 1) * (len(CHARGES) + 1)
        self.table = [[1.0] * len(self.actions) for _ in range(states)]
        table = setting.joules(setting.bandwidth)
        dearest = max(max(row) for row in table) or 1.0
        #: [levels][points]
        self.rewards = [
            [p.accuracy - policy.energy * joules / dearest for p, joules in zip(setting.points, row, strict=True)]
            for row in table
        ]
        #: The state before and the action taken there.
        self.before = -1
        self.action = 0
        #: [states] the largest value of each.
        self.best = [1.0] * states
        self.random = setting.random().random

    def decide(self, seen: Observation) -> Choice:
        slow = seen.seconds / seen.expected if seen.point >= 0 else 1.0
        state = bisect_right(self.slow_downs, slow)
        state = 3 * state + bisect_left(self.queues, seen.queue)
        state = 3 * state + bisect_right(self.charges, seen.charge)
        before = self.before
        if before >= 0:
            reward = -1.0 if seen.late else self.rewards[seen.level][seen.point]
            row, best = self.table[before], self.best[before]
            value = row[self.action]
            learned = value + self.rate * (reward + self.discount * self.best[state] - value)
            row[self.action] = learned
            if learned >= best:
                self.best[before] = learned
            elif value == best:  # it may have been the only one
                self.best[before] = max(row)
        now = self.table[state]
        if self.random() < self.explore:
            action = int(self.random() * len(now))
        else:
            action = now.index(self.best[state])
        self.before = state
        self.action = action
        return self.actions[action]
