"""An adaptive model that was built: its files, its operating points, and how a program runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from edgeviz.core.adaptive.exits import Traces
from edgeviz.core.adaptive.points import OperatingPoint, checked_points
from edgeviz.core.adaptive.request import AdaptRequest, Mechanism
from edgeviz.core.curves import Points
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric

#: The format of a plan.
FORMAT = "edgeviz-adaptive/1"
_NAME, _SHA256 = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.(?:onnx|bin)"), re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of an adaptive model, ONNX or weights that such files share (.bin): its name in a bundle, where it lies,
    and its SHA-256 and bytes."""

    name: str
    path: str
    sha256: str
    size: int

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or not _SHA256.fullmatch(self.sha256):
            raise EdgeVizError(f"{self.name[:40]!r} is no name of a model file.", "Make the adaptive model again.")


@dataclass(frozen=True, eq=False)
class AdaptiveModel:
    """What a job hands over and a project keeps.

    parent: SHA-256 of the model file that it was made from. points: what the simulator replays, recorded on the same
    samples. metrics: for each point its accuracy with the interval, the measured latency, MACs, size and, where a
    device was named, what that is modelled to need. plan: how each point is run with ``files``, plain JSON that the
    bundle's example reads. traces: of every exit, for early exit; None otherwise. facts: figures of the training.
    curves: of the training, by the names of ``curves.CURVES``; none where nothing was trained.
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
    curves: Mapping[str, Points] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked_points(self.points)
        if len(self.metrics) != len(self.points):
            raise EdgeVizError("An adaptive model has other metrics than points.", "Make it again.")
        if self.plan.get("format") != FORMAT or len(self.plan.get("points", ())) != len(self.points):
            raise EdgeVizError("An adaptive model does not say how its points are run.", "Make it again.")
        names = [file.name for file in self.files]
        if len(set(names)) < len(names) or not set(_files(self.plan)) <= set(names):
            raise EdgeVizError("An adaptive model needs files that it does not have.", "Make it again.")

    @property
    def mechanism(self) -> Mechanism:
        return self.request.mechanism

    def share(self, index: int) -> float | None:
        """MACs of a point as a share of those of the point that needs most; None where one is not known."""
        macs = [one.get("macs") for one in self.metrics]
        known = [one.value for one in macs if one is not None]
        mine = macs[index]
        return None if mine is None or not known else mine.value / max(known)


def _files(value: Any) -> Iterator[Any]:
    """Every file that a plan names."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "file":
                yield inner if isinstance(inner, str) else repr(inner)
            else:
                yield from _files(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _files(inner)


def named_points(models: Sequence[AdaptiveModel]) -> tuple[OperatingPoint, ...]:
    """The points of several models as choices beside each other, named after their model where names meet."""
    found = [(model, point) for model in models for point in model.points]
    names = [point.name for _, point in found]
    return checked_points(
        [p if names.count(p.name) == 1 else replace(p, name=f"{m.name}: {p.name}"[:120]) for m, p in found]
    )
