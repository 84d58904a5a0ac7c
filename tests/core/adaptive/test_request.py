"""What an adaptive model is asked for, as data."""

from __future__ import annotations

import json

import pytest

from edgeviz.core.adaptive.request import AdaptRequest, Exits, Model, Partition, Skipping, Switching, Widths
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Augmentation
from edgeviz.core.training import TrainSpec

EVERY = [
    AdaptRequest(Exits(("a", "b"), joint=False, weights=(1, 2, 3), rule="entropy")),  # type: ignore[arg-type]
    AdaptRequest(Skipping(False, 0.4, 1.0, 4), TrainSpec(epochs=3), Augmentation(True, 2), 100, "mine"),
    AdaptRequest(Widths((0.5, 1.0, 0.5), True)),
    AdaptRequest(Switching((Model("one"), Model("two", Recipe(), "/x.onnx")))),
    AdaptRequest(Partition(2.0, 0.0)),
]


@pytest.mark.parametrize("request_", EVERY, ids=lambda one: one.mechanism)
def test_a_request_survives_json(request_: AdaptRequest) -> None:
    assert AdaptRequest.from_json(request_.to_json()) == request_


def test_widths_are_each_there_once_the_largest_first() -> None:
    assert Widths((0.5, 1.0, 0.5)).widths == (1.0, 0.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Exits(places=("a", "a")),
        lambda: Exits(places=("a",), weights=(1,)),
        lambda: Exits(head="window"),  # type: ignore[arg-type]
        lambda: Exits(count=0),
        lambda: Widths((1.0,)),
        lambda: Widths((1.0, 1.5)),
        lambda: Switching(()),
        lambda: Switching((Model("one"), Model("one"))),
        lambda: Partition(server_speed=0),
        lambda: Skipping(target=2),
    ],
)
def test_what_is_not_possible_is_refused(make: object) -> None:
    with pytest.raises(EdgeVizError):
        make()  # type: ignore[operator]


def altered(**changes: object) -> str:
    value = json.loads(EVERY[2].to_json())
    return json.dumps({**value, **changes})


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, altered(format="x"), altered(mechanism="magic"), altered(how=[]), altered(more=1),
     altered(how={"widths": "wide"}), altered(how={"other": 1}), altered(samples=-1), altered(spec=3),
     altered(augmentation={"crop": "all"}), altered(mechanism="switching", how={"models": [{}]})],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_damaged_request_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(EdgeVizError):
        AdaptRequest.from_json(text)
