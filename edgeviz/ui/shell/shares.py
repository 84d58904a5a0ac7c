"""How much of a large window an area of docks takes. Qt leaves all of it to the middle, that is to the layers table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

#: Pixels by which Qt may round; a hand that drags an edge moves it further.
SLACK = 3


class Share:
    """The area in which ``docks`` are tabs of each other.

    Up to ``base`` pixels of window it has ``least`` pixels, of what is beyond that the fraction ``beyond``. As soon as
    somebody drags its edge it is ``is_followed`` no more and keeps the size that was chosen.
    """

    def __init__(
        self, name: str, docks: Sequence[QDockWidget], along: Qt.Orientation, least: int, base: int, beyond: float
    ) -> None:
        self.name = name
        self.docks = tuple(docks)
        self.along = along
        self.least, self.base, self.beyond = least, base, beyond
        self.is_followed = True
        self._given: int | None = None

    def wanted(self, window: QMainWindow) -> int:
        """Pixels for the window's present size."""
        return self.least + round(self.beyond * max(0, self._extent(window) - self.base))

    def begin(self, followed: bool) -> None:
        """Docks were arranged anew; ``followed``: nobody has chosen another size."""
        self.is_followed = followed
        self._given = None

    def apply(self, window: QMainWindow) -> None:
        """Follow the window, unless somebody has dragged the edge."""
        shown = [dock for dock in self.docks if self._is_seen(dock)]
        if not self.is_followed or not shown:
            return
        window.resizeDocks([shown[0]], [self.wanted(window)], self.along)
        layout = window.layout()
        assert layout is not None
        layout.activate()
        # What Qt made of it: contents may ask for more, or there may be less.
        self._given = self._extent(shown[0])

    def check(self) -> None:
        """The mouse was let go of on the edge of some area: keep this one's size if it was this edge."""
        shown = [dock for dock in self.docks if self._is_seen(dock)]
        if shown and self._given is not None and abs(self._extent(shown[0]) - self._given) > SLACK:
            self.is_followed = False

    def _extent(self, widget: QDockWidget | QMainWindow) -> int:
        return widget.width() if self.along is Qt.Orientation.Horizontal else widget.height()

    def _is_seen(self, dock: QDockWidget) -> bool:
        # A dock behind another in its tabs lies outside the window.
        return not dock.isHidden() and not dock.isFloating() and dock.geometry().right() >= 0
