"""Parts of a network as models of their own: from some tensors to others."""

from __future__ import annotations

from collections.abc import Sequence

import onnx
from onnx import ModelProto, TensorProto, helper

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.engine.load.check import captured


def piece(proto: ModelProto, graph: ModelGraph, inputs: Sequence[str], outputs: Sequence[str]) -> ModelProto:
    """The nodes of ``proto`` that lead from ``inputs`` to ``outputs``, with the weights that they read.

    ``graph`` is that of ``proto`` and knows the shapes. Nodes keep their names, so layers keep their keys. Raises
    ModelError where something else than ``inputs`` would be needed.
    """
    producers = {name: row for row, node in enumerate(proto.graph.node) for name in node.output if name}
    stored = {tensor.name: tensor for tensor in proto.graph.initializer}
    wanted, kept, weights = [*outputs], set[int](), set[str]()
    seen = set(inputs)
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in stored:
            weights.add(name)
        elif name in producers:
            row = producers[name]
            kept.add(row)
            node = proto.graph.node[row]
            wanted += [one for one in (*node.input, *captured(node)) if one]
        else:
            raise ModelError(
                f"This part of the network also needs {name}.", "Cut it where a single tensor goes through."
            )
    made = ModelProto(ir_version=proto.ir_version)
    made.opset_import.extend(proto.opset_import)
    made.functions.extend(proto.functions)
    made.graph.name = proto.graph.name
    made.graph.node.extend(proto.graph.node[row] for row in sorted(kept))
    made.graph.initializer.extend(tensor for name, tensor in stored.items() if name in weights)
    made.graph.input.extend(value_info(graph, name) for name in inputs)
    made.graph.output.extend(value_info(graph, name) for name in outputs)
    onnx.checker.check_model(made)
    return made


def value_info(graph: ModelGraph, name: str) -> onnx.ValueInfoProto:
    tensor = graph.tensors[name]
    dtype = TensorProto.DataType.Value("FLOAT" if tensor.dtype == "float32" else tensor.dtype.upper())
    return helper.make_tensor_value_info(name, dtype, None if tensor.shape is None else list(tensor.shape))
