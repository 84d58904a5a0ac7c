"""How policies stand against one another over seeds, and whether adapting pays."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edgeviz.core.adaptive.metrics import Estimate, Figures
from edgeviz.core.adaptive.policies import POLICIES
from edgeviz.core.adaptive.policies.static import BestMean, Safe, Static
from edgeviz.core.statistics import student

#: What stands before the name of the point of a static policy.
STATIC = f"{Static.title}: "


@dataclass(frozen=True, slots=True)
class Played:
    """One run's figures, handed over as soon as they are there."""

    seed: int
    policy: str
    figures: Figures


@dataclass(frozen=True)
class Standing:
    """A policy over all seeds. name: what it calls itself, such as the point that it chose."""

    policy: str
    name: str
    figures: Sequence[Figures]
    estimates: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Contest:
    """The best adaptive policy against the best static choice in hindsight, on the same worlds.

    difference: of the shares of requests answered correctly and in time, adaptive − static. reach: half the 95 %
    interval of the mean over the seeds; NaN for one seed.
    """

    adaptive: str
    static: str
    difference: float
    reach: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0; with one seed nobody knows."""
        return abs(self.difference) > self.reach


@dataclass(frozen=True)
class Table:
    """The standings after ``seeds`` seeds."""

    seeds: int
    standings: tuple[Standing, ...]
    contest: Contest | None


def contest(standings: Sequence[Standing]) -> Contest | None:
    """None without a static choice, without an adaptive policy, or without a request. Seeds are paired."""
    static = [one for one in standings if one.policy.startswith(STATIC)]
    titles = {kind.title for kind in POLICIES.values() if kind.clairvoyant or kind in (Static, BestMean, Safe)}
    adaptive = [one for one in standings if one not in static and one.policy not in titles]
    if not static or not adaptive:
        return None
    best, other = max(static, key=_accuracy), max(adaptive, key=_accuracy)
    pairs = [
        difference
        for a, b in zip(other.figures, best.figures, strict=True)
        if not math.isnan(difference := a.accuracy - b.accuracy)
    ]
    if not pairs:
        return None
    reach = math.nan
    if len(pairs) > 1:
        reach = student(len(pairs) - 1) * float(np.std(pairs, ddof=1)) / math.sqrt(len(pairs))
    return Contest(other.policy, best.policy.removeprefix(STATIC), sum(pairs) / len(pairs), reach)


def _accuracy(one: Standing) -> float:
    mean = one.estimates["accuracy"].mean
    return -math.inf if math.isnan(mean) else mean
