"""The run-time simulator against closed forms and queueing theory, and its own ledger."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgeviz.core.adaptive.bound import ceiling, possible
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, Static, make_policy
from edgeviz.core.adaptive.policies.player import GOVERNOR
from edgeviz.core.adaptive.run import Fate, Run
from edgeviz.core.adaptive.scenario import (
    ArrivalKind,
    Arrivals,
    Battery,
    Contention,
    Governor,
    GovernorKind,
    JitterKind,
    PlanRow,
    Program,
    Scenario,
    Signal,
    SignalKind,
    Stale,
    Thermal,
)
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.world import world
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.outcomes import Outcomes
from tests.core.simulated import BOARD, THREE, Looped, points, scenario


def closes(run: Run) -> bool:
    return abs(sum(run.ledger.values()) - run.used) <= 1e-9 * max(run.used, 1e-12)


def same(one: Run, other: Run) -> bool:
    """Bit for bit."""
    for field in fields(Run):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if field.name == "ticks":
            if any(getattr(a, f.name).tobytes() != getattr(b, f.name).tobytes() for f in fields(a)):
                return False
        elif isinstance(a, np.ndarray):
            if a.tobytes() != b.tobytes():
                return False
        elif a != b:
            return False
    return True


# ---- constant conditions


@pytest.mark.parametrize("kind", (Static, Looped))
def test_constant_conditions_equal_the_closed_form(kind):
    play = scenario(contention=Contention(Signal(value=1.5), power=3.0), plan=(PlanRow(0.0, power=0.7),))
    run = simulate(play, THREE, kind(point="1"))
    seconds = 0.006 * 1.5
    assert run.requests == 600
    np.testing.assert_allclose(run.end - run.arrival, seconds, rtol=1e-9)
    np.testing.assert_allclose(run.arrival, np.arange(600) / 10)
    assert (run.fate == Fate.IN_TIME).all() and run.ended == 60
    busy = 600 * seconds
    # Contention stretches the time, not the work: the dynamic joules are those of a quiet device.
    expected = {"idle": 2 * (60 - busy), "static": 2.5 * busy, "dynamic": 600 * 4 * 0.006, "others": (0.7 + 1.5) * 60}
    for name, joules in expected.items():
        assert run.ledger[name] == pytest.approx(joules, rel=1e-9)
    assert run.ledger["radio"] == run.ledger["switching"] == run.ledger["loss"] == 0
    assert run.used == pytest.approx(sum(expected.values()), rel=1e-9)


@pytest.mark.parametrize("kind", (Static, Looped))
def test_a_lower_clock_stretches_only_what_goes_with_it_and_takes_v_squared_f(kind):
    play = scenario(governor=Governor(GovernorKind.FIXED, level=1))
    run = simulate(play, THREE, kind(point="2"))
    seconds = 0.015 * 2 + 0.005
    np.testing.assert_allclose(run.end - run.start, seconds, rtol=1e-8)
    volts = 0.8 + 0.2 / 3
    assert run.ledger["dynamic"] == pytest.approx(600 * 4 * volts**2 / 2 * seconds, rel=1e-8)
    assert (run.level == 1).all() and (run.fate == Fate.LATE).all() and not run.good.any()


def test_an_answer_goes_on_under_the_conditions_of_the_next_tick():
    slow = Signal(SignalKind.TRACE, 1.0, times=(1.0, 2.0), values=(4.0, 1.0))
    arrivals = Arrivals(ArrivalKind.TRACE, times=(0.9,))
    play = scenario(contention=Contention(slow), arrivals=arrivals, duration=4.0)
    (point,) = points((0.5, 1.0))
    for kind in (Static, Looped):
        run = simulate(play, (point,), kind())
        # 0.1 s of 0.5 are done at 1 s, a quarter of a second's worth in the next tick, the rest after it.
        assert run.end[0] == pytest.approx(2.0 + (0.5 - 0.1 - 0.25)), kind


def test_changing_the_point_costs_its_loading_and_is_seen_in_the_ledger():
    one, other = (replace(p, load=0.004, load_energy=0.3) for p in points((0.002, 0.8), (0.002, 0.9)))
    rule = {"quantity": "time", "value": 30.0, "point": "p1"}
    policy = make_policy("rules", {"rules": [rule], "otherwise": "p0"})
    run = simulate(scenario(), (one, other), policy)
    first = int(np.argmax(run.point == 1))
    assert run.point[0] == 0 and (run.point[first:] == 1).all()
    assert run.end[first] - run.start[first] == pytest.approx(0.006)
    assert run.end[first + 1] - run.start[first + 1] == pytest.approx(0.002)
    assert run.ledger["switching"] == 0.3 and closes(run)


def test_a_partitioned_point_pays_for_the_radio_and_for_the_bandwidth():
    (point,) = points((0.002, 0.8), sent=1000.0, remote=0.001)
    run = simulate(scenario(bandwidth=Signal(value=1e5)), (point,), Static())
    np.testing.assert_allclose(run.end - run.start, 0.002 + 0.01 + 0.001, rtol=1e-7)
    assert run.ledger["radio"] == pytest.approx(600 * 0.01 * 0.5)


# ---- queues


def queue(kind: JitterKind, load: float, requests: int, seed: int) -> Run:
    (point,) = points((0.01, 1.0))
    arrivals = Arrivals(ArrivalKind.POISSON, load / 0.01)
    duration = requests * 0.01 / load
    play = scenario(duration=duration, arrivals=arrivals, queue=0, contention=Contention(jitter_kind=kind))
    return simulate(play, (point,), Static(), seed)


@pytest.mark.parametrize("load", (0.3, 0.6, 0.8))
def test_waiting_times_are_those_of_theory(load):
    """Pollaczek and Khinchine: W = ρ/(2(1 − ρ))·s for M/D/1, ρ/(1 − ρ)·s for M/M/1; means of 24 independent runs."""
    for kind, factor in ((JitterKind.LOGNORMAL, 0.5), (JitterKind.EXPONENTIAL, 1.0)):
        runs = [queue(kind, load, 30_000, seed) for seed in range(24)]
        means = np.array([(run.start - run.arrival).mean() for run in runs])
        error = means.std(ddof=1) / sqrt(len(means))
        expected = factor * load / (1 - load) * 0.01
        assert abs(means.mean() - expected) < 4 * error, (kind, load)
        assert error < 0.05 * expected


def test_a_full_queue_drops_what_theory_says():
    """M/M/1/K: the share that finds the system full is (1 − ρ)ρ^K / (1 − ρ^(K+1)), here with K = 3 and ρ = 0.8."""
    (point,) = points((0.01, 1.0))
    arrivals, jitter = Arrivals(ArrivalKind.POISSON, 80.0), Contention(jitter_kind=JitterKind.EXPONENTIAL)
    play = scenario(duration=250.0, arrivals=arrivals, queue=2, contention=jitter)
    shares = np.array([(simulate(play, (point,), Static(), seed).fate == Fate.DROPPED).mean() for seed in range(16)])
    expected = 0.2 * 0.8**3 / (1 - 0.8**4)
    assert abs(shares.mean() - expected) < 4 * shares.std(ddof=1) / 4


def test_stale_requests_are_left_out_where_that_is_wanted():
    (point,) = points((0.04, 1.0))
    play = scenario(arrivals=Arrivals(rate=50.0), queue=0, deadline=0.05)
    served = simulate(play, (point,), Static())
    dropped = simulate(replace(play, stale=Stale.DROP), (point,), Static())
    assert served.good.mean() < 0.01 and (served.fate == Fate.LATE).mean() > 0.99
    assert (dropped.fate == Fate.STALE).mean() > 0.4
    assert ((dropped.start - dropped.arrival)[dropped.answered] < 0.05).all()


# ---- battery and heat


@pytest.mark.parametrize("kind", (Static, Looped))
def test_a_battery_lasts_as_long_as_its_charge_and_then_everything_is_lost(kind):
    # 2 W while waiting and 2.5 + 4 W while computing 6 ms of every 100: 2.27 W. 0.02 Wh of which half is there.
    play = scenario(battery=Battery(0.02, 0.5))
    run = simulate(play, THREE, kind(point="1"))
    assert run.off == np.ceil(36 / 2.27)
    assert (run.fate[run.arrival >= run.off] == Fate.LOST).all() and (run.fate[run.arrival < run.off - 1] == 0).all()
    assert run.ticks.charge[-1] == 0 and closes(run)


def test_resistance_loses_what_the_quadratic_says_and_sags_under_the_cutoff():
    battery = Battery(1.0, 1.0, 0.5, voltage_full=4.0, voltage_empty=4.0, cutoff=1.0)
    run = simulate(scenario(battery=battery), THREE, Static("1"))
    current = (4 - sqrt(16 - 4 * 2.27 * 0.5)) / (2 * 0.5)
    assert run.ledger["loss"] == pytest.approx(current**2 * 0.5 * 60, rel=1e-6)
    sagging = replace(battery, cutoff=4.0 - current * 0.5 + 1e-6)
    assert simulate(scenario(battery=sagging), THREE, Static("1")).off == 1
    # A battery that cannot give the power at all is off too, rather than an error.
    assert simulate(scenario(battery=replace(battery, resistance=3.0)), THREE, Static("1")).off == 1


def test_temperature_is_the_exponential_and_throttling_holds_it():
    thermal = Thermal(20.0, 1.0, throttle=200.0, release=190.0)
    run = simulate(scenario(thermal=thermal), THREE, Static("1"))
    settled = 25 + 2.27 * 20
    expected = settled - (settled - 25) * np.exp(-run.ticks.start / 20 - 1 / 20)
    np.testing.assert_allclose(run.ticks.temperature, expected, rtol=1e-6)
    busy = scenario(thermal=replace(thermal, throttle=95.0, release=90.0), arrivals=Arrivals(rate=100.0))
    for kind in (Static, Looped):
        hot = simulate(busy, THREE, kind("1"))
        assert 94 < hot.ticks.temperature.max() < 99 and hot.ticks.cap.min() < 3 and (hot.level[-100:] < 3).any()


def test_governors_follow_the_load():
    for kind in (GovernorKind.ONDEMAND, GovernorKind.SCHEDUTIL):
        quiet = simulate(scenario(governor=Governor(kind)), THREE, Static("0"))
        assert (quiet.ticks.level[5:] == 0).all(), kind
        heavy = scenario(governor=Governor(kind), arrivals=Arrivals(rate=150.0))
        assert simulate(heavy, THREE, Static("1")).ticks.level[20:].mean() > 1.5, kind
        # Other programs keep the clock up as well.
        shared = scenario(governor=Governor(kind), contention=Contention(programs=(Program("p", 60.0, 60.0, 0.9),)))
        assert (simulate(shared, THREE, Static("0")).ticks.level[20:] == 3).all(), kind


# ---- both ways to the same run


def random_scenario(draw: np.random.Generator) -> tuple[Scenario, tuple[OperatingPoint, ...]]:
    """Anything that can be asked for, of a size that is played in milliseconds."""

    def signal(low: float, high: float) -> Signal:
        a, b = draw.uniform(low, high, 2).tolist()
        kind = draw.choice(list(SignalKind))
        times = tuple(np.unique(draw.uniform(0, 40, 4)).tolist())
        values = tuple(draw.uniform(low, high, len(times)).tolist())
        return Signal(SignalKind(kind), a, b, draw.uniform(1, 20), draw.uniform(1, 20), times, values)

    kind = ArrivalKind(draw.choice(list(ArrivalKind)))
    times = tuple(np.sort(draw.uniform(0, 50, 80)).tolist())
    arrivals = Arrivals(kind, draw.uniform(0, 30), draw.uniform(0, 80), 8.0, 3.0, times)
    programs = tuple(
        Program(f"p{i}", draw.uniform(1, 9), 1.0, 0.3, draw.uniform(0, 2)) for i in range(draw.integers(3))
    )
    contention = Contention(signal(1, 3), programs, draw.uniform(0, 1), draw.choice([0.0, 0.3]))
    if draw.random() < 0.2:
        contention = replace(contention, jitter_kind=JitterKind.EXPONENTIAL)
    battery = Battery(draw.choice([0.0, 0.01, 0.05]), draw.uniform(0, 1), draw.choice([0.0, 0.1, 1.0]))
    thermal = Thermal(draw.choice([0.0, 10.0, 30.0]), 1.0, 50.0, 45.0, start=draw.choice([None, 60.0]))
    governor = Governor(GovernorKind(draw.choice(list(GovernorKind))), int(draw.integers(4)))
    plan = (PlanRow(0.0, *draw.uniform(0.1, 1, 1)), PlanRow(20.0, draw.uniform(0, 2), 40.0, draw.uniform(0, 1), 1.3))
    more = {"sent": 100.0, "remote": 0.001} if draw.random() < 0.3 else {}
    if draw.random() < 0.3:
        more |= {"load": 0.005, "load_energy": 0.1}
    rows = [(draw.uniform(0.001, 0.06), draw.uniform(0.3, 1)) for _ in range(draw.integers(1, 4))]
    play = scenario(
        duration=draw.uniform(5, 50), deadline=draw.uniform(0.005, 0.2), arrivals=arrivals, contention=contention,
        bandwidth=signal(1e3, 1e6), battery=battery, thermal=thermal, governor=governor, plan=plan,
        tick=draw.choice([0.25, 1.0, 3.0]), queue=int(draw.choice([0, 1, 5])), stale=Stale(draw.choice(list(Stale))),
    )  # fmt: skip
    ways = points(*rows, samples=50, **more)
    if draw.random() < 0.3:
        ways = tuple(replace(one, effort=draw.uniform(0.3, 2, 50).astype(np.float32)) for one in ways)
    return play, ways


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(st.integers(0, 2**32))
def test_whatever_the_scenario_the_ledger_closes_and_no_policy_beats_the_ceiling(seed):
    draw = np.random.default_rng(seed)
    play, ways = random_scenario(draw)
    there = world(play, 50, seed % 7)
    best = ceiling(play, ways, there)
    can = possible(play, ways, there)
    for key in POLICIES:
        run = simulate(play, ways, make_policy(key), seed % 7)
        assert closes(run), key
        assert not (run.good & ~can).any(), key
        assert not run.requests or run.good.mean() <= best + 1e-12, key
        fates = np.bincount(run.fate, minlength=5)
        assert fates.sum() == run.requests == there.requests
        assert np.isnan(run.end[run.fate > Fate.LATE]).all() and (run.point[run.fate > Fate.LATE] == -1).all()
        start, end = run.start[run.answered], run.end[run.answered]
        assert (start >= run.arrival[run.answered]).all() and (end >= start).all() and (start[1:] >= end[:-1]).all()
        battery = play.battery
        if battery.capacity:
            drawn = battery.capacity * 3600 * (battery.charge - run.ticks.charge[-1]) if len(run.ticks.charge) else 0
            assert np.isfinite(run.off) or drawn == pytest.approx(run.used, rel=1e-6, abs=1e-6)
        else:
            assert np.isinf(run.off)


@QUICK
@given(st.integers(0, 2**32))
def test_a_policy_that_never_changes_its_mind_gives_the_run_of_the_loop_bit_for_bit(seed):
    play, ways = random_scenario(np.random.default_rng(seed))
    for level in (GOVERNOR, 2):
        quick, looped = simulate(play, ways, Static(level=level)), simulate(play, ways, Looped(level=level))
        assert same(replace(quick, policy=""), replace(looped, policy=""))


def test_an_answer_is_right_where_the_point_was_right_on_that_very_sample():
    flags = np.arange(10) % 3 == 0
    point = OperatingPoint("p", 0.001, Outcomes.of(flags))
    run = simulate(scenario(), (point,), Static())
    np.testing.assert_array_equal(run.right, flags[run.sample])
    assert np.bincount(run.sample).tolist() == [60] * 10


def test_points_that_do_not_go_together_or_do_not_fit_are_refused():
    one, other = OperatingPoint("a", 0.1, Outcomes.of([True])), OperatingPoint("b", 0.1, Outcomes.of([True, False]))
    for wrong, message in (
        ((), "0 operating points"),
        ((one, one), "called 'a'"),
        ((one, other), "other samples"),
        ((replace(one, memory=2e9),), "needs 2e"),
    ):
        with pytest.raises(EdgeVizError, match=message):
            simulate(scenario(platform=replace(BOARD, memory=1e9)), wrong, Static())
    with pytest.raises(EdgeVizError, match="no operating point 'c'"):
        simulate(scenario(), (one,), Static("c"))


def test_a_run_without_requests_draws_what_waiting_takes():
    run = simulate(scenario(arrivals=Arrivals(rate=0.0)), THREE, make_policy("alert"))
    assert run.requests == 0 and run.used == pytest.approx(120) and run.ended == 60


def test_cooling_is_exact_over_any_tick():
    thermal = Thermal(10.0, 2.0, 90.0, 80.0, start=70.0)
    off = replace(BOARD, idle_power=0.0)
    run = simulate(scenario(thermal=thermal, platform=off, arrivals=Arrivals(rate=0.0), tick=7.0), THREE, Looped())
    assert run.ticks.temperature[-1] == pytest.approx(25 + 45 * exp(-3))


# ---- what each sample takes


def exits_like(seconds: float = 0.004, samples: int = 1000) -> OperatingPoint:
    """An early exit: 70 % of the samples leave after a third of the way."""
    left = np.random.default_rng(5).random(samples) < 0.7
    share = np.where(left, 1 / 3, 1.0)
    (plain,) = points((seconds, 0.9), samples=samples)
    return replace(plain, name="exits", assumed=False, effort=(share / share.mean()).astype(np.float32))


def test_a_sample_that_leaves_early_takes_its_own_share_of_the_time_and_the_energy():
    point, where = exits_like(), scenario(arrivals=Arrivals(rate=3.0))
    run = simulate(where, [point], Static("exits"), 1)
    took = run.end - run.start
    assert point.effort is not None
    expected = point.seconds * point.effort[run.sample]
    assert np.allclose(took, expected, rtol=1e-6)
    plain = simulate(where, [replace(point, effort=None)], Static("exits"), 1)
    ratio = run.ledger["dynamic"] / plain.ledger["dynamic"]
    assert ratio == pytest.approx(float(point.effort[run.sample].mean()), rel=1e-6)
    assert closes(run)


def test_with_efforts_both_ways_to_serve_agree_and_nothing_beats_the_ceiling():
    both = [exits_like(), *points((0.02, 0.96))]
    where = scenario(arrivals=Arrivals(rate=60.0), contention=Contention(jitter=0.3))
    fast, slow = (simulate(where, both, kind("exits"), 3) for kind in (Static, Looped))
    assert same(replace(fast, policy=""), replace(slow, policy=""))
    what = world(where, 1000, 3)
    for key in ("alert", "clairvoyant", "rules"):
        run = simulate(where, both, make_policy(key), 3)
        share = float(((run.fate == Fate.IN_TIME) & run.right).mean())
        assert share <= ceiling(where, both, what) + 1e-12
        assert closes(run)


def test_what_leaves_early_is_no_slow_down_to_a_policy():
    from edgeviz.core.adaptive.policies.base import Setting
    from edgeviz.core.adaptive.policies.player import Choice, Observation, Player

    slow_downs: list[float] = []
    always = Choice(0)

    class Watching(Player):
        def decide(self, seen: Observation) -> Choice:
            if seen.expected:
                slow_downs.append(seen.seconds / seen.expected)
            return always

    class Watched(Static):
        def begin(self, setting: Setting) -> Player:
            return Watching()

    simulate(scenario(arrivals=Arrivals(rate=3.0)), [exits_like()], Watched(), 1)
    assert len(slow_downs) > 50 and np.allclose(slow_downs, 1.0)


@pytest.mark.parametrize("effort", [np.zeros(1000), np.full(999, 1.0), np.full(1000, np.nan), np.full(1000, 1e9)])
def test_an_effort_that_cannot_be_is_refused(effort):
    with pytest.raises(EdgeVizError, match="effort"):
        replace(exits_like(), effort=effort.astype(np.float32))


def test_an_effort_survives_json_and_damaged_ones_are_refused():
    from edgeviz.core.adaptive.points import point_from_json

    point = exits_like()
    value = point.to_json()
    found = point_from_json(value)
    assert found.effort is not None and point.effort is not None and np.array_equal(found.effort, point.effort)
    for wrong in ("AAA=", "!", 3, "AAAA"):
        with pytest.raises(EdgeVizError, match="effort"):
            point_from_json(value | {"effort": wrong})
