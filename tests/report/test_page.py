"""The page says what the project says, in one file that needs nothing and trusts nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest

from edgeviz.core.comparison import compare
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.pareto import front_order
from edgeviz.report import page, tables
from edgeviz.report.contents import SECTIONS, Contents, Request, gather
from edgeviz.report.language import ENGLISH
from edgeviz.report.page import LARGEST, figures, html
from edgeviz.report.points import axes_of, front_of, make_points
from edgeviz.report.report import Report, make_report
from edgeviz.report.texts import value_text
from tests.report.conftest import nothing, renamed


class Reader(HTMLParser):
    """Texts of the cells of every table by its id or label, the embedded JSON, and every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._table: list[list[str]] | None = None
        self._cell = False
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "table":
            self._table = self.tables.setdefault(found.get("id") or found.get("aria-label") or "", [])
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in ("td", "th") and self._table is not None:
            self._table[-1].append("")
            self._cell = True
        elif tag == "script":
            self.scripts.append("")
            self._script = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False
        elif tag == "table":
            self._table = None
        elif tag == "script":
            self._script = False

    def handle_data(self, data: str) -> None:
        if self._cell and self._table is not None:
            self._table[-1][-1] += data
        if self._script:
            self.scripts[-1] += data

    @property
    def data(self) -> dict:
        return json.loads(self.scripts[0])


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return html(report)


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    return Reader(text)


# ---- the figures


def test_every_figure_in_the_page_is_the_project_s(read: Reader, contents: Contents, report: Report) -> None:
    by_hash = {one["hash"]: one for one in read.data["points"]}
    assert len(by_hash) == len(contents.evaluations)
    for one in contents.evaluations:
        shown = by_hash[one.recipe.hash]["figures"]
        for name, metric in one.metrics.items():
            assert shown[name]["value"] == metric.value and shown[name]["provenance"] == metric.provenance.value
            assert shown[name].get("low") == metric.low and shown[name].get("samples") == metric.samples
            assert shown[name]["text"] == value_text(name, metric.value)
        assert contents.device is not None
        for name, metric in modelled_metrics(contents.graph, one.recipe, contents.device).items():
            assert shown[name]["value"] == metric.value and shown[name]["mark"] == "◇"


def test_the_tables_show_the_chosen_ones_figures_and_their_provenance(read: Reader, report: Report) -> None:
    chosen = read.tables["chosen-table"]
    assert [cell.split(" ")[0] for cell in chosen[0][1:]] == [one.name.split(" ")[0] for one in report.chosen]
    rows = {row[0]: row[1:] for row in chosen}
    for index, one in enumerate(report.chosen):
        for name, metric in one.evaluation.metrics.items():
            cell = rows[QUANTITIES[name].title][index]
            assert cell.startswith(value_text(name, metric.value)) and cell.endswith(metric.provenance.mark)
    provenance = read.tables["provenance-table"][1:]
    assert len(provenance) == sum(len(one.evaluation.metrics) for one in report.chosen)
    accuracy = next(row for row in provenance if row[0] == report.current.name and row[1] == "Accuracy")
    assert accuracy[4] == "● measured" and accuracy[6] == "596" and " to " in accuracy[3] and "2026" in accuracy[7]


def test_chosen_configurations_are_compared_in_pairs(read: Reader, report: Report) -> None:
    rows = {row[0]: row[1:] for row in read.tables["chosen-table"]}
    reference = report.chosen[0]
    assert reference.reference and report.chosen[1].current and [one.pinned for one in report.chosen[2:]] == [True] * 2
    found = compare(report.current.evaluation, reference.evaluation)
    cell = rows[f"Accuracy against {reference.name}"][1]
    assert found.verdict.value in cell and "p = " in cell and f"{100 * found.difference:+.1f} points" in cell


def test_the_widths_of_every_point_are_its_recipe_s(read: Reader, report: Report, contents: Contents) -> None:
    data = read.data
    for point, widths in zip(report.points, data["widths"], strict=True):
        recipe = point.evaluation.recipe
        labels = [data["specs"][index].split("\t") for index in widths]
        assert [label[0] for label in labels] == [recipe[one.key].weight.label for one in contents.graph.layers]
    current = contents.project.recipe
    shown = read.tables["layers-table"][1:]
    assert [row[6] for row in shown] == [current[one.key].weight.label for one in contents.graph.layers]


def test_the_front_is_that_of_the_plot(report: Report, contents: Contents) -> None:
    found = front_of(report.points, "size", "accuracy")
    costs = np.array([[one.evaluation.value("size"), -one.evaluation.value("accuracy")] for one in report.points])
    assert found == list(front_order(costs)) and len(found) > 3


