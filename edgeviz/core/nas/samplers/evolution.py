"""Regularized evolution: the youngest survive, a mutation of the best of a few of them comes next."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from numpy.random import Generator

from edgeviz.core.nas.moves import draw, mutate
from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of
from edgeviz.core.nas.space import Genes


@dataclass(frozen=True, slots=True)
class EvolutionSettings(Settings):
    population: int = count_of(20, 2, 10_000, "candidates that live at once; the oldest dies")
    sample: int = count_of(10, 1, 10_000, "candidates drawn from them, the best of which is the parent")


class RegularizedEvolution(Sampler):
    """The first asks are random, until ``population`` are asked or told. Then a mutation of the best of ``sample`` is.

    Those are drawn with replacement. Age is the order of the tells. What failed never lives. Asked while the population
    is not yet told, it mutates the best of those that are.
    """

    key = "evolution"
    title = "Regularized evolution"
    source = (
        "Real et al. 2019, algorithm 1; one mutation a child, none that was asked before. A population for hundreds of "
        "candidates (theirs: 100 and 25, for 20,000)."
    )
    settings_type = EvolutionSettings
    settings: EvolutionSettings

    def _start(self) -> None:
        self._alive: deque[str] = deque(maxlen=self.settings.population)

    @property
    def generation(self) -> int:
        return len(self.known) // self.settings.population

    @property
    def facts(self) -> dict[str, float]:
        scores = [score for key in self._alive if (score := self.known[key].score) is not None]
        if not scores:
            return {}
        return {"population": float(len(scores)), "mean reward": sum(scores) / len(scores), "best reward": max(scores)}

    def _propose(self, rng: Generator) -> Genes:
        beginning = max(self._asks, len(self._alive)) < self.settings.population
        if beginning or not self._alive:
            return draw(self.space, rng)
        alive = self._alive
        chosen = [self.known[alive[index]] for index in rng.integers(len(alive), size=self.settings.sample).tolist()]
        return mutate(self.space, max(chosen, key=_score).genes, rng)

    def _learn(self, told: Told, before: Told | None) -> None:
        if before is not None and told.key in self._alive:
            self._alive.remove(told.key)
        if told.score is not None:
            self._alive.append(told.key)


def _score(told: Told) -> float:
    return float("-inf") if told.score is None else told.score
