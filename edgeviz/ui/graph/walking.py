"""Where the arrow keys lead from a box: along the edges, or to the neighbour beside it. Pure geometry."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from edgeviz.ui.graph.picture import Picture


class Way(StrEnum):
    FORWARD = "forward"
    BACK = "back"
    BEFORE = "before"
    AFTER = "after"


def step(picture: Picture, current: str, way: Way) -> str:
    """The id of the box that ``way`` leads to; ``current`` where there is none."""
    at = picture.index.get(current)
    if not at:
        # Nowhere, or the root, which is no box that one could stand on.
        return first_box(picture)
    found = _along(picture, at, way is Way.FORWARD) if way in (Way.FORWARD, Way.BACK) else _beside(picture, at, way)
    return picture.ids[found] if found is not None else current


def first_box(picture: Picture) -> str:
    """The box at which the network begins; "" in an empty picture."""
    found = _enter(picture, 0, forward=True)
    return picture.ids[found] if found else ""


def _centre(picture: Picture, at: int) -> tuple[float, float]:
    """(across, along) of the middle of a box."""
    x, y, width, height = picture.rects[at]
    middle = (float(x + width / 2), float(y + height / 2))
    return middle if not picture.horizontal else middle[::-1]


def _along(picture: Picture, at: int, forward: bool) -> int | None:
    across = _centre(picture, at)[0]
    while at > 0:
        ends = []
        for index in picture.routes_of.get(at, ()):
            route = picture.routes[index]
            here, there = (route.source, route.target) if forward else (route.target, route.source)
            if here == at and there >= 0 and there != at:
                ends.append(there)
        if ends:
            nearest = min(ends, key=lambda end: abs(_centre(picture, end)[0] - across))
            return _enter(picture, nearest, forward)
        # Nothing here: the edge leaves the frame, or there is none.
        at = int(picture.parents[at])
    return None


def _enter(picture: Picture, at: int, forward: bool) -> int:
    """``at`` itself, or where one comes in when it is an open group."""
    while picture.frames[at]:
        entries = []
        for route in picture.routes:
            if route.group == at:
                here, there = (route.source, route.target) if forward else (route.target, route.source)
                if here < 0 <= there:
                    entries.append(there)
        children = entries or [int(i) for i in np.flatnonzero(picture.parents == at)]
        if not children:
            return at
        edge = min if forward else max
        at = edge(children, key=lambda child: _centre(picture, child)[1])
    return at


def _beside(picture: Picture, at: int, way: Way) -> int | None:
    """The nearest box before or after in the direction across the flow."""
    boxes = np.flatnonzero(~picture.frames)
    middles = picture.rects[boxes, :2] + picture.rects[boxes, 2:] / 2
    if picture.horizontal:
        middles = middles[:, ::-1]
    across, along = _centre(picture, at)
    shift = (middles[:, 0] - across) * (1 if way is Way.AFTER else -1)
    away = np.abs(middles[:, 1] - along)
    # What stands nearly straight ahead is no neighbour beside.
    good = (shift > 1.0) & (shift > away * 0.5)
    if not good.any():
        return None
    return int(boxes[np.argmin(np.where(good, shift + 3 * away, np.inf))])
