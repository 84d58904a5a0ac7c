"""Job: the validation samples whose class changes from one recipe to another, with their pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.disagreement import Disagreement, order
from edgeviz.core.errors import ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.engine.data.inspect import validation_pictures
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Floats, Session, Tick, session
from edgeviz.jobs.context import Context


def run(
    context: Context,
    path: str,
    data: DataSpec,
    first: Recipe,
    second: Recipe,
    pictures: int = 48,
    second_path: str = "",
) -> Disagreement:
    """Compare ``first`` and ``second`` on the validation split of ``data``; at most ``pictures`` samples are drawn.

    ``second_path``: the model of ``second`` where it is another one. Raises ModelError where a model cannot be run,
    DataError or RecipeError where data or recipes do not fit.
    """
    models = [session(path), session(second_path or path)]
    for opened in models:
        if opened.graph.missing_operators:
            raise ModelError(
                f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
                "Compare sizes and costs instead.",
            )
    opened = models[0]
    split = opened.data(data).validation
    total, done = 2 * len(split), 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        context.progress(done, total, "Comparing")

    pairs = list(zip(models, (first, second), strict=True))
    outputs = [_outputs(context, model, data, recipe, tick) for model, recipe in pairs]
    if outputs[0].shape != outputs[1].shape:
        raise ModelError(
            f"{models[1].path.name} and {opened.path.name} tell {outputs[1].shape[1]} and {outputs[0].shape[1]} "
            "classes apart.",
            "Compare models of the same classes.",
        )
    found = [model.predictions(output) for (model, _), output in zip(pairs, outputs, strict=True)]
    differ = np.flatnonzero(found[0] != found[1])
    confidence = np.column_stack([_confidence(o[differ], f[differ]) for o, f in zip(outputs, found, strict=True)])
    truth = split.y[differ]
    ranked = order(truth, found[0][differ], found[1][differ], confidence)
    rows = differ[ranked]
    return Disagreement(
        rows=rows.astype(np.int64),
        truth=truth[ranked],
        first=found[0][rows],
        second=found[1][rows],
        confidence=confidence[ranked],
        samples=len(split),
        pictures=validation_pictures(data, rows[:pictures]) if len(rows) else None,
        names=opened.data(data).summary.class_names,
    )


def _outputs(context: Context, opened: Session, data: DataSpec, recipe: Recipe, tick: Tick) -> Floats:
    if recipe.is_float32:
        return opened.float_outputs(data, tick)
    module = ready(opened, recipe, data, context.progress).quantized()
    return opened.outputs(module, opened.data(data).validation.x, tick)


def _confidence(outputs: Floats, classes: NDArray[np.int64]) -> NDArray[np.float64]:
    """The probability of the class that was found. Outputs that are probabilities already stay as they are."""
    values = outputs.astype(np.float64)
    if values.shape[1] == 1:
        one = values[:, 0] if ((values >= 0) & (values <= 1)).all() else 1 / (1 + np.exp(-values[:, 0]))
        return np.where(classes == 1, one, 1 - one)
    if not ((values >= 0).all() and np.allclose(values.sum(axis=1), 1, atol=1e-3)):
        values = np.exp(values - values.max(axis=1, keepdims=True))
        values /= values.sum(axis=1, keepdims=True)
    chosen: NDArray[np.float64] = np.take_along_axis(values, classes[:, None], axis=1)[:, 0]
    return chosen
