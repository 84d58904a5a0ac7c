"""The candidates of the search that is looked at, as a table model."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot

from edgeviz.ui import formatting
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.words import architecture_text, value_text

Index = QModelIndex | QPersistentModelIndex
#: Milliseconds in which news are gathered.
COALESCE = 250
#: So many changes are shown one by one; more are another table.
AT_ONCE = 40


class CandidateColumn(IntEnum):
    NUMBER = 0
    ACCURACY = 1
    COST = 2
    REWARD = 3
    LATENCY = 4
    SIZE = 5
    MACS = 6
    MEMORY = 7
    ENERGY = 8
    SCREENING = 9
    GENERATION = 10
    EPOCHS = 11
    SECONDS = 12
    ARCHITECTURE = 13


#: Columns that are a figure of the candidate, beside accuracy and the cost of the reward.
METRICS = {
    CandidateColumn.LATENCY: "latency",
    CandidateColumn.SIZE: "size",
    CandidateColumn.MACS: "macs",
    CandidateColumn.MEMORY: "activation_memory",
    CandidateColumn.ENERGY: "energy",
}
#: Those that are shown whatever the search is after.
ALWAYS = ("latency", "size", "macs")


class CandidatesModel(QAbstractTableModel):
    """The architectures of the current search, each with its last evaluation. ``RowRole``: the row of the figures.

    It sorts itself: a proxy that compares rows one by one takes seconds for a few thousand candidates.
    """

    RowRole = Qt.ItemDataRole.UserRole + 1
    SortRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, searches: Searches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.searches = searches
        self._run: SearchRun | None = None
        self._rows: list[int] = []
        #: Texts that were shown, by row and column: an evaluation does not change, and every new one repaints them all.
        self._texts: dict[tuple[int, CandidateColumn], str] = {}
        self._column, self._order = CandidateColumn.REWARD, Qt.SortOrder.DescendingOrder
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self.refresh)
        searches.found.connect(self._stale)
        searches.currentChanged.connect(self.refresh)
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(CandidateColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(CandidateColumn):
            return None
        column = CandidateColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanation(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._run is None or not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], CandidateColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = self._texts.get((row, column))
                if text is None:
                    text = self._texts[row, column] = self._text(row, column)
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column is not CandidateColumn.ARCHITECTURE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case self.RowRole:
                return row
            case self.SortRole:
                return self._value(row, column)
        return None

    def index_of(self, row: int | None) -> QModelIndex:
        """Where an evaluation is, by the row of the figures."""
        return self.index(self._rows.index(row), 0) if row in self._rows else QModelIndex()

    # ---- texts

    @property
    def _cost(self) -> str:
        return self._run.record.request.goal.reward.cost if self._run is not None else "latency"

    def _head(self, column: CandidateColumn) -> str:
        return {
            CandidateColumn.NUMBER: self.tr("No."),
            CandidateColumn.ACCURACY: self.tr("Accuracy"),
            CandidateColumn.COST: formatting.title(self._cost),
            CandidateColumn.REWARD: self.tr("Reward"),
            CandidateColumn.SCREENING: self.tr("Screening"),
            **{one: formatting.title(name) for one, name in METRICS.items()},
            CandidateColumn.GENERATION: self.tr("Gen."),
            CandidateColumn.EPOCHS: self.tr("Epochs"),
            CandidateColumn.SECONDS: self.tr("Time"),
            CandidateColumn.ARCHITECTURE: self.tr("Architecture"),
        }[column]

    def _explanation(self, column: CandidateColumn) -> str:
        return {
            CandidateColumn.NUMBER: self.tr("In the order in which the sampler asked for them"),
            CandidateColumn.ACCURACY: self.tr("On training samples that were held out"),
            CandidateColumn.COST: formatting.explanation(self._cost),
            CandidateColumn.REWARD: self.tr("Accuracy as a fraction, times what the cost is worth"),
            CandidateColumn.SCREENING: self.tr(
                "Score without training; larger is better, and only compares in one search"
            ),
            **{one: formatting.explanation(name) for one, name in METRICS.items()},
            CandidateColumn.GENERATION: self.tr("Generation of the sampler"),
            CandidateColumn.EPOCHS: self.tr("What was spent on the accuracy"),
            CandidateColumn.SECONDS: self.tr("Wall time of the evaluation"),
            CandidateColumn.ARCHITECTURE: self.tr("Values of the choices, group by group"),
        }[column]

    def _metric(self, column: CandidateColumn) -> str:
        return {
            CandidateColumn.ACCURACY: "accuracy",
            CandidateColumn.COST: self._cost,
            **METRICS,
        }.get(column, "")

    def _value(self, row: int, column: CandidateColumn) -> float | str:
        assert self._run is not None
        found = self._run.found[row]
        if name := self._metric(column):
            return found.trial.value(name)
        match column:
            case CandidateColumn.NUMBER:
                return float(found.number)
            case CandidateColumn.REWARD:
                return float(self._run.figures.score[row])
            case CandidateColumn.GENERATION:
                return float(found.trial.generation)
            case CandidateColumn.EPOCHS:
                return found.trial.budget
            case CandidateColumn.SECONDS:
                return found.trial.seconds
            case CandidateColumn.SCREENING:
                return next(iter(found.proxies.values()), float("nan"))
        return found.trial.key

    def is_worth_showing(self, column: CandidateColumn) -> bool:
        """Whether it says something that the search is after, or that is often looked at, and no other column says."""
        run = self._run
        if column is CandidateColumn.SCREENING:
            return run is not None and any(found.proxies for found in run.found)
        name = METRICS.get(column)
        if name is None or run is None:
            return True
        goal = run.record.request.goal
        return name != goal.reward.cost and (name in ALWAYS or name in goal.objectives)

    def _text(self, row: int, column: CandidateColumn) -> str:
        assert self._run is not None
        found = self._run.found[row]
        if name := self._metric(column):
            metric = found.trial.metrics.get(name)
            if column is CandidateColumn.COST and metric is not None:
                return f"{formatting.value_text(metric)} {metric.provenance.mark}"
            return formatting.value_text(metric)
        value = self._value(row, column)
        match column:
            case CandidateColumn.NUMBER:
                return formatting.number(found.number + 1)
            case CandidateColumn.REWARD:
                return formatting.NOTHING if np.isnan(float(value)) else formatting.number(float(value), 3)
            case CandidateColumn.SCREENING:
                return formatting.NOTHING if np.isnan(float(value)) else formatting.significant(float(value))
            case CandidateColumn.SECONDS:
                return formatting.duration(found.trial.seconds)
            case CandidateColumn.ARCHITECTURE:
                if found.trial.failed:
                    return self.tr("failed: {}").format(found.trial.failed)
                return architecture_text(self._run.record.request.space, found.trial.key)
        return formatting.number(float(value))

    def _tip(self, row: int, column: CandidateColumn) -> str:
        assert self._run is not None
        trial = self._run.trial(row)
        if name := self._metric(column):
            metric = trial.metrics.get(name)
            return "" if metric is None else formatting.metric_tooltip(metric)
        if column is CandidateColumn.ARCHITECTURE:
            space = self._run.record.request.space
            values = space.values(space.decode(trial.key))
            lines = [f"{name}: {value_text(value)}" for name, value in values.items()]
            return "\n".join([line for line in (trial.failed, *lines) if line])
        return self._text(row, column)

    # ---- following

    @Slot()
    def _stale(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read the current search: what came takes its place, another search is another table."""
        self._timer.stop()
        run = self.searches.current
        rows = [int(row) for row in run.figures.rows] if run is not None else []
        fresh, kept = set(rows) - set(self._rows), set(rows)
        gone = [place for place, row in enumerate(self._rows) if row not in kept]
        if run is not self._run or len(fresh) + len(gone) > AT_ONCE:
            self.beginResetModel()
            if run is not self._run:
                self._texts.clear()
            self._run, self._rows = run, rows
            self._rows = self._sorted(rows)
            self.endResetModel()
            return
        for place in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self.endRemoveRows()
        if fresh:
            for place, row in enumerate(self._sorted(rows)):
                if row in fresh:
                    self.beginInsertRows(QModelIndex(), place, place)
                    self._rows.insert(place, row)
                    self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By stored values; what has none comes last, whichever way."""
        self._column, self._order = CandidateColumn(column), order
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._rows = self._sorted(before)
        places = {row: place for place, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(places[before[index.row()]], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _sorted(self, rows: list[int]) -> list[int]:
        values = {row: self._value(row, self._column) for row in rows}
        known = [row for row in sorted(rows) if values[row] == values[row]]
        known.sort(key=lambda row: values[row], reverse=self._order == Qt.SortOrder.DescendingOrder)
        return known + [row for row in sorted(rows) if values[row] != values[row]]
