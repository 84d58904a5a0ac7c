"""distill: train a smaller network, or the same one at few bits, with the help of teachers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli.commands import Source, open_graph, opened, resolve_data
from edgeviz.cli.console import Console
from edgeviz.cli.lab_options import add_device_option
from edgeviz.cli.options import UsageError, add_data_options, add_recipe_options, positive, recipe_from, whole
from edgeviz.cli.train_options import (
    add_train_options,
    check_target,
    print_trained,
    reference,
    run_training,
    train_request,
)
from edgeviz.core.errors import ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Distillation, Method, Start, Student

_DEFAULT = Distillation()
#: Options that one method or another does nothing with.
_BELONGS: dict[str, tuple[Method, ...]] = {
    "temperature": (Method.HINTON, Method.HINT),
    "alpha": (Method.HINTON, Method.HINT),
    "pair": (Method.HINT, Method.ATTENTION),
    "beta": (Method.ATTENTION,),
    "hint_epochs": (Method.HINT,),
}
#: Options that ask for widths; without any the student is trained in float.
_WIDTHS = ("weights", "activations", "scheme", "activation_scheme", "recipe", "set")


def add_distill_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("teacher")
    group.add_argument(
        "--teacher",
        action="append",
        default=[],
        metavar="FILE",
        help="a model that teaches; several are averaged (default: MODEL as it is)",
    )
    group.add_argument(
        "--method",
        choices=list(Method),
        default=Method.HINTON,
        help="hinton: soft targets; logits: the teachers' outputs without labels; hint: FitNets; attention: attention "
        "transfer (default hinton)",
    )
    group.add_argument(
        "--temperature", type=float, metavar="T", help=f"of the soft targets (default {_DEFAULT.temperature:g})"
    )
    group.add_argument(
        "--alpha", type=float, metavar="A", help=f"share of the soft targets (default {_DEFAULT.alpha:g})"
    )
    group.add_argument(
        "--pair",
        action="append",
        type=_pair,
        metavar="TEACHER=STUDENT",
        help="tensors or layers whose features are compared: one for hint, one or more for attention",
    )
    group.add_argument("--beta", type=float, metavar="B", help=f"weight of the attention (default {_DEFAULT.beta:g})")
    group.add_argument(
        "--hint-epochs", type=positive, metavar="N", help=f"of the first stage of hint (default {_DEFAULT.hint_epochs})"
    )
    group.add_argument(
        "--synthetic", type=whole, default=0, metavar="N", help="samples to make up besides the real ones (MUNGE)"
    )
    group = parser.add_argument_group("student")
    group.add_argument("--student", metavar="FILE", default="", help="another model (default: made from MODEL)")
    group.add_argument("--width", type=float, default=1.0, metavar="X", help="share of the channels that stay")
    group.add_argument("--depth", type=float, default=1.0, metavar="X", help="share of the blocks that stay")
    group.add_argument(
        "--start",
        choices=list(Start),
        default=Start.LOADED,
        help="begin with the weights that there are, or with new ones (default loaded)",
    )
    add_recipe_options(parser)
    add_data_options(parser)
    add_train_options(parser)
    add_device_option(parser)


def run_distill(options: argparse.Namespace, console: Console) -> None:
    target = check_target(options.output, options.force)
    distillation, student = _distillation(options), _student(options)
    with opened(options.model, console, runs=True) as source:
        teachers = [Source(path, open_graph(path, console)) for path in distillation.teachers]
        own = source.graph if not student.path else open_graph(student.path, console)
        _check_classes([*(teachers or [source]), replace(source, graph=own, path=student.path or source.path)])
        recipe = recipe_from(options, own) if any(getattr(options, name) for name in _WIDTHS) else Recipe()
        request = train_request(options, recipe, distillation=distillation, student=student)
        data = resolve_data(options, source, recipe, console)
        before = reference(source, data, [Recipe()], options, console)
        for teacher in teachers:
            for one in reference(teacher, data, [Recipe()], options, console):
                before.append(replace(one, name=f"{teacher.name}, teacher"))
        trained = run_training(source, data, request, target, options, console)
        print_trained(trained, before, options)


def _pair(text: str) -> tuple[str, str]:
    one, between, other = text.partition("=")
    if not (one and between and other):
        raise argparse.ArgumentTypeError(f"{text!r} is no TEACHER=STUDENT")
    return one, other


def _distillation(options: argparse.Namespace) -> Distillation:
    method = Method(options.method)
    given: dict[str, Any] = {}
    for name, methods in _BELONGS.items():
        value = getattr(options, name)
        if value is None:
            continue
        if method not in methods:
            raise UsageError(f"--{name.replace('_', '-')} is for --method {' and '.join(methods)}")
        given["pairs" if name == "pair" else name] = value
    teachers = tuple(str(Path(path).resolve()) for path in options.teacher)
    return Distillation(method=method, teachers=teachers, synthetic=options.synthetic, **given)


def _student(options: argparse.Namespace) -> Student:
    path = str(Path(options.student).resolve()) if options.student else ""
    return Student(path, options.width, options.depth, Start(options.start))


def _check_classes(sources: Sequence[Source]) -> None:
    """What can be told from the files alone is told before anything is measured. Raises ModelError."""
    known = [(Path(one.path).name, classes) for one in sources if (classes := one.graph.classes()) is not None]
    if len({classes for _, classes in known}) > 1:
        texts = ", ".join(f"{name} {classes:,}" for name, classes in known)
        raise ModelError(
            f"The models tell different numbers of classes apart: {texts}.",
            "Choose a teacher and a student for the same classes.",
        )
