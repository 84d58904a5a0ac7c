"""Curves of a training run: points by step as they arrive, thinned to what a screen can show, and smoothed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Names of the curves that training emits, in the order in which they are drawn.
CURVES = ("loss", "accuracy", "rate")
#: Share of the earlier mean that each new point keeps when a curve is smoothed.
SMOOTHING = 0.9
#: Points that are kept of each curve when the job is over.
MOST_KEPT = 500

#: (step, value) by rising steps.
Points = tuple[tuple[int, float], ...]


class Curve:
    """Points (step, value) in the order of their steps. Adding one takes constant time on average."""

    def __init__(self, points: Iterable[tuple[int, float]] = ()) -> None:
        self._data = np.empty((2, 64))
        self._count = 0
        for step, value in points:
            self.add(step, value)

    def __len__(self) -> int:
        return self._count

    def add(self, step: int, value: float) -> None:
        """Append a point. What a resumed run tells again (steps that are there already) replaces what was known."""
        if not isfinite(value):
            return
        if self._count and step <= self._data[0, self._count - 1]:
            self._count = int(np.searchsorted(self._data[0, : self._count], step))
        if self._count == self._data.shape[1]:
            self._data = np.concatenate((self._data, np.empty_like(self._data)), axis=1)
        self._data[:, self._count] = step, value
        self._count += 1

    @property
    def steps(self) -> Floats:
        return self._data[0, : self._count]

    @property
    def values(self) -> Floats:
        return self._data[1, : self._count]

    @property
    def last(self) -> float | None:
        return float(self._data[1, self._count - 1]) if self._count else None

    @property
    def best(self) -> tuple[int, float] | None:
        """The step and value of the largest value, the first where several are equal: the loop keeps that epoch."""
        if not self._count:
            return None
        row = int(np.argmax(self.values))
        return int(self.steps[row]), float(self.values[row])

    def at(self, step: float) -> float | None:
        """The value at the last point up to ``step``; None before the first."""
        row = int(np.searchsorted(self.steps, step, side="right")) - 1
        return float(self.values[row]) if row >= 0 else None


def smoothed(values: Floats, weight: float = SMOOTHING) -> Floats:
    """Exponential moving mean [n], corrected for its start at zero as Adam's is (Kingma and Ba 2015, section 3)."""
    found = np.empty(len(values))
    mean, power = 0.0, 1.0
    for row, value in enumerate(values.tolist()):
        mean = weight * mean + (1 - weight) * value
        power *= weight
        found[row] = mean / (1 - power)
    return found


def kept(curves: Mapping[str, Curve]) -> dict[str, Points]:
    """What is kept of ``curves``: those that have points, thinned."""
    return {name: tuple(thinned(curve, MOST_KEPT)) for name, curve in curves.items() if len(curve)}


def thinned(curve: Curve, most: int) -> list[tuple[int, float]]:
    """At most ``most`` points, evenly chosen by their place; the first and the last are among them."""
    if len(curve) <= most:
        rows = np.arange(len(curve))
    else:
        rows = np.unique(np.linspace(0, len(curve) - 1, most).round().astype(np.int64))
    return [(int(curve.steps[row]), float(curve.values[row])) for row in rows]
