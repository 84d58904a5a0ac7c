"""Layers that must share a representation are shown so and edited together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.spec import Granularity, activation_spec
from edgeviz.ui import theme
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.panel import InspectorPanel
from edgeviz.ui.layers import clipboard
from edgeviz.ui.layers.delegates import MARK, chip_rect
from edgeviz.ui.layers.model import TIE_ROLE, Column, Tie
from edgeviz.ui.layers.panel import LayersPanel
from edgeviz.ui.layers.tying import SETTING
from edgeviz.ui.main_window import MainWindow
from tests.core.builders import residual_graph
from tests.ui.conftest import document_of

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYS = ["conv1", "conv2", "fc"]


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> LayersPanel:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    qtbot.waitActive(panel)
    panel.view.setFocus()
    return panel


def at(panel: LayersPanel, row: int, column: Column) -> QPoint:
    return chip_rect(panel.view.visualRect(panel.proxy.index(row, column))).center()


def click(qtbot: QtBot, panel: LayersPanel, row: int, column: Column = Column.NAME) -> None:
    qtbot.mouseClick(panel.view.viewport(), LEFT, NONE, at(panel, row, column))


def ties(panel: LayersPanel, column: Column) -> list[Tie]:
    return [panel.model.index(row, column).data(TIE_ROLE) for row in range(3)]


def activations(document: Document) -> list[int]:
    return [document.recipe[key].activation.bits for key in KEYS]


def action(panel: LayersPanel, name: str):
    return next(one for one in panel.actions() if one.objectName() == name)


def test_tied_cells_carry_a_mark_and_name_their_partners(panel: LayersPanel) -> None:
    assert ties(panel, Column.ACTIVATION) == [Tie.TIED, Tie.TIED, Tie.FREE]
    assert ties(panel, Column.WEIGHT) == [Tie.FREE] * 3
    index = panel.model.index(0, Column.ACTIVATION)
    assert "tied with conv2: they read or write tensors that are stored once" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", tied")


def test_the_mark_is_drawn_beside_the_chip(panel: LayersPanel, document: Document) -> None:
    def marked(row: int) -> bool:
        rect = panel.view.visualRect(panel.proxy.index(row, Column.ACTIVATION))
        chip = chip_rect(rect)
        image = panel.view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        room = range(round((chip.right() + 3) * ratio), round((chip.right() + MARK) * ratio))
        line = {image.pixel(x, round((chip.center().y() + 0.5) * ratio)) for x in room}
        return len(line) > 1

    assert [marked(row) for row in range(3)] == [True, True, False]


def test_a_key_sets_the_activation_bits_of_the_whole_group_in_one_step(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, 1)
    qtbot.keyClick(panel.view, Qt.Key.Key_4, ALT)
    assert activations(document) == [4, 4, 32]
    assert panel._status.text() == "Activations at 4: 2 layers, 1 of them by ties"
    qtbot.keyClick(panel.view, Qt.Key.Key_8)
    assert [document.recipe[key].weight.bits for key in KEYS] == [32, 8, 32]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.recipe == Recipe() and not document.undo_stack.canUndo()


def test_the_drop_down_of_a_chip_sets_the_group(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0, Column.ACTIVATION)
    menu = panel.findChild(QMenu, "activationBitsMenu")
    qtbot.waitUntil(menu.isVisible)
    entry = next(one for one in menu.actions() if one.text() == "6")
    qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(entry).center())
    assert activations(document) == [6, 6, 32]
    document.undo_stack.undo()
    assert activations(document) == [32, 32, 32]


def test_delete_resets_the_group(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    document.adopt(uniform(KEYS, 8, 8), "start")
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert activations(document) == [32, 32, 8]
    assert [document.recipe[key].weight.bits for key in KEYS] == [32, 8, 8]


def test_what_is_pasted_onto_one_layer_reaches_its_group(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    QApplication.clipboard().setText("8\t4")
    qtbot.keyClick(panel.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert activations(document) == [4, 4, 32]
    assert [document.recipe[key].weight.bits for key in KEYS] == [8, 32, 32]
    document.undo_stack.undo()
    assert document.recipe.is_float32
    assert clipboard.from_table("8\t4")


def test_the_inspectors_combos_set_the_group(qtbot: QtBot, document: Document) -> None:
    jobs = Jobs()
    inspector = InspectorPanel(document, jobs)
    qtbot.addWidget(inspector)
    document.adopt(uniform(KEYS, 8, 8), "start")
    document.select(["conv2"])
    combo = inspector.findChild(QComboBox, "activationSymmetry")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert [document.recipe[key].activation.symmetric for key in KEYS] == [True, True, False]
    document.undo_stack.undo()
    assert document.recipe == uniform(KEYS, 8, 8)
    jobs.shutdown()


def test_apart_only_the_selected_layer_changes_and_the_broken_tie_is_shown(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    action(panel, "layersEditTied").trigger()
    assert not document.tying.enabled
    click(qtbot, panel, 1)
    qtbot.keyClick(panel.view, Qt.Key.Key_4, ALT)
    assert activations(document) == [32, 4, 32]
    assert ties(panel, Column.ACTIVATION) == [Tie.BROKEN, Tie.BROKEN, Tie.FREE]
    tip = panel.model.index(0, Column.ACTIVATION).data(Qt.ItemDataRole.ToolTipRole)
    assert "conv2" in tip and "different activation bits" in tip
    panel._show_status()
    assert "⚠ 2 differ from layers they are tied to" in panel._status.text()
    action(panel, "layersEditTied").trigger()
    qtbot.keyClick(panel.view, Qt.Key.Key_8, ALT)
    assert activations(document) == [8, 8, 32]
    assert ties(panel, Column.ACTIVATION) == [Tie.TIED, Tie.TIED, Tie.FREE]
    document.undo_stack.undo()
    assert ties(panel, Column.ACTIVATION) == [Tie.BROKEN, Tie.BROKEN, Tie.FREE]


def test_mending_a_partner_announces_the_rows_whose_mark_goes(panel: LayersPanel, document: Document) -> None:
    recipe = uniform(KEYS, 8, 8)
    narrow = replace(recipe["conv2"], activation=activation_spec(4))
    document.adopt(recipe.with_layers({"conv2": narrow}), "apart")
    ranges = []
    panel.model.dataChanged.connect(lambda first, last, *_: ranges.append((first.row(), last.row())))
    document.adopt(recipe, "together")
    assert ranges == [(0, 1)]


def test_shared_weights_copy_all_settings(qtbot: QtBot, tmp_path: Path) -> None:
    graph = residual_graph()
    first, second, last = graph.layers
    shared = replace(graph, name="shared", layers=(first, replace(second, weight=first.weight), last))
    document = document_of(shared, tmp_path)
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    document.select(["conv1"])
    action(panel, "weightBits4").trigger()
    action(panel, "weightSet-tensor").trigger()
    assert document.recipe["conv2"].weight == document.recipe["conv1"].weight
    assert document.recipe["conv2"].weight.granularity is Granularity.TENSOR
    assert ties(panel, Column.WEIGHT) == [Tie.TIED, Tie.TIED, Tie.FREE]
    document.close()


def test_tied_layers_are_selected_by_name_of_the_action(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    select = action(panel, "layersSelectTied")
    click(qtbot, panel, 2)
    assert not select.isEnabled()
    click(qtbot, panel, 1)
    assert select.isEnabled()
    qtbot.keyClick(panel.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert document.selection == ("conv1", "conv2")


def test_ends_at_eight_bits_take_what_is_tied_to_them_along(panel: LayersPanel, document: Document) -> None:
    action(panel, "preset-ends-4/4").trigger()
    assert activations(document) == [8, 8, 8]
    assert [document.recipe[key].weight.bits for key in KEYS] == [8, 4, 8]
    assert not panel.model.broken
    action(panel, "layersEditTied").trigger()
    action(panel, "preset-ends-4/4").trigger()
    assert activations(document) == [8, 4, 8] and panel.model.broken == {"conv1", "conv2"}


def test_whether_ties_are_followed_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for expected in (True, False):
        window = MainWindow(tmp_path, settings)
        qtbot.addWidget(window)
        assert window.document.tying.enabled is expected
        toggle = action(window.layers, "layersEditTied")
        assert toggle.isChecked() is expected
        if expected:
            toggle.trigger()
        window.close()
    assert settings.value(SETTING, type=bool) is False
    assert theme.current()
