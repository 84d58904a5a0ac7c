"""A report in another language: nothing is left in English, and no name is translated."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from edgeviz.core.naming import describe, translated
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Repairs
from edgeviz.report.contents import Contents, Request
from edgeviz.report.language import ENGLISH, Language
from edgeviz.report.page import LARGEST, figures, html, render
from edgeviz.report.points import make_points
from edgeviz.report.report import Report, make_report
from edgeviz.resources import LANGUAGES, resource
from edgeviz.ui.reporting.spoken import spoken
from tests.pseudo import pseudo
from tests.report.conftest import nothing
from tests.report.said import embedded_texts, left_in_english, texts_of


@pytest.fixture(scope="module", params=["pseudo", *(code for code in LANGUAGES if code != ENGLISH.code)])
def foreign(request: pytest.FixtureRequest, report: Report) -> Report:
    """The report in a language that nobody speaks, which leaves no text unseen, and in each real one."""
    return replace(report, language=Language("xx", pseudo) if request.param == "pseudo" else spoken(request.param))


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


def test_the_page_and_its_script_say_nothing_in_english(foreign: Report) -> None:
    page = html(foreign)
    left = left_in_english(texts_of(page), foreign)
    assert not left, left
    assert left_in_english(embedded_texts(data_of(page)), foreign) == []
    assert f'<html lang="{foreign.language.code}">' in page and len(page.encode()) < 1_000_000 < LARGEST


def test_paper_and_figures_say_nothing_in_english(foreign: Report) -> None:
    assert left_in_english(texts_of(render("print.html", foreign, image_width=500)), foreign) == []
    for name, svg in figures(foreign).items():
        assert left_in_english(texts_of(svg), foreign) == [], name


def test_the_script_says_what_is_handed_to_it_and_nothing_else(report: Report) -> None:
    script = resource("report", "report.js").read_text(encoding="utf-8")
    known = data_of(html(replace(report, language=Language("xx", pseudo))))["texts"]
    assert len(known) > 30 and all(known[text] == pseudo(text) for text in known)
    rest = re.sub(r"//.*", "", re.sub(r'\btr\("(?:[^"\\]|\\.)*"', "", script))
    prose = [text for text in re.findall(r'"([^"\n]*)"', rest) if re.search(r"[a-z]{2} [a-z]{2}", text)]
    assert set(prose) <= {"use strict", "other model"}


def test_figures_are_the_same_in_every_language(foreign: Report, report: Report) -> None:
    one, other = data_of(html(report)), data_of(html(foreign))
    assert one["texts"] == {} and other["widths"] == one["widths"]
    for mine, yours in zip(one["points"], other["points"], strict=True):
        assert mine["hash"] == yours["hash"]
        for name, found in mine["figures"].items():
            assert found["text"] == yours["figures"][name]["text"] and found["value"] == yours["figures"][name]["value"]


def test_names_that_a_person_gave_are_not_translated(contents: Contents) -> None:
    typed = ("Accuracy", "Mixed for the board", "Uniform", "Latency, small: Float 2")
    rows = (*(replace(one, name=name) for one, name in zip(contents.evaluations, typed, strict=False)),)
    report = make_report(
        replace(contents, evaluations=rows), Request(sections=("front", "chosen")), nothing, Language("xx", pseudo)
    )
    names = [one["name"] for one in data_of(html(report))["points"]]
    assert set(typed) <= set(names)


def test_names_that_the_program_gives_are_translated_and_kept_apart(contents: Contents) -> None:
    korean = spoken("ko")
    names = [one.name for one in make_points(contents)]
    found = [korean.name(name) for name in names]
    assert len(set(found)) == len(set(names)) and {"부동소수점", "균일 W8A8", "혼합 W3.3 A8"} <= set(found)
    recipe = uniform_recipe(contents.graph, 4, 8)
    for repairs in (Repairs(), Repairs(equalize=True), Repairs(equalize=True, correct_bias=True, adaround=2000)):
        name = describe(replace(recipe, repairs=repairs), contents.graph)
        assert korean.name(name) == name.replace("Uniform", "균일") != name
    assert korean.name("net.onnx: Float (2)") == "net.onnx: 부동소수점 (2)"
    assert korean.name("net.onnx, float") == "net.onnx, 부동소수점"
    assert translated("Float W8", pseudo) == "Float W8"


def test_dates_are_in_words_and_the_command_says_the_language(report: Report) -> None:
    page = html(replace(report, language=spoken("ko")))
    assert "2026년 11월 26일 09:00 UTC" in page and "-o report.html --language ko" in page
    assert "2026-11-26 09:00 UTC" in html(report) and "--language" not in html(report)
