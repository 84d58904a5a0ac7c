"""Choosing light, dark, high contrast or the system's colours."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from edgeviz.ui import theme


class ThemeMenu(QMenu):
    """Remembers the choice in the settings and follows the system where that was chosen."""

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Theme"))
        self.settings = settings
        self.group = QActionGroup(self)
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        ):
            action = self.addAction(text)
            action.setObjectName(f"theme_{name}")
            action.setCheckable(True)
            action.setData(name)
            self.group.addAction(action)
        self.refresh()
        self.group.triggered.connect(self._choose)
        # The settings dialog chooses too.
        self.aboutToShow.connect(self.refresh)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @Slot()
    def refresh(self) -> None:
        """Tick what the settings say."""
        chosen = str(self.settings.value("theme", "system"))
        for action in self.group.actions():
            action.setChecked(action.data() == chosen)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.settings.setValue("theme", action.data())
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
