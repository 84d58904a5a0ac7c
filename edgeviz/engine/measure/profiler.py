"""Seconds of every layer, from onnxruntime's profiler: kernel times mapped back to the layers of the graph."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import BetweenTime, LayerProfile, LayerTime, OperatorTime
from edgeviz.core.timing import Timing
from edgeviz.engine.measure.alone import can_tell, own_clock, undisturbed
from edgeviz.engine.measure.environment import environment
from edgeviz.engine.measure.kernels import KernelMap, Place
from edgeviz.engine.measure.latency import FEWEST, MOST, measure_latency, median_interval
from edgeviz.engine.measure.runtime import Array, run, session

#: Runs that are thrown away, and kernels that are recorded at most: about 700 bytes each in the profiler's file.
WARM_UP_RUNS, MOST_EVENTS = 3, 60_000
#: Share of all kernels' time that the medians of the layers add up to on a machine that does nothing else; below this
#: something held single kernels up, a different one in every run, which no median of a layer shows.
STEADY = 0.7
#: How onnxruntime ends the names of the events that are kernels.
KERNEL_EVENT = "_kernel_time"
#: Lines of the profiler's file that are read between two looks at whether it is still wanted: some 10 ms.
CHECKED_LINES = 200

Tick = Callable[[int, int], None]


def no_tick(done: int, total: int) -> None:
    """For callers that report no progress."""


@dataclass(frozen=True, eq=False)
class Recording:
    """Kernel times of ``runs`` inferences by name of the optimized node, and whole runs, in seconds [runs]."""

    kernels: Mapping[str, Array]
    whole: Array
    optimized: onnx.ModelProto
    #: Who ran the kernels, as onnxruntime names its execution providers.
    providers: frozenset[str] = frozenset()

    @property
    def runs(self) -> int:
        return len(self.whole)


def record(
    model: bytes | str,
    feed: Mapping[str, Array],
    runs: int,
    check: Callable[[], None] = lambda: None,
    count: int = 0,
    tick: Tick = no_tick,
    alone: bool = False,
) -> Recording:
    """Run ``model`` under onnxruntime's profiler: at most ``runs`` timed runs, fewer where its file would be large.

    ``alone``: runs in which a single thread had to wait for other programs are left out, as far as enough remain.
    ``check`` is called between runs and may raise to cancel; the profiler's files are removed either way.
    Raises ModelError when onnxruntime refuses the model or writes a profile that cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="edgeviz-profile-") as folder:
        saved = str(Path(folder) / "optimized.onnx")
        running = session(model, optimized=saved, count=count, profile=str(Path(folder) / "profile"))
        try:
            optimized = onnx.load(saved)
            nodes = max(1, len(optimized.graph.node))
            runs = max(1, min(runs, MOST_EVENTS // nodes - WARM_UP_RUNS))
            outputs = [running.get_outputs()[0].name]
            clocks = []
            for done in range(WARM_UP_RUNS + runs):
                passed, computed = time.perf_counter(), time.thread_time()
                run(running, feed, outputs)
                clocks.append((time.perf_counter() - passed, time.thread_time() - computed))
                tick(done + 1, WARM_UP_RUNS + runs)
                check()
        finally:
            profile = running.end_profiling()
        check()
        events = _read(Path(profile), check)
    kernels: dict[str, list[float]] = {node.name: [] for node in optimized.graph.node}
    whole = []
    providers = set()
    for event in events:
        name = event["name"]
        if event.get("cat") == "Node" and name.endswith(KERNEL_EVENT):
            times = kernels.get(name.removesuffix(KERNEL_EVENT))
            if times is not None:  # a node inside a Loop or If counts with the operator around it
                times.append(event["dur"] * 1e-6)
                providers.add(str(event["args"].get("provider", "")))
        elif name == "model_run":
            whole.append(event["dur"] * 1e-6)
    kept = np.ones(len(whole), bool)
    kept[:WARM_UP_RUNS] = False
    if alone and can_tell(count) and len(clocks) == len(whole):
        kept[WARM_UP_RUNS:] = undisturbed(*np.array(clocks[WARM_UP_RUNS:]).T)
    found = {name: np.array(times)[kept] for name, times in kernels.items() if len(times) == len(whole)}
    return Recording(found, np.array(whole)[kept], optimized, frozenset(providers))


def profile_layers(
    model: bytes,
    graph: ModelGraph,
    recipe: str,
    feed: Mapping[str, Array],
    timing: Timing | None = None,
    check: Callable[[], None] = lambda: None,
    tick: Tick = no_tick,
    alone: bool = False,
) -> LayerProfile:
    """What each layer of ``graph`` takes in ``model``, the exported file of the recipe with that hash.

    First the latency without the profiler, then as many profiled runs as the time allows. ``alone``: both as they
    would be beside no other program, as far as that can be told. Raises ModelError.
    """
    timing = timing or Timing()
    about = environment(timing.threads, timing.batch)
    clock = own_clock(timing.threads) if alone else time.perf_counter
    latency = measure_latency(model, feed, check, timing.budget, timing.threads, clock)
    wanted = int(np.clip(timing.budget / max(latency.value, 1e-6), FEWEST, MOST))
    recording = record(model, feed, wanted, check, timing.threads, tick, alone)
    check()
    mapped = KernelMap(onnx.load_from_string(model), recording.optimized, graph)
    check()
    kernels = mapped.layers()
    places = [place for name, place in mapped.places.items() if name in recording.kernels]
    total = sum((recording.kernels[place.name] for place in places), np.zeros(recording.runs))
    notes = []
    lost = [kernel.key for kernel in kernels if not kernel.kernel]
    if lost:
        notes.append(f"No kernel of their own was found for {len(lost)} layers: {', '.join(lost[:5])}.")
    found = LayerProfile(
        recipe=recipe,
        environment=replace(about, provider=", ".join(sorted(recording.providers))),
        kernels=kernels,
        times=_layer_times(graph, places, recording),
        operators=_operator_times(places, recording),
        between=_between(graph, places, recording),
        kernel_seconds=float(np.median(total)),
        profiled_seconds=float(np.median(recording.whole)),
        latency=latency,
        runs=recording.runs,
    )
    medians = found.layer_seconds + found.between_seconds
    if medians < STEADY * found.kernel_seconds:
        notes.append(
            f"The layers' medians add up to {medians * 1e3:.2f} ms of the {found.kernel_seconds * 1e3:.2f} ms that all "
            "kernels took: in every run another layer was held up, as by other programs or by more threads than there "
            "are idle cores. Read the shares with care."
        )
    return replace(found, notes=tuple(notes))


def _layer_times(graph: ModelGraph, places: list[Place], recording: Recording) -> tuple[LayerTime, ...]:
    sums: dict[str, Array] = {}
    unpacking: dict[str, Array] = {}
    for place in places:
        if place.layer:
            times = recording.kernels[place.name]
            sums[place.layer] = sums.get(place.layer, 0) + times
            if place.unpacks:
                unpacking[place.layer] = unpacking.get(place.layer, 0) + times
    found = []
    for layer in graph.layers:
        if layer.node not in sums:
            found.append(LayerTime(layer.key, None))
            continue
        times = sums.pop(layer.node)  # the first layer of a recurrent cell has the time of all of it
        part = unpacking.get(layer.node)
        found.append(LayerTime(layer.key, *median_interval(times), 0.0 if part is None else float(np.median(part))))
    return tuple(found)


def _operator_times(places: list[Place], recording: Recording) -> tuple[OperatorTime, ...]:
    sums: dict[str, tuple[int, Array]] = {}
    for place in places:
        count, times = sums.get(place.op, (0, np.zeros(recording.runs)))
        sums[place.op] = count + 1, times + recording.kernels[place.name]
    found = [OperatorTime(op, count, *median_interval(times)) for op, (count, times) in sums.items()]
    return tuple(sorted(found, key=lambda each: (-each.seconds, each.op)))


def _between(graph: ModelGraph, places: list[Place], recording: Recording) -> tuple[BetweenTime, ...]:
    keys = {node.key for node in graph.nodes}
    found = [
        BetweenTime(
            place.name,
            place.op,
            float(np.median(recording.kernels[place.name])),
            place.node if place.node in keys else "",
        )
        for place in places
        if not place.layer
    ]
    return tuple(sorted(found, key=lambda each: (-each.seconds, each.name)))


def _read(path: Path, check: Callable[[], None]) -> list[dict[str, Any]]:
    """The events of kernels and of whole runs: one stands on each line, and ``check`` is called now and then."""
    events: list[dict[str, Any]] = []
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines):
                if number % CHECKED_LINES == 0:
                    check()
                if KERNEL_EVENT in line or "model_run" in line:
                    events.append(json.loads(line.strip().removesuffix(",")))
    except (OSError, ValueError) as error:
        raise ModelError(
            "onnxruntime's profile cannot be read.",
            "Check that the folder for temporary files has space, then measure again.",
            str(error),
        ) from error
    return events
