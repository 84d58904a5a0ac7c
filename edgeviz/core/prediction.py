"""From predicted loss to accuracy: a monotone fit through the few recipes that were really evaluated.

Isotonic regression (Barlow et al. 1972; pool adjacent violators) weighted by the samples: all it assumes is that
more predicted loss never means more accuracy. The interval assumes no more than that either: between two evaluated
recipes the accuracy lies between theirs, give or take their sampling error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.statistics import wilson

Floats = NDArray[np.float64]

#: How far below the smallest positive loss the float model, whose loss is 0, is placed on the logarithmic axis.
DECADE = 10.0


class Observation(NamedTuple):
    """A recipe that was evaluated: its predicted loss, and its accuracy (a fraction) on ``samples`` samples."""

    loss: float
    accuracy: float
    samples: int


class Prediction(NamedTuple):
    """An accuracy as a fraction, and the interval in which it is expected."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class AccuracyModel:
    """Accuracy as a falling function of predicted loss, linear in the logarithm of the loss between the knots.

    Beyond the knots the value stays as it is at the last of them, and the interval opens to ``chance`` above the
    largest known loss and to 1 below the smallest.
    """

    losses: tuple[float, ...]
    values: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    chance: float = 0.0

    def predict(self, loss: float) -> Prediction:
        return Prediction(*map(float, self.curve([loss])[0]))

    def curve(self, losses: ArrayLike) -> Floats:
        """Value, low and high for each loss: [losses, 3]. Raises ValueError for a loss that is negative or NaN."""
        wanted = np.asarray(losses, float)
        if not (wanted >= 0).all():
            raise ValueError("a predicted loss is 0 or more")
        knots = np.asarray(self.losses)
        value = np.interp(self._place(wanted), self._place(knots), self.values)
        before = np.searchsorted(knots, wanted, side="right") - 1  # the last knot at or below
        after = np.searchsorted(knots, wanted, side="left")  # the first knot at or above
        low = np.append(self.lows, min(self.chance, self.lows[-1]))[after]
        high = np.append(self.highs, 1.0)[before]  # index -1, in front of all knots, is the 1
        return np.stack([value, low, high], axis=1)

    def largest_loss(self, accuracy: float) -> float | None:
        """The largest loss at which at least ``accuracy`` is predicted; None where it never is.

        Never more than the largest known loss: what lies beyond has not been seen.
        """
        values, losses = np.asarray(self.values), np.asarray(self.losses)
        enough = np.flatnonzero(values >= accuracy)
        if not enough.size:
            return None
        last = int(enough[-1])
        if last == len(values) - 1:
            return float(losses[-1])
        left, right = self._place(losses)[last : last + 2]
        share = (values[last] - accuracy) / (values[last] - values[last + 1])
        found = float(np.exp(left + share * (right - left)))
        return min(max(found, float(losses[last])), float(losses[last + 1])) if losses[last] or share else 0.0

    def most_uncertain(self, losses: ArrayLike) -> int | None:
        """Which of ``losses`` to evaluate next: the middle (of the logarithms) of the widest interval.

        None where each has been seen already, give or take a millionth.
        """
        wanted = np.asarray(losses, float)
        place = self._place(wanted)
        gap = np.abs(place[:, None] - self._place(np.asarray(self.losses))).min(axis=1, initial=np.inf)
        curve = self.curve(wanted)
        width = np.where(gap > 1e-6, curve[:, 2] - curve[:, 1], -1.0)
        if not width.size or width.max() < 0:
            return None
        widest = np.flatnonzero(width >= width.max() - 1e-9)
        return int(widest[np.argmax(gap[widest])])

    def _place(self, losses: Floats) -> Floats:
        positive = [loss for loss in self.losses if loss > 0]
        return np.log(np.maximum(losses, (positive[0] if positive else 1.0) / DECADE))


def fit_accuracy(observations: Sequence[Observation | tuple[float, float, int]], chance: float = 0.0) -> AccuracyModel:
    """The weighted isotonic fit of accuracy against loss. ``chance`` is the accuracy of guessing, 1 / classes.

    The interval at a knot covers the Wilson intervals of its observations, and those that the order of losses puts
    in doubt: it is never narrower than the sampling error of its neighbours. Raises ValueError without observations
    or for one that is impossible.
    """
    rows = sorted(Observation(*row) for row in observations)
    if not rows:
        raise ValueError("a fit needs at least one evaluated recipe")
    for row in rows:
        if not (0 <= row.loss < np.inf and 0 <= row.accuracy <= 1 and row.samples > 0):
            raise ValueError(f"{row} is no evaluated recipe")
    losses, first, counts = np.unique([row.loss for row in rows], return_index=True, return_counts=True)
    groups = [rows[start : start + count] for start, count in zip(first, counts, strict=True)]
    samples = np.array([sum(row.samples for row in group) for group in groups], float)
    means = np.array([sum(row.accuracy * row.samples for row in group) for group in groups]) / samples
    # Imported here: it takes a third of a second, and a window without a front must not wait for it.
    from scipy.optimize import isotonic_regression

    fitted = isotonic_regression(means, weights=samples, increasing=False).x
    bounds = [[wilson(round(row.accuracy * row.samples), row.samples) for row in group] for group in groups]
    lows = np.minimum.accumulate([min(low for low, _ in group) for group in bounds])
    highs = np.maximum.accumulate([max(high for _, high in group) for group in bounds][::-1])[::-1]
    return AccuracyModel(
        tuple(map(float, losses)),
        tuple(map(float, fitted)),
        tuple(map(float, np.minimum(lows, fitted))),
        tuple(map(float, np.maximum(highs, fitted))),
        chance,
    )
