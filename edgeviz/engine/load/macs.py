"""Multiply-accumulate operations of one node, for one sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

Dims = tuple[int, ...]
#: The node's inputs and outputs as shapes (None where unknown), and its attributes.
Count = Callable[[list[Dims | None], list[Dims | None], Mapping[str, Any]], int]


def _at(shapes: list[Dims | None], index: int) -> Dims:
    shape = shapes[index] if index < len(shapes) else None
    if shape is None:
        raise LookupError
    return shape


def _conv(weight: int) -> Count:
    """Every output value is a sum over kernel × input channels of a group."""

    def count(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
        return prod(_at(outputs, 0)) * prod(_at(inputs, weight)[1:])

    return count


def _conv_transpose(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    """Every input value is spread over kernel × output channels of a group."""
    return prod(_at(inputs, 0)) * prod(_at(inputs, 1)[1:])


def _gemm(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    a = _at(inputs, 0)
    return prod(_at(outputs, 0)) * (a[0] if values.get("transA") else a[-1])


def _matmul(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    a = _at(inputs, 0)
    return prod(_at(outputs, 0)) * (a[-1] if a else 1)


def recurrent(inputs: list[Dims | None], values: Mapping[str, Any]) -> tuple[int, int]:
    """MACs of the input weights and of the recurrent weights; W is [directions, gates·hidden, inputs]."""
    x, w, r = _at(inputs, 0), _at(inputs, 1), _at(inputs, 2)
    steps = x[0] * x[1]
    return steps * prod(w), steps * prod(r)


def _recurrent(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    return sum(recurrent(inputs, values))


def _einsum(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    """The product of the sizes of all labels, which is what a contraction of two operands costs."""
    terms = str(values.get("equation", "")).replace(" ", "").split("->")[0].split(",")
    if len(terms) < 2:
        return 0
    sizes: dict[str, int] = {}
    for index, term in enumerate(terms):
        shape = _at(inputs, index)
        if "..." in term:
            before, after = term.split("...")
            middle = shape[len(before) : len(shape) - len(after)]
            sizes["..."] = max(sizes.get("...", 1), prod(middle))
            shape = shape[: len(before)] + shape[len(shape) - len(after) :]
            term = before + after
        for label, size in zip(term, shape, strict=True):
            sizes[label] = max(sizes.get(label, 1), size)
    return prod(sizes.values())


def _attention(inputs: list[Dims | None], outputs: list[Dims | None], values: Mapping[str, Any]) -> int:
    """Q·Kᵀ and the weighted sum of V (Attention-23); heads are an axis of their own or inside the last one."""
    q, k, v = _at(inputs, 0), _at(inputs, 1), _at(inputs, 2)
    if len(q) == 4:
        return prod(q[:3]) * k[2] * (q[3] + v[3])
    heads, groups = int(values.get("q_num_heads", 1)), int(values.get("kv_num_heads", 1))
    return q[0] * q[1] * k[1] * (q[2] + heads * (v[2] // max(1, groups)))


COUNTS: dict[str, Count] = {
    "Conv": _conv(1),
    "ConvInteger": _conv(1),
    "DeformConv": _conv(1),
    "QLinearConv": _conv(3),
    "ConvTranspose": _conv_transpose,
    "Gemm": _gemm,
    "MatMul": _matmul,
    "MatMulInteger": _matmul,
    "QLinearMatMul": _matmul,
    "LSTM": _recurrent,
    "GRU": _recurrent,
    "RNN": _recurrent,
    "Einsum": _einsum,
    "Attention": _attention,
}


def macs(
    op: str,
    inputs: list[Dims | None],
    outputs: list[Dims | None],
    values: Mapping[str, Any],
) -> int:
    """MACs of one node; 0 for operators without multiplications and where a shape is unknown."""
    count = COUNTS.get(op)
    if count is None:
        return 0
    try:
        return count(inputs, outputs, values)
    except (LookupError, ValueError, TypeError):
        return 0
