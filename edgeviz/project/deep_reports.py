"""What Deep Compression came to, in the project file: one report for each model and data."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

from edgeviz.core.compress.report import BARS, DeepReport, Histogram, LayerRate, Stage, StageResult
from edgeviz.core.compress.request import SUFFIX, DeepRequest
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.metric import Metric
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
PREFIX = "deep-compression/"
T = TypeVar("T")


def save(store: Store, context: str, report: DeepReport, model: str) -> None:
    """Keep ``report`` for ``context`` (``Project.context``), in place of an earlier one. Raises ProjectError.

    ``model``: SHA-256 of the model that the encoded file decodes to. Of the encoded file only the name is kept.
    """
    value = {
        "model": model,
        "file_name": Path(report.path).name,
        "request": json.loads(report.request.to_json()),
        "stages": [
            {
                "stage": one.stage.value,
                "accuracy": codec.pack_metrics({one.accuracy.name: one.accuracy}),
                "outcomes": codec.pack_outcomes(one.outcomes),
                "weights": one.weights,
                "file": one.file,
                "seconds": one.seconds,
                "histograms": [asdict(row) for row in one.histograms],
            }
            for one in report.stages
        ],
        "layers": [asdict(row) for row in report.layers],
        "original": report.original,
        "file": report.file,
        "rest": report.rest,
        "agreement": codec.pack_metrics({report.agreement.name: report.agreement}),
        "max_difference": report.max_difference,
    }
    store.put_artefact(PREFIX + context, MIME, codec.dumps(value).encode())


def load(store: Store, context: str, folder: Path) -> tuple[DeepReport, str] | None:
    """The report and its model's SHA-256, None when none was kept. ``folder`` is where encoded files are.

    Raises ProjectError when it is damaged.
    """
    found = store.artefact(PREFIX + context)
    if found is None:
        return None
    try:
        if found[0] != MIME or len(found[1]) > codec.MAX_TEXT:
            raise ValueError(f"{len(found[1])} bytes of {found[0][:40]}")
        value = codec.loads(found[1].decode())
        name = codec.name(value["file_name"])
        # A project may come from anywhere: it names no file but one of ours.
        if Path(name).name != name or not name.endswith(SUFFIX):
            raise ValueError(f"no name of an encoded file: {name[:40]!r}")
        report = DeepReport(
            str(folder / name),
            DeepRequest.from_json(json.dumps(value["request"])),
            tuple(_stage(row) for row in value["stages"]),
            tuple(_record(LayerRate, row) for row in value["layers"]),
            int(value["original"]),
            int(value["file"]),
            int(value["rest"]),
            _metric(value["agreement"]),
            float(value["max_difference"]),
        )
        if [one.stage for one in report.stages] != list(Stage) or report.file <= 0:
            raise ValueError("stages")
        return report, codec.text(value["model"])
    except (EdgeVizError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise ProjectError(
            f"The report of Deep Compression in {store.path.name} is damaged.",
            "Compress the model again: that replaces it.",
            f"{type(error).__name__}: {error}",
        ) from error


def _stage(row: Any) -> StageResult:
    outcomes = codec.unpack_outcomes(row["outcomes"])
    if outcomes is None:
        raise ValueError("outcomes")
    file = None if row["file"] is None else int(row["file"])
    histograms = tuple(_histogram(one) for one in row["histograms"])
    weights, seconds = codec.real(row["weights"]), codec.real(row["seconds"])
    return StageResult(Stage(row["stage"]), _metric(row["accuracy"]), outcomes, weights, file, histograms, seconds)


def _histogram(row: Any) -> Histogram:
    counts = tuple(codec.whole(count) for count in row["counts"])
    if len(counts) != BARS:
        raise ValueError(f"{len(counts)} bars")
    return _record(Histogram, {**row, "counts": counts})


def _record(kind: type[T], row: Any) -> T:
    """``kind`` from its fields: a key, figures that are not negative where they count, and what was checked."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    made = {}
    for name, value in row.items():
        if name in known:
            made[name] = codec.text(value) if name == "key" else value if name == "counts" else codec.real(value)
    return kind(**made)


def _metric(packed: Any) -> Metric:
    found, _ = codec.unpack_metrics(packed)
    (metric,) = found.values()
    return metric
