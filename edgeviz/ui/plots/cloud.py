"""The points of the trade-off plot as arrays: what to draw, without any drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

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

    def __len__(self) -> int:
        return len(self.evaluations)

    def index(self, key: str) -> int | None:
        """Where the evaluation of this key is among the points; the key of the open model's is its recipe's hash."""
        return self._rows.get(key)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {evaluation.key: index for index, evaluation in enumerate(self.evaluations)}


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
    kept: list[Evaluation] = []
    values: list[float] = []
    nan = float("nan")
    for evaluation in evaluations:
        mx, my = lookup(evaluation, x_name), lookup(evaluation, y_name)
        if mx is None or my is None or (positive_x and mx.value <= 0):
            continue
        kept.append(evaluation)
        for metric in (mx, my):
            low, high = metric.low, metric.high
            values += (metric.value, nan if low is None else low, nan if high is None else high)
    # [points, (x, y), (value, low, high)]
    table = np.array(values, dtype=float).reshape(-1, 2, 3)
    x, y = table[:, 0, 0], table[:, 1, 0]
    front = front_order(np.column_stack([cost(x, x_name), cost(y, y_name)])) if kept else []
    return Cloud(
        x_name,
        y_name,
        tuple(kept),
        x,
        y,
        np.fromiter((kind(e) for e in kept), np.int8, len(kept)),
        table[:, :, 1],
        table[:, :, 2],
        np.asarray(front, dtype=np.intp),
        np.lexsort((y, x)),
    )


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
