"""A small LSTM that draws one gene after another: its network, the objective it is trained by, and both gradients.

Written out in numpy, because core knows no framework. The previous gene enters the gates by a row of its own (an
embedding and the matrix that would follow it are one), and every choice has its own softmax. A choice that does not
exist, or has one value only, is no step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import DTypeLike, NDArray

from edgeviz.core.nas.space import ABSENT, Genes, Space

Array = NDArray[np.floating[Any]]
Weights = Mapping[str, Array]
#: What was worse than usual counts no more where its probability grew by more (dual clip, Ye et al. 2020, equation 5).
FAR = 3.0
#: Weights begin within ±this: all values are about equally likely then.
SPAN = 0.1


@dataclass(frozen=True)
class Trace:
    """One pass over a batch of architectures.

    logs: batch × steps × values, logarithms of the probabilities, -inf for values that there are not. exists, genes:
    batch × steps; what is said of a step that does not exist has no meaning. The rest is what the backward pass needs.
    ``order``: batch × length of the longest, the steps that an architecture has, then others. All below are place in
    that order × batch: the row of the last gene, the gates (× 4 × hidden), cells and outputs before every step and
    behind the last one, and what tanh made of the cells (× hidden).
    """

    logs: Array
    exists: NDArray[np.bool_]
    genes: NDArray[np.int_]
    order: NDArray[np.intp]
    rows: NDArray[np.int_]
    gates: Array
    cells: Array
    squashed: Array
    shown: Array

    @property
    def drawn(self) -> Array:
        """Logarithm of the probability of each gene (batch × steps), 0 where there is no choice."""
        taken = np.take_along_axis(self.logs, np.maximum(self.genes, 0)[:, :, None], axis=2)[:, :, 0]
        return np.where(self.exists, taken, 0.0)

    @property
    def entropy(self) -> Array:
        """Of each softmax, in nats (batch × steps), 0 where there is no choice."""
        finite = np.where(np.isfinite(self.logs), self.logs, 0.0)
        return np.where(self.exists, -(np.exp(self.logs) * finite).sum(axis=2), 0.0)


class Recurrent:
    """The network for one space. ``hidden``: width of the LSTM. ``kind``: of all that it computes with.

    Gates lie side by side: what the cell leaves, what is written, the new content, what is shown.
    """

    def __init__(self, space: Space, hidden: int, kind: DTypeLike = np.float32) -> None:
        self.space, self.hidden, self.kind = space, hidden, kind
        self.steps = [index for index, size in enumerate(space.sizes) if size > 1]
        sizes = [space.sizes[index] for index in self.steps]
        self.widest = max(sizes, default=1)
        #: The first row of each step's values; row 0 is for the beginning.
        self.first = 1 + np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(int) if sizes else np.zeros(0, int)
        self.rows = 1 + sum(sizes)
        valid = np.arange(self.widest)[None, :] < np.array(sizes, dtype=int)[:, None]
        #: Added to the scores, so that values that there are not are impossible.
        self._barred = np.where(valid, 0.0, -np.inf).astype(kind)
        # The logistic function by tanh: no overflow, and one call for all gates.
        self._slope = np.repeat((0.5, 0.5, 1.0, 0.5), hidden).astype(kind)
        self._shift = np.repeat((0.5, 0.5, 0.0, 0.5), hidden).astype(kind)

    def weights(self, rng: Generator) -> dict[str, Array]:
        hidden, steps = self.hidden, len(self.steps)
        shapes = {
            "input": (self.rows, 4 * hidden),
            "state": (hidden, 4 * hidden),
            "output": (steps, self.widest, hidden),
        }
        found = {name: rng.uniform(-SPAN, SPAN, shape).astype(self.kind) for name, shape in shapes.items()}
        return {**found, "offset": np.zeros((steps, self.widest), self.kind)}

    def draw(self, weights: Weights, rng: Generator) -> Genes:
        """An architecture from the policy: the largest sum of a score and Gumbel's noise is a draw from the softmax."""
        scores = rng.gumbel(size=self._barred.shape) + weights["offset"] + self._barred
        inputs, state, outputs = weights["input"] * self._slope, weights["state"] * self._slope, weights["output"]
        first, steps, slope, shift = self.first.tolist(), set(self.steps), self._slope, self._shift
        row = step = 0
        hidden, cell = np.zeros((2, self.hidden), self.kind)
        genes: list[int] = []
        for index in range(len(self.space.sizes)):
            exists = not self.space.needs[index] or self.space.exists(index, genes)
            gene = 0 if exists else ABSENT
            if index in steps:
                if exists:
                    gates = np.tanh(hidden @ state + inputs[row]) * slope + shift
                    leave, write, new, show = gates.reshape(4, -1)
                    cell = leave * cell + write * new
                    hidden = show * np.tanh(cell)
                    gene = int((outputs[step] @ hidden + scores[step]).argmax())
                    row = first[step] + gene
                step += 1
            genes.append(gene)
        return tuple(genes)

    def trace(self, weights: Weights, genes: NDArray[np.int_]) -> Trace:
        """What the policy says of architectures (batch × choices).

        The steps that an architecture has stand side by side, and all of its genes are known: what is left to do one
        step after another is the recurrence itself.
        """
        chosen = genes[:, self.steps]
        exists = chosen != ABSENT
        count, longest = len(genes), int(exists.sum(axis=1).max(initial=0))
        order = np.argsort(~exists, axis=1, kind="stable")[:, :longest]
        rows = np.zeros((longest, count), dtype=int)
        rows[1:] = np.take_along_axis(self.first + chosen, order, axis=1).T[:-1]
        inputs, state = (weights["input"] * self._slope)[rows], weights["state"] * self._slope
        gates = np.empty((longest, count, 4 * self.hidden), self.kind)
        cells, shown = np.zeros((2, longest + 1, count, self.hidden), self.kind)
        squashed = np.empty((longest, count, self.hidden), self.kind)
        for place, here in enumerate(gates):
            np.matmul(shown[place], state, out=here)
            here += inputs[place]
            np.tanh(here, out=here)
            here *= self._slope
            here += self._shift
            leave, write, new, show = here.reshape(count, 4, -1).swapaxes(0, 1)
            np.multiply(leave, cells[place], out=cells[place + 1])
            cells[place + 1] += write * new
            np.tanh(cells[place + 1], out=squashed[place])
            np.multiply(show, squashed[place], out=shown[place + 1])
        scores = self._spread(order, shown[1:]) @ weights["output"].swapaxes(1, 2)
        scores += (weights["offset"] + self._barred)[:, None]
        scores -= scores.max(axis=2, keepdims=True)
        logs = (scores - np.log(np.exp(scores).sum(axis=2, keepdims=True))).swapaxes(0, 1)
        return Trace(logs, exists, chosen, order, rows, gates.reshape(longest, count, 4, -1), cells, squashed, shown)

    def backward(self, weights: Weights, trace: Trace, slopes: Array) -> dict[str, Array]:
        """Gradients of the weights, from those of the softmaxes' inputs (batch × steps × values)."""
        slopes = np.where(trace.exists[:, :, None], slopes, 0.0).astype(self.kind).swapaxes(0, 1)
        before, state = trace.cells[:-1], weights["state"].T
        leave, write, new, show = np.moveaxis(trace.gates, 2, 0)
        squashed = trace.squashed
        fall = show * (1 - squashed**2)
        # By the slope of the cell, and the last by that of the output, the slopes of what enters the gates.
        factors = np.empty_like(trace.gates)
        factors[:, :, 0] = before * leave * (1 - leave)
        factors[:, :, 1] = new * write * (1 - write)
        factors[:, :, 2] = write * (1 - new**2)
        factors[:, :, 3] = squashed * show * (1 - show)
        shown_slopes = (slopes @ weights["output"])[trace.order.T, np.arange(len(trace.genes))]
        into = np.empty_like(factors)
        # Behind an architecture's last step all slopes are 0.
        to_hidden, to_cell = np.zeros((2, *squashed.shape[1:]), self.kind)
        for place in reversed(range(len(into))):
            to_hidden += shown_slopes[place]
            to_cell += to_hidden * fall[place]
            np.multiply(to_cell[:, None], factors[place, :, :3], out=into[place, :, :3])
            np.multiply(to_hidden, factors[place, :, 3], out=into[place, :, 3])
            to_hidden = into[place].reshape(len(to_hidden), -1) @ state
            to_cell *= leave[place]
        into = into.reshape(*squashed.shape[:2], -1)
        grown = np.zeros_like(weights["input"])
        for one, length in enumerate(trace.exists.sum(axis=1).tolist()):
            # No architecture has a row twice.
            grown[trace.rows[:length, one]] += into[:length, one]
        return {
            "input": grown,
            "state": trace.shown[:-1].reshape(-1, self.hidden).T @ into.reshape(-1, 4 * self.hidden),
            "output": slopes.swapaxes(1, 2) @ self._spread(trace.order, trace.shown[1:]),
            "offset": slopes.sum(axis=1),
        }

    def _spread(self, order: NDArray[np.intp], shown: Array) -> Array:
        """Outputs (place × batch × hidden) at their steps (steps × batch × hidden), 0 at others."""
        found = np.zeros((len(self.steps), *shown.shape[1:]), self.kind)
        found[order.T, np.arange(len(order))] = shown
        return found


