"""Writes training runs into the project in the background, one after another, the newest state of each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed
from edgeviz.project import training_runs
from edgeviz.project.store import Store
from edgeviz.project.training_runs import RunRecord
from edgeviz.ui.background import Background


class Keeper(QObject):
    """``keep`` returns at once. What comes while a write goes on replaces what waits for the same run."""

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, tuple[Store, RunRecord]] = {}
        self._disk = Background(self)
        self._disk.done.connect(self._done)
        self._writing = False

    def keep(self, store: Store, run: RunRecord) -> None:
        self._waiting[run.id] = (store, run)
        self._next()

    def drop(self, run: str) -> None:
        """Nothing of this run is written any more."""
        self._waiting.pop(run, None)

    def _next(self) -> None:
        if not self._writing and self._waiting:
            key = next(iter(self._waiting))
            store, run = self._waiting.pop(key)
            self._writing = True
            self._disk.run(partial(training_runs.save, store, run))

    @Slot(object)
    def _done(self, result: object) -> None:
        self._writing = False
        if isinstance(result, EdgeVizError):
            self.failed.emit(Failed("", result.what, result.remedy, result.details))
        self._next()
