"""The clairvoyant: it is shown the world, and so what no policy can know. How good a policy could be at most is another
figure, ``bound.ceiling``, which is proven; this one shows what can be had."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

import numpy as np

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.adaptive.world import World


@policy("clairvoyant", "Clairvoyant", clairvoyant=True)
@dataclass
class Clairvoyant(Policy):
    """Takes the quickest point that is right on this very sample and in time, at the governor's clock or else at the
    highest allowed; where none is, the quickest of all, so that the next ones wait less. Knows the jitter, the
    slow-down and the recorded outcomes; greedy, so not the best of all sequences."""

    #: The last player, whose tables are the same in every world of a scenario.
    _last: _Player | None = field(default=None, init=False, repr=False, compare=False)

    def begin(self, setting: Setting) -> Player:
        last = self._last
        is_known = last is not None and replace(last.setting, seed=setting.seed) == setting
        self._last = player = _Player(setting, last.tables if last is not None and is_known else _Tables(setting))
        return player


class _Tables:
    """What is known of the points. right [samples]: the points that are right on it, the quickest first. own
    [levels][points]: seconds of computing on a quiet device. effort [points][samples], or None."""

    def __init__(self, setting: Setting) -> None:
        seconds = setting.seconds(setting.bandwidth)[-1]
        order = sorted(range(len(seconds)), key=lambda index: seconds[index])
        self.quickest = order[0]
        # Samples on which the same points are right share one list.
        table = np.stack([setting.points[index].correct for index in order], axis=1)
        kinds, which = np.unique(np.packbits(table, axis=1), axis=0, return_inverse=True)
        flags = np.unpackbits(kinds, axis=1, count=len(order)).astype(bool)
        found = [list(itertools.compress(order, row)) for row in flags]
        self.right = [found[kind] for kind in which.ravel().tolist()]
        self.effort: list[list[float] | None] = [
            None if p.effort is None else p.effort.tolist() for p in setting.points
        ]
        self.own = [[p.scaling * s + p.fixed for p in setting.points] for s in setting.platform.stretches]
        self.remote: list[float] = [p.remote for p in setting.points]
        self.sent: list[float] = [p.sent for p in setting.points]
        self.choices = setting.choices()


class _Player(Player):
    def __init__(self, setting: Setting, tables: _Tables) -> None:
        super().__init__()
        self.setting, self.tables = setting, tables
        self.deadline: float = setting.deadline
        self.tick = 1.0
        self.samples: list[int] = []
        self.jitter: list[float] = []
        self.slow: list[float] = []

    def foresee(self, world: World) -> None:
        self.samples, self.jitter, self.slow = world.lists.samples, world.lists.jitter, world.lists.slow
        self.tick = self.setting.duration / len(self.slow)

    def decide(self, seen: Observation) -> Choice:
        at, tables = seen.index, self.tables
        left, sample = (self.deadline - seen.waiting) / self.jitter[at], self.samples[at]
        tick = int(seen.now / self.tick)
        slow = self.slow[tick] if tick < len(self.slow) else self.slow[-1]
        right, efforts, bandwidth = tables.right[sample], tables.effort, seen.bandwidth
        remote, sent = tables.remote, tables.sent
        level, cap = seen.governor, seen.cap
        while True:
            own = tables.own[level]
            for index in right:
                effort = efforts[index]
                room = left if effort is None else left / effort[sample]
                if own[index] * slow + remote[index] + sent[index] / bandwidth <= room:
                    return tables.choices[index][GOVERNOR if level == seen.governor else level]
            if cap <= level:
                return tables.choices[tables.quickest][GOVERNOR]
            level = cap
