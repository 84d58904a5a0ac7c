"""Asks the worker about a data set: guess, check, preview. Only the newest question's answer counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import ModelGraph
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.texts import kept

MODULE = "edgeviz.engine.data.inspect"
#: Milliseconds of quiet before a change is checked.
QUIET = 250
PREVIEWS = 16


class DataProbe(QObject):
    """Every request replaces the one before it, whose job is cancelled."""

    guessed = Signal(object)  # DataSpec
    checked = Signal(object)  # DataSummary
    previewed = Signal(object)  # (images or None, labels)
    #: The guess or the check failed: Failed.
    failed = Signal(object)

    def __init__(self, graph: ModelGraph | None, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.graph = graph
        self.jobs = jobs
        self._job: Job | None = None
        self._spec: DataSpec | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._check)

    @property
    def busy(self) -> bool:
        return self._job is not None or self._timer.isActive()

    def guess(self, path: str) -> None:
        """Ask for a first spec of ``path``; "" is the embedded data."""
        self.stop()
        self._submit("guess_run", kept("Look at the data"), path=path, graph=self.graph)

    def check(self, spec: DataSpec) -> None:
        """Ask whether ``spec`` fits the model, once the changes have come to rest."""
        self.stop()
        self._spec = spec
        self._timer.start()

    def stop(self) -> None:
        """Forget what is under way."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    # ---- internals

    def _submit(self, entry: str, title: str, **arguments: Any) -> None:
        spec = JobSpec(f"{MODULE}:{entry}", title, arguments, light=True, lane=Lane.INTERACTIVE)
        self._job = self.jobs.submit(spec)
        self._job.setProperty("entry", entry)
        self._job.ended.connect(self._ended)

    @Slot()
    def _check(self) -> None:
        shape = self.graph.input_shape() if self.graph is not None else None
        classes = self.graph.classes() if self.graph is not None else None
        self._submit("run", kept("Check the data"), spec=self._spec, input_shape=shape, classes=classes)

    @Slot(object)
    def _ended(self, event: Event) -> None:
        job = self._job
        if job is None or event.job != job.spec.id:
            return
        self._job = None
        entry = job.property("entry")
        if isinstance(event, Failed):
            # Pictures are an extra: a check that passed has said already that the data can be read.
            if entry == "preview":
                self.previewed.emit((None, ()))
            else:
                self.failed.emit(event)
        elif isinstance(event, Finished):
            if entry == "guess_run":
                self.guessed.emit(event.payload)
            elif entry == "run":
                self._submit("preview", kept("Preview the data"), spec=self._spec, count=PREVIEWS)
                self.checked.emit(event.payload)
            else:
                self.previewed.emit(event.payload)
