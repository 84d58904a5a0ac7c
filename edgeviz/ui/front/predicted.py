"""The predicted front as the window shows it: recipes, what they cost, and how accurate they are likely to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.frontier import OBJECTIVES
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.prediction import expected
from edgeviz.core.recipe import Recipe

Floats = NDArray[np.float64]
#: Evaluations without which no accuracy can be predicted.
LEAST_PAIRS = 3


@dataclass(frozen=True, eq=False)
class Baseline:
    """What the front is compared with. costs, losses, accuracies: [n], by rising cost; recipe_at builds a recipe."""

    costs: Floats
    losses: Floats
    accuracies: Floats
    recipe_at: Callable[[int], Recipe]

    def within(self, cost: float) -> int | None:
        """The point of least loss that costs at most ``cost``; None where every one costs more."""
        count = int(np.searchsorted(self.costs, cost * (1 + 1e-12), side="right"))
        return int(np.argmin(self.losses[:count])) if count else None


@dataclass(frozen=True, eq=False)
class Second:
    """A second cost: its name, what each point of the front spends, all that can be spent, and the limit set."""

    quantity: str
    costs: Floats
    least: float
    most: float
    limit: float


@dataclass(frozen=True, eq=False)
class PredictedFront:
    """Recipes of rising cost and falling loss.

    quantity: the name of what is spent, one of ``core.frontier.possible_costs``. recipe_at: builds the recipe of a
    point. costs, losses: [n], in stored units. accuracies, low, high: [n], fractions, empty while fewer than
    ``LEAST_PAIRS`` evaluations are there to learn them from; pairs: how many there were. greedy, uniform: what to
    compare with. second: set where three objectives are weighed; the points are then those within its limit.
    tolerance: by how much the costs may be above those of the true front, empty where it is exact.
    """

    quantity: str
    recipe_at: Callable[[int], Recipe]
    costs: Floats
    losses: Floats
    accuracies: Floats
    low: Floats
    high: Floats
    pairs: int
    greedy: Baseline | None = None
    uniform: Baseline | None = None
    second: Second | None = None
    tolerance: Mapping[str, float] = field(default_factory=dict)

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
        # Sizes are whole bytes; seconds and joules are rounded in their last digits.
        room = 0.5 if self.quantity in OBJECTIVES else 1e-9 * abs(cost)
        found = self.within(cost + room)
        if found is None or abs(self.costs[found] - cost) > room:
            return None
        return found if self.recipe_at(found).layers == recipe.layers else None

    def evaluation(self, index: int) -> Evaluation:
        """The point as an evaluation whose every figure is predicted."""
        metrics = [Metric(self.quantity, float(self.costs[index]), provenance_of(self.quantity))]
        if self.second is not None:
            name = self.second.quantity
            metrics.append(Metric(name, float(self.second.costs[index]), provenance_of(name)))
        if self.has_accuracy:
            value, low, high = (float(values[index]) for values in (self.accuracies, self.low, self.high))
            metrics.append(Metric("accuracy", value, Provenance.PREDICTED, low, high))
        return Evaluation(self.recipe_at(index), {metric.name: metric for metric in metrics}, source="front")

    def spread(self, count: int) -> list[int]:
        """``count`` points or fewer, from end to end, where the accuracy is expected to fall: a fit needs those."""
        return expected().spread(self.losses, count)


def provenance_of(quantity: str) -> Provenance:
    """How sure a cost is before anything ran: a size is a prediction of the file, the others are a model's."""
    return Provenance.PREDICTED if quantity == "size" else Provenance.MODELLED
