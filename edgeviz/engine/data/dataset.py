"""Reading a labelled data set into the two splits that every measurement uses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec, DataSummary
from edgeviz.core.errors import DataError
from edgeviz.core.graph import Shape
from edgeviz.engine.data.draw import Rows, draw
from edgeviz.engine.data.part import Labels, Opened, Tick, no_tick
from edgeviz.engine.data.prepare import prepare
from edgeviz.engine.data.sources import open_source

#: Samples of a split that its name is made from, besides all labels.
NAMED_BY = 64


@dataclass(frozen=True)
class Split:
    """x: float32 [n, *sample_shape], ready for the model; y: int64 [n]. Every stretch is balanced by class."""

    x: NDArray[np.float32]
    y: Labels

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def name(self) -> str:
        """16 hex digits that tell these samples from others: a file may change while its path stays."""
        found = hashlib.blake2b(f"{self.x.shape}".encode(), digest_size=8)
        found.update(np.ascontiguousarray(self.y).tobytes())
        for row in np.linspace(0, len(self) - 1, min(NAMED_BY, len(self))).astype(int):
            found.update(np.ascontiguousarray(self.x[row]).tobytes())
        return found.hexdigest()


@dataclass(frozen=True)
class Dataset:
    """The two splits never share a sample."""

    spec: DataSpec
    calibration: Split
    validation: Split
    summary: DataSummary


def load(spec: DataSpec, input_shape: Shape | None = None, classes: int | None = None, tick: Tick = no_tick) -> Dataset:
    """Read the samples of both splits, and only those.

    input_shape: the model's first input, batch included; dimensions that are not numbers match anything.
    classes: how many classes the model tells apart. Either may be None when there is no model.
    tick: called with (done, total) samples; it may raise to cancel.
    Raises DataError naming file and row when anything does not fit.
    """
    opened = open_source(spec)
    check_labels(opened, classes)
    drawn = draw(opened, spec)
    total = len(drawn.calibration[1]) + len(drawn.validation[1])
    warnings = [*opened.warnings, *drawn.warnings]

    def read(drawn_from: tuple[str, Rows], done: int) -> Split:
        split, more = read_split(opened, *drawn_from, spec, input_shape, lambda count, _: tick(done + count, total))
        warnings.extend(more)
        return split

    calibration = read(drawn.calibration, 0)
    validation = read(drawn.validation, len(calibration))
    tick(total, total)
    warnings += [*_class_warnings(opened, validation.y), *_normalisation_warnings(opened, spec)]
    return Dataset(spec, calibration, validation, _summary(opened, calibration, validation, warnings))


def read_split(
    opened: Opened, name: str, rows: Rows, spec: DataSpec, input_shape: Shape | None, tick: Tick
) -> tuple[Split, list[str]]:
    """The chosen ``rows`` of the part ``name``, in their order, and warnings. Raises DataError."""
    part = opened.parts[name]
    # Files are read from front to back; afterwards the samples get their balanced order back.
    ascending = np.sort(rows)
    raw = part.read(ascending, spec.resize, tick)
    if raw.dtype.kind == "f":
        good = np.isfinite(raw.reshape(len(raw), -1)).all(axis=1)
        if not good.all():
            bad = int(ascending[np.flatnonzero(~good)[0]])
            raise DataError(
                f"{part.where(bad)} holds a value that is not a finite number (NaN or infinity).",
                "Mend or remove this sample.",
            )
    x, warnings = prepare(raw, spec, opened.image, input_shape, opened.name)
    back = np.searchsorted(ascending, rows)
    return Split(x[back], part.labels[rows]), warnings


def check_labels(opened: Opened, classes: int | None) -> None:
    """Raises DataError, naming the row, where a label is no class of the model."""
    for part in opened.parts.values():
        limit = classes if classes is not None else np.iinfo(np.int64).max
        wrong = np.flatnonzero((part.labels < 0) | (part.labels >= limit))
        if len(wrong):
            row = int(wrong[0])
            expected = f"the model has classes 0 to {classes - 1}" if classes is not None else "labels start at 0"
            raise DataError(
                f"{part.where(row)}: label {part.labels[row]} is out of range; {expected}.",
                "Choose the data that the model was made for, or correct the labels.",
                f"{len(wrong):,} of {len(part.labels):,} labels are out of range.",
            )


def _class_warnings(opened: Opened, validation: Labels) -> list[str]:
    present = np.unique(np.concatenate([part.labels for part in opened.parts.values()]))
    missing = np.setdiff1d(present, validation)
    if not len(missing):
        return []
    names = ", ".join(class_name(opened, int(label)) for label in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return [f"No validation sample of class {names}{more}."]


def _normalisation_warnings(opened: Opened, spec: DataSpec) -> list[str]:
    if opened.dtype != "uint8" or spec.mean or spec.std or abs(spec.scale * 255 - 1) > 1e-3:
        return []
    return ["Bytes are scaled to 0 … 1. If the model was trained with a mean and standard deviation, set them."]


def class_name(opened: Opened, label: int) -> str:
    return opened.class_names[label] if label < len(opened.class_names) else str(label)


def _summary(opened: Opened, calibration: Split, validation: Split, warnings: list[str]) -> DataSummary:
    labels = np.concatenate([part.labels for part in opened.parts.values()])
    counts = np.bincount(labels, minlength=len(opened.class_names))
    return DataSummary(
        samples=len(labels),
        classes=len(counts),
        sample_shape=calibration.x.shape[1:],
        class_counts=tuple(int(count) for count in counts),
        class_names=opened.class_names,
        low=float(min(calibration.x.min(), validation.x.min())),
        high=float(max(calibration.x.max(), validation.x.max())),
        warnings=tuple(dict.fromkeys(warnings)),
    )
