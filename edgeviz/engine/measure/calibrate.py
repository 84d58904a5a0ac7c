"""Job: a table of measured layers for this machine, from one model or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from edgeviz.core.device.calibration import Calibration
from edgeviz.core.device.learn_timings import Observation, learn, leave_one_out
from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.device.references import reference_recipes, trial_recipes
from edgeviz.core.device.timings import Timings
from edgeviz.core.device.trials import tried
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.evaluate import now
from edgeviz.engine.measure import machine
from edgeviz.engine.measure.alone import own_clock
from edgeviz.engine.measure.latency import measure_latency
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
#: Recipes of each model that nothing is learned from: they tell how far predictions are off.
TRIALS = 8


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
    threads: int = 0,
) -> Calibration:
    """Measure every distinct layer of the models at ``paths`` as each kernel that widths lead to.

    The table comes on top of ``known`` where that is of the same device. ``probe``: measure the machine's peaks too,
    for its profile. ``threads``: of the runtime where no ``timing`` says so. The result is emitted and returned. Raises
    ModelError.
    """
    timing = timing or Timing(threads, budget=BUDGET)
    device = machine.run(context) if probe else None
    found, trials = measure(context, paths, timing, passes, TRIALS)
    name = device_name(timing.threads)
    same = known if known is not None and known.device == name else None
    table = tried(learn(found, name, now(), same), trials, same.trials if same is not None else ())
    table = replace(table, unseen=leave_one_out(found, trials, same))
    result = Calibration(THIS_MACHINE, table, device)
    context.result(result)
    return result


def observe(context: Context, paths: Sequence[str], timing: Timing, passes: int = PASSES) -> list[Observation]:
    """The reference recipes of each model, timed."""
    return measure(context, paths, timing, passes)[0]


def measure(
    context: Context, paths: Sequence[str], timing: Timing, passes: int = PASSES, trials: int = 0
) -> tuple[list[Observation], list[tuple[ModelGraph, Recipe, float]]]:
    """The reference recipes of each model, timed, and ``trials`` other recipes of each with the seconds they took.

    Activation ranges are placeholders, which changes no kernel. Trials run among the others, so that both are of the
    same minutes.
    """
    prepared: list[_Ready] = []
    tried_ones: list[_Ready] = []
    for path in paths:
        opened = session(path)
        if opened.graph.missing_operators or not opened.graph.layers:
            what = f"{opened.path.name} cannot calibrate a device: "
            raise ModelError(
                what + ("it has no layer with weights." if not opened.graph.layers else "it cannot be run here."),
                "Choose another model.",
            )
        feed = opened.feed(None, opened.fixed_batch or timing.batch)
        for found, recipes in (
            (prepared, reference_recipes(opened.graph)),
            (tried_ones, trial_recipes(opened.graph, trials)),
        ):
            for recipe in recipes:
                context.progress(0, None, f"Preparing {opened.path.name}")
                exported = ready(opened, recipe, None, context.progress).exported()
                found.append(_Ready(opened.graph, recipe, exported.SerializeToString(), feed))
    clock = own_clock(timing.threads)
    profiles: list[list[LayerProfile]] = [[] for _ in prepared]
    times: list[list[float]] = [[] for _ in tried_ones]
    each = len(prepared) + len(tried_ones)
    for done in range(passes):
        for index, one in enumerate(prepared):
            context.progress(done * each + index, passes * each, f"Measuring {one.graph.name}")
            profile = profile_layers(
                one.content, one.graph, one.recipe.hash, one.feed, timing, context.check, alone=True
            )
            profiles[index].append(profile)
        for index, one in enumerate(tried_ones):
            context.progress(done * each + len(prepared) + index, passes * each, f"Trying {one.graph.name}")
            latency = measure_latency(one.content, one.feed, context.check, timing.budget, timing.threads, clock)
            times[index].append(latency.value)
    observations = [observation(one.graph, one.recipe, rows) for one, rows in zip(prepared, profiles, strict=True)]
    return observations, [(one.graph, one.recipe, median(rows)) for one, rows in zip(tried_ones, times, strict=True)]


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
