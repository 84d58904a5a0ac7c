"""Scenarios edited block by block."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.adaptive.scenario import PlanRow, Scenario, Signal, SignalKind
from edgeviz.core.adaptive.timeline import (
    LANES,
    Steps,
    end_of,
    shifted,
    snapped,
    steps_of,
    value_at,
    with_span,
    with_start,
    with_steps,
    with_value,
    without,
)
from tests.core.simulated import scenario

DAY = scenario(plan=(PlanRow(0.0), PlanRow(20.0, 3.0), PlanRow(40.0, 3.0, 35.0)))


@pytest.mark.parametrize("lane", LANES)
def test_what_is_read_from_a_lane_can_be_written_back(lane: str) -> None:
    assert steps_of(with_steps(DAY, lane, steps_of(DAY, lane)), lane) == steps_of(DAY, lane)


def test_a_lane_is_changed_without_touching_the_others() -> None:
    hot = with_steps(DAY, "ambient", with_span(steps_of(DAY, "ambient"), 10, 30, 50.0, 60))
    assert steps_of(hot, "ambient") == ((0.0, 25.0), (10, 50.0), (30, 25.0), (40.0, 35.0))
    assert steps_of(hot, "rate") == steps_of(DAY, "rate") == ((0.0, 1.0), (20.0, 3.0))
    assert [row.at for row in hot.plan] == [0, 10, 20, 30, 40]


def test_a_random_bandwidth_becomes_the_blocks_that_are_drawn() -> None:
    play = replace(DAY, bandwidth=Signal(SignalKind.MARKOV, 1e6, 1e4))
    assert steps_of(play, "bandwidth") == ((0.0, 1e6),)
    drawn = with_steps(play, "bandwidth", ((0.0, 1e6), (30.0, 2e4)))
    assert drawn.bandwidth.kind is SignalKind.TRACE and steps_of(drawn, "bandwidth") == ((0.0, 1e6), (30.0, 2e4))
    assert with_steps(drawn, "bandwidth", ((0.0, 5e5),)).bandwidth.kind is SignalKind.CONSTANT


def test_the_charge_is_that_of_the_start() -> None:
    assert with_steps(DAY, "charge", ((0.0, 0.15),)).battery.charge == 0.15


def test_values_stay_within_what_a_scenario_allows() -> None:
    steps = steps_of(DAY, "slow_down")
    assert with_value(steps, 0, 0.2, LANES["slow_down"]) == ((0.0, 1.0),)


def test_edges_snap_to_those_of_other_lanes_and_else_to_round_times() -> None:
    assert snapped(19.2, 1.0, [0.0, 20.0]) == 20.0
    assert snapped(13.2, 0.6, [0.0, 20.0]) == 13.0
    assert snapped(1234.0, 40.0, []) == 1200.0 or snapped(1234.0, 40.0, []) % 60 == 0


LEVELS = st.floats(1, 5)
BLOCKS = st.lists(st.tuples(st.floats(1, 59), LEVELS), max_size=6, unique_by=lambda step: step[0])


@settings(max_examples=200, deadline=None)
@given(BLOCKS, st.lists(st.tuples(st.integers(0, 4), st.floats(-80, 80), LEVELS), max_size=12))
def test_whatever_is_dragged_the_scenario_can_be_played(
    blocks: list[tuple[float, float]], edits: list[tuple[int, float, float]]
) -> None:
    steps: Steps = ((0.0, 1.0), *sorted(blocks))
    play: Scenario = DAY
    for kind, by, value in edits:
        index = int(abs(by)) % len(steps)
        match kind:
            case 0:
                steps = with_span(steps, by, by + 7, value, 60)
            case 1:
                steps = with_start(steps, index, by, 60, 0.5)
            case 2:
                before = end_of(steps, index, 60) - steps[index][0]
                moved = shifted(steps, index, by, 60, 0.5)
                if index and index + 1 < len(steps):
                    assert end_of(moved, index, 60) - moved[index][0] == pytest.approx(before)
                steps = moved
            case 3:
                steps = without(steps, index)
            case _:
                steps = with_value(steps, index, value, LANES["rate"])
        assert steps[0][0] == 0 and all(b[0] > a[0] for a, b in pairwise(steps))
        play = with_steps(play, "rate", steps)
        assert all(value_at(steps_of(play, "rate"), time) == value for time, value in steps if time < 60)
