"""From predicted loss to accuracy: a curve of two parameters through the few recipes that were really evaluated.

What the float model knows beyond guessing is lost like this: accuracy = chance + (float − chance) · exp(−H), with
H = (loss / scale) ** shape. In the logarithms H is a straight line (the complementary log-log link of survival
analysis; a Weibull curve), so a handful of points fixes it, and a step of a few images between two of them no longer
bends it as it bends an isotonic fit. Three numbers are not known: scale, shape, and how far recipes of one predicted
loss scatter about the curve (a factor on H). All plausible triples are tried and weighted by how well they explain
what was seen (Bayes' rule on a grid), so that the interval knows how little a fit through few points is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.statistics import wilson

Floats = NDArray[np.float64]

#: What is expected before anything is known, each a centre and a standard deviation of a logarithm: a nat of loss
#: costs most of the accuracy, the loss of accuracy is about proportional at first, scatter is 30 %.
SCALE, SHAPE, SCATTER = (0.4, 1.5), (0.1, 0.3), (np.log(0.3), 0.5)
#: Grid points along scale, shape and scatter; knots of the finished curve.
STEPS, KNOTS = (61, 13, 9), 121
#: Plausible curves that the interval is read from; the fraction whose multiples fill an interval evenly.
DRAWS, GOLDEN = 1024, 0.6180339887498949
#: Degrees of freedom of the errors about the curve (Student's t): one recipe far off bends it little.
FREEDOM = 4
#: How much of what can happen the interval covers.
CONFIDENCE = 0.95


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
    """Accuracy as a falling function of predicted loss, with an interval of ``CONFIDENCE`` for one more recipe.

    ``losses``: those that were evaluated, rising, 0 (the float model) among them. The curve is kept as knots, between
    which it is linear in the logarithm of the loss: ``places`` (logarithms, rising) and ``table`` [knots, 3].
    """

    losses: tuple[float, ...]
    places: tuple[float, ...]
    table: tuple[tuple[float, float, float], ...]
    chance: float = 0.0

    def predict(self, loss: float) -> Prediction:
        return Prediction(*map(float, self.curve([loss])[0]))

    def curve(self, losses: ArrayLike) -> Floats:
        """Value, low and high for each loss: [losses, 3]. Raises ValueError for a loss that is negative or NaN."""
        wanted = np.asarray(losses, float)
        if not (wanted >= 0).all():
            raise ValueError("a predicted loss is 0 or more")
        place = _place(wanted)
        return np.stack([np.interp(place, self.places, column) for column in np.asarray(self.table).T], axis=1)

    def largest_loss(self, accuracy: float) -> float | None:
        """The largest loss at which at least ``accuracy`` is predicted; None where it never is.

        Never more than the largest known loss: what lies beyond has not been seen.
        """
        values, places = np.asarray(self.table)[:, 0], np.asarray(self.places)
        if values[0] < accuracy:
            return None
        limit = self.losses[-1]
        below = np.flatnonzero(values < accuracy)
        if not below.size:
            return limit
        last = int(below[0]) - 1
        share = (values[last] - accuracy) / (values[last] - values[last + 1])
        found = float(np.exp(places[last] + share * (places[last + 1] - places[last])))
        # A hair less: interpolated back, it must reach what was asked for.
        return min(found * (1 - 1e-9), limit) if last or share else 0.0

    def most_uncertain(self, losses: ArrayLike) -> int | None:
        """Which of ``losses`` to evaluate next: the one furthest, in predicted accuracy, from all that were.

        Distances are of √(share of the accuracy lost): the first few points of it matter more than the last. None
        where each has been seen already, give or take a millionth.
        """
        wanted = np.asarray(losses, float)
        seen = np.asarray(self.losses)
        if not wanted.size:
            return None
        fresh = np.abs(_place(wanted)[:, None] - _place(seen)).min(axis=1) > 1e-6
        if not fresh.any():
            return None
        distance = np.abs(self._depth(wanted)[:, None] - np.append(self._depth(seen), 0.0)).min(axis=1)
        return int(np.argmax(np.where(fresh, distance, -1.0)))

    def spread(self, losses: ArrayLike, count: int) -> list[int]:
        """``count`` of ``losses`` or fewer, as even in predicted accuracy as ``most_uncertain`` measures it."""
        depths = self._depth(np.asarray(losses, float))
        if not depths.size:
            return []
        wanted = np.linspace(depths.min(), depths.max(), count)
        return sorted({int(np.argmin(np.abs(depths - depth))) for depth in wanted})

    def _depth(self, losses: Floats) -> Floats:
        values = self.curve(losses)[:, 0]
        best = max(self.table[0][0] - self.chance, 1e-9)
        depth: Floats = np.sqrt(np.clip((self.table[0][0] - values) / best, 0.0, 1.0))
        return depth


def fit_accuracy(observations: Sequence[Observation | tuple[float, float, int]], chance: float = 0.0) -> AccuracyModel:
    """The curve through ``observations``. ``chance`` is the accuracy of guessing, 1 / classes.

    The accuracy at loss 0 is that of the float model where it was evaluated, else that of the least loss. The interval
    covers the scatter of recipes, what the fit leaves open, and on top of both the sampling error (Wilson) of an
    evaluation of the usual size. Raises ValueError without observations or for one that is impossible.
    """
    rows = sorted(Observation(*row) for row in observations)
    if not rows:
        raise ValueError("a fit needs at least one evaluated recipe")
    for row in rows:
        if not (0 <= row.loss < np.inf and 0 <= row.accuracy <= 1 and row.samples > 0):
            raise ValueError(f"{row} is no evaluated recipe")
    first = [row for row in rows if row.loss == rows[0].loss]
    top = sum(row.accuracy * row.samples for row in first) / sum(row.samples for row in first)
    seen = np.array([row for row in rows if row.loss > 0], float).reshape(-1, 3)
    places = np.linspace(*_range(seen[:, 0]), KNOTS)
    low, middle, high = _quantiles(places, *_plausible(seen, top, chance))
    # At the first knot, far below everything that was seen, nothing is lost at all.
    low[0] = middle[0] = high[0] = -np.inf
    usual = int(np.median([row.samples for row in rows]))

    def at(log_hazard: Floats) -> Floats:
        value: Floats = chance + max(top - chance, 0.0) * np.exp(-np.exp(np.minimum(log_hazard, 50.0)))
        return value if top > chance else np.full_like(value, top)

    def bound(accuracies: Floats, side: int) -> list[float]:
        return [round(wilson(round(float(value) * usual), usual)[side], 12) for value in accuracies]

    values = at(middle)
    lows, highs = np.minimum(bound(at(high), 0), values), np.maximum(bound(at(low), 1), values)
    table = tuple((float(a), float(b), float(c)) for a, b, c in zip(values, lows, highs, strict=True))
    losses = sorted({row.loss for row in rows})
    return AccuracyModel(tuple(losses), tuple(map(float, places)), table, chance)


def expected(chance: float = 0.0) -> AccuracyModel:
    """What is expected before any recipe was evaluated, of a float model that is always right.

    Good for one thing only: to choose which recipes to evaluate first.
    """
    return fit_accuracy([Observation(0.0, 1.0, 1)], chance)


def _place(losses: Floats) -> Floats:
    place: Floats = np.log(np.maximum(losses, 1e-300))
    return place


def _range(losses: Floats) -> tuple[float, float]:
    """Where the curve's knots begin and end: beyond, nothing changes any more."""
    places = np.append(_place(losses), SCALE[0])
    return float(places.min()) - 9.0, float(places.max()) + 5.0


