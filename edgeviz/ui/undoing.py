"""Edits that can be undone and are no part of the project's value: a scenario, rules, the goal of a search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand


class Edit(QUndoCommand):
    """Another value of something that ``show`` shows. Edits of the same ``key`` that follow each other are one."""

    def __init__(self, show: Callable[[Any], None], old: object, new: object, text: str, key: str = "") -> None:
        super().__init__(text)
        self._show, self._old, self._new, self._key = show, old, new, key

    def id(self) -> int:
        return 2 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Edit) or other._key != self._key:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        self._show(self._new)

    def undo(self) -> None:
        self._show(self._old)
