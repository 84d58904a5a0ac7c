"""NSGA-II: a population that spreads along the front of several objectives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from edgeviz.core.nas.moves import cross, draw, mutate
from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of, share_of
from edgeviz.core.nas.space import Genes
from edgeviz.core.pareto import non_dominated


@dataclass(frozen=True, slots=True)
class Nsga2Settings(Settings):
    population: int = count_of(16, 4, 10_000, "parents kept, and children of a generation")
    crossover: float = share_of(0.9, 0.0, 1.0, "probability that a child has two parents")
    mutation: float = share_of(
        0.0, 0.0, 1.0, "probability that each further choice of a child changes; one always does"
    )


class Nsga2(Sampler):
    """After every ``population`` results the best of parents and children are kept: by front, then by crowding.

    Parents are chosen by tournaments of two. Children asked for beyond a generation come from the same parents.
    """

    key = "nsga2"
    title = "NSGA-II"
    source = (
        "Deb et al. 2002; uniform crossover, one mutation a child, none that was asked before. A population for "
        "hundreds of candidates."
    )
    seeks_front = True
    settings_type = Nsga2Settings
    settings: Nsga2Settings

    def _start(self) -> None:
        self._parents: list[str] = []
        self._rank: NDArray[np.float64] = np.zeros(0)
        self._children: list[str] = []
        self._generation = 0

    @property
    def generation(self) -> int:
        return self._generation

    @property
    def facts(self) -> dict[str, float]:
        return {"parents": float(len(self._parents)), "on the first front": float((self._rank < 1.0).sum())}

    def _propose(self, rng: Generator) -> Genes:
        if len(self._parents) < 2:
            return draw(self.space, rng)
        one, other = self._tournament(rng), self._tournament(rng)
        crossed = rng.random() < self.settings.crossover
        child = cross(self.space, one, other, rng) if crossed else one
        return mutate(self.space, child, rng, self.settings.mutation)

    def _tournament(self, rng: Generator) -> Genes:
        first, second = rng.integers(len(self._parents), size=2).tolist()
        best = first if self._rank[first] <= self._rank[second] else second
        return self.known[self._parents[best]].genes

    def _learn(self, told: Told, before: Told | None) -> None:
        if told.costs is None:
            return
        if before is None or before.costs is None:
            self._children.append(told.key)
        if len(self._children) >= self.settings.population:
            self._select()

    def _select(self) -> None:
        pool = [key for key in (*self._parents, *self._children) if self.known[key].costs is not None]
        costs = np.array([self.known[key].costs for key in pool])
        rank = ranking(costs)
        order = np.argsort(rank, kind="stable")[: self.settings.population]
        self._parents = [pool[index] for index in order]
        self._rank = rank[order]
        self._children = []
        self._generation += 1


def ranking(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Front number (from 0) plus a share below 1 that is smaller the less crowded a point is: smaller is better."""
    rank = np.zeros(len(costs))
    left = np.arange(len(costs))
    front = 0
    while left.size:
        here = non_dominated(costs[left])
        members = left[here]
        rank[members] = front + 1.0 / (2.0 + crowding(costs[members]))
        left = left[~here]
        front += 1
    return rank


def crowding(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Crowding distance of each point of one front (Deb et al. 2002, section III-B), infinite at the ends.

    Of points that are equal only the first keeps its distance: copies do not spread a front.
    """
    count, objectives = costs.shape
    distance = np.zeros(count)
    for column in range(objectives):
        order = np.argsort(costs[:, column], kind="stable")
        values = costs[order, column]
        span = values[-1] - values[0]
        distance[order[[0, -1]]] = np.inf
        if span > 0 and count > 2:
            distance[order[1:-1]] += (values[2:] - values[:-2]) / span
    _, first = np.unique(costs, axis=0, return_index=True)
    copies = np.ones(count, dtype=bool)
    copies[first] = False
    distance[copies] = 0.0
    return distance
