"""Where everything in the picture of a network lies. No Qt: this runs in a thread and in tests.

Every open group is laid out by itself, as layers (Sugiyama, Tagawa and Toda 1981): fast-sugiyama ranks its boxes and
orders them within the ranks; the coordinates are ours, because boxes differ in size. Then the group is one box of the
group around it. So no layout has many boxes, however large the network, and an edge never runs through a frame.

Coordinates are *across* and *along* the direction of flow while a layout is made, x and y at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from edgeviz.core.graph_view import ENTRY, EXIT, ROOT, Edge, GraphTree, Kind
from edgeviz.ui.graph.picture import Picture, Route

#: Width and height of a node, and of an input or output of the model.
BOX = (144.0, 40.0)
END = (104.0, 26.0)
#: Room inside a frame, and for its title.
PAD = 16.0
TITLE = 24.0
#: Between neighbours in a rank, and between ranks from top to bottom and from left to right.
SIDE = 20.0
RANKS = (38.0, 72.0)
#: The width that an edge keeps free where it passes a rank.
LANE = 8.0
#: Places on ranks that edges may pass in one group; longer edges than that are drawn past the layout.
MOST_LANES = 1200
SWEEPS = 4


def load() -> None:
    """Import what lays out before a model needs it: that takes as long as laying a small one out."""
    import fast_sugiyama  # noqa: F401


class Superseded(BaseException):
    """Nobody wants this layout any more."""


def lay_out(
    tree: GraphTree, expanded: frozenset[str], horizontal: bool, cancelled: Callable[[], bool] = lambda: False
) -> Picture:
    """The picture of ``tree`` with the groups of ``expanded`` open. Raises Superseded once ``cancelled`` says so."""
    inside: dict[str, _Level] = {}
    order = [ROOT]
    for group in order:
        order.extend(child for child in tree.boxes[group].children if child in expanded)
    for group in reversed(order):
        if cancelled():
            raise Superseded
        children = tree.boxes[group].children
        sizes = [_size(tree, child, inside, horizontal) for child in children]
        inside[group] = _level(tree, group, children, sizes, horizontal)
    return _assemble(tree, inside, horizontal)


@dataclass(slots=True)
class _Level:
    """One group: centre and size of each child (across, along), its routes, and the size of the frame."""

    centres: dict[str, tuple[float, float]]
    sizes: dict[str, tuple[float, float]]
    routes: list[tuple[Edge, list[tuple[float, float]]]]
    size: tuple[float, float]


def _size(tree: GraphTree, child: str, inside: dict[str, _Level], horizontal: bool) -> tuple[float, float]:
    if child in inside:
        return inside[child].size
    kind = tree.boxes[child].kind
    width, height = END if kind in (Kind.INPUT, Kind.OUTPUT) else BOX
    return (height, width) if horizontal else (width, height)


def _margins(group: str, horizontal: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Room before and behind the content: (across, along) each."""
    if group == ROOT:
        return (PAD, PAD), (PAD, PAD)
    return ((PAD + TITLE, PAD), (PAD, PAD)) if horizontal else ((PAD, PAD + TITLE), (PAD, PAD))


def _level(
    tree: GraphTree, group: str, children: Sequence[str], sizes: list[tuple[float, float]], horizontal: bool
) -> _Level:
    place = {child: at for at, child in enumerate(children)}
    ends = {ENTRY: len(children), EXIT: len(children) + 1}
    firsts = [tree.boxes[child].first for child in children]
    firsts += [min(firsts, default=0) - 1, max(firsts, default=0) + 1 + sum(tree.boxes[c].size for c in children)]
    across = [size[0] for size in sizes] + [LANE, LANE]
    along = [size[1] for size in sizes] + [0.0, 0.0]
    edges = tree.edges.get(group, ())
    pairs = []
    for edge in edges:
        a, b = (place.get(end, ends.get(end, -1)) for end in (edge.source, edge.target))
        # What runs against the order of computation (a recurrence through groups) is laid out the other way round.
        pairs.append((a, b) if (firsts[a], a) <= (firsts[b], b) else (b, a))
    ranks, chains = _ranked(pairs)
    count = len(across)
    spaced = RANKS[1] if horizontal else RANKS[0]
    x = _across(ranks, chains, across)
    y: dict[int, float] = {}
    bounds: dict[int, tuple[float, float]] = {}
    top = 0.0
    for rank in ranks:
        # A rank of nothing but the entry or the exit has no height.
        height = max((along[v] for v in rank if v >= 0), default=0.0)
        for v in rank:
            y[v] = top + height / 2
            bounds[v] = (top, top + height)
        top += height + (spaced if height else spaced * 0.6)
    bottom = max((bounds[v][1] for v in y), default=0.0)
    _pack_loose(range(len(children)), sizes, x, y, bottom, spaced)
    left = min((x[v] - (across[v] if v >= 0 else LANE) / 2 for v in x), default=0.0)
    right = max((x[v] + (across[v] if v >= 0 else LANE) / 2 for v in x), default=BOX[0])
    real = range(len(children))
    least = min((y[v] - along[v] / 2 for v in real), default=0.0)
    bottom = max((y[v] + along[v] / 2 for v in real), default=BOX[1])
    (before_x, before_y), (after_x, after_y) = _margins(group, horizontal)
    dx, dy = before_x - left, before_y - least
    size = (right - left + before_x + after_x, bottom - least + before_y + after_y)
    centres = {child: (x[at] + dx, y[at] + dy) for at, child in enumerate(children)}
    routes = []
    for edge, (a, b) in zip(edges, pairs, strict=True):
        points = _route(a, b, chains.get((a, b), ()), x, y, along, bounds)
        points = [(px + dx, py + dy) for px, py in points]
        if edge.source == ENTRY:
            points[0] = (points[0][0], 0.0)
        if edge.target == EXIT:
            points[-1] = (points[-1][0], size[1])
        forward = place.get(edge.source, count) == a or edge.source == ENTRY
        routes.append((edge, points if forward else points[::-1]))
    return _Level(centres, dict(zip(children, sizes, strict=True)), routes, size)


