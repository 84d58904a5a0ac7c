"""The whole story in one window, with real clicks and keys and the real worker; states are compared, not pixels."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from edgeviz.core.graph_view import Kind
from edgeviz.core.recipe import Recipe
from edgeviz.resources import resource
from edgeviz.ui.dialogs.export_dialog import ExportDialog
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.layers.model import Column
from edgeviz.ui.main_window import MainWindow
from tests.ui.graph_panels import middle

LEFT, NONE, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "data", settings)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    qtbot.waitActive(window)
    yield window
    window.close()


@dataclass(frozen=True)
class State:
    """What the document holds and what undo and redo would do, compared as one."""

    recipe: Recipe
    selection: tuple[str, ...]
    undo: str
    redo: str
    size: float

    @classmethod
    def of(cls, window: MainWindow) -> State:
        document = window.document
        stack = document.undo_stack
        size = document.metrics()["size"].value
        return cls(document.recipe, document.selection, stack.undoText(), stack.redoText(), size)


def selected_everywhere(window: MainWindow) -> dict[str, list[str]]:
    """The keys that each view shows as selected."""
    layers, heat, plan = window.layers, window.sensitivity, window.network.plan
    show = window.network.canvas.show_
    assert plan is not None and show is not None
    rows = [layers.proxy.mapToSource(index).row() for index in layers.view.selectionModel().selectedRows()]
    heat_rows = [index.row() for index in heat.view.selectionModel().selectedRows()]
    return {
        "table": [layers.model.layers[row].key for row in rows],
        "network": [key for box in show.selected for key in window.network.selecting.keys_in(box)],
        "sensitivity": [heat.model.layers[row].key for row in heat_rows],
        "inspector": [window.inspector._facts.name.text()],
    }


def weight_texts(window: MainWindow, key: str) -> tuple[str, str]:
    """The weight bits of a layer as the table shows them, and as the inspector's drop-down does."""
    layers = window.layers
    row = layers.model.row_of(key)
    assert row is not None
    bits = window.inspector._settings[Part.WEIGHT]._bits
    return str(layers.model.index(row, Column.WEIGHT).data()), bits.currentText()


def box_of(window: MainWindow, key: str) -> str:
    """The box of a layer in the network, with all groups open."""
    plan = window.network.plan
    assert plan is not None
    keys_in = window.network.selecting.keys_in
    return next(
        box for box in plan.picture.index if plan.tree.boxes[box].kind is not Kind.GROUP and keys_in(box) == [key]
    )


def open_from_the_start_page(window: MainWindow, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    button = window.start_page.findChild(QPushButton, "openModelButton")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: window.document.data is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.network.plan is not None, timeout=PATIENCE)


def choose_in_the_graph_menu(window: MainWindow, qtbot: QtBot, at: QPoint, submenu: str, entry: str) -> None:
    """The right button on a box, then clicks along the menus."""
    canvas = window.network.canvas
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)
    menu = window.network.findChildren(QMenu, "graphMenu")[-1]
    qtbot.waitUntil(menu.isVisible)
    opener = next(action for action in menu.actions() if action.menu() and action.menu().objectName() == submenu)
    qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(opener).center())
    inner = opener.menu()
    qtbot.waitUntil(inner.isVisible)
    chosen = next(action for action in inner.actions() if action.text() == entry)
    qtbot.mouseClick(inner, LEFT, NONE, inner.actionGeometry(chosen).center())
    qtbot.waitUntil(lambda: not menu.isVisible())


def undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)


