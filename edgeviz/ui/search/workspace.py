"""The Search workspace: makes its panels and joins them. The window gives them their places."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.space import Space
from edgeviz.jobs.events import Failed
from edgeviz.ui.search.candidates_panel import CandidatesPanel
from edgeviz.ui.search.deriving import Deriving
from edgeviz.ui.search.form import SearchForm
from edgeviz.ui.search.matters_panel import MattersPanel
from edgeviz.ui.search.page import SearchPage
from edgeviz.ui.search.progress_panel import ProgressPanel
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.runs_panel import SearchesPanel
from edgeviz.ui.work import Work


class SearchWorkspace(QObject):
    """``page`` stands in the middle; ``form``, ``runs``, ``candidates``, ``progress`` and ``matters`` are its panels.

    ``menu`` is the window's Search menu.
    """

    failed = Signal(object)
    said = Signal(str)
    #: Something was asked for that should be seen first: show the workspace with its form.
    shownRequested = Signal()
    chooseDataRequested = Signal()
    #: This file (text) is to be the student of the open model in the Train workspace.
    distilRequested = Signal(str)

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        document, jobs = self.document, self.jobs = work.document, work.jobs
        self.searches, self.choosing = work.searches, work.choosing
        self.making, self.tabling = work.making, work.tabling
        self.deriving = Deriving(document, jobs, self)
        self.form = SearchForm(document, self.searches, work.device_library, work.opener.folder)
        self.page = SearchPage(self.searches, self.choosing)
        self.runs = SearchesPanel(self.page)
        self.candidates = CandidatesPanel(self.choosing, self.making)
        self.progress = ProgressPanel(self.searches)
        self.matters = MattersPanel(self.choosing)
        for part in (self.searches, self.making, self.deriving, self.tabling):
            part.failed.connect(self.failed)
        self.form.chooseDataRequested.connect(self.chooseDataRequested)
        self.form.space.editRequested.connect(self.edit_space)
        self.form.space.modelRequested.connect(self.deriving.derive)
        self.form.latency.measureRequested.connect(self.measure_layers)
        self.deriving.derived.connect(self.form.space.show_space)
        self.page.scatter.targetDragged.connect(self.form.take_target)
        self.form.goalChanged.connect(self._show_goal)
        self.page.scatter.openRequested.connect(self.making.open_chosen)
        self.making.trainRequested.connect(self.train_fully)
        self.making.distilRequested.connect(self.distilRequested)
        self.making.said.connect(self.said)
        self.runs.settingsRequested.connect(self._use_settings)
        self._build_menu(window)
        for signal in (document.modelChanged, document.dataChanged, self.searches.changed):
            signal.connect(self._refresh)
        self._refresh()

    def _build_menu(self, window: QWidget) -> None:
        tr = self.tr
        self.menu = QMenu(tr("Sea&rch"), window)
        self.menu.setObjectName("searchMenu")
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._refresh)
        self.start_action = self._action("searchStart", tr("Start search"), self.start)
        self.space_action = self._action("searchSpaceEdit", tr("Edit the search space…"), self.edit_space)
        self.space_action.setShortcut(QKeySequence("Ctrl+Shift+A"))
        self.menu.addActions([self.start_action, self.space_action])
        self.menu.addSeparator()
        page, table = self.page, self.candidates
        self.menu.addActions([page.pause_action, page.resume_action, page.stop_action])
        self.menu.addActions([self.runs.settings_action, self.runs.forget_action])
        self.menu.addSeparator()
        self.menu.addActions([table.open_action, table.train_action, table.distil_action, table.copy_action])

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self.parent())
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    @Slot()
    def _refresh(self) -> None:
        # Where nobody has seen the form yet, showing it is what starting does first.
        why = self.form.obstacle() if self.form.isVisible() else ""
        no_model = "" if self.document.graph is not None else self.tr("Open a model first")
        self.start_action.setEnabled(not (why or no_model))
        tip = self.tr("Search for architectures as the form says, in the background (Ctrl+Return)")
        self.start_action.setToolTip(no_model or why or tip)
        self.space_action.setEnabled(not no_model)
        self.space_action.setToolTip(no_model or self.tr("Choices, values, conditions and sizes (Ctrl+Shift+A)"))

    @Slot()
    def start(self) -> None:
        """Start what the form says; where nobody sees the form, show it first."""
        if self.form.isVisible():
            self.form.start()
        else:
            self.shownRequested.emit()

    @Slot()
    def edit_space(self) -> QDialog | None:
        """The dialog for the space of the form."""
        from edgeviz.ui.search.space_dialog import SpaceDialog

        window = self.parent()
        assert isinstance(window, QWidget)
        space = self.form.space.chosen
        if space is None:
            return None
        dialog = SpaceDialog(space, self._classes, self.searches.library, self.jobs, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._space_saved)
        dialog.open()
        return dialog

    @property
    def _classes(self) -> int:
        graph = self.document.graph
        return (graph.classes() if graph is not None else None) or 10

    @Slot()
    def measure_layers(self) -> None:
        """Measure the layers of the form's space on this machine."""
        try:
            space = self.form.space.value()
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        self.tabling.measure(space, self._classes)

    @Slot(object)
    def _space_saved(self, space: Space) -> None:
        self.form.space.show_space(space)

    @Slot()
    def train_fully(self) -> QDialog | None:
        """How the chosen candidate is to be trained."""
        from edgeviz.ui.search.train_dialog import TrainDialog

        window = self.parent()
        assert isinstance(window, QWidget)
        if self.making.obstacle():
            return None
        dialog = TrainDialog(self.making, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot()
    def _show_goal(self) -> None:
        self.page.scatter.show_reward(self.form.reward())

    @Slot(object)
    def _use_settings(self, run: SearchRun) -> None:
        self.form.show_request(run.record.request)
