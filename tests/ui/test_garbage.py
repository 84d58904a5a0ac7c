"""Cycles that hold widgets are collected by the thread that the widgets belong to."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
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


UNDONE = """
import gc, random
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QApplication
from edgeviz.ui.undoing import UndoStack

class Command(QUndoCommand):
    def __init__(self, document):
        super().__init__("edit")
        self.document = document

class Document(QObject):
    def __init__(self):
        super().__init__()
        self.stack, self.me = UndoStack(self), self

app = QApplication([])
random.seed(0)
for _ in range(100):
    document, kept = Document(), []
    for _ in range(5):
        kept.append(Command(document))
        document.stack.push(kept[-1])
        if random.random() < 0.5:
            gc.collect()  # what survives changes places: commands get before their stack
    document = None
    for _ in range(random.randrange(4)):
        gc.collect()
    kept = None
    gc.collect()
print("all collected")
"""


def test_documents_with_edits_are_collected_in_any_order() -> None:
    # In a process of its own: a command that is deleted twice ends it. The filling of freed memory makes that certain.
    env = {**os.environ, "MALLOC_PERTURB_": "204"}
    done = subprocess.run([sys.executable, "-c", UNDONE], capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0 and "all collected" in done.stdout, done.stderr
