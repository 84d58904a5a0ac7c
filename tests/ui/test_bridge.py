"""Jobs as the window sees them: real workers, signals in the GUI thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from edgeviz.core.errors import ProjectError
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs, JobState

PATIENCE = 60_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def entry(name: str, lane: Lane = Lane.INTERACTIVE, **arguments: object) -> JobSpec:
    return JobSpec(f"tests.jobs.entries:{name}", name, arguments, light=True, lane=lane)


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.threads: list[bool] = []
        self.payloads: list[object] = []

    @Slot(object)
    def take(self, payload: object) -> None:
        self.threads.append(QThread.currentThread() is self.thread())
        self.payloads.append(payload)


def wait(qtbot: QtBot, *jobs: Job) -> None:
    qtbot.waitUntil(lambda: all(job.is_over for job in jobs), timeout=PATIENCE)


def test_results_arrive_in_the_gui_thread_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    listener = Listener()
    job = jobs.submit(entry("partial_results", results=5))
    job.resulted.connect(listener.take)
    wait(qtbot, job)
    assert listener.payloads == [0, 1, 2, 3, 4]
    assert all(listener.threads)
    assert job.state is JobState.FINISHED


def test_results_are_recorded_before_the_window_hears_of_them(jobs: Jobs, qtbot: QtBot) -> None:
    recorded: list[object] = []
    seen: list[int] = []
    job = jobs.submit(entry("partial_results", results=3), recorded.append)
    job.resulted.connect(lambda payload: seen.append(recorded.index(payload)))
    wait(qtbot, job)
    assert recorded == [0, 1, 2]
    assert seen == [0, 1, 2]


def test_a_full_disk_is_in_the_job_s_log_and_the_results_are_still_shown(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse(payload: object) -> None:
        raise ProjectError("p.edgeviz cannot be written: no space left.", "Free some space.")

    listener = Listener()
    job = jobs.submit(entry("partial_results", results=2), refuse)
    job.resulted.connect(listener.take)
    wait(qtbot, job)
    assert listener.payloads == [0, 1]
    assert "no space" in job.log[0].text


def test_cancelling_in_quick_succession_ends_every_job_once(jobs: Jobs, qtbot: QtBot) -> None:
    ends: list[str] = []
    submitted = [jobs.submit(entry("partial_results", results=10_000, pause=0.001)) for _ in range(12)]
    for job in submitted:
        job.ended.connect(lambda event: ends.append(event.job))
    for job in reversed(submitted):
        job.cancel()
    last = jobs.submit(entry("add", a=1, b=2))
    wait(qtbot, *submitted, last)
    assert sorted(ends) == sorted(job.spec.id for job in submitted)
    assert {job.state for job in submitted} == {JobState.CANCELLED}
    assert last.state is JobState.FINISHED
    assert jobs.running == []


def test_a_job_that_is_asked_to_finish_ends_by_itself_with_what_it_has(jobs: Jobs, qtbot: QtBot) -> None:
    job = jobs.submit(entry("until_finishing"))
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING)
    job.finish()
    wait(qtbot, job)
    assert job.state is JobState.FINISHED


def test_what_a_person_waits_for_does_not_queue_behind_a_long_run(jobs: Jobs, qtbot: QtBot) -> None:
    long = jobs.submit(entry("partial_results", Lane.COMPUTE, results=100_000, pause=0.001))
    short = jobs.submit(entry("add", Lane.INTERACTIVE, a=1, b=2))
    wait(qtbot, short)
    assert not long.is_over
    long.cancel()
    wait(qtbot, long)


def test_a_job_that_waits_is_cancelled_at_once_and_not_when_its_turn_comes(jobs: Jobs, qtbot: QtBot) -> None:
    long = jobs.submit(entry("partial_results", Lane.COMPUTE, results=100_000, pause=0.001))
    waiting, last = (jobs.submit(entry("partial_results", Lane.COMPUTE, results=1)) for _ in range(2))
    qtbot.waitUntil(lambda: long.state is JobState.RUNNING, timeout=PATIENCE)
    waiting.cancel()
    wait(qtbot, waiting)
    assert waiting.state is JobState.CANCELLED and not long.is_over
    long.cancel()
    wait(qtbot, long, last)
    assert last.state is JobState.FINISHED


def test_a_worker_that_dies_fails_its_job_and_serves_the_next(jobs: Jobs, qtbot: QtBot) -> None:
    died, after = jobs.submit(entry("die")), jobs.submit(entry("add", a=1, b=2))
    wait(qtbot, died, after)
    assert died.state is JobState.FAILED
    assert after.state is JobState.FINISHED


def test_shutting_down_ends_what_runs_and_what_waits(qtbot: QtBot) -> None:
    jobs = Jobs()
    running = jobs.submit(entry("deaf"))
    jobs.submit(entry("deaf"))
    qtbot.waitUntil(lambda: running.state is JobState.RUNNING, timeout=PATIENCE)
    jobs.shutdown()


def test_what_is_submitted_after_the_end_is_cancelled_and_starts_no_process(jobs: Jobs, qtbot: QtBot) -> None:
    jobs.shutdown()
    job = jobs.submit(entry("count"))
    jobs.warm_up()
    qtbot.waitUntil(lambda: job.is_over)
    assert job.state is JobState.CANCELLED and jobs.running == [] and jobs.findChildren(QThread) == []
