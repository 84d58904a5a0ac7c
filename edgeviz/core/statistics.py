"""Intervals for figures that come from samples."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson(successes: int, samples: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion (Wilson 1927), as (low, high) fractions.

    It stays inside [0, 1] and is sensible at 0 % and 100 %, where the normal interval has no width.
    """
    if not 0 <= successes <= samples:
        raise ValueError(f"{successes} successes of {samples} samples are impossible")
    if samples == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    p = successes / samples
    centre = p + z * z / (2 * samples)
    spread = z * sqrt(p * (1 - p) / samples + z * z / (4 * samples * samples))
    scale = 1 + z * z / samples
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
