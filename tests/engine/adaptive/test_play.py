"""The simulator as a job."""

from __future__ import annotations

import subprocess
import sys

from edgeviz.core.adaptive.policies import make_policy
from edgeviz.core.adaptive.standing import Played, Standing, Table
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished, Result
from edgeviz.jobs.spec import JobSpec
from tests.core.simulated import THREE, scenario


def spec(**more: object) -> JobSpec:
    policies = {key: make_policy(key) for key in ("safe", "alert")}
    arguments = {"scenario": scenario(), "points": THREE, "policies": policies, "seeds": [0, 1, 2]}
    return JobSpec("edgeviz.engine.adaptive.play:run", "Simulate", arguments | more, light=True)


def test_every_run_is_handed_over_at_once_and_the_standings_come_last():
    events: list[Event] = []
    run_job(spec(), events.append)
    results = [event.payload for event in events if isinstance(event, Result)]
    played = [one for one in results if isinstance(one, Played)]
    assert [(one.seed, one.policy) for one in played] == [(s, key) for s in range(3) for key in ("safe", "alert")]
    tables = [one for one in results if isinstance(one, Table)]
    assert len(tables) + len(played) == len(results) and isinstance(results[-1], Table), "for the window"
    end = events[-1]
    assert isinstance(end, Finished)
    safe, alert = end.payload
    assert isinstance(safe, Standing) and safe.name == "Safe: p1" and alert.policy == "alert" and alert.name == "ALERT"
    assert safe.estimates["accuracy"].seeds == 3 and [*safe.figures] == [one.figures for one in played[::2]]


def test_it_stops_between_two_runs():
    events: list[Event] = []
    run_job(spec(), events.append, lambda: sum(isinstance(one, Result) for one in events) >= 2)
    assert isinstance(events[-1], Cancelled) and sum(isinstance(one, Result) for one in events) == 2


def test_what_cannot_be_played_fails_with_a_remedy():
    events: list[Event] = []
    run_job(spec(policies={"static": make_policy("static", {"point": "luck"})}), events.append)
    end = events[-1]
    assert isinstance(end, Failed) and not end.fault and "luck" in end.what and end.remedy


def test_it_needs_no_torch():
    code = "import sys, edgeviz.engine.adaptive.play; print('torch' in sys.modules, 'PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_on_many_cores_the_standings_are_the_same(monkeypatch):
    import edgeviz.engine.adaptive.play as module

    def standings() -> list[Standing]:
        events: list[Event] = []
        run_job(spec(), events.append)
        end = events[-1]
        assert isinstance(end, Finished)
        return end.payload

    alone = standings()
    # As if each seed took long.
    monkeypatch.setattr(module, "WORTH", -1.0)
    monkeypatch.setattr(module, "cores", lambda: 2)
    assert standings() == alone
