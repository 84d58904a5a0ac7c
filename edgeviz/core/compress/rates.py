"""What each stage of Deep Compression makes of a layer, counted as the paper's tables count (Han et al. 2016)."""

from __future__ import annotations

from math import log2

from edgeviz.core.compress.request import AUTOMATIC, GAPS
from edgeviz.core.compress.sparse import Bytes, entries_of

#: Bits of a weight before compression, and of a shared value.
FLOAT_BITS = 32


def sharing_rate(weights: int, shared: int, bits: int = FLOAT_BITS) -> float:
    """r = n·b / (n·log₂k + k·b) for ``weights`` n that share k values of b bits (Han et al. 2016, eq. 1)."""
    stored = weights * log2(shared) + shared * bits if shared else 0.0
    return weights * bits / stored if stored else 1.0


def sparse_bytes(entries: int, bits: int, gap: int, table: int = 0) -> float:
    """Bytes of ``entries`` weights of ``bits`` bits with gaps of ``gap`` bits (0: no index), and a table of values."""
    return (entries * (bits + gap) + table * FLOAT_BITS) / 8


def stored_bytes(codes: Bytes, bits: int, gap: int, table: int = 0) -> float:
    """Bytes of flat ``codes`` (0 for what was pruned) before entropy coding, each weight that is left in ``bits`` bits.

    With AUTOMATIC gaps the least of all widths and of no index at all; else the better of ``gap`` and no index where
    nothing was pruned.
    """
    without = sparse_bytes(len(codes), bits, 0, table)
    if gap != AUTOMATIC:
        return sparse_bytes(entries_of(codes, gap), bits, gap, table) if (codes == 0).any() else without
    return min(without, *(sparse_bytes(entries_of(codes, one), bits, one, table) for one in GAPS))
