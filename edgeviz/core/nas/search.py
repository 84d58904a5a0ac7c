"""The record of a search: what was sought, what was evaluated, and how it went, evaluation by evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.reward import Goal
from edgeviz.core.nas.trial import Trial
from edgeviz.core.nas.volume import hypervolume_curve, reference_point
from edgeviz.core.pareto import front_order

FORMAT = "edgeviz-search/1"


@dataclass(frozen=True)
class Search:
    """All candidates in the order in which they became known.

    space: ``Space.hash``. sampler: its key. An architecture may be there several times (other budgets, other seeds).
    """

    space: str
    sampler: str
    goal: Goal
    seed: int = 0
    trials: tuple[Trial, ...] = ()

    def scores(self) -> NDArray[np.float64]:
        """The reward of each trial, NaN where it failed."""
        return np.array([float("nan") if one.failed else self.goal.score(one.metrics) for one in self.trials])

    def costs(self) -> NDArray[np.float64]:
        """Trials × objectives, smaller being better, NaN where a trial failed."""
        lost = (float("nan"),) * len(self.goal.objectives)
        rows = [lost if one.failed else self.goal.costs(one.metrics) for one in self.trials]
        return np.array(rows, dtype=float).reshape(len(rows), len(self.goal.objectives))

    def best(self, least_budget: float = 0.0) -> Trial | None:
        """The trial with the highest reward, the first of equals. Those with a smaller budget do not count."""
        scores = np.where(self._budgets() >= least_budget, self.scores(), np.nan)
        return None if np.isnan(scores).all() else self.trials[int(np.nanargmax(scores))]

    def front(self, least_budget: float = 0.0) -> list[Trial]:
        """The trials that no other one beats in all objectives, by the first objective."""
        costs = np.where((self._budgets() >= least_budget)[:, None], self.costs(), np.nan)
        return [self.trials[index] for index in front_order(costs)] if len(costs) else []

    def reward_curve(self) -> NDArray[np.float64]:
        """The best reward after each trial; NaN until one did not fail."""
        return np.fmax.accumulate(self.scores()) if self.trials else np.zeros(0)

    def hypervolume_curve(self, reference: Sequence[float] | None = None) -> NDArray[np.float64]:
        """The volume dominated after each trial, of all objectives of the goal.

        Without ``reference`` it is taken from the record itself: good for one picture, not to compare two searches.
        """
        costs = self.costs()
        if np.isnan(costs).any(axis=1).all():
            return np.zeros(len(costs))
        return hypervolume_curve(costs, reference_point(costs) if reference is None else reference)

    def seconds_curve(self) -> NDArray[np.float64]:
        """Seconds of evaluation spent after each trial, added up over all workers."""
        return np.cumsum([one.seconds for one in self.trials])

    def _budgets(self) -> NDArray[np.float64]:
        return np.array([one.budget for one in self.trials])

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "space": self.space,
            "sampler": self.sampler,
            "goal": self.goal.to_json(),
            "seed": self.seed,
            "trials": [one.to_json() for one in self.trials],
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Search:
        """Raises EdgeVizError for what cannot be read."""
        try:
            if value["format"] != FORMAT:
                raise EdgeVizError("This is no record of a search.", f"It must say {FORMAT}.")
            trials = tuple(Trial.from_json(one) for one in value["trials"])
            return Search(
                str(value["space"]), str(value["sampler"]), Goal.from_json(value["goal"]), int(value["seed"]), trials
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EdgeVizError("This record of a search cannot be read.", "Search again.", str(error)) from error
