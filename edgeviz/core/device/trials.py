"""How far predictions from a table of layers are off, on recipes that it was not learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edgeviz.core.device.timings import Timings, Trial, operator_seconds, work_of
from edgeviz.core.graph import ModelGraph
from edgeviz.core.memo import last_answer
from edgeviz.core.recipe import Recipe

#: What nn-Meter (Zhang et al., MobiSys 2021) aims at: so large a share of predictions within so small an error.
SHARE, ERROR = 0.9, 0.1


@dataclass(frozen=True, slots=True)
class Errors:
    """Relative errors of predictions, (predicted - measured) / measured.

    within: share with an error of at most ``ERROR``. median, largest: of their absolute values. low, high: eight of
    ten lie between (the 10 % and 90 % quantiles).
    """

    recipes: int
    models: tuple[str, ...]
    within: float
    median: float
    low: float
    high: float
    largest: float

    @property
    def reaches_aim(self) -> bool:
        return self.within >= SHARE


def tried(timings: Timings, found: Sequence[tuple[ModelGraph, Recipe, float]], known: Sequence[Trial] = ()) -> Timings:
    """``timings`` with the measured seconds of recipes as its trials; of models not among them ``known`` ones stay."""
    names = {graph.name for graph, _, _ in found}
    plain = replace(timings, scale=1.0, per_layer=0.0, _known={})
    trials = [one for one in known if one.model not in names]
    for graph, recipe, seconds in found:
        work = work_of(graph, recipe)
        parts = sum(plain.layer_seconds(layer, row) for layer, row in work.layers) + operator_seconds(work, plain)
        elements = sum(work.crossings)
        trials.append(Trial(graph.name, parts, len(work.layers), len(work.crossings), elements, seconds))
    return replace(timings, trials=tuple(trials), _known={})


def predicted(trial: Trial, timings: Timings) -> float:
    """Seconds that ``timings`` predicts for ``trial``."""
    own = timings.scale * trial.parts + timings.per_layer * trial.layers
    crossings = timings.crossing * trial.crossings + timings.crossing_element * trial.elements
    return max(0.0, own + crossings + timings.constant)


@last_answer
def errors(timings: Timings) -> Errors | None:
    """Over all trials of ``timings``; None where there are none."""
    if not timings.trials:
        return None
    # Only here: the command line's --help waits for no arrays.
    import numpy as np

    found = np.array([predicted(one, timings) / one.seconds - 1 for one in timings.trials])
    low, high = np.quantile(found, [0.1, 0.9])
    sizes = np.abs(found)
    models = tuple(dict.fromkeys(one.model for one in timings.trials))
    within = float(np.mean(sizes <= ERROR))
    return Errors(len(found), models, within, float(np.median(sizes)), float(low), float(high), float(sizes.max()))
