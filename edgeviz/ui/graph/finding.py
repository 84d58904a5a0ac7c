"""Finding in the network: what matches is marked, and one match after the other is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from edgeviz.core.graph_find import find_boxes
from edgeviz.ui.graph.canvas import GraphCanvas
from edgeviz.ui.graph.laying import Plan
from edgeviz.ui.graph.search import SearchBar


class Finding(QObject):
    """``matches`` are ids of boxes in the graph's order. ``wanted`` carries the one that somebody stepped to."""

    wanted = Signal(str)

    def __init__(self, bar: SearchBar, canvas: GraphCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._canvas = canvas
        self._plan: Plan | None = None
        self._at = -1
        self.matches: tuple[str, ...] = ()
        bar.textChanged.connect(self._find)
        bar.stepRequested.connect(self._step)
        bar.closed.connect(self._close)

    def take(self, plan: Plan | None) -> None:
        """Search what is seen now."""
        self._plan = plan
        if plan is None:
            self.matches, self._at = (), -1
        self._find(self._bar.field.text())

    @Slot(str)
    def _find(self, text: str) -> None:
        plan = self._plan
        if plan is None:
            return
        found = find_boxes(plan.tree, plan.request.graph, text)
        if found != self.matches:
            self.matches, self._at = found, -1
        self._canvas.set_matches(frozenset(plan.standing[box] for box in found))
        self._bar.show_count(self._at, len(found))

    @Slot(int)
    def _step(self, direction: int) -> None:
        if not self.matches:
            return
        start = self._at if self._at >= 0 else (-1 if direction > 0 else 0)
        self._at = (start + direction) % len(self.matches)
        self._bar.show_count(self._at, len(self.matches))
        self.wanted.emit(self.matches[self._at])

    @Slot()
    def _close(self) -> None:
        self._bar.hide()
        self._bar.field.clear()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
