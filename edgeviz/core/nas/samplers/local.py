"""Local search: move to the first better neighbour; where there is none, begin again elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from edgeviz.core.nas.moves import draw, mutate, neighbours
from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of
from edgeviz.core.nas.space import Architecture, Genes


@dataclass(frozen=True, slots=True)
class LocalSettings(Settings):
    draws: int = count_of(10, 1, 10_000, "random candidates, the best of which is where it starts")
    kick: int = count_of(
        0, 0, 1000, "choices of the best one changed to leave a local optimum; 0 begins at random again"
    )


class LocalSearch(Sampler):
    """Neighbours differ in one choice and are tried in random order; a better one is moved to at once.

    At a local optimum it begins again with ``draws`` new ones, or with ``kick`` from the best known architecture, that
    many choices changed (iterated local search). Asked while the last neighbours are still open, it does so too.
    """

    key = "local"
    title = "Local search"
    source = "White et al. 2021 (first better neighbour); restarts as in Lourenço et al. 2003."
    settings_type = LocalSettings
    settings: LocalSettings

    def _start(self) -> None:
        self._centre: Told | None = None
        self._best: Told | None = None
        #: Neighbours of the centre that were not asked for, the next one last.
        self._queue: list[Genes] = []
        self._to_draw = self.settings.draws
        self._kicked: set[str] = set()
        self._climbs = 0

    @property
    def generation(self) -> int:
        return self._climbs

    @property
    def facts(self) -> dict[str, float]:
        best = {} if self._centre is None or self._centre.score is None else {"reward here": self._centre.score}
        return {**best, "moves": float(self._climbs), "neighbours left": float(len(self._queue))}

    def _propose(self, rng: Generator) -> Genes:
        if self._to_draw > 0:
            return draw(self.space, rng)
        for genes in reversed(self._queue):
            if not self.seen(genes):
                return genes
        if self._best is None or self.settings.kick == 0:
            return draw(self.space, rng)
        genes = self._best.genes
        for _ in range(self.settings.kick):
            genes = mutate(self.space, genes, rng)
        return genes

    def _asked(self, architecture: Architecture) -> None:
        if self._to_draw > 0:
            self._to_draw -= 1
            return
        while self._queue and self.seen(self._queue[-1]):
            if self._queue.pop() == architecture.genes:
                return
        # No neighbour was left. Wherever a kick led, it is climbed from there.
        if self.settings.kick:
            self._kicked.add(architecture.key)
        else:
            self._centre, self._to_draw = None, self.settings.draws - 1

    def _learn(self, told: Told, before: Told | None) -> None:
        kicked = told.key in self._kicked
        self._kicked.discard(told.key)
        if told.score is None:
            return
        if self._best is None or told.score > _score(self._best):
            self._best = told
        if self._centre is None or told.score > _score(self._centre) or (kicked and not self._queue):
            self._climbs += 1
            self._centre = told
            around = [genes for genes in neighbours(self.space, told.genes) if not self.seen(genes)]
            order = np.random.default_rng((self.seed, self._climbs, 1)).permutation(len(around))
            self._queue = [around[index] for index in order]


def _score(told: Told) -> float:
    return float("-inf") if told.score is None else told.score
