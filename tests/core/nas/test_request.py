"""What a search is asked for survives being written, and what it cannot mean is refused."""

import json

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Costing, Evaluating, Executing, Fidelity, Proxy, SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.training import TrainSpec
from edgeviz.project.spaces import load_spaces

SPACE = load_spaces().spaces["mnasnet_small"]
GOAL = Goal(Reward(target=1e-3))


def test_a_request_is_read_back_as_it_was() -> None:
    some = next(SPACE.all()).key
    request = SearchRequest(
        SPACE,
        GOAL,
        sampler="nsga2",
        settings={"population": 12},
        seed=3,
        trials=40,
        seconds=90.0,
        evaluating=Evaluating(Fidelity.HALVING, TrainSpec(epochs=9), 2000, 500, Proxy.SYNFLOW, 4, 3, 3),
        costing=Costing(Clock.MODELLED, device="raspberry_pi_4"),
        executing=Executing(4, 16, True, "tcp://127.0.0.1:8786"),
        begin=(some,),
        name="night",
    )
    again = SearchRequest.from_json(request.to_json())
    assert again.to_json() == request.to_json()
    assert again.space.hash == SPACE.hash and again.space.key == SPACE.key
    assert again == request


def test_what_is_left_out_has_its_default() -> None:
    value = json.loads(SearchRequest(SPACE, GOAL).to_json())
    for name in ("evaluating", "costing", "executing", "settings", "begin", "trials"):
        del value[name]
    assert SearchRequest.from_json(json.dumps(value)) == SearchRequest(SPACE, GOAL)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"format": "other"}, "settings of a search"),
        ({"trials": 0}, "candidates"),
        ({"begin": ["zzz"]}, "no architecture"),
        ({"surprise": 1}, "cannot be read"),
        ({"space": 3}, "cannot be read"),
        ({"costing": {"clock": "remote"}}, "remote device"),
        ({"costing": {"clock": "modelled"}}, "latency is modelled"),
        ({"costing": {"clock": "sundial"}}, "source of latencies"),
        ({"evaluating": {"screen": 5}}, "chooses"),
        ({"executing": {"workers": 0}}, "workers"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], what: str) -> None:
    value = json.loads(SearchRequest(SPACE, GOAL).to_json()) | change
    with pytest.raises(EdgeVizError, match=what):
        SearchRequest.from_json(json.dumps(value))
