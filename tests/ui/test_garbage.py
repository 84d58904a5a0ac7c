"""Cycles that hold widgets are collected by the thread that the widgets belong to."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edgeviz.ui.garbage import GuiGarbage


class Cycle(QWidget):
    """A widget that nothing but itself holds on to."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_another_thread_that_allocates_does_not_collect(qtbot: QtBot) -> None:
    assert not gc.isenabled(), "the session's GuiGarbage is in charge"
    collected_in: list[int] = []
    widget = Cycle()
    weakref.finalize(widget, lambda: collected_in.append(threading.get_ident()))
    del widget
    thread = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    thread.start()
    thread.join()
    assert not collected_in
    # More young objects than the threshold, and the timer does what Python would have done.
    kept = [[] for _ in range(100_000)]
    qtbot.waitUntil(lambda: bool(collected_in))
    assert collected_in == [threading.get_ident()] and len(kept) == 100_000


def test_the_collection_is_given_back(qtbot: QtBot) -> None:
    garbage = GuiGarbage()
    garbage.stop()
    assert gc.isenabled()
    gc.disable()
