"""Resize and Upsample: one matrix or one index per axis, since all modes are separable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator


def _positions(
    mode: str, size: int, out: int, scale: float, roi: tuple[float, float] | None
) -> tuple[np.ndarray, np.ndarray | None]:
    """Source coordinate of every output element, and which of them lie outside (tf_crop_and_resize)."""
    at = np.arange(out, dtype=np.float64)
    length = scale * size
    if mode == "align_corners":
        return (np.zeros(out) if length == 1 else at * (size - 1) / (length - 1)), None
    if mode == "asymmetric":
        return at / scale, None
    if mode == "tf_crop_and_resize":
        start, end = roi if roi is not None else (0.0, 1.0)
        if length == 1:
            x = np.full(out, (end - start) * (size - 1) / 2)
        else:
            x = at * (end - start) * (size - 1) / (length - 1)
        x = x + start * (size - 1)
        return x, (x < 0) | (x > size - 1)
    if mode == "pytorch_half_pixel" and length == 1:
        return np.full(out, -0.5), None
    x = (at + 0.5) / scale - 0.5
    if mode == "half_pixel_symmetric":
        x = x + size / 2 * (1 - out / length)
    return x, None


def _nearest(x: np.ndarray, size: int, rounding: str) -> np.ndarray:
    if rounding == "floor":
        y = np.floor(x)
    elif rounding == "ceil":
        y = np.ceil(x)
    elif rounding == "round_prefer_ceil":
        y = np.floor(x + 0.5)
    else:
        y = np.ceil(x - 0.5)
    return np.clip(y, 0, size - 1).astype(np.int64)


def _kernel(kind: str, a: float, distance: np.ndarray) -> np.ndarray:
    """The linear hat, or the cubic convolution kernel of Keys 1981."""
    d = np.abs(distance)
    if kind == "linear":
        return np.clip(1 - d, 0, 1)
    near = (a + 2) * d**3 - (a + 3) * d**2 + 1
    far = a * d**3 - 5 * a * d**2 + 8 * a * d - 4 * a
    return np.where(d <= 1, near, np.where(d < 2, far, 0.0))


@lru_cache(maxsize=64)
def _matrix(
    kind: str, mode: str, size: int, out: int, scale: float, roi: tuple[float, float] | None, a: float,
    exclude: bool, antialias: bool, outside_value: float,
) -> tuple[Tensor, Tensor | None]:  # fmt: skip
    """Interpolation weights [out, size] and the mask of the outputs that lie outside, as float64."""
    x, outside = _positions(mode, size, out, scale, roi)
    stretch = min(scale, 1.0) if antialias else 1.0
    reach = (1 if kind == "linear" else 2) / stretch
    taps = np.arange(-ceil(reach), ceil(reach) + 1)
    index = np.floor(x)[:, None].astype(np.int64) + taps
    weight = _kernel(kind, a, (index - x[:, None]) * stretch)
    if exclude:
        weight = np.where((index < 0) | (index >= size), 0.0, weight)
    if exclude or antialias:
        weight = weight / weight.sum(1, keepdims=True)
    matrix = np.zeros((out, size))
    np.add.at(matrix, (np.arange(out)[:, None].repeat(len(taps), 1), index.clip(0, size - 1)), weight)
    return torch.from_numpy(matrix), None if outside is None else torch.from_numpy(outside)


def _apply_axis(x: Tensor, axis: int, matrix: Tensor) -> Tensor:
    y = x if x.dtype in (torch.float32, torch.float64) else x.float()
    return torch.matmul(y.movedim(axis, -1), matrix.to(y.dtype).t()).movedim(-1, axis)


@operator("Upsample", since=7)
def upsample_attributes(node: NodeInfo) -> Run:
    scales = node.attribute("scales")
    return lambda x: _resize(x, tuple(scales), None, node.attribute("mode", "nearest"), "asymmetric", "floor")


@operator("Upsample", since=9)
def upsample(node: NodeInfo) -> Run:
    mode = node.attribute("mode", "nearest")
    return lambda x, scales: _resize(x, tuple(scales.tolist()), None, mode, "asymmetric", "floor")


@operator("Resize", since=10)
def resize_first(node: NodeInfo) -> Run:
    mode = node.attribute("mode", "nearest")
    return lambda x, scales: _resize(x, tuple(scales.tolist()), None, mode, "asymmetric", "floor")


@operator("Resize", since=11)
def resize(node: NodeInfo) -> Run:
    mode = node.attribute("mode", "nearest")
    coordinates = node.attribute("coordinate_transformation_mode", "half_pixel")
    rounding = node.attribute("nearest_mode", "round_prefer_floor")
    a, exclude = node.attribute("cubic_coeff_a", -0.75), bool(node.attribute("exclude_outside", 0))
    antialias, outside_value = bool(node.attribute("antialias", 0)), node.attribute("extrapolation_value", 0.0)
    policy = node.attribute("keep_aspect_ratio_policy", "stretch")
    listed = node.attribute("axes")
    known_scales, known_sizes = node.constant(2), node.constant(3)
    fixed_scales = None if known_scales is None else tuple(float(v) for v in known_scales)
    fixed_sizes = None if known_sizes is None else ints(known_sizes)

    def run(x: Tensor, roi: Tensor | None = None, scales: Tensor | None = None, sizes: Tensor | None = None) -> Tensor:
        axes = list(range(x.dim())) if listed is None else [axis % x.dim() for axis in listed]
        wanted: Sequence[int] | None = None
        factors: tuple[float, ...] = (1.0,) * len(axes)
        if sizes is not None and sizes.numel():
            wanted = fixed_sizes if fixed_sizes is not None else tuple(sizes.tolist())
            factors = tuple(n / x.shape[axis] for n, axis in zip(wanted, axes, strict=True))
            if policy != "stretch":
                common = min(factors) if policy == "not_larger" else max(factors)
                factors = (common,) * len(axes)
                wanted = tuple(floor(common * x.shape[axis] + 0.5) for axis in axes)
        elif scales is not None:
            factors = fixed_scales if fixed_scales is not None else tuple(scales.tolist())
        regions = None if roi is None or not roi.numel() else tuple(roi.tolist())
        return _resize(
            x, factors, wanted, mode, coordinates, rounding, axes, a, exclude, antialias, outside_value, regions
        )

    return run


def _resize(
    x: Tensor, scales: Sequence[float], sizes: Sequence[int] | None, mode: str, coordinates: str, rounding: str,
    axes: Sequence[int] | None = None, a: float = -0.75, exclude: bool = False, antialias: bool = False,
    outside_value: float = 0.0, roi: tuple[float, ...] | None = None,
) -> Tensor:  # fmt: skip
    axes = range(x.dim()) if axes is None else axes
    if sizes is None:
        sizes = [floor(x.shape[axis] * scale) for axis, scale in zip(axes, scales, strict=True)]
    # Axes of scale 1 stay as they are, unless a region crops them.
    changed = [
        i for i, axis in enumerate(axes)
        if sizes[i] != x.shape[axis] or scales[i] != 1.0 or coordinates == "tf_crop_and_resize"
    ]  # fmt: skip
    spatial = [axes[i] for i in changed] == [2, 3] and x.dim() == 4
    if (
        spatial
        and mode == "linear"
        and not antialias
        and not exclude
        and coordinates in ("half_pixel", "align_corners")
    ):
        target = [sizes[i] for i in changed]
        exact = all(float(x.shape[axes[i]] * scales[i]) == float(sizes[i]) for i in changed)
        if exact and x.is_floating_point():
            corners = coordinates == "align_corners"
            return functional.interpolate(x, target, mode="bilinear", align_corners=corners)
    dtype = x.dtype
    for i in changed:
        axis, size, out, scale = axes[i], x.shape[axes[i]], sizes[i], float(scales[i])
        region = None if roi is None else (roi[i], roi[i + len(axes)])
        if mode == "nearest":
            positions, outside = _positions(coordinates, size, out, scale, region)
            x = x.index_select(axis, torch.from_numpy(_nearest(positions, size, rounding)))
            beyond = None if outside is None else torch.from_numpy(outside)
        else:
            kind = "linear" if mode in ("linear", "bilinear") else "cubic"
            matrix, beyond = _matrix(kind, coordinates, size, out, scale, region, a, exclude, antialias, outside_value)
            x = _apply_axis(x, axis, matrix)
        if beyond is not None and bool(beyond.any()):
            shape = [1] * x.dim()
            shape[axis] = out
            x = x.masked_fill(beyond.reshape(shape), outside_value)
    if x.dtype != dtype:
        x = x.to(dtype) if dtype.is_floating_point else x.round().to(dtype)
    return x
