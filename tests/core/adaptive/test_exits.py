"""Recorded exits, and what a threshold makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.adaptive.exits import (
    Traces,
    calibration_error,
    entropy,
    point_at,
    probabilities,
    temperature,
    thresholds,
)
from edgeviz.core.adaptive.request import Rule
from edgeviz.core.errors import EdgeVizError


def traces(samples: int = 400, seed: int = 2) -> Traces:
    """Three exits, each surer and more often right than the one before."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 1, (3, samples, 4))
    labels = random.integers(0, 4, samples)
    logits[:, np.arange(samples), labels] += np.array([1.0, 2.0, 3.0])[:, None]
    p = probabilities(logits)
    return Traces(
        p.argmax(axis=2) == labels,
        p.max(axis=2).astype(np.float32),
        entropy(p).astype(np.float32),
        np.array([0.001, 0.002, 0.004]),
        np.array([1e6, 2e6, 4e6]),
        "some",
    )


@pytest.mark.parametrize("rule", list(Rule))
def test_a_sample_leaves_by_the_first_exit_that_is_sure_of_it(rule: Rule) -> None:
    found = traces()
    for threshold in thresholds(found, rule, 6):
        left = found.taken(rule, threshold)
        for sample in range(0, 400, 7):
            expected = 2
            for number in (0, 1):
                sure = found.confidence[number, sample] > threshold
                if rule is Rule.ENTROPY:
                    sure = found.entropy[number, sample] < threshold
                if sure:
                    expected = number
                    break
            assert left[sample] == expected


@pytest.mark.parametrize("rule", list(Rule))
def test_thresholds_reach_from_the_first_exit_to_the_last_in_even_steps(rule: Rule) -> None:
    found = traces()
    chosen = thresholds(found, rule, 7)
    shares = [found.share(rule, one) for one in chosen]
    assert len(chosen) == 7 and shares == sorted(shares)
    assert shares[0] == 0.25 and shares[-1] == 1.0
    assert np.allclose(np.diff(shares), np.diff(shares).mean(), atol=0.02)


def test_a_point_replays_what_each_sample_got_and_what_it_took() -> None:
    found = traces()
    point = point_at(found, Rule.CONFIDENCE, 0.7, "p", scaling=0.75, energies=[1.0, 2.0, 4.0])
    left = found.taken(Rule.CONFIDENCE, 0.7)
    rows = np.arange(400)
    assert np.array_equal(point.correct, found.correct[left, rows])
    assert point.effort is not None and point.confidence is not None
    assert np.allclose(point.seconds * point.effort, found.seconds[left], rtol=1e-6)
    assert np.array_equal(point.confidence, found.confidence[left, rows])
    assert point.fixed == pytest.approx(point.seconds / 4)
    assert point.energy == pytest.approx(np.array([1.0, 2.0, 4.0])[left].mean())
    assert point.effort.mean() == pytest.approx(1)


def test_the_temperature_is_the_one_of_the_largest_likelihood() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, (4000, 5)).astype(np.float32)
    true = probabilities(logits)
    labels = np.array([random.choice(5, p=row) for row in true])
    assert temperature((3 * logits).astype(np.float32), labels) == pytest.approx(3, rel=0.05)
    grid = np.geomspace(0.5, 2, 200)
    costs = [-np.log(probabilities(logits, t)[np.arange(4000), labels]).mean() for t in grid]
    assert temperature(logits, labels) == pytest.approx(grid[int(np.argmin(costs))], rel=0.02)


def test_where_every_sample_is_right_the_temperature_stays_finite() -> None:
    logits = np.eye(4, dtype=np.float32)[np.arange(40) % 4]
    assert 0.05 < temperature(logits, np.arange(40) % 4) < 1
    sure = probabilities(logits, temperature(logits, np.arange(40) % 4)).max()
    assert sure == pytest.approx(1 - 1 / 42, abs=1e-3)


def test_calibration_error_by_hand() -> None:
    confidence = np.array([0.95, 0.95, 0.95, 0.95, 0.55, 0.55])
    correct = np.array([1, 1, 1, 0, 1, 0], bool)
    assert calibration_error(confidence, correct, 10) == pytest.approx((4 * 0.2 + 2 * 0.05) / 6)


@pytest.mark.parametrize(
    "field,value",
    [
        ("confidence", np.full((3, 400), 2, np.float32)),
        ("confidence", np.full((2, 400), 0.5, np.float32)),
        ("entropy", np.full((3, 400), np.nan, np.float32)),
        ("seconds", np.array([0.0, 1, 2])),
        ("macs", np.array([1.0, 2])),
        ("correct", np.zeros((0, 400), bool)),
        ("correct", np.zeros(400, bool)),
    ],
)
def test_a_trace_that_cannot_be_is_refused(field: str, value: object) -> None:
    from dataclasses import replace

    with pytest.raises(EdgeVizError):
        replace(traces(), **{field: value})  # type: ignore[arg-type]
