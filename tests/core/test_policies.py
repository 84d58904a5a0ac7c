"""Every policy keeps to the interface, and each does what it is for."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from edgeviz.core.adaptive.loop import serve
from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.policies import POLICIES, make_policy, policy_table
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.adaptive.policies.rules import Rule, Rules
from edgeviz.core.adaptive.scenario import (
    ArrivalKind,
    Arrivals,
    Battery,
    Contention,
    PlanRow,
    Scenario,
    Signal,
    SignalKind,
    Thermal,
)
from edgeviz.core.adaptive.simulate import setting_of, simulate
from edgeviz.core.adaptive.world import World, world
from edgeviz.core.errors import EdgeVizError
from tests.core.simulated import THREE, points, scenario
from tests.core.test_simulator import same

#: Contention, a battery that runs low, heat and a queue: something for every policy to look at.
BUSY = scenario(
    duration=120.0,
    arrivals=Arrivals(ArrivalKind.POISSON, 30.0),
    contention=Contention(Signal(SignalKind.MARKOV, 1.0, 2.5, 20.0, 10.0), jitter=0.1),
    battery=Battery(0.2, 0.6, 0.1),
    thermal=Thermal(15.0, 1.0, 70.0, 65.0),
    bandwidth=Signal(SignalKind.MARKOV, 1e6, 1e4, 20.0, 10.0),
)


def cut(there: World, requests: int) -> World:
    """The first requests of a world, and another future for the rest."""
    jitter, samples = there.jitter.copy(), there.samples.copy()
    jitter[requests:] *= 3
    samples[requests:] = 0
    return replace(there, jitter=jitter, samples=samples)


class Spy(Player):
    """Asks another player, and keeps what it said and what it was shown."""

    def __init__(self, inner: Player) -> None:
        super().__init__()
        self.inner, self.said, self.shown = inner, [], []  # type: ignore[var-annotated]

    def decide(self, seen: Observation) -> Choice:
        self.shown.append({name: getattr(seen, name) for name in Observation.__slots__})
        choice = self.inner.decide(seen)
        self.said.append(choice)
        return choice


def spied(play: Scenario, key: str, there: World) -> Spy:
    spy = Spy(make_policy(key).begin(setting_of(play, THREE, 3)))
    if POLICIES[key].clairvoyant:
        spy.inner.foresee(there)
    serve(play, THREE, there, spy, Plant(play, there, THREE))
    return spy


@pytest.mark.parametrize("key", POLICIES)
class TestConformance:
    """What holds for every policy that is registered."""

    def test_it_begins_anew_each_time_and_gives_the_same_run_bit_for_bit(self, key: str) -> None:
        policy = make_policy(key)
        first = simulate(BUSY, THREE, policy, 3)
        simulate(BUSY, THREE, policy, 4)
        assert same(first, simulate(BUSY, THREE, policy, 3))
        assert same(first, simulate(BUSY, THREE, make_policy(key), 3))
        assert not same(first, simulate(BUSY, THREE, make_policy(key), 5))

    def test_its_choices_are_points_and_levels_that_there_are(self, key: str) -> None:
        said = spied(BUSY, key, world(BUSY, 1000, 3)).said
        assert len(said) > 1000
        assert {one.point for one in said} <= {0, 1, 2} and {one.level for one in said} <= {GOVERNOR, 0, 1, 2, 3}

    def test_it_sees_only_the_past(self, key: str) -> None:
        if POLICIES[key].clairvoyant:
            pytest.skip("it is shown the future")
        there = world(BUSY, 1000, 3)
        one, other = spied(BUSY, key, there), spied(BUSY, key, cut(there, 800))
        until = next(i for i, seen in enumerate(one.shown) if seen["index"] >= 800) + 1
        assert one.shown[:until] == other.shown[:until] and one.said[:until] == other.said[:until]
        assert one.shown != other.shown

    def test_it_works_with_one_point_and_one_level_and_with_partitioned_points(self, key: str) -> None:
        (single,) = points((0.005, 0.9))
        plain = replace(BUSY.platform, levels=(2e9,))
        assert simulate(replace(BUSY, platform=plain), (single,), make_policy(key)).good.mean() > 0.3
        sent = points((0.004, 0.9), (0.01, 0.95), sent=500.0, remote=0.002)
        assert simulate(BUSY, (*THREE, *(replace(p, name=f"sent {p.name}") for p in sent)), make_policy(key)).requests

    def test_it_travels_to_another_process_and_through_a_table(self, key: str) -> None:
        policy = make_policy(key)
        table = policy_table(policy)
        again = make_policy(table.pop("kind"), table)
        assert same(simulate(BUSY, THREE, again, 3), simulate(BUSY, THREE, pickle.loads(pickle.dumps(policy)), 3))
        simulate(BUSY, THREE, policy)
        assert pickle.loads(pickle.dumps(policy)).key == key

    def test_it_says_what_is_wrong_with_its_settings(self, key: str) -> None:
        with pytest.raises(EdgeVizError, match="no setting 'colour'"):
            make_policy(key, {"colour": 1})
        for one in fields(POLICIES[key]):
            if one.init and one.name != "rules":
                wrong: Any = "x" if not isinstance(one.default, str) else 1.5
                with pytest.raises(EdgeVizError, match=one.name):
                    make_policy(key, {one.name: wrong})


def good(play: Scenario, key: str, **settings: Any) -> float:
    return float(np.mean([simulate(play, THREE, make_policy(key, settings), seed).good.mean() for seed in range(4)]))


def best_static(play: Scenario) -> float:
    return max(good(play, "static", point=str(index)) for index in range(3))


SHARED = scenario(
    duration=240.0, contention=Contention(Signal(SignalKind.MARKOV, 1.0, 3.0, 30.0, 15.0), jitter=0.05), queue=2
)


@pytest.mark.parametrize("key", ("rules", "battery", "alert", "predictive"))
def test_under_contention_it_beats_the_best_static_choice_clearly(key):
    assert good(SHARED, key) > best_static(SHARED) + 0.01


def test_where_nothing_changes_nothing_beats_the_best_static_choice():
    for key in POLICIES:
        assert good(scenario(), key) <= best_static(scenario()) + (0.05 if POLICIES[key].clairvoyant else 1e-9), key


def test_best_mean_meets_the_deadline_on_average_and_safe_in_the_worst_case():
    play = replace(SHARED, deadline=0.021)
    assert simulate(play, THREE, make_policy("best-mean")).policy == "Best mean: p2"
    # 3 × (0.75 · 4 + 0.25) of 2 ms are 19.5 ms at the lowest clock; of 6 ms they are too long.
    assert simulate(play, THREE, make_policy("safe")).policy == "Safe: p0"


def test_the_battery_aware_policy_lasts_where_the_accurate_point_does_not():
    # 2 W while waiting; the accurate point takes 20 ms · (4 + 0.5) W, twenty times a second.
    play = scenario(
        duration=600.0, deadline=0.06, arrivals=Arrivals(rate=20.0), battery=Battery(1.0, 0.4), plan=(PlanRow(0.0),)
    )
    greedy, careful = (simulate(play, THREE, make_policy(key)) for key in ("best-mean", "battery"))
    assert greedy.policy == "Best mean: p2" and greedy.off < 500 and np.isinf(careful.off)
    assert careful.good.mean() > greedy.good.mean()
    assert careful.ticks.charge[-1] < 0.1
    for key in ("alert", "predictive"):
        assert np.isinf(simulate(play, THREE, make_policy(key)).off), key


def test_the_first_rule_that_holds_decides():
    rules = (Rule("time", 40.0, "p2"), Rule("time", 20.0, "fastest"), Rule("time", 10.0, "slower"))
    run = simulate(scenario(), THREE, Rules(rules=rules, otherwise="p1"))
    at = {second: int(run.point[second * 10]) for second in (5, 15, 25, 45)}
    assert at == {5: 1, 15: 2, 25: 0, 45: 2}
    levels = simulate(scenario(), THREE, Rules(rules=(Rule("charge", 2.0, "same", above=False, level=1),)))
    assert (levels.level == 1).all()


@pytest.mark.parametrize(
    ("rule", "message"),
    (
        (Rule("luck", 1.0, "p0"), "looks at 'luck'"),
        (Rule("queue", 1.0, "p9"), "takes 'p9'"),
        (Rule("queue", 1.0, "p0", level=9), "level 9"),
    ),
)
def test_a_rule_that_means_nothing_is_refused(rule, message):
    with pytest.raises(EdgeVizError, match=message):
        simulate(scenario(), THREE, Rules(rules=(rule,)))


def test_the_clairvoyant_reaches_nearly_the_ceiling_and_saves_energy():
    from edgeviz.core.adaptive.bound import ceiling

    there = world(SHARED, 1000, 0)
    seer, plain = (simulate(SHARED, THREE, make_policy(key), 0, there) for key in ("clairvoyant", "best-mean"))
    assert ceiling(SHARED, THREE, there) - 0.01 < seer.good.mean() <= ceiling(SHARED, THREE, there)
    assert seer.used < plain.used


def test_q_learning_does_better_than_what_it_would_do_by_chance():
    assert good(SHARED, "q-learning") > good(SHARED, "q-learning", explore=1.0) + 0.03
    assert good(SHARED, "q-learning", explore=0.0) > best_static(SHARED) - 0.05


def test_pid_settles_below_its_target():
    run = simulate(scenario(), THREE, make_policy("pid", {"target": 0.5}))
    # Of 30 ms half: 6 ms is below it and 20 ms above, so it goes to and fro.
    assert 0.2 < (run.point[100:] == 2).mean() < 0.8


def test_a_governor_is_no_setting_of_static_but_a_level_is():
    run = simulate(scenario(), THREE, make_policy("static", {"point": "p1", "level": 0}))
    assert (run.level == 0).all()
    with pytest.raises(EdgeVizError, match="no level 7"):
        simulate(scenario(), THREE, make_policy("static", {"level": 7}))
    with pytest.raises(EdgeVizError, match="no policy 'luck'"):
        make_policy("luck")
