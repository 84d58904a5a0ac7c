"""The font that comes with the program, for letters that the system's fonts may lack."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QGuiApplication

from edgeviz.resources import resource

#: Has all 11,172 syllables of Hangul, regular and bold.
_HANGUL = ("NanumSquareR.ttf", "NanumSquareB.ttf")
_hangul = ""


def hangul() -> str:
    """The family of the font with Hangul, loaded by the first call; "" where Qt refuses it.

    It is loaded for Korean, for a report on paper, and after the first painting in any language: layers and files have
    names.
    """
    global _hangul
    if not _hangul and isinstance(QCoreApplication.instance(), QGuiApplication):
        for name in _HANGUL:
            found = QFontDatabase.applicationFontFamilies(
                QFontDatabase.addApplicationFont(str(resource("fonts", name)))
            )
            _hangul = found[0] if found else _hangul
    return _hangul
