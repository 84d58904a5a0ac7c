"""Runs that other programs held up are left out, and a single thread is timed by what it computed."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest

from edgeviz.engine.measure import alone


def test_runs_that_waited_are_left_out_while_enough_remain() -> None:
    computed = np.full(40, 1e-3)
    passed = computed.copy()
    passed[::2] = 8e-3
    kept = alone.undisturbed(passed, computed)
    assert kept.tolist() == [False, True] * 20


def test_the_least_disturbed_runs_are_kept_where_nearly_all_waited() -> None:
    draw = np.random.default_rng(0)
    computed = np.full(100, 1e-3)
    passed = computed * draw.uniform(1.2, 9, 100)
    passed[7] = 1e-3
    kept = alone.undisturbed(passed, computed)
    assert kept.sum() == alone.FEWEST and kept[7]
    assert passed[kept].max() <= passed[~kept].min()


def test_fewer_runs_than_are_needed_are_all_kept() -> None:
    assert alone.undisturbed(np.full(3, 5e-3), np.full(3, 1e-3)).all()


def test_several_threads_are_timed_by_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alone.own_clock(2) is time.perf_counter
    monkeypatch.setattr(sys, "platform", "linux")
    assert alone.own_clock(1) is time.thread_time
    # Its clock of a thread goes by sixtieths of a second.
    monkeypatch.setattr(sys, "platform", "win32")
    assert alone.own_clock(1) is time.perf_counter


@pytest.mark.skipif(sys.platform == "win32", reason="the clock of a thread is too coarse there")
def test_what_a_thread_waits_is_not_what_it_computed() -> None:
    clock = alone.own_clock(1)
    begun = clock()
    time.sleep(0.05)
    assert clock() - begun < 0.04
