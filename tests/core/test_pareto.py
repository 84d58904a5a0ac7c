import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from edgeviz.core.pareto import front_order, non_dominated

small = st.integers(0, 5).map(float)


def by_definition(points: np.ndarray) -> list[bool]:
    return [not any((q <= p).all() and (q < p).any() for q in points) for p in points]


@given(arrays(float, st.tuples(st.integers(1, 30), st.integers(2, 3)), elements=small))
def test_the_front_is_what_the_definition_says(points: np.ndarray) -> None:
    assert non_dominated(points).tolist() == by_definition(points)


def test_a_point_with_an_unknown_value_is_never_on_the_front() -> None:
    assert non_dominated([[1.0, np.nan], [2.0, 2.0]]).tolist() == [False, True]
    assert non_dominated([[np.nan, np.nan]]).tolist() == [False]


def test_the_front_is_ordered_by_the_first_objective() -> None:
    assert list(front_order([[3, 1], [1, 3], [2, 2], [3, 3]])) == [1, 2, 0]


def test_ten_thousand_points_keep_only_the_undominated() -> None:
    points = np.random.default_rng(0).random((10_000, 2))
    kept = points[non_dominated(points)]
    assert 5 < len(kept) < 50
    assert (np.diff(kept[np.argsort(kept[:, 0])][:, 1]) < 0).all()
