"""Shows Markdown pages with pictures: the tour and the documents, which come with the program and need no network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from edgeviz import resources
from edgeviz.ui import theme

_SMOOTH = Qt.TransformationMode.SmoothTransformation
#: A link to a file, with the text that it stands for; pictures have a "!" before.
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")


class Pages(QTextBrowser):
    """Shows the pages of one folder; pictures are never wider than the text."""

    #: The page that is shown now.
    turned = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        #: The pages before this one, and where each was left.
        self._before: list[tuple[Path, int]] = []
        self._source = ""
        self._width = 0
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self._timer = QTimer(self, singleShot=True, interval=100)
        self._timer.timeout.connect(self.show_text)
        theme.notifier.changed.connect(self._themed)
        self._read(path)

    @property
    def can_go_back(self) -> bool:
        return bool(self._before)

    def show_page(self, path: Path, heading: str = "") -> None:
        """Turn to another page of the folder, to a heading of it by its anchor."""
        self._before.append((self.path, self.verticalScrollBar().value()))
        self._turn(path, heading)

    @Slot()
    def go_back(self) -> None:
        if self._before:
            path, at = self._before.pop()
            self._turn(path)
            self.verticalScrollBar().setValue(at)

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

    # ---- inside

    @Slot()
    def _themed(self) -> None:
        """Links have the colour of the theme in which the text was set."""
        self._width = 0
        self.show_text()

    def _read(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        # What lies outside of the folder is not there in every installation: its name remains.
        self._source = _LINK.sub(lambda link: link[0] if self._file(link[2]) else link[1], text)

    def _file(self, name: str) -> Path | None:
        found = (self.path.parent / name).resolve()
        return found if found.is_file() and found.parent == self.path.parent.resolve() else None

    def _turn(self, path: Path, heading: str = "") -> None:
        self.path = path
        self._read(path)
        self._width = 0
        self.verticalScrollBar().setValue(0)
        self.show_text()
        self.verticalScrollBar().setValue(0)
        if heading:
            self._go_to(heading)
        self.turned.emit(path)

    def _go_to(self, heading: str) -> None:
        """Markdown's headings have no anchors in Qt: the one whose words make this one."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - theme.GRID)
                return
            block = block.next()

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
        text = name.toString() if isinstance(name, QUrl) else name
        path = self.path.parent / text
        if text.startswith("../resources/"):  # where they are in an installation
            path = resources.root() / text.removeprefix("../resources/")
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
            return
        found = self._file(link.path()) if link.path() else None
        if found is not None:
            self.show_page(found, link.fragment())
        elif link.hasFragment():
            self._go_to(link.fragment())


def _anchor(heading: str) -> str:
    """As the documents name it: small letters, digits and hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
