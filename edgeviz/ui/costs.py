"""What is worked out of the graph for a recipe and no device changes, kept while one looks from device to device."""

from __future__ import annotations

from edgeviz.core.cost import predicted_metrics
from edgeviz.core.device.demand import Demand, demand
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric
from edgeviz.core.recipe import Recipe

#: Recipes that are kept: those of a large trade-off plot are asked for again with every device.
KEPT = 512


class Costs:
    """Forgets everything when the graph is another one, and the oldest when there is too much."""

    def __init__(self) -> None:
        self._graph: ModelGraph | None = None
        self._demands: dict[str, Demand] = {}
        self._predicted: dict[tuple[str, int | None], dict[str, Metric]] = {}

    def demand(self, graph: ModelGraph, recipe: Recipe) -> Demand:
        """``core.device.demand`` of ``recipe``."""
        self._follow(graph)
        if recipe.hash not in self._demands:
            _make_room(self._demands)
            self._demands[recipe.hash] = demand(graph, recipe)
        return self._demands[recipe.hash]

    def predicted(self, graph: ModelGraph, recipe: Recipe, float_bytes: int | None) -> dict[str, Metric]:
        """``core.cost.predicted_metrics`` of ``recipe``, a dictionary of one's own."""
        self._follow(graph)
        key = (recipe.hash, float_bytes)
        if key not in self._predicted:
            _make_room(self._predicted)
            self._predicted[key] = predicted_metrics(graph, recipe, float_bytes)
        return dict(self._predicted[key])

    def _follow(self, graph: ModelGraph) -> None:
        if graph is not self._graph:
            self._graph = graph
            self._demands.clear()
            self._predicted.clear()


def _make_room(kept: dict) -> None:
    while len(kept) >= KEPT:
        del kept[next(iter(kept))]
