"""What time strips draw of a run, and whether adapting pays."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from edgeviz.core.adaptive.metrics import figures, over_seeds
from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.adaptive.points import OperatingPoint, assumed_outcomes
from edgeviz.core.adaptive.policies import make_policy
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.run import Fate
from edgeviz.core.adaptive.scenario import ArrivalKind, Arrivals, Battery, Contention, Scenario, Signal, SignalKind
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.standing import Contest, Standing, contest
from edgeviz.core.adaptive.strips import Strips

POINTS = tuple(
    OperatingPoint(name, seconds, assumed_outcomes(accuracy, 500))
    for name, seconds, accuracy in (("small", 0.01, 0.6), ("large", 0.05, 0.9))
)
SCENARIO = Scenario(
    "test",
    Platform("board", (1e9, 2e9), 2e9, 0.8, 1.0, 1.0, 1.5, 2.0),
    duration=60,
    deadline=0.08,
    arrivals=Arrivals(ArrivalKind.POISSON, rate=12),
    contention=Contention(Signal(SignalKind.MARKOV, 1, 3, 10, 5), jitter=0.1),
    battery=Battery(10),
)


@pytest.fixture(scope="module")
def strips() -> Strips:
    return Strips(simulate(SCENARIO, POINTS, make_policy("rules"), 1), SCENARIO)


def test_every_request_is_a_mark_while_there_are_few(strips: Strips) -> None:
    marks = strips.marks(0, strips.end, most=10**6)
    fate = strips.run.fate
    assert np.array_equal(marks.in_time, np.flatnonzero(fate == Fate.IN_TIME))
    assert np.array_equal(marks.late, np.flatnonzero(fate == Fate.LATE)) and len(marks.late)
    assert np.array_equal(marks.lost, np.flatnonzero(fate > Fate.LATE))


def test_of_many_requests_the_extremes_are_kept(strips: Strips) -> None:
    marks = strips.marks(0, strips.end, most=40)
    everything = strips.marks(0, strips.end, most=10**6)
    assert len(marks.in_time) <= 42 < len(everything.in_time)
    latency = strips.latency
    for few, many in ((marks.in_time, everything.in_time), (marks.late, everything.late)):
        assert set(few) <= set(many)
        assert latency[few].max() == latency[many].max() and latency[few].min() == latency[many].min()


def test_marks_are_those_of_the_time_that_is_seen(strips: Strips) -> None:
    marks = strips.marks(10, 20, most=10**6)
    arrival = strips.run.arrival[np.concatenate((marks.in_time, marks.late, marks.lost))]
    inside = (strips.run.arrival >= 10) & (strips.run.arrival <= 20)
    assert int(inside.sum()) <= len(arrival) <= int(inside.sum()) + 1 and arrival.min() >= 10


def test_a_moment_knows_what_came_before_it_and_nothing_after(strips: Strips) -> None:
    run = strips.run
    before = strips.at(-1)
    assert (before.request, before.point, before.fate, before.came) == (-1, -1, None, 0) and math.isnan(before.latency)
    at = strips.at(30)
    assert at.request == int((run.arrival <= 30).sum()) - 1 and at.came == at.request + 1
    assert at.missed == int((run.fate[: at.came] != Fate.IN_TIME).sum())
    begun = np.flatnonzero(run.start <= 30)
    assert at.point == run.point[begun[np.argmax(run.start[begun])]]
    assert at.charge == run.ticks.charge[30] and at.slow == run.ticks.slow[30]
    assert strips.at(10**6).came == run.requests


def test_changes_of_the_point_are_what_the_run_switched(strips: Strips) -> None:
    times, points = strips.points
    assert (np.diff(times) >= 0).all() and (np.diff(points) != 0).all()
    assert len(points) - 1 == figures(strips.run, SCENARIO).switches


def test_what_a_scenario_does_not_have_is_left_out(strips: Strips) -> None:
    assert strips.has_battery and strips.has_levels and strips.has_contention
    assert not strips.has_heat and not strips.has_bandwidth
    quiet = replace(
        SCENARIO, battery=Battery(), contention=Contention(), platform=replace(SCENARIO.platform, levels=(2e9,))
    )
    run = Strips(simulate(quiet, POINTS, Static("small"), 0), quiet)
    assert not (run.has_battery or run.has_levels or run.has_contention)


def test_a_run_without_requests_has_strips(strips: Strips) -> None:
    empty = replace(SCENARIO, arrivals=Arrivals(ArrivalKind.TRACE, times=(59.999999,)))
    found = Strips(simulate(empty, POINTS, Static("small"), 0), empty)
    assert found.at(5).came == 0 and len(found.marks(0, 10).late) == 0


def standings(*labels: str, seeds: int) -> list[Standing]:
    found = []
    for label in labels:
        static = label.startswith("Static: ")
        policy = Static(label.partition(": ")[2]) if static else make_policy(label)
        runs = [figures(simulate(SCENARIO, POINTS, policy, seed), SCENARIO, 1.0) for seed in range(seeds)]
        found.append(Standing(label if static else policy.title, "", runs, over_seeds(runs)))
    return found


def test_the_contest_is_paired_by_seed_and_takes_the_best_of_both_sides() -> None:
    rows = standings("Static: small", "Static: large", "pid", "alert", "clairvoyant", seeds=4)
    found = contest(rows)
    assert found is not None and found.adaptive in ("ALERT", "PID on latency") and found.static in ("small", "large")
    by = {row.policy: row for row in rows}
    means = [row.estimates["accuracy"].mean for row in (by[found.adaptive], by[f"Static: {found.static}"])]
    assert found.difference == pytest.approx(means[0] - means[1])
    assert found.reach > 0


def test_one_seed_says_nothing_for_sure_and_one_side_alone_is_no_contest() -> None:
    found = contest(standings("Static: small", "alert", seeds=1))
    assert found is not None and math.isnan(found.reach) and not found.is_clear
    assert contest(standings("alert", seeds=1)) is None
    assert contest(standings("Static: small", "clairvoyant", seeds=1)) is None
    assert Contest("a", "b", 0.1, 0.05).is_clear and not Contest("a", "b", 0.1, 0.2).is_clear
