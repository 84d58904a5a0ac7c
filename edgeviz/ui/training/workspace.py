"""The Train workspace: makes its panels and joins them. The window gives them their places."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from edgeviz.core.train_request import Distillation, Method, Structure, Student, TrainRequest
from edgeviz.ui.training.curves_panel import CurvesPanel
from edgeviz.ui.training.estimating import Estimating
from edgeviz.ui.training.form import FormPanel
from edgeviz.ui.training.graphs import Graphs
from edgeviz.ui.training.look_panel import LookPanel
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.runs_panel import RunsPanel
from edgeviz.ui.work import Work

#: How a teacher teaches by pairs of layers.
PAIRED = (Method.HINT, Method.ATTENTION)


class TrainWorkspace(QObject):
    """``form``, ``curves`` (the page), ``runs`` and ``look`` are its panels, ``menu`` the window's Train menu."""

    failed = Signal(object)
    #: Something was asked for that should be seen first: show the workspace with its form.
    shownRequested = Signal()

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        document = self.document = work.document
        jobs = work.jobs
        self.training, self.compressing = work.training, work.compressing
        self.graphs = Graphs(jobs, self)
        self.estimating = Estimating(document, jobs, self)
        self.form = FormPanel(document, self.training, self.graphs, self.estimating)
        self.curves = CurvesPanel(document, self.training)
        self.runs = RunsPanel(self.training)
        self.look = LookPanel(document, jobs, self.training)
        self.training.failed.connect(self.failed)
        self.compressing.failed.connect(self.failed)
        self.form.pruning.suggestRequested.connect(self.show_suggest)
        self.runs.settingsRequested.connect(self._use_settings)
        self.runs.currentChanged.connect(self.look.follow)
        self.menu = QMenu(self.tr("&Train"), window)
        self.menu.setObjectName("trainMenu")
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._refresh)
        tr = self.tr
        self.start_action = self._action("trainStart", tr("Start training"), self.start, "Ctrl+Return")
        self.teacher_action = self._action(
            "hintFromSelection", tr("Selected layer is the teacher's hint"), self._take_teacher
        )
        self.student_action = self._action(
            "guidedFromSelection", tr("Selected layer is the student's layer"), self._take_student
        )
        self.deep_action = self._action("deepCompression", tr("Deep Compression…"), self.show_deep, "Ctrl+Shift+K")
        self.menu.addActions([self.start_action, self.deep_action])
        self.menu.addSeparator()
        runs = self.runs
        self.menu.addActions([runs.open_action, runs.resume_action, runs.cancel_action])
        self.menu.addActions([runs.plain_action, runs.settings_action, runs.forget_action])
        self.menu.addSeparator()
        self.menu.addActions([self.teacher_action, self.student_action])
        for signal in (document.modelChanged, document.dataChanged, document.selectionChanged, self.training.changed):
            signal.connect(self._refresh)
        self._refresh()

    def _action(self, name: str, text: str, slot: object, keys: str = "") -> QAction:
        action = QAction(text, self.parent())
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        return action

    @Slot()
    def _refresh(self) -> None:
        why = self.form.obstacle()
        self.start_action.setEnabled(not why)
        self.start_action.setToolTip(why or self.tr("Train what the form says in the background (Ctrl+Return)"))
        no_model = "" if self.document.graph is not None else self.tr("Open a model first")
        self.deep_action.setEnabled(not no_model)
        self.deep_action.setToolTip(
            no_model or self.tr("Prune, share weights and Huffman code the open model into a small file (Ctrl+Shift+K)")
        )
        method = self.form.teacher.method.chosen
        for action, take in (
            (self.teacher_action, self.form.teacher.pairs.rows[0].take_teacher),
            (self.student_action, self.form.teacher.pairs.rows[0].take_student),
        ):
            needs = "" if method in PAIRED else self.tr("Choose FitNets or attention transfer in the form first.")
            why = needs or ("" if take.isEnabled() else take.accessibleDescription())
            action.setEnabled(not why)
            action.setToolTip(why or self.tr("Take the layer that is selected in the network or in the table"))

    @Slot()
    def start(self) -> None:
        """Start what the form says; where nobody sees the form, show it first."""
        if self.form.isVisible():
            self.form.start()
        else:
            self.shownRequested.emit()

    def distil_into(self, path: str) -> None:
        """The open model as the teacher of the network in the file ``path``: for a person to look at and start."""
        self.form.show_request(TrainRequest(student=Student(path=path), distillation=Distillation()))

    @Slot()
    def show_suggest(self) -> QDialog:
        """How much each layer can lose by the pruning that the form says."""
        from edgeviz.ui.training.suggest_dialog import SuggestDialog

        window = self.parent()
        assert isinstance(window, QWidget)
        structure = self.form.pruning.structure.chosen or Structure.WEIGHTS
        dialog = SuggestDialog(self.document, self.form.training.jobs, structure, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.form.pruning.set_shares)
        dialog.open()
        return dialog

    @Slot()
    def show_deep(self) -> QDialog:
        """Deep Compression, in a window that can be closed while the job goes on."""
        from edgeviz.ui.training.deep_dialog import DeepDialog

        window = self.parent()
        assert isinstance(window, QWidget)
        found = window.findChild(DeepDialog)
        if found is not None:
            found.raise_()
            found.activateWindow()
            return found
        dialog = DeepDialog(self.document, self.compressing, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    @Slot(object)
    def _use_settings(self, run: Run) -> None:
        self.form.show_request(run.record.request)

    @Slot()
    def _take_teacher(self) -> None:
        self.form.catch_up()
        self.form.teacher.pairs.rows[0].take_teacher.click()

    @Slot()
    def _take_student(self) -> None:
        self.form.catch_up()
        self.form.teacher.pairs.rows[0].take_student.click()
