from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.prediction import fit_accuracy
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
def test_the_value_lies_in_its_interval_and_among_what_was_seen(seen, losses):
    value, low, high = fit_accuracy(seen).curve(losses).T
    accuracies = [accuracy for _, accuracy, _ in seen]
    assert (low <= value + 1e-12).all() and (value <= high + 1e-12).all()
    assert (value >= min(accuracies) - 1e-12).all() and (value <= max(accuracies) + 1e-12).all()
    assert (low >= 0).all() and (high <= 1).all()


@given(seen=observations, loss=st.floats(1e-12, 1e6))
def test_the_interval_is_never_narrower_than_the_sampling_error_beside_it(seen, loss):
    found = fit_accuracy(seen).predict(loss)
    below = [row for row in seen if row[0] == max((r[0] for r in seen if r[0] <= loss), default=-1)]
    above = [row for row in seen if row[0] == min((r[0] for r in seen if r[0] >= loss), default=-1)]
    for _, accuracy, samples in (*below, *above):
        low, high = wilson(round(accuracy * samples), samples)
        assert found.low <= low + 1e-12 and found.high >= high - 1e-12


@given(seen=observations, accuracy=st.floats(0, 1))
def test_the_largest_loss_for_an_accuracy_reaches_it(seen, accuracy):
    model = fit_accuracy(seen)
    loss = model.largest_loss(accuracy)
    if loss is None:
        assert accuracy > max(model.values)
    else:
        assert model.predict(loss).value >= accuracy - 1e-9
        assert loss <= max(row[0] for row in seen)


def test_between_two_knots_it_is_linear_in_the_logarithm_of_the_loss():
    model = fit_accuracy([(0.01, 0.9, 1000), (1.0, 0.5, 1000)])
    assert model.predict(0.1).value == pytest.approx(0.7)
    assert model.largest_loss(0.7) == pytest.approx(exp((log(0.01) + log(1.0)) / 2))


def test_the_float_model_stands_a_decade_below_the_smallest_loss():
    model = fit_accuracy([(0.0, 0.9, 1000), (0.01, 0.8, 1000)])
    assert model.predict(0.0).value == 0.9 == model.predict(0.0009).value
    assert model.predict(0.01 / 10**0.5).value == pytest.approx(0.85)


def test_points_out_of_order_are_pooled_by_their_samples():
    model = fit_accuracy([(0.1, 0.6, 100), (0.2, 0.9, 300), (0.3, 0.5, 100)])
    assert model.values == pytest.approx((0.825, 0.825, 0.5))
    assert model.predict(0.15).low < 0.6 and model.predict(0.15).high > 0.9


def test_evaluations_at_the_same_loss_are_averaged():
    model = fit_accuracy([(0.1, 0.8, 100), (0.1, 0.9, 300)])
    assert model.losses == (0.1,) and model.values == pytest.approx((0.875,))


def test_beyond_what_was_seen_the_interval_opens():
    model = fit_accuracy([(0.1, 0.9, 1000), (0.2, 0.8, 1000)], chance=0.1)
    assert model.predict(5).value == 0.8 and model.predict(5).low == 0.1
    assert model.predict(0.01).value == 0.9 and model.predict(0.01).high == 1.0
    assert model.predict(5).high < 0.9 and model.predict(0.01).low > 0.8


def test_more_points_make_the_interval_narrower():
    few = fit_accuracy([(0.01, 0.9, 5000), (1.0, 0.5, 5000)]).predict(0.11)
    more = fit_accuracy([(0.01, 0.9, 5000), (0.1, 0.7, 5000), (0.12, 0.68, 5000), (1.0, 0.5, 5000)]).predict(0.11)
    assert more.high - more.low < 0.3 * (few.high - few.low)


@pytest.mark.parametrize("row", [(-1.0, 0.5, 10), (0.1, 1.5, 10), (0.1, 0.5, 0), (float("nan"), 0.5, 10)])
def test_what_is_no_evaluation_is_refused(row):
    with pytest.raises(ValueError, match="no evaluated recipe"):
        fit_accuracy([row])


def test_a_fit_without_points_and_a_negative_loss_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        fit_accuracy([])
    with pytest.raises(ValueError, match="0 or more"):
        fit_accuracy([(0.1, 0.9, 10)]).predict(-1)


def test_the_next_recipe_to_evaluate_lies_in_the_middle_of_the_widest_gap():
    model = fit_accuracy([(0.0, 0.93, 1000), (0.001, 0.92, 1000), (0.01, 0.9, 1000), (10.0, 0.1, 1000)], 0.1)
    losses = np.geomspace(0.001, 10, 101)
    chosen = model.most_uncertain(losses)
    assert losses[chosen] == pytest.approx((0.01 * 10) ** 0.5, rel=0.1)
    assert model.most_uncertain([0.001, 10.0]) is None and model.most_uncertain([]) is None
