"""How large the networks of a space are: the smallest, the largest, and some at random between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from edgeviz.core.nas.moves import completed, draw
from edgeviz.core.nas.space import ABSENT, Architecture, Genes, Space


@dataclass(frozen=True)
class Sizes:
    """macs, parameters: least and most of ``built`` networks; found by a search, not proven."""

    macs: tuple[float, float]
    parameters: tuple[float, float]
    built: int


def extreme(space: Space, size: Callable[[Architecture], float], largest: bool) -> Architecture:
    """The architecture of the least or the greatest ``size`` that one walk over the choices finds.

    Numbers start at their end; then every choice in turn takes its best value, the others kept.
    """
    sign = 1.0 if largest else -1.0
    genes: list[int] = []
    for index, choice in enumerate(space.choices):
        if not space.exists(index, genes):
            genes.append(ABSENT)
            continue
        numbers = [float(one) if isinstance(one, int | float) else 0.0 for one in choice.values]
        genes.append(int(np.argmax([sign * one for one in numbers])))
    best: Genes = tuple(genes)
    known = {best: sign * size(space.architecture(best))}
    for index, choice in enumerate(space.choices):
        # Numbers are at their end already: only what has no order is tried.
        if best[index] == ABSENT or all(isinstance(one, int | float) and one is not True for one in choice.values):
            continue
        for gene in range(len(choice.values)):
            changed = completed(space, [*best[:index], gene, *best[index + 1 :]], None)
            if changed not in known:
                known[changed] = sign * size(space.architecture(changed))
        best = max(known, key=lambda one: known[one])
    return space.architecture(best)


def some(space: Space, count: int, seed: int = 0) -> list[Architecture]:
    """``count`` random architectures, each once."""
    rng = np.random.default_rng(seed)
    found = dict.fromkeys(draw(space, rng) for _ in range(count))
    return [space.architecture(genes) for genes in found]
