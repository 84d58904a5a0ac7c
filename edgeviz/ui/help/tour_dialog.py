"""The tour: a few pages with pictures, from opening the demo to the export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from edgeviz.resources import resource
from edgeviz.ui import language, theme

TOUR = ("docs", "tour.md")
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class _Pages(QTextBrowser):
    """Shows Markdown from a folder; pictures are never wider than the text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._folder = path.parent
        self._source = path.read_text(encoding="utf-8")
        self._width = 0
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self._timer = QTimer(self, singleShot=True, interval=100)
        self._timer.timeout.connect(self.show_text)

    @Slot()
    def show_text(self) -> None:
        """Set the text anew: the pictures get the width that there is now."""
        width = self.viewport().width() - 48
        if width == self._width:
            return
        self._width = width
        at = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self.document().clear()
        tokens = theme.current()
        self.document().setDefaultStyleSheet(f"a {{ color: {tokens.accent}; }}")
        self.document().setDocumentMargin(20)
        self.setMarkdown(self._source)
        self._space()
        self.verticalScrollBar().setValue(round(at * self.verticalScrollBar().maximum()))

    def _space(self) -> None:
        """Markdown's blocks stand close together; some air, and more above headings."""
        block = self.document().begin()
        while block.isValid():
            cursor, spaced = QTextCursor(block), block.blockFormat()
            first = block == self.document().begin()
            spaced.setTopMargin(0 if first else 20 if spaced.headingLevel() else 8)
            cursor.setBlockFormat(spaced)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        path = self._folder / (name.toString() if isinstance(name, QUrl) else name)
        if kind == QTextDocument.ResourceType.ImageResource.value and path.is_file():
            image = QImage(str(path))
            if image.width() > self._width > 0:
                ratio = self.devicePixelRatioF()
                image = image.scaledToWidth(round(self._width * ratio), _SMOOTH)
                image.setDevicePixelRatio(ratio)
            return image
        return super().loadResource(kind, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif link.hasFragment():
            self.scrollToAnchor(link.fragment())


def tour_path(spoken: str) -> Path:
    """The tour in a language, a key of ``language.LANGUAGES``."""
    folder, name = TOUR
    return resource(folder, name if spoken == language.ENGLISH else name.replace(".md", f".{spoken}.md"))


class TourDialog(QDialog):
    """Show it with ``show()``: one reads it beside the window. Raises FileNotFoundError in a damaged installation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tourDialog")
        self.setWindowTitle(self.tr("Tour"))
        self.pages = _Pages(tour_path(language.current()))
        self.pages.setObjectName("tourPages")
        self.pages.setAccessibleName(self.tr("Tour"))
        buttons = QDialogButtonBox()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeTour")
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.setToolTip(self.tr("Close the tour"))
        self.close_button.clicked.connect(self.accept)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.setContentsMargins(16, 0, 16, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        self.resize(theme.px(860), theme.px(680))
        self.pages.show_text()
