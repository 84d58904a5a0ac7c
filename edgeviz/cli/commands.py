"""inspect, evaluate and export."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edgeviz.cli import tables
from edgeviz.cli.console import Console, run
from edgeviz.cli.device_measure import timing_of
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.on_device import device_note, on_device
from edgeviz.cli.options import (
    check_output,
    data_changes,
    data_choice,
    recipe_from,
    recipe_name,
)
from edgeviz.core.cost import predicted_metrics
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.export import ExportReport, ImportCheck
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.jobs.spec import JobSpec

if TYPE_CHECKING:
    from edgeviz.project.store import Store


@dataclass(frozen=True)
class Source:
    """What MODEL named: a model file, and the project it came from if there is one."""

    path: str
    graph: ModelGraph
    store: Store | None = None
    data: DataSpec | None = None
    recipe: Recipe | None = None
    context: str = ""

    @property
    def name(self) -> str:
        return self.store.path.name if self.store else Path(self.path).name


@contextlib.contextmanager
def opened(path: str, console: Console, runs: bool = False) -> Iterator[Source]:
    """``path`` opened; with ``runs`` the file of a project's model must be there too. Raises EdgeVizError."""
    if Path(path).suffix.lower() == ".edgeviz":
        from edgeviz.project.store import Store

        with Store.open(path) as store:
            project = store.read()
            if project.model is None:
                raise ModelError(f"{path} holds no model.", "Open a model in it first.")
            file = str(store.model_file()) if runs else project.model.path
            yield Source(file, project.model.graph, store, project.data, project.recipe, project.context)
        return
    full = str(Path(path).resolve())
    yield Source(full, open_graph(full, console))


def open_graph(path: str, console: Console) -> ModelGraph:
    graph: ModelGraph = run(
        JobSpec("edgeviz.engine.load.open:run", f"Open {Path(path).name}", {"path": path}, light=True), console
    )
    return graph


def resolve_data(options: argparse.Namespace, source: Source, recipe: Recipe, console: Console) -> DataSpec | None:
    """The data that ``options`` name, else the project's, else what fits the model.

    None where nothing bundled fits and the recipe can do without. Raises DataError.
    """

    def guess(path: str) -> DataSpec:
        title = f"Look at {path}" if path else "Look for fitting data"
        arguments = {"path": path, "graph": source.graph}
        spec: DataSpec = run(JobSpec("edgeviz.engine.data.inspect:guess_run", title, arguments, light=True), console)
        return spec

    choice = data_choice(options, source.data)
    try:
        return choice.resolve(guess, data_changes(options))
    except EdgeVizError as error:
        if choice.spec is not None or choice.path:
            raise
        remedy = "Name the data with --data PATH."
        if any(row.activation.is_integer for row in recipe.layers.values()):
            raise DataError(f"Activation ranges need data. {error.what}", remedy, error.details) from error
        console.note(f"edgeviz: without data no accuracy is measured. {error.what} {remedy}")
        return None


def warn_of_repairs(recipe: Recipe, console: Console) -> None:
    """A switch that does nothing must not look as if it did."""
    if recipe.rounds_in_vain and not recipe.is_float32:
        console.note("edgeviz: AdaRound changes nothing: no layer has weights of 2 to 8 bits on a uniform grid.")


def run_evaluations(
    source: Source,
    data: DataSpec | None,
    recipes: Sequence[Recipe],
    console: Console,
    latency: bool = True,
    timing: Timing | None = None,
) -> tuple[list[Evaluation], ImportCheck | None]:
    """Evaluate in this process; each result goes into the project at once where there is one."""
    found: list[Evaluation] = []
    checks: list[ImportCheck] = []
    names = {recipe.hash: recipe_name(recipe, source.graph) for recipe in recipes}

    def keep(payload: object) -> None:
        if isinstance(payload, ImportCheck):
            checks.append(payload)
        if isinstance(payload, Evaluation):
            evaluation = replace(payload, name=payload.name or names.get(payload.recipe.hash, ""))
            found.append(evaluation)
            if source.store is not None:
                from edgeviz.project.store import context_hash

                model = source.store.read().model
                assert model is not None
                source.store.add_evaluation(context_hash(model.sha256, data), evaluation)

    arguments: dict[str, Any] = {"path": source.path, "data": data, "recipes": tuple(recipes), "latency": latency}
    arguments["timing"] = timing
    run(JobSpec("edgeviz.engine.evaluate:run", f"Evaluate {source.name}", arguments), console, keep)
    return found, checks[0] if checks else None


def to_json(value: Any) -> Any:
    """Whatever a report holds as plain JSON."""
    match value:
        case Recipe():
            return json.loads(value.to_json())
        case Enum():
            return value.value
        case Path():
            return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(item) for item in value]
    return value.tolist() if hasattr(value, "tolist") else value


