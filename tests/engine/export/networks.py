"""Small networks of every kind of layer, and the pieces an export needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.graph import ModelGraph
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import read_onnx
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply, recipe_weights
from edgeviz.engine.quant.calibrate import Calibrator
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams

#: Nodes (op, inputs, output, attributes), weights by shape, input and output shape.
Node = tuple[str, list[str], str, dict[str, Any]]
NETWORKS: dict[str, tuple[list[Node], dict[str, tuple[int, ...]], tuple[int, ...]]] = {
    "convolutions": (
        [
            ("Conv", ["x", "a.weight", "a.bias"], "a", {"pads": [1, 1, 1, 1]}),
            ("Relu", ["a"], "ra", {}),
            ("Conv", ["ra", "b.weight", "b.bias"], "b", {"pads": [1, 1, 1, 1], "group": 8}),
            ("Add", ["b", "ra"], "sum", {}),
            ("Relu", ["sum"], "rs", {}),
            ("Conv", ["rs", "c.weight"], "c", {"strides": [2, 2]}),
            ("GlobalAveragePool", ["c"], "pool", {}),
            ("Flatten", ["pool"], "flat", {}),
            ("Gemm", ["flat", "d.weight", "d.bias"], "y", {"transB": 1}),
        ],
        {
            "a.weight": (8, 3, 3, 3),
            "a.bias": (8,),
            "b.weight": (8, 1, 3, 3),
            "b.bias": (8,),
            "c.weight": (12, 8, 1, 1),
            "d.weight": (5, 12),
            "d.bias": (5,),
        },
        (3, 8, 8),
    ),
    "transposed": (
        [
            ("ConvTranspose", ["x", "up.weight", "up.bias"], "up", {"strides": [2, 2]}),
            ("LeakyRelu", ["up"], "act", {}),
            ("Conv", ["act", "out.weight", "out.bias"], "c", {}),
            ("Flatten", ["c"], "y", {}),
        ],
        {"up.weight": (3, 4, 2, 2), "up.bias": (4,), "out.weight": (2, 4, 1, 1), "out.bias": (2,)},
        (3, 4, 4),
    ),
    "matmuls": (
        [
            ("MatMul", ["x", "q.weight"], "q0", {}),
            ("Add", ["q0", "q.bias"], "q", {}),
            ("MatMul", ["x", "k.weight"], "k", {}),
            ("Transpose", ["k"], "kt", {"perm": [0, 2, 1]}),
            ("MatMul", ["q", "kt"], "scores", {}),
            ("Softmax", ["scores"], "attention", {}),
            ("MatMul", ["attention", "x"], "mixed", {}),
            ("MatMul", ["mixed", "o.weight"], "o", {}),
            ("Flatten", ["o"], "y", {}),
        ],
        # Odd, so that sums of binary values cannot cancel: the sign of such a zero hangs on the order of adding up.
        {"q.weight": (15, 33), "q.bias": (33,), "k.weight": (15, 33), "o.weight": (15, 8)},
        (7, 15),
    ),
    "recurrent": (
        [
            ("Transpose", ["x"], "steps", {"perm": [1, 0, 2]}),
            ("LSTM", ["steps", "cell.W", "cell.R", "cell.B"], "hidden", {"hidden_size": 6}),
            ("Flatten", ["hidden"], "y", {"axis": 0}),
        ],
        {"cell.W": (1, 24, 4), "cell.R": (1, 24, 6), "cell.B": (1, 48)},
        (5, 4),
    ),
    "embedding": (
        [
            ("Cast", ["x"], "tokens", {"to": TensorProto.INT64}),
            ("Gather", ["table.weight", "tokens"], "embedded", {}),
            ("MatMul", ["embedded", "head.weight"], "logits", {}),
            ("Flatten", ["logits"], "y", {}),
        ],
        {"table.weight": (11, 9), "head.weight": (9, 4)},
        (6,),
    ),
}
#: For single tests: the conversions between layers are what matters.
CHAINS: dict[str, tuple[list[Node], dict[str, tuple[int, ...]], tuple[int, ...]]] = {
    "chain": (
        [
            ("Conv", ["x", "a.weight", "a.bias"], "a", {}),
            ("Relu", ["a"], "ra", {}),
            ("Conv", ["ra", "b.weight", "b.bias"], "b", {}),
            ("Relu", ["b"], "rb", {}),
            ("Conv", ["rb", "c.weight", "c.bias"], "c", {}),
            ("Flatten", ["c"], "y", {}),
        ],
        {
            "a.weight": (8, 3, 1, 1),
            "a.bias": (8,),
            "b.weight": (8, 8, 1, 1),
            "b.bias": (8,),
            "c.weight": (4, 8, 1, 1),
            "c.bias": (4,),
        },
        (3, 4, 4),
    ),
}


def network(name: str, opset: int = 17, seed: int = 0) -> onnx.ModelProto:
    nodes, shapes, sample = {**NETWORKS, **CHAINS}[name]
    rng = np.random.default_rng(seed)
    graph = helper.make_graph(
        [helper.make_node(op, inputs, [output], name=f"n_{output}", **attrs) for op, inputs, output, attrs in nodes],
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *sample])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(rng.normal(0, 0.4, s).astype(np.float32), n) for n, s in shapes.items()],
    )
    opsets = [helper.make_opsetid("", opset)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def samples(name: str, count: int = 4) -> np.ndarray[Any, Any]:
    shape = (count, *{**NETWORKS, **CHAINS}[name][2])
    rng = np.random.default_rng(7)
    if name == "embedding":
        return rng.integers(0, 11, shape).astype(np.float32)
    return rng.normal(0, 1, shape).astype(np.float32)


class Prepared:
    """A model file on its way through preparation, calibration and simulation."""

    def __init__(self, path: Path, model: onnx.ModelProto) -> None:
        onnx.save(model, path)
        file = read_onnx(path)
        self.graph: ModelGraph = build_graph(file)
        self.proto = prepare(file)
        self.module = OnnxModule.from_proto(self.proto)
        self.calibrator = Calibrator(self.module)

    @property
    def keys(self) -> list[str]:
        return [layer.key for layer in self.graph.layers]

    def activations(self, recipe: Recipe, x: Any) -> dict[QuantPoint, QuantParams]:
        points = quant_points(self.graph, recipe)
        list(self.calibrator.collect(points, [x]))
        return dict(self.calibrator.params(points))

    def weights(self, recipe: Recipe) -> dict[str, Coding]:
        return recipe_weights(self.module, self.graph, recipe)

    def simulate(self, recipe: Recipe, x: Any) -> Any:
        return apply(self.module, self.graph, recipe, self.activations(recipe, x))(x)
