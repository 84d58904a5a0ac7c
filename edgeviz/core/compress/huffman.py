"""Canonical Huffman coding of bytes: only code lengths are stored, and no code is longer than a table decoder takes.

A packed stream is: the lengths of all codes (4 bits a symbol, 0 for one that does not occur), the bits of every run of
``RUN`` symbols (16 bits each, little endian), then the codes, most significant bit first. Runs are decoded side by
side, which is what makes numpy fast here; they cost 16 bits in ``RUN`` symbols. Where only one symbol occurs there are
neither runs nor codes.

Lengths are the best that are at most ``LONGEST`` (package-merge, Larmore and Hirschberg 1990).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Symbols = NDArray[np.uint8]
Lengths = NDArray[np.uint8]

#: Bits of a code at most; the decoder's table has 2^LONGEST entries. They fit 4 bits.
LONGEST = 15
#: Symbols decoded one after the other. RUN · LONGEST bits fit 16 bits.
RUN = 2048
#: Symbols coded at once: bounds the memory of intermediate results to some 50 MB.
BLOCK = RUN * 256
#: Below so many runs a loop over single symbols is faster than one over runs side by side.
FEW_RUNS = 12


class BrokenStreamError(ValueError):
    """Bytes that are no packed stream."""


# ---- codes ----


def code_lengths(counts: NDArray[np.integer]) -> Lengths:
    """Bits of each symbol's code, uint8 like ``counts``; 0 where the count is 0, 1 where it is the only one above 0.

    Within LONGEST they have the least expected length that a prefix code can have. At most 256 symbols.
    """
    found = np.zeros(len(counts), np.uint8)
    present = np.flatnonzero(counts)
    if len(present) <= 1:
        found[present] = 1
        return found
    leaves = present[np.argsort(counts[present], kind="stable")]
    weights = np.asarray(counts, np.int64)[leaves]
    # Level by level: all leaves again, merged with the pairs of the level below.
    levels: list[NDArray[np.bool_]] = []
    below = weights
    are_leaves = np.ones(len(weights), bool)
    for level in range(LONGEST):
        if level:
            pairs = below[: len(below) // 2 * 2].reshape(-1, 2).sum(axis=1)
            merged = np.concatenate([weights, pairs])
            order = np.argsort(merged, kind="stable")
            below, are_leaves = merged[order], order < len(weights)
        levels.append(are_leaves)
    # The first 2n − 2 entries of the last level; each package among them takes two entries of the level below.
    wanted = 2 * len(leaves) - 2
    for are_leaves in reversed(levels):
        chosen = int(np.count_nonzero(are_leaves[:wanted]))
        found[leaves[:chosen]] += 1
        wanted = 2 * (wanted - chosen)
    return found


def canonical(lengths: Lengths) -> NDArray[np.uint32]:
    """The code of each symbol: by rising length, then by symbol, each one more than the one before."""
    codes = np.zeros(len(lengths), np.uint32)
    code, before = 0, 0
    for symbol in sorted(np.flatnonzero(lengths), key=lambda one: (lengths[one], one)):
        length = int(lengths[symbol])
        code <<= length - before
        codes[symbol] = code
        code, before = code + 1, length
    return codes


# ---- packing ----


def packed_bits(counts: NDArray[np.integer]) -> int:
    """Bits of the codes alone for symbols that occur ``counts`` times."""
    lengths = code_lengths(counts)
    return 0 if np.count_nonzero(counts) <= 1 else int(np.dot(counts.astype(np.int64), lengths.astype(np.int64)))


def pack(symbols: Symbols, alphabet: int) -> bytes:
    """``symbols`` (uint8, flat), each below ``alphabet`` (1 to 256), as a packed stream."""
    counts = np.bincount(symbols, minlength=alphabet)
    if len(counts) > alphabet:
        raise ValueError(f"a symbol is above {alphabet - 1}")
    lengths = code_lengths(counts)
    table = _nibbles(lengths)
    if np.count_nonzero(counts) <= 1:
        return table
    codes = canonical(lengths).astype(np.uint64)
    words = np.zeros(packed_bits(counts) // 64 + 2, np.uint64)
    runs: list[NDArray[np.uint16]] = []
    at = 0
    for begin in range(0, len(symbols), BLOCK):
        block = symbols[begin : begin + BLOCK]
        widths = lengths[block].astype(np.int64)
        ends = at + np.cumsum(widths)
        _write(words, ends - widths, widths, codes[block])
        last = np.append(ends[RUN - 1 : -1 : RUN], ends[-1])
        runs.append(np.diff(last, prepend=at).astype("<u2"))
        at = int(ends[-1])
    return table + np.concatenate(runs).tobytes() + words.byteswap().tobytes()[: (at + 7) // 8]


def _write(words: NDArray[np.uint64], starts: NDArray[np.int64], widths: NDArray[np.int64], codes: object) -> None:
    """Add ``codes`` to ``words`` (most significant bit first) at the bits ``starts``, which rise."""
    code = np.asarray(codes, np.uint64)
    row, over = starts >> 6, (starts & 63) + widths - 64
    shift = np.abs(over).astype(np.uint64)
    crosses = over > 0
    high = np.where(crosses, code >> shift, code << shift)
    begins = np.flatnonzero(np.diff(row, prepend=-1))
    words[row[begins]] += np.add.reduceat(high, begins)
    split = np.flatnonzero(crosses)
    # At most one code reaches into each following word.
    words[row[split] + 1] += code[split] << (np.uint64(64) - shift[split])


# ---- unpacking ----


def unpack(data: bytes, count: int, alphabet: int) -> Symbols:
    """The ``count`` symbols of a packed stream. Raises BrokenStreamError where ``data`` is not exactly one.

    Memory: ``count`` bytes and some ten times ``len(data)``; whether ``count`` is plausible is the caller's to check.
    """
    view = np.frombuffer(data, np.uint8)
    size = (alphabet + 1) // 2
    if len(view) < size:
        raise BrokenStreamError("the table of codes is cut off")
    lengths = _from_nibbles(view[:size], alphabet)
    present = np.flatnonzero(lengths)
    if len(present) <= 1:
        if len(view) != size or len(present) != min(1, count) or lengths.max(initial=0) > 1:
            raise BrokenStreamError("a stream of one symbol has no codes")
        return np.full(count, present[0] if count else 0, np.uint8)
    if int(np.left_shift(1, LONGEST - lengths[present].astype(np.int64)).sum()) != 1 << LONGEST:
        raise BrokenStreamError("the code lengths are those of no prefix code")
    runs = -(-count // RUN)
    if len(view) < size + 2 * runs:
        raise BrokenStreamError("the lengths of the runs are cut off")
    ends = np.cumsum(np.frombuffer(data, "<u2", runs, size).astype(np.int64))
    bits = view[size + 2 * runs :]
    total = int(ends[-1]) if runs else 0
    if len(bits) != (total + 7) // 8:
        raise BrokenStreamError("the codes do not fill the stream")
    if total % 8 and bits[-1] & ((1 << (8 - total % 8)) - 1):
        raise BrokenStreamError("the stream does not end in zeros")
    longest = int(lengths.max())
    table = _table(lengths, longest)
    if runs < FEW_RUNS:
        return _one_by_one(bits.tobytes(), table, longest, ends, count)
    return _side_by_side(bits, table, longest, ends, count)


def _table(lengths: Lengths, longest: int) -> NDArray[np.uint16]:
    """symbol · 16 + length for every ``longest`` bits that may come next."""
    present = np.flatnonzero(lengths)
    order = present[np.lexsort((present, lengths[present]))]
    entries = (order * 16 + lengths[order]).astype(np.uint16)
    return np.repeat(entries, np.left_shift(1, longest - lengths[order].astype(np.int64)))


def _side_by_side(
    bits: NDArray[np.uint8], table: NDArray[np.uint16], longest: int, ends: NDArray[np.int64], count: int
) -> Symbols:
    """One symbol of every run at a time. A wrong stream stays within the zeros that are appended."""
    padded = np.concatenate([bits, np.zeros(RUN * LONGEST // 8 + 4, np.uint8)]).astype(np.uint32)
    windows = padded[:-2] << 16 | padded[1:-1] << 8 | padded[2:]
    found = np.empty((RUN, len(ends)), np.uint8)
    at = np.concatenate(([0], ends[:-1])).astype(np.int64)
    rest, mask = count - (len(ends) - 1) * RUN, np.uint32((1 << longest) - 1)
    high, small = np.int64(24 - longest), np.int64(7)
    last = at[-1:]
    for row in range(RUN):
        entry = table[(windows[at >> 3] >> (high - (at & small)).astype(np.uint32)) & mask]
        found[row] = entry >> 4
        at += entry & 15
        if row == rest - 1:
            last = at[-1:].copy()
    if not np.array_equal(at[:-1], ends[:-1]) or last[0] != ends[-1]:
        raise BrokenStreamError("a run does not end where the next one begins")
    return np.ascontiguousarray(found.T).reshape(-1)[:count]


def _one_by_one(bits: bytes, table: NDArray[np.uint16], longest: int, ends: NDArray[np.int64], count: int) -> Symbols:
    entries, mask = table.tolist(), (1 << longest) - 1
    found = bytearray(count)
    borders = ends.tolist()
    at, held, width, reading = 0, 0, 0, iter(bits)
    for row in range(count):
        while width < longest:
            held, width = held << 8 | next(reading, 0), width + 8
        entry = entries[held >> (width - longest) & mask]
        found[row] = entry >> 4
        used = entry & 15
        at, width = at + used, width - used
        held &= (1 << width) - 1
        if (row + 1) % RUN == 0 and at != borders[row // RUN]:
            raise BrokenStreamError("a run does not end where the next one begins")
    if at != (ends[-1] if len(ends) else 0):
        raise BrokenStreamError("the codes do not end with the stream")
    return np.frombuffer(found, np.uint8)


def _nibbles(lengths: Lengths) -> bytes:
    padded = np.append(lengths, np.zeros(len(lengths) % 2, np.uint8))
    return (padded[0::2] << 4 | padded[1::2]).astype(np.uint8).tobytes()


def _from_nibbles(data: NDArray[np.uint8], alphabet: int) -> Lengths:
    both = np.stack([data >> 4, data & 15], axis=1).reshape(-1)
    if both[alphabet:].any():
        raise BrokenStreamError("there are more codes than symbols")
    return both[:alphabet]
