"""What this program is, which version, and on what it runs."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz import __version__
from edgeviz.ui.dialogs.parts import at_least, caption, muted, scaled_font

PACKAGES = ("PySide6", "pyqtgraph", "torch", "onnx", "onnxruntime", "numpy")


class AboutDialog(QDialog):
    """Show it with ``open()``. The versions can be copied for a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About EdgeViz"))
        title = QLabel("EdgeViz")
        title.setFont(scaled_font(title, 1.8, bold=True))
        line = muted(QLabel(self.tr("A workbench for putting neural networks on edge devices")))
        line.setWordWrap(True)
        self.versions = QLabel(self.text)
        self.versions.setObjectName("aboutVersions")
        self.versions.setAccessibleName(self.tr("Versions"))
        self.versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox()
        self.copy_button = QPushButton(self.tr("Copy versions"))
        self.copy_button.setObjectName("copyButton")
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeButton")
        self.close_button.clicked.connect(self.accept)
        for button in (self.copy_button, self.close_button):
            button.setAccessibleName(button.text())
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(line)
        layout.addSpacing(8)
        layout.addWidget(self.versions)
        layout.addSpacing(8)
        layout.addWidget(caption(self.tr("Apache License 2.0. Your models and data stay on this computer.")))
        layout.addWidget(buttons)
        at_least(self, 400)

    @property
    def text(self) -> str:
        rows = [f"EdgeViz {__version__}", f"Python {platform.python_version()}, {platform.platform(terse=True)}"]
        for name in PACKAGES:
            try:
                rows.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                rows.append(self.tr("{} is not installed").format(name))
        return "\n".join(rows)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
