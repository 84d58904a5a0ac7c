"""The relative index of sparse weights (Han et al. 2016, section 2 and figure 2).

What is left of a pruned layer is stored as pairs: how many zeros are skipped, and the code of the weight that follows.
A gap of b bits skips at most 2^b − 1 zeros; a longer one gets fillers, each a full gap and a zero that is stored. The
paper counts the step to the next weight (1 to 2^b), which is one more than the zeros skipped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

#: Entries whose positions are worked out at once: bounds the memory of decoding.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Relative:
    """gaps, codes: uint8 [entries], fillers included; a filler has the code 0."""

    gaps: Bytes
    codes: Bytes


def relative(codes: Bytes, bits: int) -> Relative:
    """The entries of flat ``codes``, in which 0 is a zero, with gaps of ``bits`` bits (1 to 8).

    Zeros after the last weight need no entry: the number of elements is known.
    """
    at = np.flatnonzero(codes)
    skipped = np.diff(at, prepend=-1) - 1
    fillers = skipped >> bits
    last = np.cumsum(fillers + 1) - 1
    entries = int(last[-1]) + 1 if len(last) else 0
    gaps = np.full(entries, (1 << bits) - 1, np.uint8)
    stored = np.zeros(entries, np.uint8)
    gaps[last] = skipped & ((1 << bits) - 1)
    stored[last] = codes[at]
    return Relative(gaps, stored)


def absolute(entries: Relative, elements: int) -> Bytes:
    """The flat codes [elements] of ``entries``. Raises ValueError where they go beyond the last element."""
    found = np.zeros(elements, np.uint8)
    before = -1
    for begin in range(0, len(entries.gaps), BLOCK):
        at = before + np.cumsum(entries.gaps[begin : begin + BLOCK].astype(np.int64) + 1)
        before = int(at[-1])
        if before >= elements:
            raise ValueError("an index is beyond the last weight")
        found[at] = entries.codes[begin : begin + BLOCK]
    return found


def entries_of(codes: Bytes, bits: int) -> int:
    """How many entries ``relative`` makes."""
    skipped = np.diff(np.flatnonzero(codes), prepend=-1) - 1
    return int((skipped >> bits).sum()) + len(skipped)
