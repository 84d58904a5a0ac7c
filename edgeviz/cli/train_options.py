"""What the training commands have in common: their options, the request they come to, the run and its table."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, print_json, run_evaluations
from edgeviz.cli.console import Console, run
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.on_device import device_note, on_device
from edgeviz.cli.options import SWITCH, UsageError, positive, recipe_name, whole
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, ProjectError
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import ActivationRule, Augmentation, TrainedModel, TrainRequest
from edgeviz.core.training import Optimizer, Schedule, TrainSpec
from edgeviz.jobs.spec import JobSpec

_DEFAULT = TrainSpec()


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


_numbers.__name__ = "list of numbers"


def add_spec_options(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """The steps, what they learn from, and augmentation: the same wherever something is trained."""
    group = parser.add_argument_group("training")
    group.add_argument("--epochs", type=whole, metavar="N", help=f"passes over the data (default {_DEFAULT.epochs})")
    group.add_argument("--batch", type=positive, metavar="N", help=f"samples in a step (default {_DEFAULT.batch})")
    group.add_argument("--optimizer", choices=list(Optimizer), help=f"(default {_DEFAULT.optimizer})")
    group.add_argument("--rate", type=float, metavar="X", help=f"learning rate at the start (default {_DEFAULT.rate})")
    group.add_argument("--schedule", choices=list(Schedule), help=f"of the rate (default {_DEFAULT.schedule})")
    group.add_argument(
        "--decay-epochs", type=positive, metavar="N", help="of --schedule step: epochs between two decays"
    )
    group.add_argument("--decay", type=float, metavar="X", help="of --schedule step: what the rate is multiplied by")
    group.add_argument("--weight-decay", type=float, metavar="X", help=f"(default {_DEFAULT.weight_decay})")
    group.add_argument("--sgd-momentum", type=float, metavar="X", help="of --optimizer sgd (default 0.9)")
    group.add_argument("--clip", type=float, metavar="X", help="greatest norm of the gradient (default 0: no clipping)")
    group.add_argument("--patience", type=whole, metavar="N", help="stop after N epochs that are no better (0: never)")
    group.add_argument("--train-seed", type=whole, metavar="N", help="of order, augmentation and start (default 0)")
    group.add_argument("--train-samples", type=positive, metavar="N", help="learn from at most N samples (default all)")
    group.add_argument("--class-weights", type=_numbers, metavar="W,W,…", help="one for each class")
    group.add_argument(
        "--checkpoint-every", type=whole, metavar="N", help="steps between two checkpoints (0: every epoch)"
    )
    more = parser.add_argument_group("augmentation, for images")
    more.add_argument("--flip", action="store_true", help="mirror half of the images left to right")
    more.add_argument("--crop", type=whole, metavar="N", default=0, help="move images by up to N pixels")
    more.add_argument("--mixup", type=float, metavar="X", default=0.0, help="parameter of the mixup (0: none)")
    return group


def add_train_options(parser: argparse.ArgumentParser, needs_output: bool = True, suffix: str = ".onnx") -> None:
    """How it is trained, on what, and where the result goes: the same for every command that makes one model."""
    group = add_spec_options(parser)
    group.add_argument("--balanced", action="store_true", help="every class weighs the same, rare ones too")
    group.add_argument("--unfold", **SWITCH, help="batch norms are put back for training and folded again (default)")
    group.add_argument(
        "--freeze",
        type=float,
        metavar="X",
        help="share of the steps, the last, in which statistics and learned ranges rest (default 0.2)",
    )
    group = parser.add_argument_group("result")
    group.add_argument("--output", "-o", required=needs_output, metavar="FILE", help=f"the {suffix} file to write")
    group.add_argument("--force", action="store_true", help="replace the file if it exists")
    group.add_argument("--name", default="", help="what the trained model is called")
    group.add_argument("--resume", action="store_true", help="go on where the same command was stopped")
    group.add_argument("--no-reference", action="store_true", help="do not measure what the training starts from")


def train_spec(options: argparse.Namespace) -> TrainSpec:
    """Raises EdgeVizError, or UsageError where an option would do nothing."""
    names = ("epochs", "batch", "optimizer", "rate", "schedule", "decay_epochs", "decay", "weight_decay", "clip")
    given: dict[str, Any] = {
        name: value
        for name in (*names, "patience", "class_weights", "checkpoint_every")
        if (value := getattr(options, name)) is not None
    }
    if options.sgd_momentum is not None:
        given["momentum"] = options.sgd_momentum
    if options.train_seed is not None:
        given["seed"] = options.train_seed
    spec = TrainSpec(**given)
    for name, belongs, to in (
        ("decay_epochs", spec.schedule is Schedule.STEP, "--schedule step"),
        ("decay", spec.schedule is Schedule.STEP, "--schedule step"),
        ("sgd_momentum", spec.optimizer is Optimizer.SGD, "--optimizer sgd"),
    ):
        if getattr(options, name) is not None and not belongs:
            raise UsageError(f"--{name.replace('_', '-')} is for {to}")
    return spec


def train_request(options: argparse.Namespace, recipe: Recipe, **parts: Any) -> TrainRequest:
    """The request of the common options; ``parts`` are the fields that a command has options of its own for."""
    changes: dict[str, Any] = {"activations": ActivationRule.CALIBRATED, **parts}
    if options.unfold is not None:
        changes["unfold"] = options.unfold
    if options.freeze is not None:
        changes["freeze"] = options.freeze
    return TrainRequest(
        spec=train_spec(options),
        recipe=recipe,
        augmentation=Augmentation(options.flip, options.crop, options.mixup),
        balanced=options.balanced,
        samples=options.train_samples or 0,
        name=options.name,
        **changes,
    )


def check_target(path: str, force: bool, suffix: str = ".onnx") -> Path:
    """Where the trained model goes. Raises ProjectError or UsageError before anything is trained."""
    target = Path(path).absolute()
    if target.suffix.lower() != suffix:
        raise UsageError(f"--output must end in {suffix}, not {target.name!r}")
    if target.is_dir() or (target.exists() and not force):
        raise ProjectError(f"{target} exists already.", "Choose another name, or add --force to replace it.")
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")
    return target


def folder_of(target: Path) -> Path:
    """Where checkpoints are kept until the training is through."""
    return target.with_name(f".{target.stem}.training")


def run_training(
    source: Source,
    data: DataSpec | None,
    request: TrainRequest,
    target: Path,
    options: argparse.Namespace,
    console: Console,
) -> TrainedModel:
    """Train in this process; Ctrl-C stops after the step, and the same command with --resume goes on from there."""
    if data is None:
        raise DataError("Training needs data, and there is none.", "Name it with --data PATH.")
    folder = folder_of(target)
    found: list[TrainedModel] = []

    def keep(payload: object) -> None:
        if isinstance(payload, TrainedModel):
            found.append(payload)

    arguments = {"path": source.path, "data": data, "request": request, "folder": str(folder)}
    job = JobSpec("edgeviz.engine.train.job:run", f"Train {source.name}", {**arguments, "resume": options.resume})
    try:
        run(job, console, keep, gentle=True)
    except KeyboardInterrupt:
        if folder.exists():
            console.note("edgeviz: stopped; the same command with --resume goes on from here.")
        raise
    trained = found[-1]
    evaluations = tuple(replace(e, name=_name(e, trained)) for e in trained.evaluations)
    os.replace(trained.path, target)  # noqa: PTH105
    for left in (folder / "checkpoints", folder):
        with contextlib.suppress(OSError):  # other trainings may have theirs in it
            left.rmdir()
    return replace(trained, path=str(target), evaluations=evaluations)


def _name(found: Evaluation, trained: TrainedModel) -> str:
    """What was trained; the float weights behind quantized ones were never trained to be a network."""
    if found.recipe.is_float32 and not trained.recipe.is_float32:
        return "Shadow weights, in float"
    return f"{recipe_name(found.recipe, trained.graph)}, trained"


def reference(
    source: Source, data: DataSpec | None, recipes: Sequence[Recipe], options: argparse.Namespace, console: Console
) -> list[Evaluation]:
    """What the training starts from, measured before it: the float model, and the recipe without training.

    Raises UsageError for a device that there is not: nothing was trained then.
    """
    device = device_of(options)
    if options.no_reference:
        return []
    different = list(dict.fromkeys(recipes))
    found, _ = run_evaluations(source, data, different, console)
    return [on_device(replace(one, name=f"{one.name}, before"), source.graph, device) for one in found]


def print_trained(trained: TrainedModel, before: Sequence[Evaluation], options: argparse.Namespace) -> None:
    device = device_of(options)
    after = [on_device(one, trained.graph, device) for one in trained.evaluations]
    if options.json:
        rows = {"before": before, "after": after}
        value: dict[str, Any] = {name: [tables.evaluation_json(one) for one in found] for name, found in rows.items()}
        facts: dict[str, float] = {
            "best_epoch": trained.best + 1,
            "steps": trained.steps,
            "seconds": trained.seconds,
            **trained.facts,
        }
        held_out = {"held_out_accuracies": trained.accuracies}
        print_json({"path": trained.path, "name": trained.name, "parent": trained.parent, **facts, **held_out, **value})
        return
    print(tables.evaluations_table([*before, *after]))
    note = device_note(trained.graph, [one.recipe for one in after], device)
    if note:
        print(note)
    epochs, best = len(trained.accuracies), trained.best + 1
    print(
        f"\n{trained.steps:,} steps in {trained.seconds:,.0f} s; epoch {best} of {epochs} was best "
        f"({100 * trained.accuracies[trained.best]:.1f} % of the training samples held out)"
        if trained.accuracies
        else f"\n{trained.steps:,} steps in {trained.seconds:,.0f} s"
    )
    for name, fact in trained.facts.items():
        print(f"{name.replace('_', ' ')}: {fact:,.6g}")
    print(f"written: {trained.path}")
