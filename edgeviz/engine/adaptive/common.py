"""What all mechanisms need: the data, training on the one loop, files, and measuring what was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto
from torch import nn

from edgeviz.core.adaptive.exits import Traces, probabilities
from edgeviz.core.adaptive.from_evaluations import scaling_share
from edgeviz.core.adaptive.model import FORMAT, AdaptiveModel, ModelFile
from edgeviz.core.adaptive.platform import platform_of
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import AdaptRequest
from edgeviz.core.cost import predicted_metrics
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainRequest
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.evaluate import accuracy, now
from edgeviz.engine.export.job import write_atomically
from edgeviz.engine.measure import runtime
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.session import Floats, Session
from edgeviz.engine.train import loop
from edgeviz.engine.train.augment import Augment, augmenter
from edgeviz.engine.train.compose import as_session, begin, spec_for
from edgeviz.engine.train.norms import stored
from edgeviz.engine.train.qat import Training
from edgeviz.engine.train.result import parent_hash
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Context

#: Seconds of timed runs of one file.
BUDGET = 0.25
#: Samples that a file computes at once while its answers are recorded.
BATCH = 64
#: Share of the steps, the last ones, in which statistics of batch norms rest, as in every training.
FREEZE = TrainRequest().freeze


def always(key: str) -> bool:
    return True


@dataclass(frozen=True, eq=False)
class Ground:
    """One adaptive model in the making. ``device``: whose latency and energy the points have; None for this machine."""

    context: Context
    opened: Session
    data: DataSpec
    request: AdaptRequest
    folder: Path
    device: Device | None = None
    resume: bool = False

    @cached_property
    def splits(self) -> tuple[Split, Split]:
        """(what is learned from, what is held out)."""
        tick = self._reading("Reading training samples")
        self.validation  # noqa: B018 - it forgets what belongs to a file that was written again
        return self.opened.training(self.data, self.request.samples, tick)

    @cached_property
    def validation(self) -> Split:
        """What accuracies are reported on."""
        return self.opened.data(self.data, self._reading("Reading data")).validation

    @property
    def augment(self) -> Augment | None:
        train, _ = self.splits
        return augmenter(self.request.augmentation, self.data, train.x.shape[1:], self.request.spec.seed)

    def _reading(self, text: str) -> Callable[[int, int], None]:
        return lambda done, total: self.context.progress(done, total, text)

    # ---- training ----

    def trainable(
        self,
        proto: ModelProto,
        name: str,
        normed: Callable[[str], bool] = always,
        learns: Callable[[str], bool] = always,
    ) -> Trainable:
        """``proto`` ready for the loop: as a file of its own, with batch norms put back behind its layers.

        ``normed``: the layers, by key, that get one. ``learns``: the layers that learn; the others keep their weights,
        and so does everything that is no layer, if there are such.
        """
        base = as_session(proto, self.folder / f"{name}.onnx", self.opened)
        train, _ = self.splits
        place = self.folder / name
        place.mkdir(exist_ok=True)
        request = TrainRequest(self.request.spec)
        start, training = begin(self.context, base, Recipe(), self.data, request, train, place, normed)
        if not all(learns(layer.key) for layer in start.graph.layers):
            learned = {name for x in start.graph.layers if learns(x.key) for name in (x.weight, x.bias) if name}
            for tensor in training.module.weights.names():
                if tensor not in learned and training.module.weight(tensor).is_floating_point():
                    training.module.weight(tensor).requires_grad_(False)
        return Trainable(start, training)

    def fit(
        self, module: nn.Module, objective: loop.Objective, trainables: Sequence[Trainable], name: str = "adaptive"
    ) -> loop.Trained:
        """Train ``module``, which holds the modules of ``trainables``, and leave it with its best epoch's weights."""
        train, held_out = self.splits
        spec = spec_for(TrainRequest(self.request.spec), train, trainables[0].start)
        rest = spec.steps(len(train))
        for one in trainables:
            one.training.clock.freeze_from = rest - round(FREEZE * rest)

        def loss(trained: nn.Module, batch: loop.Batch) -> Any:
            for one in trainables:
                one.training.before_step()
            return objective(trained, batch)

        def after(trained: nn.Module) -> None:
            for one in trainables:
                one.training.after_step(one.training.module)

        checkpoint = self.folder / f"{name}.checkpoint"
        if not self.resume:
            checkpoint.unlink(missing_ok=True)
        return loop.fit(self.context, module, train, held_out, spec, loss, after, checkpoint, self.resume, self.augment)

    # ---- measuring ----

    def write(self, proto: ModelProto, name: str) -> ModelFile:
        """``proto`` as the file ``name``. Raises ModelError where onnx refuses it."""
        del proto.metadata_props[:]
        onnx.checker.check_model(proto, full_check=True)
        return self.keep(proto.SerializeToString(deterministic=True), name)

    def keep(self, content: bytes, name: str) -> ModelFile:
        """``content`` as the file ``name``."""
        path = self.folder / name
        write_atomically(path, content)
        return ModelFile(name, str(path), hashlib.sha256(content).hexdigest(), len(content))

    def answers(self, file: ModelFile, x: Floats, outputs: Sequence[str], text: str, **more: Any) -> list[Floats]:
        """What onnxruntime makes of ``x``, a batch at a time: every one of ``outputs``, float32 [samples, …]."""
        running = runtime.session(file.path)
        given = running.get_inputs()[0].name
        fixed = running.get_inputs()[0].shape[:1]
        batch = fixed[0] if fixed and isinstance(fixed[0], int) else BATCH
        parts: list[list[Floats]] = [[] for _ in outputs]
        for first in range(0, len(x), batch):
            self.context.progress(first, len(x), text)
            part = np.ascontiguousarray(x[first : first + batch])
            short = batch - len(part) if batch != BATCH else 0
            whole = np.concatenate([part, np.repeat(part[-1:], short, axis=0)]) if short else part
            found = runtime.run(running, {given: whole, **more}, list(outputs))
            for kept, value in zip(parts, found, strict=True):
                kept.append(value[: len(part)])
        return [np.concatenate(part) for part in parts]

    def latency(self, file: ModelFile, feed: Mapping[str, runtime.Array]) -> Metric:
        return measure_latency(file.path, feed, self.context.check, BUDGET)

    def one(self, x: Floats | None = None) -> Floats:
        """One sample, for timing."""
        return np.ascontiguousarray((self.validation.x if x is None else x)[:1])

    @cached_property
    def input(self) -> str:
        return self.opened.graph.inputs[0]


