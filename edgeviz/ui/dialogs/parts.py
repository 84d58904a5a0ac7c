"""Small pieces that the dialogs, the start page and the job list share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from edgeviz.ui import theme


def scaled_font(widget: QWidget, factor: float, bold: bool = False) -> QFont:
    """The widget's font, larger or smaller, never below 11 px."""
    font = QFont(widget.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
        # 11 px at the usual 96 dots per inch.
        font.setPointSizeF(max(8.25, font.pointSizeF()))
    else:
        font.setPixelSize(max(11, round(font.pixelSize() * factor)))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def fixed_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


def at_least(dialog: QWidget, width: int) -> None:
    """``width`` pixels, more where its texts need it: a width set by hand replaces the one that the layout asks for."""
    layout = dialog.layout()
    assert layout is not None
    # A style sheet's padding counts only in what was polished.
    for widget in (dialog, *dialog.findChildren(QWidget)):
        widget.ensurePolished()
    layout.activate()
    width = max(width, layout.totalMinimumSize().width())
    dialog.setMinimumWidth(width)
    # A dialog's own hint is for a width that it has not.
    dialog.resize(width, max(layout.totalSizeHint().height(), layout.totalHeightForWidth(width)))


def muted(label: QLabel) -> QLabel:
    """Secondary text: it follows the theme by the palette alone."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def caption(text: str = "", name: str = "") -> QLabel:
    """A small secondary line that wraps."""
    label = muted(QLabel(text))
    label.setObjectName(name)
    label.setFont(scaled_font(label, 0.9))
    label.setWordWrap(True)
    return label


def heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(scaled_font(label, 1.0, bold=True))
    return label


class StateLabel(QLabel):
    """A line whose colour says how things stand: "good", "warning", "bad" or "" for plain text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.state = ""
        theme.notifier.changed.connect(self._restyle)

    def say(self, text: str, state: str = "") -> None:
        self.state = state
        self.setText(text)
        self.setVisible(bool(text))
        self._restyle()

    def _restyle(self) -> None:
        colour = getattr(theme.current(), self.state) if self.state else theme.current().text
        self.setStyleSheet(f"color: {colour};")


class PrimaryButton(QPushButton):
    """The one button that a screen is about. ``height`` is that of its content, in pixels, where it is large."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None, height: int = 16) -> None:
        super().__init__(text, parent)
        self._height = height
        self.setObjectName(name)
        self.setAccessibleName(text)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        tokens = theme.current()
        self.setStyleSheet(
            f"QPushButton {{ background: {tokens.accent}; color: {tokens.on_accent}; border: 2px solid {tokens.accent};"
            f" border-radius: 4px; padding: 4px 14px; min-height: {self._height}px; font-weight: 600; }}"
            f"QPushButton:hover {{ border-color: {tokens.text}; }}"
            f"QPushButton:focus {{ border-color: {tokens.text}; }}"
            f"QPushButton:disabled {{ background: {tokens.border}; border-color: {tokens.border};"
            f" color: {tokens.muted}; }}"
        )


def rule() -> QFrame:
    """A thin horizontal line."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line
