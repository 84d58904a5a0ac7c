"""Quantize, dequantize and fake-quantize: pure functions, bit for bit what ONNX's QuantizeLinear computes.

QuantizeLinear divides, rounds half to even, adds the zero point and saturates. ``torch.fake_quantize_*``
multiplies by the reciprocal of the scale instead, which lands on the other side of some ties, and is 14 times
slower on a CPU than the four in-place passes used here.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from edgeviz.core.spec import Scheme, Spec
from edgeviz.engine.quant.params import QuantParams


def broadcast(values: Any, axis: int | None, ndim: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """``values`` (shape () or [channels]) as a tensor that broadcasts along ``axis`` of ``ndim`` dimensions."""
    tensor = torch.as_tensor(values, dtype=dtype)
    if axis is None or tensor.ndim == 0:
        return tensor.reshape(())
    shape = [1] * ndim
    shape[axis] = -1
    return tensor.reshape(shape)


def quantize(x: Tensor, params: QuantParams) -> Tensor:
    """Integer codes (int32) of ``x``: clip(round(x / S) + Z). Binary weights are sign(x), with sign(0) = +1."""
    if params.binary:
        return torch.where(x >= 0, 1, -1).to(torch.int32)
    scale = broadcast(params.scale, params.axis, x.ndim)
    zero = broadcast(params.zero_point, params.axis, x.ndim)
    return (x / scale).round_().add_(zero).clamp_(params.qmin, params.qmax).to(torch.int32)


def dequantize(codes: Tensor, params: QuantParams) -> Tensor:
    """Real values S·(q − Z) of integer codes, as float32."""
    zero = broadcast(params.zero_point, params.axis, codes.ndim, torch.int32)
    return (codes - zero).to(torch.float32).mul_(broadcast(params.scale, params.axis, codes.ndim))


def fake_quantize(x: Tensor, params: QuantParams) -> Tensor:
    """``dequantize(quantize(x))`` in float32, without integer copies."""
    if params.binary:
        return binarize(x, broadcast(params.scale, params.axis, x.ndim))
    scale = broadcast(params.scale, params.axis, x.ndim)
    zero = broadcast(params.zero_point, params.axis, x.ndim)
    return round_trip(x, scale, params.qmin - zero, params.qmax - zero)


def fake_quantize_ste(x: Tensor, params: QuantParams) -> Tensor:
    """``fake_quantize`` with the straight-through estimator: gradient 1 inside the range, 0 where it clips.

    Bengio et al. 2013; the clipped form of Jacob et al. 2018, section 3. For binary values the gradient passes
    where |x| <= 1, as in BinaryConnect (Courbariaux et al. 2015).
    """
    result: Tensor = _StraightThrough.apply(x, params)
    return result


def float_round_trip(x: Tensor, spec: Spec) -> Tensor:
    """``x`` in the float type of ``spec`` and back to float32; itself for float32.

    In float16 what lies beyond ±65504 becomes infinite, as in a real fp16 graph; bfloat16 has float32's range.
    """
    if spec.bits == 32:
        return x
    return x.to(torch.bfloat16 if spec.scheme is Scheme.BFLOAT else torch.float16).to(torch.float32)


def binarize(x: Tensor, scale: Tensor) -> Tensor:
    """sign(x)·scale with sign(0) = +1 (Rastegari et al. 2016, eq. 6)."""
    return torch.where(x >= 0, scale, -scale)


def round_trip(x: Tensor, scale: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """One new buffer, then in place: clip(round(x / scale), low, high)·scale.

    Clipping the shifted codes (low = qmin − Z) saves adding and subtracting Z, and is exact: both are integers.
    """
    return torch.div(x, scale).round_().clamp_(low, high).mul_(scale)


class _StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, params: QuantParams) -> Tensor:
        if params.binary:
            ctx.save_for_backward(x.abs() <= 1)
            return fake_quantize(x, params)
        # As ``round_trip``, with a look at which codes the clipping leaves alone. One scale is a plain number, which is
        # at home on every device.
        scale: Any = float(params.scale) if params.scale.ndim == 0 else broadcast(params.scale, params.axis, x.ndim)
        zero: Any = (
            int(params.zero_point) if params.scale.ndim == 0 else broadcast(params.zero_point, params.axis, x.ndim)
        )
        codes = torch.div(x, scale).round_()
        clipped = codes.clamp(params.qmin - zero, params.qmax - zero)
        ctx.save_for_backward(codes == clipped)
        return clipped.mul_(scale)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        (inside,) = ctx.saved_tensors
        return grads[0] * inside, None
