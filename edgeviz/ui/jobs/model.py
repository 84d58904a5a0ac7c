"""The jobs of the window as a list model, newest first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot

from edgeviz.jobs.spec import Lane
from edgeviz.ui.bridge import Job, Jobs, JobState
from edgeviz.ui.formatting import joined
from edgeviz.ui.jobs.texts import detail_text, elapsed, elapsed_text
from edgeviz.ui.texts import shown

JobRole = Qt.ItemDataRole.UserRole + 1
AheadRole = Qt.ItemDataRole.UserRole + 2
#: Milliseconds between updates of the elapsed times.
TICK = 500
#: Seconds after which a job of the interactive lane is worth a line.
NOTABLE = 1.0

Index = QModelIndex | QPersistentModelIndex


class JobsModel(QAbstractListModel):
    """Rows are jobs. What the window asks for in passing (the interactive lane) is listed once it takes a second."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._rows: list[Job] = []  # oldest first, so that the position of a job never changes
        self._position: dict[Job, int] = {}
        self._waiting: list[Job] = []
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        for job in jobs.jobs:
            self._add(job)
        jobs.added.connect(self._add)

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        job = self.job(index)
        if job is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(job.spec.title)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return joined([shown(job.spec.title), detail_text(job, self.ahead(job)), elapsed_text(job)])
            case Qt.ItemDataRole.AccessibleTextRole:
                return joined([shown(job.spec.title), detail_text(job, self.ahead(job))])
            case value if value == JobRole:
                return job
            case value if value == AheadRole:
                return self.ahead(job)
        return None

    # ---- reading

    def job(self, index: Index) -> Job | None:
        row = index.row()
        return self._rows[-1 - row] if index.isValid() and 0 <= row < len(self._rows) else None

    def index_of(self, job: Job) -> QModelIndex:
        position = self._position.get(job)
        return QModelIndex() if position is None else self.index(len(self._rows) - 1 - position)

    def ahead(self, job: Job) -> int:
        """How many unfinished jobs of the same lane were submitted before ``job``."""
        if job.state is not JobState.QUEUED or job.is_over:
            return 0
        count = 0
        for other in self.jobs.running:
            if other is job:
                break
            count += other.spec.lane is job.spec.lane
        return count

    @property
    def has_ended(self) -> bool:
        return any(job.is_over for job in self._rows)

    # ---- changing

    def clear_ended(self) -> None:
        """Forget the jobs that are over."""
        self.beginResetModel()
        for job in self._rows:
            if job.is_over:
                job.setParent(None)
        self.jobs.jobs[:] = [job for job in self.jobs.jobs if not job.is_over]
        self._rows = [job for job in self._rows if not job.is_over]
        self._position = {job: position for position, job in enumerate(self._rows)}
        self.endResetModel()

    @Slot(object)
    def _add(self, job: Job) -> None:
        if job.spec.lane is Lane.INTERACTIVE and (elapsed(job) or 0.0) < NOTABLE:
            if not job.is_over:
                self._waiting.append(job)
                self._timer.start()
            return
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._position[job] = len(self._rows)
        self._rows.append(job)
        self.endInsertRows()
        if not job.is_over:
            job.changed.connect(self._changed)
            self._timer.start()

    @Slot()
    def _changed(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            index = self.index_of(job)
            self.dataChanged.emit(index, index)
            if job.is_over:
                self._queue_moved()

    def _queue_moved(self) -> None:
        for job in self.jobs.running:
            index = self.index_of(job)
            if index.isValid():
                self.dataChanged.emit(index, index)

    @Slot()
    def _tick(self) -> None:
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            self._add(job)
        self._queue_moved()
        if not self.jobs.running:
            self._timer.stop()
