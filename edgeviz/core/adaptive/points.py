"""Operating points: the ways in which an adaptive model can run, with what each did on the same real samples."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.outcomes import Outcomes

MOST_POINTS = 64
LONGEST_NAME = 120
#: Samples of a point of which only the accuracy is known.
ASSUMED_SAMPLES = 10_000
#: The most that one sample may take of a point's mean.
MOST_EFFORT = 1_000
#: Fields of a point's figures, with their units.
FIGURES = {
    "scaling": "s", "fixed": "s", "energy": "J", "memory": "B", "load": "s", "load_energy": "J", "sent": "B",
    "remote": "s",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class OperatingPoint:
    """One way to run, as it is on the platform at its reference clock with nothing beside it.

    scaling, fixed: seconds of an answer that go with 1/f, and those that no clock changes (memory). energy: joules of
    an answer beyond what the platform draws at any clock; None for the platform's dynamic power over its time.
    outcomes: which samples it has right. confidence: [samples] in 0…1, or None. memory: bytes while it is loaded.
    load, load_energy: seconds and joules of changing to it. sent, remote: bytes that go to a server for each answer,
    and seconds until its reply, without the sending. assumed: the outcomes are made up from an accuracy. source:
    where the latency comes from, in words. effort: [samples] > 0, what the answer to each takes of the point's seconds
    and joules, which are then means over the samples (mean 1); None where all take the same.
    """

    name: str
    scaling: float
    outcomes: Outcomes
    fixed: float = 0.0
    energy: float | None = None
    confidence: NDArray[np.float32] | None = None
    memory: float = 0.0
    load: float = 0.0
    load_energy: float = 0.0
    sent: float = 0.0
    remote: float = 0.0
    assumed: bool = False
    source: str = ""
    effort: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise EdgeVizError("An operating point has no name, or a very long one.", "Name each of them.")
        for field in FIGURES:
            value = getattr(self, field)
            if value is not None and not (0 <= value < math.inf):
                raise _wrong(self.name, field, "must not be below 0, and finite")
        if not self.scaling + self.fixed + self.remote > 0:
            raise _wrong(self.name, "scaling", "and fixed are both 0: an answer takes time")
        if self.confidence is not None:
            if self.confidence.shape != (self.outcomes.samples,):
                raise _wrong(self.name, "confidence", f"must have an entry for each of {self.outcomes.samples} samples")
            if not bool(((self.confidence >= 0) & (self.confidence <= 1)).all()):
                raise _wrong(self.name, "confidence", "must lie between 0 and 1")
        if self.effort is not None:
            if self.effort.shape != (self.outcomes.samples,):
                raise _wrong(self.name, "effort", f"must have an entry for each of {self.outcomes.samples} samples")
            if not bool(((self.effort > 0) & (self.effort <= MOST_EFFORT)).all()):
                raise _wrong(self.name, "effort", f"must be above 0 and at most {MOST_EFFORT:,}")

    def stretched(self, jitter: NDArray[np.float64], samples: NDArray[np.int64]) -> NDArray[np.float64]:
        """[requests] jitter times the effort of each one's sample."""
        return jitter if self.effort is None else jitter * self.effort[samples]

    @property
    def seconds(self) -> float:
        """Latency at the reference clock, without sending."""
        return self.scaling + self.fixed + self.remote

    @property
    def accuracy(self) -> float:
        return self.outcomes.hits / self.outcomes.samples

    @cached_property
    def correct(self) -> NDArray[np.bool_]:
        """[samples]"""
        return self.outcomes.correct

    def joules(self, dynamic_power: float) -> float:
        """Dynamic joules of an answer at the reference clock, where the platform's ``dynamic_power`` is in watts."""
        return dynamic_power * (self.scaling + self.fixed) if self.energy is None else self.energy

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {"name": self.name, "scaling": self.scaling, "samples": self.outcomes.samples}
        value |= {name: found for name in FIGURES if name != "scaling" and (found := getattr(self, name))}
        value["accuracy"] = self.accuracy
        if not self.assumed:
            value["correct"] = base64.b64encode(self.outcomes.bits).decode()
            value["data"] = self.outcomes.data
        if self.confidence is not None:
            codes = np.round(self.confidence * 255).astype(np.uint8)
            value["confidence"] = base64.b64encode(codes.tobytes()).decode()
        if self.effort is not None:
            value["effort"] = base64.b64encode(self.effort.astype("<f4").tobytes()).decode()
        return value | ({"source": self.source} if self.source else {})


