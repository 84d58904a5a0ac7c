"""export --formats: several formats at once, into a folder or a zip file."""

from __future__ import annotations

import argparse
from pathlib import Path

from edgeviz.cli.commands import Source, print_json
from edgeviz.cli.console import Console, run
from edgeviz.cli.options import UsageError
from edgeviz.core.dataset import DataSpec
from edgeviz.core.package import FORMATS, Findings, PackageReport, Part, parse_formats, part_to_json, plain_stem
from edgeviz.core.recipe import Recipe
from edgeviz.core.units import size
from edgeviz.jobs.spec import JobSpec


def export_package(
    options: argparse.Namespace, source: Source, data: DataSpec | None, recipe: Recipe, console: Console
) -> None:
    """Write what --formats names. Raises EdgeVizError, UsageError."""
    target = Path(options.output).absolute()
    if target.suffix.lower() == ".onnx":
        raise UsageError("with --formats, --output is a folder or a file that ends in .zip")
    arguments = {
        "path": source.path,
        "data": data,
        "recipe": recipe,
        "formats": parse_formats(options.formats),
        "target": str(target),
        "findings": _findings(source, recipe),
        "stem": plain_stem(Path(source.name).stem),
        "replace_files": options.force,
    }
    report: PackageReport = run(
        JobSpec("edgeviz.engine.export.package:run", f"Export {target.name}", arguments), console
    )
    if options.json:
        value = {"path": report.path, "bytes": report.bytes, "recipe_hash": report.recipe_hash}
        print_json({**value, "parts": [part_to_json(part) for part in report.parts]})
        return
    for part in report.parts:
        print("\n".join(_lines(part)))
    print(f"{size(report.bytes)} in {report.path}, recipe {report.recipe_hash}")
    for part in report.failed:
        console.note(f"edgeviz: {FORMATS[part.name].title}: {part.problem} {part.remedy}".rstrip())
        if part.details and options.verbose:
            console.note(part.details)


def _lines(part: Part) -> list[str]:
    head = f"{part.name:<15} {str(size(part.bytes)) if part.files else 'not written':>11}  "
    lines = [head + (part.problem or part.checked)]
    return [*lines, *(f"{'':<29}{note}" for note in part.notes)]


def _findings(source: Source, recipe: Recipe) -> Findings:
    """What the project knows of the model; nothing where there is no project."""
    if source.store is None:
        return Findings()
    from edgeviz.project.findings import findings

    return findings(source.store, recipe)
