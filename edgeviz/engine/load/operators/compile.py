"""From the nodes of a graph to operations: types, function bodies, binding, folding of shape arithmetic."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import onnx
import torch
from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, TypeProto, numpy_helper
from torch import Tensor

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.operators import expand, registry
from edgeviz.engine.load.operators.dtypes import (
    TORCH_DTYPES,
    WIDE_UNSIGNED,
    WIDE_UNSIGNED_TYPES,
    to_array,
    to_tensor,
)
from edgeviz.engine.load.operators.plan import Operation, Program, program

_log = logging.getLogger(__name__)

#: Inputs that are settings, not weights, though they may be float: never trained.
SETTINGS: dict[str, tuple[int, ...]] = {
    "BatchNormalization": (3, 4),
    "Clip": (1, 2),
    "DequantizeLinear": (1, 2),
    "QuantizeLinear": (1, 2),
    "Resize": (1, 2, 3),
    "Upsample": (1,),
    "Pad": (2,),
    "OneHot": (2,),
    "Range": (0, 1, 2),
    "Dropout": (1,),
    "QLinearConv": (1, 2, 4, 5, 6, 7),
    "QLinearMatMul": (1, 2, 4, 5, 6, 7),
}
_NOT_FOLDED = {"RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial"}
#: Bigger results of shape arithmetic are computed at every call instead of being kept.
_FOLD_ELEMENTS = 1 << 20
_KNOWN_ELEMENTS = 4096
_SMALL_BYTES = 4096


@dataclass
class Compiled:
    """Operations and the tensors they start from; ``trained`` names the float weights among ``constants``."""

    operations: list[Operation] = field(default_factory=list)
    constants: dict[str, Tensor] = field(default_factory=dict)
    trained: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Scope:
    functions: Mapping[tuple[str, str], onnx.FunctionProto]
    opsets: Mapping[str, int]
    #: Types of all tensors outside, for subgraphs.
    types: Mapping[str, TypeProto]


def compile_model(model: ModelProto, keys: Sequence[str] | None = None) -> Compiled:
    """Operations of the whole graph. ModelError for missing operators and types that no tensor carries."""
    registry.load_families()
    scope = _Scope(expand.local_functions(model), expand.opsets_of(model.opset_import), {})
    nodes = [
        expand.PlacedNode(node, key, scope.opsets)
        for node, key in zip(model.graph.node, keys or unique_keys(model.graph.node), strict=True)
    ]
    types = infer_types(model)
    placed = _expand_all(model, nodes, scope, types)
    return _compile(model.graph, placed, _Scope(scope.functions, scope.opsets, types))


def unique_keys(nodes: Sequence[NodeProto]) -> list[str]:
    """The nodes' names, or "<operator>_<index>"; a repeated one gets "#2", "#3" …"""
    seen: dict[str, int] = {}
    keys = []
    for index, node in enumerate(nodes):
        key = base = node.name or f"{node.op_type}_{index}"
        while key in seen:
            seen[base] += 1
            key = f"{base}#{seen[base]}"
        seen[key] = 1
        keys.append(key)
    return keys


def _covered(domain: str, op: str, version: int) -> bool:
    return registry.find(domain, op, version) is not None


def _expand_all(
    model: ModelProto, nodes: list[expand.PlacedNode], scope: _Scope, types: dict[str, TypeProto]
) -> list[expand.PlacedNode]:
    """Write functions out until nothing changes; ``types`` learns those of the new tensors in between."""
    for _ in range(expand.MAXIMUM_DEPTH):
        placed = expand.expand(nodes, scope.functions, _covered, types.get)
        if len(placed) == len(nodes):
            return placed
        inner = _skeleton(model)
        del inner.graph.node[:]
        inner.graph.node.extend(p.proto for p in placed)
        types.update(infer_types(inner))
        nodes = placed
    return nodes


