"""Choose the data that calibrates and measures: where it is, how it is prepared, whether it fits the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.dataset import DataSpec, DataSummary
from edgeviz.jobs.events import Failed
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.data_fields import DataFields, FieldError
from edgeviz.ui.dialogs.data_probe import DataProbe
from edgeviz.ui.dialogs.data_views import ClassChart, PreviewStrip
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption, fixed_font, heading
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import joined, number, significant
from edgeviz.ui.texts import error_text

DIGITS = "digits"
#: Pixels of the column that shows what was found: it keeps its width whatever it says.
FINDINGS = 430


class DataDialog(QDialog):
    """``spec()`` is the result once the dialog is accepted, which it can be only after a check that passed."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataDialog")
        self.setWindowTitle(self.tr("Choose data"))
        self.setAcceptDrops(True)
        self.probe = DataProbe(document.graph, jobs, self)
        self._calibration = document.calibration_samples
        self._spec = document.data or DataSpec(calibration=self._calibration)
        self._passed = False
        self._build()
        self.probe.guessed.connect(self._guessed)
        self.probe.checked.connect(self._checked)
        self.probe.previewed.connect(self._previewed)
        self.probe.failed.connect(self._failed)
        self.finished.connect(self.probe.stop)
        self._show_source()
        self.fields.show_spec(self._spec)
        self._untouched = document.data is None
        if self._untouched:
            self._guess("")
        else:
            self._check()

    # ---- construction

    def _build(self) -> None:
        self.digits_button = QRadioButton(self.tr("Handwritten digits (built in)"))
        self.digits_button.setObjectName("digitsSource")
        self.digits_button.setToolTip(self.tr("1,797 grey images of 8×8 pixels in 10 classes"))
        self.file_button = QRadioButton(self.tr("A file or folder"))
        self.file_button.setObjectName("fileSource")
        self.file_button.setToolTip(
            self.tr(".npz, IDX (MNIST), CIFAR-10 binary, a folder or .zip of images by class, or a .csv of labels")
        )
        group = QButtonGroup(self)
        for button in (self.digits_button, self.file_button):
            button.setAccessibleName(button.text())
            group.addButton(button)
        group.buttonClicked.connect(self._source_clicked)
        self.path_edit = QLineEdit()
        self.path_edit.setObjectName("dataPath")
        self.path_edit.setAccessibleName(self.tr("File or folder"))
        self.path_edit.setPlaceholderText(self.tr("Drop a file or folder here, or browse"))
        self.path_edit.editingFinished.connect(self._path_entered)
        self.browse_file = self._tool("browseFile", self.tr("File…"), self._choose_file)
        self.browse_folder = self._tool("browseFolder", self.tr("Folder…"), self._choose_folder)
        source = QHBoxLayout()
        source.setSpacing(8)
        for widget in (self.digits_button, self.file_button):
            source.addWidget(widget)
        source.addWidget(self.path_edit, 1)
        source.addWidget(self.browse_file)
        source.addWidget(self.browse_folder)

        self.fields = DataFields()
        self.fields.changed.connect(self._check)
        left = QVBoxLayout()
        left.addWidget(self.fields)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addWidget(self._build_findings())

        buttons = QDialogButtonBox()
        self.use_button = PrimaryButton(self.tr("Use this data"), "useData")
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self.accept)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancelData")
        cancel.setAccessibleName(cancel.text())
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(source)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)
        self.resize(840, 500)

    def _build_findings(self) -> QWidget:
        self.status = StateLabel("dataStatus")
        self.status.setAccessibleName(self.tr("Result of the check"))
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details_button = QToolButton()
        self.details_button.setObjectName("dataDetailsButton")
        self.details_button.setText(self.tr("Details"))
        self.details_button.setAccessibleName(self.details_button.text())
        self.details_button.setCheckable(True)
        self.details = QPlainTextEdit()
        self.details.setObjectName("dataDetails")
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setReadOnly(True)
        self.details.setFont(fixed_font())
        self.details.setFixedHeight(110)
        self.details_button.toggled.connect(self.details.setVisible)
        self.facts = QLabel()
        self.facts.setObjectName("dataFacts")
        self.facts.setWordWrap(True)
        self.warnings = StateLabel("dataWarnings")
        self.chart_title = caption(self.tr("Samples of each class"))
        self.chart = ClassChart()
        self.preview_title = caption(self.tr("The first validation samples"))
        self.preview = PreviewStrip()
        findings = QWidget()
        findings.setFixedWidth(FINDINGS)
        layout = QVBoxLayout(findings)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading(self.tr("What was found")))
        rows: tuple[QWidget, ...] = (self.status, self.details_button, self.details, self.facts, self.warnings)
        for widget in (*rows, self.chart_title, self.chart, self.preview_title, self.preview):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self.chart_title, self.chart, self.preview_title, self.preview):
            widget.hide()
        return findings

    def _tool(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ---- the result

    def spec(self) -> DataSpec:
        """The data that was chosen."""
        return self._spec

    @property
    def passed(self) -> bool:
        """Whether exactly what the fields say now was checked and fits."""
        return self._passed

    def accept(self) -> None:
        if self._passed:
            super().accept()

    # ---- where the data is

    def set_path(self, path: str) -> None:
        """Take the data at ``path``: its kind and its preprocessing are guessed."""
        self._untouched = False
        self.path_edit.setText(path)
        self.file_button.setChecked(True)
        self._guess(path)

    def _show_source(self) -> None:
        is_digits = self._spec.source == DIGITS
        self.digits_button.setChecked(is_digits)
        self.file_button.setChecked(not is_digits)
        # What is being typed is not lost to an answer that comes meanwhile.
        if not (self.path_edit.isModified() and self.path_edit.hasFocus()):
            self.path_edit.setText(self._spec.path)

    @Slot()
    def _source_clicked(self) -> None:
        self._untouched = False
        if self.digits_button.isChecked():
            self._guess("")
        elif self.path_edit.text().strip():
            self._guess(self.path_edit.text().strip())
        else:
            self._choose_file()

    @Slot()
    def _path_entered(self) -> None:
        path = self.path_edit.text().strip()
        if path and path != self._spec.path:
            self.set_path(path)

    @Slot()
    def _choose_file(self) -> None:
        self._browse(QFileDialog.FileMode.ExistingFile)

    @Slot()
    def _choose_folder(self) -> None:
        self._browse(QFileDialog.FileMode.Directory)

    def _browse(self, mode: QFileDialog.FileMode) -> None:
        start = Path(self.path_edit.text()).parent if self.path_edit.text() else Path.home()
        dialog = QFileDialog(self, self.tr("Choose data"), str(start))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.set_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.set_path(paths[0])

    # ---- guess and check

    def _guess(self, path: str) -> None:
        self._waiting(self.tr("Looking at the data…"))
        self.fields.show_error(None)
        self.fields.setEnabled(False)
        self.probe.guess(path)

    @Slot()
    def _check(self) -> None:
        try:
            self._spec = self.fields.spec()
        except FieldError as error:
            self.probe.stop()
            self.fields.show_error(error)
            self._say(self.tr("Correct the field that is marked."), "bad")
            return
        self.fields.show_error(None)
        self._waiting(self.tr("Checking…"))
        self.probe.check(self._spec)

    @Slot(object)
    def _guessed(self, spec: DataSpec) -> None:
        self._untouched = False
        self.fields.setEnabled(True)
        spec = self._spec = replace(spec, calibration=self._calibration)
        self._show_source()
        self.fields.show_spec(spec)
        self._check()

    @Slot(object)
    def _checked(self, summary: DataSummary) -> None:
        self._say(self.tr("✓ The data fits the model."), "good")
        self._passed = True
        self.use_button.setEnabled(True)
        shape = "×".join(map(str, summary.sample_shape)) or self.tr("one number")
        self.facts.setText(
            joined(
                (
                    self.tr("{} samples").format(number(summary.samples)),
                    self.tr("{} classes").format(number(summary.classes)),
                    self.tr("shape {}").format(shape),
                    self.tr("values {} to {}").format(significant(summary.low), significant(summary.high)),
                )
            )
        )
        self.facts.setToolTip(self.tr("Shape and values after preprocessing, as the model gets them"))
        self.facts.show()
        self.warnings.say("\n".join(f"⚠ {text}" for text in summary.warnings), "warning")
        self.chart.show_counts(summary.class_counts, summary.class_names)
        self.chart.setVisible(bool(summary.class_counts))
        self.chart_title.setVisible(bool(summary.class_counts))

    @Slot(object)
    def _previewed(self, found: tuple) -> None:
        images, labels = found
        self.preview.show_samples(images, labels)
        self.preview_title.setVisible(images is not None)

    @Slot(object)
    def _failed(self, event: Failed) -> None:
        # Nobody has chosen anything yet: this is a question and not a mistake.
        untouched, self._untouched = self._untouched, False
        self.fields.setEnabled(not untouched)
        self._say(error_text(event), "" if untouched else "bad")
        if untouched:
            self.file_button.setChecked(True)
            # The answer to the question can be typed or pasted at once.
            self.path_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.details.setPlainText(event.details)
        self.details_button.setVisible(bool(event.details))

    def _waiting(self, text: str) -> None:
        """What was found before stays where it is, so that nothing jumps while somebody types."""
        self._passed = False
        self.use_button.setEnabled(False)
        self.status.say(text)
        self._hide_details()

    def _say(self, text: str, state: str) -> None:
        self._passed = False
        self.use_button.setEnabled(False)
        self.status.say(text, state)
        self._hide_details()
        if state == "bad":
            self.facts.hide()
            self.warnings.say("")
            for widget in (self.chart, self.chart_title, self.preview, self.preview_title):
                widget.hide()

    def _hide_details(self) -> None:
        self.details_button.setChecked(False)
        self.details_button.hide()
        self.details.hide()
