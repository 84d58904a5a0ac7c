"""Job: what the float model and a recipe say of chosen validation samples."""

from __future__ import annotations

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, ModelError
from edgeviz.core.look import Look
from edgeviz.core.recipe import Recipe
from edgeviz.engine.data.inspect import validation_pictures
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context


def run(context: Context, path: str, data: DataSpec, recipe: Recipe, rows: tuple[int, ...]) -> Look:
    """The validation samples at ``rows``: ``teacher`` holds the float model's outputs, ``student`` the recipe's.

    Raises DataError for rows that are not there, ModelError where the model cannot be run or is no classifier of two
    classes or more.
    """
    opened = session(path)
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "The weights are shown all the same.",
        )
    dataset = opened.data(data)
    split = dataset.validation
    if not rows or not all(0 <= row < len(split) for row in rows):
        raise DataError("A validation sample was asked for that is not there.", f"There are {len(split):,}.")
    chosen = np.asarray(rows, np.int64)
    x = split.x[chosen]
    real = opened.outputs(opened.module, x)
    if real.shape[1] < 2:
        raise ModelError(f"{opened.path.name} has a single output.", "Probabilities of classes need two or more.")
    context.check()
    quantized = ready(opened, recipe, data, context.progress).quantized()
    found = opened.outputs(quantized, x)
    last = opened.graph.producers.get(opened.graph.outputs[0])
    if last is not None and opened.graph.nodes[last].op == "Softmax":
        # Whose outputs are probabilities: their logarithms are logits.
        real, found = (np.log(np.maximum(values, np.finfo(np.float32).tiny)) for values in (real, found))
    return Look(
        rows=rows,
        teacher=real.astype(np.float32),
        student=found.astype(np.float32),
        labels=split.y[chosen],
        names=dataset.summary.class_names,
        pictures=validation_pictures(data, chosen),
    )
