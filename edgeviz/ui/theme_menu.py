"""Choosing light, dark, high contrast or the system's colours."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from edgeviz.ui import theme
from edgeviz.ui.choice_menu import ChoiceMenu


class ThemeMenu(ChoiceMenu):
    """Remembers the choice in the settings and follows the system where that was chosen."""

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Theme"))
        self.settings = settings
        names = ("system", "light", "dark", "contrast")
        texts = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast"))
        self.offer("theme", zip(names, texts, strict=True))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def chosen(self) -> str:
        return str(self.settings.value("theme", "system"))

    def choose(self, value: str) -> None:
        self.settings.setValue("theme", value)
        apply_chosen_theme(self.settings)

    @Slot()
    def _follow_system(self) -> None:
        apply_chosen_theme(self.settings)


def apply_chosen_theme(settings: QSettings) -> None:
    """The theme of the settings; "system" follows the desktop's colour scheme."""
    show_theme(str(settings.value("theme", "system")))


def show_theme(name: str) -> None:
    """Give the application the theme of this name, or the system's where there is none of it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if name not in theme.THEMES:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        name = "dark" if dark else "light"
    if theme.THEMES[name] is not theme.current() or not app.styleSheet():
        theme.apply_theme(app, theme.THEMES[name])
