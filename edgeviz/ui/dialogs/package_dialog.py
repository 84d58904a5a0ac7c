"""Export for deployment: formats with their sizes, one folder or zip file, and what reading them back showed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QColor, QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.naming import describe
from edgeviz.core.package import FORMATS, USUAL, Findings, PackageReport, Part
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.findings import findings
from edgeviz.ui import theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.export_notes import default_name
from edgeviz.ui.dialogs.package_model import SIZE, STATE, FormatsModel
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import number, size
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.texts import error_text, kept, shown

SIZES, WRITE = "edgeviz.engine.export.package:sizes", "edgeviz.engine.export.package:run"
ZIP = ".zip"
#: The project's setting that remembers what was ticked.
SETTING = "exportFormats"
STEPS = 1000


class _Ticks(QStyledItemDelegate):
    """Fusion draws a tick box's frame a little darker than the window: on a dark one nobody would see it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.current().muted))
        option.palette = palette


class PackageDialog(QDialog):
    """Sizes are worked out while it is open; closing it cancels what runs."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("packageDialog")
        self.setWindowTitle(self.tr("Export for deployment"))
        self.document, self.jobs = document, jobs
        #: As it was when the dialog opened: an edit meanwhile does not change what is exported.
        self.recipe = document.recipe
        self.report: PackageReport | None = None
        self._sizing: Job | None = None
        self._writing: Job | None = None
        self.model = FormatsModel(self._remembered(), self)
        self._build()
        self.model.changed.connect(self._refresh)
        self._watch = QTimer(self, interval=500)
        self._watch.timeout.connect(self._refresh)
        self._watch.start()
        # What AdaRound has to learn first is not begun without being asked for.
        if not self.recipe.repairs.adaround or self.recipe.is_float32:
            self.work_out_sizes()
        self._refresh()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        self.view = QTableView()
        self.view.setObjectName("packageFormats")
        self.view.setAccessibleName(tr("Formats to export"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Ticks(self.view))
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.setTabKeyNavigation(False)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(SIZE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        #: All that there is to say of the selected format, which the table has no room for.
        self.remarks = caption("", "packageRemarks")
        self.view.selectionModel().currentRowChanged.connect(self._show_remarks)
        self.total = caption("", "packageTotal")
        self.sizes_button = self._button("packageSizes", tr("Work out sizes"), self.work_out_sizes)
        self.sizes_button.setToolTip(tr("AdaRound learns first; that can take minutes"))
        under = QHBoxLayout()
        under.addWidget(self.total, 1)
        under.addWidget(self.sizes_button)
        self.place = QWidget()
        form = QFormLayout(self.place)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.folder_radio = QRadioButton(tr("Folder"))
        self.folder_radio.setObjectName("packageFolder")
        self.zip_radio = QRadioButton(tr("Zip file"))
        self.zip_radio.setObjectName("packageZip")
        self.folder_radio.setChecked(True)
        self.zip_radio.toggled.connect(self._kind_changed)
        kinds = QHBoxLayout()
        kinds.addWidget(self.folder_radio)
        kinds.addWidget(self.zip_radio)
        kinds.addStretch(1)
        form.addRow(tr("As"), kinds)
        self.path_edit = QLineEdit(str(self._proposal()))
        self.path_edit.setObjectName("packagePath")
        self.path_edit.setAccessibleName(tr("Folder or zip file to write"))
        self.path_edit.textChanged.connect(self._path_changed)
        browse = self._button("packageBrowse", tr("Browse…"), self._browse)
        where = QHBoxLayout()
        where.addWidget(self.path_edit, 1)
        where.addWidget(browse)
        form.addRow(tr("To"), where)
        self.replace_box = QCheckBox(tr("Replace files that exist there"))
        self.replace_box.setObjectName("packageReplace")
        self.replace_box.setAccessibleName(self.replace_box.text())
        self.replace_box.toggled.connect(self._refresh)
        form.addRow("", self.replace_box)
        self.state = StateLabel("packageState")
        self.state.hide()
        self.progress = QProgressBar()
        self.progress.setObjectName("packageProgress")
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, STEPS)
        self.step = caption("", "packageStep")
        self.open_button = self._button("packageOpen", tr("Open folder"), self.open_folder)
        self.open_button.hide()
        self.export_button = PrimaryButton(tr("Export"), "packageExport")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.start)
        self.close_button = self._button("packageClose", tr("Cancel"), self.stop_or_close)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.remarks)
        layout.addLayout(under)
        layout.addWidget(self.place)
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addWidget(self.step)
        layout.addLayout(buttons)
        self.resize(980, 740)

    def _button(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ---- what is asked for

    def _remembered(self) -> tuple[str, ...]:
        value = self.document.project.settings.get(SETTING)
        found = tuple(name for name in value if name in FORMATS) if isinstance(value, list) else ()
        return found or USUAL

    @property
    def stem(self) -> str:
        model, graph = self.document.project.model, self.document.graph
        summary = describe(self.recipe, graph) if graph is not None else ""
        return default_name(model.name if model else "model", summary).removesuffix(".onnx")

    def _proposal(self) -> Path:
        model = self.document.project.model
        # The demo's model, and one that was moved, are nowhere: the home folder then.
        folder = Path(model.path).parent if model and Path(model.path).is_file() else Path.home()
        return (folder if os.access(folder, os.W_OK) else Path.home()) / self.stem

    @property
    def target(self) -> Path:
        path = Path(self.path_edit.text().strip())
        with suppress(RuntimeError):
            path = path.expanduser()
        return path

    @Slot()
    def _kind_changed(self) -> None:
        text = self.path_edit.text().strip()
        if self.zip_radio.isChecked() and text and not text.lower().endswith(ZIP):
            self.path_edit.setText(text + ZIP)
        elif not self.zip_radio.isChecked() and text.lower().endswith(ZIP):
            self.path_edit.setText(text[: -len(ZIP)])

    @Slot()
    def _path_changed(self) -> None:
        self.zip_radio.blockSignals(True)
        is_zip = self.path_edit.text().strip().lower().endswith(ZIP)
        (self.zip_radio if is_zip else self.folder_radio).setChecked(True)
        self.zip_radio.blockSignals(False)
        self.replace_box.setChecked(False)
        self._refresh()

    def _taken(self) -> list[str]:
        """Names of files of the package that are there already."""
        target = self.target
        if self.zip_radio.isChecked():
            return [target.name] if target.is_file() else []
        files = {name for part in self.model.known for name, _ in part.files}
        return sorted(name for name in files if (target / name).exists())

    def _problem(self) -> str:
        """What keeps the package from being written, "" where nothing does."""
        target = self.target
        if not self.path_edit.text().strip() or not target.name:
            return self.tr("Choose where to write.")
        with suppress(FileNotFoundError, NotADirectoryError):
            # It tells names that no file can have, which Path.is_dir does not.
            os.lstat(target)
        if not self.model.ticked:
            return self.tr("Tick at least one format.")
        if not target.parent.is_dir():
            return self.tr("The folder {} does not exist.").format(target.parent)
        if self.zip_radio.isChecked() and target.is_dir():
            return self.tr("{} is a folder. Choose another name.").format(target)
        if not self.zip_radio.isChecked() and target.is_file():
            return self.tr("{} is a file. Choose another name.").format(target)
        if not os.access(target if target.is_dir() else target.parent, os.W_OK):
            return self.tr("The folder {} may not be written to. Choose another one.").format(target.parent)
        if self._lacks_data:
            return self.tr("Integer activations need ranges, and ranges need data. Choose data first.")
        return ""

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export for deployment"), str(self.target.parent))
        if self.zip_radio.isChecked():
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"Zip (*{ZIP})")
            dialog.setDefaultSuffix(ZIP[1:])
            dialog.selectFile(self.target.name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        # It is asked for in this dialog, in the same way for a typed name.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.path_edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- jobs

    def _arguments(self) -> dict[str, object] | None:
        """What both jobs are about. None, with the reason on screen, where the model or project cannot be read."""
        store, model = self.document.store, self.document.project.model
        if model is None:
            return None
        try:
            path = str(store.model_file()) if store is not None else model.path
            known = findings(store, self.recipe, self.document.device) if store is not None else Findings()
        except EdgeVizError as error:
            self._say(error_text(error), "bad")
            return None
        return {
            "path": path,
            "data": self.document.data,
            "recipe": self.recipe,
            "findings": known,
            "stem": self.stem,
        }

    @Slot()
    def work_out_sizes(self) -> None:
        """Ask for the files of every format, the ticked ones first."""
        if self._sizing is not None or self._lacks_data:
            return
        arguments = self._arguments()
        if arguments is None:
            return
        ticked = self.model.ticked
        formats = (*ticked, *(name for name in FORMATS if name not in ticked))
        self._sizing = self.jobs.submit(JobSpec(SIZES, kept("Sizes of exports"), {**arguments, "formats": formats}))
        self._sizing.resulted.connect(self._sized)
        self._sizing.changed.connect(self._show_progress)
        self._sizing.ended.connect(self._sizes_ended)
        self._refresh()

    @property
    def _lacks_data(self) -> bool:
        return self.document.data is None and any(row.activation.is_integer for row in self.recipe.layers.values())

    @Slot(object)
    def _sized(self, part: object) -> None:
        if isinstance(part, Part) and self.report is None:
            self.model.take(part)

    @Slot(object)
    def _sizes_ended(self, event: Event) -> None:
        self._sizing = None
        if isinstance(event, Failed) and self._writing is None:
            self._say(error_text(event), "bad")
        self._refresh()

    @Slot()
    def start(self) -> None:
        """Write what is ticked."""
        if self._writing is not None or not self.export_button.isEnabled():
            return
        arguments = self._arguments()
        if arguments is None:
            return
        if self._sizing is not None:
            self._sizing.cancel()
        self.document.set_setting(SETTING, list(self.model.ticked))
        self._say("")
        arguments["formats"] = self.model.ticked
        arguments["target"] = str(self.target.absolute())
        arguments["replace_files"] = self.replace_box.isChecked()
        self._writing = self.jobs.submit(JobSpec(WRITE, kept("Export {}").format(self.target.name), arguments))
        self._writing.changed.connect(self._show_progress)
        self._writing.ended.connect(self._written)
        self._refresh()

    @Slot()
    def _show_progress(self) -> None:
        job = self._writing or self._sizing
        if job is None:
            return
        share = fraction(job)
        self.progress.setRange(0, 0 if share is None else STEPS)
        self.progress.setValue(round((share or 0) * STEPS))
        text = shown(job.progress.text) if job.progress else ""
        if job.cancel_event.is_set():
            text = self.tr("Cancelling…")
        elif job is self._sizing:
            text = self.tr("Working out sizes: {}").format(text) if text else self.tr("Working out sizes…")
        self.step.setText("   ".join(one for one in (text or self.tr("Starting…"), left_text(job)) if one))

    @Slot(object)
    def _written(self, event: Event) -> None:
        self._writing = None
        if isinstance(event, Finished) and isinstance(event.payload, PackageReport):
            self.report = event.payload
            self.model.show_written(self.report.parts)
            self._show_report(self.report)
        elif isinstance(event, Failed):
            details = f"\n{event.details}" if event.details and not event.fault else ""
            self._say(error_text(event) + details, "bad")
        elif isinstance(event, Cancelled):
            self._say(self.tr("The export was cancelled. Nothing was written."), "warning")
        self._refresh()

    def _show_report(self, report: PackageReport) -> None:
        text = self.tr("✓ Exported to {}: {}, every file read back and compared.").format(
            Path(report.path).name, size(report.bytes)
        )
        if report.failed:
            text = self.tr("⚠ Exported to {}, {}. Not written: {}.").format(
                Path(report.path).name, size(report.bytes), number(len(report.failed))
            )
        self._say(text, "warning" if report.failed else "good")
        self.state.setToolTip(report.path)
        self.view.setEnabled(True)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.place.hide()
        self.total.hide()
        self.export_button.hide()
        self.open_button.show()
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    # ---- showing

    @Slot()
    def _show_remarks(self) -> None:
        index = self.view.currentIndex()
        text = self.model.remarks(index.row()) if index.isValid() else ""
        self.remarks.setText(text)
        self.remarks.setVisible(bool(text))

    def _say(self, text: str, state: str = "") -> None:
        self.state.setProperty("failure", bool(text))
        self.state.say(text, state)

    @Slot()
    def _refresh(self) -> None:
        """Buttons, and what is wrong with the target; files that exist are replaced only when that is ticked."""
        busy = self._writing is not None
        self.progress.setVisible(busy or self._sizing is not None)
        self.step.setVisible(busy or self._sizing is not None)
        self._show_remarks()
        self.sizes_button.setVisible(self._sizing is None and not self.model.parts and not busy)
        self._show_progress()
        if self.report is not None:
            return
        self.view.setEnabled(not busy)
        self.place.setEnabled(not busy)
        if busy:
            self.export_button.setEnabled(False)
            return
        problem, taken = "", []
        try:
            problem = self._problem()
            taken = self._taken()
        except (OSError, ValueError) as error:
            # A name that is too long, a folder that may not be entered, a zero byte.
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            problem = self.tr("This name cannot be used: {}.").format(reason)
        self.replace_box.setVisible(bool(taken) and not problem)
        self.replace_box.setToolTip("\n".join(taken[:20]))
        if problem:
            self.state.setProperty("failure", False)
            self.state.say(problem, "bad")
        elif self.state.text() and not self.state.property("failure"):
            self.state.say("")
        self.export_button.setEnabled(not problem and (not taken or self.replace_box.isChecked()))
        self.total.setText(self._total_text())

    def _total_text(self) -> str:
        known, ticked = self.model.known, self.model.ticked
        if not ticked:
            return ""
        files = len({name for part in known for name, _ in part.files})
        text = self.tr("Ticked: {} formats, {} files, {}").format(
            number(len(ticked)), number(files), size(self.model.bytes)
        )
        if len(known) < len(ticked):
            text = self.tr("Ticked: {} formats, sizes of {} known so far: {}").format(
                number(len(ticked)), number(len(known)), size(self.model.bytes)
            )
        if self.zip_radio.isChecked():
            text = self.tr("{} before the zip file compresses them").format(text)
        return text

    @Slot()
    def open_folder(self) -> None:
        if self.report is not None:
            path = Path(self.report.path)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))

    # ---- leaving

    @Slot()
    def stop_or_close(self) -> None:
        """Cancel the export that runs; without one, close."""
        if self._writing is not None:
            self._writing.cancel()
        else:
            self.accept() if self.report is not None else self.reject()

    def reject(self) -> None:
        """Esc: the first one cancels what is being written, the next one closes."""
        if self._writing is not None and not self._writing.cancel_event.is_set():
            self.stop_or_close()
            return
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        for job in (self._writing, self._sizing):
            if job is not None:
                job.cancel()
