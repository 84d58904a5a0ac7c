"""Overlays of other programs: node data of Model Explorer, and attachments of Netron. Text in, values out.

Both name nodes by their own name or by a tensor they write. We write tensor names, which are the same in every
program that reads the model's file; what we read may be either, or a layer's key.

Sources: the node data builder of Model Explorer (``GraphNodeData``: results by node or output tensor, thresholds,
gradient) and the attachment reader of Netron (``metrics`` of kind "node" or "value", with target, name, value, type).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.overlay import Values

NETRON = "netron:attachment"
#: Characters of a file, overlays in it, and characters of a name that are taken.
LARGEST = 64 << 20
MOST = 64
LONGEST = 80
#: Kinds of Netron's targets that are a node's: its own name, or a value or tensor that it writes.
NODE_KINDS = ("node", "value", "tensor")


class OverlayFileError(EdgeVizError):
    """A file that is no overlay, or one of another model."""


@dataclass(frozen=True, eq=False)
class Imported:
    """A named overlay: values by node index; ``unknown``: how many entries name nothing in this model."""

    name: str
    values: Values
    unknown: int = 0


def read_overlays(text: str, graph: ModelGraph, file: str) -> tuple[Imported, ...]:
    """The overlays in the text of ``file``. Raises OverlayFileError: what is wrong with it, and what to do."""
    if len(text) > LARGEST:
        raise OverlayFileError(f"{file} is larger than {LARGEST >> 20} MiB.", "Export fewer metrics.")
    try:
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise OverlayFileError(f"{file} is not valid JSON: {error}.", "Export it again.") from error
    if not isinstance(data, Mapping):
        raise OverlayFileError(f"{file} holds no object.", _EXPECTED)
    names = _names(graph)
    stem = file.removesuffix(".json").removesuffix(".attachment") or file
    if data.get("signature") == NETRON:
        found = _from_netron(data, file)
    else:
        found = _from_model_explorer(data, file, stem)
    made = []
    for name, entries in found.items():
        values: Values = {}
        unknown = 0
        for key, number in entries.items():
            at = names.get(key)
            if at is None:
                unknown += 1
            else:
                values[at] = number
        if values:
            made.append(Imported(name, values, unknown))
    if not made:
        raise OverlayFileError(
            f"{file} names no node and no tensor of this model.", "Open the model that it was made for."
        )
    return tuple(made)


_EXPECTED = "Choose node data of Model Explorer or an attachment of Netron (both are JSON)."


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _names(graph: ModelGraph) -> dict[str, int]:
    """Everything a file may call a node; where names clash, its own name goes first, then what it writes."""
    found: dict[str, int] = {}
    index = {node.key: at for at, node in enumerate(graph.nodes)}
    for layer in graph.layers:
        for name in (layer.torch_name, layer.key, layer.output):
            if name and layer.node in index:
                found[name] = index[layer.node]
    for at, node in enumerate(graph.nodes):
        found.update((name, at) for name in node.outputs if name)
    found.update(index)
    return found


def _number(value: Any, where: str) -> float:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise OverlayFileError(f"{where}: a number is expected.", "Correct the file or export it again.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise OverlayFileError(f"{where}: the number is not finite.", "Correct the file or export it again.")
    return number


def _name(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _from_netron(data: Mapping[str, Any], file: str) -> dict[str, dict[str, float]]:
    rows = data.get("metrics", [])
    if not isinstance(rows, list):
        raise OverlayFileError(f'{file}: "metrics" is not a list.', "Export it again.")
    found: dict[str, dict[str, float]] = {}
    for at, row in enumerate(rows):
        if not isinstance(row, Mapping) or row.get("kind") not in NODE_KINDS:
            continue
        target, name = row.get("target"), row.get("name")
        if not isinstance(target, str) or not isinstance(name, str) or not name:
            continue
        if isinstance(row.get("value"), str) and not _is_number(row["value"]):
            # Metrics may be words, which have no place on a scale.
            continue
        name = _name(name)
        _limit(found, name, file)
        found.setdefault(name, {})[target] = _number(row.get("value"), f"{file}, metrics[{at}]")
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _limit(found: Mapping[str, object], name: str, file: str) -> None:
    if name not in found and len(found) >= MOST:
        raise OverlayFileError(f"{file} holds more than {MOST} overlays.", "Export fewer metrics.")


def _graphs(data: Any, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Node data of one graph, of several by name, or a list of those of several models."""
    if not isinstance(data, Mapping):
        return
    if isinstance(data.get("results"), Mapping):
        title = data.get("name")
        yield (title if isinstance(title, str) and title.strip() else name), data["results"]
        return
    for key, value in data.items():
        if isinstance(value, Mapping) and isinstance(value.get("results"), Mapping):
            title = value.get("name")
            yield (title if isinstance(title, str) and title.strip() else f"{name}: {key}"), value["results"]


def _from_model_explorer(data: Mapping[str, Any], file: str, stem: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    any_graph = False
    for title, results in _graphs(data, stem):
        any_graph = True
        name = _name(title) or stem
        _limit(found, name, file)
        entries = found.setdefault(name, {})
        for key, row in results.items():
            value = row.get("value") if isinstance(row, Mapping) else row
            if isinstance(value, str) and not _is_number(value):
                continue
            if value is not None:
                entries[key] = _number(value, f"{file}, {_name(key)[:40]}")
    if not any_graph:
        raise OverlayFileError(f"{file} is no overlay.", _EXPECTED)
    return found


# ---- writing


def _targets(graph: ModelGraph, nodes: Iterable[int]) -> dict[int, str]:
    """A tensor that each node writes, as the file calls it; the node's key where it writes none."""
    return {at: next((n for n in graph.nodes[at].outputs if n), graph.nodes[at].key) for at in nodes}


def to_model_explorer(name: str, graph: ModelGraph, values: Values, colours: tuple[str, ...]) -> str:
    """Node data for one graph. ``colours``: the gradient from the least to the largest value, as "#rrggbb"."""
    targets = _targets(graph, values)
    steps = max(1, len(colours) - 1)
    data = {
        "name": name,
        "results": {targets[at]: {"value": value} for at, value in sorted(values.items())},
        "gradient": [{"stop": at / steps, "bgColor": colour} for at, colour in enumerate(colours)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)


def to_netron(name: str, graph: ModelGraph, values: Values) -> str:
    """An attachment with one metric."""
    return netron_attachment(graph, {name: values})


def netron_attachment(graph: ModelGraph, metrics: Mapping[str, Values]) -> str:
    """An attachment with metrics by name. Netron cuts names at a line break and ignores targets it does not find."""
    rows = []
    for name, values in metrics.items():
        targets = _targets(graph, values)
        rows += [
            {"kind": "value", "target": targets[at], "name": _name(name), "value": value, "type": "float32"}
            for at, value in sorted(values.items())
            if "\n" not in targets[at]
        ]
    return json.dumps({"signature": NETRON, "metrics": rows}, ensure_ascii=False, indent=1, allow_nan=False)
