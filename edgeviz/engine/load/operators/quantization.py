"""Quantized operators. Scales and zero points per tensor, per axis or per block; arithmetic as ONNX defines it."""

from __future__ import annotations

from collections.abc import Callable

import torch
from onnx import TensorProto
from torch import Tensor

from edgeviz.engine.load.operators.convolution import conv
from edgeviz.engine.load.operators.dtypes import INTEGER_RANGES, TORCH_DTYPES, cast, to_float
from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator


def _spread(value: Tensor, x: Tensor, axis: int, block: int) -> Tensor:
    """Scale or zero point in a shape that broadcasts against ``x``."""
    if value.dim() == 0:
        return value
    if value.numel() == 1:
        return value.reshape(())
    if not block:
        shape = [1] * x.dim()
        shape[axis] = value.numel()
        return value.reshape(shape)
    return value.repeat_interleave(block, axis).narrow(axis, 0, x.shape[axis])


def _target(node: NodeInfo) -> int:
    """Element type of a quantized output."""
    return int(node.attribute("output_dtype", 0) or node.input_type(2) or node.output_type(0) or TensorProto.UINT8)


@operator("QuantizeLinear", since=10, any_type=True)
def quantize_linear(node: NodeInfo) -> Run:
    axis, block = node.attribute("axis", 1), node.attribute("block_size", 0)
    saturate, precision = bool(node.attribute("saturate", 1)), node.attribute("precision", 0)
    kind = _target(node)
    limits, dtype = INTEGER_RANGES.get(kind), TORCH_DTYPES[kind]

    def run(x: Tensor, scale: Tensor, zero: Tensor | None = None) -> Tensor:
        step = _spread(to_float(scale), x, axis, block)
        if precision:
            x, step = x.to(TORCH_DTYPES[precision]), step.to(TORCH_DTYPES[precision])
        # An integer input (an int32 sum) divides in the scale's precision.
        y = x / step if x.is_floating_point() else x.to(step.dtype) / step
        if limits is None:
            return cast(y, kind, saturate)
        y = torch.round(y).float() if y.dtype in (torch.float16, torch.bfloat16) else torch.round(y)
        if zero is not None:
            y = y + _spread(zero.to(torch.int32), x, axis, block)
        return y.clamp(*limits).to(dtype)

    return run


@operator("DequantizeLinear", since=10, any_type=True)
def dequantize_linear(node: NodeInfo) -> Run:
    axis, block = node.attribute("axis", 1), node.attribute("block_size", 0)
    out = node.attribute("output_dtype", 0)

    def run(x: Tensor, scale: Tensor, zero: Tensor | None = None) -> Tensor:
        dtype = TORCH_DTYPES[out] if out else scale.dtype
        if dtype == torch.float8_e8m0fnu:
            dtype = torch.float32
        step = _spread(to_float(scale), x, axis, block)
        value = to_float(x)
        if zero is not None:
            offset = _spread(to_float(zero), x, axis, block)
            if not value.is_floating_point():
                value, offset = value.to(torch.int32), offset.to(torch.int32)
            value = value - offset
        # Integers of up to 16 bits are exact in float32, and int32 is only dequantized without a zero point.
        return (value.to(torch.float32) * step.to(torch.float32)).to(dtype)

    return run


