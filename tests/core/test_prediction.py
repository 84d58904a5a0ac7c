from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.prediction import expected, fit_accuracy
from edgeviz.core.statistics import wilson

observations = st.lists(
    st.tuples(
        st.one_of(st.just(0.0), st.floats(1e-9, 1e3)), st.integers(0, 50).map(lambda hits: hits / 50), st.just(50)
    ),
    min_size=1,
    max_size=12,
)
queries = st.lists(st.one_of(st.just(0.0), st.floats(1e-12, 1e6)), min_size=2, max_size=20).map(sorted)


@given(seen=observations, losses=queries)
def test_more_loss_never_means_more_accuracy_nor_a_higher_interval(seen, losses):
    curve = fit_accuracy(seen, 0.1).curve(losses)
    assert (np.diff(curve, axis=0) <= 1e-12).all()


@given(seen=observations, losses=queries)
def test_the_value_lies_in_its_interval_between_chance_and_the_best(seen, losses):
    value, low, high = fit_accuracy(seen, 0.1).curve(losses).T
    top = [accuracy for loss, accuracy, _ in seen if loss == min(row[0] for row in seen)]
    assert (low <= value + 1e-12).all() and (value <= high + 1e-12).all()
    assert (low >= 0).all() and (high <= 1).all()
    assert (value <= max(top) + 1e-12).all() and (value >= min(0.1, *top) - 1e-12).all()


@given(seen=observations, loss=st.floats(1e-12, 1e6))
def test_the_interval_is_never_narrower_than_the_sampling_error(seen, loss):
    found = fit_accuracy(seen).predict(loss)
    low, high = wilson(round(found.value * 50), 50)
    # One image more or less: that is what rounding to whole images can do.
    assert found.low <= low + 0.02 and found.high >= high - 0.02


@given(seen=observations, accuracy=st.floats(0, 1))
def test_the_largest_loss_for_an_accuracy_reaches_it(seen, accuracy):
    model = fit_accuracy(seen)
    loss = model.largest_loss(accuracy)
    if loss is None:
        assert accuracy > model.predict(0.0).value
    else:
        assert model.predict(loss).value >= accuracy - 1e-9
        assert loss <= max(row[0] for row in seen)


def weibull(loss: float, scale: float = 1.5, shape: float = 1.2) -> float:
    return 0.1 + 0.8 * exp(-((loss / scale) ** shape))


def test_a_few_points_on_a_curve_give_the_whole_curve():
    seen = [(0.0, 0.9, 2000), *((loss, weibull(loss), 2000) for loss in (0.05, 0.2, 0.5, 1.0, 2.0, 4.0))]
    model = fit_accuracy(seen, 0.1)
    for loss in np.geomspace(0.01, 6, 30):
        found = model.predict(loss)
        assert found.value == pytest.approx(weibull(loss), abs=0.012)
        assert found.low < weibull(loss) < found.high


def test_one_recipe_that_falls_out_of_line_does_not_bend_the_rest():
    seen = [(0.0, 0.9, 1000), *((loss, weibull(loss), 1000) for loss in (0.05, 0.2, 0.5, 1.0, 2.0, 4.0))]
    bent = fit_accuracy([*seen, (0.1, 0.80, 1000)], 0.1)
    assert bent.predict(0.04).value > 0.87
    assert bent.predict(0.15).value == pytest.approx(weibull(0.15), abs=0.03)


def test_the_interval_covers_recipes_that_scatter_about_the_curve():
    rng = np.random.default_rng(4)
    covered = []
    for _ in range(25):
        losses = np.exp(rng.uniform(np.log(0.03), np.log(4), 37))
        scattered = losses * np.exp(rng.normal(0, 0.3, 37) / 1.2)
        accuracies = [rng.binomial(1000, weibull(loss)) / 1000 for loss in scattered]
        seen = list(zip(losses[:7], accuracies[:7], [1000] * 7, strict=True))
        _, low, high = fit_accuracy([(0.0, 0.9, 1000), *seen], 0.1).curve(losses[7:]).T
        covered += list((low <= accuracies[7:]) & (accuracies[7:] <= high))
    assert 0.93 <= np.mean(covered) <= 1.0


def test_the_float_model_alone_says_little_and_a_second_point_more():
    alone = fit_accuracy([(0.0, 0.9, 1000)], 0.1)
    assert alone.predict(0.0).value == pytest.approx(0.9, abs=1e-6) and alone.largest_loss(0.5) == 0.0
    assert alone.predict(1.0).low < 0.15 and alone.predict(1.0).high > 0.85
    more = fit_accuracy([(0.0, 0.9, 1000), (1.0, 0.7, 1000)], 0.1)
    assert more.predict(1.0).low > 0.3


def test_evaluations_of_the_float_model_are_averaged():
    model = fit_accuracy([(0.0, 0.8, 100), (0.0, 0.9, 300)])
    assert model.losses == (0.0,) and model.predict(0).value == pytest.approx(0.875, abs=1e-6)


def test_beyond_what_was_seen_the_interval_widens():
    model = fit_accuracy([(0.0, 0.9, 10_000), (0.1, 0.88, 10_000), (0.2, 0.85, 10_000)], chance=0.1)
    inside, beyond = model.predict(0.15), model.predict(1.5)
    assert beyond.high - beyond.low > 4 * (inside.high - inside.low)


def test_a_model_that_only_guesses_stays_at_that():
    model = fit_accuracy([(0.0, 0.1, 1000), (1.0, 0.09, 1000)], chance=0.1)
    assert model.predict(0.5).value == pytest.approx(0.1)


@pytest.mark.parametrize("row", [(-1.0, 0.5, 10), (0.1, 1.5, 10), (0.1, 0.5, 0), (float("nan"), 0.5, 10)])
def test_what_is_no_evaluation_is_refused(row):
    with pytest.raises(ValueError, match="no evaluated recipe"):
        fit_accuracy([row])


def test_a_fit_without_points_and_a_negative_loss_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        fit_accuracy([])
    with pytest.raises(ValueError, match="0 or more"):
        fit_accuracy([(0.1, 0.9, 10)]).predict(-1)


def test_the_next_recipe_to_evaluate_lies_where_the_accuracy_falls():
    model = fit_accuracy([(0.0, 0.9, 1000), (0.01, weibull(0.01), 1000), (8.0, 0.1, 1000)], 0.1)
    losses = np.geomspace(0.001, 10, 101)
    assert 0.2 < losses[model.most_uncertain(losses)] < 1.5
    assert model.most_uncertain([0.01, 8.0]) is None and model.most_uncertain([]) is None


def test_what_is_expected_beforehand_chooses_recipes_from_harmless_to_hopeless():
    losses = np.geomspace(30, 1e-4, 500)
    chosen = losses[expected().spread(losses, 5)]
    assert chosen[0] > 2 and chosen[-1] < 0.01 and sum(0.05 < loss < 2 for loss in chosen) == 3


def test_points_to_evaluate_are_spread_by_predicted_accuracy():
    model = fit_accuracy([(0.0, 0.9, 1000), (1.0, weibull(1.0), 1000)], 0.1)
    losses = np.geomspace(20, 1e-4, 400)
    rows = model.spread(losses, 5)
    assert rows[0] == 0 or model.predict(losses[rows[0]]).value < 0.13
    assert len(rows) == 5 and rows == sorted(rows)
    values = model.curve(losses[rows])[:, 0]
    assert sum(0.15 < value < 0.88 for value in values) == 3
    assert model.spread([], 5) == [] and model.spread([0.5], 5) == [0]
