"""Samples that are made up: between a sample and its neighbour, repeatable, as many as wanted."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.munge import munge, nearest


def clusters(n: int = 40) -> np.ndarray:
    random = np.random.default_rng(0)
    centres = np.repeat([[0.0] * 6, [10.0] * 6], n // 2, axis=0)
    return (centres + random.normal(0, 0.5, centres.shape)).astype(np.float32)


def test_the_nearest_neighbour_is_the_one_that_all_distances_name() -> None:
    x = np.random.default_rng(1).normal(3, 1, (60, 5)).astype(np.float32)
    distance = np.linalg.norm(x[:, None] - x[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    assert np.array_equal(nearest(x), distance.argmin(axis=1))


def test_as_many_samples_are_made_as_wanted_also_more_than_there_are() -> None:
    x = clusters().reshape(40, 2, 3)
    for count in (1, 7, 40, 101):
        made = munge(x, count)
        assert made.shape == (count, 2, 3) and made.dtype == np.float32 and np.isfinite(made).all()


def test_made_up_samples_stay_in_the_cluster_of_those_they_are_made_from() -> None:
    made = munge(clusters(), 400)
    centre = made.mean(axis=1)
    assert (np.minimum(np.abs(centre), np.abs(centre - 10)) < 1.5).all()
    assert 150 < (centre > 5).sum() < 250


def test_without_swaps_they_are_the_real_ones_and_with_all_swaps_and_no_variance_their_neighbours() -> None:
    x = clusters()
    assert {tuple(row) for row in munge(x, 40, swap=0.0)} == {tuple(row) for row in x}
    made = munge(x, 40, swap=1.0, variance=1e9)
    found = {tuple(np.round(row, 4)) for row in made}
    assert found == {tuple(np.round(row, 4)) for row in x[nearest(x)]}


def test_the_noise_is_as_wide_as_the_distance_over_the_variance() -> None:
    x = np.array([[0.0], [8.0]], np.float32)
    made = munge(x, 4000, swap=1.0, variance=4.0)[:, 0]
    low = made[made < 4]  # drawn around 0, with a standard deviation of 8 / 4
    assert low.std() == pytest.approx(2.0, rel=0.1) and abs(low.mean()) < 0.2


def test_the_same_seed_makes_the_same_samples_and_another_one_others() -> None:
    x = clusters()
    assert np.array_equal(munge(x, 30, seed=3), munge(x, 30, seed=3))
    assert not np.array_equal(munge(x, 30, seed=3), munge(x, 30, seed=4))


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="two real ones"):
        munge(clusters()[:1], 3)
    with pytest.raises(ValueError, match="probability"):
        munge(clusters(), 3, swap=1.5)
