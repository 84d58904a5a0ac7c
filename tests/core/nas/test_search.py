"""The record of a search, successive halving, and which choices matter."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.halving import Halving, Promotion
from edgeviz.core.nas.importance import importance
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.search import Search
from edgeviz.core.nas.trial import Trial
from tests.core.nas.spaces import GOAL, NESTED
from tests.nas_tables import shipped


def made(key: str, accuracy: float, latency: float, budget: float = 1.0) -> Trial:
    return Trial(
        key,
        {
            "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED, low=accuracy - 0.01, samples=100),
            "latency": Metric("latency", latency, Provenance.PREDICTED, device="board"),
        },
        budget=budget,
        seconds=2.0,
        generation=3,
        seed=5,
    )


SEARCH = Search(
    NESTED.hash,
    "tpe",
    GOAL,
    4,
    (
        Trial("a", failed="no memory"),
        made("b", 0.8, 0.01),
        made("c", 0.7, 0.02),
        made("d", 0.6, 0.002),
        made("e", 0.9, 0.01, budget=0.5),
    ),
)


def test_a_search_comes_back_from_its_json_with_every_figures_provenance() -> None:
    assert Search.from_json(json.loads(json.dumps(SEARCH.to_json()))) == SEARCH


def test_the_best_and_the_front_leave_out_failures_and_smaller_budgets() -> None:
    best = SEARCH.best(least_budget=1.0)
    assert best is not None and best.key == "b"
    assert [one.key for one in SEARCH.front(least_budget=1.0)] == ["b", "d"]
    assert [one.key for one in SEARCH.front()] == ["e", "d"]
    assert Search("", "tpe", GOAL).best() is None
    assert Search("", "tpe", GOAL).front() == []


def test_curves_have_a_value_for_each_trial_and_begin_where_one_did_not_fail() -> None:
    rewards = SEARCH.reward_curve()
    assert np.isnan(rewards[0])
    assert rewards[1:].tolist() == [0.8, 0.8, 0.8, 0.9]
    volume = SEARCH.hypervolume_curve((0.0, 0.03))
    assert volume[0] == 0.0
    assert volume[1] == pytest.approx(0.8 * 0.02)
    assert volume[2] == volume[1]
    assert volume[3] == pytest.approx(0.8 * 0.02 + 0.6 * 0.008)
    assert SEARCH.seconds_curve().tolist() == [0, 2, 4, 6, 8]


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "a"},
        {"key": "a", "failed": "x", "colour": 1},
        {"key": "a", "failed": "x", "budget": 0.0},
        {"key": "a", "metrics": {"joy": {"name": "joy", "value": 1, "provenance": "measured"}}},
        {"key": "a", "metrics": 3},
        {"key": 3, "failed": "x"},
        {"key": "a", "failed": "x", "seconds": "long"},
        {"key": "a", "failed": "x", "seed": -1},
    ],
)
def test_a_candidate_that_says_nothing_or_too_much_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(EdgeVizError):
        Trial.from_json(wrong)


def test_the_rungs_grow_by_the_factor_and_end_at_the_largest_budget() -> None:
    assert Halving(1, 27, 3).budgets == (1, 3, 9, 27)
    assert Halving(1, 20, 3).budgets == (1, 3, 9, 20)
    assert Halving(5, 5, 3).budgets == (5,)
    assert Halving(1, 27, 3).sizes(27) == (27, 9, 3, 1)
    assert Halving(1, 27, 3).total(27) == 27 * 1 + 9 * 2 + 3 * 6 + 1 * 18
    assert Halving(1, 27, 3).total(27, resumed=False) == 4 * 27


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.none() | st.floats(0, 1), max_size=20))
def test_who_survives_does_not_hang_on_the_order_and_never_failed(scores: dict[str, float | None]) -> None:
    halving = Halving(1, 9, 3)
    kept = halving.survivors(0, scores)
    assert kept == halving.survivors(0, dict(reversed(scores.items())))
    assert all(scores[key] is not None for key in kept)
    dropped = [score for key, score in scores.items() if key not in kept and score is not None]
    assert not kept or not dropped or min(scores[key] or 0.0 for key in kept) >= max(dropped)
    assert halving.survivors(2, scores) == []


def test_the_best_third_is_promoted_highest_rung_first_and_each_once() -> None:
    halving = Halving(1, 9, 3)
    first = {"a": 0.1, "b": 0.5, "c": 0.3, "d": None, "e": 0.2, "f": 0.4}
    assert halving.promotion([first], []) == Promotion("b", 1, 3.0)
    assert halving.promotion([first], [frozenset({"b"})]) == Promotion("f", 1, 3.0)
    assert halving.promotion([first], [frozenset({"b", "f"})]) is None
    second = {"b": 0.6, "f": 0.7, "c": 0.5}
    assert halving.promotion([first, second], [frozenset({"b"})]) == Promotion("f", 2, 9.0)


def test_impossible_schedules_are_refused() -> None:
    for wrong in ({"least": 0.0}, {"least": 5.0, "most": 1.0}, {"factor": 1}):
        with pytest.raises(EdgeVizError):
            Halving(**wrong)  # type: ignore[arg-type]


def test_what_matters_is_found_and_its_share_is_that_of_the_variance() -> None:
    space = shipped("nasbench_macro")
    rng = np.random.default_rng(0)
    drawn = [space.architecture(draw(space, rng)) for _ in range(600)]
    genes = np.array([one.genes for one in drawn])
    noise = rng.normal(0, 0.1, len(genes))
    found = importance(space, drawn, 2.0 * (genes[:, 0] == 2) + 1.0 * genes[:, 3] + noise)
    shares = list(found.shares.values())
    # Variances 4 · 2/9, 2/3 and 0.01.
    whole = 8 / 9 + 2 / 3 + 0.01
    assert shares[0] == pytest.approx(8 / 9 / whole, abs=0.05)
    assert shares[3] == pytest.approx(2 / 3 / whole, abs=0.05)
    assert max(abs(share) for index, share in enumerate(shares) if index not in (0, 3)) < 0.01
    assert found.explained == pytest.approx(1 - 0.01 / whole, abs=0.01)
    effects = found.effects["layer1.operator"]
    assert effects[2] - effects[0] == pytest.approx(2.0, abs=0.05)


def test_where_nothing_matters_nothing_is_explained() -> None:
    rng = np.random.default_rng(1)
    drawn = [NESTED.architecture(draw(NESTED, rng)) for _ in range(80)]
    found = importance(NESTED, drawn, rng.normal(size=80))
    assert found.explained < 0.1


def test_too_few_candidates_or_equal_ones_are_refused() -> None:
    rng = np.random.default_rng(1)
    drawn = [NESTED.architecture(draw(NESTED, rng)) for _ in range(20)]
    with pytest.raises(EdgeVizError, match="too few"):
        importance(NESTED, drawn, [1.0, *[float("nan")] * 19])
    with pytest.raises(EdgeVizError, match="same value"):
        importance(NESTED, drawn, [1.0] * 20)
