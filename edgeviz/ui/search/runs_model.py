"""The searches of the project as a table model, newest first."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot

from edgeviz.ui import formatting
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.words import clock_name, fidelity_name, outcome_name, sampler_name
from edgeviz.ui.texts import shown

Index = QModelIndex | QPersistentModelIndex
#: Milliseconds in which news are gathered.
COALESCE = 250


class Column(IntEnum):
    NAME = 0
    STATE = 1
    BEST = 2


class SearchesModel(QAbstractTableModel):
    """One row for each search."""

    def __init__(self, searches: Searches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.searches = searches
        self._rows: list[SearchRun] = []
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self._repaint)
        searches.changed.connect(self._changed)
        searches.found.connect(self._stale)
        self._changed()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        titles = (self.tr("Search"), self.tr("State"), self.tr("Reward"))
        tips = (
            self.tr("Name, or what the search was asked for"),
            self.tr("Candidates evaluated, of how many"),
            self.tr("Best reward: accuracy as a fraction, times what its cost is worth"),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tips[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self.run(index)
        if run is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(run, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(run)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.BEST:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def run(self, index: Index) -> SearchRun | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, run: SearchRun | None) -> QModelIndex:
        return self.index(self._rows.index(run), 0) if run in self._rows else QModelIndex()

    # ---- texts

    def _text(self, run: SearchRun, column: Column) -> str:
        match column:
            case Column.NAME:
                return run.title
            case Column.STATE:
                done, wanted = formatting.number(run.candidates), formatting.number(run.record.request.trials)
                state = self.tr("pausing") if run.pausing else outcome_name(run.state)
                return f"{state} {done}/{wanted}"
            case Column.BEST:
                best = run.figures.best
                return formatting.NOTHING if best is None else formatting.number(float(run.figures.score[best]), 3)

    def _tip(self, run: SearchRun) -> str:
        record, request = run.record, run.record.request
        lines = [
            run.title,
            shown(record.error),
            formatting.joined([sampler_name(request.sampler), shown(request.space.name)]),
            formatting.joined([fidelity_name(request.evaluating.fidelity), clock_name(request.costing.clock)]),
            self.tr("Seed {}").format(formatting.number(request.seed)),
            self.tr("Started: {}").format(formatting.date_text(record.started)),
        ]
        return "\n".join(line for line in lines if line)

    # ---- following

    @Slot()
    def _changed(self) -> None:
        rows = list(reversed(self.searches.runs))
        if rows == self._rows:
            self._stale()
            return
        if rows[1:] == self._rows:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows = rows
            self.endInsertRows()
            return
        gone = [row for row, run in enumerate(self._rows) if run not in rows]
        if len(gone) == 1 and len(rows) == len(self._rows) - 1:
            self.beginRemoveRows(QModelIndex(), gone[0], gone[0])
            self._rows = rows
            self.endRemoveRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @Slot()
    def _stale(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