def _plausible(seen: Floats, top: float, chance: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Scale (its logarithm), shape, scatter and weight of every triple: [triples] each."""
    begin, end = _range(seen[:, 0])
    scales = np.linspace(begin + 6.0, end, STEPS[0])
    shapes = np.exp(np.linspace(SHAPE[0] - 3 * SHAPE[1], SHAPE[0] + 3 * SHAPE[1], STEPS[1]))
    scatters = np.exp(np.linspace(SCATTER[0] - 2.5 * SCATTER[1], SCATTER[0] + 2.5 * SCATTER[1], STEPS[2]))
    scale, shape, scatter = (part.ravel() for part in np.meshgrid(scales, shapes, scatters, indexing="ij"))
    parts = ((scale, SCALE), (np.log(shape), SHAPE), (np.log(scatter), SCATTER))
    score: Floats = -sum(((value - mean) / deviation) ** 2 for value, (mean, deviation) in parts) / 2  # type: ignore[assignment]
    known = max(top - chance, 0.0)
    for loss, accuracy, samples in seen:
        hazard = np.exp(np.minimum(shape * (np.log(loss) - scale), 50.0))
        kept = known * np.exp(-hazard)
        expected = chance + kept
        # Scatter to first order in the logarithm of the hazard, and the binomial error of the evaluation.
        spread = np.maximum(expected * (1 - expected), 1 / samples) / samples + (scatter * kept * hazard) ** 2
        squared = (accuracy - expected) ** 2 / spread
        score -= (FREEDOM + 1) / 2 * np.log1p(squared / FREEDOM) + np.log(spread) / 2
    weight = np.exp(score - score.max())
    return scale, shape, scatter, weight / weight.sum()


def _quantiles(places: Floats, scale: Floats, shape: Floats, scatter: Floats, weight: Floats) -> Floats:
    """Low end, median and high end of ln H for one more recipe at every place: [3, places]."""
    # Triples by their weight, evenly and so always the same ones; each with another quantile of the scatter.
    rows = np.arange(DRAWS)
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), (rows + 0.5) / DRAWS), len(weight) - 1)
    normal = NormalDist()
    errors = np.array([normal.inv_cdf(min(max(share, 1e-4), 1 - 1e-4)) for share in (rows * GOLDEN + 0.5) % 1.0])
    hazards = shape[chosen] * (places[:, None] - scale[chosen]) + scatter[chosen] * errors
    hazards.sort(axis=1)
    wanted = [round(share * (DRAWS - 1)) for share in ((1 - CONFIDENCE) / 2, 0.5, (1 + CONFIDENCE) / 2)]
    found: Floats = hazards[:, wanted].T
    return found
