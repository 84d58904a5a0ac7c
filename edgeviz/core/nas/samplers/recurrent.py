"""A small LSTM that draws one gene after another: its network, the objective it is trained by, and both gradients.

Written out in numpy, because core knows no framework. The previous gene enters the gates by a row of its own (an
embedding and the matrix that would follow it are one), and every choice has its own softmax. A choice that does not
exist, or has one value only, is no step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from edgeviz.core.nas.space import ABSENT, Genes, Space

Array = NDArray[np.float64]
Weights = Mapping[str, Array]
#: Weights begin within ±this: all values are about equally likely then.
SPAN = 0.1


@dataclass(frozen=True)
class Trace:
    """One pass over a batch of architectures.

    logs: batch × steps × values, logarithms of the probabilities, -inf for values that there are not. exists, genes:
    batch × steps. shown: the LSTM's outputs. The rest is what the backward pass needs, step by step.
    """

    logs: Array
    exists: NDArray[np.bool_]
    genes: NDArray[np.int_]
    shown: Array
    rows: list[NDArray[np.int_]]
    gates: list[tuple[Array, ...]]

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
    """The network for one space. ``hidden``: width of the LSTM."""

    def __init__(self, space: Space, hidden: int) -> None:
        self.space, self.hidden = space, hidden
        self.steps = [index for index, size in enumerate(space.sizes) if size > 1]
        sizes = [space.sizes[index] for index in self.steps]
        self.widest = max(sizes, default=1)
        #: The first row of each step's values; row 0 is for the beginning.
        self.first = 1 + np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(int) if sizes else np.zeros(0, int)
        self.rows = 1 + sum(sizes)
        self._valid = np.arange(self.widest)[None, :] < np.array(sizes, dtype=int)[:, None]
        self._slope = np.repeat((0.5, 0.5, 1.0, 0.5), hidden)
        self._shift = np.repeat((0.5, 0.5, 0.0, 0.5), hidden)

    def weights(self, rng: Generator) -> dict[str, Array]:
        hidden, steps = self.hidden, len(self.steps)
        shapes = {
            "input": (self.rows, 4 * hidden),
            "state": (hidden, 4 * hidden),
            "output": (steps, self.widest, hidden),
        }
        found = {name: rng.uniform(-SPAN, SPAN, shape) for name, shape in shapes.items()}
        return {**found, "offset": np.zeros((steps, self.widest))}

    def draw(self, weights: Weights, count: int, rng: Generator) -> list[Genes]:
        """``count`` architectures from the policy, independently of each other."""
        genes = np.full((count, len(self.space.sizes)), ABSENT)
        chances = rng.random((len(self.steps), count))
        known: list[list[int]] = [[] for _ in range(count)]
        step_of = {index: step for step, index in enumerate(self.steps)}
        state = self._begin(count)
        everywhere, first = np.ones(count, dtype=bool), np.zeros(count, dtype=int)
        for index, size in enumerate(self.space.sizes):
            exists, column, step = everywhere, first, step_of.get(index)
            if self.space.needs[index]:
                exists = np.array([self.space.exists(index, one) for one in known])
            if step is not None and exists.any():
                after, _ = self._cell(weights, state)
                scores = after[0] @ weights["output"][step, :size].T + weights["offset"][step, :size]
                odds = np.exp(scores - scores.max(axis=1, keepdims=True))
                below = np.cumsum(odds, axis=1) < chances[step][:, None] * odds.sum(axis=1, keepdims=True)
                column = np.minimum(below.sum(axis=1), size - 1)
                state = self._kept(step, column, exists, after, state)
            genes[:, index] = np.where(exists, column, ABSENT)
            for one, gene in zip(known, genes[:, index].tolist(), strict=True):
                one.append(gene)
        return [tuple(one) for one in known]

    def trace(self, weights: Weights, genes: NDArray[np.int_]) -> Trace:
        """What the policy says of architectures (batch × choices)."""
        chosen = genes[:, self.steps]
        exists = chosen != ABSENT
        shown = np.zeros((len(genes), len(self.steps), self.hidden))
        state = self._begin(len(genes))
        rows, gates = [], []
        for step in range(len(self.steps)):
            rows.append(state[2])
            after, gate = self._cell(weights, state)
            gates.append(gate)
            shown[:, step] = after[0]
            state = self._kept(step, chosen[:, step], exists[:, step], after, state)
        scores = np.einsum("bsh,svh->bsv", shown, weights["output"]) + weights["offset"]
        scores = np.where(self._valid, scores, -np.inf)
        scores = scores - scores.max(axis=2, keepdims=True, initial=-1e300)
        logs = scores - np.log(np.exp(scores).sum(axis=2, keepdims=True))
        return Trace(logs, exists, chosen, shown, rows, gates)

    def backward(self, weights: Weights, trace: Trace, slopes: Array) -> dict[str, Array]:
        """Gradients of the weights, from those of the softmaxes' inputs (batch × steps × values)."""
        grown = {name: np.zeros_like(one) for name, one in weights.items()}
        slopes = np.where(trace.exists[:, :, None], slopes, 0.0)
        grown["output"] = np.einsum("bsv,bsh->svh", slopes, trace.shown)
        grown["offset"] = slopes.sum(axis=0)
        shown_slopes = np.einsum("bsv,svh->bsh", slopes, weights["output"])
        to_hidden, to_cell = np.zeros((2, len(slopes), self.hidden))
        into: list[Array] = []
        for step in reversed(range(len(self.steps))):
            _, leave, write, new, show, squashed, before = trace.gates[step]
            exists = trace.exists[:, step][:, None]
            hidden_slope = to_hidden + shown_slopes[:, step]
            cell_slope = to_cell + hidden_slope * show * (1 - squashed**2)
            inner = np.concatenate(
                (
                    cell_slope * before * leave * (1 - leave),
                    cell_slope * new * write * (1 - write),
                    cell_slope * write * (1 - new**2),
                    hidden_slope * squashed * show * (1 - show),
                ),
                axis=1,
            )
            inner = np.where(exists, inner, 0.0)
            into.append(inner)
            # Where there was no choice the state went through as it was.
            to_hidden = np.where(exists, inner @ weights["state"].T, to_hidden)
            to_cell = np.where(exists, cell_slope * leave, to_cell)
        if into:
            together = np.concatenate(into[::-1])
            np.add.at(grown["input"], np.concatenate(trace.rows), together)
            grown["state"] = np.concatenate([gates[0] for gates in trace.gates]).T @ together
        return grown

    # one step: the state is hidden, cell and the row of the last gene

    def _begin(self, count: int) -> tuple[Array, Array, NDArray[np.int_]]:
        return np.zeros((count, self.hidden)), np.zeros((count, self.hidden)), np.zeros(count, dtype=int)

    def _cell(
        self, weights: Weights, state: tuple[Array, Array, NDArray[np.int_]]
    ) -> tuple[tuple[Array, Array], tuple[Array, ...]]:
        """Hidden and cell behind it, and what the backward pass needs."""
        hidden, cell, row = state
        width = self.hidden
        # The logistic function by tanh: no overflow, and one call for all gates.
        gates = np.tanh((weights["input"][row] + hidden @ weights["state"]) * self._slope) * self._slope + self._shift
        leave, write, new = gates[:, :width], gates[:, width : 2 * width], gates[:, 2 * width : 3 * width]
        show = gates[:, 3 * width :]
        kept = leave * cell + write * new
        squashed = np.tanh(kept)
        return (show * squashed, kept), (hidden, leave, write, new, show, squashed, cell)

    def _kept(
        self,
        step: int,
        genes: NDArray[np.int_],
        exists: NDArray[np.bool_],
        after: tuple[Array, Array],
        state: tuple[Array, Array, NDArray[np.int_]],
    ) -> tuple[Array, Array, NDArray[np.int_]]:
        """The state behind a step; what has no such choice keeps its own."""
        if exists.all():
            return (*after, self.first[step] + genes)
        column = exists[:, None]
        return (
            np.where(column, after[0], state[0]),
            np.where(column, after[1], state[1]),
            np.where(exists, self.first[step] + genes, state[2]),
        )


