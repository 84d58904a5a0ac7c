"""Job: a table of measured layers made for a search space, so that candidates' latencies are sums (the TABLE clock).

Random members are profiled in onnxruntime, as calibrating a device does with a person's models; the factors are fitted
to their whole times. Members that take no part tell how far its sums are off.
"""

from __future__ import annotations

from statistics import median

import numpy as np

from edgeviz.core.device.learn_timings import learn
from edgeviz.core.device.timings import Timings
from edgeviz.core.device.trials import tried
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.space import Space
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.evaluate import now
from edgeviz.engine.measure.calibrate import observation
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.measure.profiler import profile_layers
from edgeviz.engine.measure.runtime import Array, device_name
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.supernet import extremes
from edgeviz.engine.nas.untrained import proto_of
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Context

#: Members that are profiled, besides those at the ends of the space, and members that the table is tried on.
PROFILED, TRIED = 12, 6
#: Each is measured so often, one after the other, and medians count.
PASSES = 2


def run(
    context: Context,
    space: Space,
    classes: int = 10,
    timing: Timing | None = None,
    known: Timings | None = None,
    profiled: int = PROFILED,
    passes: int = PASSES,
) -> Timings:
    """The table of this machine for the float networks of ``space``, on top of ``known`` where that is of the same one.

    The result is emitted and returned. Raises SpaceError, ModelError.
    """
    timing = timing or Timing(budget=0.1)
    rng = np.random.default_rng(0)
    chosen = [*extremes(space, largest=True), *extremes(space, largest=False)]
    chosen += [space.architecture(draw(space, rng)) for _ in range(profiled + TRIED)]
    learned = len(chosen) - TRIED
    made: list[tuple[ModelGraph, bytes]] = []
    for one in context.track(chosen, len(chosen), "Building networks"):
        proto = proto_of(space, one, classes)
        made.append((graph_of(proto, f"{space.key}-{one.key}.onnx"), proto.SerializeToString()))
    feed: dict[str, Array] = {
        made[0][0].inputs[0]: rng.standard_normal((timing.batch, *shape(space))).astype(np.float32)
    }
    recipe = Recipe()
    profiles: list[list[LayerProfile]] = [[] for _ in made[:learned]]
    times: list[list[float]] = [[] for _ in made[learned:]]
    for done in range(passes):
        for index, (graph, content) in enumerate(made):
            context.progress(done * len(made) + index, passes * len(made), "Measuring layers")
            if index < learned:
                profiles[index].append(profile_layers(content, graph, recipe.hash, feed, timing, context.check))
            else:
                found = measure_latency(content, feed, context.check, timing.budget, timing.threads)
                times[index - learned].append(found.value)
    observations = [observation(graph, recipe, rows) for (graph, _), rows in zip(made, profiles, strict=False)]
    trials = [(graph, recipe, median(rows)) for (graph, _), rows in zip(made[learned:], times, strict=True)]
    name = device_name(timing.threads)
    same = known if known is not None and known.device == name else None
    table = tried(learn(observations, name, now(), same), trials, same.trials if same is not None else ())
    context.result(table)
    return table
