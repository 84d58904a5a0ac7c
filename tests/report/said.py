"""What a page says: the texts that a reader sees or hears, without the recipe and the script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from edgeviz.report.report import Report
from tests.pseudo import untranslated

#: The same in every language: of methods, tools, operators, units and commands.
NAMES = """
    EdgeViz SHA-256 McNemar Newcombe Horowitz RAM ALERT Q-learning Q-Learning PID MACs BOPs GMAC Raspberry Cortex LPDDR4
    UTC DRAM INT8 FP32 FP16 SDRAM torch onnx digits edgeviz evaluate report demo raspberry_pi_4 html language TensorRT
    Float GHz device QLinear BWN
""".split()  # noqa: SIM905
_KEPT = ("style", "script", "pre")
_SAID = ("aria-label", "title", "aria-valuetext")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside.append(tag)
        self.texts += [value for name, value in attributes if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(tag in _KEPT for tag in self._inside):
            self.texts.append(data)


def texts_of(page: str) -> list[str]:
    reader = _Reader()
    reader.feed(page)
    return [" ".join(text.split()) for text in reader.texts if text.strip()]


def embedded_texts(value: Any, key: str = "") -> list[str]:
    """Every text of the page's data that the script may show."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in embedded_texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in embedded_texts(inner, key)]
    return [value] if isinstance(value, str) and key not in ("kind", "hash", "unit", "specs", "x", "y") else []


def names_of(report: Report) -> re.Pattern[str]:
    """What stays as it is: ``NAMES``, layers, kinds, hashes, and what the person who wrote the report typed."""
    contents, request = report.contents, report.request
    model = contents.project.model
    assert model is not None
    typed = [request.title, *request.question.split("\n"), request.author, model.name, contents.project.recipe.hash]
    layers = [name for layer in contents.graph.layers for name in (layer.key, layer.kind)]
    hashes = [model.sha256, contents.project.data.hash if contents.project.data else ""]
    hashes += [one.evaluation.recipe.hash for one in report.points]
    known = sorted(filter(None, {*NAMES, *typed, *layers, *hashes}), key=len, reverse=True)
    # Hangul may stand right behind a name.
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known), re.ASCII)


def left_in_english(texts: list[str], report: Report) -> list[str]:
    names = names_of(report)
    return [text for text in texts if untranslated(text, names)]
