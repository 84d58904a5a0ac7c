"""Which width for which layer: the exact front of an additive cost and an additive loss.

Nemhauser and Ullmann 1969: fold the groups one by one, add every option to every kept point, and keep what no
other point beats. Exact for any additive pair; the number of kept points is what it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Front:
    """Points of rising ``cost`` and strictly falling ``loss``. ``choices[i]`` holds the option of each group."""

    cost: Floats
    loss: Floats
    choices: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.cost)

    def cheapest_within(self, cost: float) -> int | None:
        """Index of the point of least loss that costs at most ``cost``; None when there is none."""
        index = int(np.searchsorted(self.cost, cost * (1 + 1e-12), side="right")) - 1
        return index if index >= 0 else None


def exact_front(costs: Sequence[ArrayLike], losses: Sequence[ArrayLike], cells: int | None = None) -> Front:
    """The front of sum(costs) against sum(losses), one option chosen in every group.

    costs[g][o], losses[g][o]: what option o of group g adds. ``cells`` bounds the kept points by a grid on the
    cost (the best point of every cell is kept): an approximation whose costs are still exact sums.
    """
    cost, loss = np.zeros(1), np.zeros(1)
    parents: list[NDArray[np.int64]] = []
    picked: list[NDArray[np.int16]] = []
    for group_cost, group_loss in zip(costs, losses, strict=True):
        option_cost, option_loss = np.asarray(group_cost, float), np.asarray(group_loss, float)
        all_cost = (cost[:, None] + option_cost).ravel()
        all_loss = (loss[:, None] + option_loss).ravel()
        keep = _undominated(all_cost, all_loss)
        if cells is not None and len(keep) > cells:
            keep = _one_per_cell(all_cost, keep, cells)
        parents.append(keep // len(option_cost))
        picked.append((keep % len(option_cost)).astype(np.int16))
        cost, loss = all_cost[keep], all_loss[keep]
    choices = np.empty((len(cost), len(parents)), np.int16)
    at = np.arange(len(cost))
    for group in range(len(parents) - 1, -1, -1):
        choices[:, group] = picked[group][at]
        at = parents[group][at]
    return Front(cost, loss, choices)


def _undominated(cost: Floats, loss: Floats) -> NDArray[np.int64]:
    order = np.lexsort((loss, cost))
    sorted_loss = loss[order]
    best_before = np.concatenate(([np.inf], np.minimum.accumulate(sorted_loss)[:-1]))
    return order[sorted_loss < best_before]


def _one_per_cell(cost: Floats, keep: NDArray[np.int64], cells: int) -> NDArray[np.int64]:
    kept_cost = cost[keep]
    cell = ((kept_cost - kept_cost[0]) * (cells / max(kept_cost[-1] - kept_cost[0], 1e-300))).astype(np.int64)
    last = np.append(cell[1:] != cell[:-1], True)
    last[0] = True
    return keep[last]
