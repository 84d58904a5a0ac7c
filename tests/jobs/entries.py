"""Job entries that the tests run for real, in this process and in a worker."""

from __future__ import annotations

import os
import signal
import sys
import time

from edgeviz.core.errors import DataError
from edgeviz.jobs.context import Context


def add(context: Context, a: int, b: int) -> int:
    return a + b


def count(context: Context, steps: int, pause: float = 0.0) -> str:
    for step in range(steps):
        context.progress(step + 1, steps, "counting")
        time.sleep(pause)
    return "counted"


def partial_results(context: Context, results: int, pause: float = 0.0) -> None:
    for number in range(results):
        context.result(number)
        context.check()
        time.sleep(pause)


def curve(context: Context) -> None:
    context.sample("loss", 1, 0.5)
    context.log("one point")


def wrong_data(context: Context) -> None:
    raise DataError("digits.csv, row 7: the label 12 is out of range.", "Labels must be 0 to 9.")


def fault(context: Context) -> None:
    raise ZeroDivisionError("a fault of ours")


def swallow_everything(context: Context) -> str:
    """A library that catches every Exception must not swallow a cancellation."""
    for _ in range(1000):
        try:
            context.check()
            time.sleep(0.01)
        except Exception:
            return "swallowed"
    return "never cancelled"


def deaf(context: Context) -> None:
    """Never checks for cancellation, like a long call into a library."""
    time.sleep(60)


def die(context: Context) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def process_id(context: Context) -> int:
    return os.getpid()


def imported(context: Context, module: str) -> bool:
    return module in sys.modules


def unpicklable(context: Context) -> object:
    return lambda: None


def until_finishing(context: Context) -> int:
    """Hands over results until it is asked to finish; how many."""
    for number in range(2000):
        if context.finishing:
            return number
        context.result(number)
        time.sleep(0.01)
    return -1


def is_finishing(context: Context) -> bool:
    return context.finishing
