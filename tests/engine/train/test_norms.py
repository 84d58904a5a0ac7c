"""Batch norms that are put back: nothing changes at first, and folding them away again changes nothing either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, Scheme, Spec, weight_spec
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.session import Session
from edgeviz.engine.train.norms import Clock, norms_for, prepared_for_norms, stored
from edgeviz.engine.train.qat import Training


def network() -> onnx.ModelProto:
    """Convolutions with and without bias, a grouped and a transposed one, a norm of the file's own, linear layers."""
    random = np.random.default_rng(1)
    nodes = [
        helper.make_node("Conv", ["x", "a.weight"], ["a"], pads=[1, 1, 1, 1]),
        helper.make_node("BatchNormalization", ["a", "g", "b", "m", "v"], ["an"]),
        helper.make_node("Relu", ["an"], ["ar"]),
        helper.make_node("Conv", ["ar", "c.weight", "c.bias"], ["c"], pads=[1, 1, 1, 1], group=2),
        helper.make_node("Add", ["c", "ar"], ["s"]),
        helper.make_node("ConvTranspose", ["s", "t.weight"], ["t"], strides=[2, 2], group=2),
        helper.make_node("Relu", ["t"], ["tr"]),
        helper.make_node("GlobalAveragePool", ["tr"], ["p"]),
        helper.make_node("Flatten", ["p"], ["f"]),
        helper.make_node("Gemm", ["f", "d.weight", "d.bias"], ["d"], transB=1),
        helper.make_node("Relu", ["d"], ["dr"]),
        helper.make_node("Gemm", ["dr", "e.weight"], ["e"]),
        helper.make_node("Softmax", ["e"], ["y"]),
    ]
    shapes = {
        "a.weight": (8, 3, 3, 3), "g": (8,), "b": (8,), "m": (8,), "c.weight": (8, 4, 3, 3), "c.bias": (8,),
        "t.weight": (8, 5, 2, 2), "d.weight": (12, 10), "d.bias": (12,), "e.weight": (12, 4),
    }  # fmt: skip
    arrays = {name: random.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}
    arrays["v"] = random.uniform(0.5, 2, 8).astype(np.float32)
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 3, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 4])],
        [numpy_helper.from_array(value, name) for name, value in arrays.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def opened(folder: Path, proto: onnx.ModelProto, name: str = "m.onnx") -> Session:
    onnx.save(proto, folder / name)
    return Session(folder / name)


def in_training(folder: Path, recipe: Recipe) -> tuple[Session, Session, Training, torch.Tensor]:
    base = opened(folder, network())
    proto, places = prepared_for_norms(base.prepared, base.graph, recipe)
    start = opened(folder, proto, "start.onnx")
    places = tuple(replace(place, layer=start.graph.layer(place.layer.key)) for place in places)
    x = torch.from_numpy(np.random.default_rng(2).normal(0, 1, (64, 3, 8, 8)).astype(np.float32))
    norms = norms_for(start.module, places, [x[:32], x[32:]], clock := Clock())
    training = Training(start.module, start.graph, recipe, {}, norms=norms, places=places, clock=clock)
    return base, start, training, x


KINDS = [FLOAT32, weight_spec(4), weight_spec(1), Spec(1, Scheme.BINARY), Spec(3, Scheme.KMEANS)]


def test_norms_stand_behind_every_layer_but_the_answer_and_the_layers_keep_their_names(tmp_path: Path) -> None:
    base, start, training, _ = in_training(tmp_path, Recipe())
    assert [place.layer.key for place in training.places] == ["a", "c", "t", "d"]
    assert [layer.key for layer in start.graph.layers] == [layer.key for layer in base.graph.layers]


def test_the_function_is_the_same_at_the_first_step(tmp_path: Path) -> None:
    base, _, training, x = in_training(tmp_path, Recipe())
    with torch.no_grad():
        assert torch.allclose(training.module.eval()(x), base.module(x), atol=1e-5)
        # The norms were measured on just this batch: even its own statistics change little (n against n − 1 apart).
        assert torch.allclose(training.module.train()(x), base.module(x), atol=1e-3)


@pytest.mark.parametrize("spec", KINDS, ids=lambda spec: spec.label)
def test_folding_a_trained_norm_changes_nothing(tmp_path: Path, spec: Spec) -> None:
    recipe = Recipe({key: LayerRecipe(spec, FLOAT32) for key in ("a", "c", "t", "d", "e")})
    _, start, training, x = in_training(tmp_path, recipe)
    optimizer = torch.optim.Adam([p for p in training.module.parameters() if p.requires_grad], 1e-2)
    training.module.train()
    for _ in range(6):
        loss = torch.nn.functional.cross_entropy(training.module(x), torch.arange(64) % 4)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        training.after_step(training.module)
    training.module.eval()
    found = training.result()
    proto = stored(
        start.prepared, lambda name: found.module.weights.get(name) if name in found.module.weights else None
    )
    again = opened(tmp_path, proto, "trained.onnx")
    with torch.no_grad():
        wanted = training.module(x)
        applied = apply(again.module, again.graph, recipe, {}, found.weights)(x)
    kept = {place.layer.key for place in training.places if place.kept is not None}
    # A scale of each channel takes the norm in; where there is none it stays as a multiplication and an addition.
    assert kept == (set() if spec.is_float else {"t"} if spec.scheme is Scheme.INTEGER else {"a", "c", "t", "d"})
    assert torch.allclose(applied, wanted, atol=1e-5)
    assert "Mul" not in {n.op_type for n in again.prepared.graph.node} or kept


def test_frozen_norms_keep_their_statistics(tmp_path: Path) -> None:
    _, _, training, x = in_training(tmp_path, Recipe())
    norm = next(m for m in training.module.inserted if hasattr(m, "variance"))
    training.clock.freeze_from = 1
    training.module.train()
    for moved in (True, False):
        before = norm.mean.clone()
        training.before_step()
        training.module(x + 1)
        training.after_step(training.module)
        assert torch.equal(before, norm.mean) is not moved
