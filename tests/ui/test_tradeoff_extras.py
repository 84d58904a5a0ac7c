"""A third quantity, a limit with its sweet spot, pins, names, a lasso and the filter by job, with real clicks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.core.naming import describe
from edgeviz.core.recipe import Recipe
from edgeviz.ui import language
from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.document import Document
from edgeviz.ui.parallel.panel import ParallelPanel
from edgeviz.ui.plots import tradeoff as module
from edgeviz.ui.plots.constraint import best_within
from edgeviz.ui.plots.extras import TradeoffExtras
from edgeviz.ui.plots.sizing import LARGEST, SMALLEST, diameters
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.ui.panel_samples import chain, document_with, sample_evaluations

#: Milliseconds: pyqtgraph's scene drops moves of the mouse that follow each other faster than 100 a second.
RATE = 30
GRAPH = chain()
ROWS = [replace(row, source="First" if i % 2 else "Second") for i, row in enumerate(sample_evaluations(GRAPH))]


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, ROWS, GRAPH)
    yield document
    document.close()


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> TradeoffPanel:
    panel = TradeoffPanel(document)
    qtbot.addWidget(panel)
    panel.resize(640, 420)
    return panel


@pytest.fixture
def extras(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> TradeoffExtras:
    extras = TradeoffExtras(panel, Pins(document, panel))
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.wait(2 * module.COALESCE)
    return extras


def pixel(panel: TradeoffPanel, row: int) -> QPoint:
    return panel.canvas.to_pixels(float(panel._view_x[row]), float(panel._view_y[row])).toPoint()


def action(extras: TradeoffExtras, name: str) -> QAction:
    extras.menu.fill()
    found = extras.menu.menu().findChild(QAction, name)
    assert found is not None
    return found


def test_colours_show_a_third_quantity_and_the_bar_says_which(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document, qtbot: QtBot
) -> None:
    assert not extras.colouring.bar.isVisible()
    action(extras, "colour_latency").trigger()
    assert extras.colouring.quantity == "latency" and extras.colouring.bar.isVisible()
    colours = {brush.color().name() for brush in panel.drawn.points.data["brush"]}
    assert len(colours) > 5, "different latencies have different colours"
    assert "ms" in extras.colouring.bar.low
    assert document.store is not None and document.store.read().settings["tradeoffColour"] == "latency"
    action(extras, "colour_nothing").trigger()
    assert not extras.colouring.bar.isVisible()
    assert all(brush is None for brush in panel.drawn.points.data["brush"]), "the points have their own colour again"


def test_sizes_show_a_third_quantity_beside_colours_and_the_key_says_which(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document, qtbot: QtBot
) -> None:
    assert not extras.sizing.key.isVisible()
    action(extras, "colour_accuracy").trigger()
    action(extras, "size_latency").trigger()
    drawn = panel.drawn
    sizes = drawn.points.data["size"]
    latency = np.array([row.value("latency") for row in panel.cloud.evaluations])[drawn.shown[drawn.points]]
    order = np.argsort(latency)
    assert (np.diff(sizes[order]) >= 0).all() and len(set(sizes)) > 2, "more time, more ink"
    key = extras.sizing.key
    texts = [text for _, _, text in key.marks]
    assert all(text.endswith("ms") for text in texts) and len(texts) == len(set(texts)) >= 2
    assert key.title and key.title in action(extras, "size_latency").text()
    boxes = [item.mapRectToScene(item.boundingRect()) for item in (key, extras.colouring.bar, drawn.legend)]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]), "each has its place"
    assert document.store is not None and document.store.read().settings["tradeoffSize"] == "latency"
    panel.refresh()
    assert len(set(drawn.points.data["size"])) > 2, "it stays when points come"
    action(extras, "size_nothing").trigger()
    assert not key.isVisible() and set(drawn.points.data["size"]) == {-1.0}
    assert len({brush.color().name() for brush in drawn.points.data["brush"]}) > 5, "the colours stay"


def test_the_area_of_a_point_grows_evenly_with_its_value_and_a_missing_one_is_a_cross(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document
) -> None:
    low, middle, high = diameters(np.array([1.0, 2.0, 3.0]), 1.0, 3.0)
    assert low == SMALLEST and high == LARGEST
    assert middle**2 == pytest.approx((low**2 + high**2) / 2, rel=0.1)
    assert diameters(np.array([5.0]), 5.0, 5.0)[0] == SMALLEST, "one value alone"
    row = next(row for row in panel.cloud.evaluations if not row.recipe.is_float32)
    metrics = {name: metric for name, metric in row.metrics.items() if name != "latency"}
    document._evaluations[row.recipe.hash] = replace(row, metrics=metrics)
    extras.sizing.choose("latency")
    panel.refresh()
    at = panel.cloud.index(row.recipe.hash)
    item, shown = next((item, shown) for item, shown in panel.drawn.shown.items() if shown[at])
    assert item.data["symbol"][list(np.flatnonzero(shown)).index(at)] == "x"
    assert extras.sizing.key.marks[-1][0] == "x"


def test_the_best_within_a_limit_is_the_most_accurate_and_of_equals_the_cheapest() -> None:
    x, y = np.array([1.0, 2.0, 3.0, 2.5]), np.array([0.5, 0.9, 0.95, 0.9])
    assert best_within(x, y, 2.6, True) == 1
    assert best_within(x, y, 3.0, True) == 2
    assert best_within(x, y, 0.5, True) is None
    assert best_within(x, y, 3.0, False) == 0


def test_the_limit_can_be_dragged_and_its_sweet_spot_adopted(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document, qtbot: QtBot
) -> None:
    action(extras, "showLimit").trigger()
    constraint = extras.constraint
    assert constraint.line.isVisible() and constraint.best is not None
    before = constraint.limit
    assert before is not None
    heard: list[tuple[str, float]] = []
    constraint.moved.connect(lambda name, value: heard.append((name, value)))
    start = panel.canvas.to_pixels(float(constraint.line.value()), float(panel._view_y.mean())).toPoint()
    end = start - QPoint(60, 0)
    view = panel.canvas.viewport()
    qtbot.mouseMove(view, start)
    qtbot.wait(RATE)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 7):
        qtbot.wait(RATE)
        qtbot.mouseMove(view, start - QPoint(10 * step, 0))
    qtbot.wait(RATE)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert heard and constraint.limit is not None and constraint.limit < before
    best = constraint.best
    assert best is not None and panel.cloud.x[best] <= constraint.limit
    within = panel.cloud.y[panel.cloud.x <= constraint.limit]
    assert panel.cloud.y[best] == within.max()
    wanted = constraint.recipe
    action(extras, "adoptSweetSpot").trigger()
    assert document.recipe == wanted
    document.undo_stack.undo()
    assert document.recipe == Recipe()
    action(extras, "showLimit").trigger()
    assert not constraint.line.isVisible() and constraint.limit is None


def test_space_pins_the_point_under_the_mouse_and_f2_names_it(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document, qtbot: QtBot
) -> None:
    panel.canvas.setFocus()
    row = int(panel.cloud.order[0])
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(70, 20))
    qtbot.mouseMove(panel.canvas.viewport(), pixel(panel, row))
    qtbot.waitUntil(lambda: panel.hovered is not None)
    row = panel.hovered
    assert row is not None
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Space)
    pinned = panel.cloud.evaluations[row].recipe
    assert [row.recipe for row in extras.pinning.pins.evaluations] == [pinned]
    assert len(extras.pinning.marks.data) == 1 and len(extras.pinning._labels) == 1
    qtbot.keyClick(panel.canvas, Qt.Key.Key_F2)
    dialog = panel.findChild(QInputDialog)
    assert dialog is not None
    assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton)), "as in every other dialog"
    dialog.setTextValue("  the   small one ")
    dialog.accept()
    assert document.evaluation(pinned).name == "the small one"  # type: ignore[union-attr]
    qtbot.wait(2 * module.COALESCE)
    assert extras.pinning._labels[0].toPlainText() == "the small one"
    assert document.store is not None
    stored = {row.recipe.hash: row.name for row in document.store.evaluations(document.context)}
    assert stored[pinned.hash] == "the small one"
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(70, 20))
    qtbot.mouseMove(panel.canvas.viewport(), pixel(panel, row))
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Space)
    assert extras.pinning.pins.keys == ()


def test_names_of_the_program_are_korean_in_a_korean_window_and_never_in_the_project(
    english_again: None, panel: TradeoffPanel, extras: TradeoffExtras, document: Document, tmp_path: Path
) -> None:
    language.apply_language(language.KOREAN)
    unnamed = next(row for row in panel.cloud.evaluations if not row.name and describe(row.recipe, GRAPH)[0] in "UM")
    english = describe(unnamed.recipe, GRAPH)
    shown = panel.name_of(unnamed)
    assert shown == english.replace("Uniform", "균일").replace("Mixed", "혼합") != english
    # A name that is left as it was offered is not a person's: nothing is stored.
    extras.pinning.name(unnamed)
    dialog = panel.findChild(QInputDialog)
    assert dialog is not None and dialog.textValue() == shown
    dialog.accept()
    assert document.evaluation(unnamed.recipe).name == ""  # type: ignore[union-attr]
    panel.menu.save(str(tmp_path / "points.csv"))
    assert english in (tmp_path / "points.csv").read_text(encoding="utf-8")
    document.name_evaluation(unnamed, "Mixed for the board")
    named = document.evaluation(unnamed.recipe)
    assert named is not None and panel.name_of(named) == "Mixed for the board"


def test_a_lasso_pins_what_it_encloses(panel: TradeoffPanel, extras: TradeoffExtras, qtbot: QtBot) -> None:
    view, shift = panel.canvas.viewport(), Qt.KeyboardModifier.ShiftModifier
    at = pixel(panel, panel.cloud.index(ROWS[0].recipe.hash) or 0)
    corners = [at + QPoint(dx, dy) for dx, dy in ((-9, -9), (9, -9), (9, 9), (-9, 9))]
    before = panel.canvas.view.viewRange()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, shift, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(view, corner)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, shift, corners[3])
    assert ROWS[0].recipe in [row.recipe for row in extras.pinning.pins.evaluations]
    assert panel.canvas.view.viewRange() == before, "the view was not dragged"


def test_the_ranges_of_the_parallel_coordinates_filter_the_plot_too(
    panel: TradeoffPanel, extras: TradeoffExtras, document: Document, qtbot: QtBot
) -> None:
    parallel = ParallelPanel(document)
    qtbot.addWidget(parallel)
    parallel.filtered.connect(panel.show_only)
    everything = len(panel.cloud)
    parallel.limits = {"accuracy": (0.8, 1.0)}
    parallel._filter()
    qtbot.waitUntil(lambda: 0 < len(panel.cloud) < everything)
    low = min(e.value("accuracy") or 0.0 for e in panel.cloud.evaluations)
    known = [e.value("accuracy") or 0.0 for e in document.evaluations]
    assert low >= min(known) + 0.8 * (max(known) - min(known)) - 1e-9
    parallel.limits.clear()
    parallel._filter()
    qtbot.waitUntil(lambda: len(panel.cloud) == everything)


def test_points_of_one_job_alone(panel: TradeoffPanel, extras: TradeoffExtras, qtbot: QtBot) -> None:
    assert set(panel.sources()) == {"First", "Second"}
    everything = len(panel.cloud)
    panel.show_source("First")
    assert {e.source for e in panel.cloud.evaluations if not e.recipe.is_float32} == {"First"}
    assert len(panel.cloud) < everything and str(everything) in panel.count_label.text()
    panel.show_source("")
    assert len(panel.cloud) == everything
