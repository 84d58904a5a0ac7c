"""The surface of the network: how a picture is first seen while the window gets its size."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from edgeviz.ui.graph.panel import GraphPanel
from tests.ui.small_model import small_document


def test_a_picture_that_nobody_moved_is_placed_anew_when_the_canvas_gets_its_size(qtbot: QtBot) -> None:
    document = small_document(30)
    panel = GraphPanel(document)
    qtbot.addWidget(panel)
    panel.resize(900, 90)
    panel.show()
    qtbot.waitUntil(lambda: panel.canvas.show_ is not None, timeout=10_000)
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
