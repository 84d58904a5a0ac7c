"""What an export wrote, beside what was promised."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.export import ExportReport
from edgeviz.core.metric import Metric
from edgeviz.ui.dialogs.parts import StateLabel, heading, muted
from edgeviz.ui.formatting import interval_text, number, provenance_text, significant, size, value_text


class ReportView(QWidget):
    """Rows of figures; what was not measured says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportReport")
        self.report: ExportReport | None = None
        self.rows: list[tuple[str, str, str]] = []
        self.title = heading("")
        self.title.setWordWrap(True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(2, 1)
        self.warnings = StateLabel("exportWarnings")
        self.folder_button = self._button("openFolder", self.tr("Open folder"), self.open_folder)
        self.copy_button = self._button("copySummary", self.tr("Copy summary"), self.copy)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(self.grid)
        layout.addWidget(self.warnings)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def show_report(self, report: ExportReport) -> None:
        self.report = report
        self.title.setText(self.tr("✓ Exported to {}").format(Path(report.path).name))
        self.title.setToolTip(report.path)
        self.rows = self._rows(report)
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, value, remark) in enumerate(self.rows):
            figure = QLabel(value)
            figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            note = muted(QLabel(remark))
            note.setWordWrap(True)
            self.grid.addWidget(muted(QLabel(name)), row, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(note, row, 2, Qt.AlignmentFlag.AlignTop)
        self.warnings.say("\n".join(f"⚠ {text}" for text in report.warnings), "warning")

    def _rows(self, report: ExportReport) -> list[tuple[str, str, str]]:
        rows = [(self.tr("File"), size(report.bytes), self.tr("exactly {} bytes").format(number(report.bytes)))]
        missing = self.tr("no data to measure with")
        for name, metric in (
            (self.tr("Accuracy, simulated"), report.simulated),
            (self.tr("Accuracy, exported"), report.exported),
            (self.tr("Same answers"), report.agreement),
        ):
            rows.append((name, _figure(metric), provenance_text(metric) if metric else missing))
        if report.max_difference is not None:
            samples = self.tr("between outputs, on {} samples").format(number(report.samples))
            rows.append((self.tr("Largest difference"), significant(report.max_difference), samples))
        rows.append((self.tr("Opset"), str(report.opset), ""))
        recipe = self.tr("beside the model, hash {}").format(report.recipe_hash)
        rows.append((self.tr("Recipe"), Path(report.recipe_path).name, recipe))
        return rows

    @property
    def text(self) -> str:
        """The report as lines of text."""
        if self.report is None:
            return ""
        lines = [self.report.path]
        lines += [f"{name}: {value}" + (f" ({remark})" if remark else "") for name, value, remark in self.rows]
        return "\n".join([*lines, *self.report.warnings])

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    @Slot()
    def open_folder(self) -> None:
        if self.report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.report.path).parent)))

    def _button(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button


def _figure(metric: Metric | None) -> str:
    return " ".join(text for text in (value_text(metric), interval_text(metric)) if text)
