"""The surface of the network: how a picture is first seen while the window gets its size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from edgeviz.ui.document import Document
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.graph.showing import View
from tests.core.builders import wide_graph
from tests.ui.graph_panels import panel_for, preview
from tests.ui.small_model import small_document


def test_a_picture_that_nobody_moved_is_placed_anew_when_the_canvas_gets_its_size(qtbot: QtBot) -> None:
    document = small_document(30)
    panel = GraphPanel(document)
    qtbot.addWidget(panel)
    panel.resize(900, 90)
    panel.show()
    qtbot.waitUntil(lambda: panel.canvas.show_ is not None)
    canvas = panel.canvas
    panel.resize(900, 320)
    qtbot.waitUntil(lambda: canvas.height() > 200)
    height = canvas.show_.picture.size[1] * canvas.view.scale
    assert abs(canvas.view.dy - (canvas.height() - height) / 2) <= 1
    canvas.zoom_at(QPointF(100, 100), 1.3)
    moved = canvas.view
    panel.resize(900, 380)
    qtbot.waitUntil(lambda: canvas.height() > 260)
    assert canvas.view == moved


def test_behind_another_tab_the_first_view_waits_at_the_start(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    document = Document()
    panel = GraphPanel(document)
    network, other = QDockWidget("Network", window), QDockWidget("Inspector", window)
    network.setWidget(panel)
    other.setWidget(QLabel("Inspector"))
    for dock in (network, other):
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.tabifyDockWidget(network, other)
    window.resize(900, 600)
    other.raise_()
    window.show()
    qtbot.waitExposed(window)
    graph = wide_graph(40)
    preview(graph, document)
    qtbot.waitUntil(lambda: panel.plan is not None)
    panel.expand_all()
    canvas = panel.canvas
    qtbot.waitUntil(lambda: canvas.visibleRegion().isEmpty())
    canvas.begin()
    start = canvas.view
    document.select([graph.layers[-1].key])
    assert canvas.view != start, "the view follows a selection, seen or not"
    document.select([])
    assert canvas.view == start and not panel.current
    network.raise_()
    qtbot.waitUntil(lambda: not canvas.visibleRegion().isEmpty())
    seen = canvas.view
    canvas.begin()
    assert canvas.view == seen


def test_a_box_too_high_for_a_low_panel_does_not_move_the_start_out_of_sight(qtbot: QtBot, document: Document) -> None:
    panel = panel_for(qtbot, document)
    canvas = panel.canvas
    canvas.set_view(View(1.0, 12, 12))
    first = next(box for box in panel.plan.picture.ids[1:] if not canvas.box_rect(box).isEmpty())  # type: ignore[union-attr]
    left = canvas.box_rect(first).left()
    canvas.resize(canvas.width(), 40)
    canvas.set_view(View(1.0, 12, 12))
    canvas.bring_in(first)
    assert canvas.box_rect(first).left() == left, "it already was in sight that way"
    assert canvas.box_rect(first).center().y() == pytest.approx(20, abs=1)
