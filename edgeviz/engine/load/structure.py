"""What becomes of a file's nodes when a model is prepared: decided once, without weights.

``graph_builder`` shows the outcome and ``normalize`` carries it out, so the graph on screen and the model that
runs cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onnx import GraphProto, ModelProto, NodeProto

from edgeviz.engine.load.check import captured
from edgeviz.engine.load.evaluate import attributes, can_evaluate
from edgeviz.engine.load.naming import SAME_WEIGHT, NodeName, node_names
from edgeviz.engine.load.shapes import Info
from edgeviz.engine.load.tensors import FLOATS

#: Operators with a weight input that a batch norm can be folded into -> (weight input, bias input).
FOLDS = {"Conv": (1, 2), "ConvTranspose": (1, 2), "Gemm": (1, 2)}
#: Activations that run inside the integer kernel of the layer before them.
FUSED = frozenset(("Relu", "Clip", "LeakyRelu", "HardSwish", "Sigmoid", "Gelu"))
#: Attributes of Constant that hold numbers.
_NUMBERS = frozenset(("value", "value_int", "value_ints", "value_float", "value_floats"))


@dataclass(frozen=True, slots=True)
class BatchNorm:
    """The batch norm ``node`` is folded into a layer, whose parameters are then called ``weight`` and ``bias``."""

    node: int
    output: str
    weight: str
    bias: str


@dataclass(frozen=True)
class Structure:
    graph: GraphProto
    info: Mapping[str, Info]
    names: tuple[NodeName, ...]
    #: Tensors whose values are known before the model runs.
    constants: frozenset[str]
    #: Nodes that compute constants and are gone afterwards.
    folded: frozenset[int]
    #: Layer node -> the batch norm folded into it.
    norms: Mapping[int, BatchNorm]

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Indices of the nodes that remain."""
        gone = self.folded | {norm.node for norm in self.norms.values()}
        return tuple(i for i in range(len(self.graph.node)) if i not in gone)

    @cached_property
    def consumers(self) -> dict[str, list[int]]:
        """Tensor -> the remaining nodes that read it, subgraphs included."""
        return _consumers(self.graph, self.kept)

    @cached_property
    def producers(self) -> dict[str, NodeProto]:
        """Tensor -> the node of the file that writes it; built once, because every layer asks."""
        return {output: node for node in self.graph.node for output in node.output}

    @cached_property
    def graph_outputs(self) -> frozenset[str]:
        return frozenset(value.name for value in self.graph.output)

    def inputs(self, index: int) -> list[str]:
        """Input names of node ``index`` in the prepared model."""
        node = self.graph.node[index]
        names = list(node.input)
        norm = self.norms.get(index)
        if norm is not None:
            weight, bias = FOLDS[node.op_type]
            names += [""] * (bias + 1 - len(names))
            names[weight], names[bias] = norm.weight, norm.bias
        return names

    def outputs(self, index: int) -> list[str]:
        norm = self.norms.get(index)
        return list(self.graph.node[index].output) if norm is None else [norm.output]

    def after_activation(self, tensor: str) -> str:
        """``tensor``, or the output of the activation that alone reads it."""
        readers = self.consumers.get(tensor, [])
        if len(readers) != 1 or tensor in self.graph_outputs:
            return tensor
        node = self.graph.node[readers[0]]
        if node.domain or node.op_type not in FUSED or node.input[0] != tensor:
            return tensor
        if any(name and name not in self.constants for name in node.input[1:]):
            return tensor
        return node.output[0]

    def dims(self, name: str) -> tuple[int, ...] | None:
        """The fully known shape of ``name`` for one sample."""
        info = self.info.get(name)
        if info is None or info.sample is None:
            return None
        dims = tuple(d for d in info.sample if isinstance(d, int))
        return dims if len(dims) == len(info.sample) else None


