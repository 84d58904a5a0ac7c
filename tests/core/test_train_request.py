"""What a training job is asked for."""

from __future__ import annotations

import json

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import uniform
from edgeviz.core.train_request import (
    Augmentation,
    Distillation,
    Method,
    Pruning,
    Start,
    Structure,
    Student,
    TrainRequest,
)
from edgeviz.core.training import TrainSpec

WHOLE = TrainRequest(
    TrainSpec(epochs=3, class_weights=(1.0, 2.0)),
    uniform(["a", "b"], 4, 8),
    Student(width=0.5, start=Start.RANDOM),
    Distillation(Method.HINT, ("/x/teacher.onnx",), pairs=(("t", "s"),), synthetic=100),
    Pruning(Structure.N_OF_M, layers=(("a", 0.25),), spare=("b",)),
    Augmentation(flip=True, crop=4),
    samples=500,
    name="thin",
)


@pytest.mark.parametrize("request_", [TrainRequest(), WHOLE])
def test_a_request_comes_back_from_its_json_as_it_was(request_: TrainRequest) -> None:
    again = TrainRequest.from_json(request_.to_json())
    assert again == request_
    assert again.to_json() == request_.to_json()


def test_what_is_left_out_has_its_default() -> None:
    assert TrainRequest.from_json('{"format": "edgeviz-training/1"}') == TrainRequest()


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other/1"},
        {"colour": "red"},
        {"spec": 3},
        {"spec": {"epochs": 0}},
        {"student": {"width": "wide"}},
        {"student": {"path": "x.onnx", "width": 0.5}},
        {"distillation": {"method": "osmosis"}},
        {"distillation": {"method": "hint"}},
        {"distillation": {"method": "attention"}},
        {"distillation": {"temperature": 0.0}},
        {"pruning": {"sparsity": 1.0}},
        {"pruning": {"layers": [["a", 2.0]]}},
        {"pruning": {"keep": 4, "of": 4}},
        {"augmentation": {"crop": -1}},
        {"activations": "guessed"},
        {"samples": -1},
        {"recipe": {"format": "no"}},
    ],
)
def test_settings_that_are_not_possible_are_refused_with_a_remedy(change: dict[str, object]) -> None:
    value = json.loads(WHOLE.to_json()) | change
    with pytest.raises(EdgeVizError) as caught:
        TrainRequest.from_json(json.dumps(value))
    assert caught.value.remedy
