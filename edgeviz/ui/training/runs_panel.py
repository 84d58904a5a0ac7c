"""The list of training runs: what goes on, what came out, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from edgeviz.ui import theme
from edgeviz.ui.listing import ListPanel
from edgeviz.ui.texts import shown
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.runs_model import Column, RunsModel
from edgeviz.ui.training.training import Training


class RunsPanel(ListPanel):
    """Newest first. Esc cancels the selected run, Enter or a double click opens the model that it trained."""

    #: The settings of this Run are to be put into the form.
    settingsRequested = Signal(object)
    #: Another Run is selected, or none.
    currentChanged = Signal(object)

    def __init__(self, training: Training, parent: QWidget | None = None) -> None:
        super().__init__("runsPanel", parent)
        self.setAccessibleName(self.tr("Training runs"))
        self.training = training
        self.model = RunsModel(training, self)
        self._build_view()
        self._build_actions()
        self.lay_out(
            "runs",
            self.tr("Nothing was trained yet. Choose a preset on the left and start: every run is listed here."),
            (self.open_action, self.resume_action, self.cancel_action, self.forget_action),
            {
                Qt.Key.Key_Escape: self.cancel_action,
                Qt.Key.Key_Return: self.open_action,
                Qt.Key.Key_Enter: self.open_action,
                Qt.Key.Key_Delete: self.forget_action,
            },
        )
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset, training.changed):
            signal.connect(self._refresh)
        training.progressed.connect(self._progressed)
        training.started.connect(self._started)
        training.document.modelChanged.connect(self._refresh)
        self._refresh()

    # ---- construction

    def _build_view(self) -> None:
        self.add_view(self.model, "runsView", self.tr("Training runs, newest first"))
        # Names begin alike, and end with what tells them apart: "no teacher".
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(theme.px(40))
        for column in Column:
            stretch = column is Column.NAME
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.view.doubleClicked.connect(self._open_clicked)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentRowChanged.connect(self._current_changed)

    def _build_actions(self) -> None:
        tr = self.tr
        self.open_action = self.add_action("openTrained", tr("Open model"), self.open_current)
        self.cancel_action = self.add_action("cancelRun", tr("Cancel"), self.cancel_current)
        self.resume_action = self.add_action("resumeRun", tr("Resume"), self.resume_current)
        self.forget_action = self.add_action("forgetRun", tr("Remove"), self.forget_current)
        self.settings_action = self.add_action("useSettings", tr("Use these settings"), self._use_settings)
        self.plain_action = self.add_action(
            "withoutTeacher", tr("Train the same without a teacher"), self.train_without_teacher
        )

    # ---- the current run

    @property
    def current(self) -> Run | None:
        return self.model.run(self.view.currentIndex())

    def select(self, run: Run) -> None:
        index = self.model.index_of(run)
        if index.isValid():
            self.view.setCurrentIndex(index)

    @Slot()
    def open_current(self) -> None:
        """Make the trained model the open one."""
        run = self.current
        if run is not None and self.open_action.isEnabled():
            self.training.open_trained(run)

    @Slot()
    def cancel_current(self) -> None:
        if self.current is not None:
            self.training.cancel(self.current)
            self._refresh()

    @Slot()
    def resume_current(self) -> None:
        if self.current is not None:
            self.training.resume(self.current)

    @Slot()
    def forget_current(self) -> None:
        if self.current is not None:
            self.training.forget(self.current)

    @Slot()
    def train_without_teacher(self) -> None:
        if self.current is not None:
            self.training.without_teacher(self.current)

    @Slot()
    def _use_settings(self) -> None:
        if self.current is not None:
            self.settingsRequested.emit(self.current)

    # ---- following

    @Slot(object)
    def _started(self, run: Run) -> None:
        self.select(run)

    @Slot()
    def _refresh(self) -> None:
        """What can be done with the selected run, and why not."""
        run, tr = self.current, self.tr
        running = run is not None and run.job is not None
        why_not_open = self.training.obstacle_to_open(run) if run is not None else tr("Select a run.")
        why_not_resume = self.training.obstacle_to_resume(run) if run is not None else tr("Select a run.")
        taught = run is not None and run.record.request.distillation is not None
        states = (
            (self.open_action, why_not_open, tr("Make the trained model the open one (Enter)")),
            (
                self.cancel_action,
                "" if running else tr("It is not running."),
                tr("Stop this run (Esc); it can go on from its last checkpoint"),
            ),
            (self.resume_action, why_not_resume, tr("Go on from the last checkpoint")),
            (
                self.forget_action,
                tr("Cancel it first.") if running else "" if run else tr("Select a run."),
                tr("Take this run off the list (Del); a model that it trained stays in the project"),
            ),
            (self.settings_action, "" if run else tr("Select a run."), tr("Put the settings of this run in the form")),
            (
                self.plain_action,
                "" if taught else tr("This run has no teacher."),
                tr("The same student by the labels alone, drawn beside this run: what is the teacher good for?"),
            ),
        )
        self.show_states(states)
        # One of the two has a sense at a time; the row is narrow.
        self.buttons[self.cancel_action].setVisible(running)
        self.buttons[self.resume_action].setVisible(not running)
        self._show_note(run)

    @Slot(object)
    def _progressed(self, run: Run) -> None:
        if run is self.current:
            self._show_note(run)

    def _show_note(self, run: Run | None) -> None:
        text = ""
        if run is not None:
            text = shown(run.record.error or (run.job.progress.text if run.job and run.job.progress else ""))
        self.note.setText(text)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._refresh()
        self.currentChanged.emit(self.current)

    @Slot(QModelIndex)
    def _open_clicked(self, index: QModelIndex) -> None:
        self.open_current()

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        if self.current is None:
            return
        menu = QMenu(self)
        menu.setObjectName("runsMenu")
        menu.setToolTipsVisible(True)
        menu.addActions([self.open_action, self.resume_action, self.cancel_action])
        menu.addSeparator()
        menu.addActions([self.settings_action, self.plain_action])
        menu.addSeparator()
        menu.addAction(self.forget_action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))