def assumed_outcomes(accuracy: float, samples: int = ASSUMED_SAMPLES) -> Outcomes:
    """Outcomes for a point of which only the accuracy is known: an assumption, and a kind one.

    Samples have an order of difficulty, the same for all points (a fixed shuffle), and a point has the easiest right:
    what a weaker point has right every better one has too.
    """
    order = np.random.default_rng(0).permutation(samples)
    return Outcomes.of(order < round(accuracy * samples), f"assumed from the accuracy, {samples} samples")


def point_from_json(value: Mapping[str, Any]) -> OperatingPoint:
    """Raises EdgeVizError naming the point and the field."""
    name = value.get("name")
    if not isinstance(name, str):
        raise EdgeVizError("An operating point has no name.", 'Give each a "name".')
    known = {*FIGURES, "name", "samples", "accuracy", "correct", "data", "confidence", "effort", "source", "latency"}
    for field in value:
        if field not in known:
            raise _wrong(name, str(field)[:40], "is unknown", f"Choose among {', '.join(sorted(known))}.")
    figures = {field: _number(name, field, value[field]) for field in FIGURES if field in value}
    if "latency" in value:
        # A plain latency: how much of it goes with the clock is not known, so all of it does.
        if "scaling" in value or "fixed" in value:
            raise _wrong(name, "latency", "stands beside scaling or fixed", "Give either it or those two.")
        figures["scaling"] = _number(name, "latency", value["latency"])
    if "scaling" not in figures:
        raise _wrong(name, "latency", "is missing", "Give latency, or scaling and fixed, in seconds.")
    outcomes, assumed = _outcomes(name, value)
    confidence = None
    if "confidence" in value:
        codes = _bytes(name, "confidence", value["confidence"])
        confidence = np.frombuffer(codes, np.uint8).astype(np.float32) / np.float32(255)
    effort = None
    if "effort" in value:
        raw = _bytes(name, "effort", value["effort"])
        if len(raw) % 4:
            raise _wrong(name, "effort", "holds no 32-bit numbers")
        effort = np.frombuffer(raw, "<f4").astype(np.float32)
    source = value.get("source", "")
    if not isinstance(source, str):
        raise _wrong(name, "source", "is no text")
    return OperatingPoint(
        name, outcomes=outcomes, confidence=confidence, effort=effort, assumed=assumed, source=source[:2000], **figures
    )


def checked_points(points: Sequence[OperatingPoint]) -> tuple[OperatingPoint, ...]:
    """``points``, which must have distinct names and outcomes of the same samples. Raises EdgeVizError."""
    if not 1 <= len(points) <= MOST_POINTS:
        raise EdgeVizError(f"{len(points)} operating points cannot be simulated.", f"Give 1 to {MOST_POINTS}.")
    first = points[0]
    for index, point in enumerate(points):
        if any(point.name == other.name for other in points[:index]):
            raise EdgeVizError(f"Two operating points are called {point.name!r}.", "Give each its own name.")
        if (point.outcomes.samples, point.outcomes.data) != (first.outcomes.samples, first.outcomes.data):
            raise EdgeVizError(
                f"The outcomes of {point.name!r} are of other samples than those of {first.name!r}.",
                "Evaluate all of them on the same data, or give accuracies alone.",
            )
    return tuple(points)


def _outcomes(name: str, value: Mapping[str, Any]) -> tuple[Outcomes, bool]:
    if "correct" not in value:
        if "accuracy" not in value:
            raise _wrong(name, "accuracy", "is missing", "Give accuracy (0…1), or samples and correct.")
        accuracy = _number(name, "accuracy", value["accuracy"])
        if not 0 <= accuracy <= 1:
            raise _wrong(name, "accuracy", "must lie between 0 and 1")
        return assumed_outcomes(accuracy), True
    samples = value.get("samples")
    if not isinstance(samples, int) or isinstance(samples, bool):
        raise _wrong(name, "samples", "is no whole number")
    data = value.get("data", "")
    if not isinstance(data, str):
        raise _wrong(name, "data", "is no text")
    try:
        return Outcomes(_bytes(name, "correct", value["correct"]), samples, data), False
    except ValueError as error:
        raise _wrong(name, "correct", f"does not fit: {error}") from error


def _bytes(name: str, field: str, value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise _wrong(name, field, "is no base64 text") from error


def _number(name: str, field: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(name, field, "is no number")
    try:
        return float(value)
    except OverflowError as error:
        raise _wrong(name, field, "is too large") from error


def _wrong(name: str, field: str, what: str, remedy: str = "Mend the list of operating points.") -> EdgeVizError:
    return EdgeVizError(f"Operating point {name[:LONGEST_NAME]!r}: {field} {what}.", remedy)
