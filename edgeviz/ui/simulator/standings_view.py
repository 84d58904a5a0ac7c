"""The outcome of a simulation: the table of policies, and whether adapting pays; the plot goes with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.standing import Table
from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.simulator.policy_plot import PolicyPlot
from edgeviz.ui.simulator.standings import LABEL, SORT, StandingsModel
from edgeviz.ui.simulator.words import label_text
from edgeviz.ui.tables import dress_table
from edgeviz.ui.texts import name_text


class StandingsView(QWidget):
    """Choosing a row or a mark shows that policy in the strips."""

    policyChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standings")
        self.model = StandingsModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT)
        self.view = self._table()
        #: Stands in a dock of its own.
        self.plot = PolicyPlot()
        self.plot.policyChosen.connect(self.policyChosen)
        self.verdict = ElidedLabel()
        self.verdict.setObjectName("simulationVerdict")
        self.verdict.setAccessibleName(self.tr("Whether adapting pays"))
        self.verdict.explain(
            self.tr(
                "The best adaptive policy against the best static choice in hindsight, on the same seeds, in points"
                " of what is right in time; ± is half the 95 % interval"
            )
        )
        self.copy_button = QPushButton(self.tr("Copy as CSV"))
        self.copy_button.setObjectName("copyStandings")
        self.copy_button.setToolTip(self.tr("Means and intervals of all figures, in s, J and fractions (Ctrl+C)"))
        self.copy_button.clicked.connect(self.copy)
        below = QHBoxLayout()
        below.setSpacing(theme.GRID * 2)
        below.addWidget(self.verdict, 1)
        below.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
        self.show_table(None, 0)

    def _table(self) -> QTableView:
        view = QTableView()
        dress_table(view, self.proxy, "standingsTable", self.tr("Policies and their figures"))
        view.setAccessibleDescription(self.tr("The chosen row is shown in the strips; Ctrl+C copies the table."))
        view.setSortingEnabled(True)
        view.horizontalHeader().sortIndicatorChanged.connect(self.model.set_sorted)
        view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.selectionModel().currentRowChanged.connect(self._row_changed)
        copy = QAction(self.tr("Copy as CSV"), view)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return view

    # ---- what is shown

    def show_table(self, table: Table | None, wanted: int, old: str = "") -> None:
        """``wanted``: seeds in all. ``old``: why the table is of something else than what is set now."""
        is_new = [row.policy for row in self.model.rows] != [row.policy for row in (table.standings if table else ())]
        self.model.show(table)
        self.plot.show_table(table)
        # Intervals come with the second seed and make figures longer; columns do not go to and fro meanwhile.
        self._fit(may_shrink=is_new or table is None or table.seeds == wanted)
        self.copy_button.setEnabled(table is not None)
        self.say(wanted, old)

    def say(self, wanted: int, old: str = "") -> None:
        table = self.model.table
        self.model.set_old(bool(old))
        if table is None:
            self.verdict.setText(self.tr("Run (Ctrl+Return) plays every chosen policy with every seed."))
            return
        parts = []
        if old:
            parts.append(old)
        if table.seeds < wanted:
            parts.append(self.tr("{} of {} seeds.").format(table.seeds, wanted))
        found = table.contest
        if found is not None:
            # The figure first: the line may be cut.
            points = _signed(100 * found.difference)
            if found.reach == found.reach:
                points += f" ±{formatting.number(100 * found.reach, 2)}"
            text = self.tr("{}: {} points against the best static choice, {}").format(
                label_text(found.adaptive), points, name_text(found.static)
            )
            if found.reach != found.reach:
                text += self.tr(" (one seed)")
            elif not found.is_clear:
                text += self.tr(" (no clear difference)")
            parts.append(text)
        self.verdict.setText(" ".join(parts))

    def _fit(self, may_shrink: bool) -> None:
        """As narrow as titles and figures allow, with room for the arrow of the sorted column."""
        view = self.view
        metrics, arrow = view.horizontalHeader().fontMetrics(), theme.px(20)
        view.setColumnWidth(0, min(view.sizeHintForColumn(0) + theme.GRID, theme.px(220)))
        for column in range(1, self.model.columnCount()):
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal)).rstrip()
            wanted = max(view.sizeHintForColumn(column), metrics.horizontalAdvance(title) + arrow)
            least = 0 if may_shrink else view.columnWidth(column)
            view.setColumnWidth(column, max(least, wanted + theme.GRID))

    def select(self, label: str) -> None:
        """Mark the policy that the strips show."""
        self.plot.select(label)
        row = self.model.row_of(label)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        if row is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.selectRow(self.proxy.mapFromSource(self.model.index(row, 0)).row())
        selection.blockSignals(False)
        self.view.viewport().update()

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.csv())

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.policyChosen.emit(str(now.data(LABEL)))


def _signed(value: float) -> str:
    text = formatting.number(abs(value), 2)
    return f"+{text}" if value >= 0 else f"−{text}"
