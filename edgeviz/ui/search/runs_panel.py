"""The list of the project's searches: which one is looked at, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.search.page import SearchPage
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.runs_model import Column, SearchesModel


class SearchesPanel(QWidget):
    """Newest first. The selected search is the one that is drawn. Esc stops it, Enter resumes it, Del removes it."""

    #: The settings of this SearchRun are to be put into the form.
    settingsRequested = Signal(object)

    def __init__(self, page: SearchPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchesPanel")
        self.setAccessibleName(self.tr("Searches"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page, self.searches = page, page.searches
        self.model = SearchesModel(self.searches, self)
        self._build_view()
        self.settings_action = self._action("searchSettings", self.tr("Use these settings"), self._use_settings)
        self.forget_action = self._action("forgetSearch", self.tr("Remove"), self.forget)
        self.empty = caption(
            self.tr("Nothing was searched yet. Every search is listed here with all its candidates, also one that was "
                    "interrupted.")
        )  # fmt: skip
        self.empty.setObjectName("searchesEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        self.note = ElidedLabel()
        self.note.setObjectName("searchNote")
        self.note.setProperty("role", "caption")
        self.buttons: dict[QAction, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.note, 1)
        for action in (self.settings_action, self.forget_action):
            button = QPushButton(action.text())
            button.setObjectName(f"{action.objectName()}Button")
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
            self.buttons[action] = button
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)
        for signal in (self.searches.changed, self.searches.currentChanged):
            signal.connect(self._refresh)
        self._refresh()

    def _build_view(self) -> None:
        self.view = QTableView()
        self.view.setObjectName("searchesView")
        self.view.setAccessibleName(self.tr("Searches, newest first"))
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(40))
        for column in Column:
            stretch = column is Column.NAME
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.view.installEventFilter(self)

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    @property
    def current(self) -> SearchRun | None:
        return self.searches.current

    @Slot()
    def forget(self) -> None:
        if self.current is not None:
            self.searches.forget(self.current)

    @Slot()
    def _use_settings(self) -> None:
        if self.current is not None:
            self.settingsRequested.emit(self.current)

    # ---- following

    @Slot()
    def _refresh(self) -> None:
        self.pages.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        run, tr = self.current, self.tr
        index = self.model.index_of(run)
        if index.isValid() and self.view.currentIndex().row() != index.row():
            self.view.setCurrentIndex(index)
        none = tr("Select a search.")
        states = (
            (self.settings_action, none if run is None else "", tr("Put the settings of this search in the form")),
            (self.forget_action, none if run is None else "" if run.is_over else tr("Stop it first."),
             tr("Take this search and its candidates out of the project (Del)")),
        )  # fmt: skip
        for action, why, tip in states:
            action.setEnabled(not why)
            action.setToolTip(why or tip)
            self.buttons[action].setEnabled(not why)
            self.buttons[action].setToolTip(why or tip)
        self.note.setText(run.record.error if run is not None else "")

    @Slot(QModelIndex, QModelIndex)
    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        run = self.model.run(current)
        if run is not None:
            self.searches.select(run)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        if self.current is None:
            return
        menu = QMenu(self)
        menu.setObjectName("searchesMenu")
        menu.setToolTipsVisible(True)
        menu.addActions([self.page.pause_action, self.page.resume_action, self.page.stop_action])
        menu.addSeparator()
        menu.addActions([self.settings_action, self.forget_action])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            found = {
                Qt.Key.Key_Escape: self.page.stop_action,
                Qt.Key.Key_Return: self.page.resume_action,
                Qt.Key.Key_Enter: self.page.resume_action,
                Qt.Key.Key_Delete: self.forget_action,
            }.get(Qt.Key(event.key()))
            if found is not None and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                found.trigger()
                return True
        return super().eventFilter(watched, event)
