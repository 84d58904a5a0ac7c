"""Which operating points there are to choose from: the project's evaluated recipes, or those of the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edgeviz.core.adaptive.from_evaluations import points_of
from edgeviz.core.adaptive.platform import Platform, platform_of
from edgeviz.core.adaptive.points import MOST_POINTS, OperatingPoint
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Metric
from edgeviz.core.pareto import front_order
from edgeviz.project.scenarios import find_points
from edgeviz.ui.document import Document
from edgeviz.ui.plots.naming import describe


@dataclass(frozen=True, eq=False)
class Offer:
    """points: fastest first. hashes: of the recipe behind each; "" for a point that is none of the project's.
    platform: what they run on. left_out: names of recipes of which too little is known. why: what is wrong where there
    are none."""

    points: tuple[OperatingPoint, ...]
    hashes: tuple[str, ...]
    platform: Platform
    left_out: tuple[str, ...] = ()
    why: str = ""

    def front(self) -> list[int]:
        """Indices of the points that no other beats in accuracy, latency and energy; at most ``MOST_POINTS``."""
        if not self.points:
            return []
        power = self.platform.dynamic_power
        found = front_order([(-one.accuracy, one.seconds, one.joules(power)) for one in self.points])
        if len(found) > MOST_POINTS:
            step = (len(found) - 1) / (MOST_POINTS - 1)
            found = [found[round(step * index)] for index in range(MOST_POINTS)]
        return list(found)

    def index_of(self, recipe_hash: str) -> int | None:
        return self.hashes.index(recipe_hash) if recipe_hash in self.hashes else None


def of_scenario(scenario: Scenario) -> Offer:
    """The points that the scenario's story is told with. Raises EdgeVizError."""
    points = _sorted(find_points(scenario.points)) if scenario.points else ()
    return Offer(points, ("",) * len(points), scenario.platform)


@dataclass(frozen=True, eq=False)
class Measured:
    """What the project knows when it is asked: the background works on this, not on the document."""

    evaluations: tuple[Evaluation, ...]
    latencies: tuple[Metric | None, ...]
    graph: ModelGraph | None
    device: Device | None

    @classmethod
    def of(cls, document: Document) -> Measured:
        found = document.points
        return cls(found, tuple(document.latency_of(row) for row in found), document.graph, document.device)


def of_project(measured: Measured, scenario: Scenario) -> Offer:
    """The evaluated recipes of the open model. With a device chosen they run on it, by its model; else their measured
    latencies are taken as they are, on the scenario's platform."""
    graph, device = measured.graph, measured.device
    platform = scenario.platform
    if graph is None:
        return Offer((), (), platform)
    names: dict[str, str] = {}
    named: list[tuple[str, Evaluation]] = []
    for evaluation, latency in zip(measured.evaluations, measured.latencies, strict=True):
        name = _distinct(evaluation.name or describe(evaluation.recipe, graph), names)
        names[name] = evaluation.recipe.hash
        metrics = {key: one for key, one in evaluation.metrics.items() if key != "latency"}
        if latency is not None:
            metrics["latency"] = latency
        named.append((name, replace(evaluation, metrics=metrics)))
    try:
        if device is not None:
            platform = platform_of(device, platform.radio_power)
        points, left_out = points_of(named, platform, graph, device)
    except EdgeVizError as error:
        # The remedy is one of the command line.
        return Offer((), (), platform, tuple(names), error.what)
    points = _sorted(points)
    return Offer(points, tuple(names[one.name] for one in points), platform, left_out)


def _sorted(points: Sequence[OperatingPoint]) -> tuple[OperatingPoint, ...]:
    return tuple(sorted(points, key=lambda one: (one.seconds, one.name)))


def _distinct(name: str, taken: dict[str, str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
