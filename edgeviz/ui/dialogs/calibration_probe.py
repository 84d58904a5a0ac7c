"""Asks the worker what a calibration is about: how many samples there are, and what one layer's range comes to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept

SPLITS = "edgeviz.engine.data.inspect:splits"
VIEW = "edgeviz.engine.inspect_layer:run"
#: Milliseconds of quiet before a change is computed.
QUIET = 250


class CalibrationProbe(QObject):
    """Of each question only the newest answer counts; the job of an older one is cancelled."""

    #: Samples in the calibration split, and those that it could have.
    counted = Signal(int, int)
    #: LayerView of the layer asked for.
    viewed = Signal(object)
    #: Failed: the data or the layer cannot be read.
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._count: Job | None = None
        self._view: Job | None = None
        self._wanted: tuple[Recipe, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._request)

    @property
    def busy(self) -> bool:
        return self._count is not None or self._view is not None or self._timer.isActive()

    def count(self) -> None:
        """Ask how many samples the document's data has for calibration."""
        spec = JobSpec(
            SPLITS, kept("Count the samples"), {"spec": self._document.data}, light=True, lane=Lane.INTERACTIVE
        )
        self._count = self._jobs.submit(spec)
        self._count.ended.connect(self._counted)

    def view(self, recipe: Recipe, key: str) -> None:
        """Ask for layer ``key`` under ``recipe``, once the changes have come to rest."""
        self._stop_view()
        self._wanted = recipe, key
        self._timer.start()

    def view_nothing(self) -> None:
        """Forget the view that is under way."""
        self._stop_view()
        self._wanted = None

    def stop(self) -> None:
        self._stop_view()
        job, self._count = self._count, None
        if job is not None:
            job.cancel()

    # ---- internals

    def _stop_view(self) -> None:
        self._timer.stop()
        job, self._view = self._view, None
        if job is not None:
            job.cancel()

    @Slot()
    def _request(self) -> None:
        store, wanted = self._document.store, self._wanted
        if store is None or wanted is None:
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        recipe, key = wanted
        arguments: dict[str, Any] = {"path": path, "data": self._document.data, "recipe": recipe, "key": key}
        title = kept("Calibrate {}").format(key)
        self._view = self._jobs.submit(JobSpec(VIEW, title, arguments, lane=Lane.INTERACTIVE))
        self._view.ended.connect(self._viewed)

    @Slot(object)
    def _counted(self, event: Event) -> None:
        if self._count is None or event.job != self._count.spec.id:
            return
        self._count = None
        if isinstance(event, Finished):
            self.counted.emit(*event.payload)
        elif isinstance(event, Failed):
            self.failed.emit(event)

    @Slot(object)
    def _viewed(self, event: Event) -> None:
        if self._view is None or event.job != self._view.spec.id:
            return
        self._view = None
        if isinstance(event, Finished):
            self.viewed.emit(event.payload)
        elif isinstance(event, Failed):
            self.failed.emit(event)
