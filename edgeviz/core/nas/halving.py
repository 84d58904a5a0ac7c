"""Successive halving: many candidates get little training, the best of them more. Scheduling only.

Two ways: in rounds (Jamieson and Talwalkar 2016), where a rung is cut when all of it is known, and asynchronous (ASHA,
Li et al. 2020), where nobody waits and a few are promoted that a full round would have dropped.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import number, whole


@dataclass(frozen=True, slots=True)
class Halving:
    """least, most: budget of the first and of the last rung (epochs, say). factor: one of so many goes on."""

    least: float = 1.0
    most: float = 27.0
    factor: int = 3

    def __post_init__(self) -> None:
        number("the smallest budget", self.least, 0.0, 1e9, above=True)
        number("the largest budget", self.most, 0.0, 1e9, above=True)
        whole("the factor of successive halving", self.factor, 2, 100)
        if self.most < self.least:
            raise EdgeVizError(
                f"The largest budget, {self.most:g}, is below the smallest, {self.least:g}.", "Exchange the two."
            )

    @property
    def budgets(self) -> tuple[float, ...]:
        """Of each rung, growing by ``factor``; the last one is ``most`` itself."""
        found = [self.least]
        while found[-1] * self.factor < self.most * (1 - 1e-9):
            found.append(found[-1] * self.factor)
        return tuple(found) if found[-1] >= self.most else (*found, self.most)

    def sizes(self, count: int) -> tuple[int, ...]:
        """Candidates in each rung, of ``count`` in the first; at least one reaches the last."""
        whole("candidates", count, 1, 1 << 40)
        sizes = [count]
        for _ in self.budgets[1:]:
            sizes.append(max(1, sizes[-1] // self.factor))
        return tuple(sizes)

    def total(self, count: int, resumed: bool = True) -> float:
        """Budget that ``count`` candidates take together. ``resumed``: training goes on where it stopped."""
        budgets, sizes = self.budgets, self.sizes(count)
        before = (0.0, *budgets[:-1]) if resumed else (0.0,) * len(budgets)
        return math.fsum(size * (spent - had) for size, spent, had in zip(sizes, budgets, before, strict=True))

    def survivors(self, rung: int, scores: Mapping[str, float | None]) -> list[str]:
        """Keys that go on when a whole rung is known, best first; None is a candidate that failed, it never does.

        Ties are broken by the key, so that the order of the results is without effect.
        """
        if not 0 <= rung < len(self.budgets) - 1:
            return []
        return _ranked(scores)[: max(1, len(scores) // self.factor)]

    def promotion(
        self, rungs: Sequence[Mapping[str, float | None]], taken: Sequence[frozenset[str]]
    ) -> Promotion | None:
        """What to train further now (ASHA), the highest rung first; None: begin a new candidate.

        rungs: what is known in each rung, by key. taken: keys already promoted out of each. A candidate is promoted if
        it is among the best ``1 / factor`` of those that its rung knows so far.
        """
        for rung in range(len(self.budgets) - 2, -1, -1):
            if rung >= len(rungs):
                continue
            gone = taken[rung] if rung < len(taken) else frozenset()
            for key in _ranked(rungs[rung])[: len(rungs[rung]) // self.factor]:
                if key not in gone:
                    return Promotion(key, rung + 1, self.budgets[rung + 1])
        return None


@dataclass(frozen=True, slots=True)
class Promotion:
    """Train the architecture ``key`` up to ``budget``; its result belongs to ``rung``."""

    key: str
    rung: int
    budget: float


def _ranked(scores: Mapping[str, float | None]) -> list[str]:
    known = [(-score, key) for key, score in scores.items() if score is not None and not math.isnan(score)]
    return [key for _, key in sorted(known)]
