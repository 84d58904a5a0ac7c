"""Figures of runs, over seeds, and operating points out of evaluations."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from edgeviz.core.adaptive.bound import ceiling, possible
from edgeviz.core.adaptive.from_evaluations import points_of
from edgeviz.core.adaptive.metrics import TITLES, Figures, figures, over_seeds, play
from edgeviz.core.adaptive.platform import Platform, platform_of
from edgeviz.core.adaptive.points import OperatingPoint, assumed_outcomes
from edgeviz.core.adaptive.policies import Static, make_policy
from edgeviz.core.adaptive.scenario import ArrivalKind, Arrivals, Battery, Contention, Signal
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.world import world
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe
from edgeviz.core.statistics import student
from edgeviz.project.devices import find_device
from tests.core.builders import residual_graph
from tests.core.simulated import BOARD, THREE, points, scenario


def test_figures_of_a_run_that_can_be_counted_by_hand():
    flags = np.array([True, True, False, True])
    point = OperatingPoint("p", 0.06, Outcomes.of(flags), energy=0.1)
    # Two requests at once every second: the second one waits for the first and is late.
    times = tuple(second + part for second in range(10) for part in (0.0, 0.01))
    play_ = scenario(
        duration=10.0, deadline=0.1, arrivals=Arrivals(ArrivalKind.TRACE, times=times), battery=Battery(1.0, 1.0)
    )
    run = simulate(play_, (point,), Static())
    found = figures(run, play_, best=0.75)
    first, second = flags[run.sample[::2]], flags[run.sample[1::2]]
    assert found.accuracy == first.sum() / 20 and found.misses == 0.5
    assert found.lost_to_lateness == second.sum() / 20
    assert found.answered_accuracy == first.mean()
    assert found.p50 == pytest.approx((0.06 + 0.11) / 2) and found.p99 == pytest.approx(0.11)
    busy = 20 * 0.06
    assert found.energy == pytest.approx(2 * (10 - busy) + 2.5 * busy + 20 * 0.1)
    assert found.own_energy_per_answer == pytest.approx(0.1 + 0.5 * 0.06)
    assert found.life == pytest.approx(3600 / (found.energy / 10)) and found.switches == 0
    assert found.regret == pytest.approx(0.75 - found.accuracy)
    assert set(TITLES) == set(Figures.__dataclass_fields__)


def test_over_seeds_the_interval_is_students_and_shrinks():
    rows = [replace(figures(simulate(scenario(), THREE, Static()), scenario()), accuracy=a) for a in (0.1, 0.2, 0.4)]
    found = over_seeds(rows)["accuracy"]
    assert found.mean == pytest.approx(0.7 / 3) and found.seeds == 3
    assert found.high - found.mean == pytest.approx(4.302653 * np.std([0.1, 0.2, 0.4], ddof=1) / 3**0.5)
    assert math.isnan(over_seeds(rows)["regret"].mean) and math.isinf(over_seeds(rows)["life"].mean)
    one = over_seeds(rows[:1])["accuracy"]
    assert one.low == one.high == 0.1


def test_students_quantiles_are_those_of_the_tables():
    assert [round(student(n), 3) for n in (1, 2, 5, 10, 30, 100)] == [12.706, 4.303, 2.571, 2.228, 2.042, 1.984]
    with pytest.raises(ValueError, match="two values"):
        student(0)


def test_all_policies_play_in_the_same_world_of_each_seed():
    runs = list(play(scenario(contention=Contention(jitter=0.2)), THREE, {"a": Static("0"), "b": Static("1")}, (4, 9)))
    assert [(seed, label) for seed, label, _, _ in runs] == [(4, "a"), (4, "b"), (9, "a"), (9, "b")]
    assert runs[0][2].sample.tolist() == runs[1][2].sample.tolist() != runs[2][2].sample.tolist()
    assert all(0 <= one.regret <= 1 for *_, one in runs)


# ---- the ceiling


def test_the_ceiling_is_reached_where_it_can_be():
    quiet = scenario()
    assert (
        ceiling(quiet, THREE, world(quiet, 1000, 0)) == simulate(quiet, THREE, make_policy("clairvoyant")).good.mean()
    )


def test_what_is_too_slow_at_its_best_is_ruled_out():
    slow = scenario(contention=Contention(Signal(value=2.0)))
    there = world(slow, 1000, 0)
    accurate = THREE[2:]
    assert not possible(slow, accurate, there).any() and ceiling(slow, accurate, there) == 0
    assert possible(slow, THREE, there).mean() == pytest.approx(0.9, abs=0.02)


def test_a_small_battery_lowers_the_ceiling_to_what_it_can_feed():
    poor = scenario(duration=600.0, battery=Battery(0.1, 1.0))
    there = world(poor, 1000, 0)
    best = ceiling(poor, THREE, there)
    # 360 J are gone after 180 s of waiting alone: at most 3 of 10 requests.
    assert best < 0.302
    for key in ("clairvoyant", "battery", "predictive"):
        assert simulate(poor, THREE, make_policy(key), 0, there).good.mean() <= best
    assert best - simulate(poor, THREE, make_policy("clairvoyant"), 0, there).good.mean() < 0.06


def test_without_requests_there_is_no_ceiling():
    none = scenario(arrivals=Arrivals(rate=0.0))
    assert math.isnan(ceiling(none, THREE, world(none, 1000, 0)))


# ---- where points and platforms come from


def evaluated(
    name: str, latency: float | None, outcomes: Outcomes | None, accuracy: float = 0.9
) -> tuple[str, Evaluation]:
    metrics = {"accuracy": Metric("accuracy", accuracy, Provenance.MEASURED)}
    if latency is not None:
        metrics["latency"] = Metric("latency", latency, Provenance.MEASURED, device="here")
        metrics["energy"] = Metric("energy", 0.5, Provenance.MODELLED)
        metrics["size"] = Metric("size", 1000, Provenance.MEASURED)
    return name, Evaluation(Recipe(), metrics, outcomes=outcomes)


def test_recorded_outcomes_are_replayed_and_others_are_left_out():
    bits, other = Outcomes.of([True, False, True], "a"), Outcomes.of([True, False], "b")
    rows = [
        evaluated("x", 0.1, bits), evaluated("y", 0.2, bits), evaluated("other data", 0.1, other),
        evaluated("no bits", 0.1, None), evaluated("no latency", None, bits),
    ]  # fmt: skip
    found, left_out = points_of(rows, BOARD, {"": residual_graph()})
    assert [one.name for one in found] == ["x", "y"] and set(left_out) == {"other data", "no bits", "no latency"}
    assert found[0].outcomes is bits and not found[0].assumed and found[0].source == "measured on here"
    # Static power is the platform's: 2.5 W over 0.1 s of the 0.5 J.
    assert found[0].energy == pytest.approx(0.25) and found[0].scaling == 0.1 and found[0].memory == 1000


def test_without_outcomes_they_are_assumed_and_say_so():
    (found,), left_out = points_of([evaluated("x", 0.1, None, 0.8)], BOARD, {"": residual_graph()})
    assert found.assumed and found.accuracy == 0.8 and not left_out
    with pytest.raises(EdgeVizError, match="both an accuracy and a latency"):
        points_of([evaluated("x", None, None)], BOARD, {"": residual_graph()})


def test_on_a_named_device_latency_energy_and_the_share_of_the_clock_are_modelled():
    from edgeviz.core.device.dvfs import work
    from edgeviz.core.device.latency import latency_seconds

    pi, graph = find_device("raspberry_pi_4"), residual_graph()
    (found,), _ = points_of([evaluated("x", None, Outcomes.of([True]))], platform_of(pi), {"": graph}, pi)
    plan = work(graph, Recipe(), pi)
    assert plan is not None and found.seconds == pytest.approx(latency_seconds(graph, Recipe(), pi))
    assert found.scaling / found.seconds == pytest.approx(plan.split(1.5e9)[0] / plan.seconds(1.5e9))
    assert found.source.startswith("modelled on Raspberry")


def test_what_weaker_points_have_right_better_ones_have_too_where_it_is_assumed():
    weak, better = (assumed_outcomes(one).correct for one in (0.6, 0.7))
    assert not (weak & ~better).any() and weak.mean() == 0.6 and better.mean() == 0.7


def test_every_profile_that_knows_power_is_a_platform_and_agrees_with_the_energy_model():
    from edgeviz.core.device.dvfs import watts
    from edgeviz.project.devices import load_devices

    for device in load_devices():
        found = platform_of(device)
        assert len(found.levels) >= 1 and found.static_power >= 0
        if device.frequency is not None:
            for hertz, power in zip(found.levels, found.powers, strict=True):
                expected = watts(hertz, device.frequency) - device.frequency.static_power.value
                assert found.dynamic_power * power == pytest.approx(expected)


@pytest.mark.parametrize(
    "wrong", ({"levels": (2.0, 1.0)}, {"idle_power": -1.0}, {"reference": 0.0}, {"voltage_high": 0.1})
)
def test_an_impossible_platform_is_refused(wrong):
    with pytest.raises(EdgeVizError):
        Platform("p", **({"levels": (1.0, 2.0), "reference": 1.0, "voltage_low": 0.5} | wrong))


@pytest.mark.parametrize("wrong", ({"scaling": -1.0}, {"scaling": 0.0}, {"name": " "}, {"energy": math.nan}))
def test_an_impossible_point_is_refused(wrong):
    (good,) = points((0.1, 0.5))
    with pytest.raises(EdgeVizError):
        replace(good, **({"fixed": 0.0} | wrong))
