"""A menu of which one entry is ticked: what the settings say, whoever set it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """``chosen`` is the value that counts now, ``choose`` takes the one that was picked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = QActionGroup(self)
        self.group.triggered.connect(self._picked)
        # The settings dialog chooses too.
        self.aboutToShow.connect(self.refresh)

    def offer(self, name: str, values: Iterable[tuple[str, str]]) -> None:
        """values: (value, text) of each entry, whose action is called "``name``_value"."""
        for value, text in values:
            action = self.addAction(text)
            action.setObjectName(f"{name}_{value}")
            action.setCheckable(True)
            action.setData(value)
            self.group.addAction(action)
        self.refresh()

    def chosen(self) -> str:
        raise NotImplementedError

    def choose(self, value: str) -> None:
        raise NotImplementedError

    @Slot()
    def refresh(self) -> None:
        """Tick what counts now."""
        for action in self.group.actions():
            action.setChecked(action.data() == self.chosen())

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.choose(str(action.data()))
