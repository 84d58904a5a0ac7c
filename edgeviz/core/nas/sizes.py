"""How large the networks of a space are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The range of MACs and parameters over ``built`` members: those at the ends of the space and some random ones."""

    macs: tuple[int, int]
    parameters: tuple[int, int]
    built: int
