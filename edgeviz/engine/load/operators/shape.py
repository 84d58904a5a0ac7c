"""Operators that move elements without computing with them."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import torch
from torch import Tensor

from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator


def _axes(node: NodeInfo, index: int = 1) -> tuple[int, ...] | None:
    """Axes that are known at load: the attribute of old versions or a constant input."""
    known = node.attribute("axes")
    if known is None:
        known = node.constant(index)
    return None if known is None else ints(known)


@operator("Reshape", since=5, any_type=True)
def reshape(node: NodeInfo) -> Run:
    allow_zero = bool(node.attribute("allowzero", 0))
    constant = node.constant(1)
    if constant is not None and (allow_zero or 0 not in constant):
        fixed = ints(constant)
        return lambda x, shape: x.reshape(fixed)

    def run(x: Tensor, shape: Tensor) -> Tensor:
        wanted = shape.tolist()
        if not allow_zero:
            wanted = [x.shape[i] if n == 0 else n for i, n in enumerate(wanted)]
        return x.reshape(wanted)

    return run


@operator("Flatten", any_type=True)
def flatten(node: NodeInfo) -> Run:
    axis = node.attribute("axis", 1)
    if axis == 1:
        return lambda x: x.flatten(1) if x.dim() > 1 and x.numel() else x.reshape(x.shape[0], prod(x.shape[1:]))
    return lambda x: x.reshape(prod(x.shape[:axis]), prod(x.shape[axis:]))


@operator("Transpose", any_type=True)
def transpose(node: NodeInfo) -> Run:
    order = node.attribute("perm")
    if order is None:
        return lambda x: x.permute(list(reversed(range(x.dim()))))
    order = ints(order)
    return lambda x: x.permute(order)


@operator("Squeeze", any_type=True)
def squeeze(node: NodeInfo) -> Run:
    axes = _axes(node)
    if axes is not None:
        return lambda x, *_: x.squeeze(axes)
    return lambda x, axes=None: x.squeeze() if axes is None else x.squeeze(tuple(axes.tolist()))


def _unsqueeze(x: Tensor, axes: Sequence[int]) -> Tensor:
    rank = x.dim() + len(axes)
    for axis in sorted(a % rank for a in axes):
        x = x.unsqueeze(axis)
    return x


@operator("Unsqueeze", any_type=True)
def unsqueeze(node: NodeInfo) -> Run:
    axes = _axes(node)
    if axes is not None and len(axes) == 1:
        axis = axes[0]
        return lambda x, *_: x.unsqueeze(axis)
    if axes is not None:
        return lambda x, *_: _unsqueeze(x, axes)
    return lambda x, axes: _unsqueeze(x, axes.reshape(-1).tolist())


@operator("Concat", since=4, any_type=True)
def concat(node: NodeInfo) -> Run:
    axis = node.attribute("axis")
    return lambda *tensors: torch.cat(tensors, axis)


@operator("Split", since=2, any_type=True)
def split(node: NodeInfo) -> Run:
    axis, parts = node.attribute("axis", 0), node.attribute("num_outputs") or len(node.outputs)
    sizes = node.attribute("split")
    if sizes is None:
        sizes = node.constant(1)
    fixed = None if sizes is None else list(ints(sizes))

    def run(x: Tensor, sizes: Tensor | None = None) -> tuple[Tensor, ...]:
        if fixed is not None:
            return torch.split(x, fixed, axis)
        if sizes is not None:
            return torch.split(x, sizes.tolist(), axis)
        total = x.shape[axis]
        each = -(-total // parts)
        return torch.split(x, [max(min(each, total - i * each), 0) for i in range(parts)], axis)

    return run


def _slice(x: Tensor, starts: Sequence[int], ends: Sequence[int], axes: Sequence[int], steps: Sequence[int]) -> Tensor:
    index: list[slice] = [slice(None)] * x.dim()
    flipped = []
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        axis %= x.dim()
        if step > 0:
            index[axis] = slice(start, end, step)
            continue
        # torch has no negative steps: take the same elements forwards, then turn them round.
        picked = range(*slice(start, end if end >= -x.shape[axis] else None, step).indices(x.shape[axis]))
        index[axis] = slice(picked[-1], picked[0] + 1, -step) if len(picked) else slice(0, 0)
        flipped.append(axis)
    y = x[tuple(index)]
    return y.flip(flipped) if flipped else y


@operator("Slice", any_type=True)
def slice_attributes(node: NodeInfo) -> Run:
    starts, ends = ints(node.attribute("starts")), ints(node.attribute("ends"))
    axes = ints(node.attribute("axes", range(len(starts))))
    return lambda x: _slice(x, starts, ends, axes, (1,) * len(starts))


@operator("Slice", since=10, any_type=True)
def slice_(node: NodeInfo) -> Run:
    known = [node.constant(i) for i in range(1, 5)]
    if all(known[i] is not None or (i > 1 and not node.has_input(i + 1)) for i in range(4)):
        starts, ends = (ints(known[i]) for i in (0, 1))  # type: ignore[arg-type]
        axes = ints(known[2]) if known[2] is not None else tuple(range(len(starts)))
        steps = ints(known[3]) if known[3] is not None else (1,) * len(starts)
        return lambda x, *_: _slice(x, starts, ends, axes, steps)

    def run(x: Tensor, starts: Tensor, ends: Tensor, axes: Tensor | None = None, steps: Tensor | None = None) -> Tensor:
        first, last = starts.tolist(), ends.tolist()
        return _slice(
            x, first, last,
            range(len(first)) if axes is None else axes.tolist(),
            (1,) * len(first) if steps is None else steps.tolist(),
        )  # fmt: skip

    return run


@operator("Expand", since=8, any_type=True)
def expand(node: NodeInfo) -> Run:
    constant = node.constant(1)
    fixed = None if constant is None else tuple(ints(constant))

    def run(x: Tensor, shape: Tensor) -> Tensor:
        # Numbers that are known at load can be traced by torch.export.
        return x.expand(torch.broadcast_shapes(x.shape, tuple(shape.tolist()) if fixed is None else fixed))

    return run


@operator("Tile", since=6)
def tile(node: NodeInfo) -> Run:
    return lambda x, repeats: x.repeat(repeats.tolist())


@operator("DepthToSpace")
def depth_to_space(node: NodeInfo) -> Run:
    size, column_first = node.attribute("blocksize"), node.attribute("mode", "DCR") == "CRD"

    def run(x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        inner = c // (size * size)
        if column_first:
            y = x.reshape(n, inner, size, size, h, w).permute(0, 1, 4, 2, 5, 3)
        else:
            y = x.reshape(n, size, size, inner, h, w).permute(0, 3, 4, 1, 5, 2)
        return y.reshape(n, inner, h * size, w * size)

    return run


@operator("SpaceToDepth")
def space_to_depth(node: NodeInfo) -> Run:
    size = node.attribute("blocksize")
    column_first = node.attribute("mode", "DCR") == "CRD"

    def run(x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        y = x.reshape(n, c, h // size, size, w // size, size)
        y = y.permute(0, 1, 3, 5, 2, 4) if column_first else y.permute(0, 3, 5, 1, 2, 4)
        return y.reshape(n, c * size * size, h // size, w // size)

    return run


@operator("ReverseSequence", since=10)
def reverse_sequence(node: NodeInfo) -> Run:
    time, batch = node.attribute("time_axis", 0), node.attribute("batch_axis", 1)

    def run(x: Tensor, lengths: Tensor) -> Tensor:
        moved = x.movedim((batch, time), (0, 1))
        steps = torch.arange(moved.shape[1])
        index = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
        return moved[torch.arange(moved.shape[0])[:, None], index].movedim((0, 1), (batch, time))

    return run


@operator("Trilu", since=14)
def trilu(node: NodeInfo) -> Run:
    run = torch.triu if node.attribute("upper", 1) else torch.tril
    return lambda x, k=None: run(x, 0 if k is None else int(k))


@operator("Identity", any_type=True)
def identity(node: NodeInfo) -> Run:
    return lambda x: x


@operator("Shape", any_type=True)
def shape(node: NodeInfo) -> Run:
    start, end = node.attribute("start", 0), node.attribute("end")
    return lambda x: torch.tensor(x.shape[start:end], dtype=torch.int64)


@operator("Size", any_type=True)
def size(node: NodeInfo) -> Run:
    return lambda x: torch.tensor(x.numel(), dtype=torch.int64)
