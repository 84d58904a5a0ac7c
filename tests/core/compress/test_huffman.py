"""Huffman coding against a textbook one, and what it makes of bytes that are no stream."""

from __future__ import annotations

import contextlib
import heapq
from collections import Counter
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.compress import huffman
from edgeviz.core.compress.huffman import BrokenStreamError, pack, packed_bits, unpack

counts = st.lists(st.integers(0, 1000), min_size=1, max_size=256).map(np.array)
symbols = st.binary(max_size=6000).map(lambda data: np.frombuffer(data, np.uint8))


def textbook(frequencies: dict[int, int]) -> int:
    """Bits of all codes of Huffman's own algorithm: the sum of the weights of the inner nodes."""
    heap = [count for count in frequencies.values() if count]
    heapq.heapify(heap)
    total = 0
    while len(heap) > 1:
        merged = heapq.heappop(heap) + heapq.heappop(heap)
        total += merged
        heapq.heappush(heap, merged)
    return total


@given(counts)
def test_no_prefix_code_is_shorter_and_the_codes_fill_the_tree(found: np.ndarray) -> None:
    lengths = huffman.code_lengths(found)
    present = lengths[lengths > 0]
    assert (lengths > 0).tolist() == (found > 0).tolist()
    assert packed_bits(found) == textbook(dict(enumerate(found.tolist())))
    if len(present) > 1:
        assert sum(2.0 ** -int(length) for length in present) == 1.0
        total = int(found.sum())
        entropy = -sum(c / total * log2(c / total) for c in found.tolist() if c)
        assert entropy - 1e-9 <= packed_bits(found) / total < entropy + 1


def test_lengths_that_would_be_too_long_are_limited_at_the_least_cost() -> None:
    fibonacci = [1, 1]
    while len(fibonacci) < 40:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    found = huffman.code_lengths(np.array(fibonacci))
    assert found.max() == huffman.LONGEST
    assert sum(2.0 ** -int(length) for length in found) == 1.0
    unlimited = textbook(dict(enumerate(fibonacci)))
    assert unlimited < np.dot(found.astype(np.int64), fibonacci) < 1.01 * unlimited


def test_the_limited_code_is_the_best_there_is_by_trying_all() -> None:
    rng = np.random.default_rng(1)
    before = huffman.LONGEST
    try:
        huffman.LONGEST = 3
        for _ in range(20):
            found = rng.integers(1, 200, 6)
            least = min(
                sum(c * length for c, length in zip(sorted(found, reverse=True), lengths, strict=True))
                for lengths in _complete(6, 3)
            )
            assert np.dot(huffman.code_lengths(found).astype(int), found) == least
    finally:
        huffman.LONGEST = before


def _complete(symbols: int, longest: int) -> list[list[int]]:
    """Rising lengths of complete prefix codes."""
    found = []

    def extend(lengths: list[int], left: int) -> None:
        if len(lengths) == symbols:
            if left == 0:
                found.append(lengths)
            return
        for length in range(lengths[-1] if lengths else 1, longest + 1):
            if left >= 1 << (longest - length):
                extend([*lengths, length], left - (1 << (longest - length)))

    extend([], 1 << longest)
    return found


def test_codes_are_canonical_and_no_code_begins_another() -> None:
    lengths = huffman.code_lengths(np.array([5, 9, 12, 13, 16, 45]))
    codes = huffman.canonical(lengths)
    texts = [f"{code:0{length}b}" for code, length in zip(codes, lengths, strict=True)]
    assert sorted(map(len, texts)) == [1, 3, 3, 3, 4, 4]
    assert texts[5] == "0"  # the most frequent one
    assert all(not other.startswith(one) for one in texts for other in texts if one is not other)


@given(symbols)
def test_what_is_packed_is_unpacked_bit_for_bit(found: np.ndarray) -> None:
    assert np.array_equal(unpack(pack(found, 256), len(found), 256), found)


@pytest.mark.parametrize("count", [0, 1, 2, 2047, 2048, 2049, 4096, 100_000, huffman.BLOCK + 1])
@pytest.mark.parametrize("spread", [0.0, 0.4, 40.0])
def test_every_length_and_spread_comes_back(count: int, spread: float) -> None:
    rng = np.random.default_rng(count)
    found = np.clip(rng.normal(20, spread, count), 0, 255).astype(np.uint8)
    packed = pack(found, 256)
    assert np.array_equal(unpack(packed, count, 256), found)
    if count and len(set(found.tolist())) > 1:
        body = textbook(Counter(found.tolist()))
        # Rare symbols among so many would get longer codes than there may be.
        body = body if count < 5000 or spread < 1 else packed_bits(np.bincount(found, minlength=256))
        assert len(packed) == 128 + 2 * -(-count // huffman.RUN) + (body + 7) // 8


def test_one_symbol_takes_no_bits_and_an_odd_alphabet_half_a_byte() -> None:
    assert len(pack(np.full(5000, 3, np.uint8), 5)) == 3
    assert unpack(pack(np.full(5000, 3, np.uint8), 5), 5000, 5).tolist() == [3] * 5000
    assert pack(np.zeros(0, np.uint8), 4) == b"\0\0"


def test_a_symbol_outside_the_alphabet_is_refused() -> None:
    with pytest.raises(ValueError, match="above 3"):
        pack(np.array([1, 4], np.uint8), 4)


@given(st.binary(max_size=400), st.integers(0, 3000), st.sampled_from([1, 2, 7, 16, 256]))
def test_any_bytes_are_a_stream_or_an_error(data: bytes, count: int, alphabet: int) -> None:
    try:
        found = unpack(data, count, alphabet)
    except BrokenStreamError:
        return
    assert len(found) == count
    assert not count or found.max() < alphabet


@pytest.mark.parametrize("count", [3000, 60_000])
def test_a_stream_that_was_cut_or_lengthened_is_an_error(count: int) -> None:
    rng = np.random.default_rng(2)
    found = rng.binomial(30, 0.3, count).astype(np.uint8)
    packed = pack(found, 32)
    for broken in (packed[:-1], packed[:40], packed[:3], packed + b"\0", b""):
        with pytest.raises(BrokenStreamError):
            unpack(broken, count, 32)
    for wrong in (count - 1, count + 1, count + huffman.RUN):
        with pytest.raises(BrokenStreamError):
            unpack(packed, wrong, 32)


@pytest.mark.parametrize("count", [3000, 60_000])
def test_flipped_bits_never_hang_and_never_leave_the_alphabet(count: int) -> None:
    rng = np.random.default_rng(3)
    packed = pack(rng.binomial(30, 0.3, count).astype(np.uint8), 32)
    for at in rng.integers(0, len(packed), 40):
        flipped = bytearray(packed)
        flipped[at] ^= 1 << int(rng.integers(8))
        with contextlib.suppress(BrokenStreamError):
            assert unpack(bytes(flipped), count, 32).max() < 32
