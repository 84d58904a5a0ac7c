"""Job entries that run in the real worker, for tests of the window."""

from __future__ import annotations

import time
from pathlib import Path

from edgeviz.core.errors import DataError
from edgeviz.jobs.context import Context


def count(context: Context, steps: int = 3, seconds: float = 0.0) -> int:
    """Report ``steps`` steps, each taking ``seconds``."""
    for _ in context.track(range(steps), text="counting"):
        time.sleep(seconds)
    return steps


def wait_for(context: Context, path: str) -> None:
    """Run until the file ``path`` exists or the job is cancelled."""
    context.progress(1, 4, "waiting")
    while not Path(path).exists():
        context.check()
        time.sleep(0.01)


def fail(context: Context) -> None:
    raise DataError("labels.csv: row 7 has no label.", "Add the label.", "line one of the details\nline two")
