"""Job entries that look at data without a model running: they import no torch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec, DataSummary
from edgeviz.core.graph import ModelGraph, Shape
from edgeviz.engine.data import dataset, guess
from edgeviz.engine.data.draw import draw
from edgeviz.engine.data.part import Opened, no_tick
from edgeviz.engine.data.prepare import resize_images
from edgeviz.engine.data.sources import open_source
from edgeviz.jobs.context import Context


def run(context: Context, spec: DataSpec, input_shape: Shape | None = None, classes: int | None = None) -> DataSummary:
    """Read both splits as a job would and say what they hold. Raises DataError with file and row."""
    return dataset.load(spec, input_shape, classes, lambda done, total: context.progress(done, total)).summary


def guess_run(context: Context, path: str, graph: ModelGraph | None) -> DataSpec:
    """A first spec for ``path`` and the model; an empty ``path`` stands for the embedded digits."""
    context.check()
    if not path and graph is not None:
        return guess.guess_for_model(graph)
    return guess.guess(path, graph) if path else DataSpec()


def guess_for_model_run(context: Context, graph: ModelGraph) -> DataSpec | None:
    """The embedded data set that the model takes, None where there is none."""
    context.check()
    return guess.embedded_for(graph)


def splits(context: Context, spec: DataSpec) -> tuple[int, int]:
    """How many samples the calibration split really has, and how many it could have; no sample is read."""
    context.check()
    opened = open_source(spec)
    drawn = draw(opened, spec)
    name, rows = drawn.calibration
    shared = len(drawn.validation[1]) if drawn.validation[0] == name else 0
    return len(rows), len(opened.parts[name].labels) - shared


def preview(context: Context, spec: DataSpec, count: int = 16) -> tuple[NDArray[np.uint8] | None, tuple[str, ...]]:
    """The first validation samples as bytes [n, h, w, 3] before normalisation, None when they are no images.

    The second value holds the names of their classes.
    """
    context.check()
    opened = open_source(spec)
    name, rows = draw(opened, spec).validation
    rows = rows[:count]
    labels = tuple(dataset.class_name(opened, int(label)) for label in opened.parts[name].labels[rows])
    return (_pictures(opened, name, rows, spec) if opened.image else None), labels


def validation_pictures(spec: DataSpec, places: NDArray[np.int64]) -> NDArray[np.uint8] | None:
    """The validation samples at ``places``, in that order, as bytes [n, h, w, 3]; None when they are no images."""
    opened = open_source(spec)
    name, rows = draw(opened, spec).validation
    return _pictures(opened, name, rows[places], spec) if opened.image else None


def _pictures(opened: Opened, name: str, rows: NDArray[np.intp], spec: DataSpec) -> NDArray[np.uint8]:
    ascending = np.sort(rows)
    raw = opened.parts[name].read(ascending, spec.resize, no_tick)[np.searchsorted(ascending, rows)]
    if spec.resize is not None:
        raw = resize_images(raw, spec.resize)
    if raw.dtype != np.uint8:
        values = np.nan_to_num(raw.astype(np.float32))
        low, high = float(values.min()), float(values.max())
        raw = np.rint((values - low) * (255 / ((high - low) or 1))).astype(np.uint8)
    return np.repeat(raw, 3, axis=3) if raw.shape[3] == 1 else np.ascontiguousarray(raw[..., :3])
