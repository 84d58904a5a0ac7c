"""The language of a report. The modules say everything in English; another language is handed in, as a function.

``tr("…")`` stands around every text that is translated, in the modules, the templates and the script alike, and
``packaging/texts.py`` finds them by it. Names of layers, models, files and devices never go through it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edgeviz.core import naming


@dataclass(frozen=True)
class Language:
    """code: as in the page's ``lang``, "en" or "ko". translate: an English text in this language; what is not known
    stays as it is."""

    code: str = "en"
    translate: Callable[[str], str] = str

    def name(self, text: str) -> str:
        """The name of a recipe: in this language if the program gave it, as it is if a person did."""
        return naming.translated(text, self.translate)


ENGLISH = Language()


def marked(text: str) -> str:
    """``text`` as it is: it is translated where it is shown."""
    return text
