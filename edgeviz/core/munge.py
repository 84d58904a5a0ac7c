"""MUNGE: unlabelled samples made up from real ones, for teachers to label (Buciluă et al. 2006, section 3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Probability that a value is mixed with the neighbour's, and how many times narrower than the two values' distance
#: the normal distribution is that it is drawn from. Both are choices: the paper tunes them for each problem.
SWAP, VARIANCE = 0.5, 5.0
#: Samples among which neighbours are looked for at most: the search grows with their square.
NEIGHBOURS = 5000
#: Distances held at once.
BLOCK = 1 << 22


def munge(
    x: Floats, count: int, seed: int = 0, swap: float = SWAP, variance: float = VARIANCE, among: int = NEIGHBOURS
) -> Floats:
    """``count`` made up samples [count, ...] in the manner of ``x`` [n, ...], n ≥ 2.

    The paper's algorithm for continuous attributes: every sample e and its nearest neighbour e' (Euclidean) exchange
    each attribute with probability ``swap``, the new values being drawn from a normal distribution around the other's
    value with the standard deviation |e_a − e'_a| / ``variance``; this is repeated until there are enough. Two
    departures keep it fast on images: neighbours are found once, among ``among`` drawn samples at most, and the pairs
    of one pass do not see each other's changes. The same seed gives the same samples.
    """
    if len(x) < 2:
        raise ValueError(f"made up samples need two real ones, not {len(x)}")
    if not 0 <= swap <= 1 or not variance > 0:
        raise ValueError(f"a probability from 0 to 1 and a variance above 0, not {swap} and {variance}")
    random = np.random.default_rng(seed)
    rows = np.sort(random.permutation(len(x))[: max(2, among)])
    neighbour = rows[nearest(x[rows].reshape(len(rows), -1))]
    made = np.empty((count, *x.shape[1:]), np.float32)
    for begin in range(0, count, len(rows)):
        order = random.permutation(len(rows))[: count - begin]
        # In parts, so that the random numbers of one take no more memory than its samples.
        for first in range(0, len(order), 256):
            part = order[first : first + 256]
            own, other = x[rows[part]], x[neighbour[part]]
            taken = other + random.standard_normal(own.shape, np.float32) * (np.abs(own - other) / np.float32(variance))
            made[begin + first : begin + first + len(part)] = np.where(random.random(own.shape) < swap, taken, own)
    return made


def nearest(x: Floats) -> NDArray[np.intp]:
    """The row of the nearest other sample for each of ``x`` [n, values], by Euclidean distance; n ≥ 2."""
    x = np.ascontiguousarray(x, np.float32)
    x = x - x.mean(axis=0)  # smaller numbers, whose squares cancel less
    norms = np.einsum("ij,ij->i", x, x)
    found = np.empty(len(x), np.intp)
    step = max(1, BLOCK // len(x))
    for begin in range(0, len(x), step):
        rows = np.arange(begin, min(begin + step, len(x)))
        distance = norms[None] - 2 * (x[rows] @ x.T)
        distance[np.arange(len(rows)), rows] = np.inf
        found[rows] = distance.argmin(axis=1)
    return found
