"""Small networks for tests of training: residual, with a Softmax at the end, of vectors, of sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from edgeviz.engine.load.torch_module import OnnxModule


def model(
    nodes: Sequence[NodeProto],
    weights: Mapping[str, tuple[int, ...]],
    given: Sequence[int],
    classes: int = 3,
    seed: int = 0,
    integers: Mapping[str, Sequence[int]] | None = None,
) -> onnx.ModelProto:
    """ "x" [N, *given] → "y" [N, classes]; ``weights`` are drawn from ``seed``, a little smaller than He's."""
    random = np.random.default_rng(seed)
    arrays = {
        name: (random.standard_normal(shape) / max(1.0, np.sqrt(np.prod(shape[1:])))).astype(np.float32)
        for name, shape in weights.items()
    }
    whole = {name: np.array(values, np.int64) for name, values in (integers or {}).items()}
    graph = helper.make_graph(
        list(nodes),
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *given])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", classes])],
        [numpy_helper.from_array(value, name) for name, value in {**arrays, **whole}.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return made


def conv(name: str, given: str, made: str, pad: int = 1, **settings: object) -> NodeProto:
    pads = [pad] * 4
    return helper.make_node("Conv", [given, f"{name}.w", f"{name}.b"], [made], name, pads=pads, **settings)


def convolutional(
    width: int = 4, classes: int = 3, seed: int = 0, softmax: bool = False, stride: int = 1, size: int = 6
) -> onnx.ModelProto:
    """Two convolutions ("one", "two") of ``width`` channels, the mean, a linear layer "fc"."""
    last = "z" if softmax else "y"
    nodes = [
        conv("one", "x", "a", strides=[stride, stride]),
        helper.make_node("Tanh", ["a"], ["b"], "tanh"),
        conv("two", "b", "c"),
        helper.make_node("Tanh", ["c"], ["d"], "tanh_2"),
        helper.make_node("GlobalAveragePool", ["d"], ["e"], "pool"),
        helper.make_node("Flatten", ["e"], ["f"], "flatten"),
        helper.make_node("Gemm", ["f", "fc.w", "fc.b"], [last], "fc", transB=1),
    ]
    if softmax:
        nodes.append(helper.make_node("Softmax", ["z"], ["y"], "softmax", axis=1))
    weights = {
        "one.w": (width, 2, 3, 3),
        "one.b": (width,),
        "two.w": (width, width, 3, 3),
        "two.b": (width,),
        "fc.w": (classes, width),
        "fc.b": (classes,),
    }
    return model(nodes, weights, (2, size, size), classes, seed)


def tokens(width: int = 4, classes: int = 3, seed: int = 0) -> onnx.ModelProto:
    """A linear layer on each of 5 tokens of 2 values: "lin" [N, 5, width]."""
    nodes = [
        helper.make_node("MatMul", ["x", "lin.w"], ["a"], "lin"),
        helper.make_node("Tanh", ["a"], ["b"], "tanh"),
        helper.make_node("ReduceMean", ["b"], ["c"], "mean", axes=[1], keepdims=0),
        helper.make_node("Gemm", ["c", "fc.w", "fc.b"], ["y"], "fc", transB=1),
    ]
    weights = {"lin.w": (2, width), "fc.w": (classes, width), "fc.b": (classes,)}
    return model(nodes, weights, (5, 2), classes, seed)


def module(proto: onnx.ModelProto) -> OnnxModule:
    return OnnxModule.from_proto(proto)
