"""Trained models among the points: seen on the plot, adopted by a click, left again by undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.naming import Kind
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainedModel, TrainRequest
from edgeviz.project import trained
from edgeviz.project.store import context_hash
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.compare.panel import ComparePanel
from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.document import Document
from edgeviz.ui.figure_bar import FigureBar
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.core.builders import residual_graph
from tests.ui.conftest import document_of, evaluation, uniform_recipe

QAT = "4 bit, trained"


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """A float model of 90 %, and one trained from it for W4A8: 88 % at a fifth of the size."""
    document = document_of(residual_graph(), tmp_path)
    assert document.store is not None and document.project.model is not None
    document.store.add_evaluation(document.context, evaluation(Recipe(), 0.90, 1000.0))
    four = uniform_recipe(document, 4, 8)
    path = tmp_path / "trained.onnx"
    path.write_bytes(b"other weights")
    graph = replace(residual_graph(), name="trained")
    rows = (evaluation(four, 0.88, 200.0),)
    parent = document.project.model.sha256
    made = TrainedModel(str(path), QAT, graph, parent, four, TrainRequest(recipe=four), rows)
    trained.save(document.store, made, document.data, "Train")
    document._reset()
    yield document
    document.close()


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> TradeoffPanel:
    panel = TradeoffPanel(document)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    qtbot.waitUntil(lambda: len(panel.cloud) == 2)
    return panel


def click(panel: TradeoffPanel, row: int, qtbot: QtBot) -> None:
    at = panel.canvas.to_pixels(float(panel._view_x[row]), float(panel._view_y[row])).toPoint()
    qtbot.mouseMove(panel.canvas.viewport(), at)
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_trained_model_opens_it_and_undo_brings_the_old_one_back(
    panel: TradeoffPanel, document: Document, qtbot: QtBot
) -> None:
    row = next(i for i, e in enumerate(panel.cloud.evaluations) if e.model)
    assert panel.cloud.kinds[row] == Kind.OTHER
    assert panel.name_of(panel.cloud.evaluations[row]) == QAT
    parent, four = document.project.model, uniform_recipe(document, 4, 8)
    with qtbot.waitSignal(document.modelChanged):
        click(panel, row, qtbot)
    assert document.graph is not None and document.graph.name == "trained"
    assert document.recipe == four
    assert [e.recipe for e in document.evaluations] == [four]
    assert [e.recipe for e in document.family] == [Recipe()], "the model it came from stays among the points"
    figure = document.figure("accuracy")
    assert figure.metric is not None and figure.metric.value == 0.88
    assert figure.baseline is not None and figure.baseline.value == 0.90, "held against the model it came from"
    assert document.store is not None and document.store.read().recipe == four
    qtbot.waitUntil(lambda: Kind.FLOAT in panel.cloud.kinds)
    document.undo_stack.undo()
    assert document.project.model == parent and document.recipe == Recipe()
    assert [e.name for e in document.family] == [QAT]
    document.undo_stack.redo()
    assert document.graph.name == "trained"


def test_every_figure_of_a_trained_model_is_held_against_the_model_it_came_from(
    document: Document, qtbot: QtBot
) -> None:
    bar = FigureBar(document)
    qtbot.addWidget(bar)
    document.adopt_evaluation(document.family[0], QAT)
    bar.refresh()
    assert bar.cells["size"].state.change == "▼80 %"
    assert bar.cells["size"].state.better is True


def test_the_float_weights_behind_a_quantized_model_are_no_point_unless_they_are_chosen(
    panel: TradeoffPanel, document: Document, qtbot: QtBot
) -> None:
    (sha256,) = document.trained
    assert document.store is not None
    document.store.add_evaluation(context_hash(sha256, document.data), evaluation(Recipe(), 0.12, 1000.0))
    document.take_trained()
    assert [e.name for e in document.family] == [QAT], "they are nothing that was trained"
    document.adopt_evaluation(document.family[0], "adopt")
    assert len(document.evaluations) == 2
    assert [e.recipe.is_float32 for e in document.points] == [False]
    document.edit("Float", recipe=Recipe())
    qtbot.waitUntil(lambda: len(panel.cloud) == 3)
    (shadow,) = [e for e in panel.cloud.evaluations if e.recipe.is_float32 and not e.model]
    assert "Shadow" in panel.name_of(shadow)
    assert panel.cloud.kinds[panel.cloud.evaluations.index(shadow)] == Kind.OTHER


def test_the_card_compares_a_trained_model_with_the_float_one(panel: TradeoffPanel, document: Document) -> None:
    row = next(i for i, e in enumerate(panel.cloud.evaluations) if e.model)
    texts = panel._comparisons(panel.cloud.evaluations[row])
    assert [text for text, _ in texts] == ["Against float"]
    assert texts[0][1].difference == pytest.approx(-0.02)


def test_a_trained_model_that_is_pinned_stands_beside_the_others_whichever_is_open(
    document: Document, qtbot: QtBot
) -> None:
    jobs, pins = Jobs(), Pins(document)
    compare = ComparePanel(document, jobs, pins)
    qtbot.addWidget(compare)
    compare.resize(900, 600)
    compare.show()
    pins.add(document.family)
    qtbot.waitUntil(lambda: len(compare.columns) == 2)
    assert {column.name for column in compare.columns} == {QAT, "Float (current)"}
    document.adopt_evaluation(document.family[0], "adopt")
    qtbot.waitUntil(lambda: any("trained" in c.name and "(current)" in c.name for c in compare.columns))
    assert [row.name for row in pins.evaluations] == [QAT], "the same evaluation, now of the open model"
    assert "Float" in compare.columns[0].name, "what it was trained from"
    jobs.shutdown()


def test_a_trained_model_is_removed_only_while_another_is_open(document: Document) -> None:
    (found,) = document.trained
    document.adopt_evaluation(document.family[0], "adopt")
    document.remove_trained(found)
    assert found in document.trained
    document.undo_stack.undo()
    document.remove_trained(found)
    assert document.trained == {} and document.family == ()
