"""Whether things may move on the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

#: Milliseconds that a marker takes to its new place.
DURATION = 150


def motion_allowed() -> bool:
    """False where the system asks for less motion, or its style has animations switched off."""
    hints = QGuiApplication.styleHints()
    # Qt reports the system's wish since 6.11; before that only the style's own duration tells.
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    if preference is not None and preference().name.startswith("Reduced"):
        return False
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
