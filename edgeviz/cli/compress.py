"""compress and decompress: Deep Compression, and back to an ONNX model."""

from __future__ import annotations

import argparse
import contextlib
import fnmatch
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import Source, opened, print_json, resolve_data
from edgeviz.cli.console import Console, run
from edgeviz.cli.options import UsageError, check_output
from edgeviz.cli.train_options import check_target, folder_of, train_spec
from edgeviz.core.compress.report import DeepReport, LayerRate, Stage, StageResult
from edgeviz.core.compress.request import RETRAIN, SUFFIX, TUNE, DeepRequest
from edgeviz.core.errors import DataError, RecipeError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Augmentation, TrainedModel
from edgeviz.core.training import Schedule
from edgeviz.jobs.spec import JobSpec

_DEFAULT = DeepRequest()
_STAGES = {
    Stage.ORIGINAL: "original",
    Stage.PRUNED: "pruned, retrained",
    Stage.SHARED: "+ weights shared",
    Stage.CODED: "+ Huffman coding",
}


# ---- the commands ----


def compress(options: argparse.Namespace, console: Console) -> None:
    target = check_target(options.output, options.force, SUFFIX)
    with opened(options.model, console, runs=True) as source:
        request = request_from(options, source.graph)
        data = resolve_data(options, source, Recipe(), console)
        if data is None:
            raise DataError("Training needs data, and there is none.", "Name it with --data PATH.")
        arguments = {"path": source.path, "data": data, "request": request, "resume": options.resume}
        report, trained = _run(source, arguments, target, console)
        if options.json:
            print_json(report_json(report, trained))
        else:
            print(report_text(report))


def decompress(options: argparse.Namespace, console: Console) -> None:
    target = check_output(options.output, options.force)
    arguments = {"path": str(Path(options.file).absolute()), "target": str(target)}
    job = JobSpec("edgeviz.engine.compress.archive:run", f"Decompress {Path(options.file).name}", arguments)
    size = run(job, console)
    if options.json:
        print_json({"path": str(target), "bytes": size})
    else:
        print(f"{tables.size_text(size)} written: {target}")


def request_from(options: argparse.Namespace, graph: ModelGraph) -> DeepRequest:
    """Raises EdgeVizError, or UsageError where options contradict one another."""
    retrain = train_spec(options)
    if options.epochs is None:
        retrain = replace(retrain, epochs=RETRAIN.epochs)
    if options.rate is None:
        retrain = replace(retrain, rate=RETRAIN.rate)
    tune = replace(
        TUNE,
        epochs=options.tune_epochs or TUNE.epochs,
        rate=TUNE.rate if options.tune_rate is None else options.tune_rate,
        batch=retrain.batch,
        seed=retrain.seed,
        clip=retrain.clip,
        class_weights=retrain.class_weights,
        patience=retrain.patience,
        checkpoint_every=retrain.checkpoint_every,
        schedule=Schedule.COSINE,
    )
    given: dict[str, Any] = {
        name: value for name in ("unfold", "freeze") if (value := getattr(options, name)) is not None
    }
    return DeepRequest(
        conv_sparsity=options.conv_sparsity,
        dense_sparsity=options.dense_sparsity,
        layers=_by_layer("--prune", options.prune, graph, float),
        ramp=options.ramp,
        conv_bits=options.conv_bits,
        dense_bits=options.dense_bits,
        layer_bits=_by_layer("--bits", options.bits, graph, int),
        conv_index=options.conv_index,
        dense_index=options.dense_index,
        retrain=retrain,
        tune=tune,
        augmentation=Augmentation(options.flip, options.crop, options.mixup),
        balanced=options.balanced,
        samples=options.train_samples or 0,
        name=options.name,
        **given,
    )


