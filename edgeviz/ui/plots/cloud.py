"""The points of the trade-off plot as arrays: what to draw, without any drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import is_not

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.metric import QUANTITIES, Evaluation, Metric
from edgeviz.core.pareto import front_order

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cloud:
    """Evaluated recipes that have both quantities, oldest first.

    x, y: [n] in stored units. front: indices of the non-dominated points, from best x to worst.
    kinds: [n], values of ``naming.Kind``. low, high: [n, 2], the intervals of x and y, NaN where there is none.
    """

    x_name: str
    y_name: str
    evaluations: tuple[Evaluation, ...]
    x: Floats
    y: Floats
    kinds: NDArray[np.int8]
    low: Floats
    high: Floats
    front: NDArray[np.intp]
    order: NDArray[np.intp]
    #: Key of an evaluation -> index.
    rows: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.evaluations)

    def index(self, key: str) -> int | None:
        """Where the evaluation of this key is among the points; the key of the open model's is its recipe's hash."""
        return self.rows.get(key)


#: (evaluation, name) -> its metric, None where unknown.
Lookup = Callable[[Evaluation, str], Metric | None]


def stored_metric(evaluation: Evaluation, name: str) -> Metric | None:
    return evaluation.metrics.get(name)


def build(
    evaluations: Iterable[Evaluation],
    x_name: str,
    y_name: str,
    kind: Callable[[Evaluation], int],
    lookup: Lookup = stored_metric,
    positive_x: bool = False,
) -> Cloud:
    """The points for one pair of axes; ``positive_x`` leaves out what a logarithmic axis cannot show."""
    return Columns().cloud(tuple(evaluations), x_name, y_name, kind, lookup, positive_x)


class Columns:
    """What a plot reads of evaluations, as columns: what was appended is read, what is known is kept.

    The evaluations of a long search are asked for again with every new point. ``forget`` when a ``lookup`` or a
    ``kind`` answers otherwise than before.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._read: tuple[Evaluation, ...] = ()
        #: Value, low and high of a quantity [rows read, 3], NaN where it is not known.
        self._values: dict[str, Floats] = {}
        self._kinds = np.empty(0, np.int8)
        #: Key of an evaluation -> row.
        self.rows: Mapping[str, int] = {}
        #: Names of all stored metrics.
        self.names: frozenset[str] = frozenset()

    def cloud(
        self,
        evaluations: tuple[Evaluation, ...],
        x_name: str,
        y_name: str,
        kind: Callable[[Evaluation], int],
        lookup: Lookup,
        positive_x: bool = False,
    ) -> Cloud:
        """``build`` of ``evaluations``."""
        self.read(evaluations, kind)
        table = np.stack([self.column(name, lookup) for name in (x_name, y_name)], axis=1)
        known = ~np.isnan(table[:, :, 0]).any(axis=1)
        if positive_x:
            known &= table[:, 0, 0] > 0
        kept, kinds, rows = evaluations, self._kinds, self.rows
        if not known.all():
            table, kinds = table[known], kinds[known]
            kept = tuple(evaluations[row] for row in np.flatnonzero(known).tolist())
            rows = {evaluation.key: row for row, evaluation in enumerate(kept)}
        x, y = table[:, 0, 0], table[:, 1, 0]
        front = front_order(np.column_stack([cost(x, x_name), cost(y, y_name)])) if kept else []
        indices, order = np.asarray(front, dtype=np.intp), np.lexsort((y, x))
        return Cloud(x_name, y_name, kept, x, y, kinds, table[:, :, 1], table[:, :, 2], indices, order, rows)

    def read(self, evaluations: tuple[Evaluation, ...], kind: Callable[[Evaluation], int]) -> None:
        """Follow ``evaluations``: what was appended is added; after any other change all are read anew."""
        known = len(self._read)
        # Identity, because equal evaluations are dear to compare; and a shorter list begins anew.
        if len(evaluations) < known or any(map(is_not, self._read, evaluations)):
            self.forget()
            known = 0
        fresh = evaluations[known:]
        if not fresh:
            return
        self._read = evaluations
        self._kinds = np.append(self._kinds, np.fromiter((kind(row) for row in fresh), np.int8, len(fresh)))
        # Clouds that were made before keep theirs.
        self.rows = {**self.rows} | {row.key: known + at for at, row in enumerate(fresh)}
        self.names = self.names.union(*(row.metrics for row in fresh))

    def column(self, name: str, lookup: Lookup) -> Floats:
        """Value, low and high of a quantity for every evaluation that was read [n, 3], NaN where it is not known."""
        old = self._values.get(name, np.empty((0, 3)))
        nan = float("nan")
        values: list[float] = []
        for evaluation in self._read[len(old) :]:
            metric = lookup(evaluation, name)
            if metric is None:
                values += (nan, nan, nan)
            else:
                low, high = metric.low, metric.high
                values += (metric.value, nan if low is None else low, nan if high is None else high)
        if values:
            self._values[name] = np.concatenate([old, np.array(values, dtype=float).reshape(-1, 3)])
        return self._values.get(name, old)


def cost(values: Floats, name: str) -> Floats:
    """``values`` turned so that smaller is better."""
    return -values if QUANTITIES[name].higher_is_better else values


def steps(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Corners of the line through front points, given from best x to worst: what is reached by spending no more.

    Between two points the better y is not available yet, so the line keeps the first one's y until the second one's x.
    """
    if len(x) < 2:
        return x, y
    return np.concatenate([[x[0]], np.repeat(x[1:], 2)]), np.concatenate([np.repeat(y[:-1], 2), [y[-1]]])


def nearest(px: Floats, py: Floats, at: tuple[float, float], within: float) -> int | None:
    """Index of the point nearest to ``at``, all in pixels; None when it is further than ``within``."""
    if not len(px):
        return None
    distance = (px - at[0]) ** 2 + (py - at[1]) ** 2
    found = int(np.argmin(distance))
    return found if distance[found] <= within * within else None
