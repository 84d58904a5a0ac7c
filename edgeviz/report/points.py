"""The points of a report: every evaluation as plain values, for the plot, the tables and the embedded JSON alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from edgeviz.core.comparison import Comparison, compare, verdict_text
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES, Evaluation, Metric
from edgeviz.core.naming import describe, kind_of
from edgeviz.core.pareto import front_order
from edgeviz.report.contents import Contents
from edgeviz.report.language import ENGLISH, Language, marked
from edgeviz.report.texts import date_text, interval_text, value_text

#: More points than this nobody tells apart; those of the front, the pinned and the current one come first.
MOST_POINTS = 2000
#: Layers × points whose widths are written; the same come first.
MOST_WIDTHS = 300_000
#: Characters of a name.
LONGEST_NAME = 120
DEFAULT_AXES = ("size", "accuracy")
KINDS = ("mixed", "uniform", "float", "other model")
#: What ``Provenance`` and ``Verdict`` say, to be translated.
WORDS = (
    *(marked("measured"), marked("predicted"), marked("modelled"), marked("vendor"), marked("assumed")),
    *(marked("better"), marked("worse"), marked("no clear difference")),
)


@dataclass(frozen=True)
class Point:
    """name: distinct within the report. kind: of ``KINDS``. against: the accuracy held against the reference's."""

    evaluation: Evaluation
    name: str
    kind: str
    pinned: bool = False
    current: bool = False
    reference: bool = False
    against: Comparison | None = None

    def metric(self, name: str) -> Metric | None:
        return self.evaluation.metrics.get(name)

    @property
    def chosen(self) -> bool:
        return self.pinned or self.current or self.reference


def make_points(contents: Contents) -> tuple[Point, ...]:
    """Oldest first, the current recipe among them, evaluated or not; at most ``MOST_POINTS``."""
    current = contents.current()
    found = [*contents.evaluations, *contents.family]
    if all(one is not current for one in found):
        found.append(current)
    if contents.reference is not None and all(one.key != contents.reference.key for one in found):
        found.insert(0, contents.reference)
    pins = _pins(contents)
    taken: dict[str, int] = {}
    points = []
    for one in found:
        against = None
        reference = contents.reference
        is_reference = reference is not None and one.key == reference.key
        if reference is not None and not is_reference and "accuracy" in one.metrics:
            against = compare(one, reference)
        points.append(
            Point(
                contents.shown(one),
                _distinct(_name(contents, one), taken),
                "other model" if one.model else KINDS[kind_of(one.recipe, contents.graph)],
                _lasting(contents, one) in pins or one.key in pins,
                one is current,
                is_reference,
                against,
            )
        )
    return _bounded(contents, points)


def _bounded(contents: Contents, points: list[Point]) -> tuple[Point, ...]:
    if len(points) <= MOST_POINTS:
        return tuple(points)
    front = {points[row].name for row in front_of(points, *axes_of(contents))}
    first = [one for one in points if one.chosen or one.name in front]
    rest = [one for one in points if not (one.chosen or one.name in front)]
    kept = {one.name for one in [*first, *rest[::-1]][:MOST_POINTS]}
    return tuple(one for one in points if one.name in kept)


def _name(contents: Contents, one: Evaluation) -> str:
    if one.name or not contents.graph.layers:
        return one.name or ("Float" if one.recipe.is_float32 else one.recipe.hash[:8])
    return describe(one.recipe, contents.graph)


def _distinct(name: str, taken: dict[str, int]) -> str:
    name = " ".join(name.split())[:LONGEST_NAME] or "Unnamed"
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name} ({taken[name]})"


def _pins(contents: Contents) -> set[str]:
    stored = contents.project.settings.get("pins")
    return {row for row in stored if isinstance(row, str)} if isinstance(stored, list) else set()


def _lasting(contents: Contents, one: Evaluation) -> str:
    assert contents.project.model is not None
    return f"{one.model or contents.project.model.sha256}:{one.recipe.hash}"


# ---- axes and front


def axes_of(contents: Contents) -> tuple[str, str]:
    """The axes of the trade-off plot as the project has them."""
    stored = contents.project.settings.get("tradeoff")
    chosen = stored if isinstance(stored, dict) else {}
    x, y = (chosen.get(key) for key in "xy")
    return (
        x if isinstance(x, str) and x in QUANTITIES else DEFAULT_AXES[0],
        y if isinstance(y, str) and y in QUANTITIES else DEFAULT_AXES[1],
    )


def limits_of(contents: Contents) -> dict[str, float]:
    """The budgets that the project keeps, by quantity, in the stored units."""
    stored = contents.project.settings.get("tradeoffLimit")
    if not isinstance(stored, dict):
        return {}
    return {
        name: float(value)
        for name, value in stored.items()
        if name in QUANTITIES and isinstance(value, int | float) and not isinstance(value, bool) and value < 1e300
    }


def front_of(points: Sequence[Point], x: str, y: str) -> list[int]:
    """Indices of the points that no other beats in x and y, along x; those that lack one of both are left out."""
    rows = [[_cost(one, x), _cost(one, y)] for one in points]
    return list(front_order(np.array(rows))) if rows else []


def _cost(point: Point, name: str) -> float:
    metric = point.metric(name)
    if metric is None:
        return float("nan")
    return -metric.value if QUANTITIES[name].higher_is_better else metric.value


# ---- as JSON


def point_json(point: Point, language: Language = ENGLISH) -> dict[str, Any]:
    """Every figure with its value as stored, its text and where it comes from."""
    return {
        "name": language.name(point.name),
        "kind": point.kind,
        "hash": point.evaluation.recipe.hash,
        "pinned": point.pinned,
        "current": point.current,
        "reference": point.reference,
        "verdict": "" if point.against is None else verdict_text(point.against, language.translate),
        "figures": {
            name: metric_json(point.evaluation.metrics[name], language)
            for name in QUANTITIES
            if point.metric(name) is not None
        },
    }


def metric_json(metric: Metric, language: Language = ENGLISH) -> dict[str, Any]:
    tr = language.translate
    value: dict[str, Any] = {"value": metric.value, "text": value_text(metric.name, metric.value)}
    value |= {"mark": metric.provenance.mark, "provenance": tr(metric.provenance.value)}
    if metric.low is not None and metric.high is not None:
        value |= {"low": metric.low, "high": metric.high, "interval": interval_text(metric, tr)}
    more = {"samples": metric.samples, "device": tr(metric.device) if metric.device else ""}
    more |= {"date": date_text(metric.date, tr), "note": tr(metric.note) if metric.note else ""}
    return value | {name: found for name, found in more.items() if found}


def widths_json(
    points: Sequence[Point], graph: ModelGraph, most: int = MOST_WIDTHS
) -> tuple[list[str], list[list[int] | None]]:
    """(texts, for each point the index of the text of each layer); None for points of other models or beyond the bound.

    A text is "weight bits, tab, activation bits".
    """
    texts: dict[str, int] = {}
    room = most // max(1, len(graph.layers))
    order = sorted(range(len(points)), key=lambda row: not points[row].chosen)
    kept = set([row for row in order if not points[row].evaluation.model][:room])
    rows: list[list[int] | None] = []
    for index, point in enumerate(points):
        if index not in kept:
            rows.append(None)
            continue
        recipe = point.evaluation.recipe
        labels = [f"{recipe[one.key].weight.label}\t{recipe[one.key].activation.label}" for one in graph.layers]
        rows.append([texts.setdefault(label, len(texts)) for label in labels])
    return list(texts), rows
