"""Garbage is collected in the GUI thread alone.

Python collects cycles in whichever thread happens to allocate. A widget that is part of a cycle would then be
destroyed by the thread that supervises a worker, which ends the program: Qt's objects belong to their thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

#: Milliseconds between looks at how much there is to collect: what the counters of ``gc`` would trigger at once.
INTERVAL = 500


def set_aside() -> None:
    """What was just read is large, has no cycles and stays: the collector need not go through it again and again.

    With 20,000 nodes a full collection took 60 ms of the GUI thread. What is set aside goes, as before, with the last
    reference to it; only cycles that exist at this moment stay, so the young ones are collected first.
    """
    gc.collect(1)
    gc.freeze()


class GuiGarbage(QObject):
    """Switches the automatic collection off while it lives, and collects from a timer of its own thread instead."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("garbage")
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation whose counter is above its threshold, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.enable()
