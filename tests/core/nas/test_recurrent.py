"""The controller's network against plain definitions."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.samplers.recurrent import Recurrent, objective, slopes
from edgeviz.core.nas.space import ABSENT
from tests.core.nas.spaces import NESTED

NETWORK = Recurrent(NESTED, 5, np.float64)
WEIGHTS = {name: 8 * one for name, one in NETWORK.weights(np.random.default_rng(1)).items()} | {
    "offset": np.random.default_rng(2).normal(size=(len(NETWORK.steps), NETWORK.widest))
}
BATCH = np.array([draw(NESTED, np.random.default_rng(seed)) for seed in range(7)])
GAINS = np.array([1.5, -0.5, 2.0, -2.0, 0.1, -1.0, 0.7])


def plain_odds(genes: tuple[int, ...]) -> list[list[float]]:
    """The probabilities of every choice that exists, by an LSTM written out for one architecture."""

    def logistic(one: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-one))

    hidden, cell, row, first, step, found = np.zeros(5), np.zeros(5), 0, 1, 0, []
    for size, gene in zip(NESTED.sizes, genes, strict=True):
        if size == 1:
            continue
        if gene != ABSENT:
            leave, write, new, show = np.split(WEIGHTS["input"][row] + hidden @ WEIGHTS["state"], 4)
            cell = logistic(leave) * cell + logistic(write) * np.tanh(new)
            hidden = logistic(show) * np.tanh(cell)
            scores = WEIGHTS["output"][step, :size] @ hidden + WEIGHTS["offset"][step, :size]
            found.append((np.exp(scores) / np.exp(scores).sum()).tolist())
            row = first + gene
        first, step = first + size, step + 1
    return found


def test_a_batch_has_the_probabilities_of_an_lstm_written_out() -> None:
    assert (BATCH == ABSENT).any() and len({tuple(one) for one in (BATCH == ABSENT).tolist()}) > 2
    trace = NETWORK.trace(WEIGHTS, BATCH)
    for row, genes in enumerate(BATCH.tolist()):
        logs = trace.logs[row][trace.exists[row]]
        assert [np.exp(one[np.isfinite(one)]).tolist() for one in logs] == [
            pytest.approx(one) for one in plain_odds(tuple(genes))
        ]


def test_probabilities_of_all_architectures_add_up_to_one() -> None:
    genes = np.array([one.genes for one in NESTED.all()])
    assert np.exp(NETWORK.trace(WEIGHTS, genes).drawn.sum(axis=1)).sum() == pytest.approx(1)


def test_architectures_are_drawn_as_often_as_their_probability_says() -> None:
    rng = np.random.default_rng(0)
    drawn = [NETWORK.draw(WEIGHTS, rng) for _ in range(5000)]
    assert all(NESTED.valid(genes) for genes in set(drawn))
    every = [one.genes for one in NESTED.all()]
    expected = np.exp(NETWORK.trace(WEIGHTS, np.array(every)).drawn.sum(axis=1))
    likely = np.argsort(-expected)[:20]
    counts = np.array([drawn.count(every[index]) for index in likely]) / len(drawn)
    assert np.abs(counts - expected[likely]).max() < 5 * np.sqrt(expected[likely].max() / len(drawn))


@pytest.mark.parametrize(("clip", "entropy"), [(10.0, 0.0), (0.1, 0.0), (0.1, 0.3)])
def test_gradients_are_those_of_finite_differences(clip: float, entropy: float) -> None:
    # Probabilities before the update that some genes are beyond the clip of, on either side, and one far beyond.
    before = NETWORK.trace(WEIGHTS, BATCH).drawn + np.random.default_rng(3).normal(0, 0.2, (7, len(NETWORK.steps)))
    before[1, 0] -= 1000

    def value(weights: dict[str, np.ndarray]) -> float:
        return objective(NETWORK.trace(weights, BATCH), before, GAINS, clip, entropy)

    trace = NETWORK.trace(WEIGHTS, BATCH)
    found = NETWORK.backward(WEIGHTS, trace, slopes(trace, before, GAINS, clip, entropy))
    assert set(found) == set(WEIGHTS)
    for name, one in WEIGHTS.items():
        expected = np.zeros_like(one)
        for place in np.ndindex(one.shape):
            up, down = one.copy(), one.copy()
            up[place] += 1e-5
            down[place] -= 1e-5
            expected[place] = (value({**WEIGHTS, name: up}) - value({**WEIGHTS, name: down})) / 2e-5
        np.testing.assert_allclose(found[name], expected, rtol=1e-4, atol=1e-7)
        assert np.abs(expected).max() > 1e-4
