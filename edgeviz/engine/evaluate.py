"""Job: measure recipes. One Evaluation per recipe, handed over the moment it exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import numpy as np

from edgeviz.core import cost
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe
from edgeviz.core.statistics import wilson
from edgeviz.core.timing import Timing
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.measure.layers import batch_of, first_samples
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Floats, Labels, Session, Tick, session
from edgeviz.jobs.context import Context

#: What a latency measurement counts as in samples, so that progress moves at an even pace.
LATENCY_STEPS = 100


def run(
    context: Context,
    path: str,
    data: DataSpec | None,
    recipes: Sequence[Recipe],
    latency: bool = True,
    timing: Timing | None = None,
) -> None:
    """Evaluate ``recipes`` on the model at ``path`` and emit one ``Evaluation`` per recipe via ``context.result``.

    With ``data``: accuracy and agreement with the float model on the validation split. Without it: size, cost and
    latency only. ``timing`` says how the latency is measured, None for the usual way. An ``ImportCheck`` of the model
    comes first. Raises ModelError, DataError, RecipeError.
    """
    timing = timing or Timing()
    opened = session(path)
    for recipe in recipes:
        recipe.check(opened.graph.layer_index)
    if latency and recipes:
        timing = replace(timing, batch=batch_of(opened, timing))
    if data is None:
        _check_import(context, opened, None)
        steps = Steps(context, len(recipes) * LATENCY_STEPS)
        for recipe in recipes:
            context.result(_evaluate(opened, None, recipe, timing if latency else None, steps))
        return
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "Size, cost and weight errors are shown all the same; accuracy needs operators that EdgeViz covers.",
        )
    context.progress(0, None, "Reading data")
    dataset = opened.data(data, lambda done, total: context.progress(done, total, "Reading data"))
    _check_import(context, opened, dataset.validation.x)
    samples = len(dataset.validation)
    each = samples + (LATENCY_STEPS if latency else 0)
    steps = Steps(context, samples + len(recipes) * each)
    opened.float_outputs(data, steps.advancing("Float model"))
    for recipe in recipes:
        context.result(_evaluate(opened, data, recipe, timing if latency else None, steps))


def _check_import(context: Context, opened: Session, x: Floats | None) -> None:
    try:
        check = opened.import_check(x)
    except ModelError as error:
        # A model that onnxruntime refuses may still run in torch.
        context.log(f"Not compared with onnxruntime: {error.what} {error.details}".strip(), "warning")
        return
    if check is None:
        return
    context.result(check)
    if not check.passed:
        context.log(
            f"torch and onnxruntime differ by {check.max_difference:.3g} on {opened.path.name} "
            f"(allowed {check.tolerance:.3g}): accuracies may be off.",
            "warning",
        )


class Steps:
    """Progress over several passes with one total."""

    def __init__(self, context: Context, total: int) -> None:
        self.context = context
        self._total = total
        self._done = 0

    def advance(self, count: int, text: str) -> None:
        self._done += count
        self.context.progress(self._done, max(self._total, self._done), text)

    def advancing(self, text: str) -> Tick:
        """``advance`` with a fixed text."""
        return partial(self.advance, text=text)


def _evaluate(
    opened: Session, data: DataSpec | None, recipe: Recipe, timing: Timing | None, steps: Steps
) -> Evaluation:
    context = steps.context
    metrics = dict(cost.predicted_metrics(opened.graph, recipe))
    outcomes: Outcomes | None = None
    prepared = ready(opened, recipe, data, context.progress)
    for note in prepared.notes:
        context.log(note)
    context.check()
    if data is not None:
        module = prepared.quantized()
        dataset = opened.data(data)
        if recipe.is_float32:
            outputs = opened.float_outputs(data, steps.advancing("Float model"))
        else:
            outputs = opened.outputs(module, dataset.validation.x, steps.advancing("Accuracy"))
        found = opened.predictions(outputs)
        float_found = opened.predictions(opened.float_outputs(data))
        metrics["accuracy"] = accuracy(found, dataset.validation.y)
        outcomes = Outcomes.of(found == dataset.validation.y, dataset.validation.name)
        metrics["agreement"] = proportion("agreement", found, float_found, "")
    context.check()
    exported = prepared.exported().SerializeToString()
    metrics["size"] = Metric("size", len(exported), Provenance.MEASURED, date=now(), note="bytes of the exported file")
    if timing is not None:
        feed = opened.feed(first_samples(opened, data, timing.batch), timing.batch)
        try:
            metrics["latency"] = measure_latency(exported, feed, context.check, timing.budget, timing.threads)
        except ModelError as error:
            context.log(f"No latency: {error.what} {error.details}".strip(), "warning")
    if timing is not None or data is None:
        steps.advance(LATENCY_STEPS, "Latency")
    return Evaluation(recipe, metrics, created=now(), source="evaluate", outcomes=outcomes)


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
