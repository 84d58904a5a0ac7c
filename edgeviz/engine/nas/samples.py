"""What candidates are trained on, and what they are judged by: both of the training samples, never validation ones."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from edgeviz.core.dataset import DataSpec, DataSummary
from edgeviz.core.errors import DataError
from edgeviz.engine.data.dataset import Dataset, Split
from edgeviz.engine.data.part import Tick, no_tick
from edgeviz.engine.data.sources import open_source
from edgeviz.engine.data.training import LEAST, load_training

#: Data sets that a process keeps, and training samples by which activation ranges are set.
KEPT, CALIBRATION = 2, 256


@dataclass(frozen=True, eq=False)
class Samples:
    """train: what is learned from. held_out: what candidates are judged by. classes: labels are below it."""

    train: Split
    held_out: Split
    classes: int

    def dataset(self, spec: DataSpec) -> Dataset:
        """The same as a data set whose calibration split is of ``train`` and whose validation split is ``held_out``."""
        calibration = Split(self.train.x[:CALIBRATION], self.train.y[:CALIBRATION])
        summary = DataSummary(
            samples=len(self.train) + len(self.held_out),
            classes=self.classes,
            sample_shape=self.train.x.shape[1:],
            class_counts=tuple(np.bincount(self.train.y, minlength=self.classes).tolist()),
            class_names=(),
            low=float(self.train.x.min()),
            high=float(self.train.x.max()),
            warnings=(),
        )
        return Dataset(spec, calibration, self.held_out, summary)


_read: OrderedDict[tuple[object, ...], Samples] = OrderedDict()


def samples_of(spec: DataSpec, shape: tuple[int, ...], train: int, held_out: int, tick: Tick = no_tick) -> Samples:
    """At most ``train`` training samples (0: all) and ``held_out`` others, at most half, of the training part of the
    data, for networks that take ``shape``. A process reads them once. Raises DataError.
    """
    key = (spec.hash, _state(spec), shape, train, held_out)
    if key not in _read:
        _read[key] = _load(spec, shape, train, held_out, tick)
        while len(_read) > KEPT:
            _read.popitem(last=False)
    _read.move_to_end(key)
    return _read[key]


def shape_of(spec: DataSpec) -> tuple[int, int, int]:
    """(channels, height, width) of the samples as a network would get them. Raises DataError for what is no image."""
    opened = open_source(spec)
    if not opened.image or len(opened.shape) != 3:
        raise DataError(
            f"{opened.name}: a sample is no image, and searched networks are for images.", "Choose a set of images."
        )
    height, width = spec.resize or opened.shape[:2]
    return opened.shape[2], height, width


def classes_of(spec: DataSpec) -> int:
    """One more than the largest label, or as many as have names. Raises DataError."""
    opened = open_source(spec)
    largest = max(int(part.labels.max(initial=0)) for part in opened.parts.values())
    return max(2, largest + 1, len(opened.class_names))


def _load(spec: DataSpec, shape: tuple[int, ...], train: int, held_out: int, tick: Tick) -> Samples:
    classes = classes_of(spec)
    learned, held = load_training(spec, ("batch", *shape), classes, train + held_out if train else 0, tick)
    # The loader holds out a tenth; a search may want more or less of it. Both stretches are balanced by class.
    x, y = np.concatenate([held.x, learned.x]), np.concatenate([held.y, learned.y])
    count = min(held_out, len(y) // 2)
    if len(y) - count < LEAST:
        raise DataError(f"{len(y)} training samples are too few to search with.", "Choose data with more samples.")
    return Samples(Split(x[count:], y[count:]), Split(x[:count], y[:count]), classes)


def _state(spec: DataSpec) -> tuple[tuple[int, int], ...]:
    """What tells whether the files were written again."""
    stats = [Path(name).expanduser().stat() for name in (spec.path, spec.labels) if name and Path(name).exists()]
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in stats)
