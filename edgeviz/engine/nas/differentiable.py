"""Job: the differentiable search: probabilities and shared weights are trained, then a few candidates evaluated."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.host import Host
from edgeviz.core.device.latency import latency_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Fidelity, Found, SearchRequest
from edgeviz.core.nas.space import Architecture
from edgeviz.engine.nas import shared_weights
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.candidate import Task, evaluate
from edgeviz.engine.nas.clocks import device_of
from edgeviz.engine.nas.made import one_thread
from edgeviz.engine.nas.recipes import recipe_of
from edgeviz.engine.nas.relaxed import Relaxed, check, objective
from edgeviz.engine.nas.samples import samples_of
from edgeviz.engine.nas.untrained import proto_of
from edgeviz.engine.train import loop
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Context

#: Key of this way to search, beside those of the samplers.
KEY = "differentiable"
#: Architectures drawn by the probabilities, in the hope for one that was not seen, for each one that is evaluated.
TRIES = 50


def run(
    context: Context,
    request: SearchRequest,
    data: DataSpec,
    folder: str,
    device: Device | None = None,
    host: Host | None = None,
) -> list[Found]:
    """Train the probabilities of ``request.space`` and emit the likeliest architectures, evaluated, as ``Found``.

    The first is the most likely one, the others are drawn by the probabilities, ``request.executing.batch`` of them
    together. The expected latency needs a source of single layers: the table or a modelled device. Emits the samples
    "loss", "rate" and "accuracy" while it trains; what was stopped goes on from its checkpoint.
    Raises SpaceError, DataError, EdgeVizError.
    """
    begun = time.monotonic()
    space, spec = request.space, request.evaluating.train
    check(space)
    if request.costing.clock not in (Clock.TABLE, Clock.MODELLED):
        raise EdgeVizError(
            "The differentiable search needs the latency of layers, not of whole networks.",
            "Choose the table of measured layers, or a modelled device.",
        )
    known = device_of(request.costing, device)
    wanted = request.evaluating
    samples = samples_of(data, shape(space), wanted.samples, wanted.validation)

    def seconds(architecture: Architecture) -> float:
        context.check()
        graph = graph_of(proto_of(space, architecture, samples.classes))
        return latency_seconds(graph, recipe_of(space, architecture, graph), known)

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    checkpoint = place / f"{KEY}-{_key(request, data)}.checkpoint"
    total = spec.steps(len(samples.train))
    relaxed = Relaxed(space, samples.classes, seconds, request.goal.reward, total, request.seed)
    with one_thread():
        loop.fit(context, relaxed, samples.train, samples.held_out, spec, objective(spec), path=checkpoint, resume=True)
    supernet = ""
    if wanted.fidelity is Fidelity.SUPERNET:
        supernet = str(checkpoint.with_suffix(".npz"))
        shared_weights.save(Path(supernet), relaxed.net)
    found: list[Found] = []
    for number, one in enumerate(_chosen(relaxed, min(request.trials, request.executing.batch), request.seed)):
        context.progress(number, request.executing.batch, "Evaluating what was found")
        budget = float(spec.epochs)
        judged = evaluate(Task(request, one.key, request.seed, budget, data, 0, device, host, supernet), context.check)
        facts = {"entropy": relaxed.entropy(), "seconds": time.monotonic() - begun}
        found.append(Found(number, judged.trial, facts, judged.proxies))
        context.result(found[-1])
    checkpoint.unlink(missing_ok=True)
    return found


def _chosen(relaxed: Relaxed, count: int, seed: int) -> list[Architecture]:
    """The most likely one, then others as they are drawn, each once."""
    rng = np.random.default_rng(seed)
    first = relaxed.likeliest()
    found = {first.key: first}
    for _ in range(TRIES * count):
        if len(found) >= count:
            break
        one = relaxed.drawn(rng)
        found.setdefault(one.key, one)
    return list(found.values())


def _key(request: SearchRequest, data: DataSpec) -> str:
    """What a checkpoint belongs to."""
    return hashlib.sha256(json.dumps([request.to_json(), data.hash]).encode()).hexdigest()[:24]
