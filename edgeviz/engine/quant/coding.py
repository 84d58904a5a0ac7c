"""How one weight is stored: its codes, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from edgeviz.engine.quant.params import QuantParams, storage_width
from edgeviz.engine.quant.primitives import dequantize, fake_quantize, quantize

Codes = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Codebook:
    """A table of real values; a code is an index into it. ``values`` is float32 of shape [2^bits]."""

    values: NDArray[np.float32]
    bits: int

    @property
    def storage_bits(self) -> int:
        """Width of the unsigned ONNX integer that holds a code."""
        return storage_width(self.bits)


@dataclass(frozen=True, eq=False)
class Coding:
    """A weight's codes and their meaning.

    ``codes`` has the weight's shape; None means that each value takes the code next to it, which needs no memory
    beside the weight. Where rounding is something to be chosen (k-means, AdaRound, a threshold) they are kept.
    """

    params: QuantParams | Codebook
    codes: Codes | None = None

    @property
    def affine(self) -> QuantParams | None:
        """Scale and zero point, where there are such: what an integer kernel needs."""
        return self.params if isinstance(self.params, QuantParams) else None

    def encode(self, w: Tensor) -> Tensor:
        """The codes of the weight ``w``, int32."""
        if self.codes is not None:
            return torch.from_numpy(self.codes.astype(np.int32))
        assert isinstance(self.params, QuantParams), "a codebook comes with its codes"
        return quantize(w, self.params)

    def values(self, w: Tensor) -> Tensor:
        """``w`` as it is stored, in float32 again."""
        if self.codes is None and isinstance(self.params, QuantParams):
            return fake_quantize(w, self.params)
        codes = self.encode(w)
        if isinstance(self.params, Codebook):
            return torch.from_numpy(self.params.values)[codes.long()]
        return dequantize(codes, self.params)
