"""The search as a job, with real candidates, in real processes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.nas.request import Clock, Costing, End, Ended, Executing, Fidelity, Found, Proxy, SearchRequest
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished, Log, Progress, Result, Sample
from edgeviz.jobs.spec import JobSpec
from edgeviz.jobs.worker import Worker
from edgeviz.project import searches
from edgeviz.project.store import Store
from tests.engine.nas.searching import ID, job, plain, small
from tests.engine.nas.small_spaces import elastic, request
from tests.engine.nas.test_executors import eventually, gone


def found_in(events: list[Event]) -> list[Found]:
    return [event.payload for event in events if isinstance(event, Result)]


def run(spec: JobSpec) -> list[Event]:
    events: list[Event] = []
    run_job(spec, events.append)
    return events


def whole(wanted: SearchRequest, folder: Path, known: tuple[Found, ...] = ()) -> list[Found]:
    events = run(job(wanted, str(folder), known))
    assert isinstance(events[-1], Finished), events[-1]
    return found_in(events)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    return run(job(small(), str(tmp_path_factory.mktemp("search"))))


def test_a_search_hands_over_each_candidate_with_its_figures_and_what_there_is_to_draw(reference: list[Event]) -> None:
    found = found_in(reference)
    assert reference[-1] == Finished(reference[-1].job, Ended(End.TRIALS, 8))
    assert [one.number for one in found] == list(range(8))
    assert all({"accuracy", "latency", "size", "macs"} <= set(one.trial.metrics) for one in found)
    assert all(one.trial.seconds > 0 for one in found) and found[-1].elapsed > found[0].elapsed > 0
    rewards = [event for event in reference if isinstance(event, Sample) and event.name == "reward"]
    assert [event.step for event in rewards] == list(range(8))
    assert any(isinstance(event, Sample) and event.name == "sampler/best reward" for event in reference)
    progress = [event for event in reference if isinstance(event, Progress)]
    assert progress[-1].text == "8 of 8 candidates" and progress[-1].total == 8


@pytest.mark.slow
def test_it_is_the_same_whatever_the_number_of_workers(reference: list[Event], tmp_path: Path) -> None:
    expected = plain(found_in(reference))
    for workers in (2, 3):
        assert plain(whole(small(workers=workers), tmp_path)) == expected


@pytest.mark.slow
def test_it_goes_on_with_what_is_known(reference: list[Event], tmp_path: Path) -> None:
    known = tuple(one for one in found_in(reference) if one.number in (0, 1, 3, 4))
    again = whole(small(), tmp_path, known)
    assert {one.number for one in again} == {2, 5, 6, 7}
    assert plain([*known, *again]) == plain(found_in(reference))


@pytest.mark.slow
def test_screening_takes_the_better_of_two_by_a_score_without_training(tmp_path: Path) -> None:
    evaluating = replace(small().evaluating, proxy=Proxy.NASWOT, screen=2)
    found = whole(replace(small(4, workers=2), evaluating=evaluating), tmp_path)
    assert len(found) == 4 and all("naswot" in one.proxies for one in found)


@pytest.mark.slow
def test_successive_halving_trains_the_best_longer(tmp_path: Path) -> None:
    train = replace(small().evaluating.train, epochs=2)
    evaluating = replace(small().evaluating, fidelity=Fidelity.HALVING, train=train, rungs=2, factor=2)
    found = whole(replace(small(4, workers=2), evaluating=evaluating), tmp_path)
    assert [one.trial.budget for one in sorted(found, key=lambda one: one.number)] == [1, 1, 1, 1, 2, 2]


@pytest.mark.slow
def test_a_supernet_is_trained_once_and_its_parts_are_searched(tmp_path: Path) -> None:
    wanted = request(elastic(), fidelity=Fidelity.SUPERNET)
    wanted = replace(wanted, trials=3, executing=Executing(workers=2, batch=3))
    events = run(job(wanted, str(tmp_path)))
    assert isinstance(events[-1], Finished), events[-1]
    (file,) = tmp_path.glob("supernet-*.npz")
    assert len(found_in(events)) == 3
    # Here latencies are measured, beside another worker, which is said.
    assert any(isinstance(event, Log) and "come out longer" in event.text for event in events)
    before = file.stat().st_mtime_ns
    assert len(whole(replace(wanted, trials=4), tmp_path, tuple(found_in(events)))) == 1
    assert file.stat().st_mtime_ns == before


def test_a_search_that_cannot_evaluate_anything_fails_with_the_remedy(tmp_path: Path) -> None:
    wanted = replace(small(), costing=Costing(Clock.TABLE))
    failed = run(job(wanted, str(tmp_path)))[-1]
    assert isinstance(failed, Failed) and not failed.fault and failed.remedy


class Searching:
    """A search in the window's own kind of worker, which may be cancelled and asked to finish."""

    def __init__(self, spec: JobSpec) -> None:
        self.events: list[Event] = []
        self.cancel, self.finish = threading.Event(), threading.Event()
        self.worker = Worker()
        self.thread = threading.Thread(
            target=self.worker.run, args=(spec, self.events.append, self.cancel, self.finish)
        )
        self.thread.start()

    def wait(self, condition: Callable[[list[Found]], bool]) -> None:
        assert eventually(lambda: condition(found_in(self.events)) or not self.thread.is_alive(), 200)
        assert self.thread.is_alive(), self.events[-1]

    def children(self) -> list[int]:
        assert self.worker._process is not None
        parent = str(self.worker._process.pid)
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                is_child = (place / "stat").read_text().rpartition(")")[2].split()[1] == parent
                if is_child and b"executors" in (place / "cmdline").read_bytes():
                    found.append(int(place.name))
        return found


