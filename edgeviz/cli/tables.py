"""Figures as text: tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from edgeviz.cli.console import printable
from edgeviz.core.export import ExportReport, ImportCheck
from edgeviz.core.graph import ModelGraph, Shape
from edgeviz.core.metric import QUANTITIES, Evaluation, Metric, Provenance
from edgeviz.core.recipe import Recipe

LEGEND = "● measured  ○ predicted  ◇ modelled"

#: Characters of a cell.
WIDEST = 120

#: Columns of a table of evaluations, in order.
INSPECTED = ("macs", "bops", "activation_memory", "latency", "energy")
COLUMNS = ("accuracy", "agreement", "size", "compressed", "latency", "energy", "bops", "activation_memory")


def scaled(value: float, steps: Sequence[tuple[float, str]]) -> str:
    """``value`` in the largest unit of ``steps`` (widest first) that it fills, with three digits."""
    for factor, unit in steps:
        if abs(value) >= factor or factor == steps[-1][0]:
            number = value / factor
            digits = 0 if abs(number) >= 100 or factor == 1 else 1 if abs(number) >= 10 else 2
            return f"{number:.{digits}f} {unit}".rstrip()
    raise AssertionError("steps is empty")


def size_text(value: float) -> str:
    """Bytes in powers of 1000, as the window shows them."""
    return scaled(value, ((1e9, "GB"), (1e6, "MB"), (1e3, "KB"), (1, "B")))


def count_text(value: float) -> str:
    return scaled(value, ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, "")))


def time_text(value: float) -> str:
    return scaled(value, ((1, "s"), (1e-3, "ms"), (1e-6, "µs")))


def joule_text(value: float) -> str:
    return scaled(value, ((1, "J"), (1e-3, "mJ"), (1e-6, "µJ"), (1e-9, "nJ")))


def metric_text(metric: Metric | None) -> str:
    if metric is None:
        return "–"
    unit = QUANTITIES[metric.name].unit
    if unit == "fraction":
        text = f"{100 * metric.value:.1f} %"
        if metric.low is not None and metric.high is not None:
            text += f" ({100 * metric.low:.1f}–{100 * metric.high:.1f})"
    else:
        text = {"bytes": size_text, "s": time_text, "J": joule_text}.get(unit, count_text)(metric.value)
    return f"{text} {metric.provenance.mark}"


def cell_text(text: str) -> str:
    """``text`` in one line of a table, its middle left out where it is absurdly long."""
    plain = _one_line(text)
    half = WIDEST // 2
    return plain if len(plain) <= WIDEST else f"{plain[: half - 1]}…{plain[len(plain) - half :]}"


def _one_line(text: str) -> str:
    return printable(text).replace("\n", "\\n")


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = (), whole: Iterable[int] = ()
) -> str:
    """Aligned columns; those in ``right`` are aligned to the right, and nothing is left out of those in ``whole``."""
    kept = set(whole)
    lines = [list(header)]
    lines += [[_one_line(cell) if at in kept else cell_text(cell) for at, cell in enumerate(row)] for row in rows]
    width = [min(WIDEST, max(len(line[column]) for line in lines)) for column in range(len(header))]
    to_right = set(right)

    def line(cells: Sequence[str]) -> str:
        parts = [
            cell.rjust(width[column]) if column in to_right else cell.ljust(width[column])
            for column, cell in enumerate(cells)
        ]
        return "  ".join(parts).rstrip()

    return "\n".join([line(lines[0]), "  ".join("─" * size for size in width), *(line(cells) for cells in lines[1:])])


def shape_text(shape: Shape | None) -> str:
    return "?" if shape is None else "×".join("?" if dim is None else str(dim) for dim in shape) or "scalar"


# ---- evaluations ----


def evaluations_table(evaluations: Sequence[Evaluation]) -> str:
    shown = [name for name in COLUMNS if any(name in e.metrics for e in evaluations)]
    header = ["Recipe", *(QUANTITIES[name].title for name in shown)]
    rows = [[e.name or e.recipe.hash, *(metric_text(e.metrics.get(name)) for name in shown)] for e in evaluations]
    notes = [LEGEND]
    accuracy = [m for e in evaluations if (m := e.metrics.get("accuracy")) and m.samples]
    if accuracy:
        notes.append(f"Accuracy: {accuracy[0].samples} samples, 95 % interval in brackets.")
    latency = [m for e in evaluations if (m := e.metrics.get("latency")) and m.provenance is Provenance.MEASURED]
    if latency:
        notes.append(f"Latency: {latency[0].device or 'this machine'}{', ' * bool(latency[0].note)}{latency[0].note}.")
    return table(header, rows, range(1, len(header))) + "\n" + "\n".join(notes)


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "name": evaluation.name,
        "recipe": evaluation.recipe.hash,
        "created": evaluation.created,
        "metrics": {
            name: metric.to_json() | {"unit": metric.quantity.unit} for name, metric in evaluation.metrics.items()
        },
        "latency_elsewhere": {place: metric.to_json() for place, metric in evaluation.elsewhere.items()},
    }


def import_text(check: ImportCheck) -> str:
    verdict = "rounding only" if check.passed else f"more than the {check.tolerance:.2g} that rounding explains"
    return f"Import against onnxruntime: largest difference {check.max_difference:.2g}, {verdict}."


def report_text(report: ExportReport) -> str:
    lines = [
        f"{report.path}: {size_text(report.bytes)}, opset {report.opset}",
        f"Recipe {report.recipe_hash}: {report.recipe_path}",
    ]
    if report.simulated is not None and report.exported is not None:
        lines.append(f"Accuracy simulated: {metric_text(report.simulated)}")
        lines.append(f"Accuracy of the file in onnxruntime: {metric_text(report.exported)}")
    if report.agreement is not None:
        lines.append(f"Same class predicted: {metric_text(report.agreement)} of {report.samples} samples")
    if report.max_difference is not None:
        lines.append(f"Largest difference of an output: {report.max_difference:.3g}")
    lines += [f"Warning: {warning}" for warning in report.warnings]
    return printable("\n".join(lines))


# ---- models ----


def model_table(graph: ModelGraph, recipe: Recipe | None, predicted: Mapping[str, Metric]) -> str:
    facts = [
        ("Model", f"{graph.name} ({graph.format}{f', opset {graph.opset}' if graph.opset else ''})"),
        ("Made by", graph.producer or "unknown"),
        ("File", size_text(graph.file_bytes)),
        ("Inputs", ", ".join(_tensor_text(graph, name) for name in graph.inputs)),
        ("Outputs", ", ".join(_tensor_text(graph, name) for name in graph.outputs)),
        ("Nodes", str(len(graph.nodes))),
        ("Parameters", count_text(graph.parameters)),
        *((QUANTITIES[name].title, metric_text(predicted[name])) for name in INSPECTED if name in predicted),
    ]
    if graph.missing_operators:
        facts.append(("Cannot run", "operators not covered: " + ", ".join(graph.missing_operators)))
    text = "\n".join(f"{name:<16} {_one_line(value)}" for name, value in facts)
    header = ["Layer", "Kind", "Weight", "Parameters", "MACs"]
    if recipe is not None:
        header.append("Bits")
    rows = []
    for layer in graph.layers:
        row = [layer.key, layer.kind, shape_text(layer.weight_shape), f"{layer.parameters:,}", count_text(layer.macs)]
        if recipe is not None:
            row.append(f"W{recipe[layer.key].weight.label} A{recipe[layer.key].activation.label}")
        rows.append(row)
    if not rows:
        return text + "\n\nNo layer has weights that can be quantized."
    return text + "\n\n" + table(header, rows, (3, 4))


def _tensor_text(graph: ModelGraph, name: str) -> str:
    tensor = graph.tensors.get(name)
    return name if tensor is None else f"{name} {shape_text(tensor.shape)} {tensor.dtype}"


def model_json(graph: ModelGraph, recipe: Recipe | None = None) -> dict[str, Any]:
    def tensors(names: Iterable[str]) -> list[dict[str, Any]]:
        found = ((name, graph.tensors.get(name)) for name in names)
        return [{"name": n, "dtype": t.dtype if t else None, "shape": t.shape if t else None} for n, t in found]

    rows = []
    for layer in graph.layers:
        row: dict[str, Any] = {
            "key": layer.key,
            "op": layer.op,
            "kind": layer.kind,
            "weight_shape": layer.weight_shape,
            "parameters": layer.parameters,
            "macs": layer.macs,
        }
        if recipe is not None:
            row["weight"] = recipe[layer.key].weight.label
            row["activation"] = recipe[layer.key].activation.label
        rows.append(row)
    return {
        "name": graph.name,
        "format": graph.format,
        "opset": graph.opset,
        "producer": graph.producer,
        "file_bytes": graph.file_bytes,
        "inputs": tensors(graph.inputs),
        "outputs": tensors(graph.outputs),
        "nodes": len(graph.nodes),
        "parameters": graph.parameters,
        "macs": graph.macs,
        "missing_operators": graph.missing_operators,
        "layers": rows,
    }
