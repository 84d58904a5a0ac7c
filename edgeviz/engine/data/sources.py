"""The registry of data sources: one function and one line for each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.arrays import open_npz
from edgeviz.engine.data.cifar10 import open_cifar10
from edgeviz.engine.data.digits import open_digits
from edgeviz.engine.data.idx import open_idx
from edgeviz.engine.data.images import open_csv, open_folder
from edgeviz.engine.data.part import Opened


@dataclass(frozen=True)
class Source:
    """``open`` reads labels and sizes, never all samples. It raises DataError naming the file."""

    title: str
    open: Callable[[DataSpec], Opened]


#: Pixels of a side that images are resized to, and classes that labels are moved by: beyond is a slip of the hand.
MAX_SIDE = 16_384
MAX_OFFSET = 1_000_000

SOURCES: Mapping[str, Source] = {
    "digits": Source("scikit-learn digits (embedded)", open_digits),
    "npz": Source("NumPy arrays (.npz)", open_npz),
    "idx": Source("IDX files (MNIST, Fashion-MNIST)", open_idx),
    "cifar10": Source("CIFAR-10, binary version", open_cifar10),
    "folder": Source("Folder or .zip of images by class", open_folder),
    "csv": Source("Images with a CSV of labels", open_csv),
}


def open_source(spec: DataSpec) -> Opened:
    """Open the data set of ``spec`` and check what every source has in common."""
    if spec.source not in SOURCES:
        raise DataError(f"The data source {spec.source!r} is unknown.", f"Choose one of {', '.join(SOURCES)}.")
    _check_settings(spec)
    opened = SOURCES[spec.source].open(spec)
    return shifted(opened, spec.label_offset) if spec.label_offset else opened


def _check_settings(spec: DataSpec) -> None:
    """Settings that no data can meet. Raises DataError naming the field."""
    for name, values in (("scale", (spec.scale,)), ("mean", spec.mean), ("std", spec.std)):
        if not all(math.isfinite(value) for value in values):
            raise DataError(f"The {name} holds a value that is no finite number.", "Give ordinary numbers.")
    if spec.seed < 0:
        raise DataError(f"The seed {spec.seed} is negative.", "Choose 0 or more.")
    if abs(spec.label_offset) > MAX_OFFSET:
        raise DataError(
            f"Labels cannot be moved by {spec.label_offset:,}.", f"Choose −{MAX_OFFSET:,} to {MAX_OFFSET:,}."
        )
    if spec.resize is not None and not all(1 <= side <= MAX_SIDE for side in spec.resize):
        height, width = spec.resize
        raise DataError(f"Images cannot be resized to {height}×{width}.", f"Choose 1 to {MAX_SIDE:,} pixels a side.")


def shifted(opened: Opened, offset: int) -> Opened:
    """Every label moved by ``offset``; class names move along."""
    names = ("background",) * offset + opened.class_names if offset > 0 else opened.class_names[-offset:]
    return replace(
        opened,
        parts={name: replace(part, labels=part.labels + offset) for name, part in opened.parts.items()},
        class_names=names if opened.class_names else (),
        warnings=(*opened.warnings, f"Labels are moved by {offset:+d} to the model's classes."),
    )
