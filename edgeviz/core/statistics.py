"""Intervals and tests for figures that come from samples."""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum, log, sqrt
from statistics import NormalDist

import numpy as np


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


@lru_cache(maxsize=1024)  # the window asks again whenever a figure changes
def mcnemar(gained: int, lost: int) -> float:
    """The two-sided p value of McNemar's exact test (McNemar 1947; exact by the binomial, as in Edwards 1948).

    ``gained`` and ``lost`` are the discordant pairs: samples that only the one, or only the other, has right. Where
    both are equally good each discordant pair falls to either side with probability ½, so that the smaller count
    is Binomial(gained + lost, ½); twice its tail is p. Pairs that agree say nothing about the difference.
    """
    if gained < 0 or lost < 0:
        raise ValueError(f"{gained} and {lost} discordant pairs are impossible")
    pairs, least = gained + lost, min(gained, lost)
    if gained == lost:
        return 1.0
    # Each term from the one before, in logarithms: the binomials of thousands of pairs exceed a float.
    term = -pairs * log(2)
    terms = [term]
    for count in range(1, least + 1):
        term += log((pairs - count + 1) / count)
        terms.append(term)
    largest = max(terms)
    return min(1.0, 2 * exp(largest) * fsum(exp(term - largest) for term in terms))


def paired_interval(both: int, gained: int, lost: int, neither: int, confidence: float = 0.95) -> tuple[float, float]:
    """Newcombe's score interval of the difference of two paired proportions (1998, method 10), as (low, high).

    The difference is (gained − lost) / samples, where ``gained`` counts the samples that only the first has right.
    Wilson's intervals of both proportions are joined by squaring and adding, with the correlation of the pairs
    (corrected for continuity): no sampling, inside [−1, 1], and sensible where nothing or everything is discordant.
    """
    if min(both, gained, lost, neither) < 0:
        raise ValueError("counts cannot be negative")
    samples = both + gained + lost + neither
    if samples == 0:
        return -1.0, 1.0
    first, second = both + gained, both + lost
    low1, high1 = wilson(first, samples, confidence)
    low2, high2 = wilson(second, samples, confidence)
    p1, p2 = first / samples, second / samples
    product = first * (samples - first) * second * (samples - second)
    excess = float(both * neither - gained * lost)
    if excess > 0:
        excess = max(0.0, excess - samples / 2)
    phi = excess / sqrt(product) if product else 0.0
    below = _joined(p1 - low1, high2 - p2, phi)
    above = _joined(high1 - p1, p2 - low2, phi)
    difference = (gained - lost) / samples
    return max(-1.0, difference - below), min(1.0, difference + above)


def _joined(one: float, other: float, phi: float) -> float:
    return sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))


def paired_bootstrap(
    gained: int, lost: int, samples: int, confidence: float = 0.95, draws: int = 10_000, seed: int = 0
) -> tuple[float, float]:
    """The percentile interval of the paired difference from ``draws`` bootstrap samples (Efron 1979), as (low, high).

    Drawing whole pairs with replacement leaves only how many of them are discordant in either direction: a
    multinomial of the three shares, so that ten thousand draws of any number of samples take a few milliseconds.
    """
    if min(gained, lost) < 0 or gained + lost > samples:
        raise ValueError(f"{gained} and {lost} discordant pairs of {samples} are impossible")
    if samples == 0:
        return -1.0, 1.0
    shares = [gained / samples, lost / samples, (samples - gained - lost) / samples]
    drawn = np.random.default_rng(seed).multinomial(samples, shares, size=draws)
    differences = (drawn[:, 0] - drawn[:, 1]) / samples
    tail = (1 - confidence) / 2
    low, high = np.quantile(differences, [tail, 1 - tail])
    return float(low), float(high)


@lru_cache(maxsize=256)
def student(freedom: int, confidence: float = 0.95) -> float:
    """By how many standard errors an interval of a mean reaches to either side: a quantile of Student's t (1908)."""
    from scipy.special import stdtrit

    if freedom < 1:
        raise ValueError("an interval needs two values")
    return float(stdtrit(freedom, 0.5 + confidence / 2))
