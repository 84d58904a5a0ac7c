"""The lines of a parallel-coordinates plot as arrays: what to draw, without any drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES, Evaluation, Metric
from edgeviz.core.spec import Spec

Floats = NDArray[np.float64]

#: Axes that are no metric: the mean widths of a recipe, weighted by the layers' numbers of weights.
WEIGHT_BITS, ACTIVATION_BITS = "weight_bits", "activation_bits"


@dataclass(frozen=True)
class Lines:
    """One row of ``values`` [rows, axes] for each line, in stored units; NaN where a value is not known.

    evaluations: those the rows stand for, where they are recipes. rising: axes on which more is better.
    """

    evaluations: tuple[Evaluation, ...]
    names: tuple[str, ...]
    values: Floats
    rising: frozenset[str] = frozenset(name for name, one in QUANTITIES.items() if one.higher_is_better)

    def __len__(self) -> int:
        return len(self.values)

    def bounds(self) -> Floats:
        """Lowest and highest value of each axis: [axes, 2]. Equal ones are spread, so that a line has a place."""
        low, high = np.nanmin(self.values, axis=0), np.nanmax(self.values, axis=0)
        same = high <= low
        spread = np.where(low == 0, 1.0, np.abs(low) * 0.05)
        return np.column_stack([np.where(same, low - spread, low), np.where(same, high + spread, high)])

    def heights(self) -> Floats:
        """Each value's place on its axis, 0 at the bottom and 1 at the top; the better end is always up."""
        bounds = self.bounds()
        share = (self.values - bounds[:, 0]) / (bounds[:, 1] - bounds[:, 0])
        return np.where(self.is_flipped(), 1 - share, share)

    def is_flipped(self) -> NDArray[np.bool_]:
        """Which axes run from high values at the bottom to low ones at the top, because less is better."""
        return np.array([name not in self.rising for name in self.names])

    def chosen(self, limits: Mapping[str, tuple[float, float]]) -> NDArray[np.bool_]:
        """Which lines lie within ``limits``, heights (low, high) by axis. An unknown value lies nowhere."""
        heights = self.heights()
        kept = np.ones(len(self), bool)
        for name, (low, high) in limits.items():
            if name in self.names:
                at = heights[:, self.names.index(name)]
                kept &= (at >= low - 1e-9) & (at <= high + 1e-9)
        return kept


def lines(
    graph: ModelGraph, evaluations: Sequence[Evaluation], lookup: Callable[[Evaluation, str], Metric | None]
) -> Lines:
    """The axes on which the recipes differ, metrics first, and where each recipe lies on them."""
    columns: dict[str, Floats] = {}
    for name in QUANTITIES:
        found = (lookup(evaluation, name) for evaluation in evaluations)
        columns[name] = np.array([np.nan if metric is None else metric.value for metric in found])
    for name, part in ((WEIGHT_BITS, "weight"), (ACTIVATION_BITS, "activation")):
        columns[name] = np.array([_mean_bits(graph, evaluation, part) for evaluation in evaluations])
    kept = {name: column for name, column in columns.items() if _differs(column)}
    values = np.column_stack(list(kept.values())) if kept else np.empty((len(evaluations), 0))
    return Lines(tuple(evaluations), tuple(kept), values)


def _differs(column: Floats) -> bool:
    known = column[~np.isnan(column)]
    # np.unique would import a good deal of numpy that nothing else here needs.
    return bool(len(known)) and bool((known != known[0]).any())


def _mean_bits(graph: ModelGraph, evaluation: Evaluation, part: str) -> float:
    total = weights = 0
    for layer in graph.layers:
        if part == "weight" or layer.input:
            spec: Spec = getattr(evaluation.recipe[layer.key], part)
            total += spec.bits * layer.weight_elements
            weights += layer.weight_elements
    return total / weights if weights else np.nan


def nearest_line(heights: Floats, axis: int, share: float, height: float, within: float) -> int | None:
    """The line nearest to a place ``share`` of the way from ``axis`` to the next; None beyond ``within``."""
    if not len(heights):
        return None
    there = heights[:, axis] + share * (heights[:, axis + 1] - heights[:, axis])
    distance = np.abs(there - height)
    if np.isnan(distance).all():
        return None
    found = int(np.nanargmin(distance))
    return found if distance[found] <= within else None
