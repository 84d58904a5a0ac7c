"""Choosing the language of the window."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from edgeviz.ui import language
from edgeviz.ui.shell.preferences import Preferences


class LanguageMenu(QMenu):
    """Each language has its own name, so that it is found from any other."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Language"))
        self.preferences = preferences
        self.group = QActionGroup(self)
        for name, text in ((language.SYSTEM, self.tr("As the system")), *language.LANGUAGES.items()):
            action = self.addAction(text)
            action.setObjectName(f"language_{name}")
            action.setCheckable(True)
            action.setData(name)
            self.group.addAction(action)
        self.refresh()
        self.group.triggered.connect(self._choose)
        self.aboutToShow.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Tick what the preferences say."""
        for action in self.group.actions():
            action.setChecked(action.data() == self.preferences.language)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.preferences.set_value("language", action.data())
