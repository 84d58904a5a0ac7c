"""compare: is one recipe more accurate than another, on the same samples?"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, opened, print_json, resolve_data, run_evaluations
from edgeviz.cli.console import Console
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.on_device import device_note, on_device
from edgeviz.cli.options import UsageError, read_recipe, recipe_name, short_recipe
from edgeviz.core.comparison import Comparison, Test, Verdict, compare, verdict_text
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.core.statistics import paired_bootstrap


def run_compare(options: argparse.Namespace, console: Console) -> None:
    with opened(options.model, console, runs=True) as source:
        recipes = [named_recipe(text, source, options) for text in (options.first, options.second)]
        device = device_of(options)
        data = resolve_data(options, source, recipes[0] if not recipes[0].is_float32 else recipes[1], console)
        if data is None:
            raise DataError("Recipes are compared on data, and there is none.", "Name it with --data PATH.")
        first, second = evaluated(source, data, recipes, console)
        found = compare(first, second)
        first, second = (on_device(one, source.graph, device) for one in (first, second))
        if options.json:
            rows = [{**tables.evaluation_json(e), "hash": e.recipe.hash, "recipe": e.recipe} for e in (first, second)]
            value = {"model": source.path, "data": data.to_json(), "first": rows[0], "second": rows[1]}
            print_json({**value, "comparison": comparison_json(found)})
            return
        shown = [first] if first.recipe == second.recipe else [first, second]
        print(tables.evaluations_table(shown))
        if device is not None:
            print(device_note(source.graph, recipes, device))
        print("\n" + comparison_text(found, first.name, second.name))


def named_recipe(text: str, source: Source, options: argparse.Namespace) -> Recipe:
    """ "float", "current" (a project's own), a short form such as W4A8, or a JSON file."""
    graph = source.graph
    if text.lower() == "float":
        return Recipe()
    if text.lower() == "current":
        if source.recipe is None:
            raise UsageError("only a project has a current recipe; name a file or a short form such as W4A8")
        return source.recipe
    short = None if Path(text).exists() else short_recipe(text, graph)
    recipe = short or _from_file(text, graph)
    if short is not None and options.calibration is not None:
        recipe = replace(recipe, calibration=Calibration(options.calibration))
    return recipe


def _from_file(text: str, graph: ModelGraph) -> Recipe:
    if not Path(text).suffix and not Path(text).exists():
        raise UsageError(f"a recipe is a JSON file, W4A8 or the like, float or current, not {text!r}")
    recipe = read_recipe(text)
    recipe.check(layer.key for layer in graph.layers)
    return recipe


def evaluated(source: Source, data: DataSpec, recipes: list[Recipe], console: Console) -> list[Evaluation]:
    """The evaluation of each recipe with its outcomes, from the project where it has them."""
    known: dict[Recipe, Evaluation] = {}
    if source.store is not None:
        from edgeviz.project.store import context_hash

        model = source.store.read().model
        assert model is not None
        stored = source.store.evaluations(context_hash(model.sha256, data))
        known = {e.recipe: e for e in stored if e.outcomes is not None}
    missing = [recipe for recipe in dict.fromkeys(recipes) if recipe not in known]
    if missing:
        new, _ = run_evaluations(source, data, missing, console, latency=False)
        known |= {e.recipe: e for e in new}
    graph = source.graph
    return [replace(known[r], name=known[r].name or recipe_name(r, graph), context="") for r in recipes]


def comparison_json(found: Comparison) -> dict[str, Any]:
    value: dict[str, Any] = {"verdict": found.verdict.value, "test": found.test.value, "samples": found.samples}
    if found.verdict is Verdict.INCOMPARABLE:
        value["reason"] = found.reason.value
    for name in ("difference", "low", "high", "p_value"):
        if getattr(found, name) is not None:
            value[name] = getattr(found, name)
    if found.test is Test.PAIRED:
        value |= {"only_first_right": found.gained, "only_second_right": found.lost}
        value["bootstrap"] = paired_bootstrap(found.gained, found.lost, found.samples)
    return value


def comparison_text(found: Comparison, first: str, second: str) -> str:
    lines = [f"{first} against {second}: {verdict_text(found)}"]
    if found.test is Test.PAIRED and found.difference is not None:
        assert found.low is not None and found.high is not None
        lines.append(
            f"Difference {100 * found.difference:+.2f} points, 95 % interval {100 * found.low:+.2f} to "
            f"{100 * found.high:+.2f}; {found.gained} samples are right only in the first, {found.lost} only in the "
            "second."
        )
        low, high = paired_bootstrap(found.gained, found.lost, found.samples)
        lines.append(
            "McNemar's exact test on the same samples; Newcombe's interval for pairs "
            f"(bootstrap: {100 * low:+.2f} to {100 * high:+.2f})."
        )
    elif found.test is Test.INTERVALS:
        lines.append("Compared by the overlap of both 95 % intervals: which samples are right is not known.")
    return tables.printable("\n".join(lines))