def structure(model: ModelProto, info: Mapping[str, Info]) -> Structure:
    """The plan for ``model`` (as ``read_onnx`` gives it), with the shapes that ``shapes.infer`` found."""
    graph = model.graph
    names = tuple(node_names(graph))
    outputs = {value.name for value in graph.output}
    constants = {value.name for value in graph.initializer}
    folded: set[int] = set()
    for index, node in enumerate(graph.node):
        if _folds(node, constants, outputs):
            folded.add(index)
            constants.add(node.output[0])
    remaining = [i for i in range(len(graph.node)) if i not in folded]
    consumers = _consumers(graph, remaining)
    taken = {name for node in graph.node for name in (*node.input, *node.output)} | constants
    norms: dict[int, BatchNorm] = {}
    for index in remaining:
        norm = _norm_after(graph, index, consumers, constants, outputs, info)
        if norm is not None:
            norms[index] = _named(graph, index, norm, names[index].key, consumers, taken)
    constants.update(name for norm in norms.values() for name in (norm.weight, norm.bias))
    return Structure(graph, info, names, frozenset(constants), frozenset(folded), norms)


def _consumers(graph: GraphProto, nodes: tuple[int, ...] | list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index in nodes:
        node = graph.node[index]
        for name in dict.fromkeys((*node.input, *captured(node))):
            if name:
                found.setdefault(name, []).append(index)
    return found


def _folds(node: NodeProto, constants: set[str], outputs: set[str]) -> bool:
    if not can_evaluate(node) or node.output[0] in outputs:
        return False
    if node.op_type == "Constant":
        return all(
            a.name in ("value", "value_int", "value_ints", "value_float", "value_floats") for a in node.attribute
        )
    return all(not name or name in constants for name in node.input)


def _norm_after(
    graph: GraphProto,
    index: int,
    consumers: Mapping[str, list[int]],
    constants: set[str],
    outputs: set[str],
    info: Mapping[str, Info],
) -> int | None:
    """The batch norm that alone reads the output of layer ``index`` and can be folded into it."""
    node = graph.node[index]
    if node.domain or node.op_type not in FOLDS or len(node.input) < 2 or node.input[1] not in constants:
        return None
    readers = consumers.get(node.output[0], [])
    if len(readers) != 1 or node.output[0] in outputs:
        return None
    norm = graph.node[readers[0]]
    if norm.domain or norm.op_type != "BatchNormalization" or len(norm.input) < 5 or norm.input[0] != node.output[0]:
        return None
    values = attributes(norm)
    trains = bool(values.get("training_mode", 0)) or any(norm.output[1:])
    if trains or values.get("spatial", 1) != 1 or any(name not in constants for name in norm.input[1:5]):
        return None
    weight = info.get(node.input[1])
    if weight is None or weight.sample is None or weight.dtype not in FLOATS:
        return None
    bias = node.input[2] if len(node.input) > 2 else ""
    if bias and (bias not in constants or not _is_vector(info.get(bias))):
        return None
    if node.op_type == "Gemm" and attributes(node).get("beta", 1.0) == 0.0:
        return None
    return readers[0]


def _is_vector(info: Info | None) -> bool:
    """A bias of one value per channel; Gemm also allows [1, N], a scalar, or a whole matrix."""
    shape = None if info is None else info.sample
    return shape is not None and all(d == 1 for d in shape[:-1])


def _named(
    graph: GraphProto,
    index: int,
    norm: int,
    key: str,
    consumers: Mapping[str, list[int]],
    taken: set[str],
) -> BatchNorm:
    node = graph.node[index]

    def owned(name: str) -> str:
        """``name`` when only this node reads it, else a name for a copy of its own."""
        alone = consumers.get(name) == [index] and list(node.input).count(name) == 1
        return name if alone else fresh(f"{name}.{key}")

    def fresh(name: str) -> str:
        while name in taken:
            name += "_"
        taken.add(name)
        return name

    bias = node.input[2] if len(node.input) > 2 else ""
    return BatchNorm(
        norm, graph.node[norm].output[0], owned(node.input[1]), owned(bias) if bias else fresh(f"{key}.bias")
    )


def weight_origin(plan: Structure, name: str, axis: int) -> tuple[str, int] | None:
    """The constant that ``name`` is, or is a quantized or rearranged form of, and the axis that ``axis`` has there.

    Custom quantizers (QONNX) cannot be folded, yet the weight behind them is the layer's.
    """
    for _ in range(8):
        if name in plan.constants:
            return name, axis
        node = plan.producers.get(name)
        if node is None or node.op_type not in SAME_WEIGHT or not node.input:
            return None
        if node.op_type == "Transpose":
            perm = attributes(node).get("perm")
            rank = len(plan.info[name].sample or ()) if name in plan.info else 2
            order = list(perm) if perm else list(range(rank))[::-1]
            axis = order[axis] if axis < len(order) else 0
        name = node.input[0]
    return None
