"""Element-wise arithmetic, comparison, logic and bits."""

from __future__ import annotations

from functools import reduce

import torch
from torch import Tensor

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator, plain


def _div(a: Tensor, b: Tensor) -> Tensor:
    return torch.div(a, b) if a.is_floating_point() or a.is_complex() else torch.div(a, b, rounding_mode="trunc")


def _pow(a: Tensor, b: Tensor) -> Tensor:
    if a.dtype == b.dtype and not a.is_floating_point() and bool((b < 0).any()):
        return torch.pow(a.double(), b.double()).to(a.dtype)  # torch refuses negative exponents of integers
    return torch.pow(a, b).to(a.dtype)


_BINARY: dict[str, Run] = {
    "Add": torch.add,
    "Sub": torch.sub,
    "Mul": torch.mul,
    "Div": _div,
    "Pow": _pow,
    "Equal": torch.eq,
    "Greater": torch.gt,
    "Less": torch.lt,
    "And": torch.logical_and,
    "Or": torch.logical_or,
    "Xor": torch.logical_xor,
}
plain(_BINARY, since=7)


@operator(*_BINARY, since=6)
def binary_with_axis(node: NodeInfo) -> Run:
    """Before version 7 the second operand is laid along ``axis`` of the first instead of along its last axes."""
    combine, axis = _BINARY[node.op], node.attribute("axis")
    if axis is None:
        return combine

    def run(a: Tensor, b: Tensor) -> Tensor:
        return combine(a, b.reshape(b.shape + (1,) * (a.dim() - axis % a.dim() - b.dim())))

    return run


plain(
    {
        "GreaterOrEqual": torch.ge,
        "LessOrEqual": torch.le,
        "BitwiseAnd": torch.bitwise_and,
        "BitwiseOr": torch.bitwise_or,
        "BitwiseXor": torch.bitwise_xor,
        "BitwiseNot": torch.bitwise_not,
        "Not": torch.logical_not,
        "Abs": torch.abs,
        "Neg": torch.neg,
        "Sqrt": torch.sqrt,
        "Exp": torch.exp,
        "Log": torch.log,
        "Reciprocal": torch.reciprocal,
        "Floor": torch.floor,
        "Ceil": torch.ceil,
        "Round": torch.round,
        "Sign": torch.sign,
        "Erf": torch.erf,
        "Sin": torch.sin,
        "Cos": torch.cos,
        "Tan": torch.tan,
        "Asin": torch.asin,
        "Acos": torch.acos,
        "Atan": torch.atan,
        "Sinh": torch.sinh,
        "Cosh": torch.cosh,
        "Asinh": torch.asinh,
        "Acosh": torch.acosh,
        "Atanh": torch.atanh,
        "IsNaN": torch.isnan,
    }
)


@operator("Min", "Max", "Sum", "Mean", since=6)
def variadic(node: NodeInfo) -> Run:
    combine = {"Min": torch.minimum, "Max": torch.maximum}.get(node.op, torch.add)
    if node.op == "Mean":
        return lambda *tensors: reduce(torch.add, tensors) / len(tensors)
    return lambda *tensors: reduce(combine, tensors)


@operator("Mod", since=10)
def mod(node: NodeInfo) -> Run:
    return torch.fmod if node.attribute("fmod", 0) else torch.remainder


@operator("IsInf", since=10)
def is_inf(node: NodeInfo) -> Run:
    positive, negative = node.attribute("detect_positive", 1), node.attribute("detect_negative", 1)
    if positive and negative:
        return torch.isinf
    if not positive and not negative:
        return lambda x: torch.zeros_like(x, dtype=torch.bool)
    return torch.isposinf if positive else torch.isneginf


@operator("BitShift", since=11)
def bit_shift(node: NodeInfo) -> Run:
    return torch.bitwise_left_shift if node.attribute("direction") == "LEFT" else torch.bitwise_right_shift


@operator("CumSum", "CumProd", since=11)
def cumulative(node: NodeInfo) -> Run:
    exclusive, backwards = node.attribute("exclusive", 0), node.attribute("reverse", 0)
    accumulate, start = (torch.cumsum, 0) if node.op == "CumSum" else (torch.cumprod, 1)

    def run(x: Tensor, axis: Tensor) -> Tensor:
        dim = int(axis)
        y = x.flip(dim) if backwards else x
        if exclusive:
            first = torch.full_like(y.narrow(dim, 0, 1), start)
            y = torch.cat([first, y.narrow(dim, 0, y.shape[dim] - 1)], dim)
        y = accumulate(y, dim=dim).to(x.dtype)
        return y.flip(dim) if backwards else y

    return run
