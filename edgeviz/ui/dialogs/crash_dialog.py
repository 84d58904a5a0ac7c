"""Something in the program itself went wrong: an error dialog whose details are a report to send."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from edgeviz.jobs.events import Failed
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.dialogs.parts import at_least
from edgeviz.ui.shell.crash_report import report


class CrashDialog(ErrorDialog):
    """``error`` is the traceback. Show it with ``open()``; its Copy button copies the whole report."""

    def __init__(self, error: str, log_path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(Failed("", "", "", report(error, log_path)), parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(self.tr("EdgeViz has a problem"))
        self.what.setText(self.tr("Something in EdgeViz went wrong. Your work is on disk."))
        self.remedy.setText(
            self.tr(
                "You can go on. Please report it: the report has the versions, the error and the end of the log,"
                " with your home folder written as ~, and nothing from your models or data."
            )
        )
        self.remedy.show()
        self.copy_button.setText(self.tr("Copy the report"))
        self.copy_button.setAccessibleName(self.copy_button.text())
        self.copy_button.setToolTip(self.tr("Copy all of it, to paste it into a report"))
        self.copy_button.clicked.connect(self._copied)
        self.details_button.setText(self.tr("Show the report"))
        self.details_button.setAccessibleName(self.details_button.text())
        at_least(self, self.minimumWidth())

    @property
    def text(self) -> str:
        return "\n\n".join((self.what.text(), self.error.details.strip()))

    @Slot()
    def _copied(self) -> None:
        self.copy_button.setText(self.tr("Copied"))
