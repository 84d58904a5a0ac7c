"""The clairvoyant: it is shown the world, and so what no policy can know. How good a policy could be at most is another
figure, ``bound.ceiling``, which is proven; this one shows what can be had."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from edgeviz.core.adaptive.policies.base import GOVERNOR, Choice, Observation, Policy, Setting
from edgeviz.core.adaptive.world import World


@dataclass
class Clairvoyant(Policy):
    """Takes the quickest point that is right on this very sample and in time, at the governor's clock or else at the
    highest allowed; where none is, the quickest of all, so that the next ones wait less. Knows the jitter, the
    slow-down and the recorded outcomes; greedy, so not the best of all sequences."""

    key: ClassVar[str] = "clairvoyant"
    title: ClassVar[str] = "Clairvoyant"
    clairvoyant: ClassVar[bool] = True
    _right: list[tuple[int, ...]] = field(default_factory=list, init=False, repr=False)
    _samples: list[int] = field(default_factory=list, init=False, repr=False)
    _jitter: list[float] = field(default_factory=list, init=False, repr=False)
    _slow: list[float] = field(default_factory=list, init=False, repr=False)
    _setting: Setting = field(init=False, repr=False)
    _own: list[list[float]] = field(default_factory=list, init=False, repr=False)
    _tick: float = field(default=1.0, init=False, repr=False)
    _quickest: int = field(default=0, init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        self._setting = setting
        seconds = setting.seconds(setting.bandwidth)[-1]
        order = sorted(range(len(seconds)), key=lambda index: seconds[index])
        self._quickest = order[0]
        # Samples on which the same points are right share one tuple.
        table = np.stack([setting.points[index].correct for index in order], axis=1)
        kinds, which = np.unique(np.packbits(table, axis=1), axis=0, return_inverse=True)
        flags = np.unpackbits(kinds, axis=1, count=len(order)).astype(bool)
        found = [tuple(itertools.compress(order, row)) for row in flags]
        self._right = [found[kind] for kind in which.ravel().tolist()]
        self._own = [[p.scaling * s + p.fixed for p in setting.points] for s in setting.platform.stretches]

    def foresee(self, world: World) -> None:
        self._samples, self._jitter = world.samples.tolist(), world.jitter.tolist()
        self._slow = world.slow.tolist()
        self._tick = self._setting.duration / len(self._slow)

    def decide(self, seen: Observation) -> Choice:
        at = seen.index
        jitter = self._jitter[at]
        left = (self._setting.deadline - seen.waiting) / jitter
        tick = int(seen.now / self._tick)
        slow = self._slow[tick] if tick < len(self._slow) else self._slow[-1]
        right = self._right[self._samples[at]]
        points = self._setting.points
        own = self._own[seen.governor]
        for index in right:
            point = points[index]
            if own[index] * slow + point.remote + point.sent / seen.bandwidth <= left:
                return Choice(index, GOVERNOR)
        if seen.cap > seen.governor:
            own = self._own[seen.cap]
            for index in right:
                point = points[index]
                if own[index] * slow + point.remote + point.sent / seen.bandwidth <= left:
                    return Choice(index, seen.cap)
        return Choice(self._quickest, GOVERNOR)