def print_json(value: Any) -> None:
    print(json.dumps(to_json(value), indent=1, ensure_ascii=False, allow_nan=False))


# ---- the commands ----


def inspect(options: argparse.Namespace, console: Console) -> None:
    with opened(options.model, console) as source:
        evaluations = source.store.evaluations(source.context) if source.store else []
        recipe, device = source.recipe or Recipe(), device_of(options)
        predicted = predicted_metrics(source.graph, recipe)
        if device is not None:
            predicted |= modelled_metrics(source.graph, recipe, device)
            evaluations = [on_device(one, source.graph, device) for one in evaluations]
        if options.json:
            value = tables.model_json(source.graph, source.recipe)
            value["metrics"] = {name: metric.to_json() for name, metric in predicted.items()}
            if source.store:
                value["evaluations"] = [tables.evaluation_json(e) for e in evaluations]
            print_json(value)
            return
        print(tables.model_table(source.graph, source.recipe, predicted))
        if evaluations:
            print("\n" + tables.evaluations_table(evaluations))
        if device is not None:
            print("\n" + device_note(source.graph, [recipe, *(one.recipe for one in evaluations)], device))


def evaluate(options: argparse.Namespace, console: Console) -> None:
    timing = timing_of(options)
    with opened(options.model, console, runs=True) as source:
        recipe = recipe_from(options, source.graph, source.recipe, lambda: turing(source, console))
        warn_of_repairs(recipe, console)
        data = resolve_data(options, source, recipe, console)
        recipes = [recipe] if options.no_reference or recipe.is_float32 else [Recipe(), recipe]
        device = device_of(options)
        timed = not options.no_latency and device is None
        found, check = run_evaluations(source, data, recipes, console, timed, timing)
        found = [on_device(one, source.graph, device) for one in found]
        if options.json:
            print_json(
                {
                    "model": source.path,
                    "data": data.to_json() if data else None,
                    "recipe": recipe,
                    "import_check": check,
                    "evaluations": [tables.evaluation_json(e) for e in found],
                }
            )
        else:
            print(tables.evaluations_table(found))
            if device is not None:
                print(device_note(source.graph, recipes, device))
            if check is not None:
                print(tables.import_text(check))


def turing(source: Source, console: Console) -> Recipe:
    """The recipe of --preset turing, by the best sensitivity that the project has; it says how it was chosen."""
    from edgeviz.core.presets import TuringKind, turing_recipe
    from edgeviz.core.sensitivity import Method

    found, size = None, None
    if source.store is not None:
        from edgeviz.project import sensitivities

        for method in (Method.MEASURED, Method.FISHER, Method.SQNR):
            found = found or sensitivities.load(source.store, source.context, method)
        known = [e.value("size") for e in source.store.evaluations(source.context) if e.recipe.is_float32]
        size = next((int(value) for value in known if value is not None), None)
    own = source.recipe or Recipe()
    choice = turing_recipe(source.graph, found, float_bytes=size, kept=own.kept)
    budget, predicted = f"{choice.budget / 1000:,.1f} KB", f"{choice.size / 1000:,.1f} KB"
    match choice.kind:
        case TuringKind.MIXED:
            how = f"the best mix by {found.method.value if found else ''} within {budget}, predicted {predicted}."
        case TuringKind.SMALLEST:
            how = f"nothing is as small as {budget}; the smallest is {predicted}."
        case TuringKind.FIXED:
            why = "no sensitivity of 8 and 4 bits is known to choose by"
            how = f"4 bits, first and last layer 8, predicted {predicted}: {why}."
    console.note(f"edgeviz: Turing: {how}")
    return replace(own, layers=choice.recipe.layers)


def export(options: argparse.Namespace, console: Console) -> None:
    target = None if options.formats else check_output(options.output, options.force)
    with opened(options.model, console, runs=True) as source:
        recipe = recipe_from(options, source.graph, source.recipe, lambda: turing(source, console))
        warn_of_repairs(recipe, console)
        data = resolve_data(options, source, recipe, console)
        if target is None:
            from edgeviz.cli.package import export_package

            export_package(options, source, data, recipe, console)
            return
        report = run_export(source.path, data, recipe, target, console)
        if options.json:
            print_json(report)
        else:
            print(tables.report_text(report))


def run_export(path: str, data: DataSpec | None, recipe: Recipe, target: Path, console: Console) -> ExportReport:
    arguments = {"path": path, "data": data, "recipe": recipe, "target": str(target)}
    report: ExportReport = run(JobSpec("edgeviz.engine.export.job:run", f"Export {target.name}", arguments), console)
    return report