def objective(trace: Trace, before: Array, gains: Array, clip: float, entropy: float) -> float:
    """What an update climbs: PPO's clipped objective (Schulman et al. 2017, equation 7) for each gene, and entropy.

    before: logarithms of the probabilities that genes were drawn with (batch × steps). gains: rewards above the
    baseline. A mean over the batch of sums over the steps.
    """
    ratio = np.exp(trace.drawn - before)
    surrogate = np.minimum(ratio * gains[:, None], np.clip(ratio, 1 - clip, 1 + clip) * gains[:, None])
    return float((np.where(trace.exists, surrogate, 0.0) + entropy * trace.entropy).sum() / len(gains))


def slopes(trace: Trace, before: Array, gains: Array, clip: float, entropy: float) -> Array:
    """The gradient of ``objective`` at the inputs of the softmaxes (batch × steps × values)."""
    ratio = np.exp(trace.drawn - before)
    free = np.where(gains[:, None] > 0, ratio < 1 + clip, ratio > 1 - clip)
    weight = np.where(trace.exists & free, gains[:, None] * ratio, 0.0)
    odds = np.exp(trace.logs)
    chosen = np.zeros_like(odds)
    np.put_along_axis(chosen, np.maximum(trace.genes, 0)[:, :, None], 1.0, axis=2)
    finite = np.where(np.isfinite(trace.logs), trace.logs, 0.0)
    bonus = -odds * (finite + trace.entropy[:, :, None])
    found = weight[:, :, None] * (chosen - odds) + entropy * np.where(trace.exists[:, :, None], bonus, 0.0)
    return np.asarray(found / len(gains))
