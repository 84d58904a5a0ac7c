"""Job events become Qt signals: the only place where background threads meet the window."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from edgeviz.jobs.events import TERMINAL, Cancelled, Event, Failed, Finished, Log, Progress, Result, Sample, Started
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.jobs.worker import Worker


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Called in the lane's thread with the payload of every Result before the window hears of it: it keeps the
#: result on disk, where a slow disk delays the job and not the window.
Recorder = Callable[[object], None]

_END = {Finished: JobState.FINISHED, Failed: JobState.FAILED, Cancelled: JobState.CANCELLED}


class Job(QObject):
    """One job as the window sees it; lives in the GUI thread."""

    changed = Signal()
    #: A partial result's payload; it comes before ``ended`` and is kept whatever the end is.
    resulted = Signal(object)
    #: A point of a curve: the Sample. It does not count as a change of the job.
    sampled = Signal(object)
    #: The terminal event: Finished, Failed or Cancelled.
    ended = Signal(object)
    #: Somebody asked it to stop: this Job.
    cancelling = Signal(object)

    def __init__(self, spec: JobSpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.state = JobState.QUEUED
        self.progress: Progress | None = None
        self.created = datetime.now(UTC)
        self.begun: float | None = None
        self.seconds: float | None = None
        self.end: Event | None = None
        self.log: list[Log] = []
        self.cancel_event = threading.Event()
        self.finish_event = threading.Event()

    @property
    def is_over(self) -> bool:
        return self.end is not None

    def cancel(self) -> None:
        """Ask the job to stop; it is acknowledged by ``ended`` within about a second."""
        if not self.is_over:
            self.cancel_event.set()
            self.changed.emit()
            self.cancelling.emit(self)

    def finish(self) -> None:
        """Ask the job to begin nothing more and to end when what it has begun is done, if it can (a search does)."""
        if not self.is_over:
            self.finish_event.set()
            self.changed.emit()

    def take(self, event: Event) -> None:
        match event:
            case Started():
                self.state = JobState.RUNNING
                self.begun = time.monotonic()
            case Progress():
                self.progress = event
            case Sample():
                # Many come in a second: whoever draws them gathers them, and the list of jobs need not repaint.
                self.sampled.emit(event)
                return
            case Result():
                self.resulted.emit(event.payload)
            case Log():
                self.log.append(event)
            case Finished() | Failed() | Cancelled():
                self.state = _END[type(event)]
                self.seconds = time.monotonic() - self.begun if self.begun is not None else None
                self.end = event
                self.changed.emit()
                self.ended.emit(event)
                if isinstance(event, Finished):
                    # Who wanted the payload has it; the list of jobs must not keep every histogram.
                    self.end = Finished(event.job)
                return
        self.changed.emit()


class _LaneThread(QThread):
    """Supervises one warm worker process. ``arrived`` crosses into the GUI thread by a queued connection."""

    arrived = Signal(str, object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(f"edgeviz-{lane}")
        self._queue: queue.Queue[tuple[JobSpec, threading.Event, threading.Event, Recorder | None] | None]
        self._queue = queue.Queue()
        self._worker = Worker()
        self._record: Recorder | None = None

    def submit(self, job: Job, record: Recorder | None) -> None:
        self._queue.put((job.spec, job.cancel_event, job.finish_event, record))

    def withdraw(self, job: Job) -> bool:
        """Take ``job`` out of those that wait; False where it is not among them any more."""
        with self._queue.mutex:
            for at, item in enumerate(self._queue.queue):
                if item is not None and item[0].id == job.spec.id:
                    del self._queue.queue[at]
                    return True
        return False

    def finish(self) -> None:
        self._queue.put(None)

    def run(self) -> None:
        self._worker.start()
        while (item := self._queue.get()) is not None:
            spec, cancel, finish, self._record = item
            if cancel.is_set():
                self.arrived.emit(spec.id, Cancelled(spec.id))
            else:
                self._worker.run(spec, self._forward, cancel, finish)
        self._worker.stop()

    def _forward(self, event: Event) -> None:
        if isinstance(event, Result) and self._record is not None:
            try:
                self._record(event.payload)
            except Exception as error:
                # The lane serves the jobs behind this one, whatever happened to the disk.
                self.arrived.emit(event.job, Log(event.job, "error", str(error)))
        self.arrived.emit(event.job, event)


class Jobs(QObject):
    """All jobs of the window. ``submit`` returns at once."""

    added = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._open: dict[str, Job] = {}
        self._lanes: dict[Lane, _LaneThread] = {}
        self._is_shut = False

    def submit(self, spec: JobSpec, record: Recorder | None = None) -> Job:
        job = Job(spec, self)
        self.jobs.append(job)
        self._open[spec.id] = job
        self.added.emit(job)
        if self._is_shut:
            # A closing window's timers may still ask: a lane that began now would be destroyed while it runs.
            QTimer.singleShot(0, self, partial(self._take, spec.id, Cancelled(spec.id)))
        else:
            job.cancelling.connect(self._withdraw)
            self._lane(spec.lane).submit(job, record)
        return job

    def warm_up(self) -> None:
        """Start the worker of the interactive lane, so that torch is loaded when somebody needs it."""
        if not self._is_shut:
            self._lane(Lane.INTERACTIVE)

    @property
    def running(self) -> list[Job]:
        return list(self._open.values())

    def shutdown(self) -> None:
        """Cancel everything and end the worker processes. Waits for them. What is submitted later is cancelled."""
        self._is_shut = True
        for job in self.running:
            job.cancel_event.set()
        for lane in self._lanes.values():
            lane.finish()
        for lane in self._lanes.values():
            lane.wait()
        self._lanes.clear()

    def _lane(self, lane: Lane) -> _LaneThread:
        if lane not in self._lanes:
            thread = self._lanes[lane] = _LaneThread(lane, self)
            thread.arrived.connect(self._take)
            thread.start()
        return self._lanes[lane]

    @Slot(object)
    def _withdraw(self, job: Job) -> None:
        """A job that waits has nothing to bring to an end: it must not stay until those before it are through."""
        lane = self._lanes.get(job.spec.lane)
        if lane is not None and lane.withdraw(job):
            QTimer.singleShot(0, self, partial(self._take, job.spec.id, Cancelled(job.spec.id)))

    @Slot(str, object)
    def _take(self, job_id: str, event: Event) -> None:
        job = self._open.get(job_id)
        if job is None:
            return
        if isinstance(event, TERMINAL):
            del self._open[job_id]
        job.take(event)
        if job.is_over:
            self.ended.emit(job)
