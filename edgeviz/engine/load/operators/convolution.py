"""Convolutions: Conv, ConvTranspose, DeformConv, Col2Im."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator

_CONV = {3: functional.conv1d, 4: functional.conv2d, 5: functional.conv3d}
_CONV_TRANSPOSE = {3: functional.conv_transpose1d, 4: functional.conv_transpose2d, 5: functional.conv_transpose3d}


def same_padding(
    size: Sequence[int], kernel: Sequence[int], strides: Sequence[int], dilations: Sequence[int], upper: bool
) -> tuple[int, ...]:
    """Pads (all beginnings, then all ends) that make the output size ceil(size / stride)."""
    begins, ends = [], []
    for n, k, s, d in zip(size, kernel, strides, dilations, strict=True):
        total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0)
        small, large = total // 2, total - total // 2
        begins.append(small if upper else large)
        ends.append(large if upper else small)
    return (*begins, *ends)


def pad_spatial(x: Tensor, pads: Sequence[int], value: float = 0.0) -> Tensor:
    """Pad the last ``len(pads) // 2`` axes; ``pads`` in ONNX order (all beginnings, then all ends)."""
    rank = len(pads) // 2
    flat = [p for axis in reversed(range(rank)) for p in (pads[axis], pads[axis + rank])]
    return functional.pad(x, flat, value=value)


@operator("Conv")
def conv(node: NodeInfo) -> Run:
    pads = ints(node.attribute("pads", ()))
    strides = ints(node.attribute("strides", ()))
    dilations = ints(node.attribute("dilations", ()))
    groups = node.attribute("group", 1)
    auto_pad = node.attribute("auto_pad", "NOTSET")
    rank = len(pads) // 2 or len(strides) or len(dilations) or len(node.attribute("kernel_shape", ()))
    half = len(pads) // 2
    symmetric = pads[:half] == pads[half:]
    if auto_pad in ("NOTSET", "VALID") and symmetric and rank in (1, 2, 3):
        run = _CONV[rank + 2]
        stride, dilation = strides or (1,) * rank, dilations or (1,) * rank
        padding = pads[:half] if half and auto_pad == "NOTSET" else (0,) * rank

        def fixed(x: Tensor, w: Tensor, b: Tensor | None = None) -> Tensor:
            return run(x, w, b, stride, padding, dilation, groups)

        return fixed

    def general(x: Tensor, w: Tensor, b: Tensor | None = None) -> Tensor:
        kernel = w.shape[2:]
        stride, dilation = strides or (1,) * len(kernel), dilations or (1,) * len(kernel)
        if auto_pad in ("SAME_UPPER", "SAME_LOWER"):
            x = pad_spatial(x, same_padding(x.shape[2:], kernel, stride, dilation, auto_pad == "SAME_UPPER"))
        elif auto_pad == "NOTSET" and pads:
            x = pad_spatial(x, pads)
        return _CONV[w.dim()](x, w, b, stride, 0, dilation, groups)

    return general


@operator("ConvTranspose")
def conv_transpose(node: NodeInfo) -> Run:
    pads = ints(node.attribute("pads", ()))
    strides = ints(node.attribute("strides", ()))
    dilations = ints(node.attribute("dilations", ()))
    extra = ints(node.attribute("output_padding", ()))
    output_shape = ints(node.attribute("output_shape", ()))
    groups = node.attribute("group", 1)
    auto_pad = node.attribute("auto_pad", "NOTSET")

    def run(x: Tensor, w: Tensor, b: Tensor | None = None) -> Tensor:
        kernel, size = w.shape[2:], x.shape[2:]
        rank = len(kernel)
        stride, dilation = strides or (1,) * rank, dilations or (1,) * rank
        extra_end = extra or (0,) * rank
        begins, ends = (list(pads[:rank]), list(pads[rank:])) if pads else ([0] * rank, [0] * rank)
        if output_shape or auto_pad.startswith("SAME"):
            wanted = output_shape[-rank:] or tuple(n * s for n, s in zip(size, stride, strict=True))
            for i in range(rank):
                total = stride[i] * (size[i] - 1) + extra_end[i] + (kernel[i] - 1) * dilation[i] + 1 - wanted[i]
                # A negative total asks for zeros at the end, which cropping by a negative number gives.
                half = total // 2 if total >= 0 else 0
                begins[i], ends[i] = (half, total - half) if auto_pad != "SAME_LOWER" else (total - half, half)
        convolve = _CONV_TRANSPOSE[w.dim()]
        if (
            begins == ends
            and all(p >= 0 for p in begins)
            and all(e < max(s, d) for e, s, d in zip(extra_end, stride, dilation, strict=True))
        ):
            return convolve(x, w, b, stride, begins, extra_end, groups, dilation)
        y = convolve(x, w, None, stride, 0, 0, groups, dilation)
        # Padding of a transposed convolution crops its full output; output_padding extends it.
        y = pad_spatial(y, [-p for p in begins] + [e - p for e, p in zip(extra_end, ends, strict=True)])
        return y if b is None else y + b.reshape(1, -1, *(1,) * rank)

    return run


