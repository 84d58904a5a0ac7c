"""Comparing recipes and models, with real clicks and, where something is computed, a real worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe, Repairs, uniform
from edgeviz.core.spec import FLOAT16, FLOAT32, Granularity, activation_spec, weight_spec
from edgeviz.resources import resource
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.compare.models import FiguresModel, LayerDifferencesModel, row_text
from edgeviz.ui.compare.panel import ComparePanel
from edgeviz.ui.compare.pins import MOST, Pins
from edgeviz.ui.document import Document
from edgeviz.ui.opening import Opener
from tests.ui.panel_samples import chain, document_with, sample_evaluations

GRAPH = chain()
ROWS = sample_evaluations(GRAPH)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, ROWS, GRAPH)
    yield document
    document.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def panel(document: Document, jobs: Jobs, qtbot: QtBot) -> ComparePanel:
    panel = ComparePanel(document, jobs, Pins(document))
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    return panel


def text(panel: ComparePanel, quantity: str, column: int) -> str:
    row = panel.figures.names.index(quantity)
    return str(panel.figures.index(row, column).data())


def test_the_models_are_sound(panel: ComparePanel, document: Document) -> None:
    figures, layers = FiguresModel(), LayerDifferencesModel()
    for model in (figures, layers):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for columns in (panel.columns, (), panel.columns):
        figures.show(columns)
        layers.show(GRAPH, columns)
        layers.set_only_differences(False)
    assert figures.data(QModelIndex()) is None


def test_pinned_recipes_become_columns_and_stay_with_the_project(
    panel: ComparePanel, document: Document, qtbot: QtBot
) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    qtbot.mouseClick(panel.pin_button, Qt.MouseButton.LeftButton)
    document.adopt(ROWS[2].recipe, "four")
    qtbot.waitUntil(lambda: len(panel.columns) == 3)
    assert [column.recipe for column in panel.columns] == [Recipe(), ROWS[1].recipe, ROWS[2].recipe]
    assert panel.columns[2].name.endswith("(current)")
    assert document.store is not None
    assert document.store.read().settings["pins"] == [document.lasting_key(ROWS[1])]
    qtbot.mouseClick(panel.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.columns) == 2)


def test_a_recipe_that_was_not_measured_is_not_pinned_and_it_says_why(panel: ComparePanel, document: Document) -> None:
    said: list[str] = []
    panel.pins.said.connect(said.append)
    fresh = Recipe({GRAPH.layers[0].key: ROWS[1].recipe[GRAPH.layers[0].key]})
    panel.pins.toggle(fresh)
    assert not panel.pins.keys and "F9" in said[0]
    for row in ROWS[: MOST + 1]:
        panel.pins.toggle(row.recipe)
    assert len(panel.pins.keys) == MOST and "unpin" in said[-1]


def test_a_difference_within_the_intervals_is_not_called_better(panel: ComparePanel, document: Document) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    panel.refresh()
    row = panel.figures.names.index("accuracy")
    found = panel.figures.verdict_at(row, 1)
    assert found is not None and found.better is None and "clear" in found.reason.lower()
    document.adopt(ROWS[3].recipe, "two")
    panel.refresh()
    found = panel.figures.verdict_at(row, 1)
    assert found is not None and found.better is False
    size = panel.figures.verdict_at(panel.figures.names.index("size"), 1)
    assert size is not None and size.better is True


def test_another_reference_can_be_chosen(panel: ComparePanel, document: Document, qtbot: QtBot) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    panel.refresh()
    panel.reference_box.setFocus()
    qtbot.keyClick(panel.reference_box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.columns[0].recipe == ROWS[1].recipe)
    assert panel.columns[1].recipe == Recipe()


def test_only_layers_that_differ_are_listed_and_a_click_selects_one_everywhere(
    panel: ComparePanel, document: Document, qtbot: QtBot
) -> None:
    key = GRAPH.layers[2].key
    document.set_layers({key: ROWS[1].recipe[key]}, "one layer")
    panel.refresh()
    assert panel.layers.rowCount() == 1
    qtbot.mouseClick(
        panel.layers_view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.layers_view.visualRect(panel.layers.index(0, 0)).center(),
    )
    assert document.selection == (key,)
    panel.only_box.click()
    assert panel.layers.rowCount() == len(GRAPH.layers)


def test_repairs_kept_layers_and_calibration_are_differences_too(
    panel: ComparePanel, document: Document, qtbot: QtBot
) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    panel.refresh()
    assert panel.whole.isHidden(), "beside float only the widths differ"
    panel.pins.toggle_current()
    repairs = Repairs(correct_bias=True, adaround=2000)
    kept = (GRAPH.layers[0].key,)
    document.edit("all", recipe=replace(document.recipe, repairs=repairs, kept=kept, calibration=Calibration(500)))
    qtbot.waitUntil(lambda: len(panel.columns) == 3)
    panel.reference_box.setCurrentIndex(1)
    panel.refresh()
    assert panel.whole.isVisible() and panel.layers.rowCount() >= 1
    text = panel.whole.text()
    assert "repairs bias correction, AdaRound with 2,000 iterations (none)" in text
    assert f"kept at 8 bits or more {kept[0]} (none)" in text and "calibration 500 samples (256)" in text


def test_a_layer_with_the_same_widths_and_other_settings_says_which(panel: ComparePanel, document: Document) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    panel.pins.toggle_current()
    key = GRAPH.layers[1].key
    row = replace(document.recipe[key], weight=weight_spec(8, granularity=Granularity.TENSOR))
    document.set_layers({key: row}, "per tensor")
    panel.refresh()
    panel.reference_box.setCurrentIndex(1)
    panel.refresh()
    at = next(i for i, found in enumerate(panel.layers.rows) if found.layer.key == key)
    column = panel.layers.FIXED + [c.recipe for c in panel.columns].index(document.recipe)
    tip = panel.layers.index(at, column).data(Qt.ItemDataRole.ToolTipRole)
    assert "Differs from" in tip and "Weights: 8-bit integer, per tensor" in tip


def test_the_matrix_says_how_many_layers_changed_their_width(panel: ComparePanel, document: Document) -> None:
    document.adopt(ROWS[2].recipe, "four")
    panel.refresh()
    found = panel.matrices[0].transitions
    assert found is not None and found.layers.sum() == len(GRAPH.layers)
    assert "6 layers" in panel.matrices[0].accessibleDescription()
    panel.tabs.setCurrentIndex(1)
    assert not panel.grab().isNull()


def test_without_data_it_says_what_is_missing(panel: ComparePanel, document: Document) -> None:
    document.adopt(ROWS[1].recipe, "eight")
    panel.refresh()
    assert not panel.samples_button.isEnabled() and "Ctrl+D" in panel.samples_label.text()


@pytest.mark.slow
def test_changed_samples_and_another_model_on_the_demo(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    document, jobs = Document(), Jobs()
    Opener(document, jobs, tmp_path).open_demo()
    panel = ComparePanel(document, jobs, Pins(document))
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    try:
        worst = min(document.evaluations, key=lambda row: row.value("accuracy") or 1.0)
        document.adopt(worst.recipe, "worst")
        panel.refresh()
        qtbot.mouseClick(panel.samples_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: panel.grid.found is not None)
        found = panel.grid.found
        assert found is not None and found.lost > 100 and found.pictures is not None
        assert str(len(found)) in panel.samples_label.text().replace(",", "")
        panel.tabs.setCurrentIndex(2)
        assert not panel.grab().isNull()
        panel.model_diff.compare_with(str(resource("demo", "digits.onnx")))
        qtbot.waitUntil(lambda: panel.model_diff.diff is not None)
        assert panel.model_diff.diff is not None and panel.model_diff.diff.is_same
        assert panel.model_diff.tree.topLevelItemCount() == 0
        panel.model_diff.everything.click()
        assert panel.model_diff.tree.topLevelItemCount() > 10
        broken = tmp_path / "broken.onnx"
        broken.write_bytes(b"not a model")
        said: list[object] = []
        panel.model_diff.failed.connect(said.append)
        panel.model_diff.compare_with(str(broken))
        qtbot.waitUntil(lambda: bool(said))
        assert "broken.onnx" in panel.model_diff.summary.text()
    finally:
        jobs.shutdown()
        document.close()


def test_a_long_name_of_a_recipe_does_not_push_the_other_columns_out(panel: ComparePanel, document: Document) -> None:
    recipe = replace(ROWS[3].recipe, repairs=Repairs(equalize=True, correct_bias=True, adaround=200))
    document.adopt(recipe, "repairs")
    panel.resize(440, 600)
    panel.refresh()
    name = str(panel.figures.headerData(1, Qt.Orientation.Horizontal))
    for view, column in ((panel.figures_view, 1), (panel.layers_view, 3)):
        header = view.horizontalHeader()
        assert header.fontMetrics().horizontalAdvance(name) > 160 >= header.sectionSize(column)
        assert view.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == name


def test_a_long_name_of_a_recipe_is_whole_where_there_is_room(panel: ComparePanel, document: Document) -> None:
    recipe = replace(ROWS[3].recipe, repairs=Repairs(equalize=True, correct_bias=True, adaround=200))
    document.adopt(recipe, "repairs")
    panel.resize(1100, 600)
    panel.refresh()
    name = str(panel.figures.headerData(1, Qt.Orientation.Horizontal))
    header = panel.figures_view.horizontalHeader()
    assert header.sectionSize(1) > header.fontMetrics().horizontalAdvance(name)


def test_a_layer_in_half_precision_is_called_so() -> None:
    assert row_text(LayerRecipe(FLOAT16, FLOAT16), True) == "FP16"
    assert row_text(LayerRecipe(FLOAT16, FLOAT32), True) == "WFP16 AFP32"
    assert row_text(LayerRecipe(weight_spec(8), activation_spec(8)), True) == "W8 A8"


def test_a_panel_that_nobody_sees_waits_until_it_is_seen(qtbot: QtBot, panel: ComparePanel) -> None:
    panel.hide()
    before = panel.columns
    panel.document.adopt(uniform([layer.key for layer in panel.document.graph.layers], 3, 8), "unseen")
    qtbot.wait(200)
    assert panel.columns is before
    panel.show()
    assert any(column.recipe == panel.document.recipe for column in panel.columns)


def test_where_nothing_differs_a_sentence_says_why_and_what_to_do(
    panel: ComparePanel, document: Document, qtbot: QtBot
) -> None:
    panel.refresh()
    assert "pin points" in panel.layers_note.text() and panel.layers_note.isVisible()
    assert not panel.layers_view.isVisible()
    document.adopt(Recipe({GRAPH.layers[0].key: LayerRecipe(weight_spec(4))}), "Edit")
    panel.refresh()
    assert panel.layers_view.isVisible() and not panel.layers_note.isVisible()
    document.undo_stack.undo()
    panel.refresh()
    qtbot.mouseClick(panel.only_box, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.only_box.height() // 2))
    assert panel.layers_view.isVisible() and len(panel.layers.rows) == len(GRAPH.layers)
