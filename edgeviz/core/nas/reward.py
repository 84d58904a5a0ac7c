"""What a search is after: one reward of accuracy and cost, or several objectives at once.

The reward is MnasNet's (Tan et al. 2019, equations 2 and 3): ACC · (LAT / T)^w with w = α where LAT ≤ T and w = β
beyond it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES, Metric
from edgeviz.core.training import number

#: Twice the latency for 5 % more accuracy: MnasNet's soft constraint.
SOFT = (-0.07, -0.07)
#: What meets the target is not rewarded for being faster, what misses it pays in full: the hard one.
HARD = (0.0, -1.0)


@dataclass(frozen=True, slots=True)
class Reward:
    """ACC · (LAT / T)^w. ``target``: T, in the unit that ``cost`` is stored in (seconds for a latency).

    alpha, beta: exponents up to the target and beyond it, at most 0. accuracy, cost: the metrics that are read.
    """

    target: float
    alpha: float = SOFT[0]
    beta: float = SOFT[1]
    accuracy: str = "accuracy"
    cost: str = "latency"

    def __post_init__(self) -> None:
        number("the target", self.target, 0.0, 1e30, above=True)
        number("the exponent up to the target", self.alpha, -100.0, 0.0)
        number("the exponent beyond the target", self.beta, -100.0, 0.0)
        for name, higher in ((self.accuracy, True), (self.cost, False)):
            known = [q.name for q in QUANTITIES.values() if q.higher_is_better is higher]
            if name not in known:
                raise EdgeVizError(f"{str(name)[:40]} is nothing to reward.", f"Choose one of {', '.join(known)}.")

    def value(self, accuracy: ArrayLike, cost: ArrayLike) -> NDArray[np.float64]:
        """The reward of accuracies (fractions) and costs above 0, element by element."""
        share = np.asarray(cost, dtype=float) / self.target
        return np.asarray(accuracy, dtype=float) * share ** np.where(share <= 1.0, self.alpha, self.beta)

    def of(self, accuracy: float, cost: float) -> float:
        """The reward of one network. Raises EdgeVizError for a cost that is not above 0."""
        if not cost > 0:
            raise EdgeVizError(
                f"A {self.cost} of {cost:g} cannot be rewarded.", "It must be above 0: measure it again."
            )
        share = cost / self.target
        return float(accuracy * share ** (self.alpha if share <= 1.0 else self.beta))

    def contour(self, level: float, costs: ArrayLike) -> NDArray[np.float64]:
        """The accuracies that have the reward ``level`` at ``costs``, a line over the plot; NaN where it is above 1."""
        share = np.asarray(costs, dtype=float) / self.target
        needed = level / share ** np.where(share <= 1.0, self.alpha, self.beta)
        return np.where(needed <= 1.0, needed, np.nan)

    def contours(
        self, cost_range: tuple[float, float], accuracy_range: tuple[float, float], count: int = 6, points: int = 200
    ) -> list[tuple[float, NDArray[np.float64], NDArray[np.float64]]]:
        """(level, costs, accuracies) of ``count`` lines of equal reward that cross the stated part of the plot.

        Levels are evenly spaced between the worst and the best corner, without these. Costs are spaced evenly in
        their logarithm and have the target among them, where the line bends. Accuracies outside the range are NaN.
        """
        low, high = cost_range
        if not 0 < low < high or not accuracy_range[0] < accuracy_range[1]:
            raise EdgeVizError("There is no such part of the plot.", "Costs must be above 0, and both ranges rise.")
        costs = np.geomspace(low, high, points)
        if low < self.target < high:
            costs = np.sort(np.append(costs, self.target))
        corners = self.value(accuracy_range, (high, low))
        lines = []
        for level in np.linspace(corners[0], corners[1], count + 2)[1:-1]:
            needed = self.contour(float(level), costs)
            inside = (needed >= accuracy_range[0]) & (needed <= accuracy_range[1])
            lines.append((float(level), costs, np.where(inside, needed, np.nan)))
        return lines


@dataclass(frozen=True, slots=True)
class Goal:
    """What samplers are told of a candidate: the reward, and for those that seek a front its objectives as costs."""

    reward: Reward
    objectives: tuple[str, ...] = field(default=("accuracy", "latency"))

    def __post_init__(self) -> None:
        object.__setattr__(self, "objectives", tuple(self.objectives))
        for name in self.objectives:
            if name not in QUANTITIES:
                raise EdgeVizError(f"There is no metric {str(name)[:40]!r}.", f"Choose among {', '.join(QUANTITIES)}.")
        if len(set(self.objectives)) != len(self.objectives) or len(self.objectives) < 2:
            raise EdgeVizError("A front needs two different objectives.", "Choose at least two.")

    def score(self, metrics: Mapping[str, Metric]) -> float:
        """The reward. Raises EdgeVizError where a metric is missing."""
        return self.reward.of(_value(metrics, self.reward.accuracy), _value(metrics, self.reward.cost))

    def costs(self, metrics: Mapping[str, Metric]) -> tuple[float, ...]:
        """The objectives, all of them so that smaller is better. Raises EdgeVizError where one is missing."""
        return tuple(
            -_value(metrics, name) if QUANTITIES[name].higher_is_better else _value(metrics, name)
            for name in self.objectives
        )

    def to_json(self) -> dict[str, Any]:
        return {"reward": asdict(self.reward), "objectives": list(self.objectives)}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Goal:
        """Raises EdgeVizError for what cannot be read."""
        try:
            unknown = set(value["reward"]) - {one.name for one in fields(Reward)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            return Goal(Reward(**value["reward"]), tuple(value["objectives"]))
        except (KeyError, TypeError, ValueError) as error:
            raise EdgeVizError("The goal of this search cannot be read.", "Set it again.", str(error)) from error


def _value(metrics: Mapping[str, Metric], name: str) -> float:
    metric = metrics.get(name)
    if metric is None or not math.isfinite(metric.value):
        raise EdgeVizError(
            f"A candidate has no {name}, which the search is after.", "Choose what is measured, or mend it."
        )
    return float(metric.value)
