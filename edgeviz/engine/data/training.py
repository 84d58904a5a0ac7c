"""The samples that a network is trained on, and those of them that choose the best epoch."""

from __future__ import annotations

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.graph import Shape
from edgeviz.engine.data.dataset import Split, check_labels, read_split
from edgeviz.engine.data.draw import draw, stratified_order
from edgeviz.engine.data.part import Tick, no_tick
from edgeviz.engine.data.sources import open_source

#: The share of the training samples that is held out to choose the best epoch, and how many these are at least.
HELD_OUT, LEAST_HELD_OUT = 0.1, 50
#: Fewer training samples than this are refused: nothing could be told from their held-out part.
LEAST = 20


def load_training(
    spec: DataSpec,
    input_shape: Shape | None = None,
    classes: int | None = None,
    samples: int = 0,
    tick: Tick = no_tick,
) -> tuple[Split, Split]:
    """(what is learned from, what is held out), read in one pass; neither shares a sample with the validation split.

    Where the source has a train and a test part these are samples of the train part; else all that are not used for
    validation. Calibration samples are among them: no accuracy is reported on those. At most ``samples`` are taken,
    0 takes all. Every stretch of both splits is balanced by class; a tenth, at least 50 and at most half, is held out.
    Raises DataError where there are too few, or more than memory is meant to hold.
    """
    opened = open_source(spec)
    check_labels(opened, classes)
    drawn = draw(opened, spec)
    name, validation = drawn.validation
    if "train" in opened.parts and name == "test":
        name = "train"
        rows = stratified_order(opened.parts[name].labels, spec.seed)
    else:
        order = stratified_order(opened.parts[name].labels, spec.seed)
        rows = order[~np.isin(order, validation)]
    rows = rows[:samples] if samples else rows
    if len(rows) < LEAST:
        raise DataError(
            f"{opened.name}: {len(rows)} samples are left for training beside {len(validation):,} for validation.",
            "Choose fewer validation samples, or data with more samples.",
        )
    split, _ = read_split(opened, name, rows, spec, input_shape, tick)
    held = min(len(rows) // 2, max(LEAST_HELD_OUT, round(HELD_OUT * len(rows))))
    return Split(split.x[held:], split.y[held:]), Split(split.x[:held], split.y[:held])
