"""Running jobs from the command line: progress on stderr, results in hand, errors as exceptions."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished, Log, Progress, Result
from edgeviz.jobs.spec import JobSpec

#: Seconds between two progress lines where stderr is a file or a pipe.
SPARSE = 5.0
WIDTH = 24


def printable(text: str) -> str:
    """``text`` as it may go to a terminal: a file chooses its own names, and control characters are commands there.

    Lines stay lines; everything else that does not print (escapes, direction marks, stray surrogates) is shown as
    its code.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


class FaultError(Exception):
    """A fault in EdgeViz itself: exit code 3."""

    def __init__(self, what: str, details: str) -> None:
        super().__init__(what)
        self.what = what
        self.details = details


class Console:
    """Progress and notes on stderr: one moving line on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO | None = None, verbose: bool = False) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.verbose = verbose
        self._live = self.stream.isatty()
        self._shown = 0
        self._last = float("-inf")
        self._text = ""

    def progress(self, title: str, event: Progress) -> None:
        text = event.text or title
        share = min(1.0, event.done / event.total) if event.total else None
        eta = "" if not event.eta or event.eta < 1 else f", {event.eta:.0f} s left"
        if self._live:
            filled = round(WIDTH * share) if share is not None else 0
            bar = "█" * filled + "░" * (WIDTH - filled) if share is not None else "…"
            percent = f" {100 * share:3.0f} %" if share is not None else ""
            self._line(f"{printable(text[:40])} {bar}{percent}{eta}")
            return
        moment = time.monotonic()
        if text != self._text or moment - self._last >= SPARSE:
            percent = f": {100 * share:.0f} %" if share else ""
            self._text, self._last = text, moment
            self._print(f"{text}{percent}{eta}")

    def note(self, text: str) -> None:
        self.clear()
        self._print(text)

    def clear(self) -> None:
        """Take the moving line away, before anything else is printed."""
        if self._shown:
            self._line("")
            self.stream.write("\r")
            self.stream.flush()
            self._shown = 0

    def _line(self, text: str) -> None:
        self.stream.write("\r" + text.ljust(self._shown))
        self.stream.flush()
        self._shown = len(text)

    def _print(self, text: str) -> None:
        print(printable(text), file=self.stream, flush=True)


def run(spec: JobSpec, console: Console, on_result: Callable[[Any], None] | None = None, gentle: bool = False) -> Any:
    """Run ``spec`` in this process and return its payload.

    Raises EdgeVizError with the job's remedy, FaultError, or KeyboardInterrupt when it was cancelled by Ctrl-C.
    ``gentle``: the first Ctrl-C cancels the job as the window does, so that it keeps what it has; the second ends it.
    """
    ends: list[Event] = []

    def emit(event: Event) -> None:
        match event:
            case Progress():
                console.progress(spec.title, event)
            case Log() if event.level != "info" or console.verbose:
                console.note(event.text)
            case Result() if on_result is not None:
                on_result(event.payload)
            case Finished() | Failed() | Cancelled():
                ends.append(event)

    _limit_threads()
    with _stopping(console) if gentle else contextlib.nullcontext(_never) as is_stopped:
        run_job(spec, emit, is_stopped)
    console.clear()
    match ends[-1]:
        case Finished(payload=payload):
            return payload
        case Failed() as failed if failed.fault:
            raise FaultError(failed.what, failed.details)
        case Failed() as failed:
            raise failed.error()
        case _:
            raise KeyboardInterrupt


def _never() -> bool:
    return False


@contextlib.contextmanager
def _stopping(console: Console) -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed; from then on it acts as usual again."""
    stopped: list[int] = []

    def stop(number: int, frame: object) -> None:
        stopped.append(number)
        signal.signal(signal.SIGINT, before)
        console.note("Stopping after this step; press Ctrl-C again to stop at once.")

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread, which no signal reaches
        yield _never
        return
    try:
        yield lambda: bool(stopped)
    finally:
        signal.signal(signal.SIGINT, before)


def _limit_threads() -> None:
    if "torch" not in sys.modules:
        from edgeviz.jobs.worker import limit_threads

        limit_threads()


def subprocess_environment() -> dict[str, str]:
    """The environment for a window without a screen, in a process that finds this very edgeviz."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    home = str(Path(__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
    return environment
