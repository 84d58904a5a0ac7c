"""Whether things may move on the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

#: Milliseconds that a marker takes to its new place.
DURATION = 150

_reduced = False


def set_reduced(reduced: bool) -> None:
    """The person's own wish for less motion; False follows the system."""
    global _reduced
    _reduced = reduced


def motion_allowed() -> bool:
    """False where the person or the system asks for less motion, or the style has animations switched off."""
    if _reduced:
        return False
    hints = QGuiApplication.styleHints()
    # Qt reports the system's wish since 6.11; before that only the style's own duration tells.
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    if preference is not None and preference().name.startswith("Reduced"):
        return False
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
