"""ONNX tensors: element types by name, and what the declared shape must weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

import onnx
from onnx import TensorProto

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ITEM_BITS, packed_bytes

#: ONNX element type -> the name used in the model graph.
DTYPES: dict[int, str] = {
    TensorProto.FLOAT: "float32", TensorProto.DOUBLE: "float64", TensorProto.FLOAT16: "float16",
    TensorProto.BFLOAT16: "bfloat16", TensorProto.INT64: "int64", TensorProto.INT32: "int32",
    TensorProto.INT16: "int16", TensorProto.INT8: "int8", TensorProto.UINT64: "uint64",
    TensorProto.UINT32: "uint32", TensorProto.UINT16: "uint16", TensorProto.UINT8: "uint8",
    TensorProto.BOOL: "bool", TensorProto.STRING: "string", TensorProto.COMPLEX64: "complex64",
    TensorProto.COMPLEX128: "complex128", TensorProto.FLOAT8E4M3FN: "float8_e4m3fn",
    TensorProto.FLOAT8E4M3FNUZ: "float8_e4m3fnuz", TensorProto.FLOAT8E5M2: "float8_e5m2",
    TensorProto.FLOAT8E5M2FNUZ: "float8_e5m2fnuz", TensorProto.UINT4: "uint4", TensorProto.INT4: "int4",
    TensorProto.FLOAT4E2M1: "float4_e2m1",
}  # fmt: skip
for _name in ("UINT2", "INT2"):
    if hasattr(TensorProto, _name):
        DTYPES[getattr(TensorProto, _name)] = _name.lower()
if hasattr(TensorProto, "FLOAT8E8M0"):
    DTYPES[TensorProto.FLOAT8E8M0] = "float8_e8m0"

FLOATS = ("float32", "float64", "float16", "bfloat16")


def dtype_name(data_type: int) -> str:
    return DTYPES.get(data_type, f"type {data_type}")


def is_external(tensor: TensorProto) -> bool:
    return bool(tensor.data_location == TensorProto.EXTERNAL)


def nbytes(tensor: TensorProto) -> int:
    """Bytes of the tensor's values when stored raw, from its declared type and shape."""
    return packed_bytes(prod(tensor.dims), ITEM_BITS.get(dtype_name(tensor.data_type), 8))


def check_inline(tensor: TensorProto, owner: str) -> None:
    """Raise ModelError when shape and values of a tensor that lies in the message do not agree."""
    kind = dtype_name(tensor.data_type)
    if tensor.data_type not in DTYPES:
        raise _damaged(owner, f"has the unknown element {kind}")
    if len(tensor.dims) > 64:
        raise _damaged(owner, f"has {len(tensor.dims):,} dimensions")
    if any(d < 0 for d in tensor.dims):
        raise _damaged(owner, f"has a negative dimension: {list(tensor.dims)[:8]}")
    if is_external(tensor):
        return
    count = prod(tensor.dims)
    if tensor.HasField("raw_data"):
        if len(tensor.raw_data) != nbytes(tensor):
            shape = " × ".join(str(d) for d in tensor.dims)
            raise _damaged(
                owner, f"declares the shape {shape} ({nbytes(tensor):,} bytes) but holds {len(tensor.raw_data):,}"
            )
        return
    bits = ITEM_BITS.get(kind, 8)
    if kind in ("float32", "complex64"):
        stored = len(tensor.float_data)
    elif kind in ("float64", "complex128"):
        stored = len(tensor.double_data)
    elif kind == "int64":
        stored = len(tensor.int64_data)
    elif kind in ("uint64", "uint32"):
        stored = len(tensor.uint64_data)
    elif kind == "string":
        stored = len(tensor.string_data)
    else:
        stored = len(tensor.int32_data)
        count = packed_bytes(count, bits) if bits < 8 else count
    if kind.startswith("complex"):
        count *= 2
    if stored != count:
        raise _damaged(owner, f"declares {count:,} values but holds {stored:,}")


def _damaged(owner: str, text: str) -> ModelError:
    return ModelError(f"The tensor {owner} {text}.", "The file is damaged: export or download it again.")


def graph_tensors(graph: onnx.GraphProto, depth: int = 0) -> Iterator[tuple[str, TensorProto]]:
    """Every tensor stored in ``graph`` and its subgraphs, with a name for messages."""
    for tensor in graph.initializer:
        yield tensor.name or "(unnamed)", tensor
    for sparse in graph.sparse_initializer:
        yield sparse.values.name or "(unnamed)", sparse.values
        yield f"{sparse.values.name} (indices)", sparse.indices
    yield from node_tensors(graph.node, depth)


def node_tensors(nodes: Iterable[onnx.NodeProto], depth: int = 0) -> Iterator[tuple[str, TensorProto]]:
    for node in nodes:
        for attribute in node.attribute:
            owner = (node.output[0] if node.output else "") or node.name or node.op_type
            if attribute.HasField("t"):
                yield owner, attribute.t
            for tensor in attribute.tensors:
                yield owner, tensor
            if attribute.HasField("sparse_tensor"):
                yield owner, attribute.sparse_tensor.values
                yield owner, attribute.sparse_tensor.indices
            if attribute.HasField("g"):
                yield from graph_tensors(attribute.g, depth + 1)
            for graph in attribute.graphs:
                yield from graph_tensors(graph, depth + 1)


def model_tensors(model: onnx.ModelProto) -> Iterator[tuple[str, TensorProto]]:
    yield from graph_tensors(model.graph)
    for function in model.functions:
        yield from node_tensors(function.node)
