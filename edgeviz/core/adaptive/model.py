"""An adaptive model that was built: its files, its operating points, and how a program runs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from edgeviz.core.adaptive.exits import Traces
from edgeviz.core.adaptive.points import OperatingPoint, checked_points
from edgeviz.core.adaptive.request import AdaptRequest, Mechanism
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric

#: The format of a plan.
FORMAT = "edgeviz-adaptive/1"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One ONNX file of an adaptive model: its name in a bundle, where it lies, and its SHA-256 and bytes."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, eq=False)
class AdaptiveModel:
    """What a job hands over and a project keeps.

    parent: SHA-256 of the model file that it was made from. points: what the simulator replays, recorded on the same
    samples. metrics: for each point its accuracy with the interval, the measured latency, MACs, size and, where a
    device was named, what that is modelled to need. plan: how each point is run with ``files``, plain JSON that the
    bundle's example reads. traces: of every exit, for early exit; None otherwise. facts: figures of the training.
    """

    name: str
    parent: str
    request: AdaptRequest
    points: tuple[OperatingPoint, ...]
    metrics: tuple[Mapping[str, Metric], ...]
    files: tuple[ModelFile, ...]
    plan: Mapping[str, Any]
    traces: Traces | None = None
    seconds: float = 0.0
    created: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked_points(self.points)
        if len(self.metrics) != len(self.points):
            raise EdgeVizError("An adaptive model has other metrics than points.", "Make it again.")
        if self.plan.get("format") != FORMAT or len(self.plan.get("points", ())) != len(self.points):
            raise EdgeVizError("An adaptive model does not say how its points are run.", "Make it again.")

    @property
    def mechanism(self) -> Mechanism:
        return self.request.mechanism

    def share(self, index: int) -> float | None:
        """MACs of a point as a share of those of the point that needs most; None where one is not known."""
        macs = [one.get("macs") for one in self.metrics]
        known = [one.value for one in macs if one is not None]
        mine = macs[index]
        return None if mine is None or not known else mine.value / max(known)


def named_points(models: Sequence[AdaptiveModel]) -> tuple[OperatingPoint, ...]:
    """The points of several models as choices beside each other, named after their model where names meet."""
    from dataclasses import replace

    found = [(model, point) for model in models for point in model.points]
    names = [point.name for _, point in found]
    return checked_points(
        [p if names.count(p.name) == 1 else replace(p, name=f"{m.name}: {p.name}"[:120]) for m, p in found]
    )
