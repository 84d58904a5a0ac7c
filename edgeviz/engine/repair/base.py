"""The float model that a repair starts from: a copy of the prepared one that may be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from edgeviz.core.graph import Layer, ModelGraph, Tensor
from edgeviz.engine.export.opset import nodes_of
from edgeviz.engine.load.evaluate import attributes

Array = NDArray[Any]


class Arrays:
    """The float32 initializers of a model by name; what is set is written into the model by ``write``."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self._model = model
        self._stored = {tensor.name: tensor for tensor in model.graph.initializer}
        self._changed: dict[str, NDArray[np.float32]] = {}
        #: How often a tensor is read, in subgraphs too.
        self.uses = Counter(name for node in nodes_of(model.graph) for name in node.input)
        self.uses.update(value.name for value in model.graph.output)

    def __contains__(self, name: str) -> bool:
        stored = self._stored.get(name)
        return name in self._changed or (stored is not None and stored.data_type == onnx.TensorProto.FLOAT)

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        found = self._changed.get(name)
        return np.array(numpy_helper.to_array(self._stored[name])) if found is None else found

    def __setitem__(self, name: str, value: Array) -> None:
        self._changed[name] = np.ascontiguousarray(value, dtype=np.float32)

    def fresh(self, name: str) -> str:
        """``name``, or where the model has such a tensor already, one like it."""
        taken = {*self._stored, *self._changed, *self.uses}
        taken.update(output for node in nodes_of(self._model.graph) for output in node.output)
        while name in taken:
            name += "_"
        return name

    def write(self) -> None:
        for name, value in self._changed.items():
            tensor = numpy_helper.from_array(value, name)
            if name in self._stored:
                self._stored[name].CopyFrom(tensor)
            else:
                self._model.graph.initializer.append(tensor)
                self._stored[name] = self._model.graph.initializer[-1]
        self._changed.clear()


@dataclass(frozen=True, slots=True)
class Site:
    """Where a layer's result can be corrected.

    ``output`` is the tensor with the bias added and before any activation; its ``axis`` holds the channels. The
    initializer ``bias`` (one value per channel, read by nobody else) is added to it ``beta`` times. ``result`` is
    what the layer's own node writes: another tensor where an Add brings the bias.
    """

    layer: Layer
    result: str
    output: str
    bias: str
    axis: int
    beta: float = 1.0


@dataclass(frozen=True)
class Base:
    """A float model that computes what the prepared one does. ``skipped``: layer key -> why it has no Site."""

    proto: onnx.ModelProto
    graph: ModelGraph
    sites: Mapping[str, Site] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def with_biases(base: Base) -> Base:
    """A copy in which every layer that can have one has a bias of its own, 0 where there was none."""
    proto = onnx.ModelProto()
    proto.CopyFrom(base.proto)
    arrays = Arrays(proto)
    nodes = {node.name: node for node in proto.graph.node}
    sites: dict[str, Site] = {}
    skipped: dict[str, str] = {}
    for layer in base.graph.layers:
        node = nodes.get(layer.node)
        found = _site(layer, node, base.graph, arrays) if node is not None else "it does not run"
        if isinstance(found, str):
            skipped[layer.key] = found
        else:
            sites[layer.key] = found
    arrays.write()
    return Base(proto, _shown(base.graph, sites, nodes), sites, skipped, base.notes)


def _site(layer: Layer, node: onnx.NodeProto, graph: ModelGraph, arrays: Arrays) -> Site | str:
    if layer.op in ("Conv", "ConvTranspose"):
        group = int(attributes(node).get("group", 1))
        channels = layer.channels * (group if layer.op == "ConvTranspose" else 1)
        return _with_input(layer, node, arrays, channels, 1, 1.0)
    if layer.op == "Gemm":
        return _with_input(layer, node, arrays, layer.channels, 1, float(attributes(node).get("beta", 1.0)))
    if layer.op == "MatMul":
        return _with_add(layer, node, graph, arrays)
    return "it has no bias"


def _with_input(
    layer: Layer, node: onnx.NodeProto, arrays: Arrays, channels: int, axis: int, beta: float
) -> Site | str:
    """The bias is the node's third input; one is made where there is none or somebody else uses it too."""
    name = node.input[2] if len(node.input) > 2 else ""
    if beta == 0.0:
        return "its bias is multiplied by 0"
    if not name or name not in arrays or arrays.uses[name] > 1:
        if name and name not in arrays:
            return "its bias is no float32 constant"
        value = arrays[name] if name else np.zeros(channels, np.float32)
        name = arrays.fresh(f"{layer.key}.bias")
        arrays[name] = value
    if arrays[name].size != channels or arrays[name].shape[-1:] != (channels,):
        return "its bias is not one value per channel"
    inputs = [*node.input[:2], name]
    del node.input[:]
    node.input.extend(inputs)
    return Site(layer, node.output[0], node.output[0], name, axis, beta)


def _with_add(layer: Layer, node: onnx.NodeProto, graph: ModelGraph, arrays: Arrays) -> Site | str:
    """The bias of a MatMul is the constant that an Add, and nobody else, adds to its result."""
    result = node.output[0]
    readers = graph.consumers.get(result, ())
    if node.input[1] != layer.weight or len(layer.weight_shape) != 2:
        return "its weight is the left factor or a stack of matrices"
    reader = graph.nodes[readers[0]] if len(readers) == 1 and arrays.uses[result] == 1 else None
    if reader is None or reader.op != "Add":
        return "it has no bias"
    name = next((n for n in reader.inputs if n != result), "")
    if name not in arrays or arrays.uses[name] > 1:
        return "it has no bias of its own"
    if arrays[name].size != layer.channels or arrays[name].shape[-1:] != (layer.channels,):
        return "its bias is not one value per channel"
    return Site(layer, result, reader.outputs[0], name, -1)


def _shown(graph: ModelGraph, sites: Mapping[str, Site], nodes: Mapping[str, onnx.NodeProto]) -> ModelGraph:
    """``graph`` with the inputs and the biases that its nodes have now."""
    tensors = dict(graph.tensors)
    layers = []
    for layer in graph.layers:
        site = sites.get(layer.key)
        if site is not None and site.output == site.result and site.bias != layer.bias:
            elements = layer.channels
            tensors[site.bias] = Tensor(site.bias, "float32", (elements,), True)
            layer = replace(layer, bias=site.bias, bias_elements=elements)
        layers.append(layer)
    changed = tuple(
        replace(node, inputs=tuple(nodes[node.key].input)) if node.key in nodes else node for node in graph.nodes
    )
    return replace(graph, nodes=changed, tensors=tensors, layers=tuple(layers))
