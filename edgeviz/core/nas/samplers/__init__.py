"""The samplers by their keys. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.reward import Goal
from edgeviz.core.nas.samplers.base import Sampler
from edgeviz.core.nas.samplers.controller import RecurrentController
from edgeviz.core.nas.samplers.evolution import RegularizedEvolution
from edgeviz.core.nas.samplers.local import LocalSearch
from edgeviz.core.nas.samplers.nsga2 import Nsga2
from edgeviz.core.nas.samplers.policy import SoftmaxPolicy
from edgeviz.core.nas.samplers.random_search import RandomSearch
from edgeviz.core.nas.samplers.tpe import Tpe
from edgeviz.core.nas.space import Space

SAMPLERS: dict[str, type[Sampler]] = {
    one.key: one
    for one in (RegularizedEvolution, Nsga2, Tpe, LocalSearch, RecurrentController, SoftmaxPolicy, RandomSearch)
}


def make(key: str, space: Space, goal: Goal, seed: int = 0, settings: Mapping[str, Any] | None = None) -> Sampler:
    """A new sampler. Raises EdgeVizError for a key or a setting that there is not."""
    return _kind(key)(space, goal, seed, settings)


def restore(space: Space, state: Mapping[str, Any]) -> Sampler:
    """The sampler whose ``Sampler.state`` it is; what it draws next is what it would have drawn then."""
    return _kind(state.get("sampler")).restored(space, state)


def _kind(key: Any) -> type[Sampler]:
    if not isinstance(key, str) or key not in SAMPLERS:
        raise EdgeVizError(f"There is no sampler {str(key)[:40]!r}.", f"Choose one of {', '.join(SAMPLERS)}.")
    return SAMPLERS[key]
