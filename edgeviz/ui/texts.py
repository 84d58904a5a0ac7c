"""Texts that modules without Qt say, in the window's language.

Names, reasons, progress and errors come from core, project and engine in English, and the command line prints them as
they are. ``packaging/texts.py`` finds them in the source, so that they can be translated like those of the window. An
f-string is known by its template, such as "{} has {} layers.": it is found again in the finished sentence, translated,
and the values are put in.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from PySide6.QtCore import QCoreApplication

from edgeviz.core import naming
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed
from edgeviz.resources import resource

#: The context of these texts in the translations.
CONTEXT = "core"
#: Between sentences and parts that were put together; each is looked for by itself.
_BREAKS = re.compile(r"(\n|(?<=[.!?:]) +| · |; |, )")
#: Characters of the longest sentence whose template is looked for: a name from a stranger's file may be longer, and
#: matching takes time that grows faster than its length.
_LONGEST = 1000


def shown(text: str) -> str:
    """``text`` in the window's language; what has no translation (a name, a path) stays as it is."""
    return _window.translated(text) if _window is not None and text else text


def kept(text: str) -> str:
    """``text``, English, for what outlasts the language it was made in, such as a job's title: ``shown`` translates it.

    ``packaging/texts.py`` finds the texts in calls of this name.
    """
    return text


def name_text(name: str) -> str:
    """The name of a recipe: in the window's language if the program gave it; what a person typed stays as it is."""
    return naming.translated(name, shown)


def error_text(error: EdgeVizError | Failed) -> str:
    """What happened and what to do, in the window's language, on one line."""
    return f"{shown(error.what)} {shown(error.remedy)}".strip()


def set_translating(wanted: bool) -> None:
    """Whether there is a translation at all; everything that was looked up before is forgotten."""
    global _window
    _window = Finished(lambda text: QCoreApplication.translate(CONTEXT, text)) if wanted else None


class Finished:
    """Translates finished sentences. ``find``: the translation of a text or a template; the same if there is none."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find
        #: What was looked up, until the language changes.
        self.translated = lru_cache(maxsize=8192)(self._translated)

    def _translated(self, text: str) -> str:
        found = self._known(text)
        if found is not None:
            return found
        parts = _BREAKS.split(text)
        if len(parts) == 1:
            return text
        return "".join(part if place % 2 else self._known(part) or part for place, part in enumerate(parts))

    def _known(self, text: str) -> str | None:
        """The translation of a text that is known as a whole, or whose template is."""
        # Qt would look for what stands before the NUL, and give that back.
        found = self._find(text) if "\0" not in text else text
        if found != text:
            return found
        match = _templates().find(text) if len(text) <= _LONGEST else None
        if match is None:
            named = naming.translated(text, self._find)
            return named if named != text else None
        template, values = match
        # A value may be a text too: "the weights of {}" within "{} cannot be read."
        return self._find(template).format(*(self.translated(value) for value in values))


_window: Finished | None = None


# ---- templates


@dataclass(frozen=True)
class _Template:
    text: str

    @cached_property
    def literals(self) -> list[str]:
        return [part.replace("{{", "{").replace("}}", "}") for part in self.text.split("{}")]

    @cached_property
    def weight(self) -> int:
        """How much of it is said by itself: the template that says most is meant."""
        return sum(map(len, self.literals))

    @cached_property
    def longest(self) -> str:
        return max(self.literals, key=len)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("(.*?)".join(map(re.escape, self.literals)), re.DOTALL)


class _Templates:
    """Finds the template of a sentence: by its first word, or among those that begin with a value."""

    def __init__(self, texts: list[str]) -> None:
        self._by_word: dict[str, list[_Template]] = defaultdict(list)
        for template in sorted(map(_Template, texts), key=lambda one: -one.weight):
            first, _, rest = template.literals[0].partition(" ")
            # A first word that ends in a value is no whole word.
            self._by_word[first if rest or template.literals[0].endswith(" ") else ""].append(template)

    def find(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """The template of ``text``, and the values in it."""
        candidates = (*self._by_word.get(text.split(" ", 1)[0], ()), *self._by_word[""])
        for template in sorted(candidates, key=lambda one: -one.weight):
            if template.longest in text:
                match = template.pattern.fullmatch(text)
                if match is not None:
                    return template.text, match.groups()
        return None


@lru_cache(maxsize=1)
def _templates() -> _Templates:
    return _Templates(json.loads(resource("translations", "templates.json").read_text(encoding="utf-8")))
