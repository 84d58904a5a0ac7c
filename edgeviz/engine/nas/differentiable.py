"""Job: the differentiable search: probabilities and shared weights are trained, then a few candidates evaluated."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.host import Host
from edgeviz.core.device.latency import latency_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.nas.differentiable import KEY, check
from edgeviz.core.nas.request import End, Ended, Fidelity, Found, SearchRequest
from edgeviz.core.nas.space import Architecture
from edgeviz.engine.nas import shared_weights
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.candidate import Task, evaluate
from edgeviz.engine.nas.clocks import device_of
from edgeviz.engine.nas.made import one_thread
from edgeviz.engine.nas.recipes import recipe_of
from edgeviz.engine.nas.relaxed import Relaxed, objective
from edgeviz.engine.nas.samples import samples_of
from edgeviz.engine.nas.untrained import proto_of
from edgeviz.engine.train import loop
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import CancelledError, Context

#: Architectures drawn by the probabilities, in the hope for one that was not seen, for each one that is evaluated.
TRIES = 50


def run(
    context: Context,
    request: SearchRequest,
    data: DataSpec,
    folder: str,
    known: Sequence[Found] = (),
    device: Device | None = None,
    host: Host | None = None,
) -> Ended:
    """Train the probabilities of ``request.space`` and emit the likeliest architectures, evaluated, as ``Found``.

    The first is the most likely one, the others are drawn by the probabilities, ``request.trials`` of them together.
    The expected latency needs a source of single layers: the table or a modelled device. Emits the samples "loss",
    "rate" and "accuracy" while it trains; what was stopped goes on from its checkpoint. known: candidates of an earlier
    sitting, which are not evaluated again. Asked to finish, it breaks the training off, or brings the candidate that is
    being evaluated to an end. Raises SpaceError, DataError, EdgeVizError (``core.nas.differentiable.check``).
    """
    begun = time.monotonic() - max((one.elapsed for one in known), default=0.0)
    space, spec = request.space, request.evaluating.train
    check(request)
    device_known = device_of(request.costing, device)
    wanted = request.evaluating
    samples = samples_of(data, shape(space), wanted.samples, wanted.validation)

    def seconds(architecture: Architecture) -> float:
        context.check()
        graph = graph_of(proto_of(space, architecture, samples.classes))
        return latency_seconds(graph, recipe_of(space, architecture, graph), device_known)

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    checkpoint = place / f"{KEY}-{_key(request, data)}.checkpoint"
    total = spec.steps(len(samples.train))
    relaxed = Relaxed(space, samples.classes, seconds, request.goal.reward, total, request.seed)
    try:
        with one_thread():
            loop.fit(
                context.pausable(), relaxed, samples.train, samples.held_out, spec, objective(spec),
                path=checkpoint, resume=True,
            )  # fmt: skip
    except CancelledError:
        context.check()
        return Ended(End.PAUSED, len(known))
    supernet = ""
    if wanted.fidelity is Fidelity.SUPERNET:
        supernet = str(checkpoint.with_suffix(".npz"))
        shared_weights.save(Path(supernet), relaxed.net)
    chosen = _chosen(relaxed, request.trials, request.seed)
    evaluated = {one.trial.key for one in known}
    budget = float(spec.epochs)
    for number, one in enumerate(chosen):
        context.progress(len(evaluated), len(chosen), f"{len(evaluated)} of {len(chosen)} candidates")
        if one.key in evaluated:
            continue
        if context.finishing:
            return Ended(End.PAUSED, len(evaluated))
        if 0 < request.seconds <= time.monotonic() - begun:
            return Ended(End.SECONDS, len(evaluated))
        judged = evaluate(Task(request, one.key, request.seed, budget, data, 0, device, host, supernet), context.check)
        evaluated.add(one.key)
        facts = {"entropy": relaxed.entropy()}
        context.result(Found(number, judged.trial, facts, judged.proxies, time.monotonic() - begun))
    checkpoint.unlink(missing_ok=True)
    return Ended(End.TRIALS if len(chosen) == request.trials else End.EXHAUSTED, len(evaluated))


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
