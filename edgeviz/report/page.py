"""The report as one HTML file: everything inline, nothing fetched, nothing trusted.

The script and the style are named in the page's Content-Security-Policy by their SHA-256; whatever else a hostile name
might smuggle in would not run, and nothing can be loaded. Names are escaped by Jinja2, in the embedded JSON no "<" is
left, and the script writes text nodes only. The plot is a few hundred lines of our own: libraries weigh megabytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import jinja2
from markupsafe import Markup

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES
from edgeviz.report import svg, tables
from edgeviz.report.contents import LONGEST_QUESTION, LONGEST_TITLE, SECTIONS
from edgeviz.report.language import ENGLISH, Language
from edgeviz.report.points import MOST_WIDTHS, limits_of, point_json, widths_json
from edgeviz.report.replay import replay_json
from edgeviz.report.report import Report
from edgeviz.report.texts import date_text, plain, value_text
from edgeviz.resources import resource

#: Bytes of the whole file.
LARGEST = 10_000_000
#: What the script says.
_SAID = re.compile(r'\btr\("((?:[^"\\]|\\.)*)"')


def html(report: Report) -> str:
    """The page. Raises EdgeVizError where it would be larger than ``LARGEST``."""
    widths = MOST_WIDTHS
    while True:
        page = _html(report, widths)
        if len(page) < LARGEST and len(page.encode()) < LARGEST:
            return page
        if not widths:
            raise EdgeVizError(
                f"The report would be larger than {LARGEST // 1_000_000} MB.", "Leave sections out, such as the layers."
            )
        widths //= 4


def _html(report: Report, widths: int) -> str:
    style, script = _file("report.css"), _file("report.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )
    values = {"style": Markup(style), "script": Markup(script), "policy": policy}
    return render("report.html", report, data=Markup(embedded(page_json(report, widths))), **values)


def render(template: str, report: Report, **more: Any) -> str:
    """``template`` of resources/report, with everything that a report shows. Whatever is not Markup is escaped."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    environment.filters["recipe_name"] = report.language.name
    request, contents, replay = report.request, report.contents, report.replay
    language, tr = report.language, report.language.translate
    values: dict[str, Any] = {
        "title": report.title,
        "question": request.question.strip()[:LONGEST_QUESTION],
        "author": request.author.strip()[:LONGEST_TITLE],
        "made": date_text(contents.made, tr),
        "tr": tr,
        "language": language,
        "sections": [name for name in SECTIONS if name in request.sections],
        "headings": {name: tr(heading) for name, heading in SECTIONS.items()},
        "current": report.current,
        "chosen": report.chosen,
        "count": len(report.points),
        "total": max(len(report.points), len(contents.evaluations) + len(contents.family)),
        "tables": tables,
        "value_text": value_text,
        "report": report,
        "device": contents.device,
        "place": contents.place,
        "replay": replay,
        "layers": len(contents.graph.layers),
        "figures": {name: Markup(text) for name, text in figures(report).items()},
        "recipe": json.dumps(json.loads(contents.project.recipe.to_json()), ensure_ascii=False, indent=1),
    }
    return environment.from_string(_file(template)).render(**values, **more)


def figures(report: Report) -> dict[str, str]:
    """The figures of the sections that were asked for, as SVG, by name."""
    contents, sections, language = report.contents, report.request.sections, report.language
    found: dict[str, str] = {}
    if "front" in sections:
        found["front"] = svg.front_svg(report.points, *report.axes, language)
    if "layers" in sections:
        found["widths"] = svg.widths_svg(contents.graph, contents.project.recipe, report.current.name, language)
    if report.replay is not None:
        found["replay"] = svg.replay_svg(report.replay, language)
    return found


def _file(name: str) -> str:
    return resource("report", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def embedded(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end that, whatever names there are."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page_json(report: Report, widths: int = MOST_WIDTHS) -> dict[str, Any]:
    """What the page's script reads: every point with its figures, in stored units."""
    contents, language = report.contents, report.language
    x, y = report.axes
    value: dict[str, Any] = {
        "quantities": {
            name: {
                "title": language.translate(QUANTITIES[name].title),
                "unit": QUANTITIES[name].unit,
                "more": QUANTITIES[name].higher_is_better,
            }
            for name in tables.quantities_of(report.points)
        },
        "axes": {"x": x, "y": y},
        "limits": limits_of(contents),
        "points": [point_json(one, language) for one in report.points],
        "texts": _script_texts(language),
    }
    if "layers" in report.request.sections:
        texts, rows = widths_json(report.points, contents.graph, widths)
        value |= {"specs": texts, "widths": rows, "inputs": [bool(one.input) for one in contents.graph.layers]}
    if report.replay is not None:
        value["replay"] = replay_json(report.replay, language)
    return value


def _script_texts(language: Language) -> dict[str, str]:
    """What the script says, by its English; in English nothing need be told."""
    said = {json.loads(f'"{text}"') for text in _SAID.findall(_file("report.js"))}
    return {} if language.code == ENGLISH.code else {text: language.translate(text) for text in sorted(said)}
