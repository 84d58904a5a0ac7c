"""Shapes and types of every tensor, for one sample.

onnx's own inference keeps the batch as a symbol, and loses it where a graph computes shapes from shapes. So the graph
is also walked node by node with concrete sizes, once with a batch of 1 and once with 2, propagating the values of
small integer tensors: a dimension that differs between the two depends on the batch, the others are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, TypeProto, defs, helper, numpy_helper, shape_inference

from edgeviz.core.graph import Dim, Shape
from edgeviz.engine.load.check import standard_opset
from edgeviz.engine.load.evaluate import Array, can_evaluate, evaluate
from edgeviz.engine.load.naming import SAME_WEIGHT
from edgeviz.engine.load.tensors import dtype_name, is_external

#: Values of at most this many elements are propagated.
_SMALL = 1024
#: Sizes tried for a symbolic height or width, which a convolution cannot have as 1.
_SPATIAL = (224, 256)


@dataclass(frozen=True, slots=True)
class Info:
    """What is known of a tensor. ``sample`` is its shape with a batch of 1, from which costs are computed."""

    dtype: str = ""
    shape: Shape | None = None
    sample: Shape | None = None


def infer(model: ModelProto) -> dict[str, Info]:
    """Types and shapes by tensor name. Never raises on a model that ``check_model`` has passed."""
    symbolic = _symbolic(model)
    one = _walk(model, 0)
    dynamic = any(not isinstance(d, int) for s in _input_shapes(model).values() for d in s or ())
    two = _walk(model, 1) if dynamic else one
    batch = next((s[0] for s in _input_shapes(model).values() if s and isinstance(s[0], str)), "N")
    found: dict[str, Info] = {}
    for name in {**symbolic, **one}:
        declared, first, second = (_read(types.get(name)) for types in (symbolic, one, two))
        shape = _merge(declared[1], first[1], second[1], batch)
        found[name] = Info(first[0] or declared[0], shape, first[1] if first[1] is not None else declared[1])
    return found


def _merge(declared: Shape | None, one: Shape | None, two: Shape | None, batch: str) -> Shape | None:
    if one is None:
        return declared
    if two is None or len(two) != len(one):
        return declared or one
    merged: list[Dim] = []
    for index, (a, b) in enumerate(zip(one, two, strict=True)):
        known = declared[index] if declared is not None and len(declared) == len(one) else None
        named = known if isinstance(known, str) and known.isidentifier() else None
        if a == b and isinstance(a, int):
            merged.append(a)
        elif a == 1:
            merged.append(named or batch)
        elif isinstance(a, int) and named is None:
            merged.append(a)  # the batch times something: what one sample takes
        else:
            merged.append(named or (known if isinstance(known, int) else None))
    return tuple(merged)


def _read(kind: TypeProto | None) -> tuple[str, Shape | None]:
    if kind is None or not kind.HasField("tensor_type"):
        return "", None
    tensor = kind.tensor_type
    dtype = dtype_name(tensor.elem_type) if tensor.elem_type else ""
    if not tensor.HasField("shape"):
        return dtype, None
    return dtype, tuple(_dim(d) for d in tensor.shape.dim)


def _dim(dim: onnx.TensorShapeProto.Dimension) -> Dim:
    if dim.HasField("dim_value"):
        return int(dim.dim_value) if dim.dim_value >= 0 else None
    # Names that onnx's inference makes up tell nobody anything.
    return None if dim.dim_param.startswith("unk__") else dim.dim_param or None


def _input_shapes(model: ModelProto) -> dict[str, Shape | None]:
    weights = {value.name for value in model.graph.initializer}
    return {value.name: _read(value.type)[1] for value in model.graph.input if value.name not in weights}


def _symbolic(model: ModelProto) -> dict[str, TypeProto]:
    """What the file declares and onnx infers from it."""
    source = ModelProto()
    source.CopyFrom(model)
    imported = {entry.domain for entry in source.opset_import}
    for domain in {node.domain for node in source.graph.node} - imported:
        source.opset_import.append(helper.make_opsetid(domain, 1))
    try:
        source = shape_inference.infer_shapes(source, check_type=False, strict_mode=False, data_prop=True)
    except Exception:
        # What the file itself declares remains; the walk below works node by node.
        source = model
    graph = source.graph
    return {value.name: value.type for value in (*graph.value_info, *graph.output, *graph.input)}


def _walk(model: ModelProto, attempt: int) -> dict[str, TypeProto]:
    """Types by name with concrete sizes: ``attempt`` 0 takes a batch of 1, 1 a batch of 2."""
    graph = model.graph
    types: dict[str, TypeProto] = {}
    values: dict[str, Array] = {}
    for value in graph.input:
        types[value.name] = _concrete(value.type, attempt)
    for tensor in graph.initializer:
        types[tensor.name] = helper.make_tensor_type_proto(tensor.data_type, list(tensor.dims))
        _keep(tensor.name, tensor, values)
    opset = standard_opset(model) or 1
    versions = {entry.domain: entry.version for entry in model.opset_import} | {"": opset}
    schemas: dict[tuple[str, str], onnx.defs.OpSchema | None] = {}
    opsets = list(model.opset_import)
    for node in graph.node:
        key = (node.domain, node.op_type)
        if key not in schemas:
            schemas[key] = _schema(node, versions)
        _step(node, schemas[key], types, values, opsets, model.ir_version)
    return types


def _concrete(kind: TypeProto, attempt: int) -> TypeProto:
    result = TypeProto()
    result.CopyFrom(kind)
    if not result.HasField("tensor_type") or not result.tensor_type.HasField("shape"):
        return result
    dims = result.tensor_type.shape.dim
    for index, dim in enumerate(dims):
        if not dim.HasField("dim_value") or dim.dim_value < 0:
            spatial = len(dims) >= 4 and index >= 2
            dim.dim_value = _SPATIAL[attempt] if spatial else 1 + attempt
    return result


def _keep(name: str, tensor: TensorProto, values: dict[str, Array]) -> None:
    """Remember the values of a small inline tensor."""
    if is_external(tensor) or tensor.data_type == TensorProto.STRING or prod(tensor.dims) > _SMALL:
        return
    try:
        values[name] = np.asarray(numpy_helper.to_array(tensor))
    except (ValueError, TypeError, KeyError):
        return


def _schema(node: NodeProto, versions: Mapping[str, int]) -> onnx.defs.OpSchema | None:
    try:
        return defs.get_schema(node.op_type, versions.get(node.domain, 1), node.domain)
    except defs.SchemaError:
        return None


def _step(
    node: NodeProto,
    schema: onnx.defs.OpSchema | None,
    types: dict[str, TypeProto],
    values: dict[str, Array],
    opsets: list[onnx.OperatorSetIdProto],
    ir_version: int,
) -> None:
    if node.op_type == "Shape" and not node.domain and node.input and node.input[0] in types:
        _shape_value(node, types[node.input[0]], values)
    elif can_evaluate(node) and all(not name or name in values for name in node.input):
        _value(node, values)
    known = values.get(node.output[0]) if node.output else None
    if known is not None:
        data_type = helper.np_dtype_to_tensor_dtype(known.dtype)
        types[node.output[0]] = helper.make_tensor_type_proto(data_type, known.shape)
        return
    if schema is None:
        # Custom quantizers keep the shape of what they quantize; of other operators nothing is known.
        if node.op_type in SAME_WEIGHT and node.input and node.input[0] in types and node.output:
            types[node.output[0]] = types[node.input[0]]
        return
    inputs = {name: types[name] for name in node.input if name in types}
    data = {name: numpy_helper.from_array(values[name]) for name in node.input if name in values}
    try:
        found = shape_inference.infer_node_outputs(schema, node, inputs, data, None, opsets, ir_version)
    except Exception:
        return  # a node that cannot be understood leaves its outputs unknown, as infer_shapes does
    types.update(found)


def _shape_value(node: NodeProto, kind: TypeProto, values: dict[str, Array]) -> None:
    shape = _read(kind)[1]
    if shape is None or any(not isinstance(d, int) for d in shape) or not node.output:
        return
    bounds = {a.name: a.i for a in node.attribute}
    chosen = shape[bounds.get("start", 0) : bounds.get("end", len(shape))]
    values[node.output[0]] = np.asarray(chosen, dtype=np.int64)


def _value(node: NodeProto, values: dict[str, Array]) -> None:
    try:
        inputs = [values[name] if name else None for name in node.input]
        result = evaluate(node, inputs, limit=64 << 10)
    except Exception:
        return  # not a constant after all; running the model will say why
    if result.size <= _SMALL:
        values[node.output[0]] = result
