"""Job: what each layer of a recipe takes in onnxruntime on this machine, and the kernel that runs it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.measure.profiler import profile_layers
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Floats, Session, session
from edgeviz.jobs.context import Context


def run(
    context: Context, path: str, data: DataSpec | None, recipe: Recipe, timing: Timing | None = None
) -> LayerProfile:
    """Profile ``recipe`` of the model at ``path`` as it would be exported; the result is emitted and returned.

    With ``data`` the samples are real ones, else seeded noise. Raises RecipeError, DataError, ModelError.
    """
    timing = timing or Timing()
    opened = session(path)
    recipe.check(opened.graph.layer_index)
    batch = batch_of(opened, timing)
    context.progress(0, None, "Exporting")
    prepared = ready(opened, recipe, data, context.progress)
    for note in prepared.notes:
        context.log(note)
    context.check()
    exported = prepared.exported().SerializeToString()
    feed = opened.feed(first_samples(opened, data, batch), batch)
    context.progress(0, None, "Timing the whole model")

    def tick(done: int, total: int) -> None:
        # Timing the whole took about as long as the layers will: without it the remaining time would be far off.
        context.progress(total + done, 2 * total, "Timing layers")

    used = replace(timing, batch=batch)
    found = profile_layers(exported, opened.graph, recipe.hash, feed, used, context.check, tick)
    context.result(found)
    return found


def batch_of(opened: Session, timing: Timing) -> int:
    """Samples in one inference: those asked for, or what the file fixes where nobody chose. Raises ModelError."""
    fixed = opened.fixed_batch
    if fixed is not None and timing.batch not in (1, fixed):
        raise ModelError(
            f"{opened.path.name} takes {fixed} sample{'s' if fixed > 1 else ''} at a time, not {timing.batch}.",
            "Choose 1 for what the file fixes, or export the model with a free batch dimension.",
        )
    return fixed or timing.batch


def first_samples(opened: Session, data: DataSpec | None, batch: int) -> Floats | None:
    """``batch`` validation samples, from the beginning again where there are fewer; None without data."""
    if data is None:
        return None
    x = opened.data(data).validation.x
    found: Floats = x[np.arange(batch) % len(x)]
    return found
