"""Bias correction and batch-norm re-estimation: a layer's output brought back to what it was in float."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams

Floats = NDArray[np.float64]

#: A channel whose deviation is a smaller part of the layer's largest is taken as constant: its gain stays 1.
CONSTANT = 1e-5


@dataclass(frozen=True, eq=False)
class Moments:
    """Mean and standard deviation [channels] of a layer's output over samples and positions."""

    mean: Floats
    deviation: Floats


def moments(parts: Sequence[Tensor], axis: int) -> Moments:
    """Of all ``parts`` together; ``axis`` holds the channels. Two passes in float64: no cancellation."""
    count = sum(part.numel() // part.shape[axis] for part in parts)
    mean = sum(_rows(part, axis).sum(dim=1, dtype=torch.float64) for part in parts) / count
    assert isinstance(mean, Tensor)
    squares = [(_rows(part, axis).double() - mean[:, None]).square().sum(dim=1) for part in parts]
    deviation = (sum(squares[1:], squares[0]) / count).sqrt()
    return Moments(mean.numpy(), deviation.numpy())


def _rows(part: Tensor, axis: int) -> Tensor:
    return part.movedim(axis, 0).reshape(part.shape[axis], -1)


@dataclass(frozen=True, eq=False)
class Correction:
    """y' = gain·y + shift for each channel [channels] of a layer's output."""

    gain: Floats
    shift: Floats

    def __call__(self, y: Tensor, axis: int) -> Tensor:
        shape = [1] * y.ndim
        shape[axis] = -1
        gain, shift = (torch.from_numpy(v).float().reshape(shape) for v in (self.gain, self.shift))
        return y * gain + shift

    def bias(self, bias: NDArray[np.float32], beta: float = 1.0) -> NDArray[np.float32]:
        """The bias b' that with weights multiplied by ``gain`` gives y', where y = W·x + beta·b."""
        found = (self.gain * bias.astype(np.float64).ravel() + self.shift / beta).reshape(bias.shape)
        return found.astype(np.float32)

    def coding(self, coding: Coding, w: Tensor) -> Coding:
        """The same codes with scales multiplied by ``gain``; they must be scales per output channel."""
        params = coding.affine
        assert params is not None and params.axis is not None
        codes = coding.encode(w).numpy()
        kind = np.int8 if params.signed and params.bits <= 8 else np.int32
        scale = (params.scale * self.gain).astype(np.float32)
        return Coding(replace(params, scale=scale), codes.astype(kind))


def mean_correction(quantized: Moments, real: Moments) -> Correction:
    """b' = b − (E[ỹ] − E[y]) (Nagel et al. 2019, section 4.2 and appendix D, from data)."""
    return Correction(np.ones_like(real.mean), real.mean - quantized.mean)


def full_correction(quantized: Moments, real: Moments) -> Correction:
    """Mean and deviation of every channel as in the float model.

    A batch norm behind the layer, estimated again on the calibration data, would give just that: it divides by the
    new deviation and multiplies by the γ that goes with the old one (Sun et al. 2019). Here the batch norm is
    folded, so that its gain goes into the weights' scales.
    """
    largest = max(float(real.deviation.max(initial=0.0)), float(quantized.deviation.max(initial=0.0)))
    moves = np.minimum(real.deviation, quantized.deviation) > CONSTANT * largest
    gain = np.divide(real.deviation, quantized.deviation, out=np.ones_like(real.mean), where=moves)
    return Correction(gain, real.mean - gain * quantized.mean)


def can_scale(coding: Coding | None, channels: int) -> str:
    """Why the scales of a weight cannot take a gain per output channel; "" where they can."""
    params = coding.params if coding is not None else None
    if not isinstance(params, QuantParams):
        return "their weights have no scales"
    if params.axis is None or params.scale.size != channels:
        return "their weights have one scale per tensor"
    return ""
