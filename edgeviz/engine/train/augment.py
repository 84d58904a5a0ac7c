"""What is done to training samples, drawn anew at every step and known from seed and step alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.train_request import Augmentation
from edgeviz.engine.train.loop import Batch

#: A batch as it comes and the number of the step -> the batch to learn from.
Augment = Callable[[Batch, int], Batch]


def augmenter(wanted: Augmentation, data: DataSpec, shape: tuple[int, ...], seed: int) -> Augment | None:
    """The augmentation of samples [*shape] that were read as ``data`` says; None where nothing is to be done.

    Raises DataError where the samples are no images and flip or crop are asked for.
    """
    if not wanted:
        return None
    axes = _spatial(data.layout)
    if (wanted.flip or wanted.crop) and (len(shape) != 3 or axes is None):
        raise DataError(
            f"Samples of the shape {'×'.join(map(str, shape))} (layout {data.layout}) cannot be mirrored or moved.",
            "Switch flip and crop off: they are for images. Mixup works with anything.",
        )
    if wanted.crop and axes is not None and wanted.crop >= min(shape[axes[0] - 1], shape[axes[1] - 1]):
        raise DataError(f"Images of {shape} cannot be moved by {wanted.crop} pixels.", "Choose fewer pixels.")
    fill = _black(data, shape)

    def augment(batch: Batch, step: int) -> Batch:
        random = np.random.default_rng([seed, 0xA06, step])
        x = batch.x
        if wanted.flip and axes is not None:
            x = flipped(x, axes[1], random)
        if wanted.crop and axes is not None:
            x = moved(x, axes, wanted.crop, fill, random)
        batch = replace(batch, x=x)
        return mixed(batch, wanted.mixup, random) if wanted.mixup else batch

    return augment


def flipped(x: Tensor, axis: int, random: np.random.Generator) -> Tensor:
    """Half of the samples, drawn one by one, with ``axis`` reversed."""
    chosen = torch.from_numpy(random.random(len(x)) < 0.5).to(x.device)
    return torch.where(chosen.reshape(-1, *(1,) * (x.ndim - 1)), x.flip(axis), x)


def moved(x: Tensor, axes: tuple[int, int], most: int, fill: Tensor, random: np.random.Generator) -> Tensor:
    """Every image moved by up to ``most`` pixels along both ``axes``; what comes in is ``fill`` [broadcastable].

    As published CIFAR networks are trained (He et al. 2016, section 4.2: 4 pixels padded on each side, a crop taken).
    """
    first, second = axes
    height, width = x.shape[first], x.shape[second]
    shape = list(x.shape)
    shape[first] += 2 * most
    shape[second] += 2 * most
    padded = fill.to(x).expand(*[d if axis not in axes else 1 for axis, d in enumerate(shape)]).expand(shape).clone()
    padded.narrow(first, most, height).narrow(second, most, width).copy_(x)
    begins = random.integers(0, 2 * most + 1, (len(x), 2))
    parts = [
        padded[row : row + 1].narrow(first, int(y), height).narrow(second, int(z), width)
        for row, (y, z) in enumerate(begins)
    ]
    return torch.cat(parts)


def mixed(batch: Batch, parameter: float, random: np.random.Generator) -> Batch:
    """λ·x + (1 − λ)·x' with a λ of Beta(α, α) for the batch and x' the batch in another order (Zhang et al. 2018).

    The label is the same mixture: the loss is λ times that of one label plus (1 − λ) times that of the other.
    """
    share = float(random.beta(parameter, parameter))
    other = torch.from_numpy(random.permutation(len(batch.x))).to(batch.x.device)
    x = share * batch.x + (1 - share) * batch.x[other]
    return replace(batch, x=x, other=batch.y[other.to(batch.y.device)], share=share)


def _spatial(layout: str) -> tuple[int, int] | None:
    """The axes of height and width in a batch."""
    return {"NCHW": (2, 3), "NHWC": (1, 2)}.get(layout)


def _black(data: DataSpec, shape: tuple[int, ...]) -> Tensor:
    """What a pixel of value 0 becomes, shaped to broadcast over a batch.

    Published augmentations fill before they normalise. A normalised 0 would be the mean colour instead, and pixels of
    the edge would be smeared over the border: neither is what pretrained networks have seen.
    """
    mean, std = np.array(data.mean or (0.0,)), np.array(data.std or (1.0,))
    values = torch.from_numpy(np.broadcast_to(-mean / std, (max(len(mean), len(std)),)).astype(np.float32).copy())
    view = [1] * (len(shape) + 1)
    view[3 if data.layout == "NHWC" and len(view) == 4 else min(1, len(view) - 1)] = len(values)
    return values.reshape(view)
