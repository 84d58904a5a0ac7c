"""Which option for which variable: the exact front of additive costs and an additive loss.

Nemhauser and Ullmann 1969: fold the variables one by one, add every option to every kept point, and keep what no
other point beats. Exact for two or three additive objectives; the number of kept points is what it costs. Where
that number is bounded by a grid, the front says by how much it may be off (``Front.tolerance``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Points compared with each other at a time when three objectives are pruned: large enough for numpy, small
#: enough that comparing all pairs costs less than the rest.
CHUNK = 256


@dataclass(frozen=True)
class Item:
    """Options of one variable. ``values[o]`` is what option ``first + o`` adds: its costs, and last its loss."""

    variable: int
    values: Floats
    first: int = 0


#: Variables that are chosen independently of each other.
Branch = tuple[Item, ...]
#: One branch is chosen: its items hold the options that go with it, such as weights beside one activation width.
Stage = tuple[Branch, ...]


def taken(stage: Stage, chosen: NDArray[np.int16]) -> Branch:
    """The branch of ``stage`` that ``chosen`` (an option for every variable) takes.

    Of several branches each begins with an item of one option: that option of the variable stands for the branch.
    """
    return next(branch for branch in stage if len(stage) == 1 or branch[0].first == chosen[branch[0].variable])


def added(stage: Stage, chosen: NDArray[np.int16]) -> Floats:
    """What ``stage`` adds to the costs and the loss under ``chosen``."""
    return np.sum([item.values[chosen[item.variable] - item.first] for item in taken(stage, chosen)], axis=0)


@dataclass(frozen=True)
class Front:
    """Undominated points: ``values[i]`` holds the costs and last the loss of point i, by rising first cost.

    ``choices[i, v]`` is the option of variable v, -1 where the chosen branch leaves it out. ``tolerance[c]``: for
    every point of the true front there is one here that loses no more and costs at most this much more in cost c;
    0 where the front is exact.
    """

    values: Floats
    choices: NDArray[np.int16]
    tolerance: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def cost(self) -> Floats:
        return self.values[:, 0]

    @property
    def loss(self) -> Floats:
        return self.values[:, -1]

    def best_within(self, *limits: float) -> int | None:
        """Index of the point of least loss whose costs are at most ``limits``; None when there is none."""
        bound = np.asarray(limits, float)
        fits = np.flatnonzero((self.values[:, :-1] <= bound + 1e-12 * np.abs(bound)).all(axis=1))
        return int(fits[np.argmin(self.loss[fits])]) if fits.size else None


def exact_front(*objectives: Sequence[ArrayLike], cells: int | None = None) -> Front:
    """The front of two or three sums, one option chosen in every group.

    objectives[k][g][o]: what option o of group g adds to objective k; the last objective is the loss. ``cells``
    bounds the kept points by a grid on the costs, see ``fold``.
    """
    groups = zip(*objectives, strict=True)
    stages = [
        ((Item(index, np.stack([np.asarray(column, float) for column in group], axis=1)),),)
        for index, group in enumerate(groups)
    ]
    return fold(stages, len(objectives), len(stages), cells)


def fold(stages: Sequence[Stage], objectives: int, variables: int, cells: int | None = None) -> Front:
    """The front over ``stages`` of ``objectives`` sums (the last is the loss; 2 or 3) in ``variables`` variables.

    With ``cells``, whenever more points than that are kept they are thinned to one in every cell of a grid on the
    costs: the one of least loss, and the cheapest of all. Its costs are still exact sums. A point that goes has a
    neighbour in its cell that loses no more, so each thinning adds at most one cell's width to the tolerance.
    """
    if objectives not in (2, 3):
        raise ValueError(f"{objectives} objectives: two or three can be folded")
    history = _History(variables)
    kept = _Kept(np.zeros((1, objectives)), np.zeros(1, np.int64), np.zeros(objectives - 1))
    for stage in stages:
        ends = []
        for branch in stage:
            end = kept
            for item in branch:
                end = _thinned(_with_item(end, item, history), cells)
            ends.append(end)
        kept = ends[0] if len(ends) == 1 else _thinned(_union(ends), cells)
    order = np.lexsort(kept.values.T[::-1])
    return Front(kept.values[order], history.choices(kept.ids[order]), tuple(map(float, kept.tolerance)))


@dataclass(frozen=True)
class _Kept:
    values: Floats
    ids: Integers
    tolerance: Floats


class _History:
    """Which option each kept point took, as a chain of parents; point 0 is the empty start."""

    def __init__(self, variables: int) -> None:
        self._variables = variables
        self._blocks: list[tuple[int, int, Integers, NDArray[np.int16]]] = []
        self._next = 1

    def add(self, variable: int, parents: Integers, options: Integers) -> Integers:
        first = self._next
        self._blocks.append((first, variable, parents, options.astype(np.int16)))
        self._next += len(parents)
        return np.arange(first, self._next)

    def choices(self, ids: Integers) -> NDArray[np.int16]:
        """Options of the points ``ids``, [points, variables]."""
        found = np.full((len(ids), self._variables), -1, np.int16)
        at = ids.copy()
        for first, variable, parents, options in reversed(self._blocks):
            rows = np.flatnonzero(at >= first)
            local = at[rows] - first
            found[rows, variable] = options[local]
            at[rows] = parents[local]
        return found


def _with_item(kept: _Kept, item: Item, history: _History) -> _Kept:
    count = len(kept.values)
    # Option by option: each run is sorted by cost already, which a stable sort merges instead of sorting.
    every = (kept.values[None] + item.values[:, None]).reshape(-1, kept.values.shape[1])
    keep = undominated(every)
    ids = history.add(item.variable, kept.ids[keep % count], keep // count + item.first)
    return _Kept(every[keep], ids, kept.tolerance)


def _union(ends: Sequence[_Kept]) -> _Kept:
    values = np.concatenate([end.values for end in ends])
    keep = undominated(values)
    # A true point lies in one of the branches: the worst of their tolerances holds for all.
    tolerance = np.max([end.tolerance for end in ends], axis=0)
    return _Kept(values[keep], np.concatenate([end.ids for end in ends])[keep], tolerance)


def undominated(values: Floats) -> Integers:
    """Indices of the rows that no other row beats, by rising first column; of equal rows one is kept."""
    return _undominated2(values[:, 0], values[:, 1]) if values.shape[1] == 2 else _undominated3(values)


def _undominated2(cost: Floats, loss: Floats) -> Integers:
    order = np.argsort(cost, kind="stable")
    sorted_loss = loss[order]
    falls = np.empty(len(order), bool)
    falls[:1] = True
    falls[1:] = sorted_loss[1:] < np.minimum.accumulate(sorted_loss)[:-1]
    keep = order[falls]
    # Of points of the same cost the last to fall is the best.
    last = np.append(cost[keep][1:] != cost[keep][:-1], True)
    return keep[last]


def _undominated3(values: Floats) -> Integers:
    """Sweep by the first column with the staircase of the other two (Kung, Luccio and Preparata 1975), in chunks."""
    order = np.lexsort(values.T[::-1])
    second, third = values[order, 1], values[order, 2]
    stairs = np.empty((0, 2))
    kept = []
    for start in range(0, len(order), CHUNK):
        rows = np.arange(start, min(start + CHUNK, len(order)))
        if len(stairs):
            step = np.searchsorted(stairs[:, 0], second[rows], side="right") - 1
            rows = rows[(step < 0) | (stairs[step, 1] > third[rows])]
        y, z = second[rows], third[rows]
        beaten = np.tril((y[None] <= y[:, None]) & (z[None] <= z[:, None]), -1).any(axis=1)
        rows = rows[~beaten]
        kept.append(order[rows])
        stairs = np.concatenate([stairs, np.stack([second[rows], third[rows]], axis=1)])
        stairs = stairs[_undominated2(stairs[:, 0], stairs[:, 1])]
    return np.concatenate(kept)


def _thinned(kept: _Kept, cells: int | None) -> _Kept:
    if cells is None or len(kept.values) <= cells:
        return kept
    costs, loss = kept.values[:, :-1], kept.values[:, -1]
    low = costs.min(axis=0)
    span = np.maximum(costs.max(axis=0) - low, 1e-300)
    per_axis = max(1, round(cells ** (1 / costs.shape[1])))
    place = np.minimum(((costs - low) * (per_axis / span)).astype(np.int64), per_axis - 1)
    cell = place[:, 0] if costs.shape[1] == 1 else place[:, 0] * per_axis + place[:, 1]
    best = np.lexsort((loss, cell))
    first = np.append(True, cell[best][1:] != cell[best][:-1])
    cheapest = [int(np.lexsort((loss, costs[:, axis]))[0]) for axis in range(costs.shape[1])]
    rows = np.union1d(best[first], cheapest)
    return _Kept(kept.values[rows], kept.ids[rows], kept.tolerance + span / per_axis)
