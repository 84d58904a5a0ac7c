"""The model graph of an ONNX file: what is shown, and what costs are computed from. No weights are read."""

from __future__ import annotations

from math import prod
from typing import Any

from onnx import AttributeProto, NodeProto

from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.engine.load.check import malformed, standard_opset
from edgeviz.engine.load.evaluate import attributes
from edgeviz.engine.load.layers import RECURRENT, find_layers
from edgeviz.engine.load.macs import macs
from edgeviz.engine.load.naming import node_keys
from edgeviz.engine.load.onnx_file import OnnxFile
from edgeviz.engine.load.operators.registry import missing
from edgeviz.engine.load.shapes import infer
from edgeviz.engine.load.structure import Structure, structure
from edgeviz.engine.load.tensors import dtype_name

__all__ = ["build_graph", "node_keys"]

#: Longest list and string kept as an attribute of a node.
_MAX_LIST = 64
_MAX_TEXT = 200

_PLAIN = {
    AttributeProto.FLOAT: "f",
    AttributeProto.INT: "i",
    AttributeProto.STRING: "s",
    AttributeProto.FLOATS: "floats",
    AttributeProto.INTS: "ints",
    AttributeProto.STRINGS: "strings",
}


def build_graph(file: OnnxFile) -> ModelGraph:
    """The graph as it will run: constants folded, batch norms folded into the layer before them.

    Shapes are those of one sample with a symbolic batch where the model has one; MACs are for one sample.
    """
    with malformed(file.name):
        return _build(file)


def _build(file: OnnxFile) -> ModelGraph:
    model = file.proto
    plan = structure(model, infer(model))
    weights = {value.name for value in model.graph.initializer}
    inputs = tuple(value.name for value in model.graph.input if value.name not in weights)
    batch = _fixed_batch(plan, inputs)
    nodes: list[Node] = []
    layers: list[Layer] = []
    for index in plan.kept:
        node = model.graph.node[index]
        names, results = plan.inputs(index), plan.outputs(index)
        known = [plan.dims(n) if n else None for n in node.input], [plan.dims(n) if n else None for n in results]
        cost = 0 if node.domain else macs(node.op_type, *known, attributes(node))
        cost = cost // batch if batch > 1 else cost
        name = plan.names[index]
        nodes.append(
            Node(
                name.key,
                node.op_type,
                tuple(names),
                tuple(results),
                node.domain,
                name.namespace,
                _plain_attributes(node),
                cost,
                # A converted program's file has no such names.
                node.name if file.format == "ONNX" else "",
            )
        )
        layers += find_layers(plan, index, cost, batch)
    outputs = tuple(value.name for value in model.graph.output)
    return ModelGraph(
        name=file.name,
        format=file.format,
        inputs=inputs,
        outputs=outputs,
        nodes=tuple(nodes),
        tensors=_tensors(plan, nodes, layers, (*inputs, *outputs)),
        layers=tuple(layers),
        opset=standard_opset(model) or 0,
        producer=f"{model.producer_name} {model.producer_version}".strip()[:_MAX_TEXT],
        file_bytes=file.file_bytes,
        missing_operators=tuple(missing(model)),
    )


def _fixed_batch(plan: Structure, inputs: tuple[str, ...]) -> int:
    """The batch size that the file fixes, 1 when it is symbolic or when the first axis is no batch.

    The first axis is the batch where the first output has it too; recurrent cells take the steps first.
    """
    info = plan.info.get(inputs[0]) if inputs else None
    shape = info.shape if info is not None else None
    output = plan.dims(plan.graph.output[0].name)
    if not shape or len(shape) < 2 or not output or output[0] != shape[0]:
        return 1
    readers = [plan.graph.node[index] for index in plan.consumers.get(inputs[0], ())]
    if any(n.op_type in RECURRENT and not attributes(n).get("layout", 0) for n in readers):
        return shape[1] if isinstance(shape[1], int) and shape[1] > 1 else 1
    return shape[0] if isinstance(shape[0], int) and shape[0] > 1 else 1


def _tensors(plan: Structure, nodes: list[Node], layers: list[Layer], ends: tuple[str, ...]) -> dict[str, Tensor]:
    renamed = {}
    for index, norm in plan.norms.items():
        node = plan.graph.node[index]
        renamed[norm.weight] = node.input[1]
    shapes = {layer.bias: (layer.bias_elements,) for layer in layers if layer.bias}
    found: dict[str, Tensor] = {}
    names = [name for node in nodes for name in (*node.inputs, *node.outputs)]
    for name in dict.fromkeys((*ends, *names, *(layer.weight for layer in layers))):
        if not name:
            continue
        info = plan.info.get(renamed.get(name, name))
        parameter = name in plan.constants or name in renamed or (info is None and name in shapes)
        if info is None:
            found[name] = Tensor(name, "float32", shapes.get(name), parameter)
        else:
            dtype = info.dtype or "float32"
            found[name] = Tensor(name, dtype, info.shape, parameter and prod(plan.dims(name) or (2,)) > 1)
    return found


def _plain_attributes(node: NodeProto) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for attribute in node.attribute:
        field = _PLAIN.get(attribute.type)
        if field is None:
            continue
        value = getattr(attribute, field)
        if field in ("floats", "ints", "strings"):
            if len(value) > _MAX_LIST:
                continue
            value = tuple(_text(v) for v in value)
        kept[attribute.name] = _text(value)
    if node.op_type == "Cast" and "to" in kept:
        kept["to"] = dtype_name(kept["to"])
    return kept


def _text(value: Any) -> Any:
    return value.decode("utf-8", "replace")[:_MAX_TEXT] if isinstance(value, bytes) else value
