"""How far predictions from a table of layers are off: on recipes, and on models, that it was not learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edgeviz.core.device.timings import LEAST_MEASURED, Timings, Trial, operator_seconds, work_of
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


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a table says of models that it had measured nothing of.

    withheld: recipes for which no figure is shown, because most of their time is in layers that nobody measured.
    errors: of the figures that are shown; None where there is none.
    """

    recipes: int
    models: tuple[str, ...]
    withheld: int
    errors: Errors | None


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
    return _errors([(one.model, predicted(one, timings) / one.seconds - 1) for one in timings.trials])


@last_answer
def transfer(timings: Timings) -> Transfer | None:
    """Over all models that were predicted before anything of them was measured; None where there are none."""
    if not timings.unseen:
        return None
    models = tuple(dict.fromkeys(one.model for one in timings.unseen))
    shown = [(one.model, one.predicted / one.seconds - 1) for one in timings.unseen if one.known >= LEAST_MEASURED]
    withheld = len(timings.unseen) - len(shown)
    return Transfer(len(timings.unseen), models, withheld, _errors(shown) if shown else None)


def errors_for(timings: Timings, model: str) -> Errors | None:
    """How far predictions of ``model`` may be off: by the trials where it was measured, else by the unseen models."""
    if model in timings.models:
        return errors(timings)
    found = transfer(timings)
    return found.errors if found is not None else None


def _errors(rows: Sequence[tuple[str, float]]) -> Errors:
    """Of (model, relative error)."""
    # Only here: the command line's --help waits for no arrays.
    import numpy as np

    found = np.array([error for _, error in rows])
    low, high = np.quantile(found, [0.1, 0.9])
    sizes = np.abs(found)
    models = tuple(dict.fromkeys(model for model, _ in rows))
    within = float(np.mean(sizes <= ERROR))
    return Errors(len(found), models, within, float(np.median(sizes)), float(low), float(high), float(sizes.max()))
