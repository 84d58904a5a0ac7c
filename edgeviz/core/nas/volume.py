"""The hypervolume: how much of the space of objectives a set of candidates dominates (Zitzler and Thiele 1999).

Costs are points × objectives, smaller being better, all within a reference point. Volumes compare only under one
reference.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.errors import EdgeVizError


def hypervolume(costs: ArrayLike, reference: Sequence[float]) -> float:
    """The volume (points × objectives, smaller is better) that is dominated within ``reference``, exactly.

    Points that are not better than the reference in all objectives add nothing. Two objectives are summed up here;
    more of them by moocore (dimension sweeps and WFG, While et al. 2012), in a time that grows fast with them.
    """
    corner = np.asarray(reference, dtype=float)
    points = np.asarray(costs, dtype=float).reshape(-1, len(corner))
    points = points[(points < corner).all(axis=1)]
    if not len(points):
        return 0.0
    if len(corner) > 2:
        # Only who seeks a front of three objectives waits for that library.
        import moocore

        return float(moocore.hypervolume(points, ref=corner))
    points = points[np.lexsort((points[:, 1], points[:, 0]))]
    best = np.minimum.accumulate(points[:, 1])
    widths = np.append(points[1:, 0], corner[0]) - points[:, 0]
    return float((widths * (corner[1] - best)).sum())


class DominatedVolume:
    """Grows point by point. ``value``: the volume that all of them dominate within ``reference``."""

    def __init__(self, reference: Sequence[float]) -> None:
        self.reference = tuple(float(one) for one in reference)
        self.value = 0.0
        self._front: NDArray[np.float64] = np.empty((0, len(self.reference)))

    def add(self, costs: ArrayLike) -> float:
        """The volume with one more point (its objectives); one with a NaN, a candidate that failed, adds nothing."""
        point, corner, front = np.asarray(costs, dtype=float), np.array(self.reference), self._front
        if not (point < corner).all() or (front <= point).all(axis=1).any():
            return self.value
        # What the point alone dominates: its box, less what the others dominate of it. Few of them are left there, so
        # that is much less work than the whole volume (While et al. 2012).
        shared = hypervolume(np.maximum(front, point), self.reference)
        self.value += max(0.0, float(np.prod(corner - point)) - shared)
        self._front = np.vstack([front[~(point <= front).all(axis=1)], point])
        return self.value


def hypervolume_curve(costs: ArrayLike, reference: Sequence[float]) -> NDArray[np.float64]:
    """The hypervolume after each point in turn; a row with a NaN (a candidate that failed) adds nothing."""
    volume = DominatedVolume(reference)
    return np.array([volume.add(row) for row in np.asarray(costs, dtype=float).reshape(-1, len(volume.reference))])


def reference_point(costs: ArrayLike, margin: float = 0.1) -> tuple[float, ...]:
    """The worst of each objective, moved outwards by ``margin`` of its span.

    Volumes compare only under one reference: take it once, from the first candidates or the whole record, and keep it.
    """
    points = np.asarray(costs, dtype=float)
    points = points[~np.isnan(points).any(axis=1)]
    if not len(points):
        raise EdgeVizError("There are no candidates to take a reference from.", "Wait for the first results.")
    worst, span = points.max(axis=0), np.ptp(points, axis=0)
    # One value for all: a tenth of it, so that the point itself has a volume.
    span = np.where(span > 0, span, np.maximum(np.abs(worst), 1e-12))
    return tuple(float(one) for one in worst + margin * span)
