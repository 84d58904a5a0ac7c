"""Metrics: a value, its unit, where it comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe


class Provenance(StrEnum):
    MEASURED = "measured"
    PREDICTED = "predicted"
    MODELLED = "modelled"
    VENDOR = "vendor"
    ASSUMED = "assumed"

    @property
    def mark(self) -> str:
        return {"measured": "●", "predicted": "○", "modelled": "◇"}.get(self.value, "▫")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a metric is called, its unit in storage, and which direction is better."""

    name: str
    title: str
    unit: str
    higher_is_better: bool = False


#: The quantities EdgeViz knows. Units are those of stored values; the window may scale them (bytes -> KB).
QUANTITIES: dict[str, Quantity] = {
    q.name: q
    for q in (
        Quantity("accuracy", "Accuracy", "fraction", higher_is_better=True),
        Quantity("size", "Size", "bytes"),
        Quantity("compressed", "Compressed file", "bytes"),
        Quantity("latency", "Latency", "s"),
        Quantity("energy", "Energy", "J"),
        Quantity("activation_memory", "Peak activations", "bytes"),
        Quantity("macs", "MACs", "count"),
        Quantity("bops", "BOPs", "count"),
        Quantity("agreement", "Agreement with float", "fraction", higher_is_better=True),
    )
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure. ``low``/``high`` bound it (95 % where sampled); ``device`` and ``date`` say where and when."""

    name: str
    value: float
    provenance: Provenance
    low: float | None = None
    high: float | None = None
    samples: int | None = None
    device: str = ""
    date: str = ""
    note: str = ""

    @property
    def quantity(self) -> Quantity:
        return QUANTITIES[self.name]

    def to_json(self) -> dict[str, Any]:
        return {k: v for k, v in asdict(self).items() if v not in (None, "")}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Metric:
        return Metric(**{**value, "provenance": Provenance(value["provenance"])})


@dataclass(frozen=True)
class Evaluation:
    """A recipe with its metrics, for one model and one data set (``context`` is the hash of both).

    ``outcomes`` says which samples the accuracy counts as correct; None where it was not measured, or before
    EdgeViz kept them. ``elsewhere``: latencies measured on other devices, by the device's name. They are never mixed
    with this machine's. ``model``: SHA-256 of the model file where it is not the open one, but another of the project.
    """

    recipe: Recipe
    metrics: Mapping[str, Metric]
    context: str = ""
    name: str = ""
    created: str = ""
    source: str = ""
    outcomes: Outcomes | None = None
    elsewhere: Mapping[str, Metric] = field(default_factory=dict)
    model: str = ""

    @property
    def key(self) -> str:
        """Tells it from all others of a project: the recipe's hash, for another model behind the model's."""
        return f"{self.model}:{self.recipe.hash}" if self.model else self.recipe.hash

    def updated(self, newer: Evaluation) -> Evaluation:
        """``newer`` with what only this earlier evaluation of the same recipe knows."""
        measured = "accuracy" in newer.metrics
        return replace(
            newer,
            metrics={**self.metrics, **newer.metrics},
            name=newer.name or self.name,
            outcomes=newer.outcomes if measured else self.outcomes,
            elsewhere={**self.elsewhere, **newer.elsewhere},
        )

    def value(self, name: str) -> float | None:
        metric = self.metrics.get(name)
        return None if metric is None else metric.value
