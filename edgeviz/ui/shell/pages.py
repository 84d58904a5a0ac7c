"""The middle of the window: one page for each workspace."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Is as small as the page that shows: Qt would make room for the largest of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._changed)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    @Slot()
    def _changed(self) -> None:
        # The window's layout keeps what it was told about the page before.
        self.updateGeometry()
