"""The end of the program's log, by level."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui.dialogs.parts import caption, fixed_font
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.shell import log_file

#: Milliseconds between two looks at the file.
INTERVAL = 1000


class LogDialog(QDialog):
    """Show it with ``open()``. It follows the file while it is open."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logDialog")
        self.setWindowTitle(self.tr("Log"))
        self.path = path
        self._stamp: tuple[int, int] | None = None
        self.level_box = QComboBox()
        self.level_box.setObjectName("logLevel")
        self.level_box.setAccessibleName(self.tr("Level"))
        self.level_box.setToolTip(self.tr("Which entries are shown"))
        for level, text in (
            ("DEBUG", self.tr("Everything")),
            ("WARNING", self.tr("Warnings and errors")),
            ("ERROR", self.tr("Errors")),
        ):
            self.level_box.addItem(text, level)
        self.level_box.currentIndexChanged.connect(self.refresh)
        self.text = QPlainTextEdit()
        self.text.setObjectName("logText")
        self.text.setAccessibleName(self.tr("Log entries"))
        self.text.setReadOnly(True)
        # The arrow keys move and Shift selects; Tab leaves.
        self.text.setTabChangesFocus(True)
        self.text.setFont(fixed_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.note = caption(name="logNote")
        shown = ElidedLabel(str(path))
        shown.setObjectName("logPath")
        buttons = QDialogButtonBox()
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setObjectName("copyLog")
        self.copy_button.setToolTip(self.tr("Copy the entries that are shown"))
        self.copy_button.clicked.connect(self.copy)
        self.folder_button = QPushButton(self.tr("Open folder"))
        self.folder_button.setObjectName("openLogFolder")
        self.folder_button.setToolTip(self.tr("Show the folder of the log in the file manager"))
        self.folder_button.clicked.connect(self.open_folder)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeLog")
        self.close_button.setToolTip(self.tr("Close the log"))
        self.close_button.clicked.connect(self.accept)
        roles = QDialogButtonBox.ButtonRole
        for button, role in (
            (self.copy_button, roles.ActionRole),
            (self.folder_button, roles.ActionRole),
            (self.close_button, roles.AcceptRole),
        ):
            button.setAccessibleName(button.text())
            button.setAutoDefault(button is self.close_button)
            buttons.addButton(button, role)
        top = QHBoxLayout()
        label = QLabel(self.tr("Show"))
        label.setBuddy(self.level_box)
        top.addWidget(label)
        top.addWidget(self.level_box)
        top.addSpacing(12)
        top.addWidget(shown, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.resize(820, 520)
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the end of the file again and stay at the last line."""
        level = str(self.level_box.currentData())
        try:
            entries = log_file.read_end(self.path)
        except OSError as error:
            self.text.clear()
            self.note.setText(self.tr("Cannot read {}: {}.").format(self.path.name, error.strerror or str(error)))
            return
        shown = log_file.at_least(entries, level)
        self.text.setPlainText("\n".join(entry.line for entry in shown))
        self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().maximum())
        self.copy_button.setEnabled(bool(shown))
        if not entries:
            self.note.setText(self.tr("Nothing was logged yet."))
        elif not shown:
            self.note.setText(self.tr("No entry of this level."))
        else:
            self.note.setText(self.tr("{} of the last {} entries").format(len(shown), len(entries)))

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    @Slot()
    def open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    @Slot()
    def _look(self) -> None:
        try:
            found = self.path.stat()
        except OSError:
            return
        stamp = (found.st_size, found.st_mtime_ns)
        if self._stamp is not None and stamp != self._stamp and not self.text.textCursor().hasSelection():
            self.refresh()
        self._stamp = stamp
