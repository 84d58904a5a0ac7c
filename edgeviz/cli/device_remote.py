"""device measure --host: how long a model takes on a device that is reached over ssh."""

from __future__ import annotations

import argparse
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, opened, print_json, resolve_data
from edgeviz.cli.console import Console, printable, run
from edgeviz.cli.options import recipe_from, recipe_name
from edgeviz.cli.remote_options import host_from
from edgeviz.core.device.host import Host
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.spec import JobSpec


def measure_remote(options: argparse.Namespace, console: Console) -> None:
    """Measure the float model and the recipe on the host; into the project where MODEL is one."""
    host = host_from(options)
    with opened(options.model, console, runs=True) as source:
        recipe = recipe_from(options, source.graph, source.recipe)
        # Activation ranges do not change the time: without data they are placeholders.
        data = resolve_data(options, source, recipe, console) if options.data else source.data
        recipes = (Recipe(),) if recipe.is_float32 else (Recipe(), recipe)
        found = _measured(source, host, data, recipes, console)
        if options.json:
            print_json({"host": host, "evaluations": [tables.evaluation_json(one) for one in found]})
            return
        rows = []
        for one in found:
            metric = one.elsewhere[host.name]
            spread = f"{tables.time_text(metric.low or 0)} – {tables.time_text(metric.high or 0)}"
            name = one.name or recipe_name(one.recipe, source.graph)
            rows.append([name, tables.time_text(metric.value), spread, metric.note])
        print(tables.table(["Recipe", "Latency", "95 % interval", "Conditions"], rows, (1,)))
        print(printable(f"● measured on {found[0].elsewhere[host.name].device} ({host.target})"))


def _measured(source: Source, host: Host, data: Any, recipes: tuple[Recipe, ...], console: Console) -> list[Evaluation]:
    found: list[Evaluation] = []

    def keep(payload: object) -> None:
        if not isinstance(payload, Evaluation):
            return
        found.append(payload)
        if source.store is not None:
            from edgeviz.project.store import context_hash

            model = source.store.read().model
            assert model is not None
            source.store.add_evaluation(context_hash(model.sha256, data), payload)

    arguments = {"host": host, "path": source.path, "data": data, "recipes": recipes}
    run(JobSpec("edgeviz.engine.remote.measure:run", f"Measure on {host.name}", arguments), console, keep)
    return found