def _route(
    a: int,
    b: int,
    chain: Sequence[int],
    x: dict[int, float],
    y: dict[int, float],
    along: list[float],
    bounds: dict[int, tuple[float, float]],
) -> list[tuple[float, float]]:
    points = [(x[a], y[a] + along[a] / 2)]
    for v in chain:
        points += [(x[v], bounds[v][0]), (x[v], bounds[v][1])]
    points.append((x[b], y[b] - along[b] / 2))
    return points


# ---- ranks and orders

Ranks = list[list[int]]
Chains = dict[tuple[int, int], list[int]]


def _longest_paths(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Rank by the longest path from a source. ``pairs`` have no cycle."""
    targets: dict[int, list[int]] = {}
    waiting: dict[int, int] = {}
    for a, b in pairs:
        targets.setdefault(a, []).append(b)
        waiting[b] = waiting.get(b, 0) + 1
        waiting.setdefault(a, 0)
    rank = {v: 0 for v, count in waiting.items() if count == 0}
    ready = list(rank)
    for v in ready:
        for w in targets.get(v, ()):
            rank[w] = max(rank.get(w, 0), rank[v] + 1)
            waiting[w] -= 1
            if waiting[w] == 0:
                ready.append(w)
    return rank


def _ranked(pairs: Sequence[tuple[int, int]]) -> tuple[Ranks, Chains]:
    """Vertices by rank, in order, and the lanes that each long edge takes, as negative numbers.

    Edges that are left out of the layout, because they would need too many lanes, have no chain.
    """
    import fast_sugiyama

    unique = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]
    rank = _longest_paths(unique)
    spans = {pair: rank[pair[1]] - rank[pair[0]] for pair in unique}
    lanes, kept = 0, []
    for pair in sorted(unique, key=lambda pair: spans[pair]):
        lanes += spans[pair] - 1
        if lanes > MOST_LANES and spans[pair] > 1:
            continue
        kept.append(pair)
    if not kept:
        return [], {}
    vertices = sorted({v for pair in kept for v in pair})
    number = {v: at for at, v in enumerate(vertices)}
    # Vertices come back as the numbers that went in, although the annotation admits names.
    layouts: Any = fast_sugiyama.from_edges(
        [(number[a], number[b]) for a, b in sorted(kept)], vertex_spacing=4, dummy_vertices=True, dummy_size=1
    )
    ranks: Ranks = []
    chains: Chains = {}
    fresh = 1
    for positions, _, _, segments in layouts:
        levels = sorted({position[1] for _, position in positions}, reverse=True)
        at_level = {level: at for at, level in enumerate(levels)}
        name: dict[int, int] = {}
        for v, _ in positions:
            if v < len(vertices):
                name[v] = vertices[v]
            else:
                name[v] = -fresh
                fresh += 1
        ranks.extend([] for _ in range(len(levels) - len(ranks)))
        for v, (_, level) in sorted(positions, key=lambda item: item[1][0]):
            ranks[at_level[level]].append(name[v])
        follow: dict[int, list[int]] = {}
        for a, b in segments or ():
            follow.setdefault(a, []).append(b)
        for a in range(len(vertices)):
            for b in follow.get(a, ()):
                chain = []
                while b >= len(vertices):
                    chain.append(name[b])
                    b = follow[b][0]
                chains[vertices[a], vertices[b]] = chain
    return ranks, chains


# ---- coordinates across


def _across(ranks: Ranks, chains: Chains, widths: Sequence[float]) -> dict[int, float]:
    """Each vertex near the middle of its neighbours, in the order of its rank and without overlap.

    Sweeps down and up over the ranks; within one, least squares under the order is an isotonic regression. Long edges
    pull hard on their own lanes, so that they run straight (Gansner et al. 1993, section 4).
    """

    def width(v: int) -> float:
        return widths[v] if v >= 0 else LANE

    x: dict[int, float] = {}
    for rank in ranks:
        total = sum(width(v) + SIDE for v in rank)
        at = -total / 2
        for v in rank:
            x[v] = at + width(v) / 2
            at += width(v) + SIDE
    above: dict[int, list[tuple[int, float]]] = {}
    below: dict[int, list[tuple[int, float]]] = {}
    for (a, b), chain in chains.items():
        path = [a, *chain, b]
        for v, w in pairwise(path):
            weight = 1.0 if v >= 0 and w >= 0 else 8.0 if v < 0 and w < 0 else 2.0
            above.setdefault(w, []).append((v, weight))
            below.setdefault(v, []).append((w, weight))
    for sweep in range(SWEEPS):
        _sweep(ranks, x, width, (above,))
        _sweep(ranks[::-1], x, width, (below,))
        if sweep == SWEEPS - 1:
            _sweep(ranks, x, width, (above, below))
    return x


Pulls = dict[int, list[tuple[int, float]]]


def _sweep(ranks: Ranks, x: dict[int, float], width: Callable[[int], float], pulls: tuple[Pulls, ...]) -> None:
    for rank in ranks:
        wanted, weights, offsets, offset, before = [], [], [], 0.0, 0.0
        for at, v in enumerate(rank):
            half = width(v) / 2
            if at:
                offset += before + (SIDE if v >= 0 else LANE) + half
            before = half
            offsets.append(offset)
            found = [pull for side in pulls for pull in side.get(v, ())]
            weight = sum(pull[1] for pull in found)
            target = sum(x[w] * pull for w, pull in found) / weight if weight else x[v]
            wanted.append(target - offset)
            weights.append(weight or 0.1)
        for v, place, offset in zip(rank, _isotonic(wanted, weights), offsets, strict=True):
            x[v] = place + offset


def _isotonic(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to ``values`` (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        count = 1
        while blocks and blocks[-1][0] > value:
            mean, mass, number = blocks.pop()
            value = (mean * mass + value * weight) / (mass + weight)
            weight += mass
            count += number
        blocks.append((value, weight, count))
    return [value for value, _, count in blocks for _ in range(count)]


def _pack_loose(
    children: range,
    sizes: Sequence[tuple[float, float]],
    x: dict[int, float],
    y: dict[int, float],
    bottom: float,
    spaced: float,
) -> None:
    """Boxes without edges stand in rows behind the others, about as wide as they are long."""
    loose = [v for v in children if v not in x]
    if not loose:
        return
    area = sum((sizes[v][0] + SIDE) * (sizes[v][1] + SIDE) for v in loose)
    taken = [x[v] for v in x]
    left = min(taken, default=0.0) - (BOX[0] / 2 if taken else 0.0)
    limit = max(area**0.5, max(taken, default=0.0) - left, max(sizes[v][0] for v in loose))
    at, top, height = left, bottom + spaced if taken else 0.0, 0.0
    for v in loose:
        across, along = sizes[v]
        if at > left and at + across > left + limit:
            at, top, height = left, top + height + SIDE, 0.0
        x[v], y[v] = at + across / 2, top + along / 2
        at += across + SIDE
        height = max(height, along)


# ---- all together


def _assemble(tree: GraphTree, inside: dict[str, _Level], horizontal: bool) -> Picture:
    ids: list[str] = [ROOT]
    rects: list[tuple[float, float, float, float]] = [(0.0, 0.0, *inside[ROOT].size)]
    parents, frames = [-1], [True]
    index = {ROOT: 0}
    for group in ids:
        if group not in inside:
            continue
        level, at = inside[group], index[group]
        ox, oy = rects[at][0], rects[at][1]
        for child, (cx, cy) in level.centres.items():
            across, along = level.sizes[child]
            index[child] = len(ids)
            ids.append(child)
            rects.append((ox + cx - across / 2, oy + cy - along / 2, across, along))
            parents.append(at)
            frames.append(child in inside)
    routes = []
    for group, level in inside.items():
        at = index[group]
        origin = np.array(rects[at][:2])
        for edge, points in level.routes:
            placed = np.array(points) + origin
            routes.append(
                Route(
                    at,
                    edge,
                    placed[:, ::-1].copy() if horizontal else placed,
                    index.get(edge.source, -1),
                    index.get(edge.target, -1),
                )
            )
    found = np.array(rects)
    if horizontal:
        found = found[:, (1, 0, 3, 2)]
    return Picture(tuple(ids), found, np.array(frames), np.array(parents, dtype=np.intp), tuple(routes), horizontal)
