"""A layer as a matrix product over chosen output positions: what AdaRound learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.core.graph import Layer
from edgeviz.engine.load.operators.convolution import pad_spatial, same_padding

#: Bytes and rows of the products kept for one layer, and bytes of columns made at once.
KEPT_BYTES, KEPT_ROWS, CHUNK_BYTES = 128 << 20, 1 << 16, 64 << 20


@dataclass(frozen=True)
class Shape:
    """How a layer's weight is laid out: [groups, outputs, inputs] and back."""

    layer: Layer
    attributes: Mapping[str, Any]

    @property
    def why_not(self) -> str:
        """Why the layer is no such product, "" where it is one."""
        layer, values = self.layer, self.attributes
        if layer.op == "Conv":
            return "" if len(layer.weight_shape) in (3, 4) else "they are 3-D convolutions"
        if layer.op == "Gemm":
            plain = values.get("alpha", 1.0) == 1.0 and not values.get("transA", 0)
            return "" if plain else "their product is scaled or transposed"
        if layer.op == "MatMul" and len(layer.weight_shape) == 2 and layer.channel_axis == 1:
            return ""
        return "they are no convolution or matrix product by a constant"

    @property
    def groups(self) -> int:
        return int(self.attributes.get("group", 1)) if self.layer.op == "Conv" else 1

    def rows(self, weight: Tensor) -> Tensor:
        """``weight``, or something of its shape, as [groups, outputs of a group, inputs of a group]."""
        if self.layer.op == "Conv":
            return weight.reshape(self.groups, weight.shape[0] // self.groups, -1)
        return (weight if self.layer.channel_axis == 0 else weight.T)[None]

    def back(self, rows: Tensor) -> Tensor:
        """The inverse of ``rows``."""
        if self.layer.op == "Conv":
            return rows.reshape(self.layer.weight_shape)
        return rows[0] if self.layer.channel_axis == 0 else rows[0].T.contiguous()


def sampled(shape: Shape, inputs: Sequence[Tensor], outputs: Sequence[Tensor], seed: int) -> tuple[Tensor, Tensor]:
    """Columns [groups, rows, inputs] and results [groups, rows, outputs] at positions drawn from every sample.

    ``inputs`` and ``outputs`` are the layer's, in batches. As many positions of each sample are drawn (without
    repetition) as KEPT_BYTES and KEPT_ROWS allow.
    """
    groups, samples = shape.groups, sum(len(x) for x in inputs)
    width = prod(shape.layer.weight_shape) // shape.layer.channels * groups
    most = max(1, min(KEPT_ROWS, KEPT_BYTES // (4 * (width + shape.layer.channels))))
    each = max(1, most // max(1, samples))
    rng = np.random.default_rng(seed)
    columns, results, taken = [], [], 0
    for x, y in zip(inputs, outputs, strict=True):
        flat = y.reshape(*y.shape[:2], -1) if shape.layer.op == "Conv" else _last_first(y)
        positions = flat.shape[2]
        step = max(1, CHUNK_BYTES // (4 * width * positions))
        for begin in range(0, len(x), step):
            if taken >= most:
                break
            unfolded = _unfold(shape, x[begin : begin + step])
            part = flat[begin : begin + step]
            chosen = np.stack([rng.choice(positions, min(each, positions), replace=False) for _ in part])
            index = torch.from_numpy(chosen)[:, None, :]
            columns.append(_grouped(unfolded.gather(2, index.expand(-1, unfolded.shape[1], -1)), groups))
            results.append(_grouped(part.gather(2, index.expand(-1, part.shape[1], -1)), groups))
            taken += chosen.size
    return torch.cat(columns, dim=1), torch.cat(results, dim=1)


def _grouped(values: Tensor, groups: int) -> Tensor:
    """[samples, groups·width, positions] -> [groups, samples·positions, width]."""
    samples, width, positions = values.shape
    split = values.reshape(samples, groups, width // groups, positions)
    return split.permute(1, 0, 3, 2).reshape(groups, samples * positions, width // groups)


def _last_first(x: Tensor) -> Tensor:
    """[samples, …, features] -> [samples, features, positions]."""
    return x.reshape(len(x), -1, x.shape[-1]).transpose(1, 2)


def _unfold(shape: Shape, x: Tensor) -> Tensor:
    """The values under the kernel at every output position: [samples, inputs·kernel, positions]."""
    if shape.layer.op != "Conv":
        return _last_first(x)
    values = shape.attributes
    kernel = shape.layer.weight_shape[2:]
    rank = len(kernel)
    strides = tuple(values.get("strides", ())) or (1,) * rank
    dilations = tuple(values.get("dilations", ())) or (1,) * rank
    mode = str(values.get("auto_pad", "NOTSET"))
    if mode in ("SAME_UPPER", "SAME_LOWER"):
        x = pad_spatial(x, same_padding(x.shape[2:], kernel, strides, dilations, mode == "SAME_UPPER"))
    elif mode == "NOTSET" and values.get("pads"):
        x = pad_spatial(x, tuple(values["pads"]))
    if rank == 1:
        x, kernel, strides, dilations = x[:, :, None], (1, *kernel), (1, *strides), (1, *dilations)
    return functional.unfold(x, kernel, dilation=dilations, stride=strides)
