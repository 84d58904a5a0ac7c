from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.curves import Curve, smoothed, thinned

POINTS = st.lists(st.floats(-1e6, 1e6), max_size=300)


@given(POINTS)
def test_a_curve_holds_what_was_added_in_order(values: list[float]) -> None:
    curve = Curve(enumerate(values))
    assert curve.values.tolist() == values
    assert curve.steps.tolist() == list(range(len(values)))
    assert curve.last == (values[-1] if values else None)


def test_a_resumed_run_replaces_the_steps_that_it_repeats() -> None:
    curve = Curve([(10, 3.0), (20, 2.0), (30, 1.0)])
    curve.add(20, 5.0)
    assert curve.steps.tolist() == [10, 20] and curve.values.tolist() == [3.0, 5.0]


def test_what_is_not_finite_is_no_point() -> None:
    curve = Curve([(1, float("nan")), (2, float("inf")), (3, 1.0)])
    assert curve.steps.tolist() == [3]


def test_the_best_is_the_first_of_the_largest() -> None:
    assert Curve([(1, 0.5), (2, 0.9), (3, 0.9)]).best == (2, 0.9)
    assert Curve().best is None


def test_a_curve_is_read_at_any_step() -> None:
    curve = Curve([(10, 3.0), (20, 2.0)])
    assert [curve.at(step) for step in (9, 10, 15, 99)] == [None, 3.0, 3.0, 2.0]


@given(st.floats(-1e3, 1e3), st.integers(1, 50))
def test_smoothing_leaves_a_constant_as_it_is(value: float, count: int) -> None:
    assert np.allclose(smoothed(np.full(count, value)), value)


def test_smoothing_is_the_corrected_moving_mean() -> None:
    values = np.array([1.0, 3.0, 2.0])
    weights = [np.array([0.5 ** (n - k) for k in range(n + 1)]) for n in range(3)]
    wanted = [float((w * values[: len(w)]).sum() / w.sum()) for w in weights]
    assert np.allclose(smoothed(values, 0.5), wanted)


@given(st.integers(0, 500), st.integers(2, 60))
def test_thinning_keeps_both_ends_and_never_more_than_asked(count: int, most: int) -> None:
    found = thinned(Curve((step, float(step)) for step in range(count)), most)
    assert len(found) == min(count, most)
    if count:
        assert found[0][0] == 0 and found[-1][0] == count - 1
