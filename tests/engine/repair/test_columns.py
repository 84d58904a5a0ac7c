"""Every layer as a matrix product gives what the operator gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz.engine.repair import columns as columns_module
from edgeviz.engine.repair.columns import Shape, sampled
from tests.engine.export.networks import Prepared

CASES: dict[str, tuple[str, tuple[int, ...], tuple[int, ...], dict[str, Any]]] = {
    "plain": ("Conv", (5, 4, 3, 3), (4, 7, 6), {"pads": [1, 1, 1, 1]}),
    "grouped": ("Conv", (6, 2, 3, 3), (4, 7, 6), {"group": 2, "strides": [2, 1]}),
    "depthwise": ("Conv", (4, 1, 3, 3), (4, 7, 6), {"group": 4, "dilations": [2, 1], "pads": [2, 1, 2, 1]}),
    "uneven pads": ("Conv", (5, 4, 3, 2), (4, 7, 6), {"pads": [0, 1, 2, 0]}),
    "same upper": ("Conv", (5, 4, 2, 3), (4, 7, 6), {"auto_pad": "SAME_UPPER", "strides": [2, 2]}),
    "one dimension": ("Conv", (6, 2, 3), (4, 9), {"group": 2, "pads": [1, 1], "strides": [2]}),
    "linear": ("Gemm", (5, 6), (6,), {"transB": 1}),
    "linear transposed": ("Gemm", (6, 5), (6,), {}),
    "matrix product": ("MatMul", (6, 5), (3, 6), {}),
}


@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.parametrize("budget", [1 << 27, 2000])
def test_columns_times_weight_are_the_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, budget: int
) -> None:
    op, weight, sample, attributes = CASES[name]
    rng = np.random.default_rng(0)
    graph = helper.make_graph(
        [helper.make_node(op, ["x", "w"], ["y"], name="layer", **attributes)],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *sample])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(rng.normal(size=weight).astype(np.float32), "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    net = Prepared(tmp_path / "one.onnx", model)
    layer = net.graph.layers[0]
    shape = Shape(layer, {node.key: node.attributes for node in net.graph.nodes}[layer.node])
    assert shape.why_not == ""
    monkeypatch.setattr(columns_module, "KEPT_BYTES", budget)
    monkeypatch.setattr(columns_module, "CHUNK_BYTES", budget)
    batches = [torch.randn(3, *sample, generator=torch.Generator().manual_seed(seed)) for seed in range(2)]
    w = net.module.weight("w").detach()
    with torch.no_grad():
        outputs = [net.module(batch) for batch in batches]
    columns, results = sampled(shape, batches, outputs, seed=0)
    assert torch.allclose(torch.bmm(columns, shape.rows(w).transpose(1, 2)), results, atol=1e-5)
    whole = sum(output.numel() for output in outputs) // layer.channels
    assert columns.shape[1] == whole if budget > 2000 else columns.shape[1] <= whole
    assert torch.equal(shape.back(shape.rows(w)), w)
