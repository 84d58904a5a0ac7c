"""Reductions and ArgMax/ArgMin."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator

Axes = Sequence[int]


def _extreme(x: Tensor, axes: Axes, keep: bool, largest: bool) -> Tensor:
    if any(x.shape[a] == 0 for a in axes):
        # The neutral element: infinities, or the end of the integers' range.
        if x.dtype == torch.bool:
            value: float | int | bool = not largest
        elif x.is_floating_point():
            value = float("-inf") if largest else float("inf")
        else:
            value = torch.iinfo(x.dtype).min if largest else torch.iinfo(x.dtype).max
        return _full(x, axes, keep, value)
    return x.amax(list(axes), keep) if largest else x.amin(list(axes), keep)


def _full(x: Tensor, axes: Axes, keep: bool, value: float | int | bool) -> Tensor:
    gone = {a % x.dim() for a in axes}
    shape = [1 if i in gone else n for i, n in enumerate(x.shape) if keep or i not in gone]
    return torch.full(shape, value, dtype=x.dtype)


def _mean(x: Tensor, axes: Axes, keep: bool) -> Tensor:
    if x.is_floating_point():
        return x.mean(list(axes), keep)
    return x.double().mean(list(axes), keep).to(x.dtype)


def _product(x: Tensor, axes: Axes, keep: bool) -> Tensor:
    for axis in sorted((a % x.dim() for a in axes), reverse=True):
        x = x.prod(axis, keepdim=keep, dtype=x.dtype)
    return x


def _sum(x: Tensor, axes: Axes, keep: bool) -> Tensor:
    return x.sum(list(axes), keep, dtype=x.dtype)


def _norm(x: Tensor, axes: Axes, keep: bool) -> Tensor:
    wide = x if x.is_floating_point() else x.double()
    return wide.square().sum(list(axes), keep).sqrt().to(x.dtype)


def _log_sum_exp(x: Tensor, axes: Axes, keep: bool) -> Tensor:
    wide = x if x.is_floating_point() else x.double()
    return torch.logsumexp(wide, list(axes), keep).to(x.dtype)


_REDUCE: dict[str, Run] = {
    "ReduceSum": _sum,
    "ReduceMean": _mean,
    "ReduceProd": _product,
    "ReduceMax": lambda x, axes, keep: _extreme(x, axes, keep, True),
    "ReduceMin": lambda x, axes, keep: _extreme(x, axes, keep, False),
    "ReduceL1": lambda x, axes, keep: _sum(x.abs(), axes, keep),
    "ReduceL2": _norm,
    "ReduceLogSum": lambda x, axes, keep: _sum(x, axes, keep).log(),
    "ReduceLogSumExp": _log_sum_exp,
    "ReduceSumSquare": lambda x, axes, keep: _sum(x * x, axes, keep),
}


@operator(*_REDUCE)
def reduce_(node: NodeInfo) -> Run:
    run, keep = _REDUCE[node.op], bool(node.attribute("keepdims", 1))
    nothing = bool(node.attribute("noop_with_empty_axes", 0))
    known = node.attribute("axes")
    if known is None:
        known = node.constant(1)
    if known is not None and len(known):
        fixed = ints(known)
        return lambda x, *_: run(x, fixed, keep)

    def dynamic(x: Tensor, axes: Tensor | None = None) -> Tensor:
        wanted: Axes = () if axes is None else axes.tolist()
        if not wanted and nothing:
            # The operator still applies to every single element (a square, a logarithm …).
            return run(x.unsqueeze(-1), (-1,), False)
        if x.dim() == 0:
            return run(x.unsqueeze(0), (0,), False)
        return run(x, wanted or range(x.dim()), keep)

    return dynamic


@operator("ArgMax", "ArgMin")
def arg_extreme(node: NodeInfo) -> Run:
    axis, keep = node.attribute("axis", 0), bool(node.attribute("keepdims", 1))
    last, largest = bool(node.attribute("select_last_index", 0)), node.op == "ArgMax"

    def run(x: Tensor) -> Tensor:
        pick = torch.argmax if largest else torch.argmin
        if last:
            return x.shape[axis] - 1 - pick(x.flip(axis), axis, keep)
        return pick(x, axis, keep)

    return run
