"""Ranges and parameters of uniform weights: all values are at hand, so every observer is exact."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import numpy as np
import torch
from torch import Tensor

from edgeviz.core.spec import Granularity, Observer, Spec
from edgeviz.engine.quant.params import QuantParams, params_from_range
from edgeviz.engine.quant.search import Array, best_range

#: Elements searched at once: 64 Ki float32 stay in a core's cache over the dozens of passes of the search.
BLOCK = 1 << 16
#: Smallest scale of a channel, relative to the largest one of the weight.
DEAD = np.float32(2.0**-12)
#: Values per row that the first, rough round of the search looks at.
ROUGH = 2048


def weight_params(w: Tensor, spec: Spec, axis: int) -> QuantParams:
    """Parameters for the weight ``w``; ``axis`` holds its output channels.

    One symmetric bit: scale = mean|w| of the filter (BWN, Rastegari et al. 2016, eq. 6), whatever the observer.
    """
    if not spec.is_uniform:
        raise ValueError(f"{spec.label} is not uniform")
    per_channel = spec.granularity is Granularity.CHANNEL and w.ndim > 0
    rows = by_channel(w, axis) if per_channel else w.detach().reshape(1, -1).to(torch.float32)
    if rows.shape[1] == 0:
        low = high = np.zeros(rows.shape[0])
    elif spec.symmetric and spec.bits == 1:
        high = rows.abs().mean(dim=1, dtype=torch.float64).numpy()
        low = -high
    else:
        low, high = _range(rows, spec)
    if not per_channel:
        return params_from_range(low[0], high[0], spec, restricted=True)
    # Not "low differs from high": a channel of one value, or of equal ones, is not dead.
    used = (np.asarray(low) != 0) | (np.asarray(high) != 0)
    return lifted(params_from_range(low, high, spec, axis, restricted=True), used)


def lifted(params: QuantParams, used: Array) -> QuantParams:
    """``params`` with the scales of dead channels lifted; ``used`` tells the channels that are not all zero.

    Weight decay leaves channels of 1e-34 whose bias is all they give. A bias is stored as int32 with the scale
    S_x·S_w: with such an S_w it would not fit, and onnxruntime would saturate it. Their weights lose nothing that
    counts: the error is below 1/8192 of the coarsest channel's step.
    """
    if not used.any():
        return params
    largest = params.scale[used].max()
    scale = np.where(used, np.maximum(params.scale, largest * DEAD), largest)
    return replace(params, scale=scale.astype(np.float32))


def by_channel(w: Tensor, axis: int) -> Tensor:
    """``w`` as float32 rows [channels, values]; either may be none."""
    channels = w.shape[axis]
    # Not −1: torch cannot tell how many values nothing has.
    rows = w.detach().movedim(axis, 0).reshape(channels, w.numel() // max(1, channels))
    return rows.to(torch.float32).contiguous()


def _range(rows: Tensor, spec: Spec) -> tuple[Array, Array]:
    low, high = rows.amin(dim=1).double().numpy(), rows.amax(dim=1).double().numpy()
    if spec.observer is Observer.PERCENTILE:
        kept = max(1, ceil(rows.shape[1] * spec.percentile / 100))
        bound = np.partition(rows.abs().numpy(), kept - 1, axis=1)[:, kept - 1].astype(np.float64)
        return np.maximum(low, -bound), np.minimum(high, bound)
    if spec.observer is Observer.MSE:
        if spec.symmetric:
            high = np.maximum(np.abs(low), np.abs(high))
            low = -high
        else:
            low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
        return _least_squares(rows, spec, low, high)
    return low, high


def _least_squares(rows: Tensor, spec: Spec, low: Array, high: Array) -> tuple[Array, Array]:
    step = max(1, BLOCK // rows.shape[1])
    parts = []
    for begin in range(0, len(rows), step):
        block = rows[begin : begin + step]
        stride = _stride(block.shape[1])
        rough = _Error(block[:, ::stride].contiguous(), spec) if stride > 1 else None
        found = best_range(
            _Error(block, spec), low[begin : begin + step], high[begin : begin + step], spec.symmetric, rough
        )
        parts.append(found)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _stride(length: int) -> int:
    """Thins long rows to about ROUGH values; prime to 2 and 3, so that no position of a kernel is preferred."""
    stride = max(1, length // ROUGH)
    while stride > 1 and (stride % 2 == 0 or stride % 3 == 0):
        stride += 1
    return stride


class _Error:
    """Sum of squared errors of each row of ``rows`` when quantized over given bounds."""

    def __init__(self, rows: Tensor, spec: Spec) -> None:
        self._spec = spec
        # One long row is walked through in pieces that stay in the cache.
        self._pieces = [rows] if len(rows) > 1 else list(rows.split(BLOCK, dim=1))
        self._buffer = torch.empty_like(self._pieces[0])

    def __call__(self, low: Array, high: Array) -> Array:
        params = params_from_range(low, high, self._spec, axis=0, restricted=True)
        scale = torch.from_numpy(params.scale)[:, None]
        zero = torch.from_numpy(params.zero_point.astype(np.float32))[:, None]
        bottom, top = params.qmin - zero, params.qmax - zero
        total = np.zeros(len(low))
        for piece in self._pieces:
            buffer = self._buffer[:, : piece.shape[1]]
            torch.div(piece, scale, out=buffer)
            buffer.round_().clamp_(bottom, top).mul_(scale).sub_(piece).square_()
            total += buffer.sum(dim=1).double().numpy()
        return total
