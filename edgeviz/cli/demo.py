"""The main job once, from the bundled model to exported files: a demonstration, and the way to run without a screen."""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, open_graph, print_json, run_evaluations, run_export
from edgeviz.cli.console import Console, subprocess_environment
from edgeviz.cli.options import UsageError
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import activation_spec, weight_spec

#: (weight bits, activation bits) of the uniform recipes, the field's reference points.
UNIFORM = ((8, 8), (4, 8), (4, 4), (2, 8))

#: Longest that rendering the window may take, in seconds.
SCREENSHOT_LIMIT = 180


def mixed(graph: ModelGraph) -> Recipe:
    """2-bit weights where most bytes are, 4-bit weights elsewhere, 8-bit activations.

    A layer that holds more than a quarter of all weights gets 2 bits: large layers are redundant, and there are few
    of them, so that the accuracy that all layers lose at 2 bits is nearly kept at a size close to theirs.
    """
    whole = sum(layer.weight_elements for layer in graph.layers)
    return Recipe(
        {
            layer.key: LayerRecipe(weight_spec(2 if 4 * layer.weight_elements > whole else 4), activation_spec(8))
            for layer in graph.layers
        }
    )


def demo_recipes(graph: ModelGraph) -> dict[str, Recipe]:
    recipes = {"Float": Recipe()}
    for weights, activations in UNIFORM:
        recipes[f"W{weights} A{activations}"] = uniform_recipe(graph, weights, activations)
    recipes["Mixed 2/4"] = mixed(graph)
    return recipes


def demo(options: argparse.Namespace, console: Console) -> int:
    if options.output is None:
        if options.json or options.no_screenshots:
            raise UsageError("--json and --no-screenshots need --output DIR")
        from edgeviz.cli.main import window

        return window(demo=True)
    from edgeviz.resources import resource

    folder = Path(options.output).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"{folder} cannot be made: {error.strerror or error}.", "Choose another folder.") from error
    summary = make(resource("demo", "digits.onnx"), folder, not options.no_screenshots, console)
    if options.json:
        print_json(summary | {"evaluations": [tables.evaluation_json(e) for e in summary["evaluations"]]})
    else:
        print_summary(summary)
    return 0


def make(model: Path, folder: Path, screenshots: bool, console: Console) -> dict[str, Any]:
    """Write everything into ``folder`` and return what was found, ready for JSON except for the reports."""
    from edgeviz.project.store import ModelRecord, Project, Store

    graph = open_graph(str(model), console)
    recipes = demo_recipes(graph)
    data = DataSpec()
    path = folder / "demo.edgeviz"
    _remove_old(path)
    with Store.create(path) as store:
        record = ModelRecord.of(model, graph)
        chosen = recipes["Mixed 2/4"]
        project = Project(record, data, chosen, {})
        store.write(project)
        # The project travels: the model is inside it, and where the program is installed does not matter.
        store.write(replace(project, model=replace(record, path="")))
        source = Source(str(model), graph)
        names = {recipe.hash: name for name, recipe in recipes.items()}
        evaluations = []
        measured, check = run_evaluations(source, data, list(recipes.values()), console)
        for found in measured:
            evaluation = replace(found, name=names[found.recipe.hash])
            store.add_evaluation(project.context, evaluation)
            evaluations.append(evaluation)
    exports = {}
    for name, file in (("W8 A8", "digits_w8a8.onnx"), ("Mixed 2/4", "digits_mixed.onnx")):
        exports[name] = run_export(str(model), data, recipes[name], folder / file, console)
    pictures, problem = take_screenshots(path, folder, console) if screenshots else ([], "")
    return {
        "folder": folder,
        "model": graph.name,
        "evaluations": evaluations,
        "import_check": check,
        "exports": exports,
        "project": path,
        "screenshots": pictures,
        "screenshot_problem": problem,
        "files": sorted(file.name for file in folder.iterdir() if file.is_file() and not file.name.startswith(".")),
    }


def _remove_old(path: Path) -> None:
    """A second demo into the same folder replaces the first, unless somebody has it open."""
    if path.exists():
        from edgeviz.project.recovery import discard
        from edgeviz.project.store import Store

        Store.open(path).close()
        discard(path)


def take_screenshots(project: Path, folder: Path, console: Console) -> tuple[list[str], str]:
    """The window rendered without a screen, in a process of its own: (files, "" or what went wrong)."""
    if console.verbose:
        console.note("Rendering the window …")
    code = "import sys; from edgeviz.app import screenshots; [print(p) for p in screenshots(sys.argv[1], sys.argv[2])]"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(project), str(folder)],
            env=subprocess_environment(),
            capture_output=True,
            text=True,
            timeout=SCREENSHOT_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [], f"The window was not ready within {SCREENSHOT_LIMIT} s."
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return [], "The window could not be rendered: " + next((x for x in reversed(lines) if x.strip()), lines[-1])
    return [line for line in done.stdout.splitlines() if line.endswith(".png")], ""


def print_summary(summary: dict[str, Any]) -> None:
    print(f"{summary['model']} on scikit-learn's digits\n")
    print(tables.evaluations_table(summary["evaluations"]))
    if summary["import_check"] is not None:
        print(tables.import_text(summary["import_check"]))
    for name, report in summary["exports"].items():
        print(f"\nExported {name}, loaded and checked in onnxruntime:")
        print("\n".join(f"  {line}" for line in tables.report_text(report).splitlines()))
    print(f"\nWritten to {summary['folder']}:")
    for name in summary["files"]:
        print(f"  {name}")
    if summary["screenshot_problem"]:
        print(f"\nNo screenshots: {summary['screenshot_problem']}", file=sys.stderr)
        print('Run "edgeviz self-test" to see what is missing.', file=sys.stderr)
