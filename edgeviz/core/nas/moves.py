"""From architectures to others: random ones, mutations, children of two parents, neighbours.

All take a numpy generator and change nothing; whatever comes out belongs to the space. A choice that comes into being
with a change gets a random value (a neighbour: its first one), one that ceases to exist is dropped.
"""

from __future__ import annotations

from numpy.random import Generator

from edgeviz.core.nas.space import ABSENT, Genes, Space


def draw(space: Space, rng: Generator) -> Genes:
    """A random architecture: every choice that exists takes each of its values equally often.

    Where choices have conditions that is *not* every architecture equally often: deep networks, of which there are
    by far the most, are drawn no more often than shallow ones (as Once-for-All samples its sub-networks).
    """
    genes: list[int] = []
    for index, (size, chance) in enumerate(zip(space.sizes, rng.random(len(space.sizes)).tolist(), strict=True)):
        genes.append(int(chance * size) if not space.needs[index] or space.exists(index, genes) else ABSENT)
    return tuple(genes)


def changeable(space: Space, genes: Genes) -> list[int]:
    """Choices that exist and could take another value."""
    return [index for index, gene in enumerate(genes) if gene != ABSENT and space.sizes[index] > 1]


def mutate(space: Space, genes: Genes, rng: Generator, rate: float = 0.0) -> Genes:
    """Another value for one choice at random, and for every other one with probability ``rate``.

    With ``rate`` 0 that is the mutation of regularized evolution (Real et al. 2019, section 3). Only a space without
    alternatives gives ``genes`` back.
    """
    free = changeable(space, genes)
    if not free:
        return genes
    chosen = {free[int(rng.integers(len(free)))]}
    if rate > 0:
        chosen.update(
            index for index, chance in zip(free, rng.random(len(free)).tolist(), strict=True) if chance < rate
        )
    changed = list(genes)
    for index in chosen:
        # One of the other values: those from the old one on are moved up by one.
        gene = int(rng.integers(space.sizes[index] - 1))
        changed[index] = gene + (gene >= genes[index])
    return completed(space, changed, rng)


def cross(space: Space, one: Genes, other: Genes, rng: Generator) -> Genes:
    """A child that takes every choice from either parent with equal chances; what only one has, from that one."""
    picks = rng.random(len(one)).tolist()
    mixed = []
    for mine, theirs, pick in zip(one, other, picks, strict=True):
        first, second = (mine, theirs) if pick < 0.5 else (theirs, mine)
        mixed.append(first if first != ABSENT else second)
    return completed(space, mixed, rng)


def neighbours(space: Space, genes: Genes) -> list[Genes]:
    """All that differ from ``genes`` in the value of one choice, in a fixed order."""
    found = []
    for index in changeable(space, genes):
        found += [
            completed(space, [*genes[:index], gene, *genes[index + 1 :]], None)
            for gene in range(space.sizes[index])
            if gene != genes[index]
        ]
    return found


def completed(space: Space, genes: list[int], rng: Generator | None) -> Genes:
    """``genes`` with what their values call into being, at random or (without ``rng``) the first value."""
    result: list[int] = []
    for index, gene in enumerate(genes):
        if space.needs[index] and not space.exists(index, result):
            result.append(ABSENT)
        elif gene == ABSENT:
            result.append(0 if rng is None else int(rng.integers(space.sizes[index])))
        else:
            result.append(gene)
    return tuple(result)
