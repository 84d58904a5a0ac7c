"""adapt: make an adaptive model of a network, show its operating points, keep and export it."""

from __future__ import annotations

import argparse
import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edgeviz.cli import tables
from edgeviz.cli.adapt_options import adapt_request
from edgeviz.cli.commands import Source, opened, print_json, resolve_data
from edgeviz.cli.console import Console, printable, run
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.options import UsageError
from edgeviz.cli.train_options import folder_of
from edgeviz.core.adaptive.request import AdaptRequest, Mechanism, Model
from edgeviz.core.errors import DataError, ProjectError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.spec import JobSpec

if TYPE_CHECKING:
    from edgeviz.core.adaptive.model import AdaptiveModel

BITS = (32, 8, 4)
#: Figures of each exit, numbered from 1: by itself, its temperature, its calibration error before and after.
EXIT_FACTS = ("accuracy", "temperature", "calibration_error_before", "calibration_error")


def adapt(options: argparse.Namespace, console: Console) -> None:
    bundle, points = _target(options.output, False), _target(options.points, options.force)
    if points is not None and points.suffix.lower() != ".json":
        raise UsageError("--points must end in .json")
    with opened(options.model, console, runs=True) as source:
        if bundle is None and points is None and source.store is None:
            raise UsageError("adapt needs --output BUNDLE, --points FILE, or a project to keep the model in")
        models = _models(options, source.graph) if options.mechanism == Mechanism.SWITCHING else ()
        request = adapt_request(options, models)
        data = resolve_data(options, source, Recipe(), console)
        if data is None:
            raise DataError("An adaptive model needs data, and there is none.", "Name it with --data PATH.")
        place = folder_of(bundle or points or (source.store.path if source.store else Path(source.path)))
        arguments: dict[str, Any] = {"path": source.path, "data": data, "request": request, "folder": str(place)}
        arguments |= {"device": device_of(options), "resume": options.resume}
        job = JobSpec("edgeviz.engine.adaptive.job:run", f"Adapt {source.name}", arguments)
        try:
            model: AdaptiveModel = run(job, console, gentle=True)
        except KeyboardInterrupt:
            if place.exists() and request.trains:
                console.note("edgeviz: stopped; the same command with --resume goes on from here.")
            raise
        kept = _kept(source, model)
        if points is not None:
            from edgeviz.project.scenarios import write_points

            write_points(points, model.points)
        if bundle is not None:
            arguments = {"model": model, "target": str(bundle)}
            run(JobSpec("edgeviz.engine.adaptive.bundle:run", f"Export {bundle.name}", arguments), console)
        for folder in {Path(file.path).parent for file in model.files}:
            shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # other runs may have theirs in it
            place.rmdir()
    written = [str(one) for one in (bundle, points) if one is not None]
    if options.json:
        print_json(_json(model, request, kept, written))
    else:
        print(text_of(model, kept, written))


def _models(options: argparse.Namespace, graph: ModelGraph) -> tuple[Model, ...]:
    found = []
    for bits in options.bits or BITS:
        recipe = Recipe() if bits >= 32 else uniform_recipe(graph, bits, 8)
        found.append(Model("float" if bits >= 32 else f"W{bits} A8", recipe))
    for path in options.also or ():
        file = Path(path).resolve()
        if not file.is_file():
            raise ProjectError(f"{path} does not exist.", "Check the path.")
        found.append(Model(file.stem, Recipe(), str(file)))
    return tuple(found)


def _kept(source: Source, model: AdaptiveModel) -> str:
    if source.store is None:
        return ""
    from edgeviz.project import adaptive_models

    return adaptive_models.save(source.store, model)


def _target(path: str | None, force: bool) -> Path | None:
    if path is None:
        return None
    target = Path(path).resolve()
    if target.is_dir() or (target.exists() and not force):
        raise ProjectError(f"{target} exists already.", "Choose another name.")
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")
    return target


def text_of(model: AdaptiveModel, kept: str, written: list[str]) -> str:
    rows = []
    for number, (point, metrics) in enumerate(zip(model.points, model.metrics, strict=True)):
        share = model.share(number)
        energy = metrics.get("energy")
        rows.append(
            [
                point.name,
                tables.metric_text(metrics["accuracy"]),
                "–" if share is None else f"{100 * share:.0f} %",
                tables.time_text(point.seconds),
                "–" if energy is None else tables.metric_text(energy),
                tables.size_text(point.memory) if point.memory else "–",
                tables.time_text(point.load) if point.load else "–",
                tables.size_text(point.sent) if point.sent else "–",
            ]
        )
    header = ["Operating point", "Accuracy", "MACs", "Latency", "Energy", "Memory", "To change", "Sent"]
    lines = [model.name, "", tables.table(header, rows, range(1, len(header)))]
    lines.append(f"Latency: {model.points[0].source}, a mean over {model.points[0].outcomes.samples:,} samples.")
    lines += _exits(model)
    numbered = tuple(f"{name}_" for name in EXIT_FACTS)
    facts = {name: fact for name, fact in model.facts.items() if not name.startswith(numbered) or model.traces is None}
    lines += [f"{name.replace('_', ' ')}: {fact:,.6g}" for name, fact in facts.items()]
    if kept:
        lines.append("kept in the project")
    lines += [f"written: {one}" for one in written]
    return printable("\n".join(lines))


def _exits(model: AdaptiveModel) -> list[str]:
    """What each exit does by itself, and how far its confidence was off before and after calibration."""
    if model.traces is None:
        return []
    rows = []
    for number in range(1, model.traces.exits + 1):
        accuracy, warmth, before, after = (model.facts[f"{name}_{number}"] for name in EXIT_FACTS)
        name = "the network's own" if number == model.traces.exits else f"exit {number}"
        rows.append([name, f"{100 * accuracy:.1f} %", f"{warmth:.2f}", f"{100 * before:.1f}", f"{100 * after:.1f}"])
    header = ["Alone", "Accuracy", "Temperature", "Off, points", "Calibrated"]
    return ["", tables.table(header, rows, range(1, len(header)))]


def _json(model: AdaptiveModel, request: AdaptRequest, kept: str, written: list[str]) -> dict[str, Any]:
    import json

    return {
        "name": model.name,
        "parent": model.parent,
        "request": json.loads(request.to_json()),
        "points": [
            {
                "name": point.name,
                "accuracy": point.accuracy,
                "seconds": point.seconds,
                "energy": point.energy,
                "memory": point.memory,
                "load": point.load,
                "sent": point.sent,
                "metrics": {name: metric.to_json() for name, metric in metrics.items()},
            }
            for point, metrics in zip(model.points, model.metrics, strict=True)
        ],
        "facts": dict(model.facts),
        "seconds": model.seconds,
        "id": kept,
        "written": written,
    }
