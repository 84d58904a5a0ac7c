"""qat: train a model to work at the widths of a recipe."""

from __future__ import annotations

import argparse

from edgeviz.cli.commands import opened, resolve_data
from edgeviz.cli.console import Console
from edgeviz.cli.lab_options import add_device_option
from edgeviz.cli.options import add_data_options, add_recipe_options, recipe_from
from edgeviz.cli.train_options import (
    add_train_options,
    check_target,
    print_trained,
    reference,
    run_training,
    train_request,
)
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import ActivationRule


def add_qat_options(parser: argparse.ArgumentParser) -> None:
    add_recipe_options(parser)
    add_data_options(parser)
    add_train_options(parser)
    add_device_option(parser)
    group = parser.add_argument_group("quantization-aware training")
    group.add_argument("--float", action="store_true", help="train in float, at no recipe's widths (fine-tuning)")
    group.add_argument(
        "--ranges",
        choices=list(ActivationRule),
        default=ActivationRule.CALIBRATED,
        help="activation ranges: calibrated, or learned as LSQ or PACT does (default calibrated)",
    )


def run_qat(options: argparse.Namespace, console: Console) -> None:
    target = check_target(options.output, options.force)
    with opened(options.model, console, runs=True) as source:
        recipe = Recipe() if options.float else recipe_from(options, source.graph, source.recipe)
        request = train_request(options, recipe, activations=ActivationRule(options.ranges))
        data = resolve_data(options, source, recipe, console)
        before = reference(source, data, [Recipe(), recipe], options, console)
        trained = run_training(source, data, request, target, options, console)
        print_trained(trained, before, options)
