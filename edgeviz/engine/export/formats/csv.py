"""Everything in tables: layers, evaluations and sensitivities, in stored units (bytes, seconds, joules, fractions).

RFC 4180 with UTF-8 and a line of names. An evaluation has a row for each of its figures, so that provenance, device,
interval and date stay beside the value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import LayerRecipe
from edgeviz.core.size import layer_bytes
from edgeviz.engine.export.content import Content, same

LAYERS = (
    "layer", "operator", "weight", "weight_shape", "weights", "macs", "weight_bits", "weight_scheme",
    "activation_bits", "activation_scheme", "stored_weight_bits", "bytes_predicted", "seconds_measured", "kernel",
)  # fmt: skip
EVALUATIONS = (
    "name", "recipe", "model", "current", "metric", "unit", "value", "low", "high", "samples", "provenance", "device",
    "date", "note",
)  # fmt: skip
SENSITIVITIES = (
    "method", "layer", "part", "bits", "loss", "sqnr_db", "loss_change", "accuracy_change", "samples", "date",
)  # fmt: skip


def files(content: Content) -> dict[str, bytes]:
    return {f"{content.stem}.{name}.csv": _written(table) for name, table in _tables(content).items()}


def _tables(content: Content) -> dict[str, list[Sequence[Any]]]:
    found = content.findings
    cells = [(one, cell) for one in found.sensitivities for _, cell in sorted(one.cells.items())]
    return {
        "layers": [LAYERS, *_layers(content)],
        "evaluations": [EVALUATIONS, *(row for one in found.evaluations for row in _figures(one, content))],
        "sensitivities": [
            SENSITIVITIES,
            *(
                (
                    one.method.value, cell.layer, cell.part.value, cell.bits, cell.loss, cell.sqnr, cell.loss_change,
                    cell.accuracy_change, cell.samples, one.date,
                )
                for one, cell in cells
            ),
        ],
    }  # fmt: skip


def _layers(content: Content) -> Iterable[Sequence[Any]]:
    profile = content.findings.profile
    if profile is not None and profile.recipe != content.recipe.hash:
        profile = None
    for layer in content.opened.graph.layers:
        row: LayerRecipe = content.recipe[layer.key]
        time = profile.time_of.get(layer.key) if profile is not None else None
        kernel = profile.kernel_of.get(layer.key) if profile is not None else None
        yield (
            layer.key, layer.op, layer.weight, "x".join(map(str, layer.weight_shape)), layer.weight_elements,
            layer.macs, row.weight.bits, row.weight.scheme.value, row.activation.bits if layer.input else None,
            row.activation.scheme.value if layer.input else None, row.weight.storage_bits,
            layer_bytes(layer, row.weight), time.seconds if time is not None else None,
            kernel.kernel if kernel is not None else None,
        )  # fmt: skip


def _figures(one: Evaluation, content: Content) -> Iterable[Sequence[Any]]:
    current = int(one.recipe == content.recipe and not one.model)
    figures = [*one.metrics.values(), *one.elsewhere.values()]
    for metric in figures:
        yield (
            one.name, one.recipe.hash, one.model, current, metric.name, metric.quantity.unit, metric.value, metric.low,
            metric.high, metric.samples, metric.provenance.value, metric.device, metric.date, metric.note,
        )  # fmt: skip


def _written(table: Iterable[Sequence[Any]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([_cell(value) for value in row] for row in table)
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Any) -> Any:
    """Nothing that a spreadsheet would take for a formula: names come from a stranger's file."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def check(content: Content, folder: Path) -> str:
    counts = {}
    for name, table in _tables(content).items():
        file = f"{content.stem}.{name}.csv"
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            found = list(csv.reader(stream))
        expected = [["" if (v := _cell(value)) is None else str(v) for value in row] for row in table]
        same(found, [[_plain(text) for text in row] for row in expected], file)
        counts[name] = len(found) - 1
    return (
        f"read back: rows of {counts['layers']} layers, {counts['evaluations']} evaluations and"
        f" {counts['sensitivities']} sensitivities"
    )


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