@operator("Col2Im", since=18)
def col2im(node: NodeInfo) -> Run:
    strides, dilations, pads = (ints(node.attribute(name, ())) for name in ("strides", "dilations", "pads"))

    def run(columns: Tensor, image_shape: Tensor, block_shape: Tensor) -> Tensor:
        image, block = image_shape.tolist(), block_shape.tolist()
        rank = len(image)
        step, spread = strides or (1,) * rank, dilations or (1,) * rank
        edge = pads or (0,) * (2 * rank)
        padded = [n + edge[i] + edge[i + rank] for i, n in enumerate(image)]
        counts = [(padded[i] - spread[i] * (block[i] - 1) - 1) // step[i] + 1 for i in range(rank)]
        # Flat position in the padded image of every (element of the block, block).
        position = torch.zeros([1] * (2 * rank), dtype=torch.int64)
        for i in range(rank):
            offsets = torch.arange(block[i]) * spread[i]
            starts = torch.arange(counts[i]) * step[i]
            both = (offsets[:, None] + starts[None, :]) * prod(padded[i + 1 :])
            shape = [1] * (2 * rank)
            shape[i], shape[i + rank] = block[i], counts[i]
            position = position + both.reshape(shape)
        batch = columns.shape[0]
        channels = columns.shape[1] // prod(block)
        flat = columns.new_zeros(batch, channels, prod(padded))
        flat.index_add_(2, position.reshape(-1), columns.reshape(batch, channels, -1))
        y = flat.reshape(batch, channels, *padded)
        for i in range(rank):
            y = y.narrow(i + 2, edge[i], image[i])
        return y

    return run


@operator("DeformConv", since=19)
def deform_conv(node: NodeInfo) -> Run:
    """Deformable convolution (Dai et al. 2017, arXiv:1703.06211; masks: Zhu et al. 2018, arXiv:1811.11168), 2-D."""
    strides = ints(node.attribute("strides", (1, 1)))
    dilations = ints(node.attribute("dilations", (1, 1)))
    pads = ints(node.attribute("pads", (0, 0, 0, 0)))
    groups, offset_groups = node.attribute("group", 1), node.attribute("offset_group", 1)

    def run(x: Tensor, w: Tensor, offset: Tensor, b: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        batch, channels, height, width = x.shape
        kernel_h, kernel_w = w.shape[2:]
        taps = kernel_h * kernel_w
        out_h, out_w = offset.shape[2:]
        offset = offset.reshape(batch, offset_groups, taps, 2, out_h, out_w)
        ky, kx = torch.meshgrid(torch.arange(kernel_h), torch.arange(kernel_w), indexing="ij")
        rows = torch.arange(out_h).reshape(-1, 1) * strides[0] - pads[0]
        cols = torch.arange(out_w).reshape(1, -1) * strides[1] - pads[1]
        y = offset[:, :, :, 0] + (ky.reshape(-1, 1, 1) * dilations[0] + rows)
        z = offset[:, :, :, 1] + (kx.reshape(-1, 1, 1) * dilations[1] + cols)
        grid = torch.stack([(2 * z + 1) / width - 1, (2 * y + 1) / height - 1], dim=-1).to(x.dtype)
        per_group = channels // offset_groups
        sampled = functional.grid_sample(
            x.reshape(batch * offset_groups, per_group, height, width),
            grid.reshape(batch * offset_groups, taps * out_h, out_w, 2),
            mode="bilinear", padding_mode="zeros", align_corners=False,
        ).reshape(batch, offset_groups, per_group, taps, out_h, out_w)  # fmt: skip
        if mask is not None:
            sampled = sampled * mask.reshape(batch, offset_groups, 1, taps, out_h, out_w)
        columns = sampled.reshape(batch, groups, channels // groups * taps, out_h * out_w)
        result = torch.matmul(w.reshape(groups, w.shape[0] // groups, -1), columns)
        result = result.reshape(batch, w.shape[0], out_h, out_w)
        return result if b is None else result + b.reshape(1, -1, 1, 1)

    return run
