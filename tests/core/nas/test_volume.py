"""The dominated volume, of two objectives and of more, against volumes that are counted or written out."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from edgeviz.core.nas.volume import hypervolume, hypervolume_curve, reference_point

SIDE = 5
#: Points of two to four objectives, some of them outside the reference.
POINTS = st.integers(2, 4).flatmap(
    lambda count: st.lists(st.tuples(*[st.integers(0, SIDE + 1)] * count), min_size=1, max_size=10)
)


def union(points: NDArray[np.float64], reference: NDArray[np.float64]) -> float:
    """Inclusion and exclusion over all subsets of the points' boxes: slow, and plain enough to be believed."""
    volume = 0.0
    for count in range(1, len(points) + 1):
        for some in combinations(points, count):
            volume -= (-1) ** count * float(np.prod(np.maximum(reference - np.max(some, axis=0), 0.0)))
    return volume


@settings(max_examples=50)
@given(POINTS)
def test_the_volume_is_the_number_of_cells_that_a_point_dominates(points: list[tuple[int, ...]]) -> None:
    cells = {cell for point in points for cell in product(*(range(low, SIDE) for low in point))}
    assert hypervolume(points, [SIDE] * len(points[0])) == pytest.approx(len(cells))


@settings(max_examples=50)
@given(POINTS)
def test_the_volume_over_time_never_falls_and_each_step_is_that_of_the_points_so_far(
    points: list[tuple[int, ...]],
) -> None:
    reference = [SIDE] * len(points[0])
    curve = hypervolume_curve(points, reference)
    so_far = [hypervolume(points[: index + 1], reference) for index in range(len(points))]
    assert curve == pytest.approx(so_far)
    assert (np.diff(curve) >= 0).all()


@pytest.mark.parametrize("objectives", [2, 3, 4, 5, 6])
def test_volumes_are_those_of_the_union_of_boxes_written_out(objectives: int) -> None:
    rng = np.random.default_rng(objectives)
    points, reference = rng.random((9, objectives)), np.full(objectives, 0.9)
    assert hypervolume(points, reference) == pytest.approx(union(points, reference), rel=1e-9)
    curve = hypervolume_curve(points, reference)
    assert curve == pytest.approx([union(points[: n + 1], reference) for n in range(len(points))], rel=1e-9)


@pytest.mark.parametrize("more", [(), (5.0,), (5.0, 7.0)])
def test_a_candidate_that_failed_adds_no_volume_and_no_reference(more: tuple[float, ...]) -> None:
    costs = [(float("nan"),) * (2 + len(more)), (1.0, 2.0, *more), (2.0, 1.0, *more)]
    assert reference_point(costs) == pytest.approx((2.1, 2.1, *(1.1 * one for one in more)))
    reference = (3.0, 3.0, *(one + 1.0 for one in more))
    assert hypervolume_curve(costs, reference).tolist() == [0.0, 2.0, 3.0]
