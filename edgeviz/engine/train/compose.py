"""From a request to what the loop trains: the student, its norms and quantizers, teachers, pruning, samples."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import NO_REPAIRS, Recipe
from edgeviz.core.train_request import Start, Structure, TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.export.job import write_atomically
from edgeviz.engine.load.free_batch import with_free_batch
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.quant.learned import LEARNED
from edgeviz.engine.session import Session, session
from edgeviz.engine.train import loop
from edgeviz.engine.train.augment import Augment, augmenter
from edgeviz.engine.train.network import network
from edgeviz.engine.train.norms import SAMPLES, Clock, Place, norms_for, prepared_for_norms
from edgeviz.engine.train.qat import Training
from edgeviz.engine.train.result import trained_for
from edgeviz.jobs.context import Context


@dataclass(frozen=True, eq=False)
class Stage:
    """One call of ``loop.fit`` (``distill.stages`` makes ones with the same fields)."""

    module: nn.Module
    objective: loop.Objective
    train: Split
    spec: TrainSpec
    label: str = ""


@dataclass(frozen=True, eq=False)
class Composed:
    """Ready to be trained. ``start`` is the model that training starts from, as a file of its own.

    ``after_step`` is called after every update; ``pruner`` holds the masks where weights are pruned.
    """

    start: Session
    recipe: Recipe
    training: Training
    stages: tuple[Any, ...]
    held_out: Split
    augment: Augment | None
    pruner: Any = None

    @property
    def steps(self) -> int:
        return sum(stage.spec.steps(len(stage.train)) for stage in self.stages)

    def objective(self, stage: Stage) -> loop.Objective:
        def loss(module: nn.Module, batch: loop.Batch) -> Tensor:
            self.training.before_step()
            return stage.objective(module, batch)

        return loss

    def after_step(self, module: nn.Module) -> None:
        self.training.after_step(self.training.module)
        if self.pruner is not None:
            self.pruner.after_step(self.training.module)


def compose(context: Context, path: str, data: DataSpec, request: TrainRequest, folder: Path) -> Composed:
    """Everything up to the first step; ``folder`` gets the file that training starts from.

    The same arguments give the same start, so that a resumed run begins where the first one did. Raises ModelError,
    DataError, RecipeError.
    """
    opened = session(path)
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be trained: it uses {', '.join(opened.graph.missing_operators)}.",
            "Choose a model whose operators EdgeViz covers.",
        )
    context.progress(0, None, "Reading data")
    opened.data(data, lambda done, total: context.progress(done, total, "Reading data"))
    train, held_out = opened.training(
        data, request.samples, lambda done, total: context.progress(done, total, "Reading training samples")
    )
    context.progress(0, None, "Preparing the model")
    base = _student(context, opened, request, folder)
    recipe = _fitting(request, base.graph, context)
    start, training = begin(context, base, recipe, data, request, train, folder)
    spec = spec_for(request, train, start)
    context.check()
    stages = _stages(context, opened, data, training, train, spec, request)
    composed = Composed(
        start, recipe, training, stages, held_out, augmenter(request.augmentation, data, train.x.shape[1:], spec.seed)
    )
    last = stages[-1].spec.steps(len(stages[-1].train))
    if request.freeze:
        training.clock.freeze_from = composed.steps - round(request.freeze * last)
    if request.pruning is not None and request.pruning.structure is not Structure.CHANNELS:
        from edgeviz.engine.compress.pruner import Pruner

        pruner = Pruner(training.module, start.graph, request.pruning, composed.steps, recipe)
        composed = replace(composed, pruner=pruner)
    return composed


def begin(
    context: Context,
    base: Session,
    recipe: Recipe,
    data: DataSpec,
    request: TrainRequest,
    train: Split,
    folder: Path,
    normed: Callable[[str], bool] | None = None,
) -> tuple[Session, Training]:
    """The model of ``base`` with batch norms and the quantizers of ``recipe``, and the file that it starts from.

    ``data`` sets the activations' ranges, ``train`` the statistics of the norms. ``normed``: the layers, by
    key, that get a norm; None for all that can. Raises ModelError, DataError.
    """
    proto, places = onnx.ModelProto(), tuple[Place, ...]()
    proto.CopyFrom(base.prepared)
    if base.fixed_batch is not None:
        proto = with_free_batch(proto, base.fixed_batch, train.x[: 3 * base.fixed_batch], base.path.name)
    if request.unfold and request.spec.epochs:
        proto, places = prepared_for_norms(proto, base.graph, recipe)
    start = as_session(proto, folder / "start.onnx", base)
    if [layer.key for layer in start.graph.layers] != [layer.key for layer in base.graph.layers]:
        raise ModelError(
            f"{base.path.name} cannot be trained: its layers would lose their names.", "Export it again from PyTorch."
        )
    places = tuple(place for place in places if normed is None or normed(place.layer.key))
    places = tuple(replace(place, layer=start.graph.layer(place.layer.key)) for place in places)
    return start, training_for(context, start, recipe, data, request, places, train, base)


def logits_name(module: OnnxModule) -> str:
    """The tensor of the logits: where the network ends in a Softmax, what goes into it."""
    name = module.outputs[0]
    for _ in range(3):
        last = next((o for o in module.operations if name in o.outputs), None)
        if last is not None and last.op == "Softmax":
            name = last.inputs[0]
            break
        if last is None or last.op not in ("Reshape", "Flatten", "Squeeze", "Identity"):
            name = module.outputs[0]
            break
        name = last.inputs[0]
    return name


def logits_of(module: OnnxModule) -> Callable[[nn.Module, Tensor], Tensor]:
    """A reader of the logits [n, classes]."""
    name = logits_name(module)

    def read(trained: nn.Module, x: Tensor) -> Tensor:
        assert isinstance(trained, OnnxModule)
        return trained.observe((name,), x)[name].flatten(1)

    return read


# ---- inside ----


def _student(context: Context, opened: Session, request: TrainRequest, folder: Path) -> Session:
    """The network to train before it gets norms: the open one, another file, or one derived from either."""
    wanted = request.student
    base = session(wanted.path) if wanted.path else opened
    found = base
    derived = wanted.width != 1 or wanted.depth != 1 or wanted.start is not Start.LOADED
    if derived:
        from edgeviz.engine.train.students import student

        made = student(base.prepared, wanted, request.spec.seed, context)
        found = as_session(made, folder / "student.onnx", opened)
    if request.pruning is not None and request.pruning.structure is Structure.CHANNELS:
        from edgeviz.engine.compress.shrink import shrink

        found = as_session(shrink(found.prepared, found.graph, request.pruning), folder / "shrunk.onnx", opened)
    found.share_data(opened)
    return found


def as_session(proto: onnx.ModelProto, path: Path, like: Session) -> Session:
    """``proto`` as a file with a session of its own, which uses the data that ``like`` has read.

    What an earlier training learned beside its weights is left out: it would pass for calibrated.
    """
    kept = {entry.key: entry.value for entry in proto.metadata_props if entry.key != LEARNED}
    del proto.metadata_props[:]
    onnx.helper.set_model_props(proto, kept)
    write_atomically(path, proto.SerializeToString(deterministic=True))
    made = Session(path)
    made.share_data(like)
    return made


def _fitting(request: TrainRequest, graph: ModelGraph, context: Context) -> Recipe:
    """The recipe for the layers that the student has, without repairs, which training takes the place of."""
    recipe = request.recipe
    if recipe.repairs:
        context.log("The recipe's repairs are left out: training takes their place.", "warning")
        recipe = replace(recipe, repairs=NO_REPAIRS)
    if not request.student.path:
        layers = {key: row for key, row in recipe.layers.items() if key in graph.layer_index}
        if len(layers) < len(recipe.layers):
            gone = len(recipe.layers) - len(layers)
            context.log(f"{gone} layers of the recipe are not in the student and left out of it.")
            kept = tuple(key for key in recipe.kept if key in graph.layer_index)
            recipe = replace(recipe, layers=layers, kept=kept)
    recipe.check(graph.layer_index)
    return recipe


def spec_for(request: TrainRequest, train: Split, start: Session) -> TrainSpec:
    """The settings with class weights worked out; checks that labels and the network's answer fit."""
    with torch.no_grad():
        answer = logits_of(start.module)(start.module, torch.from_numpy(train.x[:2]))
    if answer.ndim != 2 or answer.shape[0] != 2 or answer.shape[1] < 2:
        raise ModelError(
            f"The first output of the model has the shape {tuple(answer.shape)} for two samples: it is no classifier.",
            "Training needs an output of samples × classes, with two classes or more.",
        )
    classes = answer.shape[1]
    if train.y.max() >= classes:
        raise DataError(
            f"There are labels up to {train.y.max()}, but the model tells {classes} classes apart.",
            "Choose the data that the model was made for.",
        )
    if not request.balanced:
        return request.spec
    count = np.bincount(train.y, minlength=classes)
    present = int((count > 0).sum())
    weights = np.where(count > 0, len(train) / (present * np.maximum(count, 1)), 0.0)
    return replace(request.spec, class_weights=tuple(float(weight) for weight in weights))


