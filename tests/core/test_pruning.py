"""Pruning as formulas: the cubic schedule, the axis of N:M, what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest

from edgeviz.core.errors import EdgeVizError, RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.pruning import GAIN, check, cubic, input_axis, share_of, summary
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, Scheme, Spec, weight_spec
from edgeviz.core.train_request import Pruning, Scope, Structure, TrainRequest


def layer(key: str, op: str, shape: tuple[int, ...], axis: int) -> Layer:
    return Layer(key, key, op, op, f"{key}.w", shape, axis, "x", "y")


LAYERS = (layer("a", "Conv", (8, 4, 3, 3), 0), layer("b", "Gemm", (5, 8), 0))
GRAPH = ModelGraph("m", "onnx", ("x",), ("y",), (), {}, LAYERS)


def test_sparsity_rises_fast_at_first_and_reaches_what_was_asked_for() -> None:
    # Zhu and Gupta 2017, eq. 1, by hand: s_f·(1 − (1 − t/T)³).
    assert cubic(0, 10, 0.8) == pytest.approx(0.0)
    assert cubic(5, 10, 0.8) == pytest.approx(0.8 * (1 - 0.5**3))
    assert cubic(10, 10, 0.8) == cubic(99, 10, 0.8) == 0.8
    assert cubic(5, 10, 0.8, 0.4) == pytest.approx(0.8 - 0.4 * 0.125)
    assert cubic(0, 0, 0.8) == 0.8
    rise = [cubic(t, 100, 0.9) for t in range(101)]
    assert all(b > a for a, b in pairwise(rise))


@pytest.mark.parametrize(
    ("op", "shape", "out", "wanted"),
    [
        ("Conv", (8, 4, 3, 3), 0, 1),
        ("ConvTranspose", (8, 4, 3, 3), 1, 0),
        ("Gemm", (5, 8), 0, 1),
        ("Gemm", (8, 5), 1, 0),
        ("MatMul", (2, 8, 5), 2, 1),
        ("MatMul", (2, 5, 8), 1, 2),
        ("LSTM", (1, 32, 8), 1, 2),
        ("Gather", (100, 8), 0, None),
    ],
)
def test_the_axis_that_is_summed_over(op: str, shape: tuple[int, ...], out: int, wanted: int | None) -> None:
    assert input_axis(layer("l", op, shape, out)) == wanted


def test_a_layers_own_share_counts_and_a_spared_one_has_none() -> None:
    wanted = Pruning(sparsity=0.5, layers=(("a", 0.2), ("b", 0.3)), spare=("b",))
    assert (share_of("a", wanted), share_of("b", wanted), share_of("c", wanted)) == (0.2, 0.0, 0.5)


def test_layers_that_are_not_there_and_pruning_of_nothing_are_refused() -> None:
    with pytest.raises(RecipeError, match="'c'"):
        check(GRAPH, Pruning(spare=("c",)))
    with pytest.raises(RecipeError, match="'c'"):
        check(GRAPH, Pruning(layers=(("c", 0.5),)))
    with pytest.raises(RecipeError, match="nothing would be pruned"):
        check(GRAPH, Pruning(spare=("a", "b")))
    with pytest.raises(EdgeVizError, match="score"):
        Pruning(score="taste")  # type: ignore[arg-type]


@pytest.mark.parametrize("spec", [weight_spec(1), Spec(1, Scheme.BINARY), Spec(3, Scheme.DOREFA)])
def test_weights_without_a_zero_cannot_be_pruned(spec: Spec) -> None:
    recipe = Recipe({"a": LayerRecipe(spec, FLOAT32)})
    with pytest.raises(RecipeError, match="no zero"):
        check(GRAPH, Pruning(), recipe)
    check(GRAPH, Pruning(spare=("a",)), recipe)
    check(GRAPH, Pruning(layers=(("a", 0.0),)), recipe)
    check(GRAPH, Pruning(Structure.CHANNELS), recipe)
    check(GRAPH, Pruning(), Recipe({"a": LayerRecipe(weight_spec(2), FLOAT32)}))


def test_every_structure_says_what_it_gains_and_the_settings_are_kept() -> None:
    assert set(GAIN) == set(Structure)
    assert summary(Pruning(sparsity=0.8)) == "weights, 80 % across the network"
    assert summary(Pruning("channels", "layer", 0.25)) == "channels, 25 % of each layer"  # type: ignore[arg-type]
    assert summary(Pruning(Structure.N_OF_M)) == "2:4 along the inputs"
    request = TrainRequest(pruning=Pruning(scope=Scope.LAYER, layers=(("a", 0.5),), ramp=0.5, spare=("b",)))
    assert TrainRequest.from_json(request.to_json()) == request
