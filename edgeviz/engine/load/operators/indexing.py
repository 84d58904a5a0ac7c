"""Gathering, scattering, sorting and selecting."""

from __future__ import annotations

from math import prod

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator, plain


@operator("Gather", any_type=True)
def gather(node: NodeInfo) -> Run:
    axis, constant = node.attribute("axis", 0), node.constant(1)
    if constant is not None and constant.ndim == 0:
        # Shape arithmetic: one element out of a small vector.
        position = int(constant)
        return lambda x, _: x.select(axis, position)

    def run(x: Tensor, index: Tensor) -> Tensor:
        index = index.to(torch.int64)
        if index.dim() == 0:
            return x.select(axis, int(index))
        size = x.shape[axis]
        index = torch.where(index < 0, index + size, index)
        if axis == 0 and x.dim() == 2 and x.is_floating_point():
            return functional.embedding(index, x)
        at = axis % x.dim()
        return x.index_select(at, index.reshape(-1)).reshape(*x.shape[:at], *index.shape, *x.shape[at + 1 :])

    return run


def _positive(index: Tensor, size: int) -> Tensor:
    index = index.to(torch.int64)
    return torch.where(index < 0, index + size, index)


@operator("GatherElements", since=11)
def gather_elements(node: NodeInfo) -> Run:
    axis = node.attribute("axis", 0)
    return lambda x, index: torch.gather(x, axis, _positive(index, x.shape[axis]))


@operator("GatherND", since=11)
def gather_nd(node: NodeInfo) -> Run:
    batch = node.attribute("batch_dims", 0)

    def run(x: Tensor, index: Tensor) -> Tensor:
        count = prod(index.shape[:batch])
        depth = index.shape[-1]
        data = x.reshape(count, *x.shape[batch:])
        where = index.reshape(count, -1, depth)
        parts = [_positive(where[..., i], data.shape[i + 1]) for i in range(depth)]
        y = data[(torch.arange(count)[:, None], *parts)]
        return y.reshape(*index.shape[:-1], *x.shape[batch + depth :])

    return run


_REDUCTION = {"add": "sum", "mul": "prod", "max": "amax", "min": "amin"}


@operator("ScatterElements", "Scatter", since=9)
def scatter_elements(node: NodeInfo) -> Run:
    axis, reduction = node.attribute("axis", 0), node.attribute("reduction", "none")

    def run(x: Tensor, index: Tensor, updates: Tensor) -> Tensor:
        index = _positive(index, x.shape[axis])
        if reduction == "none":
            return x.scatter(axis, index, updates)
        return x.scatter_reduce(axis, index, updates, _REDUCTION[reduction], include_self=True)

    return run


@operator("ScatterND", since=11)
def scatter_nd(node: NodeInfo) -> Run:
    reduction = node.attribute("reduction", "none")

    def run(x: Tensor, index: Tensor, updates: Tensor) -> Tensor:
        depth = index.shape[-1]
        rows, inner = prod(x.shape[:depth]), prod(x.shape[depth:])
        flat = torch.zeros(index.shape[:-1], dtype=torch.int64)
        for i in range(depth):
            flat = flat * x.shape[i] + _positive(index[..., i], x.shape[i])
        flat, data, new = flat.reshape(-1), x.reshape(rows, inner), updates.reshape(-1, inner)
        if reduction == "none":
            y = data.index_copy(0, flat, new)
        else:
            y = data.scatter_reduce(0, flat[:, None].expand_as(new), new, _REDUCTION[reduction], include_self=True)
        return y.reshape(x.shape)

    return run


