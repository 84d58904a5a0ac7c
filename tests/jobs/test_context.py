import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.jobs.context import CancelledError, Context, run_job
from edgeviz.jobs.events import TERMINAL, Cancelled, Event, Failed, Finished, Log, Progress, Result, Sample, Started
from edgeviz.jobs.spec import JobSpec


def entry(name: str, **arguments: object) -> JobSpec:
    return JobSpec(f"tests.jobs.entries:{name}", name, arguments)


def run(spec: JobSpec, cancel_after: int | None = None) -> list[Event]:
    events: list[Event] = []
    checks = 0

    def is_cancelled() -> bool:
        nonlocal checks
        checks += 1
        return cancel_after is not None and checks > cancel_after

    run_job(spec, events.append, is_cancelled)
    return events


def test_a_job_starts_and_finishes_with_its_payload() -> None:
    spec = entry("add", a=2, b=3)
    assert run(spec) == [Started(spec.id), Finished(spec.id, 5)]


@pytest.mark.parametrize("name", ["wrong_data", "fault", "deaf_entry_that_does_not_exist", "swallow_everything"])
def test_every_job_ends_with_exactly_one_terminal_event(name: str) -> None:
    events = run(entry(name), cancel_after=3)
    assert [isinstance(event, TERMINAL) for event in events].count(True) == 1
    assert isinstance(events[-1], TERMINAL)


@given(st.integers(0, 20))
def test_cancelling_at_any_check_keeps_what_came_before(checks: int) -> None:
    events = run(entry("partial_results", results=5), cancel_after=checks)
    results = [event.payload for event in events if isinstance(event, Result)]
    assert results == list(range(len(results)))
    # One check happens before the job begins, and one behind every result.
    assert len(results) == min(5, checks)
    assert isinstance(events[-1], Finished if checks > 5 else Cancelled)


def test_an_error_of_the_person_s_keeps_its_remedy() -> None:
    (failed,) = [event for event in run(entry("wrong_data")) if isinstance(event, Failed)]
    assert failed.what == "digits.csv, row 7: the label 12 is out of range."
    assert failed.remedy == "Labels must be 0 to 9."


def test_a_fault_of_ours_carries_its_traceback() -> None:
    (failed,) = [event for event in run(entry("fault")) if isinstance(event, Failed)]
    assert "ZeroDivisionError" in failed.what
    assert "entries.py" in failed.details


def test_a_cancellation_is_not_swallowed_by_an_except_clause() -> None:
    assert isinstance(run(entry("swallow_everything"), cancel_after=2)[-1], Cancelled)


def test_progress_is_throttled_but_the_last_one_is_never_dropped() -> None:
    events = [event for event in run(entry("count", steps=5000)) if isinstance(event, Progress)]
    assert len(events) < 100
    assert events[-1].done == events[-1].total == 5000


def test_curves_and_logs_pass_through() -> None:
    events = run(entry("curve"))
    assert [type(event) for event in events] == [Started, Sample, Log, Finished]


def test_specs_and_events_survive_pickling() -> None:
    spec = entry("add", a=1, b=2)
    assert pickle.loads(pickle.dumps(spec)) == spec
    assert [pickle.loads(pickle.dumps(event)) for event in run(spec)] == run(spec)


def test_a_job_within_a_job_is_cancelled_with_it_and_reports_to_whom_the_outer_one_says():
    outer: list[Event] = []
    inner: list[Event] = []
    stopped: list[bool] = []
    context = Context("job", outer.append, lambda: bool(stopped))
    within = context.within(inner.append)
    within.result(3)
    assert not outer
    assert [event.payload for event in inner if isinstance(event, Result)] == [3]
    stopped.append(True)
    with pytest.raises(CancelledError):
        within.check()
