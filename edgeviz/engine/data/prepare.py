"""From stored samples to what the model takes: size, channels, scale, normalisation, layout, shape."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.graph import Shape
from edgeviz.engine.data.part import Size, check_kept

Floats = NDArray[np.float32]
#: Weights of red, green and blue in grey (ITU-R BT.601).
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def shape_text(shape: tuple[Any, ...]) -> str:
    return "×".join("?" if d is None else str(d) for d in shape) or "a single number"


def resize_images(images: NDArray[Any], size: Size) -> NDArray[Any]:
    """Images [n, h, w, c] of any number type -> [n, *size, c], bilinear with antialiasing, bytes stay bytes."""
    if images.shape[1:3] == size:
        return images
    as_bytes = images.dtype == np.uint8
    out = np.empty((len(images), *size, images.shape[3]), np.uint8 if as_bytes else np.float32)
    for index, image in enumerate(images):
        for channel in range(images.shape[3]):
            plane = image[..., channel]
            picture = Image.fromarray(np.ascontiguousarray(plane if as_bytes else plane.astype(np.float32)))
            out[index, ..., channel] = np.asarray(picture.resize((size[1], size[0]), Image.Resampling.BILINEAR))
    return out


def channel_count(shape: Shape | None, layout: str) -> int | None:
    """Channels that a model with the input ``shape`` (batch included) takes, None when that is not known."""
    if shape is None or len(shape) != 4 or layout not in ("NCHW", "NHWC"):
        return None
    found = shape[1] if layout == "NCHW" else shape[3]
    return found if isinstance(found, int) else None


def match_channels(images: NDArray[Any], wanted: int | None) -> tuple[NDArray[Any], str]:
    """Images [n, h, w, c] with the channels the model wants, where that is sensible, and a warning or ""."""
    have = images.shape[3]
    if wanted == 3 and have == 1:
        return np.repeat(images, 3, axis=3), "The images are grey and the model takes colour: grey is repeated 3 times."
    if wanted == 1 and have == 3:
        grey = images.astype(np.float32) @ LUMA
        if images.dtype == np.uint8:
            grey = np.rint(grey).astype(np.uint8)
        return grey[..., None], "The images have colour and the model takes grey: they are converted."
    if wanted in (1, 3) and have == 4:
        return match_channels(images[..., :3], wanted)[0], "The fourth channel of the images (alpha) is left out."
    return images, ""


def _channel_axis(sample: tuple[int, ...], image: bool) -> int:
    """The axis of the channels in a stored sample: the last of an image, the shorter one of a sequence."""
    if image or len(sample) != 2:
        return len(sample) - 1 if image else 0
    return 0 if sample[0] <= sample[1] else 1


def normalise(x: NDArray[Any], spec: DataSpec, axis: int, name: str) -> Floats:
    """(x · scale - mean) / std in float32; mean and std hold one number or one per channel along ``axis`` of x."""
    out: Floats = x.astype(np.float32)
    if spec.scale != 1:
        out *= np.float32(spec.scale)
    channels = x.shape[axis] if x.ndim > 1 else 1
    for field, values in (("mean", spec.mean), ("std", spec.std)):
        if not values:
            continue
        if len(values) not in (1, channels):
            raise DataError(
                f"{name}: {field} has {len(values)} numbers, but a sample has {channels} channels.",
                f"Give one number, or {channels}.",
            )
        shape = [1] * x.ndim
        shape[axis] = len(values)
        by = np.array(values, np.float32).reshape(shape)
        if field == "mean":
            out -= by
        else:
            out /= by
    return out


def arrange(x: Floats, image: bool, layout: str) -> Floats:
    """Stored order -> the model's ``layout``. Images [n, h, w, c]; sequences have their shorter axis as channels."""
    if image:
        if layout == "NCHW":
            return np.ascontiguousarray(x.transpose(0, 3, 1, 2))
        return x[..., 0] if layout == "none" and x.shape[3] == 1 else x
    if x.ndim == 3 and layout != "none":
        axis = _channel_axis(x.shape[1:], image)
        if (axis == 1) == (layout == "NCHW"):
            return np.ascontiguousarray(x.transpose(0, 2, 1))
    return x


def fits(sample: tuple[int, ...], wanted: Shape) -> bool:
    return len(sample) == len(wanted) and all(
        not isinstance(w, int) or w == s for s, w in zip(sample, wanted, strict=True)
    )


def fit(x: Floats, input_shape: Shape | None, spec: DataSpec, name: str) -> Floats:
    """Give samples the model's shape where only ones or a flattening differ. Raises DataError where more does."""
    if not input_shape:
        return x
    sample, wanted = x.shape[1:], input_shape[1:]
    if fits(sample, wanted):
        return x
    if all(isinstance(d, int) for d in wanted):
        target = tuple(d for d in wanted if isinstance(d, int))
        same = [d for d in target if d != 1] == [d for d in sample if d != 1]
        if same or (len(target) == 1 and target[0] == int(np.prod(sample))):
            return x.reshape(len(x), *target)
    raise DataError(
        f"{name}: a sample is {shape_text(sample)} (layout {spec.layout}), the model takes {shape_text(wanted)}.",
        _shape_remedy(sample, wanted, spec),
    )


def _shape_remedy(sample: tuple[int, ...], wanted: Shape, spec: DataSpec) -> str:
    if len(sample) == len(wanted) == 3:
        for layout, order in (("NHWC", (1, 2, 0)), ("NCHW", (2, 0, 1))):
            if layout != spec.layout and fits(tuple(sample[i] for i in order), wanted):
                return f"Set the layout to {layout}."
        size = wanted[1:] if spec.layout == "NCHW" else wanted[:2]
        have = sample[1:] if spec.layout == "NCHW" else sample[:2]
        if size != have and all(isinstance(d, int) for d in size):
            return f"Set resize to {shape_text(size)}."
    if len(sample) == len(wanted) and fits(sample[::-1], wanted):
        return "Set the layout to NHWC for channels last, NCHW for channels first, or none to keep the stored order."
    return "Set resize and layout to what the model takes, or choose other data."


def prepare(
    raw: NDArray[Any], spec: DataSpec, image: bool, input_shape: Shape | None, name: str
) -> tuple[Floats, list[str]]:
    """Raw samples [n, ...] -> float32 [n, *sample_shape] ready for the model, and warnings.

    Raises DataError naming ``name`` when resize, mean, std or the shape cannot be met.
    """
    warnings = []
    if spec.resize is not None:
        if not image:
            raise DataError(f"{name}: resize is for images, and these samples are not.", "Leave resize empty.")
        check_kept(name, len(raw), spec.resize[0] * spec.resize[1] * raw.shape[3] * 4)
        raw = resize_images(raw, spec.resize)
    if image:
        wanted = channel_count(input_shape, spec.layout)
        raw, warning = match_channels(raw, wanted)
        if warning:
            warnings.append(warning)
    axis = 1 + _channel_axis(raw.shape[1:], image)
    x = normalise(raw, spec, min(axis, raw.ndim - 1), name)
    return fit(arrange(x, image, spec.layout), input_shape, spec, name), warnings
