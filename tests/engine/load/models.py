"""Small models for the tests of loading, built in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

F = TensorProto.FLOAT


def value(name: str, shape: Sequence[int | str], kind: int = F) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, list(shape))


def weight(name: str, *shape: int, seed: int = 0) -> TensorProto:
    array = np.random.default_rng(seed + len(name)).normal(size=shape).astype(np.float32)
    return numpy_helper.from_array(array, name)


def array(name: str, values: object, dtype: type = np.float32) -> TensorProto:
    return numpy_helper.from_array(np.asarray(values, dtype), name)


def model(
    nodes: Sequence[NodeProto],
    inputs: Sequence[onnx.ValueInfoProto],
    outputs: Sequence[onnx.ValueInfoProto],
    weights: Sequence[TensorProto] = (),
    opset: int = 17,
) -> ModelProto:
    graph: GraphProto = helper.make_graph(list(nodes), "graph", list(inputs), list(outputs), list(weights))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def save(proto: ModelProto, path: Path) -> Path:
    path.write_bytes(proto.SerializeToString())
    return path


def norm_weights(name: str, channels: int) -> list[TensorProto]:
    rng = np.random.default_rng(len(name))
    return [
        array(f"{name}.weight", rng.normal(1, 0.2, channels)),
        array(f"{name}.bias", rng.normal(0, 0.2, channels)),
        array(f"{name}.mean", rng.normal(0, 0.5, channels)),
        array(f"{name}.var", rng.uniform(0.3, 2, channels)),
    ]


def norm_node(name: str, source: str, target: str) -> NodeProto:
    inputs = [source, *(f"{name}.{part}" for part in ("weight", "bias", "mean", "var"))]
    return helper.make_node("BatchNormalization", inputs, [target])


def small_net() -> ModelProto:
    """Conv + batch norm + Relu, a reshape computed from shapes, a linear layer with a transposed weight."""
    nodes = [
        helper.make_node("Conv", ["x", "conv.weight"], ["a"], pads=[1, 1, 1, 1]),
        norm_node("bn", "a", "b"),
        helper.make_node("Relu", ["b"], ["r"]),
        helper.make_node("Shape", ["r"], ["s"]),
        helper.make_node("Constant", [], ["zero"], value=array("", [0], np.int64)),
        helper.make_node("Gather", ["s", "zero"], ["n"]),
        helper.make_node("Constant", [], ["rest"], value_ints=[4, -1]),
        helper.make_node("Concat", ["n", "rest"], ["shape"], axis=0),
        helper.make_node("Reshape", ["r", "shape"], ["q"]),
        helper.make_node("ReduceMean", ["q"], ["m"], axes=[2], keepdims=0),
        helper.make_node("Transpose", ["fc.weight"], ["wt"], perm=[1, 0]),
        helper.make_node("MatMul", ["m", "wt"], ["mm"]),
        helper.make_node("Add", ["mm", "fc.bias"], ["y"]),
    ]
    weights = [
        weight("conv.weight", 4, 2, 3, 3),
        *norm_weights("bn", 4),
        weight("fc.weight", 3, 4),
        weight("fc.bias", 3),
    ]
    return model(nodes, [value("x", ["N", 2, 8, 8])], [value("y", ["N", 3])], weights)
