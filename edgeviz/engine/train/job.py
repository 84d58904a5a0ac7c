"""Job: train a model as a request says; what comes out is a model file of its own, measured.

Quantization-aware training, distillation, pruning and plain fine-tuning are one job: the request composes them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onnx import ModelProto
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainedModel, TrainRequest
from edgeviz.engine import evaluate
from edgeviz.engine.quant.learned import Learned
from edgeviz.engine.session import Session, session
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import Composed, compose
from edgeviz.engine.train.norms import stored
from edgeviz.engine.train.qat import Training
from edgeviz.engine.train.result import parent_hash, write
from edgeviz.jobs.context import Context


def run(context: Context, path: str, data: DataSpec, request: TrainRequest, folder: str, resume: bool = False) -> None:
    """Train the model at ``path`` and write what comes of it into ``folder`` as <SHA-256>.onnx.

    Emits the samples "loss" and "rate" by step and "accuracy" (held-out training samples) at the end of an epoch, and
    one ``TrainedModel`` in the end, evaluated on the validation split of ``data``. A run that was stopped goes on with
    ``resume`` from its last checkpoint, which lies in ``folder`` until it is through.
    Raises ModelError, DataError, RecipeError, EdgeVizError.
    """
    opened = session(path)
    parent = parent_hash(opened.file)
    place = Path(folder)
    own = place / "checkpoints" / _key(parent, data, request)
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdgeVizError(
            f"Nothing can be written into {place}: {error.strerror or error}.", "Choose another folder."
        ) from error
    if not resume:
        for old in own.glob("*.checkpoint"):
            old.unlink(missing_ok=True)
    begun = time.monotonic()
    composed = compose(context, path, data, request, own)
    trained = _fit(context, composed, own, resume) if request.spec.epochs else []
    context.progress(composed.steps, composed.steps, "Writing the model")
    written = _write(composed, request, place)
    seconds = time.monotonic() - begun
    made = session(written)
    made.share_data(composed.start)
    recipes = (composed.recipe,) if composed.recipe.is_float32 else (composed.recipe, Recipe())
    measuring = Relay(context)
    evaluate.run(measuring, str(written), data, recipes)
    context.result(
        TrainedModel(
            path=str(written),
            name=request.name or name_of(opened.graph, request),
            graph=made.graph,
            parent=parent,
            recipe=composed.recipe,
            request=request,
            evaluations=tuple(found for found in measuring.results if isinstance(found, Evaluation)),
            accuracies=tuple(epoch.accuracy for epoch in trained[-1].epochs) if trained else (),
            best=trained[-1].best if trained else 0,
            steps=sum(one.steps for one in trained),
            seconds=seconds,
            facts=_facts(composed),
        )
    )
    shutil.rmtree(own, ignore_errors=True)


def name_of(graph: ModelGraph, request: TrainRequest) -> str:
    """What a trained model is called that got no name: "resnet20, W4 A8 trained, distilled"."""
    stem = Path(graph.name).stem
    student, what = request.student, []
    if student.path:
        stem = Path(student.path).stem
    if student.width != 1:
        what.append(f"width {student.width:g}")
    if student.depth != 1:
        what.append(f"depth {student.depth:g}")
    if request.pruning is not None:
        pruning = request.pruning
        share = f"{pruning.keep}:{pruning.of}" if pruning.structure == "n_of_m" else f"{100 * pruning.sparsity:g} %"
        what.append(f"pruned {share}")
    widths = {(row.weight.label, row.activation.label) for _, row in request.recipe.rows()}
    if widths:
        what.append("mixed" if len(widths) > 1 else "W{} A{}".format(*next(iter(widths))))
    if request.spec.epochs:
        what.append("distilled" if request.distillation is not None else "trained")
    return f"{stem}, {' '.join(what)}"


class Relay(Context):
    """Hands on everything but results, which are kept, to the job's own context; steps and progress may be moved."""

    def __init__(self, outer: Context, before: int = 0, total: int | None = None, label: str = "") -> None:
        super().__init__(outer.job, lambda event: None, lambda: False)
        self._outer, self._before, self._total, self._label = outer, before, total, label
        self.results: list[Any] = []

    def check(self) -> None:
        self._outer.check()

    def progress(self, done: float, total: float | None = None, text: str = "") -> None:
        text = f"{self._label}: {text}" if self._label else text
        self._outer.progress(self._before + done, self._total or total, text)

    def result(self, payload: Any) -> None:
        self.results.append(payload)

    def sample(self, name: str, step: int, value: float) -> None:
        self._outer.sample(name, self._before + step, value)

    def log(self, text: str, level: str = "info") -> None:
        self._outer.log(text, level)


def _fit(context: Context, composed: Composed, folder: Path, resume: bool) -> list[loop.Trained]:
    found: list[loop.Trained] = []
    before = 0
    for number, stage in enumerate(composed.stages):
        relay = Relay(context, before, composed.steps, stage.label if len(composed.stages) > 1 else "")
        found.append(
            loop.fit(
                relay,
                stage.module,
                stage.train,
                composed.held_out,
                stage.spec,
                composed.objective(stage),
                composed.after_step,
                folder / f"stage-{number}.checkpoint",
                resume,
                composed.augment,
            )
        )
        before += stage.spec.steps(len(stage.train))
        composed.training.module.eval()
    return found


def _write(composed: Composed, request: TrainRequest, folder: Path) -> Path:
    proto, learned = stored_model(composed.start, composed.training)
    return write(proto, folder, replace(request, recipe=composed.recipe).to_json(), learned)


def stored_model(start: Session, training: Training) -> tuple[ModelProto, Learned]:
    """What training came to: the model of ``start`` with its weights, norms folded in, and the learned scales."""
    recovered = training.result()
    weights = recovered.module.weights

    def value(name: str) -> Tensor | None:
        return weights.get(name) if name in weights else None

    return stored(start.prepared, value), recovered.learned


def _facts(composed: Composed) -> Mapping[str, float]:
    places = composed.training.places
    facts: dict[str, float] = {
        "training_samples": len(composed.stages[-1].train),
        "held_out_samples": len(composed.held_out),
        "parameters": composed.start.graph.parameters,
    }
    if places:
        facts["batch_norms"] = len(places)
        facts["batch_norms_kept"] = sum(place.kept is not None for place in places)
    return {**facts, **(composed.pruner.facts() if composed.pruner is not None else {})}


def _key(parent: str, data: DataSpec, request: TrainRequest) -> str:
    """What a checkpoint belongs to; how the result is to be called makes no difference."""
    value = {"parent": parent, "data": data.hash, "request": replace(request, name="").to_json()}
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:24]
