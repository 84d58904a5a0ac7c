"""Job: a table of measured layers for this machine, from one model or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from edgeviz.core.device.calibration import Calibration
from edgeviz.core.device.learn_timings import Observation, learn
from edgeviz.core.device.references import reference_recipes
from edgeviz.core.device.timings import Timings
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.evaluate import now
from edgeviz.engine.measure import machine
from edgeviz.engine.measure.profiler import profile_layers
from edgeviz.engine.measure.runtime import Array, device_name
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context

#: Every recipe is measured so often, one after the other, and the medians count: a machine that was slow for some
#: seconds then spoils one pass of all recipes alike and not all passes of one.
PASSES = 3
#: Seconds of timed runs for each recipe and pass, without the profiler and again with it.
BUDGET = 0.15


@dataclass(frozen=True, slots=True)
class _Ready:
    graph: ModelGraph
    recipe: Recipe
    content: bytes
    feed: dict[str, Array]


def run(
    context: Context,
    paths: Sequence[str],
    known: Timings | None = None,
    timing: Timing | None = None,
    passes: int = PASSES,
    probe: bool = True,
) -> Calibration:
    """Measure every distinct layer of the models at ``paths`` as each kernel that widths lead to.

    The table comes on top of ``known`` where that is of the same device. ``probe``: measure the machine's peaks too,
    for its profile. The result is emitted and returned. Raises ModelError.
    """
    timing = timing or Timing(budget=BUDGET)
    device = machine.run(context) if probe else None
    found = observe(context, paths, timing, passes)
    name = device_name(timing.threads)
    same = known if known is not None and known.device == name else None
    result = Calibration(machine.KEY, learn(found, name, now(), same), device)
    context.result(result)
    return result


def observe(context: Context, paths: Sequence[str], timing: Timing, passes: int = PASSES) -> list[Observation]:
    """The reference recipes of each model, timed. Activation ranges are placeholders, which changes no kernel."""
    prepared = []
    for path in paths:
        opened = session(path)
        if opened.graph.missing_operators or not opened.graph.layers:
            what = f"{opened.path.name} cannot calibrate a device: "
            raise ModelError(
                what + ("it has no layer with weights." if not opened.graph.layers else "it cannot be run here."),
                "Choose another model.",
            )
        feed = opened.feed(None, opened.fixed_batch or timing.batch)
        for recipe in reference_recipes(opened.graph):
            context.progress(0, None, f"Preparing {opened.path.name}")
            exported = ready(opened, recipe, None, context.progress).exported()
            prepared.append(_Ready(opened.graph, recipe, exported.SerializeToString(), feed))
    profiles: list[list[LayerProfile]] = [[] for _ in prepared]
    for done in range(passes):
        for index, one in enumerate(prepared):
            context.progress(done * len(prepared) + index, passes * len(prepared), f"Measuring {one.graph.name}")
            found = profile_layers(one.content, one.graph, one.recipe.hash, one.feed, timing, context.check)
            profiles[index].append(found)
    return [observation(one.graph, one.recipe, found) for one, found in zip(prepared, profiles, strict=True)]


def observation(graph: ModelGraph, recipe: Recipe, profiles: Sequence[LayerProfile]) -> Observation:
    """Medians over ``profiles`` of the same recipe. A layer without a kernel of its own is left out."""
    layers: dict[str, list[float]] = {}
    operators: dict[str, list[float]] = {}
    for profile in profiles:
        for time in profile.times:
            if time.seconds is not None:
                layers.setdefault(time.key, []).append(time.seconds)
        sums: dict[str, float] = {}
        for between in profile.between:
            sums[between.op] = sums.get(between.op, 0.0) + between.seconds
        for op, seconds in sums.items():
            operators.setdefault(op, []).append(seconds)
    return Observation(
        graph,
        recipe,
        {key: median(seconds) for key, seconds in layers.items()},
        {op: median(seconds) for op, seconds in operators.items()},
        median(profile.latency.value for profile in profiles),
    )
