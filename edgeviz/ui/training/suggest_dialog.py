"""How much each layer can lose before the network suffers, measured; and the sparsities that follow from it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.prune_sensitivity import SPARSITIES, PruneCell, PruneSensitivity
from edgeviz.core.train_request import Structure
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import sensitivities
from edgeviz.project.sensitivities import Recorder
from edgeviz.ui import formatting, theme
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.document import Document
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.sensitivity.view import heat
from edgeviz.ui.texts import error_text, kept
from edgeviz.ui.training.fields import NumberBox, dress
from edgeviz.ui.training.words import structure_name

ENTRY = "edgeviz.engine.compress.sensitivity:run"
Index = QModelIndex | QPersistentModelIndex
#: Points of accuracy at which the scale of colours ends.
WORST = 20.0


class PruneModel(QAbstractTableModel):
    """Rows are layers, or those that can only be cut together; columns the sparsities; values points of accuracy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = PruneSensitivity(Structure.WEIGHTS)
        self.drop = 0.01
        self.rows: list[tuple[str, ...]] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2 + len(SPARSITIES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return self.tr("Layer")
            if section == 1:
                return self.tr("Suggested")
            return formatting.percent(SPARSITIES[section - 2], 0)
        if role == Qt.ItemDataRole.ToolTipRole and section > 1:
            return self.tr("Points of accuracy that change when only this layer loses this share")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        layers, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignCenter
        if column == 0:
            text = formatting.joined([layers[0], f"+{len(layers) - 1}" if len(layers) > 1 else ""])
            return {Qt.ItemDataRole.DisplayRole: text, Qt.ItemDataRole.ToolTipRole: "\n".join(layers)}.get(
                Qt.ItemDataRole(role)
            )
        if column == 1:
            found = self.table.most(layers, self.drop)
            return formatting.percent(found or 0.0, 0) if role == Qt.ItemDataRole.DisplayRole else None
        cell = self.table.cells.get((layers, SPARSITIES[column - 2]))
        if cell is None:
            return formatting.NOTHING if role == Qt.ItemDataRole.DisplayRole else None
        points = cell.accuracy_change * 100
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return formatting.number(points + 0.0, 1)
            case Qt.ItemDataRole.BackgroundRole:
                return heat(min(1.0, max(0.0, -points / WORST)))[0]
            case Qt.ItemDataRole.ForegroundRole:
                return heat(min(1.0, max(0.0, -points / WORST)))[1]
            case Qt.ItemDataRole.ToolTipRole:
                text = self.tr("{} weights gone; KL {} nats, from {} samples, without retraining")
                values = formatting.number(cell.removed), formatting.significant(cell.loss), cell.samples
                return text.format(*values)
        return None

    def show_table(self, table: PruneSensitivity) -> None:
        self.beginResetModel()
        self.table, self.rows = table, list(dict.fromkeys(layers for layers, _ in table.cells))
        self.endResetModel()

    def add(self, cell: PruneCell) -> None:
        if cell.layers not in self.rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
            self.rows.append(cell.layers)
            self.endInsertRows()
        self.table = self.table.with_cells([cell])
        row = self.rows.index(cell.layers)
        self.dataChanged.emit(self.index(row, 1), self.index(row, self.columnCount() - 1))

    @Slot(float)
    def set_drop(self, points: float) -> None:
        self.drop = points / 100
        if self.rows:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self.rows) - 1, 1))

    def shares(self) -> tuple[tuple[str, float], ...]:
        """The suggested sparsity of every layer that is known; 0 where even the least is too much."""
        return tuple((key, self.table.most(layers, self.drop) or 0.0) for layers in self.rows for key in layers)


