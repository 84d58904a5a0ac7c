"""The trade-off plot, with real clicks and keys."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.naming import Kind, describe, kind_of
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import FLOAT_LAYER, LayerRecipe, Recipe, uniform
from edgeviz.core.spec import Spec, activation_spec, weight_spec
from edgeviz.project.store import ModelRecord
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.plots import tradeoff as module
from edgeviz.ui.plots.canvas import log_ticks
from edgeviz.ui.plots.cloud import Cloud, Columns, build, nearest, steps
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.ui.panel_samples import chain, document_with, evaluation, mixed, sample_evaluations

GRAPH = chain()
KEYS = [layer.key for layer in GRAPH.layers]


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, sample_evaluations(GRAPH), GRAPH)
    yield document
    document.close()


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> TradeoffPanel:
    panel = TradeoffPanel(document)
    qtbot.addWidget(panel)
    panel.resize(600, 380)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.wait(2 * module.COALESCE)
    return panel


def pixel(panel: TradeoffPanel, index: int) -> QPoint:
    return panel.canvas.to_pixels(float(panel._view_x[index]), float(panel._view_y[index])).toPoint()


def hover(panel: TradeoffPanel, qtbot: QtBot, index: int) -> None:
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(70, 20))
    qtbot.mouseMove(panel.canvas.viewport(), pixel(panel, index))
    qtbot.waitUntil(lambda: panel.hovered == index)


# ---- names


def test_a_recipe_is_named_as_a_person_would() -> None:
    half = LayerRecipe(Spec(bits=16), Spec(bits=16))
    assert describe(Recipe(), GRAPH) == "Float"
    assert describe(Recipe(dict.fromkeys(KEYS, half)), GRAPH) == "FP16"
    assert describe(uniform(KEYS, 8, 8), GRAPH) == "Uniform W8A8"
    assert describe(uniform(KEYS, 4, 8), GRAPH) == "Uniform W4A8"
    assert describe(mixed(GRAPH, [4, 4, 4, 4, 4, 6]), GRAPH) == "Mixed W4.3 A8"


def test_a_layer_left_float_makes_a_recipe_mixed() -> None:
    recipe = uniform(KEYS, 8, 8).with_layers({KEYS[0]: FLOAT_LAYER})
    assert kind_of(recipe, GRAPH) is Kind.MIXED
    assert describe(recipe, GRAPH) == "Mixed W12 A12"


# ---- points


def test_the_line_keeps_the_first_y_until_the_next_x() -> None:
    x, y = steps(np.array([1.0, 2.0, 4.0]), np.array([10.0, 20.0, 30.0]))
    assert list(zip(x, y, strict=True)) == [(1, 10), (2, 10), (2, 20), (4, 20), (4, 30)]


def test_the_front_follows_the_direction_of_both_quantities() -> None:
    def row(size: float, accuracy: float) -> Evaluation:
        values = {"size": size, "accuracy": accuracy}
        return Evaluation(Recipe(), {k: Metric(k, v, Provenance.MEASURED) for k, v in values.items()})

    rows = [row(100, 0.9), row(50, 0.8), row(70, 0.7), row(120, 0.9)]
    assert list(build(rows, "size", "accuracy", lambda e: 0).front) == [1, 0]
    assert list(build(rows, "accuracy", "size", lambda e: 0).front) == [0, 1]


def test_nearest_finds_only_what_is_in_reach() -> None:
    px, py = np.array([0.0, 10.0]), np.array([0.0, 0.0])
    assert nearest(px, py, (8.0, 1.0), 5) == 1
    assert nearest(px, py, (100.0, 1.0), 5) is None
    assert nearest(np.empty(0), np.empty(0), (0, 0), 5) is None


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.8), (0.0, 6.0), (1.30, 1.32), (-2.0, 0.5)])
def test_a_logarithmic_axis_has_a_few_round_ticks_within_its_range(low: float, high: float) -> None:
    found = log_ticks(low, high, 6)
    assert 2 <= len(found) <= 7
    assert all(low <= tick <= high for tick in found)


# ---- the panel


def test_every_evaluation_is_a_point_and_the_best_form_the_front(panel: TradeoffPanel) -> None:
    assert len(panel.cloud) == 44
    assert panel.count_label.text() == "44 points"
    front = panel.cloud.front
    assert list(np.argsort(panel.cloud.x[front])) == list(range(len(front)))
    assert len(panel.drawn.uniform.data) == 3
    assert len(panel.drawn.float_point.data) == 1


def test_hovering_names_the_point_with_its_figures(panel: TradeoffPanel, qtbot: QtBot) -> None:
    index = next(i for i, e in enumerate(panel.cloud.evaluations) if e.recipe == uniform(KEYS, 4, 8))
    hover(panel, qtbot, index)
    text = panel.card.text()
    assert panel.card.isVisible()
    for part in ("Uniform W4A8", "95.5 %", "±", "600 samples", "●", "KB"):
        assert part in text
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(300, 200))
    qtbot.waitUntil(lambda: not panel.card.isVisible())


def test_the_card_says_how_sure_a_change_of_accuracy_is(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    def known(recipe: Recipe, wrong: int) -> None:
        found = document.evaluation(recipe)
        assert found is not None
        outcomes = Outcomes.of(np.arange(600) >= wrong, "d")
        document.take_evaluation(replace(found, outcomes=outcomes), document.context)

    known(Recipe(), 20)
    known(uniform(KEYS, 4, 8), 27)
    qtbot.wait(3 * module.COALESCE)
    index = panel.cloud.index(uniform(KEYS, 4, 8).hash)
    assert index is not None
    hover(panel, qtbot, index)
    assert "Against float" in panel.card.text() and "▼1.2 worse (p = 0.02, 600 samples)" in panel.card.text()
    assert theme.current().bad in panel.card.text()
    known(uniform(KEYS, 4, 8), 22)
    qtbot.wait(3 * module.COALESCE)
    panel._show_hover()
    assert "≈ no clear difference (p = 0.50, 600 samples)" in panel.card.text()
    assert theme.current().bad not in panel.card.text()


def test_on_a_point_the_crosshair_reads_what_the_card_says(panel: TradeoffPanel, qtbot: QtBot) -> None:
    index = next(i for i, e in enumerate(panel.cloud.evaluations) if e.recipe == uniform(KEYS, 4, 8))
    at = pixel(panel, index)
    qtbot.mouseMove(panel.canvas.viewport(), at + QPoint(6, -5))
    qtbot.waitUntil(lambda: panel.hovered == index)
    badges = [panel.canvas.findChild(QLabel, name) for name in ("xBadge", "yBadge")]
    for badge in badges:
        assert badge is not None
        assert badge.text() in panel.card.text()


def test_the_crosshair_reads_anew_when_the_plot_moves_below_a_mouse_at_rest(panel: TradeoffPanel, qtbot: QtBot) -> None:
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(300, 200))
    badge = panel.canvas.findChild(QLabel, "yBadge")
    assert badge is not None
    qtbot.waitUntil(badge.isVisible)
    before = badge.text()
    panel.canvas.view.setRange(yRange=(0, 10), padding=0)
    assert badge.text() != before


def test_the_legend_stays_inside_a_plot_that_shrinks(panel: TradeoffPanel, qtbot: QtBot) -> None:
    panel.resize(panel.width() - 120, panel.height() - 60)
    panel.grab()
    area, legend = panel.canvas.view.boundingRect(), panel.drawn.legend
    assert legend.pos().x() + legend.width <= area.right()
    assert legend.pos().y() + legend.height <= area.bottom()


def test_the_legend_leaves_the_points_free_where_it_can_and_loses_no_line_in_a_low_plot(
    panel: TradeoffPanel, qtbot: QtBot
) -> None:
    panel.resize(580, 235)
    panel.grab()
    drawn, view = panel.drawn, panel.canvas.view
    # A front near the left, and the current recipe far right at the top, as a float model is.
    x = np.array([0.05, 0.06, 0.07, 0.08, 0.35, 1.0])
    y = np.array([0.02, 0.5, 0.9, 1.0, 1.0, 1.0])
    view.setRange(xRange=(0, 1.1), yRange=(-0.1, 1.1), padding=0)
    drawn.set_points(x, y, np.full(6, Kind.MIXED), np.arange(6), (x, y))
    marks = [pg.ScatterPlotItem(x=[0.5], y=[1.0]) for _ in range(6)]
    drawn.extra.extend((mark, f"Other mark {at}") for at, mark in enumerate(marks))
    drawn.place_legend(x, y)
    legend = drawn.legend
    box = QRectF(legend.pos().x(), legend.pos().y(), legend.width, legend.height)
    assert legend.isVisible() and box.top() >= 0 and box.bottom() <= view.height() and box.right() <= view.width()
    pixels = [
        QPointF(at_x / 1.1 * view.width(), (1.1 - at_y) / 1.2 * view.height()) for at_x, at_y in zip(x, y, strict=True)
    ]
    assert not any(box.contains(pixel) for pixel in pixels)
    assert not box.contains(QPointF(0.5 / 1.1 * view.width(), 0.1 / 1.2 * view.height()))


def test_a_click_adopts_the_point_as_one_undo_step(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    index = int(panel.cloud.front[1])
    wanted = panel.cloud.evaluations[index].recipe
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel(panel, index))
    qtbot.waitUntil(lambda: document.recipe == wanted)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText().startswith("Adopt ")
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_a_click_beside_every_point_changes_nothing(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(330, 150))
    qtbot.wait(50)
    assert document.undo_stack.count() == 0


def test_adopting_moves_the_marker_in_150_ms(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    index = int(panel.cloud.front[0])
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel(panel, index))
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert panel._moving.state() == panel._moving.State.Running
    assert panel._moving.duration() == 150
    qtbot.waitUntil(lambda: panel._moving.state() == panel._moving.State.Stopped)
    x, _ = panel.drawn.ring.getData()
    assert x[0] == pytest.approx(panel._view_x[index])


def test_the_marker_jumps_where_less_motion_is_wanted(
    panel: TradeoffPanel, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "motion_allowed", lambda: False)
    index = int(panel.cloud.front[0])
    document.adopt(panel.cloud.evaluations[index].recipe, "x")
    panel.refresh_marker()
    assert panel._moving.state() == panel._moving.State.Stopped
    x, _ = panel.drawn.ring.getData()
    assert x[0] == pytest.approx(panel._view_x[index])


def test_arrow_keys_walk_along_the_points_and_enter_adopts(
    panel: TradeoffPanel, document: Document, qtbot: QtBot
) -> None:
    panel.canvas.setFocus()
    document.adopt(panel.cloud.evaluations[int(panel.cloud.order[3])].recipe, "start")
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Left)
    assert panel.hovered == panel.cloud.order[2]
    assert panel.card.isVisible()
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert panel.hovered == panel.cloud.order[4]
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Return)
    assert document.recipe == panel.cloud.evaluations[int(panel.cloud.order[4])].recipe


def test_axes_can_be_chosen_and_are_remembered_with_the_project(
    panel: TradeoffPanel, document: Document, qtbot: QtBot
) -> None:
    box = panel.chooser.x_box
    box.setFocus()
    while box.currentData() != "latency":
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.mouseClick(panel.chooser.log_box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert document.project.settings["tradeoff"] == {"x": "latency", "y": "accuracy", "log": True}
    assert panel.cloud.x_name == "latency"
    again = TradeoffPanel(document)
    qtbot.addWidget(again)
    assert (again.chooser.axes, again.chooser.is_log) == (("latency", "accuracy"), True)


def test_malformed_settings_fall_back_to_size_and_accuracy(document: Document, qtbot: QtBot) -> None:
    document.set_setting("tradeoff", {"x": "nonsense", "y": 7})
    panel = TradeoffPanel(document)
    qtbot.addWidget(panel)
    assert panel.chooser.axes == ("size", "accuracy")


def test_a_recipe_that_is_not_measured_has_a_hollow_ring_where_both_values_are_predicted(
    panel: TradeoffPanel, document: Document
) -> None:
    document.set_setting("tradeoff", {"x": "size", "y": "bops", "log": False})
    document.set_layers({KEYS[0]: LayerRecipe(weight_spec(3), activation_spec(7))}, "edit")
    panel.refresh_marker()
    assert len(panel.drawn.ring.data) == 1
    assert len(panel.drawn.core.data) == 0


def test_a_recipe_without_accuracy_shows_its_size_as_a_line(panel: TradeoffPanel, document: Document) -> None:
    document.set_layers({KEYS[0]: LayerRecipe(weight_spec(3), activation_spec(7))}, "edit")
    panel.refresh_marker()
    assert len(panel.drawn.ring.data) == 0
    assert panel.drawn.pending.isVisible()


def test_the_wheel_zooms_and_a_double_click_resets(panel: TradeoffPanel, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    before = panel.canvas.view.viewRange()
    at = QPointF(330, 150)
    event = QWheelEvent(
        at,
        panel.canvas.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.canvas.viewport(), event)
    zoomed = panel.canvas.view.viewRange()
    assert zoomed[0][1] - zoomed[0][0] < before[0][1] - before[0][0]
    panel.refresh()
    assert panel.canvas.view.viewRange() == zoomed
    # Qt's own helper leaves out the release that ends a double click.
    qtbot.mouseDClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    qtbot.mouseRelease(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    qtbot.waitUntil(lambda: np.allclose(panel.canvas.view.viewRange(), before))


def test_many_changes_are_drawn_once(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    first = panel.cloud
    for bits in (3, 5, 6, 7):
        document.take_evaluation(evaluation(GRAPH, mixed(GRAPH, [bits, 8, 8, 8, 8, 8]), 0.9), document.context)
    assert panel.cloud is first
    qtbot.waitUntil(lambda: len(panel.cloud) >= 46)


def test_ten_thousand_points_are_drawn_and_the_nearest_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    size = Metric("size", 0, Provenance.MEASURED)
    random = np.random.default_rng(0)
    rows = []
    for number in range(10_000):
        widths = [(number >> 3 * k & 7) % 8 + 1 for k in range(6)]
        recipe = mixed(GRAPH, widths, 8)
        values = {"size": 1e4 + number, "accuracy": float(random.random())}
        rows.append(Evaluation(recipe, {k: Metric(k, v, size.provenance) for k, v in values.items()}))
    cloud = build(rows, "size", "accuracy", lambda e: 0)
    assert len(cloud) == 10_000
    for number in (0, 4_321, 9_999):
        assert nearest(cloud.x, cloud.y, (cloud.x[number], cloud.y[number]), 14) == number


def test_columns_read_what_was_appended_and_notice_any_other_change(qapp: QApplication) -> None:
    asked: list[str] = []

    def lookup(row: Evaluation, name: str) -> Metric | None:
        asked.append(name)
        return row.metrics.get(name)

    def same(one: Cloud, other: Cloud) -> bool:
        arrays = ("x", "y", "kinds", "low", "high", "front", "order")
        equal = all(np.array_equal(getattr(one, a), getattr(other, a), equal_nan=a in ("low", "high")) for a in arrays)
        return equal and one.evaluations == other.evaluations and dict(one.rows) == dict(other.rows)

    rows = [evaluation(GRAPH, mixed(GRAPH, [bits, 8, 8, 8, 8, 8]), 0.9 + bits / 100) for bits in range(2, 8)]
    bare = Evaluation(mixed(GRAPH, [8, 8, 8, 8, 8, 2]), {"accuracy": rows[0].metrics["accuracy"]})
    columns = Columns()
    for shown in (rows[:3], rows[:4], [*rows, bare], rows[2:], [rows[0], *rows[2:], bare], []):
        found = columns.cloud(tuple(shown), "size", "accuracy", lambda e: 1, lookup)
        assert same(found, build(shown, "size", "accuracy", lambda e: 1))
        assert set(columns.names) == {name for row in shown for name in row.metrics}
    columns.forget()
    asked.clear()
    columns.cloud(tuple(rows[:5]), "size", "accuracy", lambda e: 1, lookup)
    columns.cloud(tuple(rows), "size", "accuracy", lambda e: 1, lookup)
    assert len(asked) == 2 * len(rows)


def test_an_empty_plot_says_what_to_do_and_offers_it(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    document = document_with(tmp_path, [], GRAPH)
    panel = TradeoffPanel(document)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.pages.currentIndex() == 1
    assert "Every recipe that is measured" in panel.empty.label.text()
    with qtbot.waitSignal(panel.evaluateRequested):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    document.take_evaluation(evaluation(GRAPH, Recipe(), 0.97), document.context)
    qtbot.waitUntil(lambda: panel.pages.currentIndex() == 0)
    document.close()


def test_without_a_model_there_is_nothing_to_measure(qapp: QApplication, qtbot: QtBot) -> None:
    panel = TradeoffPanel(Document())
    qtbot.addWidget(panel)
    assert "Open a model" in panel.empty.label.text()
    assert panel.empty.button.isHidden()


def test_another_model_forgets_the_points(panel: TradeoffPanel, document: Document, qtbot: QtBot) -> None:
    other = chain(3)
    document.show_preview(ModelRecord("other.onnx", "/nowhere/other.onnx", "", other))
    qtbot.waitUntil(lambda: len(panel.cloud) == 0)
    assert panel.pages.currentIndex() == 1


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_plot_is_saved_as_a_picture(panel: TradeoffPanel, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"plot.{suffix}"
    panel.menu.save(str(target))
    if suffix == "png":
        image = QImage(str(target))
        assert image.width() == 2 * panel.canvas.viewport().width()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
        assert QColor(theme.current().accent).rgb() in colours
    else:
        text = target.read_text(encoding="utf-8")
        assert text.startswith("<?xml") and "Accuracy" in text
        # Vectors all the way: no picture of a point inside.
        assert "<image" not in text


def test_the_points_are_saved_as_csv_with_every_metric(panel: TradeoffPanel, tmp_path: Path) -> None:
    target = tmp_path / "points.csv"
    panel.menu.save(str(target))
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 44
    assert rows[0]["recipe"] == "Float"
    assert float(rows[0]["accuracy (fraction)"]) == 0.975
    assert rows[0]["accuracy_provenance"] == "measured"
    assert sum(int(row["on_front"]) for row in rows) == len(panel.cloud.front)


def test_a_file_that_cannot_be_written_is_reported_in_the_window(panel: TradeoffPanel, tmp_path: Path) -> None:
    from edgeviz.ui.dialogs.error_dialog import ErrorDialog

    panel.menu.save(str(tmp_path / "missing" / "points.csv"))
    dialog = panel.findChild(ErrorDialog)
    assert dialog is not None and "points.csv" in dialog.what.text()
    dialog.close()


def test_the_right_button_offers_to_save(panel: TradeoffPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.RightButton, pos=QPoint(330, 150))
    qtbot.waitUntil(panel.menu.isVisible)
    names = {action.objectName() for action in panel.menu.actions()}
    assert {"save_png", "save_svg", "save_csv", "resetView"} <= names
    panel.menu.close()


def test_the_plot_follows_the_theme(panel: TradeoffPanel, qapp: QApplication) -> None:
    theme.apply_theme(qapp, theme.DARK)
    image = panel.canvas.grab().toImage()
    assert image.pixelColor(image.width() - 4, image.height() - 4) == QColor(theme.DARK.surface)
