"""Job: how long a training will take, from a few steps that are really made."""

from __future__ import annotations

import contextlib
import itertools
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from edgeviz.core.dataset import DataSpec
from edgeviz.core.train_request import TrainRequest
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.session import session
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import Composed, compose
from edgeviz.jobs.context import Context, Untracked

#: Steps that are timed at most, and seconds after which no other begins.
STEPS, SECONDS = 12, 4.0
#: Samples on which the time of looking at the held-out ones is measured.
LOOKED_AT = 256
#: Seconds that measuring the latencies and exporting take in the end.
MEASURING = 4.0


def run(context: Context, path: str, data: DataSpec, request: TrainRequest) -> float:
    """Seconds that ``train.job`` will take for the same arguments, if all epochs are made.

    The model is composed as for the training itself, then some steps are made and a part of the held-out samples is
    looked at. The first step, which is slower, is left out; the median of the others counts. Raises what the job would.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="edgeviz-estimate-") as folder:
        composed = compose(context, path, data, request, Path(folder))
        prepared = time.perf_counter() - begun
        total, epochs = 0.0, 0
        for stage in composed.stages:
            steps = stage.spec.steps(len(stage.train))
            total += steps * _step(context, composed, stage) if steps else 0.0
            epochs += stage.spec.epochs
        look = _look(context, composed)
    validation = len(session(path).data(data).validation) * (1 if composed.recipe.is_float32 else 2)
    return prepared + total + look * (epochs * len(composed.held_out) + validation) + MEASURING


def _step(context: Context, composed: Composed, stage: Any) -> float:
    """Seconds of one step of ``stage``."""
    spec, train = stage.spec, stage.train
    ends: list[float] = []

    def after_step(module: nn.Module) -> None:
        composed.after_step(module)
        context.progress(len(ends), STEPS, "Timing some steps")
        ends.append(time.perf_counter())
        if len(ends) > 2 and ends[-1] - ends[0] > SECONDS:
            raise _EnoughError

    count = min(len(train), spec.batch * STEPS)
    rows = np.arange(count)
    some = Split(train.x[rows], train.y[rows])
    short = replace(spec, epochs=1 if spec.steps_per_epoch(count) > 2 else 4, patience=0, checkpoint_every=0)
    held = Split(composed.held_out.x[:2], composed.held_out.y[:2])
    begun = time.perf_counter()
    with contextlib.suppress(_EnoughError):
        objective, augment = composed.objective(stage), composed.augment
        loop.fit(Untracked(), stage.module, some, held, short, objective, after_step, augment=augment)
    steps = [b - a for a, b in itertools.pairwise(ends)]
    return statistics.median(steps) if steps else ends[0] - begun


def _look(context: Context, composed: Composed) -> float:
    """Seconds for a sample that is only looked at."""
    held = composed.held_out
    some = Split(held.x[:LOOKED_AT], held.y[:LOOKED_AT])
    module = composed.training.module
    begun = time.perf_counter()
    loop.hits(module, some, LOOKED_AT, context.check)
    return (time.perf_counter() - begun) / len(some)


class _EnoughError(Exception):
    """Enough steps were timed."""
