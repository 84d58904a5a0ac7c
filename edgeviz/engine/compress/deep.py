"""Job: Deep Compression (Han et al. 2016): prune, retrain, share weights, train the centroids, Huffman.

Every stage is measured on the validation split. What comes out is an encoded file, and the ONNX model that it decodes
to: a model of its own, whose weights are bit for bit those that were measured.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import onnx
import torch

from edgeviz.core.compress.report import DeepReport, Stage, StageResult, histogram
from edgeviz.core.compress.request import SUFFIX, DeepRequest
from edgeviz.core.compress.stream import SharedLayer, smallest
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainedModel
from edgeviz.engine import evaluate
from edgeviz.engine.compress import archive
from edgeviz.engine.compress.accounts import Stored, Weights, pruned_bytes, row, shared_bytes, stored_weights, values_of
from edgeviz.engine.compress.sharing import Sharing, share
from edgeviz.engine.export.job import write_atomically
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Floats, Labels, Session, Tick, session
from edgeviz.engine.train import job, loop
from edgeviz.engine.train.augment import augmenter
from edgeviz.engine.train.compose import logits_of, spec_for
from edgeviz.engine.train.result import REQUEST, parent_hash
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Event, Log, Progress, Result, Sample

#: The key of the file's metadata under which the request is, as JSON.
METADATA = "edgeviz.deep_compression"


def run(
    context: Context, path: str, data: DataSpec, request: DeepRequest, folder: str, resume: bool = False
) -> DeepReport:
    """Compress the model at ``path`` to ``<sha256>.edgedc``, and ``<sha256>.onnx`` that it decodes to, in ``folder``.

    Emits a ``StageResult`` for each stage, a ``TrainedModel`` in the end, and returns the ``DeepReport``. The samples
    "loss", "rate" and "accuracy" are those of the retraining, then of the centroids. A run that was cancelled or
    killed goes on with ``resume``: stages that are done are not done again. Raises EdgeVizError.
    """
    opened = session(path)
    request.check(opened.graph)
    stored_weights(opened)
    parent = parent_hash(opened.file)
    identity = json.dumps([parent, data.to_json(), replace(request, name="").to_json()], sort_keys=True)
    own = Path(folder) / "checkpoints" / hashlib.sha256(identity.encode()).hexdigest()[:24]
    try:
        if not resume:
            shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdgeVizError(
            f"Nothing can be written into {folder}: {error.strerror or error}.", "Choose another folder."
        ) from error
    report = _Pipeline(context, opened, parent, data, request, own, resume).go(Path(folder))
    shutil.rmtree(own, ignore_errors=True)
    return report


class _Pipeline:
    def __init__(
        self, context: Context, opened: Session, parent: str, data: DataSpec, request: DeepRequest, own: Path,
        resume: bool,
    ) -> None:  # fmt: skip
        self._context, self._opened, self._parent = context, opened, parent
        self._data, self._request = data, request
        self._own, self._resume = own, resume
        self._stages: list[StageResult] = []
        self._begun = self._stage_begun = time.monotonic()

    def go(self, folder: Path) -> DeepReport:
        context, request, opened = self._context, self._request, self._opened
        context.progress(0, None, "Reading data")
        self._validation = opened.data(self._data, partial(context.progress, text="Reading data")).validation
        float32 = 4.0 * sum(one.layer.weight_elements for one in stored_weights(opened))
        self._measured(Stage.ORIGINAL, opened.module, stored_weights(opened), float32, opened.file.file_bytes)

        made = self._pruned()
        pruned = Session(self._own / made["file"])
        pruned.share_data(opened)
        weights = stored_weights(pruned)
        before = values_of(pruned.module, weights)
        size = sum(pruned_bytes(one, before[one.name], request) for one in weights)
        self._measured(Stage.PRUNED, pruned.module, weights, size)

        module = copy.deepcopy(pruned.module)
        layers, tuned = self._shared(pruned, module, weights, made["steps"])
        size = sum(shared_bytes(one, layers[one.name], request) for one in weights)
        outputs = self._measured(Stage.SHARED, module, weights, size)

        context.progress(0, None, "Huffman coding")
        chosen = {one.name: smallest(layers[one.name], request.index(one.layer)) for one in weights}
        model = self._final(pruned, module)
        encoded = archive.encode(model, list(chosen.values()), {"parent": self._parent})
        file = folder / f"{hashlib.sha256(encoded.content).hexdigest()}{SUFFIX}"
        write_atomically(file, encoded.content)
        content = _read_back(file, module, weights).SerializeToString(deterministic=True)
        result = folder / f"{hashlib.sha256(content).hexdigest()}.onnx"
        write_atomically(result, content)

        there = opened.runtime_outputs(str(result), self._validation.x, self._ticking("Checking in onnxruntime"))
        found = opened.predictions(there)
        coded = sum(piece.total for piece in encoded.pieces.values())
        self._stage(Stage.CODED, found, module, weights, coded, len(encoded.content), "onnxruntime, decoded file")
        report = DeepReport(
            path=str(file),
            request=request,
            stages=tuple(self._stages),
            layers=tuple(
                row(one, before[one.name], chosen[one.name], encoded.pieces[one.name], request) for one in weights
            ),
            original=opened.file.file_bytes,
            file=len(encoded.content),
            rest=len(encoded.content) - coded,
            agreement=evaluate.proportion("agreement", found, opened.predictions(outputs), "onnxruntime against torch"),
            max_difference=evaluate.largest_difference(there, outputs),
        )
        context.result(self._trained(result, report, made, tuned))
        return report

    # ---- the stages ----

    def _pruned(self) -> dict[str, Any]:
        """The pruned and retrained model: its file in the folder of checkpoints, and what training came to."""
        note = self._own / "pruned.json"
        if self._resume and note.exists():
            known: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
            if (self._own / known["file"]).exists():
                return known
        request = self._request.retraining(self._opened.graph)
        found: list[TrainedModel] = []
        inner = self._within("Pruned", found=found)
        job.run(inner, str(self._opened.path), self._data, request, str(self._own), self._resume)
        trained = found[0]
        made = {
            "file": Path(trained.path).name,
            "accuracies": list(trained.accuracies),
            "steps": trained.steps,
        }
        write_atomically(note, json.dumps(made).encode())
        return made

    def _shared(
        self, pruned: Session, module: OnnxModule, weights: tuple[Stored, ...], steps: int
    ) -> tuple[dict[str, SharedLayer], loop.Trained]:
        """``module`` gets the shared weights of the best epoch."""
        request, context = self._request, self._context
        train, held_out = self._opened.training(
            self._data, request.samples, partial(context.progress, text="Reading training samples")
        )
        values = values_of(module, weights)
        start = [share(one.name, values[one.name], request.bits(one.layer)) for one in weights]
        sharing = Sharing(copy.deepcopy(module), start)
        if torch.cuda.is_available():
            sharing.module.to("cuda")
        spec = spec_for(replace(request.retraining(self._opened.graph), spec=request.tune), train, pruned)
        trained = loop.fit(
            self._within("Shared weights", steps),
            sharing.module,
            train,
            held_out,
            spec,
            loop.supervised(spec, logits_of(sharing.module)),
            path=self._own / "centroids.checkpoint",
            resume=self._resume,
            augment=augmenter(request.augmentation, self._data, train.x.shape[1:], spec.seed),
        )
        layers = {layer.name: layer for layer in sharing.layers()}
        with torch.no_grad():
            module.weights.load_state_dict(sharing.module.weights.state_dict())
            for name, layer in layers.items():
                module.weight(name).copy_(torch.from_numpy(layer.values()))
        return layers, trained

    def _final(self, pruned: Session, module: OnnxModule) -> onnx.ModelProto:
        """The model with the weights and biases of ``module``, and what it was asked for."""
        model = archive.slim(pruned.prepared)
        for tensor in model.graph.initializer:
            if tensor.data_type == onnx.TensorProto.FLOAT and tensor.name in module.weights:
                archive.set_weight(model, tensor.name, module.weight(tensor.name).detach().cpu().numpy())
        kept = {entry.key: entry.value for entry in model.metadata_props if entry.key != REQUEST}
        kept[METADATA] = self._request.to_json()
        del model.metadata_props[:]
        onnx.helper.set_model_props(model, dict(sorted(kept.items())))
        return model

    # ---- figures ----

    def _measured(
        self, stage: Stage, module: OnnxModule, weights: tuple[Stored, ...], size: float, file: int | None = None
    ) -> Floats:
        outputs = self._opened.outputs(module, self._validation.x, self._ticking(f"Accuracy, {stage.value}"))
        self._stage(stage, self._opened.predictions(outputs), module, weights, size, file, "torch")
        return outputs

    def _stage(
        self, stage: Stage, found: Labels, module: OnnxModule, weights: tuple[Stored, ...], size: float,
        file: int | None, device: str,
    ) -> None:  # fmt: skip
        expected, now = self._validation.y, time.monotonic()
        values = values_of(module, weights)
        result = StageResult(
            stage,
            evaluate.accuracy(found, expected, device),
            Outcomes.of(found == expected, self._validation.name),
            size,
            file,
            tuple(histogram(one.layer.key, values[one.name]) for one in weights),
            now - self._stage_begun,
        )
        self._stage_begun = now
        self._stages.append(result)
        self._context.result(result)

    def _trained(self, path: Path, report: DeepReport, made: dict[str, Any], tuned: loop.Trained) -> TrainedModel:
        opened, request = self._opened, self._request
        name = request.name or f"{opened.path.stem}, weights {report.rate(Stage.CODED):.0f}× smaller"
        accuracies = (*made["accuracies"], *(epoch.accuracy for epoch in tuned.epochs))
        return TrainedModel(
            path=str(path),
            name=name,
            graph=session(path).graph,
            parent=self._parent,
            recipe=Recipe(),
            request=replace(request.retraining(opened.graph), name=name),
            evaluations=(self._evaluation(path, report),),
            accuracies=accuracies,
            best=len(made["accuracies"]) + tuned.best,
            steps=made["steps"] + tuned.steps,
            seconds=time.monotonic() - self._begun,
            facts={
                "compressed_bytes": report.file,
                "compression_of_weights": report.rate(Stage.CODED),
                "compression_of_file": report.file_rate,
                "share_of_weights_left": sum(one.kept for one in report.layers)
                / max(1, sum(one.elements for one in report.layers)),
            },
        )

    def _evaluation(self, path: Path, report: DeepReport) -> Evaluation:
        """That of the decoded model, as any other is measured, with the size of the encoded file."""
        session(path).share_data(self._opened)
        found: list[Evaluation] = []
        evaluate.run(self._within("", found=found), str(path), self._data, (Recipe(),))
        size = Metric(
            "compressed", report.file, Provenance.MEASURED, date=evaluate.now(), note="bytes of the encoded file"
        )
        return replace(found[0], metrics={**found[0].metrics, "compressed": size}, source="deep compression")

    # ---- small things ----

    def _within(self, label: str, before: int = 0, found: list[Any] | None = None) -> Context:
        """For a part of this job: its steps come after ``before``, its results of the kind wanted go to ``found``."""
        outer = self._context

        def take(event: Event) -> None:
            match event:
                case Progress():
                    outer.progress(event.done, event.total, f"{label}: {event.text}" if label else event.text)
                case Sample():
                    outer.sample(event.name, before + event.step, event.value)
                case Log():
                    outer.log(event.text, event.level)
                case Result() if found is not None and isinstance(event.payload, TrainedModel | Evaluation):
                    found.append(event.payload)

        return outer.within(take)

    def _ticking(self, text: str) -> Tick:
        return evaluate.Steps(self._context, len(self._validation)).advancing(text)


def _read_back(file: Path, module: OnnxModule, weights: tuple[Stored, ...]) -> onnx.ModelProto:
    """The written file, decoded; its weights must be bit for bit those of ``module``."""
    decoded = archive.decode(archive.read_bytes(file), file.name)
    arrays = {tensor.name: tensor for tensor in decoded.graph.initializer}
    values: dict[str, Weights] = values_of(module, weights)
    for one in weights:
        if onnx.numpy_helper.to_array(arrays[one.name]).tobytes() != values[one.name].tobytes():
            raise ModelError(
                f"The weights of {one.layer.key!r} were not read back as they were written.",
                "Compress the model anew; if it happens again this is a fault in EdgeViz.",
            )
    return decoded
