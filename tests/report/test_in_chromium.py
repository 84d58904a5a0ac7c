"""The page in a real browser without a network, by clicks and keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.report.contents import Contents, Request
from edgeviz.report.language import Language
from edgeviz.report.page import html
from edgeviz.report.points import front_of
from edgeviz.report.report import Report, make_report
from tests.browser import CHROMIUM, Browser
from tests.pseudo import pseudo
from tests.report.conftest import nothing, renamed
from tests.report.said import left_in_english
from tests.report.test_page import HOSTILE

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("chromium") / "profile")
    yield found
    found.close()


@pytest.fixture
def opened(browser: Browser, report: Report, tmp_path: Path) -> Browser:
    path = tmp_path / "report.html"
    path.write_text(html(report), encoding="utf-8")
    browser.events.clear()
    browser.open(path)
    return browser


def index_of(report: Report, name: str) -> int:
    return next(row for row, one in enumerate(report.points) if one.name == name)


def selected(browser: Browser) -> str:
    return browser.text("#selected-name")


def test_the_page_opens_without_errors_and_asks_for_nothing(opened: Browser, report: Report) -> None:
    assert opened.evaluate("document.title") == "The title"
    assert opened.text("#current-name") == report.current.name == selected(opened)
    assert opened.problems() == []


def test_the_front_that_the_page_draws_is_the_project_s(opened: Browser, report: Report) -> None:
    corners = opened.evaluate("document.querySelector('polyline.front').getAttribute('points').split(' ').length")
    assert corners == len(front_of(report.points, "size", "accuracy"))


def test_a_click_on_a_point_fills_the_tables_with_it(opened: Browser, report: Report) -> None:
    wanted = next(one for one in report.points if one.name == "Uniform W8A8")
    opened.click(f"[data-point='{index_of(report, wanted.name)}']")
    assert selected(opened) == wanted.name == opened.text("#layers-of")
    shown = opened.text("#selected-figures tr[data-quantity='size'] td")
    assert shown == "67.6 KB" and wanted.evaluation.value("size") == 67622
    widths = opened.evaluate(
        "[...document.querySelector('#layers-table').tBodies[0].rows].map(r => r.cells[6].textContent)"
    )
    assert set(widths) == {"8"}
    assert wanted.name in opened.text("#chosen-table thead .selected")
    assert opened.problems() == []


def test_the_arrow_keys_move_along_the_points(opened: Browser, report: Report) -> None:
    opened.evaluate("document.getElementById('front-plot').focus()")
    opened.press("End")
    sizes = [one.evaluation.value("size") for one in report.points]
    assert selected(opened) == report.points[sizes.index(max(sizes))].name
    opened.press("ArrowLeft")
    second = sorted(sizes)[-2]
    assert opened.text("#selected-figures tr[data-quantity='size'] td") == f"{second / 1000:.1f} KB"
    opened.press("Home")
    assert opened.text("#selected-figures tr[data-quantity='size'] td") == f"{min(sizes) / 1000:.1f} KB"


def test_pointing_at_a_point_reads_it_out(opened: Browser, report: Report) -> None:
    row = index_of(report, "Float")
    opened.move(*opened.middle(f"[data-point='{row}']"))
    assert "Float" in opened.text("#tip") and "Accuracy: 99.0 % ●" in opened.text("#tip")
    assert opened.evaluate("document.getElementById('tip').hidden") is False


def best_within(report: Report, limit: float) -> int:
    of = [one.evaluation for one in report.points]
    fits = [row for row, one in enumerate(of) if one.value("size") <= limit]
    return max(fits, key=lambda row: (of[row].value("accuracy"), -of[row].value("size")))


def test_a_budget_moves_the_sweet_spot(opened: Browser, report: Report) -> None:
    def sweet() -> int:
        return int(opened.evaluate("document.getElementById('sweet').dataset.point"))

    # The project's own budget holds at first.
    assert sweet() == best_within(report, 60_000)
    opened.evaluate("document.getElementById('budget-size').focus()")
    opened.press("Home")
    smallest = min(one.evaluation.value("size") for one in report.points)
    assert sweet() == best_within(report, smallest)
    assert "at most 36.1 KB" in opened.text("label[for='budget-size']")
    sizes = sorted({one.evaluation.value("size") for one in report.points})
    opened.press("ArrowRight", 4)
    assert sweet() == best_within(report, sizes[4])
    opened.click("#show-sweet")
    assert selected(opened) == report.points[sweet()].name
    opened.press("End")  # the focus is on the button now: nothing moves
    assert sweet() == best_within(report, sizes[4])


def test_budgets_that_nothing_keeps_are_said_to_be_impossible(opened: Browser) -> None:
    for name in ("size", "accuracy"):
        opened.evaluate(f"document.getElementById('budget-{name}').focus()")
        opened.press("Home")
    assert "Relax one" in opened.text("#sweet") and opened.evaluate("document.getElementById('show-sweet').disabled")


def test_another_axis_gives_another_front(opened: Browser, report: Report) -> None:
    opened.evaluate("document.getElementById('axis-x').value = 'bops';"
                    "document.getElementById('axis-x').dispatchEvent(new Event('change'))")  # fmt: skip
    corners = opened.evaluate("document.querySelector('polyline.front').getAttribute('points').split(' ').length")
    assert corners == len(front_of(report.points, "bops", "accuracy"))
    assert "BOPs" in opened.text("#plot svg")


def test_a_policy_is_chosen_and_played(opened: Browser, report: Report) -> None:
    policies = opened.evaluate("[...document.getElementById('policy').options].map(o => o.textContent)")
    assert "ALERT" in policies and len(policies) == len(set(policies))
    opened.evaluate(f"document.getElementById('policy').value = {policies.index('ALERT')};"
                    "document.getElementById('policy').dispatchEvent(new Event('change'))")  # fmt: skip
    assert "ALERT" in opened.evaluate("document.querySelector('#strips svg').getAttribute('aria-label')")
    opened.evaluate("document.getElementById('time').focus()")
    opened.press("End")
    assert report.replay is not None
    came = int(opened.text("#moment").split(" · ")[1].split(": ")[1])
    assert 0 < came <= report.replay.runs["ALERT"].requests
    opened.click("#play")
    assert opened.text("#play") == "Pause"
    opened.click("#play")
    assert opened.text("#play") == "Play" and opened.problems() == []


def test_hostile_names_do_nothing_in_a_browser(browser: Browser, contents: Contents, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    found = make_report(renamed(contents, HOSTILE), Request(HOSTILE, HOSTILE, HOSTILE), nothing)
    path.write_text(html(found), encoding="utf-8")
    browser.events.clear()
    browser.open(path)
    browser.evaluate("document.getElementById('front-plot').focus()")
    browser.press("End")
    assert browser.problems() == []
    assert browser.evaluate("document.images.length") == 0 and browser.evaluate("document.scripts.length") == 2
    assert "<img src=x" in browser.text("#selected-name")


def test_a_project_in_which_nothing_was_measured_has_its_page_too(
    browser: Browser, contents: Contents, tmp_path: Path
) -> None:
    path = tmp_path / "empty.html"
    bare = replace(contents, evaluations=(), reference=None, device=None)
    path.write_text(html(make_report(bare, Request(), nothing)), encoding="utf-8")
    browser.events.clear()
    browser.open(path)
    assert browser.problems() == []
    # Without an accuracy the plot shows what is known.
    assert "BOPs" in browser.text("#sweet") and "○" in browser.text("#selected-figures")
    assert "Accuracy" not in browser.text("#selected-figures")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(opened: Browser, width: int) -> None:
    opened.page("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    opened.evaluate("new Promise(done => setTimeout(done, 300))")
    wide = opened.evaluate("document.documentElement.scrollWidth")
    opened.page("Emulation.clearDeviceMetricsOverride")
    assert wide <= width


def test_without_scripts_figures_and_tables_are_there_all_the_same(
    browser: Browser, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(html(report), encoding="utf-8")
    browser.page("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(path)
    browser.page("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.evaluate("document.querySelectorAll('#plot svg path').length") >= len(report.points) - 1
    assert browser.evaluate("getComputedStyle(document.getElementById('budgets')).display") == "none"
    assert json.loads(browser.text("#data"))["points"]


def test_a_page_in_another_language_says_nothing_in_english_when_it_is_used(
    browser: Browser, report: Report, tmp_path: Path
) -> None:
    foreign = replace(report, language=Language("xx", pseudo))
    path = tmp_path / "report.html"
    path.write_text(html(foreign), encoding="utf-8")
    browser.events.clear()
    browser.open(path)
    said = (
        "[...document.querySelectorAll('body *:not(script, style, pre)')].flatMap(e =>"
        " [e.getAttribute('aria-label'), e.getAttribute('aria-valuetext'), e.title,"
        "  ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)]).filter(Boolean)"
    )
    row = next(row for row, one in enumerate(report.points) if not one.chosen and one.against is not None)
    browser.click(f"[data-point='{row}']")
    browser.click("#play")
    browser.evaluate("document.getElementById('budget-size').focus()")
    browser.press("Home")
    assert left_in_english(browser.evaluate(said), foreign) == []
    # The row of verdicts is found in any language.
    assert browser.text("#chosen-table tbody tr:last-child td:last-child") != ""
    verdicts = browser.evaluate("[...document.querySelectorAll('#chosen-table td.selected')].map(c => c.textContent)")
    assert any("p = " in text or "p < " in text for text in verdicts) and browser.problems() == []
