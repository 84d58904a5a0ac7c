"""The picture of a network: where its boxes and edges lie. No Qt: it is made in a thread and in tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.graph_view import Edge

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Route:
    """An edge as drawn: points [n, 2] from the source's border to the target's, within the frame ``group``."""

    group: int
    edge: Edge
    points: Floats
    #: The ends as indices of boxes; -1 where the edge enters or leaves the frame.
    source: int
    target: int


@dataclass(frozen=True, eq=False)
class Picture:
    """Boxes in painting order: a frame comes before what it holds; the first is the root's, which is not drawn.

    rects [n, 4]: x, y, width, height; frames [n]: whether the box is an open group; parents [n]: index of the frame
    around it, -1 for the root.
    """

    ids: tuple[str, ...]
    rects: Floats
    frames: NDArray[np.bool_]
    parents: NDArray[np.intp]
    routes: tuple[Route, ...]
    horizontal: bool

    @cached_property
    def index(self) -> dict[str, int]:
        return {box_id: at for at, box_id in enumerate(self.ids)}

    @cached_property
    def route_rects(self) -> Floats:
        """[m, 4]: left, top, right and bottom of every route."""
        if not self.routes:
            return np.zeros((0, 4))
        points = np.concatenate([route.points for route in self.routes])
        lengths = [len(route.points) for route in self.routes]
        starts = np.concatenate(([0], np.cumsum(lengths[:-1]))).astype(np.intp)
        return np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])

    @cached_property
    def route_groups(self) -> NDArray[np.intp]:
        return np.array([route.group for route in self.routes], dtype=np.intp)

    @cached_property
    def routes_of(self) -> dict[int, list[int]]:
        """Box index -> indices of the routes that end there."""
        found: dict[int, list[int]] = {}
        for at, route in enumerate(self.routes):
            for end in {route.source, route.target}:
                if end >= 0:
                    found.setdefault(end, []).append(at)
        return found

    def prepare(self) -> None:
        """Work out now, in the thread that laid it out, what the first painting would wait for."""
        _ = self.index, self.route_rects, self.route_groups, self.routes_of

    @property
    def size(self) -> tuple[float, float]:
        return float(self.rects[0, 2]), float(self.rects[0, 3])