def _by_layer(option: str, items: Sequence[str], graph: ModelGraph, kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """LAYER=VALUE for each layer that a pattern matches; later ones win."""
    found: dict[str, Any] = {}
    keys = [layer.key for layer in graph.layers]
    for item in items:
        pattern, _, text = item.rpartition("=")
        try:
            value = kind(text)
        except ValueError:
            pattern = ""
        if not pattern:
            raise UsageError(f"{option} takes LAYER=VALUE, not {item!r}")
        chosen = [key for key in keys if key == pattern] or [key for key in keys if fnmatch.fnmatchcase(key, pattern)]
        if not chosen:
            near = ", ".join(keys[:4]) + (" …" if len(keys) > 4 else "")
            raise RecipeError(f"{option} {item}: the model has no layer {pattern!r}.", f"Its layers are: {near}")
        found |= dict.fromkeys(chosen, value)
    return tuple(found.items())


def _run(source: Source, arguments: dict[str, Any], target: Path, console: Console) -> tuple[DeepReport, TrainedModel]:
    folder = folder_of(target)
    found: list[TrainedModel] = []

    def keep(payload: object) -> None:
        if isinstance(payload, TrainedModel):
            found.append(payload)
        if isinstance(payload, StageResult):
            accuracy = f"{100 * payload.accuracy.value:.1f} %"
            console.note(f"{_STAGES[payload.stage]}: {accuracy}, weights {tables.size_text(payload.weights)}")

    job = JobSpec("edgeviz.engine.compress.deep:run", f"Compress {source.name}", {**arguments, "folder": str(folder)})
    try:
        report: DeepReport = run(job, console, keep, gentle=True)
    except KeyboardInterrupt:
        if folder.exists():
            console.note("edgeviz: stopped; the same command with --resume goes on from here.")
        raise
    os.replace(report.path, target)  # noqa: PTH105
    Path(found[-1].path).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        shutil.rmtree(folder / "checkpoints", ignore_errors=True)
        folder.rmdir()
    return replace(report, path=str(target)), found[-1]


# ---- the tables ----


def report_text(report: DeepReport) -> str:
    original = report.stages[0].weights
    rows = [
        [
            _STAGES[one.stage],
            tables.metric_text(one.accuracy),
            tables.size_text(one.weights),
            f"{original / one.weights:.1f}×",
            tables.size_text(one.file) if one.file else "–",
            f"{one.seconds:.0f} s",
        ]
        for one in report.stages
    ]
    header = ["Stage", "Accuracy", "Weights", "Rate", "File", "Time"]
    samples = report.stages[0].accuracy.samples or 0
    notes = [
        f"Accuracy: {samples:,} samples, 95 % interval in brackets. Weights: with their index and tables.",
        "Bits and gap: those of an entry before Huffman coding, and their mean after it (→).",
        f"onnxruntime agrees with torch on {100 * report.agreement.value:.1f} % of them; "
        f"largest difference {report.max_difference:.3g}.",
        f"File: {tables.size_text(report.original)} → {tables.size_text(report.file)}, "
        f"{report.file_rate:.1f}× smaller; of which {tables.size_text(report.rest)} are graph and biases.",
        "What is smaller is the file: the ONNX model that it decodes to has as many bytes and runs as fast as before.",
        f"written: {report.path} (edgeviz decompress turns it into that model)",
    ]
    return "\n".join([tables.table(header, rows, range(1, 6)), "", layer_table(report.layers), "", *notes])


def layer_table(rows: Sequence[LayerRate]) -> str:
    """As the paper's tables: bits before and after Huffman, rates after pruning, sharing and coding."""
    header = ["Layer", "Weights", "Left", "Values", "Bits", "→", "Gap", "→", "Pruned", "Shared", "Coded"]
    lines = [
        [
            row.key,
            f"{row.elements:,}",
            f"{100 * row.share:.1f} %",
            f"{row.values}",
            f"{row.bits}",
            f"{row.code_bits:.2f}",
            f"{row.gap}" if row.gap else "–",
            f"{row.gap_bits:.2f}" if row.gap else "–",
            *(f"{rate:.1f}×" for rate in row.rates),
        ]
        for row in rows
    ]
    return tables.table(header, lines, range(1, len(header)))


def report_json(report: DeepReport, trained: TrainedModel) -> dict[str, Any]:
    return {
        "path": report.path,
        "name": trained.name,
        "parent": trained.parent,
        "original_bytes": report.original,
        "file_bytes": report.file,
        "rest_bytes": report.rest,
        "agreement": report.agreement.to_json(),
        "max_difference": report.max_difference,
        "stages": [
            {
                "stage": one.stage.value,
                "accuracy": one.accuracy.to_json(),
                "weight_bytes": one.weights,
                "rate": report.stages[0].weights / one.weights,
                "file_bytes": one.file,
                "seconds": one.seconds,
            }
            for one in report.stages
        ],
        "layers": [
            {
                "key": row.key,
                "weights": row.elements,
                "left": row.kept,
                "entries": row.entries,
                "values": row.values,
                "bits": row.bits,
                "gap": row.gap,
                "code_bits": row.code_bits,
                "gap_bits": row.gap_bits,
                "rates": list(row.rates),
            }
            for row in report.layers
        ],
        "evaluation": tables.evaluation_json(trained.evaluations[0]),
    }
