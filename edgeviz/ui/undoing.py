"""The undo stack, and edits that are no part of the project's value: a scenario, rules, the goal of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

if TYPE_CHECKING:
    from edgeviz.ui.document import Document


class UndoStack(QUndoStack):
    """An undo stack that survives being collected.

    Commands hold the document and the document holds the stack. The collector takes such a cycle apart in any order,
    and a command that it takes before the stack is deleted although the stack still lists it: the stack then deletes
    it a second time, which ends the program. Finalizers come before anything is taken apart.
    """

    def __del__(self) -> None:
        if isValid(self):
            self.blockSignals(True)
            self.clear()


class Edit(QUndoCommand):
    """Another value of what ``document.shows[name]`` shows. Edits of the same ``key`` that follow each other are one.

    The undo stack outlives the window, which is made anew for another language: whoever shows the value is asked for
    when it is needed.
    """

    def __init__(self, document: Document, name: str, old: object, new: object, text: str, key: str = "") -> None:
        super().__init__(text)
        self._document, self._name, self._old, self._new, self._key = document, name, old, new, key

    def id(self) -> int:
        return 2 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Edit) or other._key != self._key:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        self._document.shows[self._name](self._new)

    def undo(self) -> None:
        self._document.shows[self._name](self._old)
