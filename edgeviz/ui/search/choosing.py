"""Which candidate is looked at: one choice that plot, table, drawing and parallel coordinates share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.nas.trial import Trial
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.searches import Searches


class Choosing(QObject):
    """``row`` is that of the current search's figures; None: nobody has chosen, and the best one is drawn."""

    changed = Signal()

    def __init__(self, searches: Searches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.searches = searches
        self.row: int | None = None
        searches.currentChanged.connect(self._clear)

    @property
    def shown(self) -> int | None:
        """The chosen row, or that of the best candidate so far."""
        run = self.searches.current
        if self.row is not None or run is None:
            return self.row
        return run.figures.best

    @property
    def trial(self) -> Trial | None:
        """Of ``shown``."""
        run, row = self.searches.current, self.shown
        return run.trial(row) if run is not None and row is not None else None

    @property
    def run(self) -> SearchRun | None:
        return self.searches.current

    def choose(self, row: int | None) -> None:
        if row != self.row:
            self.row = row
            self.changed.emit()

    @Slot()
    def _clear(self) -> None:
        self.row = None
        self.changed.emit()
