"""What every exit of a network said of the same samples, and what a threshold makes of it.

A sample takes the first exit that is sure enough of it, else the last (BranchyNet, Teerapittayanon et al. 2016,
algorithm 1). From the recorded answers of all exits every threshold can be replayed, sample by sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import Rule
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.outcomes import Outcomes

#: Values (exits × samples) of a trace at most: a bit and 8 bytes each.
MOST_VALUES = 4_000_000

Floats = NDArray[np.float32]
Wide = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Traces:
    """[exits, samples] each, the network's own answer last. correct: bool. confidence: the largest probability, 0…1.
    entropy: −Σ p log p in nats. seconds, macs: [exits], from the input up to and with the answer of each exit."""

    correct: NDArray[np.bool_]
    confidence: Floats
    entropy: Floats
    seconds: Wide
    macs: Wide
    data: str = ""

    def __post_init__(self) -> None:
        shape = self.correct.shape
        if len(shape) != 2 or not shape[0] >= 1 or not shape[1] >= 1 or shape[0] * shape[1] > MOST_VALUES:
            raise EdgeVizError(f"A trace of the shape {shape} cannot be kept.", "Record fewer exits or samples.")
        rows = (self.confidence.shape, self.entropy.shape) != (shape, shape)
        if rows or (self.seconds.shape, self.macs.shape) != (shape[:1], shape[:1]):
            raise EdgeVizError("The parts of a trace do not fit together.", "Record it again.")
        fits = (self.confidence >= 0) & (self.confidence <= 1) & (self.entropy >= 0) & np.isfinite(self.entropy)
        costs = np.concatenate([self.seconds, self.macs])
        if not (bool(fits.all()) and bool((np.isfinite(costs) & (costs > 0)).all())):
            raise EdgeVizError("A trace holds values that are not possible.", "Record it again.")

    @property
    def exits(self) -> int:
        return int(self.correct.shape[0])

    def sure(self, rule: Rule, threshold: float) -> NDArray[np.bool_]:
        """[exits, samples]: whether the rule takes the answer; the last exit's always."""
        found = self.confidence > threshold if rule is Rule.CONFIDENCE else self.entropy < threshold
        found[-1] = True
        return found

    def taken(self, rule: Rule, threshold: float) -> NDArray[np.int64]:
        """[samples]: the exit that each leaves by."""
        return self.sure(rule, threshold).argmax(axis=0)

    def share(self, rule: Rule, threshold: float) -> float:
        """Mean multiplications of a sample as a share of those of the whole network without exits' sake."""
        return float(self.macs[self.taken(rule, threshold)].mean() / self.macs[-1])


def probabilities(logits: Wide | Floats, temperature: float = 1.0) -> Wide:
    """σ(z/T) along the last axis."""
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    powers = np.exp(scaled)
    found: Wide = powers / powers.sum(axis=-1, keepdims=True)
    return found


def entropy(p: Wide) -> Wide:
    """−Σ p log p in nats along the last axis, 0 where p is 0."""
    found: Wide = -(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=-1)
    return np.maximum(found, 0.0)


def temperature(logits: Floats, labels: NDArray[np.int64]) -> float:
    """T that gives the labels the largest likelihood under σ(z/T) (Guo et al. 2017, section 4.2).

    logits [samples, classes], labels [samples]: samples that the network was not trained on. Between 0.05 and 20.
    Targets are softened by 1 / (samples + 2) (Platt 1999): where all of few samples are right the likelihood would
    otherwise grow without end as T goes to 0.
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(labels))
    wide = np.asarray(logits, np.float64)
    wide = wide - wide.max(axis=1, keepdims=True)
    soft = 1 / (len(labels) + 2)

    def cost(log_t: float) -> float:
        scaled = wide / np.exp(log_t)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        right = logs[rows, labels]
        others = (logs.sum(axis=1) - right) / (wide.shape[1] - 1)
        return float(-((1 - soft) * right + soft * others).mean())

    return float(np.exp(minimize_scalar(cost, bounds=(np.log(0.05), np.log(20.0)), method="bounded").x))


def calibration_error(confidence: Floats | Wide, correct: NDArray[np.bool_], bins: int = 15) -> float:
    """Expected calibration error: mean |accuracy − confidence| over equal bins (Guo et al. 2017, eq. 3)."""
    index = np.minimum((np.asarray(confidence) * bins).astype(int), bins - 1)
    count = np.bincount(index, minlength=bins)
    gap = np.abs(
        np.bincount(index, correct, minlength=bins) - np.bincount(index, np.asarray(confidence, float), minlength=bins)
    )
    return float(gap[count > 0].sum() / len(index))


def thresholds(traces: Traces, rule: Rule, ways: int) -> tuple[float, ...]:
    """``ways`` thresholds whose mean computation is spread evenly from all at the first exit to all at the last.

    Cheapest first. Of equals one is left, so there may be fewer.
    """
    values = np.unique((traces.confidence if rule is Rule.CONFIDENCE else traces.entropy)[:-1])
    if not len(values):
        return (0.0,)
    # A threshold between two values acts as either; the ends are all and nothing.
    ends = (0.0, 1.0) if rule is Rule.CONFIDENCE else (float(values[-1]) * 1.001 + 1e-6, 0.0)
    inner = np.unique(np.quantile(values, np.linspace(0, 1, 257)))
    candidates = [ends[0], *[float(v) for v in (inner if rule is Rule.CONFIDENCE else inner[::-1])], ends[1]]
    costs = np.array([traces.share(rule, one) for one in candidates])
    wanted = np.linspace(costs[0], costs[-1], ways)
    chosen = dict.fromkeys(int(np.abs(costs - share).argmin()) for share in wanted)
    return tuple(dict.fromkeys(candidates[index] for index in chosen))


def point_at(
    traces: Traces,
    rule: Rule,
    threshold: float,
    name: str,
    *,
    scaling: float = 1.0,
    energies: Sequence[float] | None = None,
    memory: float = 0.0,
    load: float = 0.0,
    source: str = "",
) -> OperatingPoint:
    """The operating point of a threshold: what each sample got, and what it took of the mean.

    scaling: share of the seconds that goes with the clock. energies: [exits] joules up to each, None for the
    platform's power over the time. Energy goes with the seconds of each sample.
    """
    left = traces.taken(rule, threshold)
    rows = np.arange(len(left))
    seconds = traces.seconds[left]
    mean = float(seconds.mean())
    joules = None if energies is None else float(np.asarray(energies)[left].mean())
    return OperatingPoint(
        name,
        scaling * mean,
        Outcomes.of(traces.correct[left, rows], traces.data),
        (1 - scaling) * mean,
        joules,
        traces.confidence[left, rows],
        memory,
        load,
        source=source,
        effort=(seconds / mean).astype(np.float32),
    )
