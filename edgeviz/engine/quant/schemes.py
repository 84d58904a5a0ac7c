"""What each scheme makes of a weight. A new scheme is one function and one line of ``CODERS``."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from edgeviz.core.errors import ModelError
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.engine.quant.coding import Codebook, Coding
from edgeviz.engine.quant.params import SMALLEST_SCALE, QuantParams
from edgeviz.engine.quant.primitives import broadcast, float_round_trip
from edgeviz.engine.quant.weights import by_channel, lifted, weight_params

#: Seed of the signs that stochastic BinaryConnect draws: a recipe has one result.
SEED = 0
#: TWN's threshold as a share of the mean magnitude (Li et al. 2016, eq. 6).
TERNARY_SHARE = 0.7
#: TTQ's threshold as a share of the largest magnitude (Zhu et al. 2017, section 4).
TTQ_SHARE = 0.05
#: Lloyd iterations at most, scikit-learn's default too. Few centroids come to rest long before; with 256 the last
#: iterations no longer change the error.
LLOYD = 300


def code_weight(w: Tensor, spec: Spec, axis: int, name: str = "") -> Coding:
    """How ``spec`` stores the weight ``w``, whose output channels lie along ``axis``; errors call it ``name``.

    Raises ValueError for a float spec, which has no codes, and ModelError where a value is not finite: one of them
    would make the scale, and with it every other value, infinite or not a number.
    """
    if spec.is_float:
        raise ValueError(f"{spec.label} has no codes")
    values = w.detach().to(torch.float32)
    # The extremes tell it without an array of truth values; they are not a number where any value is not.
    if values.numel() and not all(math.isfinite(end) for end in values.aminmax()):
        raise ModelError(
            f"The weight {name!r} holds values that are infinite or not a number.",
            "Leave the weights of its layer in float, or export the model again from a sound checkpoint.",
        )
    return CODERS[spec.scheme](values, spec, axis)


def represented(w: Tensor, spec: Spec, coding: Coding | None) -> Tensor:
    """``w`` as ``spec`` represents it, in float32 again. ``coding`` is needed for all but floats."""
    if spec.is_float:
        return float_round_trip(w, spec)
    assert coding is not None
    return coding.values(w)


def uniform(w: Tensor, spec: Spec, axis: int) -> Coding:
    """Uniform quantization to the nearest code (Jacob et al. 2018, eq. 1); one symmetric bit is BWN."""
    return Coding(weight_params(w, spec, axis))


def binary(w: Tensor, spec: Spec, axis: int) -> Coding:
    """+1 where w >= 0, else −1 (Courbariaux et al. 2015, eq. 1)."""
    return Coding(_signs(np.float32(1)))


def stochastic(w: Tensor, spec: Spec, axis: int) -> Coding:
    """+1 with probability σ(w) = clip((w + 1) / 2, 0, 1), else −1 (Courbariaux et al. 2015, eq. 2 and 3)."""
    drawn = torch.rand(w.shape, generator=torch.Generator().manual_seed(SEED))
    codes = torch.where(drawn < ((w + 1) / 2).clamp(0, 1), 1, -1)
    return Coding(_signs(np.float32(1)), codes.to(torch.int8).numpy())


def ternary(w: Tensor, spec: Spec, axis: int) -> Coding:
    """α·sign(w) where |w| > Δ, else 0; Δ = 0.7·mean|w|, α = mean of |w| above Δ (Li et al. 2016, eq. 5 and 6)."""
    per_channel = spec.granularity is Granularity.CHANNEL and w.ndim > 0
    rows = by_channel(w, axis) if per_channel else w.reshape(1, -1)
    size = rows.abs()
    threshold = TERNARY_SHARE * size.mean(dim=1, keepdim=True) if rows.shape[1] else torch.zeros(len(rows), 1)
    above = size > threshold
    alpha = ((size * above).sum(dim=1) / above.sum(dim=1).clamp(min=1)).numpy()
    scale = np.where(alpha == 0, np.float32(1), np.maximum(alpha, SMALLEST_SCALE)).astype(np.float32)
    limit = broadcast(threshold.reshape(-1) if per_channel else threshold.reshape(()), axis, w.ndim)
    codes = torch.where(w.abs() > limit, torch.sign(w), torch.zeros_like(w)).to(torch.int8).numpy()
    if not per_channel:
        return Coding(QuantParams(scale[0], np.asarray(0, np.int32), -1, 1, None, 2, True), codes)
    params = QuantParams(scale, np.zeros(len(scale), np.int32), -1, 1, axis, 2, True)
    return Coding(lifted(params, alpha != 0), codes)


def trained_ternary(w: Tensor, spec: Spec, axis: int) -> Coding:
    """TTQ before its scales are trained: each is the mean of the magnitudes that it stands for, the least error."""
    codes, size = ternary_codes(w), w.abs()
    means = [float((size * side).sum(dtype=torch.float64) / side.sum().clamp(min=1)) for side in (codes < 0, codes > 0)]
    return scaled_ternary(w, np.array(means, np.float32))


def scaled_ternary(w: Tensor, scales: NDArray[np.float32]) -> Coding:
    """−W_n below −Δ, W_p above Δ, else 0 (Zhu et al. 2017, eq. 6); ``scales`` are W_n and W_p, shape [2].

    The table of two bits has an entry that no code means.
    """
    negative, positive = scales
    table = np.array([-negative, 0, positive, positive], np.float32)
    return Coding(Codebook(table, 2), (ternary_codes(w) + 1).to(torch.uint8).cpu().numpy())


def ternary_codes(w: Tensor, share: float = TTQ_SHARE) -> Tensor:
    """−1 where w < −Δ, 1 where w > Δ, else 0, int8; Δ = share·max|w| (Zhu et al. 2017, section 4)."""
    size = w.detach().abs()
    threshold = share * (size.max() if w.numel() else size.new_zeros(()))
    return torch.where(size > threshold, torch.sign(w.detach()), torch.zeros_like(size)).to(torch.int8)


def dorefa(w: Tensor, spec: Spec, axis: int) -> Coding:
    """2·q_k(tanh(w) / (2·max|tanh(w)|) + ½) − 1, q_k(r) = round((2^k − 1)·r) / (2^k − 1); one bit: sign(w)·mean|w|.

    Zhou et al. 2016, eq. 5, 8 and 9. Except at one bit the values fill −1 … 1, as published: the network that was
    trained with other weights has to be repaired or trained again.
    """
    if spec.bits == 1:
        mean = float(w.abs().mean()) if w.numel() else 1.0
        return Coding(Codebook(np.array([-mean, mean], np.float32), 1), (w >= 0).to(torch.uint8).numpy())
    top = (1 << spec.bits) - 1
    squashed = torch.tanh(w)
    largest = squashed.abs().max() if w.numel() else torch.tensor(1.0)
    codes = torch.round(top * (squashed / (2 * largest.clamp(min=torch.finfo(torch.float32).tiny)) + 0.5))
    values = (2 * np.arange(top + 1) / top - 1).astype(np.float32)
    return Coding(Codebook(values, spec.bits), codes.to(torch.uint8).numpy())


def kmeans(w: Tensor, spec: Spec, axis: int) -> Coding:
    """The nearest of 2^b centroids, which start evenly between the extremes (Han et al. 2016, section 3.1 and 3.2)."""
    values = w.reshape(-1).numpy()
    table = centroids(values, 1 << spec.bits).astype(np.float32)
    codes = np.searchsorted(_borders(table.astype(np.float64)), values).astype(np.uint8).reshape(tuple(w.shape))
    return Coding(Codebook(table, spec.bits), codes)


def centroids(values: NDArray[np.floating[Any]], count: int) -> NDArray[np.float64]:
    """Lloyd's k-means in one dimension with linear initialization, rising; a centroid that loses all stays.

    Sorted values and their running sums make an iteration cost count·log(values) instead of count·values.
    """
    if not values.size:
        return np.zeros(count)
    ordered = np.sort(values).astype(np.float64)
    sums = np.concatenate(([0.0], np.cumsum(ordered)))
    found = np.linspace(ordered[0], ordered[-1], count)
    for _ in range(LLOYD):
        ends = np.concatenate(([0], np.searchsorted(ordered, _borders(found)), [ordered.size]))
        members = np.diff(ends)
        means = np.where(members > 0, np.diff(sums[ends]) / np.maximum(members, 1), found)
        if np.array_equal(means, found):
            break
        found = means
    return np.sort(found)


def _borders(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half way between neighbours: a value up to there belongs to the lower one."""
    return (table[1:] + table[:-1]) / 2


def _signs(scale: NDArray[np.float32] | np.float32) -> QuantParams:
    return QuantParams(np.asarray(scale, np.float32), np.asarray(0, np.int32), -1, 1, None, 1, True)


CODERS: dict[Scheme, Callable[[Tensor, Spec, int], Coding]] = {
    Scheme.INTEGER: uniform,
    Scheme.BINARY: binary,
    Scheme.STOCHASTIC: stochastic,
    Scheme.TERNARY: ternary,
    Scheme.TRAINED_TERNARY: trained_ternary,
    Scheme.DOREFA: dorefa,
    Scheme.KMEANS: kmeans,
}
