"""The range of least information loss: the observer "entropy" of TensorRT, MXNet and onnxruntime, for any quantizer.

Migacz, "8-bit inference with TensorRT" (GTC 2017): P is the histogram clipped to a candidate range, with what lies
beyond it added to the outermost bins; Q is the histogram within the range after quantization, each code's mass spread
evenly over those of its bins that P fills; the candidate with the least KL(P ‖ Q) is taken. Theirs is written for
128 equal levels of magnitudes. Here the levels are the codes of the very quantizer that the range would give, so
that few bits, an affine zero point and ranges on one side are the same case.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.spec import Spec
from edgeviz.engine.quant.params import params_from_range

Array = NDArray[np.float64]
Bounds = NDArray[np.intp]

#: Candidates looked at first, evenly spread over the bins; then every bin around the best of them.
COARSE = 512
#: Count that stands for an empty bin of Q, as in MXNet and onnxruntime: an infinite divergence would rule out
#: candidates for no other reason than that the sample has a gap where they end.
LEAST = 1e-4
#: Codes of all candidates computed at once: 8 MB for each of a handful of arrays.
BLOCK = 1 << 20


def best_bound(counts: Array, reach: float, low: float, high: float, spec: Spec) -> float:
    """The magnitude T for which the range max(low, −T) … min(high, T) has the least divergence.

    counts [bins, even]: a histogram over −reach … reach; low ≤ 0 ≤ high: the range of its values. The widest
    candidate is the one that clips nothing.
    """
    histogram = without_zeros(counts)
    half = len(histogram) // 2
    width = reach / half
    widest = min(half, int(np.ceil(max(-low, high) / width)))
    sides = int(low < 0) + int(high > 0)
    levels = 1 << spec.bits
    # With fewer bins than codes nothing would be merged, and nothing measured.
    narrowest = min(widest, max(1, -(-levels // max(1, sides))))
    step = max(1, (widest - narrowest) // COARSE)
    coarse = np.arange(widest, narrowest - 1, -step)

    def score(bins: Bounds) -> Array:
        found = divergences(histogram, reach, low, high, spec, bins)
        return np.where(_has_shape(histogram, reach, low, high, bins), found, np.inf)

    best = int(coarse[int(np.argmin(score(coarse)))])
    fine = np.arange(min(widest, best + step), max(narrowest, best - step) - 1, -1)
    # The first of equals is the widest: nothing is clipped without a gain.
    best = int(fine[int(np.argmin(score(fine)))])
    return best * width


def without_zeros(counts: Array) -> Array:
    """``counts`` with the bin of zero levelled to the higher of its neighbours, the next bins that hold anything.

    Zero has a code of its own in every grid, so the heap of zeros that a ReLU leaves is never distorted; counted, it
    would favour ranges that split the bins beside it (NVIDIA's pytorch-quantization levels this bin as well).
    """
    zero = len(counts) // 2
    filled = np.flatnonzero(counts)
    beside = [counts[side[at]] for side, at in ((filled[filled < zero], -1), (filled[filled > zero], 0)) if len(side)]
    found = counts.copy()
    found[zero] = min(found[zero], max(beside, default=0.0))
    return found


def _has_shape(counts: Array, reach: float, low: float, high: float, bins: Bounds) -> NDArray[np.bool_]:
    """Whether each candidate clips nothing, or leaves at least two bins that hold something.

    Clipped to one bin everything looks alike: P and Q agree, however much was thrown away. So it is with values in
    steps (pixels, counts) and with values that all lie far from zero. (onnxruntime gives up on a Q of zeros, too.)
    """
    half, width = len(counts) // 2, 2 * reach / len(counts)
    start, stop = _spans(half, width, low, high, bins)
    mass = np.concatenate(([0.0], np.cumsum(counts)))
    filled = np.concatenate(([0], np.cumsum(counts > 0)))
    whole = mass[stop] - mass[start] >= mass[-1]
    return np.asarray(whole | (filled[stop] - filled[start] > 1))


def _spans(half: int, width: float, low: float, high: float, bins: Bounds) -> tuple[Bounds, Bounds]:
    """The bins [start, stop) of each candidate."""
    bound = bins * width
    lows, highs = np.maximum(low, -bound), np.minimum(high, bound)
    start = np.maximum(half + np.floor(lows / width + 1e-9).astype(np.intp), 0)
    # The bin right of the middle holds the zeros: it is inside whatever the range.
    return start, np.clip(half + np.ceil(highs / width - 1e-9).astype(np.intp), half + 1, 2 * half)


def divergences(
    counts: Array, reach: float, low: float, high: float, spec: Spec, bins: Sequence[int] | Bounds
) -> Array:
    """KL(P ‖ Q) in nats for clipping at each of ``bins`` bins from the middle of the histogram.

    Equal to ``scipy.stats.entropy(P, Q)``, Q with LEAST where only what was clipped makes P more than nothing. All
    sums are differences of cumulated counts: the codes' edges are all that is computed for a candidate, however many
    bins there are.
    """
    bins = np.asarray(bins, dtype=np.intp)
    size = max(1, BLOCK // (1 << spec.bits))
    parts = [_divergences(counts, reach, low, high, spec, bins[i : i + size]) for i in range(0, len(bins), size)]
    return np.concatenate(parts)


def _divergences(counts: Array, reach: float, low: float, high: float, spec: Spec, bins: Bounds) -> Array:
    half, width = len(counts) // 2, 2 * reach / len(counts)
    mass = np.concatenate(([0.0], np.cumsum(counts)))
    filled = np.concatenate(([0], np.cumsum(counts > 0)))
    logs = np.concatenate(([0.0], np.cumsum(_xlogx(counts))))

    # The bins of each candidate, and the quantizer for the range that they span.
    start, stop = _spans(half, width, low, high, bins)
    params = params_from_range(np.maximum(low, -bins * width), np.minimum(high, bins * width), spec, axis=0)
    scale, zero = params.scale.astype(np.float64), params.zero_point.astype(np.float64)

    # Bin i has the code of its middle, (i − half + ½)·width: a code's bins begin where the middle passes its edge.
    codes = np.arange(params.qmin + 1, params.qmax + 1)
    edges = (codes[None, :] - zero[:, None] - 0.5) * (scale / width)[:, None] + half - 0.5
    inner = np.clip(np.ceil(edges).astype(np.intp), start[:, None], stop[:, None])
    edge = np.concatenate((start[:, None], inner, stop[:, None]), axis=1)

    # What is clipped is added to the outermost bins of P, which may have been empty.
    total = mass[-1]
    below, above = mass[start], total - mass[stop]
    first, last = start, stop - 1
    one = first == last
    p_first = counts[first] + below + np.where(one, above, 0.0)
    p_last = np.where(one, 0.0, counts[last] + above)
    q_mass = mass[edge[:, 1:]] - mass[edge[:, :-1]]
    p_mass, p_bins = q_mass.copy(), (filled[edge[:, 1:]] - filled[edge[:, :-1]]).astype(np.float64)
    rows = np.arange(len(bins))
    for position, more in ((first, below), (last, above)):
        code = np.minimum((inner <= position[:, None]).sum(axis=1), q_mass.shape[1] - 1)
        p_bins[rows, code] += (more > 0) & (counts[position] == 0) & ~((position == last) & one & (below > 0))
        p_mass[rows, code] += more

    p_log = logs[stop] - logs[start] - _xlogx(counts[first]) + _xlogx(p_first)
    p_log += np.where(one, 0.0, _xlogx(p_last) - _xlogx(counts[last]))
    q_mass[(p_mass > 0) & (q_mass <= 0)] = LEAST
    with np.errstate(divide="ignore", invalid="ignore"):
        q_log = np.where(p_mass > 0, p_mass * np.log(q_mass / p_bins), 0.0).sum(axis=1)
    found = (p_log - q_log) / total - np.log(total) + np.log(q_mass.sum(axis=1))
    return np.maximum(found, 0.0)


def _xlogx(values: Array) -> Array:
    return values * np.log(np.where(values > 0, values, 1.0))
