"""What the exact front is compared with: the greedy walk, and the same width everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.allocate import Front, Stage, added, taken
from edgeviz.core.frontier import Choices, RecipeFront
from edgeviz.core.sensitivity import Part


def greedy_front(choices: Choices) -> RecipeFront:
    """From the widest of everything, again and again the step that loses least per cost saved (the first cost).

    A step narrows one variable, by as many widths as pays best: the walk of AIMET's automatic mixed precision
    (Qualcomm 2022) with the loss in place of its accuracy list. The points are those it passes.
    """
    chosen = np.zeros(len(choices.groups), np.int16)
    steps = [_best_step(stage, chosen) for stage in choices.stages]
    passed = [chosen.copy()]
    while any(steps):
        ranked = [(step[0], index) for index, step in enumerate(steps) if step]
        index = min(ranked)[1]
        step = steps[index]
        assert step is not None
        chosen[step[1]] = step[2]
        steps[index] = _best_step(choices.stages[index], chosen)
        passed.append(chosen.copy())
    return _points(choices, passed)


def uniform_points(choices: Choices) -> RecipeFront:
    """The same widths in every layer, for all pairs of weight and activation widths, by rising cost."""
    weights, activations = (
        max((len(s) for s, p in zip(choices.specs, choices.parts, strict=True) if p is part), default=1)
        for part in (Part.WEIGHT, Part.ACTIVATION)
    )
    # A layer that must not be that narrow is as narrow as it may be.
    last = np.array([len(specs) - 1 for specs in choices.specs])
    is_weight = np.array([part is Part.WEIGHT for part in choices.parts])
    chosen = [
        np.minimum(np.where(is_weight, weight, activation), last).astype(np.int16)
        for activation in range(activations)
        for weight in range(weights)
    ]
    return _points(choices, chosen)


Step = tuple[float, int, int]


def _best_step(stage: Stage, chosen: NDArray[np.int16]) -> Step | None:
    """Loss per cost saved, variable and option of the best narrower option in ``stage``; None at its end."""
    here = added(stage, chosen)
    moves = [(item.variable, len(item.values)) for item in taken(stage, chosen) if len(item.values) > 1]
    if len(stage) > 1:
        moves.append((stage[0][0].variable, len(stage)))
    found: list[Step] = []
    for variable, options in moves:
        now = chosen[variable]
        for option in range(now + 1, options):
            chosen[variable] = option
            change = added(stage, chosen) - here
            if change[0] < 0:
                found.append((float(-change[-1] / change[0]), variable, option))
        chosen[variable] = now
    return min(found, default=None)


def _points(choices: Choices, chosen: Sequence[NDArray[np.int16]]) -> RecipeFront:
    table = np.array([choices.totals(row) for row in chosen]) - np.array([*choices.base, 0.0])
    order = np.lexsort(table.T[::-1])
    return RecipeFront(choices, Front(table[order], np.array(chosen)[order], (0.0,) * len(choices.names)))
