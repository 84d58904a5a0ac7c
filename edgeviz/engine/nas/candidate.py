"""One candidate of a search, from its key to its figures: a pure function of its task, in whatever process.

Its weights, the order of its samples and its training come from the task's seed, on one thread of torch. Accuracies and
counted figures are the same for the same task wherever processors agree; a measured latency is never twice the same.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from edgeviz.core import cost
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.energy import energy_metric
from edgeviz.core.device.host import Host
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.request import Fidelity, Proxy, SearchRequest
from edgeviz.core.nas.trial import Trial
from edgeviz.core.statistics import wilson
from edgeviz.core.training import TrainSpec
from edgeviz.engine.evaluate import now
from edgeviz.engine.nas.builders import MODEL, plan
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.clocks import latency
from edgeviz.engine.nas.from_model import opened_model
from edgeviz.engine.nas.made import Made, Quiet, make, one_thread
from edgeviz.engine.nas.samples import Samples, samples_of

#: What torch says, by no exception of its own, where it gets no memory of the machine.
NO_MEMORY = "allocate memory"
#: Characters of an error's details that a failed candidate keeps.
LONGEST = 400


@dataclass(frozen=True)
class Task:
    """One evaluation; it can be pickled and sent anywhere that has the data.

    budget: epochs of SHORT and HALVING (a rung begins anew, with a learning rate that falls over its own epochs);
    of SUPERNET, what the trial is to say. device: whose table (TABLE) or profile (MODELLED) gives the latency, and the
    energy; host: of REMOTE. supernet: the file with its weights.
    """

    request: SearchRequest
    key: str
    seed: int
    budget: float
    data: DataSpec
    generation: int = 0
    device: Device | None = None
    host: Host | None = None
    supernet: str = ""


@dataclass(frozen=True)
class Judged:
    """The trial, and training-free scores where the request asks for one."""

    trial: Trial
    proxies: Mapping[str, float] = field(default_factory=dict)


def evaluate(task: Task, check: Callable[[], None] = lambda: None) -> Judged:
    """What the candidate comes to. ``check`` is called for every batch and may raise to end it.

    A network that cannot be built, trained or run gives a trial that failed, with the reason. Raises EdgeVizError
    where no candidate could be evaluated: the space has no builder, the data cannot be read, the device not be reached.
    """
    begun = time.monotonic()
    request = task.request
    architecture = request.space.decode(task.key)
    # What is wrong with the space is no fault of the candidate.
    if request.space.builder == MODEL:
        opened_model(request.space)
    else:
        plan(request.space, architecture, 2)
    samples = task_samples(task)
    metrics: dict[str, Metric] = {}
    proxies: Mapping[str, float] = {}
    failed = ""
    with one_thread(), tempfile.TemporaryDirectory(prefix="edgeviz-candidate-") as folder:
        try:
            proxies = score(task, check)
            made = _made(task, samples, Path(folder), check)
        except (EdgeVizError, MemoryError) as error:
            failed = why(error)
        except RuntimeError as error:
            if NO_MEMORY not in str(error):
                raise
            failed = why(MemoryError())
        else:
            metrics, failed = _metrics(task, made, samples, check)
    seconds = time.monotonic() - begun
    trial = Trial(task.key, metrics, task.budget, task.generation, seconds, task.seed, failed)
    return Judged(trial, proxies)


def score(task: Task, check: Callable[[], None] = lambda: None) -> Mapping[str, float]:
    """The training-free score that the request asks for, by its name; higher is better. Nothing where it asks for none.

    Raises EdgeVizError where the network cannot be built.
    """
    proxy = task.request.evaluating.proxy
    if proxy is Proxy.NONE:
        return {}
    from edgeviz.engine.nas.proxies import proxy_score

    samples = task_samples(task)
    architecture = task.request.space.decode(task.key)
    with one_thread():
        check()
        return {proxy.value: proxy_score(proxy, task.request.space, architecture, samples, task.seed)}


def task_samples(task: Task) -> Samples:
    """The data of a task, read once in a process."""
    wanted = task.request.evaluating
    return samples_of(task.data, shape(task.request.space), wanted.samples, wanted.validation)


def spec_of(task: Task) -> TrainSpec:
    """How the candidate is trained: the request's settings for the epochs of the budget, with the task's seed."""
    return replace(task.request.evaluating.train, epochs=max(1, round(task.budget)), seed=task.seed)


def _made(task: Task, samples: Samples, folder: Path, check: Callable[[], None]) -> Made:
    request, context = task.request, Quiet(check)
    architecture = request.space.decode(task.key)
    if request.evaluating.fidelity is Fidelity.SUPERNET:
        from edgeviz.engine.nas.shared_weights import from_supernet

        return from_supernet(context, task.supernet, request.space, architecture, task.data, samples, folder)
    return make(context, request.space, architecture, task.data, samples, spec_of(task), folder)


def _metrics(task: Task, made: Made, samples: Samples, check: Callable[[], None]) -> tuple[dict[str, Metric], str]:
    """Every figure, or none and why the network cannot be run."""
    graph, recipe, content = made.opened.graph, made.recipe, made.exported()
    metrics = dict(cost.predicted_metrics(graph, recipe))
    metrics["accuracy"] = accuracy_metric(task, made)
    metrics["size"] = Metric("size", len(content), Provenance.MEASURED, date=now(), note="bytes of the exported file")
    timing = task.request.costing.timing
    feed = made.opened.feed(samples.held_out.x[np.arange(timing.batch) % len(samples.held_out)], timing.batch)
    try:
        costing = task.request.costing
        metrics["latency"] = latency(costing, graph, recipe, content, feed, task.device, task.host, check)
    except ModelError as error:
        return {}, why(error)
    energy = None if task.device is None else energy_metric(graph, recipe, task.device)
    if energy is not None:
        metrics["energy"] = energy
    return metrics, ""


def why(error: EdgeVizError | MemoryError) -> str:
    """What a failed candidate says of itself: no remedy, since nobody mends a single candidate."""
    if isinstance(error, EdgeVizError):
        return f"{error.what} {error.details[:LONGEST]}".strip()
    return "Not enough memory."


def accuracy_metric(task: Task, made: Made) -> Metric:
    """On the held-out samples, with Wilson's 95 % interval, which knows nothing of the luck of the training's seed."""
    low, high = wilson(made.right, made.samples)
    how = {
        Fidelity.SHORT: f"{task.budget:g} epochs",
        Fidelity.HALVING: f"{task.budget:g} epochs",
        Fidelity.SUPERNET: "weights of the supernet",
    }[task.request.evaluating.fidelity]
    bits = "" if made.recipe.is_float32 else ", then with its bit widths"
    return Metric(
        "accuracy", made.right / made.samples, Provenance.MEASURED, low=low, high=high, samples=made.samples,
        device="torch" if made.recipe.is_float32 else "torch, fake-quantized", date=now(),
        note=f"{how}{bits}; on training samples held out",
    )  # fmt: skip