def _skeleton(model: ModelProto) -> ModelProto:
    """The model without its big weights, which become typed inputs: enough to infer types."""
    bare = ModelProto()
    bare.ir_version = max(model.ir_version, 4)
    bare.opset_import.extend(model.opset_import)
    bare.functions.extend(model.functions)
    bare.graph.name = model.graph.name or "graph"
    for node in model.graph.node:
        if node.op_type == "Constant" and node.ByteSize() > _SMALL_BYTES and node.attribute[0].HasField("t"):
            tensor = node.attribute[0].t
            bare.graph.input.append(onnx.helper.make_tensor_value_info(node.output[0], tensor.data_type, tensor.dims))
        else:
            bare.graph.node.append(node)
    bare.graph.input.extend(model.graph.input)
    bare.graph.output.extend(model.graph.output)
    declared = {value.name for value in model.graph.input}
    for tensor in model.graph.initializer:
        if tensor.ByteSize() <= _SMALL_BYTES:
            bare.graph.initializer.append(tensor)
        elif tensor.name not in declared:
            bare.graph.input.append(onnx.helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims))
    return bare


def infer_types(model: ModelProto) -> dict[str, TypeProto]:
    """Types of the tensors as far as onnx can tell."""
    bare = _skeleton(model)
    try:
        bare = onnx.shape_inference.infer_shapes(bare)
    except (onnx.shape_inference.InferenceError, onnx.checker.ValidationError, ValueError, RuntimeError) as error:
        # Types that stay unknown cost a little speed and the refined casts, not the model.
        _log.info("onnx cannot infer the types of %s: %s", model.graph.name, error)
    found: dict[str, TypeProto] = {}
    _collect_types(bare.graph, found)
    for tensor in model.graph.initializer:
        found.setdefault(tensor.name, onnx.helper.make_tensor_type_proto(tensor.data_type, list(tensor.dims)))
    return found


def _collect_types(graph: GraphProto, found: dict[str, TypeProto]) -> None:
    for value in (*graph.input, *graph.value_info, *graph.output):
        if value.type.WhichOneof("value") is not None:
            found[value.name] = value.type
    for node in graph.node:
        for _, inner in expand.subgraphs(node):
            _collect_types(inner, found)


def attribute_values(node: NodeProto) -> dict[str, Any]:
    """Attributes as Python values: text decoded, tensors as arrays, subgraphs left out."""
    values: dict[str, Any] = {}
    for attribute in node.attribute:
        if attribute.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS):
            continue
        value = onnx.helper.get_attribute_value(attribute)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        elif isinstance(value, TensorProto):
            value = numpy_helper.to_array(value)
        elif attribute.type in (AttributeProto.INTS, AttributeProto.FLOATS):
            value = tuple(value)
        elif attribute.type == AttributeProto.STRINGS:
            value = tuple(v.decode("utf-8", "replace") for v in value)
        values[attribute.name] = value
    return values


def free_names(graph: GraphProto) -> list[str]:
    """Tensors of the surroundings that ``graph`` or a graph inside it reads."""
    own = {v.name for v in graph.input} | {t.name for t in graph.initializer}
    own |= {name for node in graph.node for name in node.output}
    read = [name for node in graph.node for name in node.input]
    read += [name for node in graph.node for _, inner in expand.subgraphs(node) for name in free_names(inner)]
    read += [value.name for value in graph.output]
    return [name for name in dict.fromkeys(read) if name and name not in own]


def ordered(nodes: Sequence[expand.PlacedNode], known: set[str]) -> list[expand.PlacedNode]:
    """``nodes`` in topological order. ModelError for a cycle or a tensor that nothing produces."""
    known = {"", *known}
    waiting, result = list(nodes), []
    while waiting:
        later = []
        for placed in waiting:
            reads = [*placed.proto.input, *(n for _, g in expand.subgraphs(placed.proto) for n in free_names(g))]
            if all(name in known for name in reads):
                result.append(placed)
                known.update(placed.proto.output)
            else:
                later.append(placed)
        if len(later) == len(waiting):
            first = later[0]
            lost = [name for name in first.proto.input if name not in known]
            raise ModelError(
                f'The node "{first.key}" reads {", ".join(lost) or "a tensor"}, which nothing before it produces.',
                "The graph has a cycle or lost a node: export the model again.",
            )
        waiting = later
    return result


