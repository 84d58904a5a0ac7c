"""A small network as bytes, with an input, for measuring it elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper


def network(opset: int = 17, ir: int = 8, weights: int = 64) -> bytes:
    """x [1, 64] → MatMul → Relu → y [1, weights]."""
    kernel = np.random.default_rng(0).standard_normal((64, weights)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "w"], ["m"], name="dense"),
            helper.make_node("Relu", ["m"], ["y"], name="act"),
        ],
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 64])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, weights])],
        [numpy_helper.from_array(kernel, "w")],
    )
    opsets = [helper.make_opsetid("", opset)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=ir).SerializeToString()


def feed() -> dict[str, Any]:
    return {"x": np.random.default_rng(1).standard_normal((1, 64)).astype(np.float32)}
