"""What Deep Compression may be asked for."""

from __future__ import annotations

import pytest

from edgeviz.core.compress.request import AUTOMATIC, DeepRequest
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import Scope, Structure
from edgeviz.core.training import TrainSpec
from tests.core.builders import residual_graph

GRAPH = residual_graph()


def test_kinds_decide_and_a_layer_can_differ() -> None:
    request = DeepRequest(0.3, 0.8, layers=(("conv2", 0.5),), layer_bits=(("fc", 4),), conv_index=3)
    conv1, conv2, fc = GRAPH.layers
    assert [request.sparsity(layer) for layer in GRAPH.layers] == [0.3, 0.5, 0.8]
    assert [request.bits(layer) for layer in GRAPH.layers] == [8, 8, 4]
    assert (request.index(conv1), request.index(conv2), request.index(fc)) == (3, 3, AUTOMATIC)


def test_the_first_stage_is_pruning_of_single_weights_within_each_layer() -> None:
    found = DeepRequest(0.3, 0.8, ramp=0.2).pruning(GRAPH)
    assert (found.structure, found.scope, found.ramp) == (Structure.WEIGHTS, Scope.LAYER, 0.2)
    assert dict(found.layers) == {"conv1": 0.3, "conv2": 0.3, "fc": 0.8}
    assert found.sparsity == pytest.approx((216 * 0.3 + 576 * 0.3 + 80 * 0.8) / 872)


def test_json_comes_back_and_what_is_left_out_has_its_default() -> None:
    request = DeepRequest(
        0.5, layers=(("fc", 0.25),), layer_bits=(("conv1", 6),), dense_index=5, retrain=TrainSpec(epochs=3), name="a"
    )
    assert DeepRequest.from_json(request.to_json()) == request
    assert DeepRequest.from_json('{"format": "edgeviz-deep-compression/1", "dense_bits": 4}').dense_bits == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"conv_sparsity": 1.0},
        {"dense_sparsity": -0.1},
        {"conv_bits": 9},
        {"dense_bits": 0},
        {"conv_index": 6},
        {"layers": (("fc", 2.0),)},
        {"layer_bits": (("fc", 12),)},
        {"samples": -1},
        {"ramp": 2.0},
    ],
)
def test_what_is_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(EdgeVizError):
        DeepRequest(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "edgeviz-deep-compression/1", "x": 1}', "[" * 100_000])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(EdgeVizError):
        DeepRequest.from_json(text)


def test_a_layer_that_is_not_there_is_named() -> None:
    DeepRequest(layers=(("fc", 0.5),)).check(GRAPH)
    with pytest.raises(EdgeVizError, match="'nothing'"):
        DeepRequest(layer_bits=(("nothing", 3),)).check(GRAPH)
