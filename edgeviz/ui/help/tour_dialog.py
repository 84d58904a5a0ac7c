"""The tour, a few pages with pictures from opening the demo to the export; and the documents, a page for each lab."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from edgeviz.resources import documents, resource
from edgeviz.ui import language, theme
from edgeviz.ui.help.pages import Pages

TOUR = ("docs", "tour.md")
INDEX = "README.md"


def tour_path(spoken: str) -> Path:
    """The tour in a language, a key of ``language.LANGUAGES``."""
    folder, name = TOUR
    return resource(folder, name if spoken == language.ENGLISH else name.replace(".md", f".{spoken}.md"))


class _PagesDialog(QDialog):
    """Show it with ``show()``: one reads it beside the window. Raises FileNotFoundError in a damaged installation."""

    def __init__(self, name: str, title: str, path: Path, parent: QWidget | None) -> None:
        # First: a dialog that failed half way would be found, and shown, when it is asked for again.
        pages = Pages(path)
        super().__init__(parent)
        self.setObjectName(f"{name}Dialog")
        self.setWindowTitle(title)
        self.pages = pages
        self.pages.setObjectName(f"{name}Pages")
        self.pages.setAccessibleName(title)
        self.buttons = QDialogButtonBox()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName(f"close{name.capitalize()}")
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.accept)
        self.buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.setContentsMargins(16, 0, 16, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.px(860), theme.px(680))
        self.pages.show_text()


class TourDialog(_PagesDialog):
    """In the window's language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("tour", self.tr("Tour"), tour_path(language.current()), parent)
        self.close_button.setToolTip(self.tr("Close the tour"))


class DocumentsDialog(_PagesDialog):
    """The pages of docs/, which are in English: methods with their sources, defaults, benchmarks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("documents", self.tr("Documents"), documents() / INDEX, parent)
        self.close_button.setToolTip(self.tr("Close the documents"))
        self.back_button = QPushButton(self.tr("Back"))
        self.back_button.setObjectName("documentsBack")
        self.back_button.setAccessibleName(self.back_button.text())
        self.back_button.setToolTip(self.tr("To the page before"))
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self.pages.go_back)
        # On the left, away from what closes.
        self.buttons.addButton(self.back_button, QDialogButtonBox.ButtonRole.ResetRole)
        self.pages.turned.connect(self._turned)
        self._turned()

    @Slot()
    def _turned(self) -> None:
        self.back_button.setEnabled(self.pages.can_go_back)
