"""Random contention and other programs, edited on the timeline."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.adaptive import lanes
from edgeviz.core.adaptive.lanes import RANDOM, blocks_of, lanes_of
from edgeviz.core.adaptive.scenario import Contention, Program, Scenario, Signal, SignalKind
from edgeviz.core.adaptive.world import world
from tests.core.simulated import scenario

BACKUP = Program("backup", 100.0, 20.0, 0.4, 0.5, 30.0)
PLAY = scenario(duration=400.0, contention=Contention(Signal(SignalKind.MARKOV, 1.0, 3.0, 40.0, 10.0), (BACKUP,)))
LANE = "program:0"


def test_a_scenario_has_a_lane_for_random_contention_and_one_for_each_program() -> None:
    assert lanes_of(PLAY)[:4] == ("rate", "slow_down", RANDOM, LANE)
    assert lanes_of(None) == lanes_of(scenario())


def test_a_programs_blocks_are_its_share_while_it_runs() -> None:
    assert blocks_of(PLAY, LANE)[:4] == ((0.0, 0.0), (30.0, 0.4), (50.0, 0.0), (130.0, 0.4))
    always = lanes.with_length(PLAY, LANE, 1, 100.0, 1.0)
    assert blocks_of(always, LANE) == ((0.0, 0.0), (30.0, 0.4))


def test_the_blocks_of_random_contention_are_what_the_scenarios_seed_draws() -> None:
    there = world(replace(PLAY, contention=replace(PLAY.contention, programs=())), 10, PLAY.seed)
    starts = np.arange(PLAY.ticks) * PLAY.tick
    blocks = blocks_of(PLAY, RANDOM)
    at = np.searchsorted([start for start, _ in blocks], starts, side="right") - 1
    assert len(blocks) > 3 and there.slow.tolist() == [blocks[index][1] for index in at]


def test_dragging_one_run_moves_all_of_a_programs_runs() -> None:
    later = lanes.with_shift(PLAY, LANE, 3, 12.0, 1.0)
    assert later.contention.programs[0].start == 42.0 and blocks_of(later, LANE)[3][0] == 142.0
    assert lanes.with_shift(PLAY, LANE, 3, -99.0, 1.0).contention.programs[0].start == 0.0
    longer = lanes.with_start(PLAY, LANE, 4, 160.0, 1.0)  # where the second run ends
    assert longer.contention.programs[0].on == 30.0 and blocks_of(longer, LANE)[2][0] == 60.0
    assert lanes.with_end(PLAY, LANE, 1, 65.0, 1.0).contention.programs[0].on == 35.0


def test_an_edge_of_random_contention_comes_to_lie_where_it_is_dragged() -> None:
    blocks = blocks_of(PLAY, RANDOM)
    for index in (1, 2, 3):
        aim = blocks[index][0] * 1.3
        moved = lanes.with_start(PLAY, RANDOM, index, aim, 1.0)
        assert blocks_of(moved, RANDOM)[index][0] == pytest.approx(aim)
        changed = "other_stay" if index % 2 == 0 else "stay"
        for name in ("stay", "other_stay"):
            is_same = getattr(moved.contention.slow_down, name) == getattr(PLAY.contention.slow_down, name)
            assert is_same == (name != changed)


def test_a_value_of_one_block_is_that_of_its_state_or_of_the_program() -> None:
    assert lanes.with_value(PLAY, RANDOM, 1, 4.0).contention.slow_down.other == 4.0
    assert lanes.with_value(PLAY, RANDOM, 2, 1.5).contention.slow_down.value == 1.5
    assert lanes.with_value(PLAY, LANE, 1, 0.7).contention.programs[0].share == 0.7
    two = lanes.with_another_program(PLAY, "backup")
    assert [one.name for one in two.contention.programs] == ["backup", "backup 2"]
    assert lanes.with_value(two, LANE, 1, 0.9).contention.programs[0].share == pytest.approx(0.55)


def test_quiet_contention_becomes_random_and_quiet_again() -> None:
    quiet = scenario(duration=400.0)
    noisy = lanes.with_block(quiet, RANDOM, 0.0, 50.0)
    assert noisy.contention.slow_down.kind is SignalKind.MARKOV and lanes.can_remove(noisy, RANDOM)
    assert lanes.without(noisy, RANDOM, 0) == quiet
    assert lanes.without(PLAY, LANE, 1).contention.programs == ()


def test_contention_from_a_trace_is_edited_as_steps() -> None:
    course = Signal(SignalKind.TRACE, 1.0, times=(100.0, 200.0), values=(2.0, 1.0))
    play = replace(PLAY, contention=Contention(course))
    assert blocks_of(play, RANDOM) == ((0.0, 1.0), (100.0, 2.0), (200.0, 1.0))
    moved = lanes.with_start(play, RANDOM, 1, 150.0, 1.0)
    assert moved.contention.slow_down.times == (150.0, 200.0)
    assert lanes.without(play, RANDOM, 1).contention.slow_down == Signal(value=1.0)


def test_more_blocks_than_can_be_told_apart_are_one() -> None:
    short = replace(PLAY, contention=Contention(programs=(Program("blink", 0.01, 0.005, 0.3),)))
    assert blocks_of(short, LANE) == ((0.0, 0.3),)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 40), st.floats(-500, 900)), max_size=10))
def test_whatever_is_dragged_the_scenario_can_be_played(edits: list[tuple[int, bool, int, float]]) -> None:
    play: Scenario = PLAY
    for kind, is_program, index, amount in edits:
        lane = LANE if is_program else RANDOM
        at = index % len(blocks_of(play, lane))
        match kind:
            case 0:
                play = lanes.with_value(play, lane, at, amount / 100)
            case 1:
                play = lanes.with_start(play, lane, at, amount, play.tick)
            case 2:
                play = lanes.with_end(play, lane, at, amount, play.tick)
            case 3:
                play = lanes.with_shift(play, lane, at, amount, play.tick)
            case 4:
                play = lanes.with_length(play, lane, at, amount, play.tick)
            case 5:
                play = lanes.with_period(play, LANE, amount, play.tick)
    assert world(play, 10, 0).slow.min() >= 1
