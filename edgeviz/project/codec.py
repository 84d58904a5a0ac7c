"""Values to bytes and back. Reading trusts nothing: a project file may come from anybody.

Every reader raises KeyError, TypeError, ValueError, RecursionError or EdgeVizError on a malformed value;
``store`` turns them into one ProjectError.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from edgeviz.core.curves import CURVES, MOST_KEPT, Points
from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import Layer, ModelGraph, graph_from_json, graph_to_json
from edgeviz.core.metric import QUANTITIES, Metric
from edgeviz.core.outcomes import Outcomes

#: Bytes of a graph's JSON, which is stored compressed: a hundred thousand nodes take about 50 MB.
MAX_GRAPH = 256 << 20
#: Characters of any other JSON value.
MAX_TEXT = 16 << 20
#: Characters of a name, of which a plot draws many.
MAX_NAME = 200


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "tolist"):  # a numpy number or array among a node's attributes
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be stored as JSON")


def dumps(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def loads(text: Any) -> dict[str, Any]:
    if not isinstance(text, str):
        raise TypeError("text expected")
    if len(text) > MAX_TEXT:
        raise ValueError("the text is too long")
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def rows(value: Any) -> list[Any]:
    found = json.loads(text(value)[:MAX_TEXT])
    if not isinstance(found, list):
        raise TypeError("a list is expected")
    return found


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def name(value: Any) -> str:
    """A text on one line, and short enough to be shown."""
    return " ".join(text(value)[: 4 * MAX_NAME].split())[:MAX_NAME]


def real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"a number is expected, not {str(value)[:40]!r}")
    return value


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 62:
        raise TypeError(f"a count is expected, not {str(value)[:40]!r}")
    return value


def _texts(values: Iterable[Any]) -> None:
    for value in values:
        text(value)


# ---- the model graph ----


def pack_graph(graph: ModelGraph) -> bytes:
    return zlib.compress(dumps(graph_to_json(graph)).encode(), 6)


def unpack_graph(data: Any) -> ModelGraph:
    if not isinstance(data, bytes):
        raise TypeError("bytes expected")
    expander = zlib.decompressobj()
    try:
        plain = expander.decompress(data, MAX_GRAPH)
    except zlib.error as error:
        raise ValueError(f"the model graph cannot be expanded: {error}") from error
    if expander.unconsumed_tail or not expander.eof:
        raise ValueError("the model graph is cut off or too large")
    graph = graph_from_json(json.loads(plain))
    check_graph(graph)
    return graph


def check_graph(graph: ModelGraph) -> None:
    """Raise TypeError or ValueError unless every field has its type and every reference its target."""
    _texts([graph.name, graph.format, graph.producer, *graph.inputs, *graph.outputs, *graph.missing_operators])
    for count in (graph.opset, graph.file_bytes):
        whole(count)
    keys = set()
    for node in graph.nodes:
        _texts([node.key, node.name, node.op, node.domain])
        _texts([*node.inputs, *node.outputs, *node.namespace, *node.attributes])
        whole(node.macs)
        keys.add(node.key)
    if len(keys) != len(graph.nodes):
        raise ValueError("two nodes have one key")
    for tensor in graph.tensors.values():
        _texts([tensor.name, tensor.dtype])
        if not isinstance(tensor.is_parameter, bool):
            raise TypeError(f"{tensor.name}: true or false expected")
        _check_shape(tensor.shape)
    for layer in graph.layers:
        _check_layer(layer)
        if layer.node not in keys:
            raise ValueError(f"{layer.key}: its node is missing")
    if len(graph.layer_index) != len(graph.layers):
        raise ValueError("two layers have one key")


def _check_shape(shape: Any) -> None:
    if shape is None:
        return
    if not isinstance(shape, tuple):
        raise TypeError("a shape is expected")
    for dim in shape:
        if dim is not None and not isinstance(dim, str):
            whole(dim)


def _check_layer(layer: Layer) -> None:
    _texts([layer.key, layer.node, layer.op, layer.kind, layer.weight, layer.input, layer.output, layer.torch_name])
    _texts(layer.namespace)
    if layer.bias is not None:
        text(layer.bias)
    for count in (*layer.weight_shape, layer.bias_elements, layer.macs):
        whole(count)
    if isinstance(layer.channel_axis, bool) or not -len(layer.weight_shape) <= layer.channel_axis < max(
        1, len(layer.weight_shape)
    ):
        raise ValueError(f"{layer.key}: the channel axis is out of range")
    _check_shape(layer.input_shape)
    _check_shape(layer.output_shape)


# ---- data and metrics ----


def data_from_json(value: Mapping[str, Any]) -> DataSpec:
    spec = DataSpec.from_json(value)
    _texts([spec.source, spec.path, spec.labels, spec.layout])
    for number in (spec.scale, *spec.mean, *spec.std):
        real(number)
    for count in (spec.calibration, spec.validation, spec.seed, *(spec.resize or ())):
        whole(count)
    for field in fields(DataSpec):
        if isinstance(field.default, int) and not isinstance(getattr(spec, field.name), type(field.default)):
            raise TypeError(f"{field.name}: a whole number is expected")
    if spec.resize is not None and len(spec.resize) != 2:
        raise ValueError("resize takes two numbers")
    return spec


#: Begins the name of a latency that was measured on another device.
ELSEWHERE = "latency@"


def pack_metrics(metrics: Mapping[str, Metric], elsewhere: Mapping[str, Metric] | None = None) -> str:
    rows = {name: metric.to_json() for name, metric in metrics.items()}
    rows |= {f"{ELSEWHERE}{place}": metric.to_json() for place, metric in (elsewhere or {}).items()}
    return dumps(rows)


def unpack_metrics(value: Any) -> tuple[dict[str, Metric], dict[str, Metric]]:
    """Metrics by name, and latencies by other devices; quantities that this version does not know are left out."""
    found: dict[str, Metric] = {}
    elsewhere: dict[str, Metric] = {}
    for name, row in loads(value).items():
        metric = Metric.from_json(row)
        real(metric.value)
        for optional in (metric.low, metric.high, metric.samples):
            if optional is not None:
                real(optional)
        _texts([metric.name, metric.device, metric.date, metric.note, name])
        if name.startswith(ELSEWHERE) and metric.name == "latency":
            elsewhere[name.removeprefix(ELSEWHERE)] = metric
            continue
        if metric.name != name:
            raise ValueError(f"{name}: the metric's name differs")
        if name in QUANTITIES:
            found[name] = metric
    return found, elsewhere


def pack_outcomes(outcomes: Outcomes | None) -> str | None:
    if outcomes is None:
        return None
    bits = base64.b64encode(outcomes.bits).decode()
    return dumps({"samples": outcomes.samples, "data": outcomes.data, "correct": bits})


def unpack_outcomes(value: Any) -> Outcomes | None:
    """None for NULL: an evaluation without data, or of a file that kept none."""
    if value is None:
        return None
    row = loads(value)
    whole(row["samples"])
    return Outcomes(base64.b64decode(text(row["correct"]), validate=True), row["samples"], text(row["data"]))


def curves_to_json(curves: Mapping[str, Points]) -> dict[str, list[list[float]]]:
    return {name: [list(point) for point in points] for name, points in curves.items()}


def curves_from_json(value: Any) -> dict[str, Points]:
    """The curves of training among them, by name. Raises ValueError, KeyError, TypeError."""
    return {name: _points(value[name]) for name in CURVES if name in value}


def _points(value: Any) -> Points:
    if not isinstance(value, list) or len(value) > MOST_KEPT:
        raise ValueError("a curve is no list, or too long")
    return tuple((whole(step), float(real(height))) for step, height in value)
