"""How large the networks of a space are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The range of MACs and parameters over ``built`` members: those at the ends of the space and some random ones."""

    macs: tuple[int, int]
    parameters: tuple[int, int]
    built: int


def rounded(filters: float) -> int:
    """Filters as a multiple of 4, at least 4: multiples of 8 would be too coarse for narrow networks."""
    return max(4, 4 * int(filters / 4 + 0.5))
