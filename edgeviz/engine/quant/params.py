"""Quantization parameters: scale, zero point and code range, from a range of real values.

r = S·(q − Z) (Jacob et al. 2018, eq. 1). Scales are float32, because that is what an exported graph holds; all
later arithmetic, in the simulation and in the exported graph alike, uses these very numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.spec import Spec

#: The smallest scale: below it x / scale could overflow float32 for every x worth quantizing.
SMALLEST_SCALE = np.float32(2.0**-100)


@dataclass(frozen=True, eq=False)
class QuantParams:
    """How one tensor is quantized.

    ``scale`` float32 and ``zero_point`` int32 have shape () for one pair per tensor or [channels] along ``axis``.
    Codes lie in ``qmin`` … ``qmax``. ``bits`` is the nominal width; ``signed`` says which integer type holds them.
    One signed bit has the two codes −1 and +1 (binary weights), not the three values of its range.
    """

    scale: NDArray[np.float32]
    zero_point: NDArray[np.int32]
    qmin: int
    qmax: int
    axis: int | None
    bits: int
    signed: bool

    @property
    def binary(self) -> bool:
        return self.bits == 1 and self.signed

    @property
    def storage_bits(self) -> int:
        """Width of the ONNX integer that holds a code: 2, 4, 8 or 16."""
        return storage_width(self.bits)

    @property
    def storage_range(self) -> tuple[int, int]:
        """The range of that ONNX integer, to which QuantizeLinear saturates."""
        return full_range(self.storage_bits, self.signed)


def storage_width(bits: int) -> int:
    """The ONNX integer that holds ``bits`` bits: there are 2, 4, 8 and 16 and nothing between."""
    return next(width for width in (2, 4, 8, 16) if width >= bits)


def full_range(bits: int, signed: bool) -> tuple[int, int]:
    """Codes that a two's-complement or unsigned integer of ``bits`` bits can hold."""
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)


def code_range(bits: int, symmetric: bool, restricted: bool) -> tuple[int, int]:
    """Codes of a ``bits``-bit representation.

    Symmetric: ±(2^(b−1) − 1), to which ``restricted`` (weights) confines the codes; activations keep the lowest
    code too, where QuantizeLinear saturates anyway. One symmetric bit has −1 and +1. Affine: 0 … 2^b − 1.
    """
    if not symmetric:
        return full_range(bits, signed=False)
    if bits == 1:
        return -1, 1
    low, high = full_range(bits, signed=True)
    return (-high if restricted else low), high


def params_from_range(
    low: ArrayLike, high: ArrayLike, spec: Spec, axis: int | None = None, restricted: bool = False
) -> QuantParams:
    """Parameters that cover ``low`` … ``high`` (shape () or [channels]).

    Symmetric: scale = max(|low|, |high|) / (2^(b−1) − 1), zero point 0; for one bit the larger bound is the
    magnitude itself. Affine: the range is widened to hold 0 and 0 gets a code of its own, so that padding and
    ReLU stay exact (Jacob et al. 2018, section 2.1). An empty range (all zeros) gets scale 1.
    """
    lows = np.minimum(np.asarray(low, dtype=np.float64), 0.0)
    highs = np.maximum(np.asarray(high, dtype=np.float64), 0.0)
    qmin, qmax = code_range(spec.bits, spec.symmetric, restricted)
    real = np.maximum(-lows, highs) / qmax if spec.symmetric else (highs - lows) / (qmax - qmin)
    if spec.power_of_two:
        real = np.where(real == 0, real, power_of_two(np.where(real == 0, 1.0, real)))
    scale = _scale(real)
    if spec.symmetric:
        zero = np.zeros(scale.shape, dtype=np.int32)
    else:
        zero = np.clip(np.rint(qmin - lows / scale), qmin, qmax).astype(np.int32)
    return QuantParams(scale, zero, qmin, qmax, axis, spec.bits, spec.symmetric)


def power_of_two(scale: ArrayLike) -> NDArray[np.float64]:
    """The next power of two at or above each positive ``scale``: nothing is clipped that was not before."""
    fraction, exponent = np.frexp(np.asarray(scale, dtype=np.float64))  # exact, which a logarithm is not
    return np.ldexp(1.0, np.where(fraction == 0.5, exponent - 1, exponent))


def _scale(real: NDArray[np.float64]) -> NDArray[np.float32]:
    scale = np.asarray(real, dtype=np.float32)
    return np.asarray(np.where(real == 0, np.float32(1), np.maximum(scale, SMALLEST_SCALE)), dtype=np.float32)
