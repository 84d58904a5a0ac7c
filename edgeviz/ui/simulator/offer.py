"""Which operating points there are to choose from: the evaluated recipes of all the project's models, those of an
adaptive model, or those of the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from edgeviz.core.adaptive.from_evaluations import points_of
from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.platform import Platform, platform_of
from edgeviz.core.adaptive.points import LONGEST_NAME, MOST_POINTS, OperatingPoint
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.naming import describe
from edgeviz.core.pareto import front_order
from edgeviz.project.scenarios import find_points
from edgeviz.ui.document import Document
from edgeviz.ui.texts import shown


@dataclass(frozen=True, eq=False)
class Offer:
    """points: fastest first. keys: of the evaluation behind each (``Evaluation.key`` with the open model's too, so that
    they stay whichever is open); "" for a point that is none of the project's.
    platform: what they run on. left_out: names of recipes of which too little is known. why: what is wrong where there
    are none. whole: all are checked at first, not the front alone."""

    points: tuple[OperatingPoint, ...]
    keys: tuple[str, ...]
    platform: Platform
    left_out: tuple[str, ...] = ()
    why: str = ""
    whole: bool = False

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

    @property
    def identities(self) -> tuple[str, ...]:
        """What tells a point from all others: its key, or its name."""
        return tuple(key or point.name for key, point in zip(self.keys, self.points, strict=True))

    def key_of(self, name: str) -> str:
        """The key of the point ``name``; "" where there is none."""
        return next((key for key, point in zip(self.keys, self.points, strict=True) if point.name == name), "")

    def index_of(self, key: str) -> int | None:
        return self.keys.index(key) if key and key in self.keys else None


def of_scenario(scenario: Scenario) -> Offer:
    """The points that the scenario's story is told with. Raises EdgeVizError."""
    points = _sorted(find_points(scenario.points)) if scenario.points else ()
    return Offer(points, ("",) * len(points), scenario.platform)


def of_adaptive(model: AdaptiveModel, scenario: Scenario, device: Device | None) -> Offer:
    """The points of an adaptive model, whose recorded samples are replayed. They run on ``device`` where their latency
    was modelled for it; else on the scenario's platform. Raises EdgeVizError."""
    latency = model.metrics[0].get("latency")
    is_modelled = latency is not None and latency.provenance is not Provenance.MEASURED
    platform = scenario.platform
    if device is not None and latency is not None and is_modelled and latency.device == device.name:
        platform = platform_of(device, platform.radio_power)
    points = _sorted(model.points)
    return Offer(points, ("",) * len(points), platform, whole=True)


@dataclass(frozen=True, eq=False)
class Measured:
    """What the project knows when it is asked: the background works on this, not on the document."""

    evaluations: tuple[Evaluation, ...]
    latencies: tuple[Metric | None, ...]
    keys: tuple[str, ...]
    #: By ``Evaluation.model``, with what the model is called; "" is the open one.
    graphs: Mapping[str, ModelGraph]
    models: Mapping[str, str]
    device: Device | None

    @classmethod
    def of(cls, document: Document) -> Measured:
        found = document.points + document.family
        graphs = {row.model: graph for row in found if (graph := document.graph_of(row.model)) is not None}
        return cls(
            found,
            tuple(document.latency_of(row) for row in found),
            tuple(document.lasting_key(row) for row in found),
            graphs,
            {row.model: document.model_name(row.model) for row in found if row.model},
            document.device,
        )


def of_project(measured: Measured, scenario: Scenario) -> Offer:
    """The evaluated recipes of the project's models, on the same data. With a device chosen they run on it, by its
    model; else their measured latencies are taken as they are, on the scenario's platform."""
    device, platform = measured.device, scenario.platform
    names: dict[str, str] = {}
    named: list[tuple[str, Evaluation]] = []
    for evaluation, latency, key in zip(measured.evaluations, measured.latencies, measured.keys, strict=True):
        graph = measured.graphs.get(evaluation.model)
        if graph is None:
            continue
        name = evaluation.name or describe(evaluation.recipe, graph)
        if evaluation.model and not evaluation.name:
            name = f"{measured.models[evaluation.model]}: {name}"
        name = _distinct(name[:LONGEST_NAME], names)
        names[name] = key
        metrics = {key: one for key, one in evaluation.metrics.items() if key != "latency"}
        if latency is not None:
            metrics["latency"] = latency
        named.append((name, replace(evaluation, metrics=metrics)))
    if not named:
        return Offer((), (), platform)
    try:
        if device is not None:
            platform = platform_of(device, platform.radio_power)
        points, left_out = points_of(named, platform, measured.graphs, device)
    except EdgeVizError as error:
        # The remedy is one of the command line.
        return Offer((), (), platform, tuple(names), shown(error.what))
    points = _sorted(points)
    return Offer(points, tuple(names[one.name] for one in points), platform, left_out)


def _sorted(points: Sequence[OperatingPoint]) -> tuple[OperatingPoint, ...]:
    return tuple(sorted(points, key=lambda one: (one.seconds, one.name)))


def _distinct(name: str, taken: dict[str, str]) -> str:
    if name not in taken:
        return name
    number = 2
    name = name[: LONGEST_NAME - 8]
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
