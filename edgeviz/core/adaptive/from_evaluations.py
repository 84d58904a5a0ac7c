"""Operating points out of what was evaluated: model switching among recipes of a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.adaptive.points import OperatingPoint, assumed_outcomes
from edgeviz.core.device.dvfs import work
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe


def points_of(
    named: Sequence[tuple[str, Evaluation]],
    platform: Platform,
    graphs: Mapping[str, ModelGraph],
    device: Device | None = None,
) -> tuple[tuple[OperatingPoint, ...], tuple[str, ...]]:
    """(points, names of those that were left out) of evaluations with their names. graphs: of the models that they
    are of, by ``Evaluation.model``; only a device asks for them.

    Latency and energy are the evaluations' own, or with ``device`` what that is modelled to need; only then is it known
    how much of the time goes with the clock, otherwise all of it does. Energy counts beyond the platform's static
    watts. Accuracy must be there; which samples were right is replayed where every point of the largest group of the
    same samples knows it, and those without, or of other samples, are left out. Where none knows, outcomes are assumed.
    Raises EdgeVizError where nothing can be used.
    """
    usable = []
    left_out = []
    for name, evaluation in named:
        times = _times(evaluation, graphs.get(evaluation.model), device)
        if times is None or "accuracy" not in evaluation.metrics:
            left_out.append(name)
        else:
            usable.append((name, evaluation, times))
    traced = [one for one in usable if one[1].outcomes is not None]
    if traced:
        groups: dict[tuple[int, str], int] = {}
        for _, evaluation, _ in traced:
            groups[_samples(evaluation)] = groups.get(_samples(evaluation), 0) + 1
        largest = max(groups, key=lambda key: groups[key])
        chosen = [one for one in traced if _samples(one[1]) == largest]
        left_out += [name for name, evaluation, _ in usable if all(evaluation is not one[1] for one in chosen)]
    else:
        chosen = usable
    if not chosen:
        raise EdgeVizError(
            "No evaluation has both an accuracy and a latency.",
            "Evaluate recipes with data first, or name a device with --device.",
        )
    return tuple(_point(*one, platform) for one in chosen), tuple(left_out)


def _samples(evaluation: Evaluation) -> tuple[int, str]:
    outcomes = evaluation.outcomes
    assert outcomes is not None
    return outcomes.samples, outcomes.data


def _times(
    evaluation: Evaluation, graph: ModelGraph | None, device: Device | None
) -> tuple[float, float, Metric | None, Metric] | None:
    """Seconds that go with the clock, seconds that do not, the energy, and the latency's metric."""
    metrics = evaluation.metrics
    if device is not None and graph is None:
        return None
    if device is not None and graph is not None:
        metrics = modelled_metrics(graph, evaluation.recipe, device, metrics.get("latency"))
    latency = metrics.get("latency")
    if latency is None or not latency.value > 0:
        return None
    scaling, fixed = latency.value, 0.0
    if device is not None and graph is not None:
        share = scaling_share(graph, evaluation.recipe, device)
        scaling, fixed = share * latency.value, (1 - share) * latency.value
    return scaling, fixed, metrics.get("energy"), latency


def scaling_share(graph: ModelGraph, recipe: Recipe, device: Device) -> float:
    """The share of the time that goes with 1/f at the nominal clock, by the roofline."""
    found = work(graph, recipe, device)
    if found is None:
        return 1.0
    scaling, constant = found.split(found.nominal)
    return scaling / (scaling + constant) if scaling + constant else 1.0


#: Where a point's latency comes from.
_SOURCES = {
    Provenance.MEASURED: "measured on {}",
    Provenance.PREDICTED: "predicted on {}",
    Provenance.MODELLED: "modelled on {}",
    Provenance.VENDOR: "the maker's figure for {}",
    Provenance.ASSUMED: "assumed for {}",
}


def _point(
    name: str, evaluation: Evaluation, times: tuple[float, float, Metric | None, Metric], platform: Platform
) -> OperatingPoint:
    scaling, fixed, energy, latency = times
    accuracy = evaluation.metrics["accuracy"].value
    outcomes: Outcomes = evaluation.outcomes or assumed_outcomes(accuracy)
    joules = None
    if energy is not None:
        joules = max(0.0, energy.value - platform.static_power * (scaling + fixed))
    memory = sum(evaluation.value(one) or 0.0 for one in ("size", "activation_memory"))
    source = _SOURCES[latency.provenance].format(latency.device or "a device without a name")
    return OperatingPoint(
        name,
        scaling,
        outcomes,
        fixed,
        joules,
        memory=memory,
        assumed=evaluation.outcomes is None,
        source=source,
    )