class SuggestDialog(QDialog):
    """Measures when asked; the shares are taken over by ``chosen``.

    The table is kept with the project; measured again, only what is missing is run.
    """

    #: ((layer, share), …)
    chosen = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, structure: Structure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestDialog")
        self.setWindowTitle(self.tr("Sensitivity to pruning"))
        self._document, self._jobs, self._structure = document, jobs, structure
        self._job: Job | None = None
        self._record: Recorder | None = None
        self.model = PruneModel(self)
        self._build()
        self._tick = QTimer(self, interval=300)
        self._tick.timeout.connect(self._show_state)
        self.finished.connect(self._stop)
        self._read()

    def _build(self) -> None:
        tr = self.tr
        about = caption(
            tr("{}: each layer is pruned alone, without retraining, and the accuracy measured. Layers suffer together "
               "more than apart, and retraining makes up for much of it: take the suggestion as a start.")
            .format(structure_name(self._structure))
        )  # fmt: skip
        self.view = QTableView()
        self.view.setObjectName("pruneTable")
        self.view.setAccessibleName(tr("Accuracy that changes by layer and sparsity"))
        self.view.setModel(self.model)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.drop = NumberBox(0.0, 50.0, 1.0, 1)
        dress(
            self.drop, "pruneDrop", tr("Accuracy that a layer may cost (points)"),
            tr("The suggestion is the largest sparsity at which the accuracy falls by no more"),
        )  # fmt: skip
        self.drop.setMaximumWidth(theme.px(90))
        self.drop.valueChanged.connect(self.model.set_drop)
        label = QLabel(tr("A layer may cost (points)"))
        label.setBuddy(self.drop)
        self.progress = QProgressBar()
        self.progress.setObjectName("pruneProgress")
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setFixedWidth(theme.px(120))
        self.status = StateLabel("pruneStatus")
        self.run_button = PrimaryButton(tr("Measure"), "measurePruning")
        self.run_button.clicked.connect(self.run_or_cancel)
        self.use_button = QPushButton(tr("Use these sparsities"))
        self.use_button.setObjectName("useSparsities")
        self.use_button.setAccessibleName(self.use_button.text())
        self.use_button.setAutoDefault(False)
        self.use_button.clicked.connect(self._use)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.drop)
        top.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(self.run_button)
        below.addWidget(self.progress)
        below.addWidget(self.status, 9)
        below.addStretch(1)
        below.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
        self.resize(theme.px(760), theme.px(520))

    @Slot()
    def run_or_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        store, data = self._document.store, self._document.data
        if store is None or data is None:
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.status.say(error_text(error), "bad")
            return
        known = self.model.table
        arguments = {"path": path, "data": data, "structure": self._structure, "known": known}
        self._record = Recorder(store, self._document.context, known)
        spec = JobSpec(ENTRY, kept("Measure sensitivity to pruning"), arguments)
        self._job = self._jobs.submit(spec, self._record)
        self._job.resulted.connect(self._resulted)
        self._job.ended.connect(self._ended)
        self._tick.start()
        self._show_state()

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if isinstance(payload, PruneCell) and self.sender() is self._job:
            self.model.add(payload)

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._tick.stop()
        self._show_state()
        if isinstance(event, Failed):
            self.status.say(error_text(event), "bad")
        elif isinstance(event, Finished) and isinstance(event.payload, PruneSensitivity):
            self.model.show_table(event.payload)
            if self._record is not None:
                self._record.replace(event.payload)
            self._show_state()
        self._write()

    @Slot()
    def _show_state(self) -> None:
        job = self._job
        self.run_button.setText(self.tr("Cancel") if job is not None else self.tr("Measure"))
        self.run_button.setAccessibleName(self.run_button.text())
        why = "" if self._document.data is not None else self.tr("Choose data first (Ctrl+D).")
        self.run_button.setEnabled(not why)
        self.run_button.setToolTip(why or self.tr("Run the model once for each layer and sparsity"))
        self.use_button.setEnabled(job is None and bool(self.model.rows))
        self.use_button.setToolTip(
            self.tr("Give each layer its suggested sparsity in the form")
            if self.use_button.isEnabled()
            else self.tr("Measure first.")
        )
        self.progress.setVisible(job is not None)
        if job is not None:
            done = fraction(job)
            self.progress.setRange(0, 1000 if done is not None else 0)
            self.progress.setValue(round(1000 * (done or 0)))
            self.status.say(left_text(job))
        else:
            self.status.say(why, "warning")

    @Slot()
    def _use(self) -> None:
        self.chosen.emit(self.model.shares())
        self.accept()

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
            self._write()

    def _write(self) -> None:
        """Keep what has come, off the GUI thread."""
        record, self._record = self._record, None
        if record is not None:
            Background(self._document).run(record.flush)

    def _read(self) -> None:
        document, known, fault = self._document, PruneSensitivity(self._structure), ""
        if document.store is not None and document.context:
            try:
                known = sensitivities.load(document.store, document.context, self._structure) or known
            except EdgeVizError as error:
                fault = error_text(error)
        self.model.show_table(known)
        self._show_state()
        if fault:
            self.status.say(fault, "bad")
