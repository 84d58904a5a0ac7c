"""One computation over many items on all cores, for jobs whose work is plain Python and so holds the interpreter."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

from edgeviz.jobs.context import Context
from edgeviz.jobs.worker import end_with_parent, let_the_window_go_first

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Found = TypeVar("Found")

#: Seconds between two looks at whether the job was cancelled.
PATIENCE = 0.05

_shared: Any = None


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def spread(
    context: Context, function: Callable[[Shared, Item], Found], shared: Shared, items: Sequence[Item], processes: int
) -> Iterator[Found]:
    """``function(shared, item)`` of every item, in their order. All of it must be picklable; ``shared`` is sent once to
    each process. Raises CancelledError soon after the job was cancelled; what is begun then ends by itself, and ends at
    once where this process is killed."""
    pool = ProcessPoolExecutor(
        min(processes, len(items)) or 1, multiprocessing.get_context("spawn"), _begin, (os.getpid(), shared)
    )
    try:
        for future in [pool.submit(_call, function, item) for item in items]:
            while True:
                context.check()
                try:
                    found = future.result(PATIENCE)
                    break
                except NotYet:
                    continue
            yield found
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    # Whoever ends while the pool's own thread still closes its pipes gets a traceback at exit.
    pool.shutdown()


def _begin(parent: int, shared: Any) -> None:
    global _shared
    _shared = shared
    let_the_window_go_first()
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()


def _call(function: Callable[[Any, Item], Found], item: Item) -> Found:
    return function(_shared, item)
