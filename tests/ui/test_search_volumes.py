"""The curve of the dominated volume: of all objectives of a goal, worked out while the window goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.nas.trial import Trial
from edgeviz.core.nas.volume import hypervolume_curve, reference_point
from edgeviz.project.store import Store
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.volumes import Volumes
from tests.ui.test_search import found, keys, record


def a_run(*objectives: str) -> SearchRun:
    """Twelve candidates at two budgets, one of which failed."""
    rng = np.random.default_rng(3)
    rows = [
        found(n, key, float(rng.uniform(0.2, 0.9)), float(rng.uniform(1e-3, 5e-3)), budget=1.0 if n < 3 else 2.0)
        for n, key in enumerate(keys(12))
    ]
    rows[7] = replace(rows[7], trial=Trial(rows[7].trial.key, budget=2.0, failed="It does not fit."))
    made = record(*rows)
    goal = Goal(Reward(2e-3), ("accuracy", "latency", *objectives))
    return SearchRun(replace(made, request=replace(made.request, goal=goal)), cast(Store, None))


def share(run: SearchRun) -> np.ndarray:
    costs = run.objectives()
    curve = hypervolume_curve(costs, reference_point(costs))
    return curve / curve[-1]


@pytest.mark.parametrize("further", [(), ("size",), ("size", "macs")])
def test_the_volume_is_that_of_all_objectives_and_follows_what_comes(qtbot: QtBot, further: tuple[str, ...]) -> None:
    run, volumes = a_run(*further), Volumes()
    with qtbot.waitSignal(volumes.changed):
        assert np.isnan(volumes.curve(run)).all(), "nothing is worked out yet"
    first = volumes.curve(run)
    assert first == pytest.approx(share(run))
    assert (first[:3] == 0).all(), "the smaller budget does not count"
    # Another one that is within what was found, then one so bad that the reference moves.
    for number, accuracy, latency in ((12, 0.95, 2e-3), (13, 0.1, 9e-3)):
        run.take(found(number, keys(20)[number], accuracy, latency, budget=2.0))
        with qtbot.waitSignal(volumes.changed):
            assert np.isnan(volumes.curve(run)[-1])
        assert volumes.curve(run) == pytest.approx(share(run))


def test_another_search_has_a_curve_of_its_own(qtbot: QtBot) -> None:
    volumes, one, other = Volumes(), a_run("size"), a_run()
    with qtbot.waitSignal(volumes.changed):
        volumes.curve(one)
    with qtbot.waitSignal(volumes.changed):
        assert np.isnan(volumes.curve(other)).all()
    assert volumes.curve(other) == pytest.approx(share(other))
