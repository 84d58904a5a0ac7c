"""Latency as a sum of what was measured: a table of layers, learned from profiled models.

As MnasNet (Tan et al. 2019) and ProxylessNAS (Cai et al. 2019) do, every distinct layer (operator, shapes, the kernel
its widths lead to) is timed once, inside a network rather than alone, so that caches and layouts are those of use. A
recipe's latency is then a·Σ (layers + other operators) + what crossing between float and integer kernels costs
+ a constant; the factors are fitted to whole networks that were timed without the profiler.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from edgeviz.core.graph import Layer, ModelGraph, Shape
from edgeviz.core.memo import last_answer
from edgeviz.core.points import quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import computes_in_integers, widened
from edgeviz.core.spec import FLOAT32, Spec

FORMAT = "edgeviz-timings/1"
#: What is fitted to whole networks.
FACTORS = ("scale", "per_layer", "constant", "crossing", "crossing_element")
#: Kernels that the widths of a layer lead to in onnxruntime on a CPU; a float kernel reads its weights as they are, or
#: dequantizes those of so many bits at every run.
INTEGER, FLOAT = "integer", "float"
#: The same integer kernel, whose weights were widened when the file was loaded: an x86 without VNNI re-types weights
#: of 8 bits for its exact kernels and leaves these as they are, which took two thirds of the time.
WIDENED = "integer, widened weights"
#: Other operators that onnxruntime has in 8-bit integers.
INTEGER_OPERATORS = frozenset(
    (
        *("Add", "Mul", "AveragePool", "GlobalAveragePool", "MaxPool", "Concat", "Where", "Softmax", "Sigmoid"),
        *("LeakyRelu", "Relu", "Clip", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Split", "Slice"),
        *("Resize", "Gather", "ReduceMean"),
    )
)
#: Stands for the operators without a time of their own.
ELSE = "else"
#: Ends the name of a kernel where seconds of one node are meant and not of one element.
NODE = " node"
#: Seconds that an element of a tensor costs at most beyond what its node was seen to cost: a copy at 4 GB/s. Tensors
#: of some dozen values say nothing of an element's cost.
ELEMENT = 1e-9
#: The share of a network's time that must come from layers that were measured themselves, for a figure to be shown.
LEAST_MEASURED = 0.5
#: From so many measured layers of one kind on, those that were not measured are put on a line through them.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds of one inference; ``measured`` is the share of its layers' seconds that comes from the table itself."""

    seconds: float
    measured: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A recipe of ``model`` that nothing was learned from: what the table's factors make of it, and what it took.

    parts: seconds of its layers and operators under the profiler; with layers, crossings and crossing elements the
    factors turn them into a prediction. seconds: measured without the profiler.
    """

    model: str
    parts: float
    layers: int
    crossings: int
    elements: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """A recipe of ``model`` as a table predicted it that had measured nothing of that model, and the seconds it took.

    known: the share of the predicted layers' time that comes from layers that other models have too; both are 0 where
    nothing like them was measured.
    """

    model: str
    predicted: float
    known: float
    seconds: float


@dataclass(frozen=True)
class Timings:
    """What was measured on one device.

    layers: signature of a layer -> kernel -> seconds. operators: type of another operator -> kernel -> seconds of one
    element; ELSE stands for types that onnxruntime fused or renamed. scale, per_layer: seconds without the profiler
    for each with it, and for each layer (below 0: it costs every kernel a little). constant: seconds of every run.
    crossing, crossing_element: seconds of one tensor that goes from float to integer kernels or back, and of each of
    its elements. totals: the networks that these factors were fitted to, as rows of (seconds of parts under the
    profiler, layers, crossings, crossing elements, seconds of the whole). trials: recipes that tell how far predictions
    are off. unseen: those of models that nothing had been measured of.
    """

    layers: Mapping[str, Mapping[str, float]]
    operators: Mapping[str, Mapping[str, float]]
    scale: float = 1.0
    per_layer: float = 0.0
    constant: float = 0.0
    crossing: float = 0.0
    crossing_element: float = 0.0
    device: str = ""
    date: str = ""
    models: tuple[str, ...] = ()
    totals: tuple[tuple[float, ...], ...] = ()
    trials: tuple[Trial, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    _known: dict[tuple[str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def layer_seconds(self, layer: Layer, row: LayerRecipe) -> float:
        """Seconds of one layer, measured or put between those that were. Infinite for an empty table."""
        kernel = kernel_of(layer, row)
        found = self.layers.get(signature(layer), {}).get(kernel)
        if found is None:
            known = (signature(layer), kernel)
            found = self._known.get(known)
            if found is None:
                found = self._known[known] = self._estimate(layer, kernel)
        return max(self.scale * found + self.per_layer, 0.0)

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            **{name: getattr(self, name) for name in FACTORS},
            "device": self.device,
            "date": self.date,
            "models": list(self.models),
            "totals": [list(row) for row in self.totals],
            "trials": [[getattr(one, name) for name in Trial.__dataclass_fields__] for one in self.trials],
            "unseen": [[getattr(one, name) for name in Unseen.__dataclass_fields__] for one in self.unseen],
            "layers": self.layers,
            "operators": self.operators,
        }

    @staticmethod
    def from_json(value: Any) -> Timings:
        """Raises ValueError, KeyError or TypeError for what is no table."""
        if not isinstance(value, Mapping) or value.get("format") != FORMAT:
            raise ValueError(f"not {FORMAT}")
        layers, operators = _table(value["layers"]), _table(value["operators"])
        for name in layers:
            int(name.rpartition("|")[2])
        totals = tuple(tuple(map(_finite, row)) for row in value["totals"])
        if any(len(row) != 5 or row[-1] <= 0 for row in totals):
            raise ValueError("a total is malformed")
        # Tables from before trials have none, nor those from before models were predicted unseen.
        trials = tuple(_trial(row) for row in value.get("trials", []))
        unseen = tuple(_unseen(row) for row in value.get("unseen", []))
        models = tuple(map(str, value["models"]))
        scale, per_layer, constant, crossing, element = (_finite(value[name]) for name in FACTORS)
        if scale <= 0:
            raise ValueError("scale must be above 0")
        about = (str(value["device"]), str(value["date"]), models, totals, trials, unseen)
        return Timings(layers, operators, scale, per_layer, constant, crossing, element, *about)

    def is_measured(self, layer: Layer, row: LayerRecipe) -> bool:
        return kernel_of(layer, row) in self.layers.get(signature(layer), {})

    def _estimate(self, layer: Layer, kernel: str) -> float:
        """A line through the logarithms of MACs and seconds of measured layers like it; else by the nearest one."""
        same = [(macs, times[kernel]) for name, (macs, times) in self._by_kind.items() if kernel in times]
        alike = [
            (macs, times[kernel])
            for name, (macs, times) in self._by_kind.items()
            if kernel in times and name.startswith(_family(layer))
        ]
        rows = alike or same
        if not rows:
            other = self.layers.get(signature(layer), {})
            return max(other.values(), default=math.inf)
        # Only here: the command line's --help waits for no arrays.
        import numpy as np

        macs = math.log(max(layer.macs, 1))
        if len({m for m, _ in rows}) >= FEWEST:
            x, y = np.log([max(m, 1) for m, _ in rows]), np.log([max(s, 1e-9) for _, s in rows])
            slope, _ = np.polyfit(x, y, 1)
            return float(math.exp(min(max(slope, 0.0), 1.5) * (macs - x.mean()) + y.mean()))
        near, seconds = min(rows, key=lambda row: abs(math.log(max(row[0], 1)) - macs))
        return seconds * layer.macs / max(near, 1) if near else seconds

    @cached_property
    def _by_kind(self) -> dict[str, tuple[int, Mapping[str, float]]]:
        return {name: (int(name.rpartition("|")[2]), times) for name, times in self.layers.items()}


def _finite(value: Any) -> float:
    found = float(value)
    if not math.isfinite(found):
        raise ValueError(f"{value} is no time")
    return found


def _trial(row: Any) -> Trial:
    model, parts, layers, crossings, elements, seconds = row
    found = Trial(str(model), _finite(parts), int(layers), int(crossings), int(elements), _finite(seconds))
    if found.seconds <= 0 or found.parts < 0:
        raise ValueError("a trial is malformed")
    return found


def _unseen(row: Any) -> Unseen:
    model, predicted, known, seconds = row
    found = Unseen(str(model), _finite(predicted), _finite(known), _finite(seconds))
    if found.seconds <= 0 or found.predicted < 0 or not 0 <= found.known <= 1:
        raise ValueError("a prediction of an unseen model is malformed")
    return found


def _table(value: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    found = {
        str(name): {str(kernel): _finite(seconds) for kernel, seconds in times.items()} for name, times in value.items()
    }
    if any(seconds < 0 for times in found.values() for seconds in times.values()):
        raise ValueError("a time is below 0")
    return found


def kernel_of(layer: Layer, row: LayerRecipe) -> str:
    """The kernel that ``row`` leads to."""
    if computes_in_integers(layer, row):
        return WIDENED if widened(layer, row) else INTEGER
    # Looked-up and narrow float weights are made floats once, at load.
    if row.weight.is_integer:
        return f"{FLOAT}, {row.weight.storage_bits}-bit weights"
    return FLOAT


def signature(layer: Layer) -> str:
    """Layers with the same signature take the same time: family, weight, input and output shapes, MACs."""
    shapes = "→".join(map(_shape, (layer.input_shape, layer.output_shape)))
    return f"{_family(layer)}|{_shape(layer.weight_shape)}|{shapes}|{layer.macs}"


def _family(layer: Layer) -> str:
    return f"{layer.op} {layer.kind}"


def _shape(shape: Shape | tuple[int, ...] | None) -> str:
    return "×".join("1" if not isinstance(dim, int) else str(dim) for dim in shape or ())


# ---- what a recipe makes of a graph


@dataclass(frozen=True, slots=True)
class Work:
    """What runs.

    layers: with the rows that tell their kernels: a float row that reads integers has their activation, and a
    convolution whose output nobody quantizes has none, as onnxruntime then finds no integer kernel.
    operators: (type, kernel) -> elements that all others of this type go through.
    crossings: elements of each tensor that is converted between float and integers.
    """

    layers: tuple[tuple[Layer, LayerRecipe], ...]
    operators: Mapping[tuple[str, str], int]
    crossings: tuple[int, ...]
    #: Nodes of each of ``operators``.
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def work_of(graph: ModelGraph, recipe: Recipe) -> Work:
    """Which kernels run, and which tensors are converted between them."""
    points = quant_points(graph, recipe)
    codes: dict[str, set[str]] = {}
    for point in points:
        if point.spec.is_integer and point.spec.storage_bits <= 8:
            codes.setdefault(point.tensor, set()).update(point.consumers)
    read_as = {key: point.spec for point in points if point.tensor in codes for key in point.consumers}
    layers = tuple((layer, _runs_as(layer, recipe[layer.key], read_as, codes)) for layer in graph.layers)
    by_node = {layer.node: computes_in_integers(layer, row) for layer, row in layers}
    runs: dict[str, bool] = {}
    for node in graph.nodes:
        if node.key in by_node:
            runs[node.key] = by_node[node.key]
        else:
            inputs = [name for name in node.inputs if name and name not in graph.constants]
            runs[node.key] = (
                node.op in INTEGER_OPERATORS and bool(inputs) and all(node.key in codes.get(n, ()) for n in inputs)
            )
    crossings = []
    producers = _producers(graph)
    for point in points:
        tensor = graph.tensors.get(point.tensor)
        elements = (tensor.elements if tensor else None) or 0
        integer = runs.get(producers.get(point.tensor, ""), False) and point.spec.storage_bits <= 8
        if not integer:
            crossings.append(elements)
        if any(not runs.get(key, False) for key in point.consumers):
            crossings.append(elements)
    operators: dict[tuple[str, str], int] = {}
    counts: dict[tuple[str, str], int] = {}
    for key, op, elements in _plain_nodes(graph):
        kind = (op, INTEGER if runs[key] else FLOAT)
        operators[kind] = operators.get(kind, 0) + elements
        counts[kind] = counts.get(kind, 0) + 1
    return Work(layers, operators, tuple(crossings), counts)


def _runs_as(
    layer: Layer, row: LayerRecipe, read_as: Mapping[str, Spec], codes: Mapping[str, Collection[str]]
) -> LayerRecipe:
    spec = read_as.get(layer.node)
    if row.activation.is_float32 and spec is not None:
        row = replace(row, activation=spec)
    if layer.op == "Conv" and layer.output not in codes:
        row = replace(row, activation=FLOAT32)
    return row


@last_answer
def _producers(graph: ModelGraph) -> dict[str, str]:
    """Tensor -> the node that makes it; of a layer also the tensor after its fused activation."""
    found = {name: node.key for node in graph.nodes for name in node.outputs}
    found.update({layer.output: layer.node for layer in graph.layers})
    return found


@last_answer
def _plain_nodes(graph: ModelGraph) -> tuple[tuple[str, str, int], ...]:
    """Key, type and elements (of the larger of input and output) of every node that is no layer."""
    layers = {layer.node for layer in graph.layers}
    found = []
    for node in graph.nodes:
        if node.key not in layers:
            tensors = (graph.tensors.get(name) for name in (*node.inputs[:1], *node.outputs[:1]))
            found.append((node.key, node.op, max(((t.elements if t else None) or 0 for t in tensors), default=0)))
    return tuple(found)


def predict(graph: ModelGraph, recipe: Recipe, timings: Timings) -> Estimate:
    """Seconds of one inference of ``recipe``."""
    work = work_of(graph, recipe)
    seconds = [timings.layer_seconds(layer, row) for layer, row in work.layers]
    known = sum(s for s, (layer, row) in zip(seconds, work.layers, strict=True) if timings.is_measured(layer, row))
    layers = sum(seconds)
    return Estimate(layers + fixed_seconds(work, timings), known / layers if layers else 1.0)


def fixed_seconds(work: Work, timings: Timings) -> float:
    """What a recipe needs beside its layers."""
    others = timings.scale * operator_seconds(work, timings)
    crossings = len(work.crossings) * timings.crossing + sum(work.crossings) * timings.crossing_element
    return timings.constant + others + crossings


def operator_seconds(work: Work, timings: Timings) -> float:
    """Seconds under the profiler of what is no layer."""
    total = 0.0
    for (op, kernel_asked), elements in work.operators.items():
        rates = timings.operators.get(op) or timings.operators.get(ELSE, {})
        if not rates:
            continue
        kernel = kernel_asked if kernel_asked in rates else next(iter(rates))
        by_nodes = work.counts[op, kernel_asked] * rates.get(kernel + NODE, math.inf) + elements * ELEMENT
        total += min(elements * rates[kernel], by_nodes)
    return total
