"""Choosing the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from edgeviz.ui import language
from edgeviz.ui.choice_menu import ChoiceMenu
from edgeviz.ui.shell.preferences import Preferences


class LanguageMenu(ChoiceMenu):
    """Each language has its own name, so that it is found from any other."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Language"))
        self.preferences = preferences
        self.offer("language", ((language.SYSTEM, self.tr("As the system")), *language.LANGUAGES.items()))

    def chosen(self) -> str:
        return self.preferences.language

    def choose(self, value: str) -> None:
        self.preferences.set_value("language", value)
