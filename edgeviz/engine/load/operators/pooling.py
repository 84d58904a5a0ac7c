"""Poolings: average, maximum, Lp, global, and MaxUnpool."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.convolution import pad_spatial, same_padding
from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator, plain

_AVERAGE = {1: functional.avg_pool1d, 2: functional.avg_pool2d, 3: functional.avg_pool3d}
_MAXIMUM = {1: functional.max_pool1d, 2: functional.max_pool2d, 3: functional.max_pool3d}


class _Window:
    """Kernel, strides, dilations and pads of a pooling node, resolved for an input size."""

    def __init__(self, node: NodeInfo) -> None:
        self.kernel = ints(node.attribute("kernel_shape"))
        rank = self.rank = len(self.kernel)
        self.strides = ints(node.attribute("strides", (1,) * rank))
        self.dilations = ints(node.attribute("dilations", (1,) * rank))
        self.pads = ints(node.attribute("pads", (0,) * (2 * rank)))
        self.auto_pad = node.attribute("auto_pad", "NOTSET")
        self.ceil = bool(node.attribute("ceil_mode", 0))
        if self.auto_pad == "VALID":
            self.pads = (0,) * (2 * rank)
        #: torch's own pooling does exactly this one.
        self.simple = (
            not self.auto_pad.startswith("SAME")
            and not self.ceil
            and rank in (1, 2, 3)
            and self.pads[:rank] == self.pads[rank:]
            and all(2 * p <= k for p, k in zip(self.pads, self.kernel, strict=False))
        )

    def padding(self, size: Sequence[int]) -> tuple[int, ...]:
        if self.auto_pad.startswith("SAME"):
            return same_padding(size, self.kernel, self.strides, self.dilations, self.auto_pad == "SAME_UPPER")
        return self.pads

    def windows(self, x: Tensor, value: float) -> Tensor:
        """View of ``x`` padded with ``value``, shape [n, c, *output, *kernel]."""
        pads = list(self.padding(x.shape[2:]))
        for i in range(self.rank):
            reach = (self.kernel[i] - 1) * self.dilations[i] + 1
            padded = x.shape[i + 2] + pads[i] + pads[i + self.rank]
            if self.ceil and not self.auto_pad.startswith("SAME"):
                count = -(-(padded - reach) // self.strides[i]) + 1
                # A window that would start in the padding behind the input does not count.
                if (count - 1) * self.strides[i] >= x.shape[i + 2] + pads[i]:
                    count -= 1
                pads[i + self.rank] += max((count - 1) * self.strides[i] + reach - padded, 0)
        y = pad_spatial(x, pads, value)
        for i in range(self.rank):
            reach = (self.kernel[i] - 1) * self.dilations[i] + 1
            y = y.unfold(i + 2, reach, self.strides[i])[..., :: self.dilations[i]]
        return y


@operator("AveragePool")
def average_pool(node: NodeInfo) -> Run:
    window, count_padding = _Window(node), bool(node.attribute("count_include_pad", 0))
    rank, axes = window.rank, list(range(-window.rank, 0))
    if window.simple and all(d == 1 for d in window.dilations):
        pool, kernel, strides, pads = _AVERAGE[rank], window.kernel, window.strides, window.pads[:rank]
        return lambda x: pool(x, kernel, strides, pads, False, count_padding)

    def run(x: Tensor) -> Tensor:
        total = window.windows(x, 0.0).sum(axes)
        inside = torch.ones((1, 1, *x.shape[2:]), dtype=x.dtype)
        if count_padding:
            # Only the declared padding counts, not what ceil_mode adds behind it.
            inside = pad_spatial(inside, window.padding(x.shape[2:]), 1.0)
            unpadded = _Window(node)
            unpadded.pads, unpadded.auto_pad = (0,) * (2 * rank), "NOTSET"
            count = unpadded.windows(inside, 0.0).sum(axes)
            for axis, size in enumerate(total.shape[2:], 2):
                count = count.narrow(axis, 0, size)
        else:
            count = window.windows(inside, 0.0).sum(axes)
        return total / count

    return run


@operator("MaxPool", since=1)
def max_pool(node: NodeInfo) -> Run:
    window, column_major = _Window(node), bool(node.attribute("storage_order", 0))
    rank, indexed = window.rank, node.has_output(1)
    pool = _MAXIMUM.get(rank)
    if window.simple and not indexed and pool is not None:
        kernel, strides, pads, dilations = window.kernel, window.strides, window.pads[:rank], window.dilations

        def fast(x: Tensor) -> Tensor:
            y = x if x.is_floating_point() else x.float()
            return pool(y, kernel, strides, pads, dilations).to(x.dtype)

        return fast

    def run(x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        y = x if x.is_floating_point() else x.float()
        best, tap = window.windows(y, float("-inf")).flatten(-rank).max(-1)
        if not indexed:
            return best.to(x.dtype)
        size, out = x.shape[2:], best.shape[2:]
        pads = window.padding(size)
        flat = torch.zeros_like(tap)
        for i in range(rank):
            offset = tap // prod(window.kernel[i + 1 :]) % window.kernel[i] * window.dilations[i]
            start = (torch.arange(out[i]) * window.strides[i] - pads[i]).reshape(-1, *(1,) * (rank - 1 - i))
            weight = prod(size[:i]) if column_major else prod(size[i + 1 :])
            flat = flat + (offset + start) * weight
        plane = torch.arange(x.shape[0] * x.shape[1]).reshape(x.shape[0], x.shape[1], *(1,) * rank)
        return best.to(x.dtype), flat + plane * prod(size)

    return run


@operator("MaxUnpool", since=9)
def max_unpool(node: NodeInfo) -> Run:
    window = _Window(node)

    def run(x: Tensor, indices: Tensor, output_shape: Tensor | None = None) -> Tensor:
        rank = window.rank
        size = [
            (n - 1) * window.strides[i] - window.pads[i] - window.pads[i + rank] + window.kernel[i]
            for i, n in enumerate(x.shape[2:])
        ]
        # The indices refer to the size without ``output_shape``; a larger output keeps them and pads behind.
        full = [*x.shape[:2], *size]
        y = x.new_zeros(prod(full)).index_put_((indices.reshape(-1),), x.reshape(-1)).reshape(full)
        if output_shape is not None:
            wanted = output_shape.tolist()
            y = pad_spatial(y, [0] * rank + [w - n for w, n in zip(wanted[2:], size, strict=True)])
        return y

    return run


@operator("LpPool", since=2)
def lp_pool(node: NodeInfo) -> Run:
    window, p = _Window(node), node.attribute("p", 2)
    axes = list(range(-window.rank, 0))
    return lambda x: window.windows(x, 0.0).abs().pow(p).sum(axes).pow(1.0 / p)


def _global_average(x: Tensor) -> Tensor:
    return x.mean(list(range(2, x.dim())), keepdim=True)


def _global_maximum(x: Tensor) -> Tensor:
    return x.amax(list(range(2, x.dim())), keepdim=True)


plain({"GlobalAveragePool": _global_average, "GlobalMaxPool": _global_maximum})


@operator("GlobalLpPool", since=2)
def global_lp_pool(node: NodeInfo) -> Run:
    p = node.attribute("p", 2)
    return lambda x: x.abs().pow(p).sum(list(range(2, x.dim())), keepdim=True).pow(1.0 / p)
