"""The window of the program, and another one in its place when the language changes.

Every text is asked for when its widget is made. Making the window anew is therefore all that a language needs, and what
is open, undone, selected or running belongs to ``Work``, which the new window takes over.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from edgeviz.ui import language, theme
from edgeviz.ui.main_window import MainWindow


class Desk(QObject):
    """``window`` is the one that shows now. The language of the settings is applied already."""

    def __init__(self, folder: Path, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.window = self._watched(MainWindow(folder, settings))
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.renew)

    def _watched(self, window: MainWindow) -> MainWindow:
        window.renewRequested.connect(self._renew_later)
        return window

    @Slot()
    def _renew_later(self) -> None:
        # Whoever asked, a menu or a dialog of the old window, has to return first.
        self._later.start()

    @Slot()
    def renew(self) -> None:
        """Show the same work in the language of the settings."""
        before, old = language.current(), self.window
        language.apply_language(language.chosen(self.settings))
        if language.current() == before:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        focus = _path(app.focusWidget(), old)
        old.keep_layout()
        # What was typed a moment ago waits to be kept with the project.
        for form in (old.train.form, old.search.form, old.simulator.keeper):
            form.keep()
        selection = old.document.selection
        # The style sheet stays: giving it again would polish every widget of the old window too.
        if app.font().families() != theme.font().families():
            app.setFont(theme.font())
        new = self.window = self._watched(MainWindow(old.opener.folder, self.settings, old.work))
        new.document.select(selection)
        new.simulator.take_over(old.simulator)
        if not old.isMaximized() and not old.isFullScreen():
            new.setGeometry(old.geometry())
        was_active = old.isActiveWindow()
        new.setVisible(old.isVisible())
        if was_active:
            new.activateWindow()
        old.hide()
        old.deleteLater()
        found = new.findChild(QWidget, focus) if focus else None
        if found is not None:
            found.setFocus()


def _path(widget: QWidget | None, window: QWidget) -> str:
    """The name under which the new window knows ``widget``; "" where it has none."""
    return widget.objectName() if widget is not None and widget.window() is window else ""
