"""Padding, sampling grids and regions of interest."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator


def _axis_positions(size: int, before: int, after: int, mode: str) -> Tensor:
    """Where each element of a padded axis comes from; negative pads crop."""
    position = torch.arange(-before, size + after)
    if mode == "edge":
        return position.clamp(0, size - 1)
    if mode == "wrap":
        return position % size
    if size == 1:
        return torch.zeros_like(position)
    period = 2 * (size - 1)
    return (size - 1) - ((position % period) - (size - 1)).abs()


def pad_any(x: Tensor, axes: Sequence[int], pads: Sequence[int], mode: str, value: float | int | bool = 0) -> Tensor:
    """Pad ``axes`` of a tensor of any type; ``pads`` holds all beginnings, then all ends."""
    count = len(axes)
    if mode == "constant":
        flat = [0] * (2 * x.dim())
        for i, axis in enumerate(axes):
            place = 2 * (x.dim() - 1 - axis % x.dim())
            flat[place], flat[place + 1] = pads[i], pads[i + count]
        while len(flat) > 2 and flat[-1] == flat[-2] == 0:
            del flat[-2:]
        return functional.pad(x, flat, value=value)
    for i, axis in enumerate(axes):
        if pads[i] or pads[i + count]:
            positions = _axis_positions(x.shape[axis], pads[i], pads[i + count], mode)
            x = x.index_select(axis % x.dim(), positions)
    return x


@operator("Pad", since=2)
def pad_attributes(node: NodeInfo) -> Run:
    pads, mode, value = ints(node.attribute("pads")), node.attribute("mode", "constant"), node.attribute("value", 0.0)
    return lambda x: pad_any(x, range(x.dim()), pads, mode, value)


@operator("Pad", since=11)
def pad(node: NodeInfo) -> Run:
    mode = node.attribute("mode", "constant")
    constants = [node.constant(i) for i in (1, 2, 3)]
    fixed_pads = None if constants[0] is None else ints(constants[0])
    fixed_value = 0 if not node.has_input(2) else None if constants[1] is None else constants[1].reshape(-1)[0].item()
    fixed_axes = None if constants[2] is None else ints(constants[2])

    def run(x: Tensor, pads: Tensor, value: Tensor | None = None, axes: Tensor | None = None) -> Tensor:
        places: Sequence[int] = range(x.dim())
        if axes is not None:
            places = fixed_axes if fixed_axes is not None else axes.tolist()
        fill = fixed_value
        if fill is None:
            fill = 0 if value is None or value.numel() == 0 else value.item()
        return pad_any(x, places, fixed_pads if fixed_pads is not None else pads.tolist(), mode, fill)

    return run


@operator("AffineGrid", since=20)
def affine_grid(node: NodeInfo) -> Run:
    align = bool(node.attribute("align_corners", 0))
    return lambda theta, size: functional.affine_grid(theta, size.tolist(), align_corners=align)


_GRID_MODES = {"linear": "bilinear", "bilinear": "bilinear", "nearest": "nearest", "cubic": "bicubic"}


@operator("GridSample", since=16)
def grid_sample(node: NodeInfo) -> Run:
    mode = _GRID_MODES.get(node.attribute("mode", "linear"), "bicubic")
    padding, align = node.attribute("padding_mode", "zeros"), bool(node.attribute("align_corners", 0))
    return lambda x, grid: functional.grid_sample(
        x, grid.to(x.dtype), mode=mode, padding_mode=padding, align_corners=align
    )


@operator("RoiAlign", since=10)
def roi_align(node: NodeInfo) -> Run:
    """He et al. 2017, arXiv:1703.06870. Before version 16 the boxes are not shifted by half a pixel."""
    mode = node.attribute("mode", "avg")
    out_h, out_w = node.attribute("output_height", 1), node.attribute("output_width", 1)
    ratio, scale = node.attribute("sampling_ratio", 0), node.attribute("spatial_scale", 1.0)
    default = "half_pixel" if node.version >= 16 else "output_half_pixel"
    half = node.attribute("coordinate_transformation_mode", default) == "half_pixel"

    def axis_taps(start: float, length: float, bins: int, size: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Lower and upper pixel, their weights, for every sample [bins * samples] along an axis."""
        count = ratio if ratio > 0 else max(int(-(-length // bins)), 1)
        step = length / bins
        at = start + step * (torch.arange(bins)[:, None] + (torch.arange(count)[None, :] + 0.5) / count)
        at = at.reshape(-1)
        inside = (at >= -1) & (at <= size)
        at = at.clamp(0, size - 1)
        low = at.floor().to(torch.int64)
        high = (low + 1).clamp(max=size - 1)
        share = at - low
        return low, high, torch.where(inside, 1 - share, 0.0), torch.where(inside, share, 0.0)

    def run(x: Tensor, boxes: Tensor, batches: Tensor) -> Tensor:
        found = []
        for box, batch in zip((boxes * scale).tolist(), batches.tolist(), strict=True):
            shift = 0.5 if half else 0.0
            x1, y1, x2, y2 = (v - shift for v in box)
            width, height = (x2 - x1, y2 - y1) if half else (max(x2 - x1, 1.0), max(y2 - y1, 1.0))
            rows = axis_taps(y1, height, out_h, x.shape[2])
            cols = axis_taps(x1, width, out_w, x.shape[3])
            plane = x[batch]
            taps = [
                plane[:, rows[r]][:, :, cols[c]] * rows[r + 2][:, None].to(x.dtype) * cols[c + 2].to(x.dtype)
                for r in (0, 1)
                for c in (0, 1)
            ]
            grouped = [t.reshape(t.shape[0], out_h, t.shape[1] // out_h, out_w, t.shape[2] // out_w) for t in taps]
            if mode == "avg":
                found.append(sum(grouped).mean((2, 4)))  # type: ignore[union-attr]
            else:
                found.append(torch.stack(grouped).amax(0).amax((2, 4)))
        return torch.stack(found) if found else x.new_zeros(0, x.shape[1], out_h, out_w)

    return run
