"""The search as a job: candidates go out to the workers and come back as results, each the moment it is known."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import TypeVar

from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.host import Host
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.drive import Ask, Evaluated, drive
from edgeviz.core.nas.request import Clock, End, Ended, Fidelity, Found, SearchRequest
from edgeviz.engine.nas.candidate import Task, evaluate, score
from edgeviz.engine.nas.executors import opened
from edgeviz.engine.nas.shared_weights import train
from edgeviz.jobs.context import CancelledError, Context

R = TypeVar("R")

#: A worker of a cluster may have several threads; torch's random numbers and threads belong to a whole process.
_TURN = threading.Lock()


def run(
    context: Context,
    request: SearchRequest,
    data: DataSpec,
    folder: str,
    known: Sequence[Found] = (),
    device: Device | None = None,
    host: Host | None = None,
) -> Ended:
    """Search. Emits a ``Found`` for each candidate, and what there is to draw as samples.

    folder: for what the search needs on disk besides its candidates (the supernet). known: candidates of an earlier
    sitting, with which it goes on; they are not emitted again. device: whose table or profile gives latencies, host:
    where they are measured, as ``request.costing`` wants it.
    Asked to finish, it waits for the candidates in flight; a supernet's training is broken off, and goes on from its
    checkpoint. Cancelled, candidates in flight are lost. Raises EdgeVizError.
    """
    task = Task(request, "", 0, 1.0, data, device=device, host=host)
    if request.costing.clock is Clock.RUNTIME and request.executing.workers > 1 and not request.executing.scheduler:
        context.log(
            "Latencies are measured while other workers use the same processor: they come out longer.", "warning"
        )
    before = len({one.trial.key for one in known})
    if request.evaluating.fidelity is Fidelity.SUPERNET:
        try:
            task = replace(task, supernet=train(context.pausable(), request, data, folder))
        except CancelledError:
            context.check()
            return Ended(End.PAUSED, before)
    begun = time.monotonic()
    seconds = max(1e-3, request.seconds - max((one.elapsed for one in known), default=0.0))

    def found(one: Found) -> None:
        context.result(one)
        if not one.trial.failed:
            context.sample("reward", one.number, request.goal.score(one.trial.metrics))
        for name, value in one.facts.items():
            context.sample(f"sampler/{name}", one.number, value)

    def watch(candidates: int) -> bool:
        left = max(1, request.trials - before)
        done = float(candidates - before)
        if request.seconds > 0:
            # Whichever limit comes first says how long it takes.
            done = min(left, max(done, left * (time.monotonic() - begun) / seconds))
        context.progress(done, left, f"{candidates} of {request.trials} candidates")
        return context.finishing

    with opened(request.executing) as (executor, capacity):
        return drive(request, _Workers(executor, capacity, task), found, watch, known)


@dataclass(frozen=True)
class _Workers:
    executor: Executor
    capacity: int
    task: Task

    def evaluate(self, ask: Ask) -> Future[Evaluated]:
        return self._submit(_evaluated, ask)

    def score(self, ask: Ask) -> Future[float]:
        return self._submit(_scored, ask)

    def _submit(self, function: Callable[[Task], R], ask: Ask) -> Future[R]:
        task = replace(self.task, key=ask.key, seed=ask.seed, budget=ask.budget, generation=ask.generation)
        try:
            return self.executor.submit(function, task)
        except Exception as error:
            raise EdgeVizError(
                "The workers of the search cannot be reached any more.",
                "Its candidates are kept: go on with it when they are back.",
                f"{type(error).__name__}: {error}",
            ) from error


def _evaluated(task: Task) -> Evaluated:
    with _TURN:
        judged = evaluate(task)
    return judged.trial, judged.proxies


def _scored(task: Task) -> float:
    with _TURN:
        try:
            return score(task)[task.request.evaluating.proxy.value]
        except EdgeVizError:
            # It cannot be built; what is wrong with all of them is said when the first one is evaluated.
            return float("nan")
