"""The predicted front as the window shows it: recipes, what they cost, and how accurate they are likely to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.prediction import expected
from edgeviz.core.recipe import Recipe

Floats = NDArray[np.float64]
#: Evaluations without which no accuracy can be predicted.
LEAST_PAIRS = 3


@dataclass(frozen=True, eq=False)
class PredictedFront:
    """Recipes of rising cost and falling loss.

    quantity: the name of what is spent, "size" or "bops". recipe_at: builds the recipe of a point. costs, losses:
    [n], in stored units. accuracies, low, high: [n], fractions, empty while fewer than ``LEAST_PAIRS`` evaluations
    are there to learn them from; pairs: how many there were.
    """

    quantity: str
    recipe_at: Callable[[int], Recipe]
    costs: Floats
    losses: Floats
    accuracies: Floats
    low: Floats
    high: Floats
    pairs: int

    def __len__(self) -> int:
        return len(self.costs)

    @property
    def has_accuracy(self) -> bool:
        return len(self.accuracies) > 0

    def within(self, cost: float) -> int | None:
        """The point of least loss that costs at most ``cost``; None where every one costs more."""
        found = int(np.searchsorted(self.costs, cost * (1 + 1e-12), side="right")) - 1
        return found if found >= 0 else None

    def reaching(self, accuracy: float) -> int | None:
        """The cheapest point predicted to be at least this accurate; None where there is none."""
        found = np.flatnonzero(self.accuracies >= accuracy - 1e-12)
        return int(found[0]) if len(found) else None

    def index_of(self, recipe: Recipe, cost: float) -> int | None:
        """Where a recipe with the widths of ``recipe``, whose predicted cost is ``cost``, is among the points."""
        found = self.within(cost + 0.5)
        if found is None or abs(self.costs[found] - cost) > 0.5:
            return None
        return found if self.recipe_at(found).layers == recipe.layers else None

    def evaluation(self, index: int) -> Evaluation:
        """The point as an evaluation whose every figure is predicted."""
        metrics = [Metric(self.quantity, float(self.costs[index]), Provenance.PREDICTED)]
        if self.has_accuracy:
            value, low, high = (float(values[index]) for values in (self.accuracies, self.low, self.high))
            metrics.append(Metric("accuracy", value, Provenance.PREDICTED, low, high))
        return Evaluation(self.recipe_at(index), {metric.name: metric for metric in metrics}, source="front")

    def spread(self, count: int) -> list[int]:
        """``count`` points or fewer, from end to end, where the accuracy is expected to fall: a fit needs those."""
        return expected().spread(self.losses, count)
