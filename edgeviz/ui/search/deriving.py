"""A search space from the open model: its widths and depths become choices, worked out by a job."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.space import Space
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.nas.from_model:run"


class Deriving(QObject):
    """``derived`` carries the Space; the last request wins."""

    derived = Signal(object)
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document, self.jobs = document, jobs
        self._job: Job | None = None

    @Slot()
    def derive(self) -> None:
        store = self.document.store
        if store is None or self._job is not None:
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        title = kept("Space of the open model")
        self._job = self.jobs.submit(JobSpec(ENTRY, title, {"path": path}, lane=Lane.INTERACTIVE))
        self._job.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, event: object) -> None:
        self._job = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        elif isinstance(event, Finished) and isinstance(event.payload, Space):
            self.derived.emit(event.payload)
