"""advise: what to try next for a recipe, and why, with the recipe that each piece of advice leads to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, opened, print_json, resolve_data, run_evaluations, turing
from edgeviz.cli.console import Console, printable, run
from edgeviz.cli.lab import write_text
from edgeviz.cli.lab_options import WEIGHT_BITS, check_recipe_output, device_of
from edgeviz.cli.on_device import on_device
from edgeviz.cli.options import UsageError, recipe_from
from edgeviz.core.advisor import Advice, Request, Situation, advise
from edgeviz.core.comparison import verdict_text
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Method, Part, Sensitivity
from edgeviz.core.spec import Spec
from edgeviz.core.ties import spec_of
from edgeviz.jobs.spec import JobSpec

#: What does on the command line what a button does in the window.
COMMANDS = {
    Request.CHOOSE_DATA: "name it with --data PATH; --scale, --mean, --std and --layout say how it is read",
    Request.SENSITIVITY: "add --sensitivity fisher",
    Request.UNIFORM: "edgeviz compare MODEL W4A8 float, and other widths",
}


def run_advise(options: argparse.Namespace, console: Console) -> None:
    target = check_recipe_output(options.output, options.force) if options.output else None
    with opened(options.model, console, runs=options.measure) as source:
        recipe = recipe_from(options, source.graph, source.recipe, lambda: turing(source, console))
        data = resolve_data(options, source, recipe, console) if source.graph.runs else None
        at = situation(options, source, recipe, data, console)
        found = advise(at)
        if target is not None:
            chosen = next((advice for advice in found if advice.recipe is not None), None)
            if chosen is None or chosen.recipe is None:
                raise EdgeVizError("No advice changes the recipe, so nothing is written.", "Leave --output out.")
            write_text(target, chosen.recipe.to_json() + "\n")
        if options.json:
            print_json(
                {
                    "model": source.path,
                    "recipe": recipe,
                    "comparison": verdict_text(at.comparison) if at.comparison else None,
                    "advice": [advice_json(advice) for advice in found],
                }
            )
            return
        print(advice_text(at, found))
        if target is not None:
            print(printable(f"\nThe recipe of the first change: {target}"))


def situation(
    options: argparse.Namespace, source: Source, recipe: Recipe, data: DataSpec | None, console: Console
) -> Situation:
    """What is known of ``recipe``, from the project; with --measure and --sensitivity more is found out first."""
    known: list[Evaluation] = []
    found: list[Sensitivity] = []
    profile = None
    if source.store is not None:
        from edgeviz.project import layer_profiles, sensitivities
        from edgeviz.project.store import context_hash

        model = source.store.read().model
        assert model is not None
        context = context_hash(model.sha256, data)
        known = source.store.evaluations(context)
        profile = layer_profiles.load(source.store, model.sha256, recipe.hash)
        loaded = (sensitivities.load(source.store, context, method) for method in Method)
        found = [table for table in loaded if table is not None]
    if options.measure:
        seen = {e.recipe for e in known if data is None or e.outcomes is not None}
        missing = [one for one in dict.fromkeys((Recipe(), recipe)) if one not in seen]
        if missing:
            new, _ = run_evaluations(source, data, missing, console)
            fresh = {e.recipe: replace(e, context="") for e in new}
            known = [e for e in known if e.recipe not in fresh] + list(fresh.values())
    if options.sensitivity is not None:
        found = [*found, _sensitivity(Method(options.sensitivity), source, data, recipe, console)]
    device = device_of(options)
    known = [on_device(one, source.graph, device) for one in known]
    return Situation(source.graph, recipe, tuple(known), tuple(found), data is not None, device, profile)


def _sensitivity(
    method: Method, source: Source, data: DataSpec | None, recipe: Recipe, console: Console
) -> Sensitivity:
    if method is not Method.SQNR and data is None:
        raise UsageError(f"--sensitivity {method.value} needs data: name it with --data PATH")
    arguments: dict[str, Any] = {"path": source.path, "data": data, "method": method}
    arguments |= {part.value: settings_of(recipe, part) for part in Part}
    arguments["calibration"] = recipe.calibration
    used = {row.weight.bits for _, row in recipe.rows() if row.weight.is_uniform and row.weight.bits <= 8}
    arguments["weight_bits"] = tuple(sorted({*WEIGHT_BITS, *used}, reverse=True))
    spec = JobSpec("edgeviz.engine.sensitivity:run", f"Sensitivity of {source.name}", arguments)
    found: Sensitivity = run(spec, console)
    return found


def settings_of(recipe: Recipe, part: Part) -> Spec | None:
    """What the layers agree on beside their widths, so that the table describes this recipe; None: the defaults."""
    specs = {spec_of(row, part) for _, row in recipe.rows()}
    found = {replace(spec, bits=8) for spec in specs if spec.is_uniform}
    return found.pop() if len(found) == 1 else None


def advice_json(advice: Advice) -> dict[str, Any]:
    return {
        "rule": advice.rule,
        "summary": str(advice.summary),
        "why": str(advice.why),
        "action": str(advice.action),
        "layers": list(advice.layers),
        "recipe": None if advice.recipe is None else json.loads(advice.recipe.to_json()),
        "request": None if advice.request is None else advice.request.value,
    }


def advice_text(at: Situation, found: Sequence[Advice]) -> str:
    lines = []
    if at.comparison is not None:
        lines += [f"Against float: {verdict_text(at.comparison)}", ""]
    if not found:
        lines.append("Nothing to suggest: no value that is known asks for a change.")
    for number, advice in enumerate(found, 1):
        lines.append(f"{number}. {advice.summary}")
        lines.append(f"   {advice.why}")
        does = f"Here: {COMMANDS[advice.request]}." if advice.request is not None else str(advice.action)
        lines.append(f"   → {does}")
    return tables.printable("\n".join(lines))