def _compile(
    graph: GraphProto, placed: Sequence[expand.PlacedNode], scope: _Scope, outer: Collection[str] = ()
) -> Compiled:
    """``outer`` names the tensors of the surroundings that a subgraph reads."""
    result = Compiled()
    constants = result.constants
    for tensor in graph.initializer:
        constants[tensor.name] = _weight(tensor)
    consumers: dict[str, list[tuple[str, int]]] = {}
    for p in placed:
        for index, name in enumerate(p.proto.input):
            consumers.setdefault(name, []).append((p.proto.op_type, index))

    def is_trained(name: str, value: Tensor) -> bool:
        if not value.is_floating_point() or value.dtype.itemsize < 2:
            return False
        places = consumers.get(name, ())
        if value.numel() <= 1 and all(op != "PRelu" for op, _ in places):
            return False
        return any(index not in SETTINGS.get(op, ()) for op, index in places)

    result.trained = {name for name, value in constants.items() if is_trained(name, value)}
    fixed = {name for name in constants if name not in result.trained}
    outside = {v.name for v in graph.input} | set(constants) | set(outer)
    _refuse_missing(placed)
    for p in ordered(placed, outside):
        operation, foldable = _bind(p, constants, fixed, scope)
        if foldable and all(name in fixed for name in operation.inputs if name):
            values = _computed(operation, constants)
            values = values if isinstance(values, tuple) else (values,)
            tensors = [v for v in values if isinstance(v, Tensor)]
            if len(tensors) == len(values) and (
                operation.op in ("Constant", "ConstantOfShape", "DequantizeLinear")
                or sum(v.numel() for v in tensors) <= _FOLD_ELEMENTS
            ):
                for name, value in zip(operation.outputs, tensors, strict=False):
                    constants[name] = value.contiguous()
                    (result.trained if is_trained(name, value) else fixed).add(name)
                continue
        result.operations.append(operation)
    return result


def _computed(operation: Operation, constants: Mapping[str, Tensor]) -> Any:
    try:
        return operation.run(*[constants.get(name) for name in operation.inputs])
    except Exception as error:
        raise _refused(operation.op, operation.key, error) from error


def _refused(op: str, key: str, error: Exception) -> ModelError:
    return ModelError(
        f'The operator {op} of the layer "{key}" cannot be executed: {error}',
        "Export the model with another type or setting for it.",
        f"{type(error).__name__}: {error}",
    )


def _weight(tensor: TensorProto) -> Tensor:
    try:
        return to_tensor(numpy_helper.to_array(tensor))
    except (TypeError, ValueError, onnx.checker.ValidationError) as error:
        raise ModelError(
            f'The constant "{tensor.name}" cannot be used: {error}',
            "Export the model with its weights inside, or beside it in the same folder.",
        ) from error


def _refuse_missing(placed: Sequence[expand.PlacedNode]) -> None:
    missing = set()
    for p in placed:
        domain = expand.domain_of(p.proto)
        if not _covered(domain, p.proto.op_type, p.opsets.get(domain, 1)):
            missing.add(registry.display_name(domain, p.proto.op_type, p.opsets.get(domain, 1)))
    if missing:
        raise ModelError(
            f"The model uses operators that cannot be executed: {', '.join(sorted(missing))}.",
            "Export it with standard ONNX operators; until then its graph, size and costs can be seen, not run.",
        )


