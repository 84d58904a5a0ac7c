"""One evaluated candidate of a search, as it is kept on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES, Metric
from edgeviz.core.training import number, whole


@dataclass(frozen=True)
class Trial:
    """An architecture with what is known of it, or with why nothing is (``failed``).

    key: of the architecture in its space. budget: what was spent on its accuracy, in the unit that the search names
    (epochs, or a share of the full training). generation: rounds of the sampler before it was asked for. seed: of
    its training. seconds: wall time of the evaluation.
    """

    key: str
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    budget: float = 1.0
    generation: int = 0
    seconds: float = 0.0
    seed: int = 0
    failed: str = ""

    def __post_init__(self) -> None:
        if bool(self.metrics) == bool(self.failed):
            what = "both figures and a failure" if self.failed else "neither figures nor a failure"
            raise EdgeVizError(f"The candidate {self.key[:80]} has {what}.", "State one of them.")
        unknown = [name for name in self.metrics if name not in QUANTITIES]
        if unknown:
            raise EdgeVizError(
                f"The candidate {self.key[:80]} has an unknown metric {unknown[0][:40]!r}.",
                f"Known are {', '.join(QUANTITIES)}.",
            )
        number("the budget of a candidate", self.budget, 0.0, 1e12, above=True)
        number("the seconds of a candidate", self.seconds, 0.0, 1e12)
        whole("the generation of a candidate", self.generation, 0, 1 << 40)
        whole("the seed of a candidate", self.seed, 0, (1 << 31) - 1)

    def value(self, name: str) -> float:
        """A metric's value, NaN where the candidate has none."""
        metric = self.metrics.get(name)
        return float("nan") if metric is None else float(metric.value)

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "metrics": {name: metric.to_json() for name, metric in self.metrics.items()},
            "budget": self.budget,
            "generation": self.generation,
            "seconds": self.seconds,
            "seed": self.seed,
            "failed": self.failed,
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Trial:
        """Raises EdgeVizError for what cannot be read; what is left out has its default."""
        try:
            unknown = set(value) - {one.name for one in fields(Trial)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            if not isinstance(value["key"], str) or not isinstance(value.get("failed", ""), str):
                raise ValueError("a key or a reason that is no text")
            metrics = {name: Metric.from_json(metric) for name, metric in value.get("metrics", {}).items()}
            return Trial(**{**value, "metrics": metrics})
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise EdgeVizError("This candidate cannot be read.", "Evaluate it again.", str(error)) from error
