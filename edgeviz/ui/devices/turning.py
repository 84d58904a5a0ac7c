"""What stands side by side in a wide dock and one above the other in a tall one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from edgeviz.ui import theme

#: Narrower than this there is no room for two.
NARROW = 700


class TurningSplitter(QSplitter):
    """``wide`` and ``tall`` are the shares of its widgets until somebody moves the handle."""

    def __init__(self, name: str, widgets: Sequence[QWidget], wide: Sequence[int], tall: Sequence[int]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._shares = {Qt.Orientation.Horizontal: list(wide), Qt.Orientation.Vertical: list(tall)}
        for widget in widgets:
            self.addWidget(widget)
        self.setStretchFactor(0, 1)
        self._is_moved = False
        self.splitterMoved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        self._is_moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.width() < theme.px(NARROW) and self.height() > theme.px(180)
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._is_moved = False
        super().resizeEvent(event)
        if not self._is_moved:
            shares = self._shares[wanted]
            room = self.height() if is_narrow else self.width()
            self.setSizes([room * share // sum(shares) for share in shares])
