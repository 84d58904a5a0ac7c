"""The list of the project's searches: which one is looked at, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from edgeviz.ui import theme
from edgeviz.ui.listing import ListPanel
from edgeviz.ui.search.page import SearchPage
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.runs_model import Column, SearchesModel
from edgeviz.ui.texts import shown


class SearchesPanel(ListPanel):
    """Newest first. The selected search is the one that is drawn. Esc stops it, Enter resumes it, Del removes it."""

    #: The settings of this SearchRun are to be put into the form.
    settingsRequested = Signal(object)

    def __init__(self, page: SearchPage, parent: QWidget | None = None) -> None:
        super().__init__("searchesPanel", parent)
        self.setAccessibleName(self.tr("Searches"))
        self.page, self.searches = page, page.searches
        self.model = SearchesModel(self.searches, self)
        self._build_view()
        self.settings_action = self.add_action("searchSettings", self.tr("Use these settings"), self._use_settings)
        self.forget_action = self.add_action("forgetSearch", self.tr("Remove"), self.forget)
        self.lay_out(
            "searches",
            self.tr("Nothing was searched yet. Every search is listed here with all its candidates, also one that was "
                    "interrupted."),
            (self.settings_action, self.forget_action),
            {
                Qt.Key.Key_Escape: page.stop_action,
                Qt.Key.Key_Return: page.resume_action,
                Qt.Key.Key_Enter: page.resume_action,
                Qt.Key.Key_Delete: self.forget_action,
            },
        )  # fmt: skip
        for signal in (self.searches.changed, self.searches.currentChanged):
            signal.connect(self._refresh)
        self._refresh()

    def _build_view(self) -> None:
        self.add_view(self.model, "searchesView", self.tr("Searches, newest first"))
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(theme.px(40))
        for column in Column:
            stretch = column is Column.NAME
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)

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
        self.show_states(states)
        self.note.setText(shown(run.record.error) if run is not None else "")

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
