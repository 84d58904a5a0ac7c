"""Whether a panel is in sight, and when it comes into it: what nobody sees need not follow every edit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QDockWidget, QWidget


class Sight(QObject):
    """Watches ``panel``, which may lie in a dock.

    Qt calls a dock visible that lies behind others in the same place, and moves it out of the window meanwhile.
    """

    #: The panel may have come into sight.
    gained = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._dock: QDockWidget | None = None
        panel.installEventFilter(self)
        self._find_dock()

    @property
    def is_there(self) -> bool:
        if not self._panel.isVisible():
            return False
        dock = self._dock
        return dock is None or dock.isFloating() or (dock.geometry().right() >= 0 and dock.geometry().bottom() >= 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # A panel that is collected is told of its end when this object's own attributes are gone already.
        if getattr(self, "_panel", None) is None:
            return False
        if kind == QEvent.Type.ParentChange:
            self._find_dock()
        elif kind in (QEvent.Type.Show, QEvent.Type.Move) and self.is_there:
            self.gained.emit()
        return False

    def _find_dock(self) -> None:
        above = self._panel.parentWidget()
        while above is not None and not isinstance(above, QDockWidget):
            above = above.parentWidget()
        if above is not None and above is not self._dock:
            self._dock = above
            above.installEventFilter(self)
