"""One warm child process that runs jobs, one after another, and can be ended without harm.

A process can be cancelled while it is inside a torch or onnxruntime call, it does not hold the window's
interpreter lock, and it cannot take the window down with it.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any

from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import TERMINAL, Cancelled, Event, Failed
from edgeviz.jobs.spec import JobSpec

#: Seconds that a cancelled job has to end by itself before its process is ended.
GRACE = 0.8

#: Imported before the first job, in this order: light jobs need the first, all others the second.
LIGHT_MODULES = ("numpy", "onnx")
HEAVY_MODULES = ("torch", "onnxruntime")


def _import_quietly(modules: tuple[str, ...]) -> None:
    for name in modules:
        # A missing package is reported by the job that needs it, with its remedy.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def limit_threads() -> None:
    """Leave a core to the window: two busy torch threads on two busy cores run many times slower than one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, cores - 1)))


def let_the_window_go_first() -> None:
    """For a process beside the workers of the lanes, of which there may be as many as cores."""
    if hasattr(os, "nice"):
        os.nice(5)


def end_with_parent(parent: int) -> None:
    """For a thread of a worker, which inside a long call would otherwise outlive a window that was killed."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _reached(asked: Any, number: int) -> bool:
    return bool(asked.value >= number)


def _child(pipe: Connection, cancelled: Any, finishing: Any, parent: int) -> None:
    limit_threads()
    # A daemon may have no children; this one ends with its parent all the same, and its children with it.
    multiprocessing.current_process().daemon = False
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    _import_quietly(LIGHT_MODULES)
    warm = threading.Thread(target=_import_quietly, args=(HEAVY_MODULES,), daemon=True)
    warm.start()
    while True:
        try:
            number, spec = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if not spec.light:
            warm.join()
        run_job(spec, pipe.send, partial(_reached, cancelled, number), partial(_reached, finishing, number))


class Worker:
    """Supervises the child process. ``run`` blocks, so call it from a thread of its own."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._cancelled: Any = self._context.RawValue("q", 0)
        self._finishing: Any = self._context.RawValue("q", 0)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._number = 0

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Start the child if it is not running, so that its imports are over when the first job comes."""
        if self.alive:
            return
        self.stop()
        ours, theirs = self._context.Pipe()
        # Without a lock, because a child that is ended while it holds one would block us for ever.
        self._cancelled = self._context.RawValue("q", 0)
        self._finishing = self._context.RawValue("q", 0)
        self._process = self._context.Process(
            target=_child,
            args=(theirs, self._cancelled, self._finishing, os.getpid()),
            daemon=True,
            name="edgeviz-worker",
        )
        self._process.start()
        theirs.close()
        self._pipe = ours

    def run(
        self,
        spec: JobSpec,
        emit: Callable[[Event], None],
        cancel: threading.Event,
        finish: threading.Event | None = None,
    ) -> None:
        """Run ``spec`` in the child and pass its events to ``emit``, the last of which is terminal.

        cancel: ends the job soon, whatever it does. finish: asks it to begin nothing more; only some jobs listen.
        """
        self._number += 1
        told: float | None = None
        try:
            message = ForkingPickler.dumps((self._number, spec))
        except Exception as error:
            # Whatever it holds that cannot be sent, the jobs behind this one are served.
            emit(
                Failed(
                    spec.id, f"{spec.title}: the job cannot be handed over.", "Try it again.", repr(error), fault=True
                )
            )
            return
        try:
            self.start()
            assert self._pipe is not None
            self._pipe.send_bytes(message)
            while True:
                if cancel.is_set() and told is None:
                    told = time.monotonic()
                    self._cancelled.value = self._number
                if finish is not None and finish.is_set():
                    self._finishing.value = self._number
                if self._pipe.poll(0.05):
                    event = self._pipe.recv()
                    emit(event)
                    if isinstance(event, TERMINAL):
                        return
                elif told is not None and time.monotonic() - told > GRACE:
                    self.stop()
                    emit(Cancelled(spec.id))
                    return
        except (EOFError, OSError):
            code = self._process.exitcode if self._process else None
            self.stop()
            if cancel.is_set():
                emit(Cancelled(spec.id))
            else:
                emit(
                    Failed(
                        spec.id,
                        f"{spec.title}: the background process ended unexpectedly.",
                        "It may have run out of memory: use fewer samples or a smaller model, and try again.",
                        f"exit code {code}",
                    )
                )

    def stop(self) -> None:
        """End the child at once. A later ``run`` starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