def training_for(
    context: Context,
    start: Session,
    recipe: Recipe,
    data: DataSpec,
    request: TrainRequest,
    places: tuple[Place, ...],
    train: Split,
    base: Session,
) -> Training:
    def calibrating(seen: int) -> None:
        context.progress(seen, None, "Calibrating")

    params = dict(start.activation_params(recipe, data, calibrating))
    statistics = start.module
    if not recipe.is_float32 and trained_for(base.file.proto) == recipe:
        # It is trained once more: what its norms see is the quantized network, not the weights behind it.
        params |= base.learned.params(params)
        statistics = apply(start.module, start.graph, recipe, params, base.codings(recipe))
    clock = Clock()
    batches = context.track(start.batches(train.x[:SAMPLES], len(places)), None, "Statistics of the batch norms")
    norms = norms_for(statistics, places, batches, clock)
    rule = request.activations
    training = Training(start.module, start.graph, recipe, params, rule, norms, places, clock, base.learned)
    if training.calibrated:
        context.log(
            f"{len(training.calibrated)} of the activation ranges stay as calibrated: {request.activations.upper()} "
            "does not learn such (inputs that may be negative for PACT, fixed ranges, more than 8 bits).",
            "warning",
        )
    _warn_of_signs(start.graph, recipe, context)
    if torch.cuda.is_available():
        training.module.to("cuda")
    return training


