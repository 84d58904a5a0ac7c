"""What painted widgets are for assistive technology: Qt knows its own controls, and calls everything else a client."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_PROPERTY = "accessibleChart"
_installed = False


def mark_chart(widget: QWidget) -> None:
    """Let a screen reader announce ``widget`` as a chart. It speaks its accessible name and description."""
    global _installed
    widget.setProperty(_PROPERTY, True)
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)


def _interface(key: str, of: QObject) -> QAccessibleInterface | None:
    if isinstance(of, QWidget) and of.property(_PROPERTY):
        return QAccessibleWidget(of, QAccessible.Role.Chart)
    return None