def _element_type(name: str, types: Mapping[str, TypeProto]) -> int:
    found = types.get(name)
    return found.tensor_type.elem_type if found is not None and found.HasField("tensor_type") else 0


def _bind(
    p: expand.PlacedNode, constants: Mapping[str, Tensor], fixed: set[str], scope: _Scope
) -> tuple[Operation, bool]:
    """The operation of a node, and whether it may be computed once and for all when its inputs are fixed."""
    node, domain = p.proto, expand.domain_of(p.proto)
    version = p.opsets.get(domain, 1)
    entry = registry.find(domain, node.op_type, version)
    assert entry is not None, node.op_type
    graphs = expand.subgraphs(node)
    captured = tuple(dict.fromkeys(name for _, g in graphs for name in free_names(g)))
    inputs = tuple(node.input)
    known = {
        index: to_array(constants[name])
        for index, name in enumerate(inputs)
        if name in fixed and constants[name].numel() <= _KNOWN_ELEMENTS
    }
    info = registry.NodeInfo(
        key=p.key,
        op=node.op_type,
        domain=domain,
        version=version,
        attributes=attribute_values(node),
        inputs=inputs,
        outputs=tuple(node.output),
        input_types=tuple(_element_type(name, scope.types) for name in inputs),
        output_types=tuple(_element_type(name, scope.types) for name in node.output),
        constants=known,
        subgraphs={name: _subprogram(g, captured, p, scope) for name, g in graphs},
        captured=captured,
    )
    try:
        run = entry.bind(info)
    except (TypeError, ValueError, LookupError, AttributeError, RuntimeError) as error:
        raise _refused(node.op_type, p.key, error) from error
    in_place = run.in_place if isinstance(run, registry.Overwriting) else None
    run = run.run if isinstance(run, registry.Overwriting) else run
    # A type that is unknown might be one of the wide unsigned ones, too.
    wide = {*info.input_types, *info.output_types} & WIDE_UNSIGNED_TYPES
    unknown = any(kind == 0 and name for kind, name in zip(info.input_types, inputs, strict=True))
    if not entry.any_type and not graphs and (wide or unknown):
        run, in_place = _with_wide_integers(run, info.output_types), None
    operation = Operation(p.key, node.op_type, run, inputs + captured, tuple(node.output), entry.has_mode, in_place)
    return operation, not graphs and not entry.has_mode and node.op_type not in _NOT_FOLDED


def _subprogram(graph: GraphProto, captured: tuple[str, ...], p: expand.PlacedNode, scope: _Scope) -> Program:
    nodes = [
        expand.PlacedNode(node, f"{p.key}/{key}", p.opsets)
        for node, key in zip(graph.node, unique_keys(graph.node), strict=True)
    ]
    types = dict(scope.types)
    _collect_types(graph, types)
    placed = expand.expand(nodes, scope.functions, _covered, types.get)
    compiled = _compile(graph, placed, _Scope(scope.functions, p.opsets, types), captured)
    return program(
        compiled.operations,
        [value.name for value in graph.input],
        captured,
        [value.name for value in graph.output],
        compiled.constants,
    )


def _with_wide_integers(run: Callable[..., Any], output_types: Sequence[int]) -> Callable[..., Any]:
    """torch computes little with uint16/32/64: hand them over as int64, which wraps in the same way."""

    def wide(*values: Any, **options: Any) -> Any:
        result = run(
            *(v.to(torch.int64) if isinstance(v, Tensor) and v.dtype in WIDE_UNSIGNED else v for v in values),
            **options,
        )
        several = isinstance(result, tuple)
        outputs = [
            value.to(TORCH_DTYPES[kind])
            if kind in WIDE_UNSIGNED_TYPES and isinstance(value, Tensor) and value.dtype == torch.int64
            else value
            for value, kind in zip(result if several else (result,), [*output_types, *[0] * 8], strict=False)
        ]
        return tuple(outputs) if several else outputs[0]

    return wide