def test_a_current_recipe_that_nobody_measured_is_there_as_predicted(contents: Contents) -> None:
    recipe = contents.evaluations[25].recipe
    rest = tuple(one for one in contents.evaluations if one.recipe != recipe)
    points = make_points(replace(contents, evaluations=rest))
    current = next(one for one in points if one.current)
    assert current.metric("accuracy") is None and current.metric("size").provenance.mark == "○"


def test_the_replay_is_the_simulator_s(read: Reader, report: Report, contents: Contents) -> None:
    replay = report.replay
    assert replay is not None and replay.own and replay.scenario.duration == 60
    standing = {row[0].split(" (")[0]: row for row in read.tables["standings"][1:]}
    assert set(standing) >= {"ALERT", "Clairvoyant", "Threshold rules"}
    data = read.data["replay"]
    run = next(one for one in data["runs"] if one["policy"] == "ALERT")
    assert run["in_time"] and data["deadline"] == 1000 * replay.scenario.deadline
    assert run["moments"][-1][0] <= replay.runs["ALERT"].requests
    assert data["points"] == [one.name for one in replay.points]


def test_folders_of_the_writer_are_not_told(contents: Contents) -> None:
    assert contents.project.data is not None
    project = replace(contents.project, data=replace(contents.project.data, path="/home/somebody/secret/images"))
    text = html(make_report(replace(contents, project=project), Request(sections=("model", "reproduce")), nothing))
    assert "(images)" in text and "somebody" not in text


def test_how_to_reproduce_names_the_recipe_s_hash_and_the_commands(read: Reader, contents: Contents) -> None:
    rows = dict(map(tuple, read.tables["How to reproduce"]))
    assert rows["Recipe hash"] == contents.project.recipe.hash
    assert rows["Measure it again"] == "edgeviz evaluate demo.edgeviz --device raspberry_pi_4"


# ---- one file, offline


def test_the_page_is_small_and_names_no_address(text: str, read: Reader) -> None:
    assert len(text.encode()) < 1_000_000 < LARGEST
    outside = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+", text.split('<script type="application/json"')[0]))
    assert outside <= {"http://www.w3.org", "//www.w3.org"}  # SVG's namespace, which nobody asks for
    for tag, attributes in read.tags:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img")
        assert "src" not in attributes and not any(name.startswith("on") or name == "style" for name in attributes)
        assert attributes.get("href", "#").startswith("#")


def test_the_policy_forbids_everything_but_the_own_script_and_style(read: Reader, text: str) -> None:
    policy = next(a["content"] for tag, a in read.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; ") and "unsafe" not in policy
    assert page._digest(read.scripts[1]) in policy
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert page._digest(style) in policy


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}\x00\x1b\ud800"


def test_hostile_names_stay_texts(contents: Contents) -> None:
    found = make_report(renamed(contents, HOSTILE), Request(HOSTILE, HOSTILE, HOSTILE), nothing)
    text = html(found)
    read = Reader(text)
    text.encode()  # no half of a character is left
    assert len(read.scripts) == 2 and "\x00" not in text and "49" not in read.tables["chosen-table"][0][1]
    assert not any(tag == "img" for tag, _ in read.tags)
    assert read.data["points"][0]["name"].startswith("</script><script>alert(1)")
    for svg in figures(found).values():
        ElementTree.fromstring(svg)
        assert "<script" not in svg


def test_only_the_sections_that_were_asked_for_are_there(contents: Contents) -> None:
    text = html(make_report(contents, Request(sections=("front", "reproduce")), nothing))
    found = {a.get("id") for tag, a in Reader(text).tags if tag == "section"} - {None}
    assert found == {"front", "reproduce"} and "replay" not in Reader(text).data
    assert set(SECTIONS) > found


def test_settings_of_a_stranger_s_project_are_read_with_doubt(contents: Contents) -> None:
    wrong = {"pins": 7, "tradeoff": {"x": 3, "y": ["a"]}, "tradeoffLimit": "x", "place": 4, "simulator": [1]}
    found = replace(contents, project=replace(contents.project, settings=wrong))
    assert axes_of(found) == ("size", "accuracy")
    assert "front" in html(make_report(found, Request(sections=("front", "chosen")), nothing))


def test_a_page_that_would_be_too_large_leaves_widths_of_points_out(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make_report(contents, Request(sections=("front", "layers")), nothing)
    monkeypatch.setattr(page, "LARGEST", len(html(one).encode()) - 200)
    data = Reader(html(one)).data
    kept = [row is not None for row in data["widths"]]
    assert not all(kept) and all(row for row, point in zip(kept, one.points, strict=True) if point.current)


def test_without_a_latency_the_scenario_s_own_points_play(demo_store) -> None:
    contents = gather(demo_store)
    replay = make_report(contents, Request(), nothing).replay
    assert replay is not None and not replay.own
    notes = " ".join(tables.replay_notes(replay, ENGLISH))
    assert "the scenario's, not this project's" in notes and "▫" in notes
