"""How long a run will take, before it starts: from a short measured warm-up in the background."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import TrainRequest
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, kept

ENTRY = "edgeviz.engine.train.estimate:run"
#: Milliseconds of quiet after an edit before the warm-up runs.
QUIET = 900
#: Answers that are kept.
KEPT = 32


class Estimating(QObject):
    """``ask`` wants the time of a request: what is known is told at once, the rest is measured; the last one wins."""

    #: ``seconds`` or ``fault`` has another value.
    changed = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.seconds: float | None = None
        self.fault = ""
        self._wanted: TrainRequest | None = None
        self._job: Job | None = None
        self._key = ""
        self._known: dict[str, float | Failed] = {}
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._measure)

    @property
    def is_busy(self) -> bool:
        return self._timer.isActive() or self._job is not None

    def ask(self, request: TrainRequest | None) -> None:
        """None: nothing is to be estimated."""
        # Neither changes how long it takes.
        wanted = None if request is None else replace(request, name="", spec=replace(request.spec, seed=0))
        key = "" if wanted is None else f"{self.document.context}|{wanted.to_json()}"
        if key == self._key and (self.is_busy or self.seconds is not None or self.fault):
            return
        self._wanted, self._key = wanted, key
        self.stop()
        known = self._known.get(key)
        self.seconds = known if isinstance(known, float) else None
        self.fault = error_text(known) if isinstance(known, Failed) else ""
        if wanted is not None and known is None:
            self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody looks any more, or a run begins."""
        self._timer.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    # ---- internals

    @Slot()
    def _measure(self) -> None:
        store, data = self.document.store, self.document.data
        if self._wanted is None or store is None or data is None:
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self._answer(Failed("", error.what, error.remedy, error.details))
            return
        arguments = {"path": path, "data": data, "request": self._wanted}
        spec = JobSpec(ENTRY, kept("Estimate the training time"), arguments, lane=Lane.INTERACTIVE)
        self._job = self.jobs.submit(spec)
        self._job.ended.connect(self._ended)
        self.changed.emit()

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(event, Finished) and isinstance(event.payload, int | float):
            self._answer(float(event.payload))
        elif isinstance(event, Failed):
            self._answer(event)
        else:
            self.changed.emit()

    def _answer(self, found: float | Failed) -> None:
        self._known[self._key] = found
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        self.seconds = found if isinstance(found, float) else None
        self.fault = error_text(found) if isinstance(found, Failed) else ""
        self.changed.emit()
