"""Colour tokens and how they reach Qt: one dataclass, two themes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    background: str
    surface: str
    border: str
    text: str
    muted: str
    accent: str
    good: str
    warning: str
    bad: str
    #: Okabe-Ito, for categories; always together with a symbol.
    categories: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"


OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")

LIGHT = Theme(
    "light", "#F6F7F9", "#FFFFFF", "#D9DEE5", "#1B2430", "#5A6574", "#1F5FD6", "#2E8B57", "#B26A00", "#C0392B", OKABE_ITO
)
DARK = Theme(
    "dark",
    "#14171C",
    "#1C2128",
    "#333B46",
    "#E7EBF1",
    "#9AA5B4",
    "#6EA8FF",
    "#5FC690",
    "#F0B24A",
    "#FF7B6B",
    ("#56B4E9", *OKABE_ITO[1:4], "#0072B2", *OKABE_ITO[5:]),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


class _Notifier(QObject):
    """Says that the theme changed; widgets that paint by hand connect to it."""

    changed = Signal()


notifier = _Notifier()
_current = LIGHT


def current() -> Theme:
    return _current


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application this theme. Palettes are set by hand: the offscreen platform ignores schemes."""
    global _current
    _current = theme
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))
    notifier.changed.emit()


def palette(theme: Theme) -> QPalette:
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.background,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.background,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: "#FFFFFF" if not theme.is_dark else "#0B1220",
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Light: theme.surface,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return result


def stylesheet(theme: Theme) -> str:
    return f"""
    QToolTip {{ color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.border}; padding: 4px; }}
    QMainWindow::separator {{ background: {theme.border}; width: 1px; height: 1px; }}
    """
