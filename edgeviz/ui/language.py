"""The window's language: translators, the locale of numbers and dates, and a font that has its letters.

Widgets take their texts when they are made; ``edgeviz.ui.desk`` makes the window anew when the language changes.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication

from edgeviz.resources import resource
from edgeviz.ui import texts, theme

SYSTEM = "system"
ENGLISH, KOREAN = "en", "ko"
#: Every language, by its own name.
LANGUAGES = {ENGLISH: "English", KOREAN: "한국어"}
#: Where a language is spoken, for numbers and dates where the system speaks another one.
_LOCALES = {
    ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    KOREAN: QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea),
}
#: Has all 11,172 syllables of Hangul, regular and bold.
_HANGUL = ("NanumSquareR.ttf", "NanumSquareB.ttf")

_current = ENGLISH
_translators: list[QTranslator] = []
_hangul = ""


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
        theme.set_fallback(hangul())
    own = str(resource("translations", f"edgeviz_{_current}.qm"))
    qts = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{_current}.qm"
    for path in (qts, own):
        translator = QTranslator(app)
        # Qt's own texts (buttons of file dialogs) are not there in every installation: they stay English then.
        if translator.load(path):
            app.installTranslator(translator)
            _translators.append(translator)


def hangul() -> str:
    """The family of the font that comes with the program, loaded by the first call; "" where Qt refuses it.

    It is loaded for Korean, and after the first painting in any language: layers and files have names.
    """
    global _hangul
    if not _hangul and isinstance(QCoreApplication.instance(), QGuiApplication):
        for name in _HANGUL:
            found = QFontDatabase.applicationFontFamilies(
                QFontDatabase.addApplicationFont(str(resource("fonts", name)))
            )
            _hangul = found[0] if found else _hangul
    return _hangul
