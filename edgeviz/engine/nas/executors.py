"""Who evaluates the candidates of a search: processes of this machine, or the workers of a Dask cluster.

Both are executors of ``concurrent.futures``. A local process that vanishes (out of memory, ended) takes one evaluation
with it, whose future raises BrokenExecutor, and is replaced. Dask gives what a vanished worker had to another one.

Local processes speak over a pipe that nobody else can open. A Dask cluster runs whatever anybody who reaches its
scheduler sends to it: the network that it listens on must be one whose members are trusted.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from edgeviz import __version__
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Executing
from edgeviz.jobs.worker import end_with_parent, let_the_window_go_first

R = TypeVar("R")

#: Seconds in which a Dask scheduler must answer.
PATIENCE = 10.0
#: Libraries that would each take all cores for one candidate.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
#: What a local worker's interpreter runs, with its end of the pipe and its parent as arguments.
COMMAND = "import sys; from edgeviz.engine.nas.executors import serve; serve(int(sys.argv[1]), int(sys.argv[2]))"


@contextlib.contextmanager
def opened(executing: Executing) -> Iterator[tuple[Executor, int]]:
    """The executor that is asked for, and how many evaluations it takes at once; what still runs is ended behind it.

    Of a cluster as many as a round has: which workers it has changes, and it queues the others itself.
    """
    if executing.scheduler:
        with _cluster(executing.scheduler) as cluster:
            yield cluster, executing.batch
        return
    processes = LocalProcesses(executing.workers)
    try:
        yield processes, executing.workers
    finally:
        processes.shutdown(cancel_futures=True)


class LocalProcesses(Executor):
    """At most ``count`` processes with one thread each, started when there is work for them.

    ``ProcessPoolExecutor`` would do but for two things: when one of its processes dies it gives up all the others, and
    it cannot be used within a job's process.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._waiting: queue.SimpleQueue[tuple[Future[Any], bytes] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """As ``Executor.submit``; the future of a process that vanishes raises BrokenExecutor."""
        future: Future[R] = Future()
        message = bytes(ForkingPickler.dumps((fn, args, kwargs)))
        with self._lock:
            if self._closed:
                raise RuntimeError("the executor is shut down")
            self._waiting.put((future, message))
            if len(self._threads) < self._count:
                self._threads.append(threading.Thread(target=self._supervise, daemon=True))
                self._threads[-1].start()
        return future

    def process_ids(self) -> list[int]:
        """Of the processes that are alive."""
        with self._lock:
            return [process.pid for process in self._processes.values() if process.poll() is None]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """``cancel_futures``: what is being evaluated ends at once too, with its process."""
        with self._lock:
            self._closed = True
            processes = list(self._processes.values()) if cancel_futures else []
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while (item := self._waiting.get_nowait()) is not None:
                    item[0].cancel()
        for process in processes:
            process.kill()
        for _ in self._threads:
            self._waiting.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _supervise(self) -> None:
        """A thread for each process: it passes calls on and answers back, and replaces a process that vanished."""
        connection: Connection | None = None
        while (item := self._waiting.get()) is not None:
            future, message = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if connection is None:
                    connection = self._start()
                connection.send_bytes(message)
                succeeded, answer = pickle.loads(connection.recv_bytes())
            except (EOFError, OSError) as error:
                self._end(connection)
                connection = None
                future.set_exception(BrokenExecutor(f"A process of the search vanished: {error!r}"))
                continue
            if succeeded:
                future.set_result(answer)
            else:
                future.set_exception(answer)
        self._end(connection)

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        # Not a process of multiprocessing's: a job's own process, which is ended with its parent, may have none.
        path = os.pathsep.join(str(Path(one).absolute()) for one in sys.path)
        with self._lock:
            if self._closed:
                raise EOFError("the executor is shut down")
            self._processes[threading.get_ident()] = subprocess.Popen(
                [sys.executable, "-c", COMMAND, str(theirs.fileno()), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # Ctrl-C is for whoever asked for the search, who ends its processes. A group for that, no session:
                # each session gets its own share of the processor where Linux groups them (sched(7), autogroup), and
                # a lower priority counts only within one.
                process_group=0,
                # What native code prints must not get among the results of the command line.
                stdout=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
            )
        theirs.close()
        return ours

    def _end(self, connection: Connection | None) -> None:
        """Without its pipe a process ends by itself, unless it is stuck."""
        if connection is not None:
            connection.close()
        with self._lock:
            process = self._processes.pop(threading.get_ident(), None)
        if process is not None:
            process.kill()
            process.wait()


def serve(descriptor: int, parent: int) -> None:
    """What a local process does: one call after another, until the pipe is closed or its parent is gone."""
    connection = Connection(descriptor)
    let_the_window_go_first()
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    while True:
        try:
            function, args, kwargs = pickle.loads(connection.recv_bytes())
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            answer: tuple[bool, Any] = True, function(*args, **kwargs)
        except Exception as error:
            answer = False, _portable(error)
        try:
            connection.send_bytes(ForkingPickler.dumps(answer))
        except OSError:  # nobody waits for it any more
            return


def _portable(error: Exception) -> Exception:
    """``error`` if it can be sent as it is, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))
        return error
    except Exception:
        return RuntimeError("".join(traceback.format_exception_only(error)).strip())


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask scheduler, which may come and go. What one of them has begun it brings to an end, unheard.

    Raises EdgeVizError where ``distributed`` is not installed, the scheduler is not reached, or a worker has no
    EdgeViz, or another version of it.
    """
    try:
        import distributed
    except ImportError as error:
        raise EdgeVizError(
            "A Dask cluster needs the package distributed, which is not installed.",
            "Install EdgeViz with its extra: pip install 'edgeviz[distributed]'.",
            str(error),
        ) from error
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EdgeVizError(
            f"No Dask scheduler was reached at {address[:100]}.",
            "Check the address (tcp://HOST:8786), and that the scheduler runs with the same version of Dask.",
            str(error),
        ) from error
    try:
        for worker, version in client.run(_version, on_error="return").items():
            if version != __version__:
                raise EdgeVizError(
                    f"The worker {worker} does not have EdgeViz {__version__}: {version}".rstrip("."),
                    "Install the same version on all workers.",
                )
        executor: Executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close(timeout=2.0)


def _version() -> str:
    return __version__