@operator("TensorScatter", since=24)
def tensor_scatter(node: NodeInfo) -> Run:
    """Writes new keys or values into a cache, from ``write_indices`` on (0 where omitted), per batch."""
    axis, circular = node.attribute("axis", -2), node.attribute("mode", "linear") == "circular"

    def run(cache: Tensor, update: Tensor, starts: Tensor | None = None) -> Tensor:
        at = axis % cache.dim()
        begin = torch.zeros(cache.shape[0], dtype=torch.int64) if starts is None else starts.to(torch.int64)
        position = begin[:, None] + torch.arange(update.shape[at])
        if circular:
            position = position % cache.shape[at]
        shape = [1] * cache.dim()
        shape[0], shape[at] = position.shape
        return cache.scatter(at, position.reshape(shape).expand_as(update), update)

    return run


@operator("Compress", since=9)
def compress(node: NodeInfo) -> Run:
    axis = node.attribute("axis")

    def run(x: Tensor, condition: Tensor) -> Tensor:
        picked = condition.nonzero().reshape(-1)
        return x.reshape(-1)[picked] if axis is None else x.index_select(axis % x.dim(), picked)

    return run


@operator("TopK")
def top_k(node: NodeInfo) -> Run:
    axis, largest, count = node.attribute("axis", -1), bool(node.attribute("largest", 1)), node.attribute("k")

    def run(x: Tensor, k: Tensor | None = None) -> tuple[Tensor, Tensor]:
        # Equal values keep their order, which topk does not promise.
        values, index = torch.sort(x, dim=axis, descending=largest, stable=True)
        wanted = count if k is None else int(k)
        return values.narrow(axis, 0, wanted), index.narrow(axis, 0, wanted)

    return run


@operator("Unique", since=11)
def unique(node: NodeInfo) -> Run:
    axis, ordered = node.attribute("axis"), bool(node.attribute("sorted", 1))

    def run(x: Tensor) -> tuple[Tensor, ...]:
        data = x.reshape(-1) if axis is None else x
        dim = 0 if axis is None else axis % x.dim()
        values, inverse, counts = torch.unique(data, return_inverse=True, return_counts=True, dim=dim)
        steps = torch.arange(inverse.numel())
        first = torch.full((counts.numel(),), inverse.numel(), dtype=torch.int64)
        first = first.scatter_reduce(0, inverse.reshape(-1), steps, "amin")
        if not ordered:
            order = torch.argsort(first)
            rank = torch.argsort(order)
            values, first, counts, inverse = values.index_select(dim, order), first[order], counts[order], rank[inverse]
        return values, first, inverse.reshape(-1), counts

    return run


@operator("NonMaxSuppression", since=10)
def non_max_suppression(node: NodeInfo) -> Run:
    centred = bool(node.attribute("center_point_box", 0))

    def run(
        boxes: Tensor, scores: Tensor, most: Tensor | None = None, overlap: Tensor | None = None,
        least: Tensor | None = None,
    ) -> Tensor:  # fmt: skip
        limit = 0 if most is None else int(most)
        threshold = 0.0 if overlap is None else float(overlap)
        if centred:
            x, y, w, h = boxes.unbind(-1)
            boxes = torch.stack([y - h / 2, x - w / 2, y + h / 2, x + w / 2], -1)
        low = torch.minimum(boxes[..., :2], boxes[..., 2:])
        high = torch.maximum(boxes[..., :2], boxes[..., 2:])
        area = (high - low).prod(-1)
        found = []
        for batch in range(scores.shape[0]):
            for label in range(scores.shape[1]):
                score = scores[batch, label]
                alive = torch.ones_like(score, dtype=torch.bool) if least is None else score > least
                kept = 0
                for i in torch.sort(score, descending=True, stable=True).indices.tolist():
                    if kept == limit:
                        break
                    if not alive[i]:
                        continue
                    kept += 1
                    found.append([batch, label, i])
                    common = torch.minimum(high[batch], high[batch, i]) - torch.maximum(low[batch], low[batch, i])
                    shared = common.clamp(min=0).prod(-1)
                    ratio = shared / (area[batch] + area[batch, i] - shared)
                    alive = alive & ~(ratio > threshold)
        return torch.tensor(found, dtype=torch.int64).reshape(-1, 3)

    return run


plain({"NonZero": lambda x: x.nonzero().t(), "Where": torch.where})
