"""The clairvoyant: it is shown the world, and so what no policy can know. How good a policy could be at most is another
figure, ``bound.ceiling``, which is proven; this one shows what can be had."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
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
    _effort: list[list[float] | None] = field(default_factory=list, init=False, repr=False)
    _tick: float = field(default=1.0, init=False, repr=False)
    _choices: list[list[Choice]] = field(default_factory=list, init=False, repr=False)
    _quickest: int = field(default=0, init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        is_known = self._right and replace(self._setting, seed=setting.seed) == setting
        self._setting = setting
        if is_known:  # but for the seed: the tables below are the same
            return
        seconds = setting.seconds(setting.bandwidth)[-1]
        order = sorted(range(len(seconds)), key=lambda index: seconds[index])
        self._quickest, self._choices = order[0], setting.choices()
        # Samples on which the same points are right share one tuple.
        table = np.stack([setting.points[index].correct for index in order], axis=1)
        kinds, which = np.unique(np.packbits(table, axis=1), axis=0, return_inverse=True)
        flags = np.unpackbits(kinds, axis=1, count=len(order)).astype(bool)
        found = [tuple(itertools.compress(order, row)) for row in flags]
        self._right = [found[kind] for kind in which.ravel().tolist()]
        self._effort = [None if p.effort is None else p.effort.tolist() for p in setting.points]
        self._own = [[p.scaling * s + p.fixed for p in setting.points] for s in setting.platform.stretches]

    def foresee(self, world: World) -> None:
        self._samples, self._jitter = world.samples.tolist(), world.jitter.tolist()
        self._slow = world.slow.tolist()
        self._tick = self._setting.duration / len(self._slow)

    def decide(self, seen: Observation) -> Choice:
        at = seen.index
        left, sample = (self._setting.deadline - seen.waiting) / self._jitter[at], self._samples[at]
        tick = int(seen.now / self._tick)
        slow = self._slow[tick] if tick < len(self._slow) else self._slow[-1]
        right, points, efforts, bandwidth = self._right[sample], self._setting.points, self._effort, seen.bandwidth
        for level in (seen.governor, seen.cap):
            own = self._own[level]
            for index in right:
                point, effort = points[index], efforts[index]
                room = left if effort is None else left / effort[sample]
                if own[index] * slow + point.remote + point.sent / bandwidth <= room:
                    return self._choices[index][GOVERNOR if level == seen.governor else level]
            if seen.cap <= seen.governor:
                break
        return self._choices[self._quickest][GOVERNOR]
