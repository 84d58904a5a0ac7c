"""Work in a thread that is asked for faster than it gets done: the latest request wins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.ui.background import Background


class Latest(QObject):
    """At most one piece of work at a time: requests that come meanwhile replace each other, and the last follows.

    ``every``: whether results that are overtaken by another request are told too.
    """

    #: What the work returned, or its EdgeVizError.
    done = Signal(object)

    def __init__(self, parent: QObject | None = None, every: bool = False) -> None:
        super().__init__(parent)
        self._every = every
        self._worker: Background | None = None
        self._next: Callable[[], object] | None = None

    @property
    def is_busy(self) -> bool:
        return self._worker is not None

    def submit(self, work: Callable[[], object]) -> None:
        if self._worker is not None:
            self._next = work
        else:
            self._start(work)

    def _start(self, work: Callable[[], object]) -> None:
        self._worker = Background()
        self._worker.done.connect(self._done)
        self._worker.run(work)

    @Slot(object)
    def _done(self, result: object) -> None:
        self._worker = None
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        if following is None or self._every:
            self.done.emit(result)
