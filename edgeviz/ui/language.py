"""The window's language: translators, the locale of numbers and dates, and a font that has its letters.

Widgets take their texts when they are made; ``edgeviz.ui.desk`` makes the window anew when the language changes.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from edgeviz.resources import LANGUAGES, resource
from edgeviz.ui import fonts, texts, theme

SYSTEM = "system"
ENGLISH, KOREAN = "en", "ko"
#: Where a language is spoken, for numbers and dates where the system speaks another one.
_LOCALES = {
    ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    KOREAN: QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea),
}

_current = ENGLISH
_translators: list[QTranslator] = []


def current() -> str:
    """The language that is shown, a key of ``LANGUAGES``."""
    return _current


def chosen(settings: QSettings) -> str:
    """What the settings say: a key of ``LANGUAGES``, or "system"."""
    name = str(settings.value("language", SYSTEM))
    return name if name in LANGUAGES else SYSTEM


def resolved(choice: str) -> str:
    """The language that ``choice`` means: the system's first one that there is, English where there is none."""
    if choice in LANGUAGES:
        return choice
    wishes = (wish.split("-")[0] for wish in QLocale.system().uiLanguages())
    return next((wish for wish in wishes if wish in LANGUAGES), ENGLISH)


def apply_language(choice: str) -> None:
    """Give what is made from now on this language. ``choice``: a key of ``LANGUAGES``, or "system"."""
    global _current
    _current = resolved(choice)
    system = QLocale.system()
    speaks = system.name().split("_")[0] == _current
    QLocale.setDefault(system if choice not in LANGUAGES or speaks else _LOCALES[_current])
    app = QCoreApplication.instance()
    assert app is not None
    for translator in _translators:
        app.removeTranslator(translator)
    _translators.clear()
    texts.set_translating(_current != ENGLISH)
    if _current == ENGLISH:
        return
    if _current == KOREAN:
        theme.set_fallback(fonts.hangul())
    own = str(resource("translations", f"edgeviz_{_current}.qm"))
    qts = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{_current}.qm"
    for path in (qts, own):
        translator = QTranslator(app)
        # Qt's own texts (buttons of file dialogs) are not there in every installation: they stay English then.
        if translator.load(path):
            app.installTranslator(translator)
            _translators.append(translator)
