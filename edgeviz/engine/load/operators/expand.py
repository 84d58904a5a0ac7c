"""Operators that are given as functions of others, written out: local functions of the model and the bodies which
onnx's own schemas carry (AffineGrid, SoftmaxCrossEntropyLoss, LinearAttention …). No torch in here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import onnx
from onnx import AttributeProto, FunctionProto, GraphProto, ModelProto, NodeProto, TypeProto

Opsets = Mapping[str, int]
#: Functions may call functions; a body that calls itself is an error in the file.
MAXIMUM_DEPTH = 16


@dataclass(frozen=True)
class PlacedNode:
    """A node with the operator sets which hold where it was written."""

    proto: NodeProto
    key: str
    opsets: Opsets


def domain_of(node: NodeProto) -> str:
    return "" if node.domain == "ai.onnx" else node.domain


def opsets_of(imports: Iterable[onnx.OperatorSetIdProto]) -> dict[str, int]:
    return {"" if o.domain == "ai.onnx" else o.domain: o.version for o in imports}


def local_functions(model: ModelProto) -> dict[tuple[str, str], FunctionProto]:
    return {(f.domain, f.name): f for f in model.functions}


def subgraphs(node: NodeProto) -> list[tuple[str, GraphProto]]:
    return [(a.name, a.g) for a in node.attribute if a.type == AttributeProto.GRAPH]


def schema_of(node: NodeProto, version: int) -> onnx.defs.OpSchema | None:
    try:
        return onnx.defs.get_schema(node.op_type, version, domain_of(node))
    except onnx.defs.SchemaError:
        return None


def schema_function(node: NodeProto, version: int, types: Sequence[TypeProto | None]) -> FunctionProto | None:
    """The body that onnx's schema gives ``node``, None where there is none for these input types."""
    schema = schema_of(node, version)
    if schema is None:
        return None
    fitting = [v for v in schema.function_opset_versions if v <= version]
    if fitting:
        body = schema.get_function_with_opset_version(max(fitting))
        return FunctionProto.FromString(body)
    fitting = [v for v in schema.context_dependent_function_opset_versions if v <= version]
    if not fitting:
        return None
    serialized = [(t or TypeProto()).SerializeToString() for t in types]
    body = schema.get_context_dependent_function_with_opset_version(max(fitting), node.SerializeToString(), serialized)
    return FunctionProto.FromString(body) if body else None


def inline(node: NodeProto, key: str, body: FunctionProto, defaults: Mapping[str, AttributeProto]) -> list[NodeProto]:
    """The nodes of ``body`` with the tensors and attributes of this call; inner names start with ``key``."""
    attributes = {**defaults, **{a.name: a for a in body.attribute_proto}, **{a.name: a for a in node.attribute}}
    names = {"": ""}
    for formal, values in ((body.input, node.input), (body.output, node.output)):
        for index, name in enumerate(formal):
            actual = values[index] if index < len(values) else ""
            if actual or formal is body.input:
                names[name] = actual

    def rename(name: str) -> str:
        return names.setdefault(name, f"{key}/{name}")

    def copy(inner: NodeProto, translate: Callable[[str], str]) -> NodeProto:
        new = NodeProto()
        new.CopyFrom(inner)
        del new.attribute[:]
        for attribute in inner.attribute:
            if attribute.ref_attr_name:
                given = attributes.get(attribute.ref_attr_name)
                if given is not None:
                    added = new.attribute.add()
                    added.CopyFrom(given)
                    added.name = attribute.name
                continue
            added = new.attribute.add()
            added.CopyFrom(attribute)
            if attribute.type == AttributeProto.GRAPH:
                copy_graph(added.g, translate)
        for names_, source in ((new.input, inner.input), (new.output, inner.output)):
            del names_[:]
            names_.extend(translate(name) for name in source)
        return new

    def copy_graph(graph: GraphProto, translate: Callable[[str], str]) -> None:
        """Names from outside are translated; the graph's own ones are kept apart from them by the same prefix."""
        nodes = [copy(inner, translate) for inner in graph.node]
        del graph.node[:]
        graph.node.extend(nodes)
        for value in (*graph.input, *graph.output, *graph.initializer, *graph.value_info):
            value.name = translate(value.name)

    return [copy(inner, rename) for inner in body.node]


def expand(
    nodes: Sequence[PlacedNode],
    functions: Mapping[tuple[str, str], FunctionProto],
    covered: Callable[[str, str, int], bool],
    type_of: Callable[[str], TypeProto | None],
    depth: int = 0,
) -> list[PlacedNode]:
    """``nodes`` with every local function, and every uncovered operator that has a body, written out."""
    result: list[PlacedNode] = []
    for placed in nodes:
        node, domain = placed.proto, domain_of(placed.proto)
        version = placed.opsets.get(domain, 1)
        body = functions.get((node.domain, node.op_type)) or functions.get((domain, node.op_type))
        defaults: dict[str, AttributeProto] = {}
        if body is None and not covered(domain, node.op_type, version):
            body = schema_function(node, version, [type_of(name) for name in node.input])
            schema = schema_of(node, version)
            if schema is not None:
                defaults = {n: a.default_value for n, a in schema.attributes.items() if a.default_value.name}
        if body is None or depth >= MAXIMUM_DEPTH:
            result.append(placed)
            continue
        opsets = {**placed.opsets, **opsets_of(body.opset_import)}
        inner = [
            PlacedNode(proto, f"{placed.key}/{proto.op_type}_{index}", opsets)
            for index, proto in enumerate(inline(node, placed.key, body, defaults))
        ]
        result += expand(inner, functions, covered, type_of, depth + 1)
    return result
