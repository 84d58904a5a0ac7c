"""Work in a thread that is asked for faster than it gets done: the latest request wins."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.ui.background import Background

#: Seconds after which Python's interpreter passes from thread to thread while there is work. A repaint gives it away at
#: every call into Qt, and with the usual 5 ms waited for a calculation a few dozen times.
SWITCH = 0.0002


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

    def retire(self) -> None:
        """Nobody listens any more: it goes when what is under way is done, and leaves no hurry behind."""
        self._next = None
        if self._worker is None:
            return
        self.setParent(None)
        _retired.add(self)

    def _start(self, work: Callable[[], object]) -> None:
        _hurry(self)
        self._worker = Background()
        self._worker.done.connect(self._done)
        self._worker.run(work)

    @Slot(object)
    def _done(self, result: object) -> None:
        self._worker = None
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        else:
            _relax(self)
            _retired.discard(self)
        if following is None or self._every:
            self.done.emit(result)


_usual = sys.getswitchinterval()
_busy: set[int] = set()
#: Those whose owner is gone while they are at work.
_retired: set[Latest] = set()


def _hurry(who: Latest) -> None:
    _busy.add(id(who))
    sys.setswitchinterval(SWITCH)


def _relax(who: Latest) -> None:
    _busy.discard(id(who))
    if not _busy:
        sys.setswitchinterval(_usual)
