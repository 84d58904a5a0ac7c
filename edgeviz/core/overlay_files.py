"""Overlays of other programs: node data of Model Explorer, and attachments of Netron. Text in, values out.

Both know a node by its name in the model's file and a tensor by its name; what we read may be either, or a key of ours.

Model Explorer (``GraphNodeData``: results, thresholds, gradient) looks results up by node id or by a "tensor_name" of
an output. Its adapter of ONNX makes ids of the nodes' names, that of PyTorch's programs of the values' names, and
neither gives a tensor_name. It shows both of two results of one node, so that each node gets one. Netron (``metrics``
with kind, target, name, value, type) shows a "node" among the node's properties and a "value" among those of the
connection that it writes, so that each node gets both.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
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
#: Values by what the file calls their nodes: a name, and whether it is a tensor's rather than a node's.
Entries = dict[tuple[str, bool], float]


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
    names = _Names(graph)
    stem = file.removesuffix(".json").removesuffix(".attachment") or file
    if data.get("signature") == NETRON:
        found = _from_netron(data, file)
    else:
        found = _from_model_explorer(data, file, stem)
    made = []
    for name, entries in found.items():
        values: Values = {}
        unknown = 0
        for (target, of_tensor), number in entries.items():
            at = names.find(target, of_tensor)
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


class _Names:
    """Everything that a file may call a node of ``graph``: what the model's file calls it goes before our own keys."""

    def __init__(self, graph: ModelGraph) -> None:
        self._nodes = {name: at for at, name in _file_names(graph).items()}
        self._tensors = {name: at for at, node in enumerate(graph.nodes) for name in node.outputs if name}
        keys = {node.key: at for at, node in enumerate(graph.nodes)}
        layers = [(name, layer) for layer in graph.layers for name in (layer.torch_name, layer.key, layer.output)]
        self._keys = {name: keys[layer.node] for name, layer in layers if name and layer.node in keys} | keys

    def find(self, name: str, of_tensor: bool) -> int | None:
        """The index of the node that ``name`` means, and first of all one of a tensor with ``of_tensor``."""
        known = (self._tensors, self._nodes) if of_tensor else (self._nodes, self._tensors)
        return next((names[name] for names in (*known, self._keys) if name in names), None)


def _file_names(graph: ModelGraph) -> dict[int, str]:
    """The name in the model's file of each node that has one for itself, by its index."""
    often = Counter(node.name for node in graph.nodes)
    return {at: node.name for at, node in enumerate(graph.nodes) if node.name and often[node.name] == 1}


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


def _from_netron(data: Mapping[str, Any], file: str) -> dict[str, Entries]:
    rows = data.get("metrics", [])
    if not isinstance(rows, list):
        raise OverlayFileError(f'{file}: "metrics" is not a list.', "Export it again.")
    found: dict[str, Entries] = {}
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
        found.setdefault(name, {})[target, row["kind"] != "node"] = _number(row.get("value"), f"{file}, metrics[{at}]")
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


def _from_model_explorer(data: Mapping[str, Any], file: str, stem: str) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
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
                entries[key, False] = _number(value, f"{file}, {_name(key)[:40]}")
    if not any_graph:
        raise OverlayFileError(f"{file} is no overlay.", _EXPECTED)
    return found


# ---- writing


def _tensor(graph: ModelGraph, at: int) -> str:
    """A tensor that the node ``at`` writes, as the file calls it; the node's key where it writes none."""
    node = graph.nodes[at]
    return next((name for name in node.outputs if name), node.key)


def nameless(graph: ModelGraph, values: Values) -> int:
    """How many of the nodes in ``values`` have no name in their ONNX file, by which Model Explorer would find them."""
    return len(values.keys() - _file_names(graph).keys()) if graph.format == "ONNX" else 0


def to_model_explorer(name: str, graph: ModelGraph, values: Values, colours: tuple[str, ...]) -> str:
    """Node data for one graph. ``colours``: the gradient from the least to the largest value, as "#rrggbb"."""
    named = _file_names(graph)
    targets = {at: named.get(at) or _tensor(graph, at) for at in sorted(values)}
    # A name beats the tensor of a node that has none.
    results = {target: at for at, target in targets.items() if at not in named}
    results |= {target: at for at, target in targets.items() if at in named}
    steps = max(1, len(colours) - 1)
    data = {
        "name": name,
        "results": {target: {"value": values[at]} for target, at in sorted(results.items(), key=lambda row: row[1])},
        "gradient": [{"stop": at / steps, "bgColor": colour} for at, colour in enumerate(colours)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)


def to_netron(name: str, graph: ModelGraph, values: Values) -> str:
    """An attachment with one metric."""
    return netron_attachment(graph, {name: values})


def netron_attachment(graph: ModelGraph, metrics: Mapping[str, Values]) -> str:
    """An attachment with metrics by name. Netron cuts names at a line break and ignores targets it does not find."""
    named = _file_names(graph)
    rows = []
    for name, values in metrics.items():
        about = {"name": _name(name), "type": "float32"}
        for at, value in sorted(values.items()):
            targets = [("node", named.get(at, "")), ("value", _tensor(graph, at))]
            rows += [
                {"kind": kind, "target": target, "value": value, **about}
                for kind, target in targets
                if target and "\n" not in target
            ]
    return json.dumps({"signature": NETRON, "metrics": rows}, ensure_ascii=False, indent=1, allow_nan=False)