def test_open_select_edit_undo_adopt_compare_export(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document

    # Open a model file: layers, network and data that fit are there, nothing is changed yet.
    model = Path(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "mine.onnx"))
    open_from_the_start_page(window, qtbot, model, monkeypatch)
    assert document.graph is not None and document.data is not None and document.data.source == "digits"
    assert window.pages.currentWidget() is window.layers and window.network.isVisible()
    assert document.recipe.is_float32 and not document.undo_stack.canUndo()
    keys = [layer.key for layer in document.graph.layers]

    # Select a layer in the network: all views follow.
    key = keys[1]
    window.network.expand_all()
    qtbot.waitUntil(lambda: window.network.plan is not None and bool(window.network.plan.expanded))
    document.select([key])  # brings the box into sight, as a hand on the mouse would
    document.select([])
    canvas = window.network.canvas
    box = box_of(window, key)
    qtbot.waitUntil(lambda: canvas.rect().contains(canvas.box_rect(box).center().toPoint()))
    at = middle(window.network, box)
    qtbot.mouseClick(canvas, LEFT, NONE, at)
    assert document.selection == (key,)
    everywhere = selected_everywhere(window)
    assert all(keys_shown == [key] for keys_shown in everywhere.values()), everywhere
    opened = State.of(window)

    # Change its bits by a key in the network, and again from the context menu; table and inspector say so.
    qtbot.keyClick(canvas, Qt.Key.Key_4)
    assert document.recipe[key].weight.bits == 4 and weight_texts(window, key) == ("4", "4 integer")
    by_key = State.of(window)
    assert by_key.undo == "Weights at 4" and by_key.size < opened.size and by_key.selection == (key,)
    choose_in_the_graph_menu(window, qtbot, at, "weightBitsMenu", "6")
    by_menu = State.of(window)
    assert weight_texts(window, key) == ("6", "6 integer") and by_menu.undo == "Weights at 6"
    assert by_key.size < by_menu.size < opened.size
    assert [document.recipe[k].weight.bits for k in keys if k != key] == [32] * (len(keys) - 1)

    # Undo goes back through the very same states, redo forward.
    undo(window, qtbot)
    assert State.of(window) == State(by_key.recipe, (key,), by_key.undo, by_menu.undo, by_key.size)
    undo(window, qtbot)
    assert State.of(window) == State(opened.recipe, (key,), "", by_key.undo, opened.size)
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert State.of(window) == State(by_key.recipe, (key,), by_key.undo, by_menu.undo, by_key.size)

    # Measure the uniform widths (Shift+F9), and adopt a point of the front by a click on it.
    qtbot.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(document.evaluations) >= 3 and not window.jobs.running, timeout=PATIENCE)
    plot = window.tradeoff
    qtbot.waitUntil(lambda: len(plot.cloud) == len(document.evaluations))
    front = [int(row) for row in plot.cloud.front if plot.cloud.evaluations[row].recipe != document.recipe]
    chosen = plot.cloud.evaluations[front[0]]
    spot = plot.canvas.to_pixels(float(plot._view_x[front[0]]), float(plot._view_y[front[0]])).toPoint()
    qtbot.mouseMove(plot.canvas.viewport(), spot + QPoint(3, 2))
    qtbot.mouseMove(plot.canvas.viewport(), spot)
    qtbot.mouseClick(plot.canvas.viewport(), LEFT, NONE, spot)
    qtbot.waitUntil(lambda: document.recipe == chosen.recipe)
    adopted = State.of(window)
    assert adopted.undo == f"Adopt {plot.name_of(chosen)}" and adopted.selection == (key,)
    accuracy = document.figure("accuracy")
    assert not accuracy.stale and accuracy.metric is not None
    assert accuracy.metric.value == pytest.approx(chosen.metrics["accuracy"].value)
    bits = str(chosen.recipe[key].weight.bits)
    assert weight_texts(window, key)[0].startswith(bits)

    # Compare it, pinned, with another one: the columns are the float model, the pin and the current recipe.
    switch = window.findChild(QToolButton, "workspaceButton_compare")
    assert switch is not None
    qtbot.mouseClick(switch, LEFT)
    compare = window.compare
    qtbot.waitUntil(compare.isVisible)
    qtbot.waitUntil(lambda: compare.pin_button.isEnabled() and len(compare.columns) == 2)
    qtbot.mouseClick(compare.pin_button, LEFT)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: [c.recipe for c in compare.columns] == [Recipe(), chosen.recipe, by_key.recipe])
    recipes = (Recipe(), chosen.recipe, by_key.recipe)
    sizes = [column.metrics["size"].value for column in compare.columns]
    assert sizes == [document.metrics(recipe)["size"].value for recipe in recipes]
    assert sizes[1] == adopted.size == min(sizes)
    assert compare.layers.rowCount() == len(keys)
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: [c.recipe for c in compare.columns] == [Recipe(), chosen.recipe])
    assert State.of(window) == adopted

    # Export what was adopted: a file that onnxruntime runs, with the widths of the recipe in it.
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    (dialog,) = window.findChildren(ExportDialog)
    target = tmp_path / "out.onnx"
    dialog.path_edit.setFocus()
    dialog.path_edit.selectAll()
    qtbot.keyClicks(dialog.path_edit, str(target))
    qtbot.mouseClick(dialog.export_button, LEFT)
    qtbot.waitUntil(lambda: dialog.report is not None or bool(dialog.problem.text()), timeout=PATIENCE)
    assert dialog.report is not None, dialog.problem.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    exported = onnx.load(target)
    assert any(node.op_type == "DequantizeLinear" for node in exported.graph.node)
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    (entry,) = session.get_inputs()
    shape = [size if isinstance(size, int) else 2 for size in entry.shape]
    (scores,) = session.run(None, {entry.name: np.zeros(shape, np.float32)})
    assert scores.shape == (shape[0], 10) and np.isfinite(scores).all()
    assert State.of(window) == adopted