def _warn_of_signs(graph: ModelGraph, recipe: Recipe, context: Context) -> None:
    """The sign of what a Relu puts out is always +: nothing is left to learn from."""
    blind = []
    for layer in graph.layers:
        row = graph.producers.get(layer.input)
        if layer.input and recipe[layer.key].activation.is_sign and row is not None and graph.nodes[row].op == "Relu":
            blind.append(layer.key)
    if blind:
        context.log(
            f"{len(blind)} layers take the sign of what a Relu put out ({', '.join(blind[:3])}), which is always +. "
            "Choose one affine bit or DoReFa inputs for them: 0 or the largest value.",
            "warning",
        )


def _stages(
    context: Context,
    opened: Session,
    data: DataSpec,
    training: Training,
    train: Split,
    spec: TrainSpec,
    request: TrainRequest,
) -> tuple[Any, ...]:
    wanted = request.distillation
    if wanted is None:
        return (Stage(training.module, loop.supervised(spec, logits_of(training.module)), train, spec),)
    from edgeviz.engine.train.distill import stages

    device = next(training.module.parameters()).device
    paths = wanted.teachers or (str(opened.path),)
    teachers = []
    for path in paths:
        known = opened if Path(path).absolute() == opened.path.absolute() else session(path)
        if len(known.graph.inputs) != 1:
            raise EdgeVizError(
                f"The teacher {known.path.name} takes {len(known.graph.inputs)} inputs.", "Choose another teacher."
            )
        teacher = network(known, data, train.x)
        teachers.append(teacher if device.type == "cpu" else copy.deepcopy(teacher).to(device))
    names = tuple(Path(path).name for path in paths)
    augmented = bool(request.augmentation)
    return tuple(
        stages(wanted, teachers, training.module, train, spec, augmented=augmented, context=context, names=names)
    )
