"""The table of candidates: sorted by anything, copied, and from here a candidate becomes a model."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from edgeviz.ui import theme
from edgeviz.ui.listing import ListPanel
from edgeviz.ui.search.candidates_model import CandidateColumn, CandidatesModel
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.making import Making


class CandidatesPanel(ListPanel):
    """A selected row is the chosen candidate everywhere. Enter or a double click opens it as a model."""

    def __init__(self, choosing: Choosing, making: Making, parent: QWidget | None = None) -> None:
        super().__init__("candidatesPanel", parent)
        self.setAccessibleName(self.tr("Candidates"))
        self.choosing, self.making = choosing, making
        self.model = CandidatesModel(choosing.searches, self)
        self._following = False
        self._build_view()
        tr = self.tr
        self.open_action = self.add_action("openCandidate", tr("Open as model"), self.making.open_chosen)
        self.train_action = self.add_action("trainCandidate", tr("Train fully…"), self.making.ask_to_train)
        self.distil_action = self.add_action("distilCandidate", tr("Distil into it"), self.making.distil_chosen)
        self.copy_action = self.add_action("copyCandidates", tr("Copy the table"), self.copy)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.copy_action)
        self.lay_out(
            "candidates",
            tr("Candidates are listed here with everything that is known of them."),
            (self.open_action, self.train_action, self.distil_action),
            {Qt.Key.Key_Return: self.open_action, Qt.Key.Key_Enter: self.open_action},
        )
        for signal in (self.model.rowsInserted, self.model.modelReset, making.changed):
            signal.connect(self._refresh)
        choosing.changed.connect(self._follow)
        self._refresh()

    def _build_view(self) -> None:
        self.add_view(self.model, "candidatesView", self.tr("Candidates of the search"))
        header = self.view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in CandidateColumn:
            narrow = column in (CandidateColumn.NUMBER, CandidateColumn.GENERATION, CandidateColumn.EPOCHS)
            header.resizeSection(column, max(theme.px(62 if narrow else 78), header.sectionSizeHint(column)))
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(CandidateColumn.REWARD, Qt.SortOrder.DescendingOrder)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.view.doubleClicked.connect(self._double_clicked)
        self.view.customContextMenuRequested.connect(self._show_menu)

    @Slot()
    def copy(self) -> None:
        """The whole table as it is sorted, as text with tabs."""
        model = self.model
        columns = [column for column in CandidateColumn if not self.view.isColumnHidden(column)]
        lines = ["\t".join(str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns)]
        for row in range(model.rowCount()):
            cells = [str(model.index(row, column).data()) for column in columns]
            lines += ["\t".join(cells)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    # ---- following

    @Slot()
    def _refresh(self) -> None:
        for column in CandidateColumn:
            self.view.setColumnHidden(column, not self.model.is_worth_showing(column))
        why = self.making.obstacle()
        tr = self.tr
        self.show_states(
            (
                (self.open_action, why, tr("Train it as in the search, and open it in the explorer (Enter)")),
                (self.train_action, why, tr("Train it for longer, on all samples, and open it")),
                (self.distil_action, why, tr("Make it the student of the open model in the Train workspace")),
            )
        )
        self.note.setText(self.making.state)

    @Slot()
    def _follow(self) -> None:
        """Another candidate was chosen somewhere: select its row."""
        found = self.model.index_of(self.choosing.row)
        self._following = True
        if found.isValid():
            self.view.setCurrentIndex(found)
            self.view.scrollTo(found)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self._following = False
        self._refresh()

    @Slot(QModelIndex, QModelIndex)
    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(CandidatesModel.RowRole) if current.isValid() else None
        if not self._following and row is not None:
            self.choosing.choose(int(row))

    @Slot(QModelIndex)
    def _double_clicked(self, _index: QModelIndex) -> None:
        self.open_action.trigger()

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("candidatesMenu")
        menu.setToolTipsVisible(True)
        menu.addActions([self.open_action, self.train_action, self.distil_action])
        menu.addSeparator()
        menu.addAction(self.copy_action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))
