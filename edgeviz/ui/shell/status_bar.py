"""The window's status bar: a message that does not fit ends in "…", and the tooltip has all of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

#: Pixels on either side of a message.
MARGIN = 8


class StatusBar(QStatusBar):
    """Qt cuts a message where the permanent widgets begin; this one says that it goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: QWidget | None = None
        self.messageChanged.connect(self._tell)

    def addPermanentWidget(self, widget: QWidget, stretch: int | None = 0) -> None:
        if self._last is None:
            self._last = widget
        super().addPermanentWidget(widget, stretch or 0)

    @property
    def message_rect(self) -> QRect:
        """Where a message is written: up to the first permanent widget."""
        shown = self._last is not None and not self._last.isHidden() and not _is_empty(self._last)
        right = self._last.x() if shown and self._last is not None else self.width() - self.height()
        return QRect(MARGIN, 0, max(0, right - 2 * MARGIN), self.height())

    @property
    def shown_message(self) -> str:
        """The message as it is written."""
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentMessage(), mode, self.message_rect.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.currentMessage():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.message_rect, int(flags), self.shown_message)

    @Slot(str)
    def _tell(self, message: str) -> None:
        self.setToolTip(message if self.shown_message != message else "")


def _is_empty(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and not widget.text()
