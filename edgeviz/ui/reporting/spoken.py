"""A report's language from the compiled translations, whatever the window speaks: QtCore alone, and no application."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from edgeviz.core.errors import EdgeVizError
from edgeviz.report.language import ENGLISH, Language
from edgeviz.resources import resource
from edgeviz.ui import texts

#: The context of what the report itself says.
CONTEXT = "report"


def spoken(code: str) -> Language:
    """``code``: a key of ``edgeviz.resources.LANGUAGES``. Raises EdgeVizError where its file cannot be read."""
    if code == ENGLISH.code:
        return ENGLISH
    translator = QTranslator()
    path = resource("translations", f"edgeviz_{code}.qm")
    if not translator.load(str(path)):
        raise EdgeVizError(f"{path} cannot be read.", "Install EdgeViz again, or write the report in English.")

    def find(text: str) -> str:
        return translator.translate(CONTEXT, text) or translator.translate(texts.CONTEXT, text) or text

    return Language(code, texts.Finished(find).translated)
