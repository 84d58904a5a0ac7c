"""The training runs as a table model, newest first."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QIcon

from edgeviz.core.train_request import Structure
from edgeviz.ui import formatting, theme
from edgeviz.ui.jobs.texts import elapsed, left_text
from edgeviz.ui.texts import shown
from edgeviz.ui.training import marks
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.training import Training
from edgeviz.ui.training.words import method_name, outcome_name, pruning_name

Index = QModelIndex | QPersistentModelIndex
RunRole = Qt.ItemDataRole.UserRole + 1
#: Milliseconds between two updates of the times that are left.
TICK = 500


class Column(IntEnum):
    NAME = 0
    STATE = 1
    HELD_OUT = 2
    ACCURACY = 3


class RunsModel(QAbstractTableModel):
    """A tick in the first column says whether the curves of a run are drawn."""

    def __init__(self, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.training = training
        self._rows: list[Run] = []
        self._icons: dict[tuple[int, theme.Theme], QIcon] = {}
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        training.changed.connect(self._changed)
        training.shownChanged.connect(self._run_changed)
        theme.notifier.changed.connect(self._repaint)
        self._changed()

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == Column.NAME:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Run"),
                self.tr("State"),
                self.tr("Held-out (%)"),
                self.tr("Accuracy (%)"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("Ticked runs are drawn in the curves"),
                self.tr("Epochs that are done and the time that is left; of a finished run the time that it took"),
                self.tr("Best accuracy on the training samples that are held out to choose the epoch"),
                self.tr("Accuracy of the trained model on the validation samples, at the widths it was trained for"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= Column.HELD_OUT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self.run(index)
        if run is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(run, column)
            case Qt.ItemDataRole.CheckStateRole if column is Column.NAME:
                return Qt.CheckState.Checked if run.shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME:
                return self._icon(run.place) if run.shown else None
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._tip(run)
            case Qt.ItemDataRole.TextAlignmentRole if column >= Column.HELD_OUT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case value if value == RunRole:
                return run
        return None

    def _icon(self, place: int) -> QIcon:
        """Drawn once for each colour theme: a view asks for it at every repaint."""
        key = place, theme.current()
        if key not in self._icons:
            self._icons[key] = marks.icon(place)
        return self._icons[key]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        run = self.run(index)
        if run is None or role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.NAME:
            return False
        self.training.show(run, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    # ---- reading

    def run(self, index: Index) -> Run | None:
        row = index.row()
        return self._rows[row] if index.isValid() and 0 <= row < len(self._rows) else None

    def index_of(self, run: Run) -> QModelIndex:
        return self.index(self._rows.index(run), 0) if run in self._rows else QModelIndex()

    def _text(self, run: Run, column: Column) -> str:
        match column:
            case Column.NAME:
                return run.title
            case Column.STATE:
                return self._state(run)
            case Column.HELD_OUT:
                best = run.curves["accuracy"].best
                return formatting.NOTHING if best is None else formatting.number(best[1] * 100, 1)
            case Column.ACCURACY:
                found = run.record.accuracy
                return formatting.NOTHING if found is None else formatting.number(found * 100, 1)

    def _state(self, run: Run) -> str:
        if run.job is not None and run.job.cancel_event.is_set():
            return self.tr("Cancelling…")
        done, wanted = run.epochs
        count = f"{formatting.number(done)}/{formatting.number(wanted)}"
        name = outcome_name(run.state)
        match run.state:
            case "running":
                left = left_text(run.job) if run.job is not None else ""
                return formatting.joined([count, left]) if done else left or name
            case "finished":
                return self.tr("✓ {}").format(formatting.duration(run.record.seconds))
            case "queued":
                return name
            case _:
                return f"{name} {count}"

    def _tip(self, run: Run) -> str:
        """Everything about a run, one fact a line."""
        record, request = run.record, run.record.request
        done, wanted = run.epochs
        epochs = self.tr("{} of {} epochs").format(formatting.number(done), formatting.number(wanted))
        took = run.record.seconds or (elapsed(run.job) if run.job is not None else 0.0) or 0.0
        time = formatting.duration(took) if took else ""
        lines = [run.title, formatting.joined([outcome_name(run.state), epochs, time])]
        if record.error:
            lines.append(shown(record.error))
        lines.append(self.tr("Model: {}").format(record.parent_name))
        if request.distillation is not None:
            lines.append(method_name(request.distillation.method))
        if request.pruning is not None:
            lines.append(pruning_name(request))
            if request.pruning.structure is not Structure.CHANNELS:
                lines.append(self.tr("Zeros save neither time nor bytes in an ONNX file."))
        spec = request.spec
        batch, rate = formatting.number(spec.batch), formatting.significant(spec.rate, 2)
        lines.append(self.tr("{} samples a batch, learning rate {}, seed {}").format(batch, rate, spec.seed))
        lines.append(self.tr("Started: {}").format(formatting.date_text(record.started)))
        best = run.curves["accuracy"].best
        if best is not None:
            text = self.tr("Best held-out accuracy {} at step {}; a little too good, for it chose the epoch.")
            lines.append(text.format(formatting.percent(best[1]), formatting.number(best[0])))
        if record.accuracy is not None:
            lines.append(self.tr("Accuracy on the validation samples: {}").format(formatting.percent(record.accuracy)))
        return "\n".join(lines)

    # ---- following

    @Slot()
    def _changed(self) -> None:
        rows = list(reversed(self.training.runs))
        if rows != self._rows:
            self._move_to(rows)
        else:
            self._repaint()
        if any(run.job is not None for run in rows):
            self._timer.start()
        else:
            self._timer.stop()

    def _move_to(self, rows: list[Run]) -> None:
        """A new run comes on top and one may go; anything else is another project."""
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

    @Slot(object)
    def _run_changed(self, run: Run) -> None:
        found = self.index_of(run)
        if found.isValid():
            self.dataChanged.emit(found, found.siblingAtColumn(len(Column) - 1))

    @Slot()
    def _tick(self) -> None:
        for run in self._rows:
            if run.job is not None:
                self._run_changed(run)

    @Slot()
    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
