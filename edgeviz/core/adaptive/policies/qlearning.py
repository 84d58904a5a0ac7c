"""Q-learning over points and clocks, with the defaults of AutoScale (Kim and Wu, MICRO 2020)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.errors import EdgeVizError

#: Bounds of the states: the last slow-down, requests that wait, and the state of charge.
SLOW_DOWNS, QUEUES, CHARGES = (1.25, 1.75, 2.5), (0, 2), (0.1, 0.3)
#: Clocks that are tried: the governor's, and so many spread over the levels.
CLOCKS = 3


@dataclass
class QLearning(Policy):
    """Q(s, a) ← Q(s, a) + rate·(r + discount·max Q(s', ·) − Q(s, a)); with probability ``explore`` any action.

    States: the last slow-down, the queue and the charge, each in bands. Reward (ours: AutoScale's weighs energy and
    latency of one accuracy): the point's accuracy less ``energy`` times its joules over the dearest one's; −1 for a
    late answer. Values begin at 1, more than any reward, so that every action is tried.
    """

    key: ClassVar[str] = "q-learning"
    title: ClassVar[str] = "Q-learning"
    rate: float = 0.9
    discount: float = 0.1
    explore: float = 0.1
    energy: float = 0.1
    choose_level: bool = True
    _table: list[list[float]] = field(default_factory=list, init=False, repr=False)
    _actions: list[Choice] = field(default_factory=list, init=False, repr=False)
    _rewards: list[list[float]] = field(default_factory=list, init=False, repr=False)
    _row: list[float] | None = field(default=None, init=False, repr=False)
    _action: int = field(default=0, init=False, repr=False)
    _random: random.Random = field(default_factory=random.Random, init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        if not (0 < self.rate <= 1 and 0 <= self.discount < 1 and 0 <= self.explore <= 1 and self.energy >= 0):
            raise EdgeVizError(
                "Q-learning needs a rate above 0, a discount below 1, and explore from 0 to 1.", "Mend its settings."
            )
        top = len(setting.platform.levels) - 1
        clocks = [GOVERNOR]
        if self.choose_level and top:
            clocks += sorted({round(top * step / (CLOCKS - 1)) for step in range(CLOCKS)})
        self._actions = [Choice(index, level) for index in range(len(setting.points)) for level in clocks]
        states = (len(SLOW_DOWNS) + 1) * (len(QUEUES) + 1) * (len(CHARGES) + 1)
        self._table = [[1.0] * len(self._actions) for _ in range(states)]
        table = setting.joules(setting.bandwidth)
        dearest = max(max(row) for row in table) or 1.0
        self._rewards = [
            [p.accuracy - self.energy * joules / dearest for p, joules in zip(setting.points, row, strict=True)]
            for row in table
        ]
        self._row, self._random = None, setting.random()

    def decide(self, seen: Observation) -> Choice:
        slow = seen.seconds / seen.expected if seen.point >= 0 else 1.0
        state = 0 if slow < SLOW_DOWNS[0] else 1 if slow < SLOW_DOWNS[1] else 2 if slow < SLOW_DOWNS[2] else 3
        queue, charge = seen.queue, seen.charge
        state = 3 * state + (0 if queue <= QUEUES[0] else 1 if queue <= QUEUES[1] else 2)
        state = 3 * state + (0 if charge < CHARGES[0] else 1 if charge < CHARGES[1] else 2)
        now = self._table[state]
        best = max(now)
        before = self._row
        if before is not None:
            reward = -1.0 if seen.late else self._rewards[seen.level][seen.point]
            value = before[self._action]
            before[self._action] = value + self.rate * (reward + self.discount * best - value)
            if before is now:
                best = max(now)
        if self._random.random() < self.explore:
            action = int(self._random.random() * len(now))
        else:
            action = now.index(best)
        self._row, self._action = now, action
        return self._actions[action]