@operator("DynamicQuantizeLinear", since=11, any_type=True)
def dynamic_quantize_linear(node: NodeInfo) -> Run:
    def run(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        low, high = x.min().clamp(max=0), x.max().clamp(min=0)
        scale = (high - low) / 255
        safe = torch.where(scale == 0, torch.ones_like(scale), scale)
        zero = torch.round(-low / safe).clamp(0, 255)
        y = (torch.round(x / safe) + zero).clamp(0, 255)
        return y.to(torch.uint8), scale, zero.to(torch.uint8)

    return run


def _centred(x: Tensor, zero: Tensor | None, channels_at: int | None) -> Tensor:
    """``x`` minus its zero point, in float64: every sum of 8-bit products is exact in it, and it is fast."""
    y = x.to(torch.float64)
    if zero is None:
        return y
    if zero.numel() == 1:
        return y - zero.reshape(()).to(torch.float64)
    if channels_at is not None:
        shape = [1] * x.dim()
        shape[channels_at] = zero.numel()
        zero = zero.reshape(shape)
    return y - zero.to(torch.float64)


def _matrix_zero(zero: Tensor | None, left: bool) -> Tensor | None:
    """Zero points of rows (left) or columns (right) in a shape that broadcasts."""
    if zero is None or zero.dim() == 0 or zero.numel() == 1:
        return zero if zero is None else zero.reshape(())
    if zero.dim() == 1:
        return zero.reshape(-1, 1) if left else zero.reshape(1, -1)
    return zero


@operator("MatMulInteger", since=10, any_type=True)
def matmul_integer(node: NodeInfo) -> Run:
    def run(a: Tensor, b: Tensor, a_zero: Tensor | None = None, b_zero: Tensor | None = None) -> Tensor:
        left = _centred(a, _matrix_zero(a_zero, True), None)
        right = _centred(b, _matrix_zero(b_zero, False), None)
        return torch.matmul(left, right).to(torch.int32)

    return run


@operator("ConvInteger", since=10, any_type=True)
def conv_integer(node: NodeInfo) -> Run:
    convolve = conv(node)

    def run(x: Tensor, w: Tensor, x_zero: Tensor | None = None, w_zero: Tensor | None = None) -> Tensor:
        return convolve(_centred(x, x_zero, None), _centred(w, w_zero, 0)).to(torch.int32)

    return run


def _requantize(total: Tensor, scale: Tensor, zero: Tensor | None, kind: int) -> Tensor:
    """An exact sum times ``scale``, rounded half to even, shifted by ``zero`` and saturated."""
    y = torch.round(total * scale)
    if zero is not None:
        y = y + zero.to(torch.float64)
    return y.clamp(*INTEGER_RANGES[kind]).to(TORCH_DTYPES[kind])


def _output_kind(node: NodeInfo, index: int) -> Callable[[Tensor], int]:
    known = node.input_type(index) or node.output_type(0)
    return lambda zero: known or (TensorProto.UINT8 if zero.dtype == torch.uint8 else TensorProto.INT8)


@operator("QLinearMatMul", since=10, any_type=True)
def qlinear_matmul(node: NodeInfo) -> Run:
    kind_of = _output_kind(node, 7)

    def run(
        a: Tensor, a_scale: Tensor, a_zero: Tensor, b: Tensor, b_scale: Tensor, b_zero: Tensor,
        y_scale: Tensor, y_zero: Tensor,
    ) -> Tensor:  # fmt: skip
        left = _centred(a, _matrix_zero(a_zero, True), None)
        right = _centred(b, _matrix_zero(b_zero, False), None)
        rows, columns = _matrix_zero(a_scale, True), _matrix_zero(b_scale, False)
        assert rows is not None and columns is not None
        scale = rows.double() * columns.double() / y_scale.double()
        return _requantize(torch.matmul(left, right), scale, y_zero, kind_of(y_zero))

    return run


@operator("QLinearConv", since=10, any_type=True)
def qlinear_conv(node: NodeInfo) -> Run:
    convolve, kind_of = conv(node), _output_kind(node, 7)

    def run(
        x: Tensor, x_scale: Tensor, x_zero: Tensor, w: Tensor, w_scale: Tensor, w_zero: Tensor,
        y_scale: Tensor, y_zero: Tensor, bias: Tensor | None = None,
    ) -> Tensor:  # fmt: skip
        total = convolve(_centred(x, x_zero, None), _centred(w, w_zero, 0), None if bias is None else bias.double())
        scale = x_scale.double() * w_scale.double() / y_scale.double()
        if scale.numel() > 1:
            scale = scale.reshape(1, -1, *(1,) * (w.dim() - 2))
        return _requantize(total, scale.reshape(()) if scale.numel() == 1 else scale, y_zero, kind_of(y_zero))

    return run
