import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgeviz.jobs.events import TERMINAL, Cancelled, Event, Failed, Finished, Result, Started
from edgeviz.jobs.spec import JobSpec
from edgeviz.jobs.worker import Worker


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


def entry(name: str, light: bool = True, **arguments: object) -> JobSpec:
    return JobSpec(f"tests.jobs.entries:{name}", name, arguments, light=light)


def run(worker: Worker, spec: JobSpec, cancel_at: type[Event] | None = None) -> list[Event]:
    events: list[Event] = []
    cancel = threading.Event()

    def take(event: Event) -> None:
        events.append(event)
        if cancel_at is not None and isinstance(event, cancel_at):
            cancel.set()

    worker.run(spec, take, cancel)
    assert [isinstance(event, TERMINAL) for event in events].count(True) == 1
    return events


def test_a_job_runs_in_another_process(worker: Worker) -> None:
    finished = run(worker, entry("process_id"))[-1]
    assert isinstance(finished, Finished)
    assert finished.payload != os.getpid()


def test_one_process_serves_many_jobs(worker: Worker) -> None:
    first, second = (run(worker, entry("process_id"))[-1] for _ in range(2))
    assert isinstance(first, Finished)
    assert isinstance(second, Finished)
    assert first.payload == second.payload


def test_a_job_that_cannot_be_sent_fails_and_the_next_one_runs(worker: Worker) -> None:
    (failed,) = run(worker, entry("process_id", lock=threading.Lock()))
    assert isinstance(failed, Failed) and "handed over" in failed.what and "lock" in failed.details
    assert isinstance(run(worker, entry("process_id"))[-1], Finished)


def test_cancelling_keeps_partial_results_and_the_process(worker: Worker) -> None:
    before = run(worker, entry("process_id"))[-1]
    events = run(worker, entry("partial_results", results=1000, pause=0.01), cancel_at=Result)
    assert any(isinstance(event, Result) for event in events)
    assert isinstance(events[-1], Cancelled)
    assert run(worker, entry("process_id"))[-1].payload == before.payload  # type: ignore[union-attr]


def test_a_job_that_does_not_listen_is_ended_and_the_next_one_runs(worker: Worker) -> None:
    assert isinstance(run(worker, entry("deaf"), cancel_at=Started)[-1], Cancelled)
    assert run(worker, entry("add", a=1, b=1))[-1].payload == 2  # type: ignore[union-attr]


def test_a_cancellation_does_not_reach_the_next_job(worker: Worker) -> None:
    run(worker, entry("partial_results", results=1000, pause=0.01), cancel_at=Result)
    assert isinstance(run(worker, entry("count", steps=3))[-1], Finished)


def test_a_process_that_dies_is_reported_with_a_remedy_and_replaced(worker: Worker) -> None:
    failed = run(worker, entry("die"))[-1]
    assert isinstance(failed, Failed)
    assert "ended unexpectedly" in failed.what
    assert failed.remedy
    assert isinstance(run(worker, entry("add", a=1, b=1))[-1], Finished)


def test_a_payload_that_cannot_travel_is_a_failure_and_not_a_hang(worker: Worker) -> None:
    assert isinstance(run(worker, entry("unpicklable"))[-1], Failed)
    assert isinstance(run(worker, entry("add", a=1, b=1))[-1], Finished)


def test_a_heavy_job_finds_torch_imported(worker: Worker) -> None:
    assert run(worker, entry("imported", light=False, module="torch"))[-1].payload is True  # type: ignore[union-attr]


def test_a_worker_ends_when_the_window_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import threading\n"
        "from edgeviz.jobs.spec import JobSpec\n"
        "from edgeviz.jobs.worker import Worker\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker()\n"
        "    def show(event):\n"
        "        if getattr(event, 'payload', None): print(event.payload, flush=True)\n"
        "    worker.run(JobSpec('tests.jobs.entries:process_id', 'pid', light=True), show, threading.Event())\n"
        "    worker.run(JobSpec('tests.jobs.entries:deaf', 'deaf', light=True), show, threading.Event())\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(200):
        if not _is_running(child):
            break
        time.sleep(0.05)
    assert not _is_running(child)
    parent.stdout.close()


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_job_asked_to_finish_ends_with_what_it_has_and_the_next_one_is_not_asked(worker: Worker) -> None:
    events: list[Event] = []
    finish = threading.Event()

    def take(event: Event) -> None:
        events.append(event)
        if isinstance(event, Result):
            finish.set()

    worker.run(entry("until_finishing"), take, threading.Event(), finish)
    first = events[-1]
    assert isinstance(first, Finished) and first.payload >= 1
    second = run(worker, entry("is_finishing"))[-1]
    assert isinstance(second, Finished) and second.payload is False
