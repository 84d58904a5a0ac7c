"""Parallel coordinates, with real clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.ui.document import Document
from edgeviz.ui.parallel.panel import COALESCE, ParallelPanel
from edgeviz.ui.parallel.table import lines, nearest_line
from tests.ui.panel_samples import chain, document_with, sample_evaluations

GRAPH = chain()
ROWS = sample_evaluations(GRAPH)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, ROWS, GRAPH)
    yield document
    document.close()


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> ParallelPanel:
    panel = ParallelPanel(document)
    qtbot.addWidget(panel)
    panel.resize(700, 320)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.wait(2 * COALESCE)
    return panel


def axis_point(panel: ParallelPanel, name: str, height: float) -> QPoint:
    return QPoint(round(panel._x(panel.lines.names.index(name))), round(panel._y(height)))


def between(panel: ParallelPanel, row: int) -> QPoint:
    (x0, y0), (x1, y1) = panel._corners(row)[:2]
    return QPoint(round((x0 + x1) / 2), round((y0 + y1) / 2))


def test_axes_are_those_on_which_recipes_differ_and_better_is_up() -> None:
    found = lines(GRAPH, ROWS, lambda evaluation, name: evaluation.metrics.get(name))
    assert found.names[:2] == ("accuracy", "size") and "macs" not in found.names
    heights = found.heights()
    accuracy, size = (found.values[:, found.names.index(name)] for name in ("accuracy", "size"))
    assert heights[accuracy.argmax(), 0] == 1 and heights[size.argmin(), 1] == 1
    assert np.nanmin(heights) == 0 and np.nanmax(heights) == 1


def test_the_nearest_line_is_found_between_axes_and_unknown_values_are_passed_over() -> None:
    heights = np.array([[0.0, 1.0], [0.5, 0.5], [np.nan, 0.2]])
    assert nearest_line(heights, 0, 0.5, 0.52, 0.1) in (0, 1)
    assert nearest_line(heights, 0, 0.1, 0.1, 0.05) == 0
    assert nearest_line(heights, 0, 0.1, 0.9, 0.05) is None
    assert nearest_line(heights[2:], 0, 0.5, 0.2, 0.5) is None


def test_a_click_on_a_line_adopts_its_recipe_and_undo_brings_the_old_one_back(
    panel: ParallelPanel, document: Document, qtbot: QtBot
) -> None:
    before = document.recipe
    free = (r for r in range(len(panel.lines)) if panel._line_at(between(panel, r).toPointF()) == r != panel.current)
    row = next(free)
    qtbot.mouseMove(panel, between(panel, row))
    assert panel.hovered == row and panel.card.isVisible()
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=between(panel, row))
    adopted = document.recipe
    assert adopted != before and adopted.hash in {e.recipe.hash for e in ROWS}
    qtbot.wait(2 * COALESCE)
    assert panel.current is not None and panel.lines.evaluations[panel.current].recipe == adopted
    document.undo_stack.undo()
    assert document.recipe == before


def test_dragging_on_an_axis_filters_and_a_click_on_it_takes_the_range_away(panel: ParallelPanel, qtbot: QtBot) -> None:
    said: list[object] = []
    panel.filtered.connect(said.append)
    qtbot.mousePress(panel, Qt.MouseButton.LeftButton, pos=axis_point(panel, "accuracy", 1.0))
    qtbot.mouseMove(panel, axis_point(panel, "accuracy", 0.9))
    qtbot.mouseRelease(panel, Qt.MouseButton.LeftButton, pos=axis_point(panel, "accuracy", 0.9))
    heights = panel.lines.heights()[:, 0]
    low, _ = panel.limits["accuracy"]
    assert abs(low - 0.9) < 0.02
    assert said[-1] == {e.recipe.hash for e, h in zip(panel.lines.evaluations, heights, strict=True) if h >= low}
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=axis_point(panel, "accuracy", 0.95))
    assert not panel.limits and said[-1] is None


def test_the_keyboard_walks_adopts_and_clears(panel: ParallelPanel, document: Document, qtbot: QtBot) -> None:
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Right)
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert panel.hovered is not None and panel.card.isVisible()
    wanted = panel.lines.evaluations[panel.hovered].recipe
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert document.recipe == wanted
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.hovered is None and not panel.card.isVisible()


def test_without_recipes_it_says_what_will_be_here(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    document = document_with(tmp_path, [], GRAPH)
    panel = ParallelPanel(document)
    qtbot.addWidget(panel)
    panel.resize(500, 200)
    panel.grab()
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert not len(panel.lines.names) and document.recipe.is_float32
    document.close()
