"""The relative index: the paper's own example, and every sparse row there and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.compress import sparse
from edgeviz.core.compress.rates import sharing_rate, sparse_bytes
from edgeviz.core.compress.sparse import Relative, absolute, entries_of, relative


def test_figure_2_of_the_paper_has_one_filler() -> None:
    """Weights at 1, 4 and 15 with gaps of 3 bits. The paper counts steps from 0: 1, 3, 8, 3; we count zeros."""
    row = np.zeros(16, np.uint8)
    row[[1, 4, 15]] = 34, 9, 17
    found = relative(row, 3)
    assert found.gaps.tolist() == [1, 2, 7, 2]
    assert found.codes.tolist() == [34, 9, 0, 17]
    assert absolute(found, 16).tolist() == row.tolist()


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(1, 255)), max_size=60),
    st.integers(0, 600),
    st.sampled_from([1, 3, 4, 5, 8]),
)
def test_every_sparse_row_comes_back(weights: list[tuple[int, int]], rest: int, bits: int) -> None:
    row = np.array([x for zeros, code in weights for x in [0] * zeros + [code]] + [0] * rest, np.uint8)
    found = relative(row, bits)
    assert np.array_equal(absolute(found, len(row)), row)
    assert entries_of(row, bits) == len(found.gaps) <= len(row)
    assert not len(found.gaps) or found.gaps.max() < 1 << bits
    fillers = found.codes == 0
    assert (found.gaps[fillers] == (1 << bits) - 1).all()


def test_many_entries_are_placed_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    row = np.random.default_rng(0).binomial(3, 0.1, 10_000).astype(np.uint8)
    found = relative(row, 3)
    monkeypatch.setattr(sparse, "BLOCK", 100)
    assert np.array_equal(absolute(found, len(row)), row)


def test_an_index_beyond_the_end_is_an_error() -> None:
    entries = Relative(np.array([3, 3], np.uint8), np.array([1, 1], np.uint8))
    assert absolute(entries, 8).tolist() == [0, 0, 0, 1, 0, 0, 0, 1]
    with pytest.raises(ValueError, match="beyond"):
        absolute(entries, 7)


def test_the_rate_of_sharing_is_that_of_the_papers_figure_3() -> None:
    # 16 weights of 32 bits share 4 values: 16·32 / (16·2 + 4·32) = 3.2.
    assert sharing_rate(16, 4) == 3.2
    assert sharing_rate(16, 0) == 1.0


def test_bytes_of_entries_count_codes_gaps_and_table() -> None:
    assert sparse_bytes(10, 5, 5, 32) == (10 * 10 + 32 * 32) / 8
    assert sparse_bytes(10, 32, 0) == 40