@pytest.mark.slow
def test_a_cancelled_search_ends_within_a_second_and_so_do_its_processes(tmp_path: Path) -> None:
    search = Searching(job(small(1000, workers=2), str(tmp_path)))
    try:
        search.wait(lambda found: len(found) >= 2)
        children = search.children()
        assert len(children) == 2
        begun = time.monotonic()
        search.cancel.set()
        search.thread.join(60)
        seconds = time.monotonic() - begun
        assert isinstance(search.events[-1], Cancelled)
        assert eventually(lambda: all(map(gone, children)), 20)
        print(f"cancelled in {seconds:.2f} s")
    finally:
        search.worker.stop()


@pytest.mark.slow
def test_a_search_that_is_asked_to_finish_brings_those_in_flight_to_an_end(tmp_path: Path) -> None:
    search = Searching(job(small(1000, workers=2), str(tmp_path)))
    try:
        search.wait(lambda found: len(found) >= 1)
        search.finish.set()
        search.thread.join(120)
        end = search.events[-1]
        assert isinstance(end, Finished) and end.payload.end is End.PAUSED
        assert end.payload.candidates == len(found_in(search.events)) < 20
    finally:
        search.worker.stop()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_search_that_is_killed_goes_on_and_only_those_in_flight_were_lost(tmp_path: Path) -> None:
    path = tmp_path / "p.edgeviz"
    Store.create(path).close()
    command = [sys.executable, "-m", "tests.engine.nas.searching", str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    known: dict[int, Found] = {}
    for lines in (3, 2, None):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(lines)] if lines else []
        if lines:
            process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().splitlines()]
        process.wait()
        with Store.open(path) as store:
            ((record,), damaged) = searches.load(store)
        assert not damaged and record.outcome == ("interrupted" if lines else "finished")
        stored = {one.number: one for one in record.found}
        # What was acknowledged is on disk, and what was there before was not evaluated again.
        assert set(acknowledged) | set(known) <= set(stored)
        assert all(stored[number] == one for number, one in known.items()) and not set(acknowledged) & set(known)
        known = stored
    assert record.id == ID
    assert plain(list(known.values())) == plain(whole(small(10, workers=2), tmp_path))