def objective(trace: Trace, before: Array, gains: Array, clip: float, entropy: float) -> float:
    """What an update climbs: PPO's clipped objective (Schulman et al. 2017, equation 7) for each gene, and entropy.

    before: logarithms of the probabilities that genes were drawn with (batch × steps). gains: rewards above the
    baseline. A mean over the batch of sums over the steps.
    """
    ratio, gain = _ratio(trace, before), gains[:, None]
    surrogate = np.minimum(ratio * gain, np.clip(ratio, 1 - clip, 1 + clip) * gain)
    surrogate = np.where(gain < 0, np.maximum(surrogate, FAR * gain), surrogate)
    return float((np.where(trace.exists, surrogate, 0.0) + entropy * trace.entropy).sum() / len(gains))


def _ratio(trace: Trace, before: Array) -> Array:
    """How many times as probable each gene is now. Bounded far beyond all clips: an architecture that was a step away
    from what was drawn may have had next to no probability."""
    return np.asarray(np.exp(np.minimum(trace.drawn - before, 20.0)))


def slopes(trace: Trace, before: Array, gains: Array, clip: float, entropy: float) -> Array:
    """The gradient of ``objective`` at the inputs of the softmaxes (batch × steps × values)."""
    ratio = _ratio(trace, before)
    free = np.where(gains[:, None] > 0, ratio < 1 + clip, (ratio > 1 - clip) & (ratio < FAR))
    weight = np.where(trace.exists & free, gains[:, None] * ratio, 0.0)
    odds = np.exp(trace.logs)
    chosen = np.zeros_like(odds)
    np.put_along_axis(chosen, np.maximum(trace.genes, 0)[:, :, None], 1.0, axis=2)
    finite = np.where(np.isfinite(trace.logs), trace.logs, 0.0)
    bonus = -odds * (finite + trace.entropy[:, :, None])
    found = weight[:, :, None] * (chosen - odds) + entropy * np.where(trace.exists[:, :, None], bonus, 0.0)
    return np.asarray(found / len(gains))
