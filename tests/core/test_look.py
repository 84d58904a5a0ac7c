"""What temperature does to probabilities, and which channels are shown."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.look import Look, softened, strongest

LOGITS = np.array([[4.0, 1.0, -2.0], [0.0, 0.5, 1000.0]], np.float32)


def test_probabilities_add_up_and_flatten_as_the_temperature_rises() -> None:
    tops = []
    for temperature in (0.5, 1.0, 4.0, 20.0, 1e6):
        found = softened(LOGITS, temperature)
        assert np.isfinite(found).all() and found.sum(axis=1) == pytest.approx([1, 1])
        tops.append(found[0].max())
    assert tops == sorted(tops, reverse=True) and tops[-1] == pytest.approx(1 / 3, rel=1e-4)


def test_at_temperature_one_they_are_those_of_the_network() -> None:
    e = np.exp(LOGITS[0].astype(float))
    assert softened(LOGITS, 1.0)[0] == pytest.approx(e / e.sum())


def test_the_divergence_is_the_written_out_sum_and_zero_between_equals() -> None:
    look = Look((0, 1), LOGITS, LOGITS[::-1].copy(), np.array([0, 2]))
    p, q = softened(look.teacher, 300.0), softened(look.student, 300.0)
    assert look.divergence(300.0) == pytest.approx((p * np.log(p / q)).sum(axis=1))
    assert Look((0, 1), LOGITS, LOGITS, np.array([0, 2])).divergence(1.0) == pytest.approx([0, 0])


def test_a_temperature_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        softened(LOGITS, 0.0)


def test_the_strongest_channels_are_chosen_and_come_in_order() -> None:
    maps = np.zeros((2, 5, 3, 3), np.float32)
    maps[:, 1], maps[:, 4], maps[0, 2] = 2.0, -3.0, 0.5
    assert strongest(maps, 2) == (1, 4)
    assert strongest(maps, 9) == (0, 1, 2, 3, 4)
