"""Job: measure recipes. One Evaluation per recipe, handed over the moment it exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from edgeviz.core import cost
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.core.statistics import wilson
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.measure.runtime import device_name
from edgeviz.engine.session import Floats, Labels, Session, session
from edgeviz.jobs.context import Context

#: What a latency measurement counts as in samples, so that progress moves at an even pace.
LATENCY_STEPS = 100


def run(context: Context, path: str, data: DataSpec | None, recipes: Sequence[Recipe], latency: bool = True) -> None:
    """Evaluate ``recipes`` on the model at ``path`` and emit one ``Evaluation`` per recipe via ``context.result``.

    With ``data``: accuracy and agreement with the float model on the validation split. Without it: size, cost and
    latency only. The first job on a model emits an ``ImportCheck`` before. Raises ModelError, DataError, RecipeError.
    """
    opened = session(path)
    for recipe in recipes:
        recipe.check(opened.graph.layer_index)
    if data is None:
        steps = Steps(context, len(recipes) * LATENCY_STEPS)
        for recipe in recipes:
            context.result(_evaluate(opened, None, recipe, latency, steps))
        return
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "Size, cost and weight errors are shown all the same; accuracy needs operators that EdgeViz covers.",
        )
    context.progress(0, None, "Reading data")
    dataset = opened.data(data, lambda done, total: context.progress(done, total, "Reading data"))
    check = opened.import_check(dataset.validation.x)
    if check is not None:
        context.result(check)
        if not check.passed:
            context.log(
                f"torch and onnxruntime differ by {check.max_difference:.3g} on {opened.path.name} "
                f"(allowed {check.tolerance:.3g}): accuracies may be off.",
                "warning",
            )
    samples = len(dataset.validation)
    each = samples + (LATENCY_STEPS if latency else 0)
    steps = Steps(context, samples + len(recipes) * each)
    opened.float_outputs(data, steps.advancing("Float model"))
    for recipe in recipes:
        context.result(_evaluate(opened, data, recipe, latency, steps))


class Steps:
    """Progress over several passes with one total."""

    def __init__(self, context: Context, total: int) -> None:
        self.context = context
        self._total = total
        self._done = 0

    def advance(self, count: int, text: str) -> None:
        self._done += count
        self.context.progress(self._done, max(self._total, self._done), text)

    def advancing(self, text: str) -> _Advance:
        return _Advance(self, text)


class _Advance:
    def __init__(self, steps: Steps, text: str) -> None:
        self._steps, self._text = steps, text

    def __call__(self, count: int) -> None:
        self._steps.advance(count, self._text)


def _evaluate(opened: Session, data: DataSpec | None, recipe: Recipe, latency: bool, steps: Steps) -> Evaluation:
    context = steps.context
    metrics = dict(cost.predicted_metrics(opened.graph, recipe))
    calibrating = lambda seen: context.progress(steps._done, steps._total, "Calibrating")  # noqa: E731
    activations = opened.activation_params(recipe, data, calibrating)
    context.check()
    if data is not None:
        module = opened.quantized(recipe, activations)
        dataset = opened.data(data)
        if recipe.is_float32:
            outputs = opened.float_outputs(data, steps.advancing("Float model"))
        else:
            outputs = opened.outputs(module, dataset.validation.x, steps.advancing("Accuracy"))
        found = opened.predictions(outputs)
        float_found = opened.predictions(opened.float_outputs(data))
        metrics["accuracy"] = accuracy(found, dataset.validation.y)
        metrics["agreement"] = proportion("agreement", found, float_found, "")
    context.check()
    exported = opened.exported(recipe, activations).SerializeToString()
    metrics["size"] = Metric("size", len(exported), Provenance.MEASURED, date=now(), note="bytes of the exported file")
    if latency:
        sample = None if data is None else opened.data(data).validation.x[: opened.fixed_batch or 1]
        try:
            metrics["latency"] = measure_latency(exported, opened.feed(sample, 1), context.check)
        except ModelError as error:
            context.log(f"No latency: {error.what} {error.details}".strip(), "warning")
    if latency or data is None:
        steps.advance(LATENCY_STEPS, "Latency")
    return Evaluation(recipe, metrics, created=now(), source="evaluate")


def accuracy(found: Labels, expected: Labels, device: str = "torch, fake-quantized") -> Metric:
    """Top-1 accuracy with Wilson's 95 % interval."""
    return proportion("accuracy", found, expected, device)


def proportion(name: str, found: Labels, expected: Labels, device: str) -> Metric:
    hits, samples = int(np.count_nonzero(found == expected)), len(expected)
    low, high = wilson(hits, samples)
    return Metric(
        name, hits / samples, Provenance.MEASURED, low=low, high=high, samples=samples, device=device, date=now()
    )


def largest_difference(one: Floats, other: Floats) -> float:
    return float(np.abs(one.astype(np.float64) - other).max()) if one.size else 0.0


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


__all__ = ["Steps", "accuracy", "device_name", "largest_difference", "now", "proportion", "run"]
