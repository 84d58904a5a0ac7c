"""A search on a real Dask cluster: a scheduler and workers in processes of their own, which vanish and come back."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import End, Executing
from edgeviz.engine.nas.executors import opened
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Cancelled, Event, Finished
from tests.engine.nas import entries
from tests.engine.nas.cluster import Cluster
from tests.engine.nas.searching import job, plain, small
from tests.engine.nas.test_executors import eventually
from tests.engine.nas.test_job import found_in, whole

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'edgeviz[distributed]'")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    try:
        yield found
    finally:
        found.stop()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_search_on_a_cluster_whose_workers_vanish_and_join_finds_what_one_here_finds(
    cluster: Cluster, tmp_path: Path
) -> None:
    cluster.add()
    cluster.add()
    events: list[Event] = []
    wanted = small(12, scheduler=cluster.address)
    search = threading.Thread(target=run_job, args=(job(wanted, str(tmp_path)), events.append))
    search.start()
    # In the middle of the second round one of two is killed; some time later another one joins.
    assert eventually(lambda: len(found_in(events)) >= 5 or not search.is_alive(), 400)
    cluster.workers[0].send_signal(signal.SIGKILL)
    cluster.add()
    search.join(400)
    assert isinstance(events[-1], Finished) and events[-1].payload.end is End.TRIALS, events[-1]
    assert plain(found_in(events)) == plain(whole(small(12), tmp_path))


@pytest.mark.slow
def test_a_search_without_workers_waits_for_them_and_is_cancelled_at_once(cluster: Cluster, tmp_path: Path) -> None:
    cancel, events = threading.Event(), list[Event]()
    spec = job(small(4, scheduler=cluster.address), str(tmp_path))
    search = threading.Thread(target=run_job, args=(spec, events.append, cancel.is_set))
    search.start()
    assert eventually(lambda: any("0 of 4" in getattr(event, "text", "") for event in events), 120)
    cancel.set()
    search.join(20)
    assert isinstance(events[-1], Cancelled)


def test_a_cluster_is_an_executor_that_tells_of_errors(cluster: Cluster) -> None:
    cluster.add()
    with opened(Executing(scheduler=cluster.address, batch=5)) as (executor, capacity):
        assert capacity == 5
        assert executor.submit(entries.add, 1, 2).result(120) == 3
        # Equal calls are made twice: what is measured again is measured again.
        assert {executor.submit(entries.process_id).result(120)} == {cluster.workers[0].pid}
        with pytest.raises(ZeroDivisionError, match="what"):
            executor.submit(entries.fail).result(120)


def test_a_cluster_with_another_version_is_said(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.add()
    import distributed

    with contextlib.closing(distributed.Client(cluster.address, set_as_default=False)) as client:
        client.wait_for_workers(1, timeout=120)
    monkeypatch.setattr("edgeviz.engine.nas.executors.__version__", "999.0")
    with (
        pytest.raises(EdgeVizError, match=r"does not have EdgeViz 999\.0"),
        opened(Executing(scheduler=cluster.address)),
    ):
        pass
