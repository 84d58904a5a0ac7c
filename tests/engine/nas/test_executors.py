from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Executing
from edgeviz.engine.nas.executors import LocalProcesses, opened
from tests.engine.nas import entries


@pytest.fixture
def processes() -> Iterator[LocalProcesses]:
    executor = LocalProcesses(2)
    yield executor
    executor.shutdown(cancel_futures=True)


def gone(pid: int) -> bool:
    """Whether a process has ended, even if nobody has asked for its exit code yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def eventually(condition: Callable[[], bool], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_calls_run_in_other_processes_on_one_thread(processes: LocalProcesses) -> None:
    assert processes.submit(entries.add, 1, b=2).result(120) == 3
    assert processes.submit(entries.process_id).result(120) != os.getpid()
    assert processes.submit(entries.threads).result(120) == 1


def test_the_window_goes_before_the_processes(processes: LocalProcesses) -> None:
    theirs = processes.submit(os.getpriority, os.PRIO_PROCESS, 0).result()
    assert theirs == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)
    # A priority counts within a session only, where the system shares the processor out among these.
    assert processes.submit(os.getsid, 0).result() == os.getsid(0)


def test_what_a_terminal_sends_to_us_does_not_reach_the_processes(processes: LocalProcesses) -> None:
    assert processes.submit(os.getpgid, 0).result() != os.getpgid(0)


def test_no_more_processes_are_started_than_were_asked_for(processes: LocalProcesses) -> None:
    futures = [processes.submit(entries.rest, 0.01) for _ in range(12)]
    assert len({future.result(120) for future in futures}) <= 2
    assert len(processes.process_ids()) <= 2


def test_an_error_comes_back_as_it_was_raised(processes: LocalProcesses) -> None:
    with pytest.raises(ZeroDivisionError, match="what"):
        processes.submit(entries.fail).result(120)
    with pytest.raises(RuntimeError, match="NotPortableError: 1 and 2"):
        processes.submit(entries.fail_strangely).result(120)
    assert processes.submit(entries.add, 1, 1).result(120) == 2


def test_a_process_that_dies_takes_one_call_with_it_and_is_replaced(processes: LocalProcesses) -> None:
    other = processes.submit(entries.rest, 1.0)
    with pytest.raises(BrokenExecutor, match="vanished"):
        processes.submit(entries.die).result(120)
    assert other.result(120)
    assert [processes.submit(entries.add, one, 1).result(120) for one in range(4)] == [1, 2, 3, 4]


def test_what_a_call_prints_does_not_get_among_the_results(
    processes: LocalProcesses, capfd: pytest.CaptureFixture[str]
) -> None:
    assert processes.submit(entries.chatter).result(120) == "done"
    assert "noise" not in capfd.readouterr().out


def test_shutting_down_ends_what_is_running_and_cancels_what_is_waiting(tmp_path: Path) -> None:
    executor = LocalProcesses(1)
    begun = tmp_path / "begun"
    running = executor.submit(entries.touch_and_rest, str(begun), 600.0)
    waiting = executor.submit(entries.add, 1, 2)
    assert eventually(lambda: begun.exists() and begun.read_text() != "")
    executor.shutdown(cancel_futures=True)
    assert waiting.cancelled()
    with pytest.raises(BrokenExecutor):
        running.result(60)
    assert gone(int(begun.read_text()))
    with pytest.raises(RuntimeError, match="shut down"):
        executor.submit(entries.add, 1, 2)


PARENT = """
import sys
from edgeviz.engine.nas.executors import LocalProcesses
from tests.engine.nas import entries
LocalProcesses(1).submit(entries.touch_and_rest, sys.argv[1], 600.0).result()
"""


def test_processes_do_not_outlive_a_program_that_is_killed(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(begun)], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert eventually(lambda: begun.exists() and begun.read_text() != "")
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert eventually(lambda: gone(int(begun.read_text())))


def test_a_scheduler_that_is_not_there_is_said_with_the_address() -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: pip install 'edgeviz[distributed]'")
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "tcp://[bad"):
        with pytest.raises(EdgeVizError, match="No Dask scheduler"), opened(Executing(scheduler=address)):
            pass


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EdgeVizError, match=r"edgeviz\[distributed\]"), opened(Executing(scheduler="tcp://x:1")):
        pass
