"""Random search: what every other sampler has to beat."""

from __future__ import annotations

from numpy.random import Generator

from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.samplers.base import Sampler, Told
from edgeviz.core.nas.space import Genes


class RandomSearch(Sampler):
    key = "random"
    title = "Random search"
    source = "Every choice draws each of its values equally often."

    def _propose(self, rng: Generator) -> Genes:
        return draw(self.space, rng)

    def _learn(self, told: Told, before: Told | None) -> None:
        """It learns nothing."""
