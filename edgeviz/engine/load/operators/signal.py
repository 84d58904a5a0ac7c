"""Discrete Fourier transforms and the mel scale."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from edgeviz.engine.load.operators.dtypes import TORCH_DTYPES
from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator


def _complex(x: Tensor) -> Tensor:
    """The last axis holds the real part alone, or the real and the imaginary part."""
    if x.shape[-1] == 1:
        return torch.complex(x[..., 0], torch.zeros_like(x[..., 0]))
    return torch.view_as_complex(x.contiguous())


@operator("DFT", since=17)
def dft(node: NodeInfo) -> Run:
    inverse, one_sided = bool(node.attribute("inverse", 0)), bool(node.attribute("onesided", 0))
    given_axis = node.attribute("axis", 1)

    def run(x: Tensor, length: Tensor | None = None, axis: Tensor | None = None) -> Tensor:
        if node.version < 20:
            at = given_axis
        else:
            at = -2 if axis is None else int(axis)
        at %= x.dim()
        count = x.shape[at] if length is None else int(length)
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        if inverse and one_sided:
            return torch.fft.irfft(_complex(wide), count if length is not None else None, at).unsqueeze(-1).to(x.dtype)
        y = (torch.fft.ifft if inverse else torch.fft.fft)(_complex(wide), count, at)
        if one_sided:
            y = y.narrow(at, 0, count // 2 + 1)
        return torch.view_as_real(y).to(x.dtype)

    return run


@operator("STFT", since=17)
def stft(node: NodeInfo) -> Run:
    one_sided = bool(node.attribute("onesided", 1))

    def run(x: Tensor, step: Tensor, window: Tensor | None = None, length: Tensor | None = None) -> Tensor:
        if length is not None:
            size = int(length)
        else:
            assert window is not None, "STFT needs a window or a frame length"
            size = window.shape[0]
        signal = x if x.dim() == 3 else x.unsqueeze(-1)
        frames = signal.unfold(1, size, int(step)).transpose(2, 3)
        if window is not None:
            frames = frames * window[:, None]
        y = torch.fft.fft(_complex(frames), dim=-1)
        return torch.view_as_real(y[..., : size // 2 + 1] if one_sided else y).to(x.dtype)

    return run


@operator("MelWeightMatrix", since=17)
def mel_weight_matrix(node: NodeInfo) -> Run:
    dtype = TORCH_DTYPES[node.attribute("output_datatype", 1)]

    def run(bins: Tensor, length: Tensor, rate: Tensor, low: Tensor, high: Tensor) -> Tensor:
        count, size = int(bins), int(length)
        ends = 2595 * np.log10(1 + np.array([float(low), float(high)]) / 700)
        mel = np.arange(count + 2) * ((ends[1] - ends[0]) / (count + 2)) + ends[0]
        edges = np.floor((size + 1) * 700 * (10 ** (mel / 2595) - 1) / float(rate)).astype(np.int64)
        matrix = np.zeros((size // 2 + 1, count))
        for i in range(count):
            start, middle, end = edges[i], edges[i + 1], edges[i + 2]
            if middle == start:
                matrix[middle, i] = 1
            else:
                matrix[start : middle + 1, i] = np.arange(middle - start + 1) / (middle - start)
            if end > middle:
                matrix[middle:end, i] = np.arange(end - middle, 0, -1) / (end - middle)
        return torch.from_numpy(matrix).to(dtype)

    return run