@dataclass(frozen=True, eq=False)
class Trainable:
    """A network in training: ``start`` is it as a file, ``training`` its module with norms."""

    start: Session
    training: Training

    def result(self) -> ModelProto:
        """With what was learned, norms folded in."""
        weights = self.training.result().module.weights
        return stored(self.start.prepared, lambda name: weights.get(name) if name in weights else None)


@dataclass(frozen=True)
class Cost:
    """What one inference of a file takes. scaling, fixed: seconds with and without the clock. joules: modelled beyond
    static power, None without a device. metrics: of the file, measured and modelled."""

    scaling: float
    fixed: float
    joules: float | None
    metrics: Mapping[str, Metric] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return self.scaling + self.fixed

    @property
    def share(self) -> float:
        return self.scaling / self.seconds

    @property
    def memory(self) -> float:
        return self.metrics["size"].value + self.metrics["activation_memory"].value

    @property
    def source(self) -> str:
        latency = self.metrics["latency"]
        return f"{latency.provenance.value}{' on ' if latency.device else ''}{latency.device}"


def cost(graph: ModelGraph, size: int, measured: Metric, device: Device | None, recipe: Recipe | None = None) -> Cost:
    """``measured``: the latency in onnxruntime here. With ``device``, what that is modelled to need takes its place."""
    recipe = recipe or Recipe()
    known = predicted_metrics(graph, recipe)
    metrics = {name: known[name] for name in ("macs", "activation_memory")}
    metrics["size"] = Metric("size", size, Provenance.MEASURED, date=now(), note="bytes of the file")
    metrics["latency"] = measured
    if device is None:
        return Cost(measured.value, 0.0, None, metrics)
    metrics |= modelled_metrics(graph, recipe, device, measured)
    seconds = metrics["latency"].value
    if not 0 < seconds < np.inf:
        raise ModelError(f"{graph.name} cannot run on {device.name}.", "Choose another device.")
    share = scaling_share(graph, recipe, device)
    joules = None
    if "energy" in metrics:
        joules = max(0.0, metrics["energy"].value - platform_of(device).static_power * seconds)
    return Cost(share * seconds, (1 - share) * seconds, joules, metrics)


def assembled(
    ground: Ground,
    title: str,
    made: Sequence[tuple[OperatingPoint, Mapping[str, Metric]]],
    files: Sequence[ModelFile],
    runs: Sequence[Mapping[str, Any]],
    facts: Mapping[str, float],
    traces: Traces | None = None,
    **more: Any,
) -> AdaptiveModel:
    """The model of ``made`` points with their metrics; ``runs`` says for each how it is run, ``more`` for all."""
    plan = {
        "format": FORMAT,
        "mechanism": ground.request.mechanism.value,
        "input": ground.input,
        **more,
        "points": [
            {"name": one.name, "seconds": one.seconds, "accuracy": one.accuracy, **how}
            for (one, _), how in zip(made, runs, strict=True)
        ],
    }
    return AdaptiveModel(
        ground.request.name or f"{ground.opened.path.stem}, {title}",
        parent_hash(ground.opened.file),
        ground.request,
        tuple(one for one, _ in made),
        tuple(metrics for _, metrics in made),
        tuple(files),
        plan,
        traces,
        created=now(),
        facts={"macs": float(ground.opened.graph.macs), **facts},
    )


def trained_facts(trained: loop.Trained) -> dict[str, float]:
    return {"best_epoch": trained.best + 1.0, "steps": float(trained.steps)}


def file_graph(file: ModelFile) -> ModelGraph:
    return graph_of(onnx.load(file.path), file.name)


def as_logits(outputs: Floats) -> Floats:
    """``outputs`` [samples, classes]; where they are probabilities already, their logarithms."""
    if bool((outputs >= 0).all()) and bool((np.abs(outputs.sum(axis=1) - 1) < 1e-3).all()):
        return np.log(np.maximum(outputs, 1e-30)).astype(np.float32)
    return outputs


def judged(logits: Floats, labels: NDArray[np.int64]) -> tuple[NDArray[np.bool_], Floats]:
    """(correct, confidence) [samples] of logits [samples, classes]."""
    found = probabilities(logits)
    return found.argmax(axis=1) == labels, found.max(axis=1).astype(np.float32)


def point(
    name: str, found: Cost, logits: Floats, split: Split, memory: float | None = None, load: float = 0.0
) -> tuple[OperatingPoint, dict[str, Metric]]:
    """An operating point that takes the same for every sample, with its metrics."""
    logits = as_logits(logits)
    correct, confidence = judged(logits, split.y)
    made = OperatingPoint(
        name,
        found.scaling,
        Outcomes.of(correct, split.name),
        found.fixed,
        found.joules,
        confidence,
        found.memory if memory is None else memory,
        load,
        source=found.source,
    )
    metrics = {**found.metrics, "accuracy": accuracy(logits.argmax(axis=1), split.y, "onnxruntime")}
    return made, metrics
