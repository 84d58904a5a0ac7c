"""An ONNX model written node by node: exact names, and in milliseconds where an exporter takes seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


class Writer:
    """Collects nodes. A node's name is its key in the model graph; a layer's weight is ``<key>.weight``."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[TensorProto] = []

    def node(self, op: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        """The name of its output."""
        self._nodes.append(helper.make_node(op, list(inputs), [f"{name}_out"], name=name, **attributes))
        return f"{name}_out"

    def weight(self, name: str, value: NDArray[Any]) -> str:
        """A float32 array, or int64 as it is."""
        kept = value if value.dtype == np.int64 else value.astype(np.float32)
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(kept), name))
        return name

    def model(self, shape: Sequence[int], output: str, classes: int, name: str) -> onnx.ModelProto:
        """Everything written so far, from "input" [batch, *shape] to "logits" [batch, classes]."""
        self._nodes[-1].output[0] = "logits"
        assert output == f"{self._nodes[-1].name}_out"
        graph = helper.make_graph(
            self._nodes,
            name,
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", *shape])],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", classes])],
            self._weights,
        )
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(
            graph,
            producer_name="edgeviz",
            opset_imports=opsets,
            ir_version=helper.find_min_ir_version_for(opsets),
        )
