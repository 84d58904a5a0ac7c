"""Export the current recipe: where to, what to expect, and afterwards what came out."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.export import ExportReport
from edgeviz.core.naming import describe
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.export_notes import default_name, storage_notes
from edgeviz.ui.dialogs.export_report import ReportView
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption, fixed_font
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import joined, provenance_text, value_text
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.texts import kept, name_text, shown

ENTRY = "edgeviz.engine.export.job:run"
SUFFIX = ".onnx"
STEPS = 1000


class ExportDialog(QDialog):
    """Asks, exports with progress, reports: three pages of one dialog. Closing it cancels what runs."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export model"))
        self.document = document
        self.jobs = jobs
        #: The recipe as it was when the dialog opened: an edit meanwhile does not change what is exported.
        self.recipe = document.recipe
        self.report: ExportReport | None = None
        self._job: Job | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_form())
        self.pages.addWidget(self._build_progress())
        self.report_view = ReportView()
        self.pages.addWidget(self.report_view)
        self.export_button = PrimaryButton(self.tr("Export"), "exportButton")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.start)
        self.close_button = QPushButton(self.tr("Cancel"))
        self.close_button.setObjectName("closeExport")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.stop_or_close)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addWidget(self.pages, 1)
        layout.addLayout(buttons)
        self.resize(600, 360)
        # A file may appear or vanish while the dialog is open.
        self._watch = QTimer(self, interval=500)
        self._watch.timeout.connect(self._check_target)
        self._watch.start()
        self._check_target()

    # ---- construction

    def _build_form(self) -> QWidget:
        page = QWidget()
        self.path_edit = QLineEdit(str(self._proposal()))
        self.path_edit.setObjectName("exportPath")
        self.path_edit.setAccessibleName(self.tr("File to write"))
        self.path_edit.textChanged.connect(self._path_changed)
        self.browse_button = QPushButton(self.tr("Browse…"))
        self.browse_button.setObjectName("browseExport")
        self.browse_button.setAccessibleName(self.browse_button.text())
        self.browse_button.setAutoDefault(False)
        self.browse_button.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path_edit, 1)
        where.addWidget(self.browse_button)
        self.replace_box = QCheckBox(self.tr("Replace the file that exists there"))
        self.replace_box.setObjectName("replaceFile")
        self.replace_box.setAccessibleName(self.replace_box.text())
        self.replace_box.toggled.connect(self._check_target)
        self.problem = StateLabel("exportProblem")
        self.details = QPlainTextEdit()
        self.details.setObjectName("exportDetails")
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setReadOnly(True)
        self.details.setFont(fixed_font())
        self.details.setFixedHeight(100)
        self.details.hide()
        self.details_button = QPushButton(self.tr("Details"))
        self.details_button.setObjectName("exportDetailsButton")
        self.details_button.setCheckable(True)
        self.details_button.setAutoDefault(False)
        self.details_button.toggled.connect(self.details.setVisible)
        self.details_button.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("File"), where)
        form.addRow("", self.replace_box)
        form.addRow(self.tr("Recipe"), QLabel(name_text(self._summary())))
        self.size_label = QLabel(self._size_text())
        self.size_label.setObjectName("exportSize")
        form.addRow(self.tr("Size"), self.size_label)
        notes = self._notes()
        notes.setObjectName("exportNotes")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(notes)
        layout.addWidget(self.problem)
        layout.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.details)
        layout.addStretch(1)
        layout.addWidget(
            caption(
                self.tr(
                    "Afterwards the file is run in onnxruntime and compared with the simulation. "
                    "The recipe is written beside it as JSON."
                )
            )
        )
        return page

    def _notes(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        graph = self.document.graph
        for note in storage_notes(graph, self.recipe) if graph else ():
            label = StateLabel("exportNote")
            label.say(f"• {note.text}", "warning")
            label.setToolTip(", ".join(note.layers[:40]) + ("…" if len(note.layers) > 40 else ""))
            layout.addWidget(label)
        if self.document.data is None:
            label = StateLabel("exportNote")
            text = self.tr("No data is chosen: the file cannot be compared with the simulation.")
            label.say(f"⚠ {text}", "warning")
            layout.addWidget(label)
        return box

    def _build_progress(self) -> QWidget:
        page = QWidget()
        self.progress_text = QLabel(self.tr("Starting…"))
        self.progress_text.setObjectName("exportStep")
        self.progress = QProgressBar()
        self.progress.setObjectName("exportProgress")
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.progress.setTextVisible(False)
        self.left = caption("", "exportTimeLeft")
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(self.progress_text)
        layout.addWidget(self.progress)
        layout.addWidget(self.left)
        layout.addStretch(1)
        return page

    # ---- what is going to be written

    def _summary(self) -> str:
        graph = self.document.graph
        return describe(self.recipe, graph) if graph is not None else ""

    def _proposal(self) -> Path:
        model = self.document.project.model
        name = default_name(model.name if model else "model", self._summary())
        # The demo's model, and one that was moved, are nowhere: the home folder then.
        folder = Path(model.path).parent if model and Path(model.path).is_file() else Path.home()
        return (folder if os.access(folder, os.W_OK) else Path.home()) / name

    def _size_text(self) -> str:
        metric = self.document.metrics(self.recipe).get("size")
        return joined((value_text(metric), provenance_text(metric))) if metric else ""

    @property
    def target(self) -> Path:
        """The file to write; a name without the suffix gets it."""
        path = Path(self.path_edit.text().strip())
        # "~somebody" where there is no such person stays as it is: a folder that does not exist.
        with suppress(RuntimeError):
            path = path.expanduser()
        return path if path.name in ("", "..") or path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    @Slot()
    def _path_changed(self) -> None:
        self.replace_box.setChecked(False)
        self._check_target()

    @Slot()
    def _check_target(self) -> None:
        """Say what is wrong with the target; a file that exists is replaced only when that is ticked."""
        if self._job is not None or self.pages.currentIndex() != 0:
            return
        exists = False
        try:
            exists = self.target.is_file()
            problem = self._problem_of_path(self.target)
        except (OSError, ValueError) as error:
            # A name that is too long, a folder that may not be entered, a zero byte.
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            problem = self.tr("This name cannot be used: {}.").format(reason)
        needs_data = any(row.activation.is_integer for row in self.recipe.layers.values())
        if not problem and needs_data and self.document.data is None:
            problem = self.tr("Integer activations need ranges, and ranges need data. Choose data first.")
        self.replace_box.setVisible(exists and not problem)
        if problem:
            self.problem.say(problem, "bad")
            self._show_details("")
        elif self.problem.text() and not self.problem.property("failure"):
            self.problem.say("")
        self.problem.setProperty("failure", bool(self.problem.property("failure")) and not problem)
        self.export_button.setEnabled(not problem and (not exists or self.replace_box.isChecked()))

    def _problem_of_path(self, target: Path) -> str:
        """What keeps ``target`` from being written, "" where nothing does."""
        model = self.document.project.model
        if not self.path_edit.text().strip():
            return self.tr("Choose a file to write.")
        if not target.name or target.is_dir():
            return self.tr("{} is a folder. Add a file name.").format(target)
        if not target.parent.is_dir():
            return self.tr("The folder {} does not exist.").format(target.parent)
        if model is not None and target.is_file() and target.resolve() == Path(model.path).resolve():
            return self.tr("This is the model itself. Choose another name, so that it is not lost.")
        if not os.access(target.parent, os.W_OK):
            return self.tr("The folder {} may not be written to. Choose another one.").format(target.parent)
        return ""

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export model"), str(self.target))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # It is asked for in this dialog, in the same way for a typed name.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(f"ONNX (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(self.target.name)
        dialog.fileSelected.connect(self.path_edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- exporting

    @Slot()
    def start(self) -> None:
        """Submit the export."""
        store, model = self.document.store, self.document.project.model
        if self._job is not None or model is None or not self.export_button.isEnabled():
            return
        try:
            path = str(store.model_file()) if store is not None else model.path
        except EdgeVizError as error:
            self._say_failed(shown(error.what), shown(error.remedy), error.details)
            return
        target = str(self.target.absolute())
        arguments = {"path": path, "data": self.document.data, "recipe": self.recipe, "target": target}
        self._job = self.jobs.submit(JobSpec(ENTRY, kept("Export {}").format(self.target.name), arguments))
        self._job.changed.connect(self._show_progress)
        self._job.ended.connect(self._ended)
        self.export_button.hide()
        self._show_progress()
        self.pages.setCurrentIndex(1)

    @Slot()
    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        share = fraction(job)
        self.progress.setRange(0, 0 if share is None else STEPS)
        self.progress.setValue(round((share or 0) * STEPS))
        text = shown(job.progress.text) if job.progress else ""
        if job.cancel_event.is_set():
            text = self.tr("Cancelling…")
        self.progress_text.setText(text or self.tr("Exporting {}").format(self.target.name))
        self.left.setText(left_text(job))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self._job = None
        if isinstance(event, Finished) and isinstance(event.payload, ExportReport):
            self.report = event.payload
            self.report_view.show_report(self.report)
            self.pages.setCurrentIndex(2)
            self.close_button.setText(self.tr("Close"))
            self.close_button.setDefault(True)
            self.close_button.setFocus()
            return
        self.pages.setCurrentIndex(0)
        self.export_button.show()
        self.close_button.setEnabled(True)
        if isinstance(event, Failed):
            self._say_failed(shown(event.what), shown(event.remedy), event.details)
        elif isinstance(event, Cancelled):
            self._say_failed(self.tr("The export was cancelled."), "", "", "warning")
        self._check_target()

    def _say_failed(self, what: str, remedy: str, details: str, state: str = "bad") -> None:
        self.problem.setProperty("failure", True)
        self.problem.say(f"{what} {remedy}".strip(), state)
        self._show_details(details)

    def _show_details(self, details: str) -> None:
        self.details.setPlainText(details)
        self.details_button.setChecked(False)
        self.details_button.setVisible(bool(details))

    # ---- leaving

    @Slot()
    def stop_or_close(self) -> None:
        """Cancel the export that runs; without one, close."""
        if self._job is not None:
            self._job.cancel()
            self.close_button.setEnabled(False)
        else:
            self.accept() if self.report is not None else self.reject()

    def reject(self) -> None:
        """Esc: the first one cancels what runs, the next one closes."""
        if self._job is not None and not self._job.cancel_event.is_set():
            self.stop_or_close()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
        super().closeEvent(event)
