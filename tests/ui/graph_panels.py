"""A graph panel in a window of its own, and real clicks and keys in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from pytestqt.qtbot import QtBot

from edgeviz.core.graph import ModelGraph
from edgeviz.project.values import ModelRecord
from edgeviz.ui.document import Document
from edgeviz.ui.graph.panel import GraphPanel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def panel_for(qtbot: QtBot, document: Document, settings: QSettings | None = None, size=(900, 420)) -> GraphPanel:
    panel = GraphPanel(document, settings)
    qtbot.addWidget(panel)
    panel.resize(*size)
    panel.show()
    qtbot.waitActive(panel)
    panel.canvas.setFocus()
    return panel


def preview(graph: ModelGraph, document: Document | None = None) -> Document:
    """A document that shows ``graph``, without a project file."""
    document = document or Document()
    document.show_preview(ModelRecord(f"{graph.name}.onnx", f"/nowhere/{graph.name}.onnx", "f" * 64, graph))
    return document


def settings_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)


def middle(panel: GraphPanel, box: str) -> QPoint:
    """Where to click for a box; of an open group its title."""
    rect = panel.canvas.box_rect(box)
    assert not rect.isEmpty(), box
    is_open = panel.plan is not None and box in panel.plan.expanded
    at = QPoint(round(rect.left()) + 12, round(rect.top()) + 8) if is_open else rect.center().toPoint()
    assert panel.canvas.rect().contains(at), f"{box} is out of sight"
    return at


def click(qtbot: QtBot, panel: GraphPanel, box: str, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(panel.canvas, LEFT, modifier, middle(panel, box))


def double_click(qtbot: QtBot, panel: GraphPanel, box: str) -> None:
    at = middle(panel, box)
    qtbot.mouseClick(panel.canvas, LEFT, NONE, at)
    qtbot.mouseDClick(panel.canvas, LEFT, NONE, at)


def keys(qtbot: QtBot, panel: GraphPanel, *found: Qt.Key) -> None:
    for key in found:
        qtbot.keyClick(panel.canvas, key)


def background(panel: GraphPanel) -> QPoint:
    """A place with no box."""
    for y in range(panel.canvas.height() - 3, 0, -7):
        for x in range(3, panel.canvas.width(), 7):
            if not panel.canvas.box_at(QPoint(x, y).toPointF()):
                return QPoint(x, y)
    raise AssertionError("the network fills the canvas")
