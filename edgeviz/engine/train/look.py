"""Job: teacher and student on chosen samples, their logits and the features of a pair of layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError
from edgeviz.core.look import Features, Look, strongest
from edgeviz.engine.data.inspect import validation_pictures
from edgeviz.engine.session import Floats, Session, session
from edgeviz.engine.train.network import network
from edgeviz.engine.train.teachers import Reader, tried
from edgeviz.jobs.context import Context


def run(
    context: Context,
    teacher: str,
    student: str,
    data: DataSpec,
    rows: tuple[int, ...],
    pair: tuple[str, str] | None = None,
) -> Look:
    """The validation samples at ``rows`` as the model files ``teacher`` and ``student`` see them.

    A model that was trained for a recipe is the quantized one (``network``).

    ``pair``: (teacher's tensor, student's tensor), or keys of nodes. The window softens the logits with any
    temperature itself. Raises DataError for rows that are not there, EdgeVizError where a model does not fit the data,
    the classes differ or a tensor is not there.
    """
    context.progress(0, 3, "Reading the samples")
    opened = session(student)
    split = opened.data(data).validation
    outside = [row for row in rows if not 0 <= row < len(split)]
    if outside or not rows:
        raise DataError(
            f"There is no validation sample {outside[0]}." if outside else "No sample was chosen.",
            f"Choose from 0 to {len(split) - 1:,}.",
        )
    chosen = np.asarray(rows, np.int64)
    x = split.x[chosen]
    found: list[tuple[Floats, Features | None]] = []
    for done, path in enumerate((teacher, student), 1):
        context.progress(done, 3, "Asking the teacher" if done == 1 else "Asking the student")
        found.append(_seen(session(path), data, x, None if pair is None else pair[done - 1]))
    (first, hint), (second, guided) = found
    if first.shape[1] != second.shape[1]:
        raise EdgeVizError(
            f"{Path(teacher).name} tells {first.shape[1]:,} classes apart, {Path(student).name} {second.shape[1]:,}.",
            "Choose a teacher and a student for the same classes.",
        )
    context.progress(3, 3)
    return Look(
        rows=tuple(int(row) for row in rows),
        teacher=first,
        student=second,
        labels=split.y[chosen],
        names=opened.data(data).summary.class_names,
        pictures=validation_pictures(data, chosen),
        features=None if hint is None or guided is None else (hint, guided),
    )


def _seen(opened: Session, data: DataSpec, x: Floats, tensor: str | None) -> tuple[Floats, Features | None]:
    module = network(opened, data, x)
    reader = Reader(module, opened.path.name, () if tensor is None else (tensor,))
    # Two at once, so that a network that takes a single one says so.
    tried(module, reader, torch.from_numpy(np.resize(x, (2, *x.shape[1:]))))
    logits: list[Tensor] = []
    maps: list[Tensor] = []
    with torch.inference_mode():
        for begin in range(0, len(x), 32):
            some, features = reader.all(module, torch.from_numpy(x[begin : begin + 32]))
            logits.append(some)
            maps += features
    seen = torch.cat(logits).numpy().astype(np.float32)
    if tensor is None:
        return seen, None
    values = torch.cat(maps).numpy().astype(np.float32)
    channels = strongest(values)
    return seen, Features(tensor, np.ascontiguousarray(values[:, channels]), channels, values.shape[1])
