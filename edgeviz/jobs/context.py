"""What a running job sees: progress out, cancellation in."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any, TypeVar

from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished, Log, Progress, Result, Sample, Started
from edgeviz.jobs.spec import JobSpec

T = TypeVar("T")

#: Seconds between two progress events (10 Hz); the last one is never dropped.
INTERVAL = 0.1


class CancelledError(BaseException):
    """Raised by ``Context.check``. A BaseException, so that no ``except Exception`` swallows it."""


class Context:
    """Passed to every job entry as its first argument."""

    def __init__(
        self,
        job: str,
        emit: Callable[[Event], None],
        is_cancelled: Callable[[], bool],
        is_finishing: Callable[[], bool] = lambda: False,
    ) -> None:
        self.job = job
        self._emit = emit
        self._is_cancelled = is_cancelled
        self._is_finishing = is_finishing
        self._begun = time.monotonic()
        self._last = -INTERVAL
        self._pending: Progress | None = None

    def within(self, emit: Callable[[Event], None]) -> Context:
        """For a job that is a part of this one: cancelled together with it, and what it reports goes to ``emit``."""
        return Context(self.job, emit, self._is_cancelled, self._is_finishing)

    def observed(self, see: Callable[[Event], None]) -> Context:
        """The same, and ``see`` gets every event first."""

        def tell(event: Event) -> None:
            see(event)
            self._emit(event)

        return self.within(tell)

    def pausable(self) -> Context:
        """For a part that keeps what it has when it is cancelled: it is, too, when the job is asked to finish."""
        return Context(self.job, self._emit, lambda: self._is_cancelled() or self._is_finishing(), self._is_finishing)

    def check(self) -> None:
        """Raise CancelledError when the job has been cancelled. Call it for every batch."""
        if self._is_cancelled():
            raise CancelledError

    @property
    def finishing(self) -> bool:
        """Whether the job was asked to begin nothing more and to end when what it has begun is done."""
        return self._is_finishing()

    def progress(self, done: float, total: float | None = None, text: str = "") -> None:
        """Report progress and check for cancellation. Events are throttled to 10 Hz."""
        self.check()
        now = time.monotonic()
        eta = (now - self._begun) * (total - done) / done if total and done > 0 else None
        self._pending = Progress(self.job, done, total, eta, text)
        if now - self._last >= INTERVAL:
            self._last = now
            self.flush()

    def flush(self) -> None:
        if self._pending is not None:
            self._emit(self._pending)
            self._pending = None

    def track(self, items: Iterable[T], total: int | None = None, text: str = "") -> Iterator[T]:
        """Iterate, reporting progress and checking for cancellation around every item."""
        count = total if total is not None else (len(items) if isinstance(items, Sized) else None)
        self.progress(0, count, text)
        for done, item in enumerate(items, 1):
            yield item
            self.progress(done, count, text)

    def result(self, payload: Any) -> None:
        """Hand over a partial result at once; it is kept even when the job is cancelled later."""
        self._emit(Result(self.job, payload))

    def sample(self, name: str, step: int, value: float) -> None:
        self._emit(Sample(self.job, name, step, float(value)))

    def log(self, text: str, level: str = "info") -> None:
        self._emit(Log(self.job, level, text))


def run_job(
    spec: JobSpec,
    emit: Callable[[Event], None],
    is_cancelled: Callable[[], bool] = lambda: False,
    is_finishing: Callable[[], bool] = lambda: False,
) -> None:
    """Run ``spec`` here and now; ``emit`` gets its events, of which the last is the one terminal event."""
    context = Context(spec.id, emit, is_cancelled, is_finishing)
    end: Event = Cancelled(spec.id)
    try:
        emit(Started(spec.id))
        context.check()
        end = Finished(spec.id, spec.resolve()(context, **spec.arguments))
        context.flush()
    except (CancelledError, KeyboardInterrupt):
        end = Cancelled(spec.id)
    except EdgeVizError as error:
        end = Failed(spec.id, error.what, error.remedy, error.details or traceback.format_exc())
    except MemoryError:
        end = Failed(spec.id, f"{spec.title}: not enough memory.", "Close other programs or use fewer samples.")
    except Exception as error:
        end = Failed(
            spec.id,
            f"{spec.title} failed: {type(error).__name__}: {error}".rstrip(),
            "This is a fault in EdgeViz; the details help to mend it.",
            traceback.format_exc(),
            fault=True,
        )
    finally:
        emit(end)


class Untracked(Context):
    """A context for calling an entry directly: it reports nothing and is never cancelled."""

    def __init__(self) -> None:
        super().__init__("", lambda event: None, lambda: False)
