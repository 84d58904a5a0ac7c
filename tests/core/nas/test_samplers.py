"""What every sampler promises, in one class for all of them; then what each does of its own."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.moves import neighbours
from edgeviz.core.nas.samplers import SAMPLERS, make, restore
from edgeviz.core.nas.samplers.base import Sampler
from edgeviz.core.nas.samplers.nsga2 import crowding, ranking
from edgeviz.core.nas.samplers.policy import SoftmaxPolicy
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.trial import Trial
from edgeviz.core.nas.volume import hypervolume, reference_point
from tests.core.nas.spaces import GOAL, NESTED, TINY, trial
from tests.material import needs_material
from tests.nas_tables import MACRO, shipped, table

SPACES = {"nested": NESTED, "elastic": shipped("elastic_small"), "cells": shipped("nasbench201")}
#: So that every method has left its random beginning within the few evaluations of a test.
SMALL: dict[str, dict[str, Any]] = {
    "evolution": {"population": 10, "sample": 4},
    "nsga2": {"population": 8},
    "tpe": {"start": 6},
    "local": {"draws": 4},
    "controller": {"hidden": 8},
    "policy": {},
    "random": {},
}


def begun(key: str, space: Space, seed: int = 0) -> Sampler:
    return make(key, space, GOAL, seed, SMALL[key])


def run(sampler: Sampler, count: int, failing: bool = False) -> list[str]:
    keys = []
    for _ in range(count):
        asked = sampler.ask()
        keys.append(asked.key)
        sampler.tell(trial(asked, failing))
    return keys


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
@pytest.mark.parametrize("key", SAMPLERS)
class TestEverySampler:
    def test_the_same_seed_asks_for_the_same_and_another_for_others(self, key: str, space: Space) -> None:
        first = run(begun(key, space, 7), 60, failing=True)
        assert run(begun(key, space, 7), 60, failing=True) == first
        assert run(begun(key, space, 8), 60, failing=True) != first

    def test_a_search_that_was_kept_and_restored_goes_on_as_if_it_had_not_been(self, key: str, space: Space) -> None:
        whole, half = begun(key, space), begun(key, space)
        run(whole, 33, failing=True)
        run(half, 33, failing=True)
        # With candidates in flight, which the restored one still waits for.
        flying, same = whole.ask_many(5), half.ask_many(5)
        half = restore(space, json.loads(json.dumps(half.state())))
        assert list(half.pending.values()) == same == flying
        for sampler in (whole, half):
            sampler.tell_many([trial(one) for one in flying[:3]])
        assert run(whole, 30, failing=True) == run(half, 30, failing=True)
        assert whole.state() == half.state()
        assert whole.facts == half.facts

    def test_every_architecture_is_in_the_space_and_asked_for_once(self, key: str, space: Space) -> None:
        keys = run(begun(key, space), 80, failing=True)
        assert all(space.valid(space.decode(one).genes) for one in keys)
        assert len(set(keys)) == len(keys)

    def test_results_told_in_any_order_are_learned_from(self, key: str, space: Space) -> None:
        sampler = begun(key, space)
        rng = np.random.default_rng(0)
        for _ in range(40):
            sampler.ask()
            waiting = list(sampler.pending.values())
            if len(waiting) > 6:
                sampler.tell(trial(waiting[int(rng.integers(len(waiting)))]))
        assert len(sampler.known) == 40 - 6
        assert len(sampler.pending) == 6

    def test_a_batch_may_arrive_in_any_order_without_effect(self, key: str, space: Space) -> None:
        one, other = begun(key, space), begun(key, space)
        for _ in range(8):
            batch = one.ask_many(6)
            assert other.ask_many(6) == batch
            one.tell_many([trial(asked) for asked in batch])
            other.tell_many([trial(asked) for asked in reversed(batch)])
        assert one.state() == other.state()

    def test_what_was_not_asked_for_is_learned_and_not_asked_for(self, key: str, space: Space) -> None:
        sampler, other = begun(key, space), make("random", space, GOAL, 99)
        for asked in other.ask_many(20):
            sampler.tell(trial(asked))
        again = restore(space, json.loads(json.dumps(sampler.state())))
        assert not set(run(sampler, 30)) & set(other.pending)
        run(again, 30)
        assert again.state() == sampler.state()

    def test_a_result_told_again_replaces_the_older(self, key: str, space: Space) -> None:
        sampler = begun(key, space)
        run(sampler, 30)
        again = next(iter(sampler.known))
        sampler.tell(Trial(again, failed="could not be measured again"))
        assert sampler.known[again].score is None
        assert len(sampler.known) == 30
        run(sampler, 30)

    def test_a_search_in_which_everything_fails_goes_on(self, key: str, space: Space) -> None:
        sampler = begun(key, space)
        for _ in range(50):
            sampler.tell(Trial(sampler.ask().key, failed="does not run"))
        assert sampler.scored() == []


@pytest.mark.parametrize("key", SAMPLERS)
def test_a_space_is_used_up_before_anything_is_asked_for_twice(key: str) -> None:
    sampler = begun(key, TINY)
    keys = run(sampler, 20)
    assert len(set(keys[:6])) == 6
    again = restore(TINY, json.loads(json.dumps(sampler.state())))
    assert run(again, 5) == run(sampler, 5)


@pytest.mark.parametrize("key", SAMPLERS)
@given(log=st.lists(st.integers(0, 9), max_size=60))
@settings(max_examples=15, deadline=None)
def test_any_order_of_asks_and_tells_can_be_played_back(key: str, log: list[int]) -> None:
    sampler = begun(key, NESTED)
    for step in log:
        waiting = list(sampler.pending.values())
        if step >= 4 and waiting:
            sampler.tell(trial(waiting[step % len(waiting)], failing=True))
        else:
            sampler.ask()
    again = restore(NESTED, json.loads(json.dumps(sampler.state())))
    assert again.ask() == sampler.ask()


def test_an_unknown_sampler_setting_or_value_is_refused() -> None:
    for key, wrong in (("magic", {}), ("tpe", {"colour": 1}), ("tpe", {"start": 0}), ("nsga2", {"crossover": 2.0})):
        with pytest.raises(EdgeVizError) as caught:
            make(key, TINY, GOAL, 0, wrong)
        assert caught.value.remedy


def test_a_state_of_another_space_or_a_damaged_one_is_refused() -> None:
    state = begun("evolution", NESTED).state()
    with pytest.raises(EdgeVizError, match="another version"):
        restore(TINY, state)
    for damaged in (
        {**state, "log": [["zz"]]},
        {**state, "log": 3},
        {**state, "format": "x"},
        {**state, "goal": {}},
        {},
    ):
        with pytest.raises(EdgeVizError):
            restore(NESTED, damaged)


def test_another_spaces_architecture_cannot_be_told() -> None:
    with pytest.raises(EdgeVizError, match="no architecture"):
        begun("random", TINY).tell(Trial("9999", failed="x"))


@pytest.mark.parametrize("key", ["evolution", "nsga2", "tpe"])
def test_results_known_beforehand_stand_in_for_the_random_beginning(key: str) -> None:
    space = SPACES["elastic"]
    rewards = {}
    for warm in (False, True):
        sampler = begun(key, space, 1)
        for asked in make("local", space, GOAL, 3).ask_many(20) if warm else []:
            sampler.tell(trial(asked))
        rewards[warm] = run(sampler, 6)
    assert not set(rewards[True]) & set(rewards[False])


def test_regularized_evolution_lets_the_oldest_die_however_good_it_is() -> None:
    sampler = make("evolution", SPACES["cells"], GOAL, 0, {"population": 5, "sample": 5})
    keys = run(sampler, 12)
    assert sampler.facts["population"] == 5.0
    alive = sampler._alive  # type: ignore[attr-defined]
    assert list(alive) == keys[-5:]


def test_fronts_are_ranked_before_crowding_and_ends_before_the_middle() -> None:
    costs = np.array([[0.0, 3.0], [3.0, 0.0], [1.0, 1.0], [1.1, 0.9], [2.0, 2.0], [4.0, 4.0]])
    rank = ranking(costs)
    assert (rank[:4] < 1).all() and 1 <= rank[4] < 2 <= rank[5] < 3
    assert rank[0] == rank[1] < rank[2:4].min()
    assert crowding(np.array([[1.0, 1.0], [1.0, 1.0]])).tolist() == [np.inf, 0.0]


def test_the_policys_entropy_falls_as_it_learns_and_a_choice_without_alternatives_has_none() -> None:
    sampler = begun("policy", NESTED)
    assert isinstance(sampler, SoftmaxPolicy)
    before = sampler.entropy
    run(sampler, 60)
    assert sampler.entropy.sum() < 0.8 * before.sum()
    assert sampler.entropy[-1] == 0.0


def test_local_search_ends_its_climbs_where_no_neighbour_is_better() -> None:
    sampler = begun("local", SPACES["cells"])
    run(sampler, 300)
    best = max(sampler.scored(), key=lambda told: told.score or 0.0)
    space = SPACES["cells"]
    near = [GOAL.score(trial(space.architecture(genes)).metrics) for genes in neighbours(space, best.genes)]
    assert best.score is not None and max(near) <= best.score


@needs_material
@pytest.mark.parametrize("name", ["raspi4", "fpga", MACRO])
def test_every_guided_sampler_finds_better_than_random_search_on_tables_of_trained_networks(name: str) -> None:
    """By the reward, and those that seek a front by the volume that they leave undominated."""
    found = table(name)
    goal = found.goal()
    rewards = goal.reward.value(found.accuracy, found.cost)
    reference = reference_point(found.costs, margin=0.0)
    regrets, volumes = {}, {}
    for key in SAMPLERS:
        rows = [
            [found.rows[one] for one in _evaluated(make(key, found.space, goal, seed), found.trials, 250)]
            for seed in range(5)
        ]
        regrets[key] = float(rewards.max() - np.mean([rewards[one].max() for one in rows]))
        volumes[key] = -float(np.mean([hypervolume(found.costs[one], reference) for one in rows]))
    for key, kind in SAMPLERS.items():
        lost = volumes if kind.seeks_front else regrets
        assert key == "random" or lost[key] < lost["random"], (key, lost)


def _evaluated(sampler: Sampler, trials: Any, count: int) -> list[str]:
    keys = []
    for _ in range(count):
        keys.append(sampler.ask().key)
        sampler.tell(trials[keys[-1]])
    return keys
