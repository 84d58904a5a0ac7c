"""Rows and pictures of what Deep Compression came to."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.compress.rates import stored_bytes
from edgeviz.core.compress.report import BARS, LayerRate, histogram
from edgeviz.core.compress.request import AUTOMATIC


def test_a_picture_counts_every_weight_once_and_zeros_apart() -> None:
    weights = np.array([[-2.0, 0.0, 0.0], [1.0, 1.0, 0.5]], np.float32)
    found = histogram("fc", weights)
    assert (found.low, found.high, found.zeros) == (-2.0, 2.0, 2)
    assert len(found.counts) == BARS
    assert sum(found.counts) == 4
    assert found.counts[0] == 1
    assert max(found.counts) == 2


def test_a_layer_without_weights_left_has_an_empty_picture() -> None:
    found = histogram("fc", np.zeros((3, 3), np.float32))
    assert (found.zeros, sum(found.counts)) == (9, 0)
    assert found.low < 0 < found.high


def test_rates_are_of_32_bit_floats() -> None:
    row = LayerRate("fc", 1000, 100, 110, 16, 4, 5, 3.0, 4.0, pruned=500.0, shared=200.0, coded=100)
    assert row.original == 4000
    assert row.share == 0.1
    assert row.rates == (8.0, 20.0, 40.0)


def test_bytes_before_coding_are_those_of_the_best_gap_unless_one_is_asked_for() -> None:
    codes = np.zeros(100, np.uint8)
    codes[[9, 99]] = 1  # 9 and 89 zeros are skipped
    with_gaps_of_8 = (2 * (32 + 8)) / 8
    assert stored_bytes(codes, 32, 8) == with_gaps_of_8 == stored_bytes(codes, 32, AUTOMATIC)
    # Gaps of 3 bits: 1 filler before the first, 11 before the second.
    assert stored_bytes(codes, 32, 3) == 14 * 35 / 8
    assert stored_bytes(np.ones(100, np.uint8), 5, 8, 4) == pytest.approx((100 * 5 + 4 * 32) / 8)
