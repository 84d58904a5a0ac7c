"""Model switching: one of several files is loaded at a time, and changing it costs what loading takes.

Recipes of one model are precision switching: the same weights at other widths.
"""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.adaptive.model import AdaptiveModel, ModelFile
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import Model, Switching
from edgeviz.core.errors import DataError
from edgeviz.core.metric import Metric
from edgeviz.engine.adaptive.common import Ground, assembled, cost, point
from edgeviz.engine.measure.loading import measure_loading
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError, RecipeError."""
    wanted = ground.request.how
    assert isinstance(wanted, Switching)
    found = [_built(ground, number, model) for number, model in enumerate(wanted.models)]
    facts = {}
    for number, (made, _, _) in enumerate(found, 1):
        facts[f"load_seconds_{number}"] = made.load
        facts[f"memory_{number}"] = made.memory
    files = [file for _, _, file in found]
    runs = [{"file": file.name, "load": made.load} for made, _, file in found]
    rows = [(made, metrics) for made, metrics, _ in found]
    return assembled(ground, f"{len(files)} models", rows, files, runs, facts)


def _built(ground: Ground, number: int, model: Model) -> tuple[OperatingPoint, dict[str, Metric], ModelFile]:
    context = ground.context
    opened = session(model.path) if model.path and Path(model.path) != ground.opened.path else ground.opened
    model.recipe.check(opened.graph.layer_index)
    split = opened.data(ground.data).validation
    if split.name != ground.validation.name:
        raise DataError(
            f"{model.name} takes other samples than {ground.opened.path.name}.",
            "Choose models that take the same input.",
        )
    exported = ready(opened, model.recipe, ground.data, context.progress).exported()
    file = ground.write(exported, f"model{number + 1}.onnx")
    outputs = [value.name for value in exported.graph.output[:1]]
    logits = ground.answers(file, split.x, outputs, model.name)[0].reshape(len(split), -1)
    feed = opened.feed(ground.one(split.x), opened.fixed_batch or 1)
    measured = ground.latency(file, feed)
    context.progress(0, None, f"Loading {model.name}")
    loading = measure_loading(file.path, context.check)
    costs = cost(opened.graph, file.size, measured, ground.device, model.recipe)
    made, metrics = point(model.name, costs, logits, split, loading.memory, loading.seconds)
    return made, metrics, file
