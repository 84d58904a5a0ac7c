"""The network: selecting, editing, opening groups, searching and walking in it, with real clicks and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from edgeviz.core.graph_view import Kind
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.ui.document import Document
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.main_window import MainWindow
from tests.core.builders import residual_graph
from tests.core.networks import module_graph
from tests.ui.conftest import document_of
from tests.ui.graph_panels import (
    ALT,
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    background,
    click,
    double_click,
    keys,
    middle,
    panel_for,
    preview,
    settings_in,
)

CONV1, RELU, CONV2, ADD, POOL, FC = (f"#{at}" for at in range(6))
BLOCK = "/stage0/block0"


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> GraphPanel:
    return panel_for(qtbot, document)


@pytest.fixture
def modules(qtbot: QtBot) -> GraphPanel:
    """Stages of blocks, in a panel that shows all of them."""
    panel = panel_for(qtbot, preview(module_graph()), size=(1700, 500))
    panel.canvas.fit()
    return panel


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(tmp_path, settings_in(tmp_path))
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.document.attach(document_of(residual_graph(), tmp_path).store, untitled=False)
    window.resize(1280, 800)
    window.show()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: not window.network.visibleRegion().isEmpty())
    return window


def weights(document: Document) -> list[int]:
    return [document.recipe[key].weight.bits for key in ("conv1", "conv2", "fc")]


def activations(document: Document) -> list[int]:
    return [document.recipe[key].activation.bits for key in ("conv1", "conv2", "fc")]


def selected(panel: GraphPanel) -> set[str]:
    assert panel.canvas.show_ is not None
    return set(panel.canvas.show_.selected)


# ---- one selection


def test_a_click_selects_the_layer_and_ctrl_adds_or_takes_away(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    click(qtbot, panel, CONV2)
    assert document.selection == ("conv2",) and selected(panel) == {CONV2} and panel.current == CONV2
    click(qtbot, panel, FC, CONTROL)
    assert document.selection == ("conv2", "fc")
    click(qtbot, panel, CONV2, CONTROL)
    assert document.selection == ("fc",)


def test_a_node_that_is_no_layer_and_the_background_select_nothing(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    click(qtbot, panel, CONV2)
    click(qtbot, panel, ADD)
    assert document.selection == () and panel.current == ADD
    click(qtbot, panel, CONV2)
    qtbot.mouseClick(panel.canvas, LEFT, NONE, background(panel))
    assert document.selection == () and panel.current == ""


def test_a_selection_made_elsewhere_is_marked_and_brought_into_view(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    panel.resize(320, 200)
    assert not panel.canvas.rect().contains(panel.canvas.box_rect(FC).toRect())
    document.select(["fc"])
    assert selected(panel) == {FC} and panel.current == FC
    assert panel.canvas.rect().contains(panel.canvas.box_rect(FC).toRect())


def test_table_inspector_and_graph_share_one_selection_in_both_directions(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window.network, CONV2)
    table = window.layers.view.selectionModel()
    rows = [index.row() for index in table.selectedRows()]
    assert [window.layers.proxy.index(row, 0).data() for row in rows] == ["conv2"]
    window.inspector_dock.raise_()
    qtbot.waitUntil(lambda: any("conv2" in text for text in _texts(window.inspector)))
    window.network_dock.raise_()
    window.layers.view.selectRow(2)
    assert window.document.selection == ("fc",) and selected(window.network) == {FC}
    qtbot.waitUntil(lambda: window.network.current == FC)


def _texts(widget: QWidget) -> list[str]:
    return [child.text() for child in widget.findChildren(QWidget) if hasattr(child, "text") and callable(child.text)]


def test_the_selection_survives_another_recipe_theme_and_direction(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    click(qtbot, panel, CONV2)
    document.adopt(uniform(["conv1", "conv2", "fc"], 4, 8), "all")
    panel.set_horizontal(False)
    assert selected(panel) == {CONV2} and panel.current == CONV2


# ---- edits


def test_digits_edit_the_selected_layers_and_undo_brings_the_bits_back(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    click(qtbot, panel, FC)
    keys(qtbot, panel, Qt.Key.Key_4)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_8, ALT)
    assert weights(document) == [32, 32, 4] and activations(document) == [32, 32, 8]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_an_edit_reaches_the_tied_layers_and_says_so(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    click(qtbot, panel, CONV2)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_4, ALT)
    assert activations(document) == [4, 4, 32]
    assert panel.footer.text() == "Activations at 4: 2 layers, 1 of them by ties"
    document.undo_stack.undo()
    assert document.recipe == Recipe() and not document.undo_stack.canUndo()


def open_menu(qtbot: QtBot, panel: GraphPanel, box: str) -> QMenu:
    """As the right mouse button does it."""
    at = middle(panel, box) if box else background(panel)
    panel.canvas.menuRequested.emit(box, panel.canvas.mapToGlobal(at))
    menu = panel.findChildren(QMenu, "graphMenu")[-1]
    qtbot.waitUntil(menu.isVisible)
    return menu


def test_the_context_menu_edits_bits(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    menu = open_menu(qtbot, panel, CONV1)
    assert document.selection == ("conv1",)
    inner = panel.layer_actions.bits_menus[next(iter(panel.layer_actions.bits_menus))]
    inner.popup(QPoint(0, 0))
    entry = next(action for action in inner.actions() if action.text() == "4")
    qtbot.mouseClick(inner, LEFT, NONE, inner.actionGeometry(entry).center())
    menu.close()
    assert weights(document) == [4, 32, 32]
    document.undo_stack.undo()
    assert weights(document) == [32, 32, 32]


def test_the_context_menu_keeps_a_selection_of_several_and_has_no_bits_without_one(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    document.select(["conv1", "fc"])
    menu = open_menu(qtbot, panel, FC)
    assert document.selection == ("conv1", "fc")
    menu.close()
    menu = open_menu(qtbot, panel, ADD)
    assert "weightBitsMenu" not in {action.menu().objectName() for action in menu.actions() if action.menu()}
    menu.close()


def test_a_digit_typed_into_the_search_is_text_and_no_edit(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    click(qtbot, panel, FC)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_F, CONTROL)
    qtbot.keyClick(panel.search.field, Qt.Key.Key_4)
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Delete)
    assert panel.search.field.text() == "4" and document.recipe == Recipe()


# ---- groups


def test_a_double_click_closes_a_group_where_it_stands_and_opens_it_again(qtbot: QtBot, modules: GraphPanel) -> None:
    plan = modules.plan
    assert plan is not None and BLOCK in plan.expanded
    before = modules.canvas.box_rect(BLOCK).topLeft()
    double_click(qtbot, modules, BLOCK)
    assert BLOCK not in modules.plan.expanded and f"{BLOCK}" in modules.plan.shown
    assert (modules.canvas.box_rect(BLOCK).topLeft() - before).manhattanLength() < 2
    double_click(qtbot, modules, BLOCK)
    assert BLOCK in modules.plan.expanded


def test_keys_open_and_close_the_group_around_the_current_box(qtbot: QtBot, modules: GraphPanel) -> None:
    inner = modules.plan.tree.boxes[BLOCK].children[0]
    click(qtbot, modules, inner)
    keys(qtbot, modules, Qt.Key.Key_Minus)
    assert BLOCK not in modules.plan.expanded and modules.current == BLOCK
    keys(qtbot, modules, Qt.Key.Key_Minus)
    assert "/stage0" not in modules.plan.expanded and modules.current == "/stage0"
    keys(qtbot, modules, Qt.Key.Key_Plus)
    assert "/stage0" in modules.plan.expanded and BLOCK not in modules.plan.expanded
    keys(qtbot, modules, Qt.Key.Key_Space)
    assert "/stage0" not in modules.plan.expanded


def button(panel: GraphPanel, name: str) -> QToolButton:
    return panel.findChild(QToolButton, f"graphButton-{name}")


def test_buttons_close_all_and_open_level_by_level(qtbot: QtBot, modules: GraphPanel) -> None:
    qtbot.mouseClick(button(modules, "close"), LEFT)
    assert modules.plan.expanded == frozenset()
    qtbot.mouseClick(button(modules, "open"), LEFT)
    assert modules.plan.expanded == {"/stage0", "/stage1", "/head"}
    qtbot.mouseClick(button(modules, "open"), LEFT)
    assert all(modules.plan.tree.boxes[box].kind is not Kind.GROUP for box in modules.plan.shown)


def test_a_click_on_a_group_selects_all_layers_in_it(qtbot: QtBot) -> None:
    from tests.core.builders import wide_graph

    document = preview(wide_graph(20))
    panel = panel_for(qtbot, document, size=(1400, 400))
    panel.collapse_all()
    panel.canvas.fit()
    click(qtbot, panel, "/block1")
    assert document.selection == tuple(f"block1.linear{at}" for at in range(10, 20))
    assert selected(panel) == {"/block1"}


# ---- search


def test_ctrl_f_in_the_graph_finds_next_and_previous(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    qtbot.keyClick(panel.canvas, Qt.Key.Key_F, CONTROL)
    assert panel.search.isVisible() and panel.search.field.hasFocus()
    qtbot.keyClicks(panel.search.field, "conv")
    assert panel.canvas.show_.matches == {CONV1, CONV2} and panel.search.count.text() == "0 of 2"
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    assert document.selection == ("conv1",) and panel.search.count.text() == "1 of 2"
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    assert document.selection == ("conv2",)
    qtbot.mouseClick(panel.search.next, LEFT)
    assert document.selection == ("conv1",)
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return, SHIFT)
    assert document.selection == ("conv2",)
    qtbot.mouseClick(panel.search.previous, LEFT)
    assert document.selection == ("conv1",)
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Escape)
    assert not panel.search.isVisible() and panel.canvas.hasFocus() and panel.canvas.show_.matches == frozenset()


def test_ctrl_f_is_the_tables_while_the_table_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.network.canvas.setFocus()
    qtbot.keyClick(window.network.canvas, Qt.Key.Key_F, CONTROL)
    assert window.network.search.isVisible()
    window.network.search.closed.emit()
    window.layers.view.setFocus()
    qtbot.keyClick(window.layers.view, Qt.Key.Key_F, CONTROL)
    assert not window.network.search.isVisible()


def test_a_match_inside_a_closed_group_is_revealed(qtbot: QtBot, modules: GraphPanel) -> None:
    modules.collapse_all()
    modules.open_search()
    qtbot.keyClicks(modules.search.field, "stage1 block0 relu")
    assert modules.canvas.show_.matches == {"/stage1"}
    qtbot.keyClick(modules.search.field, Qt.Key.Key_Return)
    assert {"/stage1", "/stage1/block0"} <= modules.plan.expanded
    box = modules.plan.tree.boxes[modules.current]
    assert box.title == "relu" and box.parent == "/stage1/block0"
    assert modules.canvas.rect().contains(modules.canvas.box_rect(box.id).toRect())


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, panel: GraphPanel) -> None:
    panel.open_search()
    qtbot.keyClicks(panel.search.field, "gizmo")
    assert panel.search.count.text() == "none" and not panel.search.next.isEnabled()
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)


# ---- walking


def test_arrows_walk_along_the_edges_and_beside_them(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    keys(qtbot, panel, Qt.Key.Key_Right)
    assert panel.current == "input:x"
    keys(qtbot, panel, Qt.Key.Key_Right)
    assert panel.current == CONV1 and document.selection == ("conv1",)
    keys(qtbot, panel, *[Qt.Key.Key_Right] * 5)
    assert panel.current in (FC, "output:y")
    keys(qtbot, panel, *[Qt.Key.Key_Right] * 3)
    assert panel.current == "output:y"
    keys(qtbot, panel, *[Qt.Key.Key_Left] * 9)
    assert panel.current == "input:x"


def test_in_a_vertical_picture_down_goes_along(qtbot: QtBot, panel: GraphPanel) -> None:
    panel.set_horizontal(False)
    click(qtbot, panel, CONV1)
    keys(qtbot, panel, Qt.Key.Key_Down)
    assert panel.current == RELU


def test_walking_goes_into_open_groups_and_out_again(qtbot: QtBot, modules: GraphPanel) -> None:
    keys(qtbot, modules, *[Qt.Key.Key_Right] * 3)
    names = []
    for _ in range(12):
        names.append(modules.plan.tree.boxes[modules.current].title)
        keys(qtbot, modules, Qt.Key.Key_Right)
    assert {"conv", "add"} <= set(names) and modules.current == "output:y"
    assert modules.canvas.rect().contains(modules.canvas.box_rect("output:y").toRect())


def test_enter_and_escape_on_the_current_box(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    click(qtbot, panel, CONV1)
    keys(qtbot, panel, Qt.Key.Key_Return)
    assert panel.current == CONV1
    keys(qtbot, panel, Qt.Key.Key_Escape)
    assert panel.current == "" and document.selection == ()


# ---- the view


def test_the_view_begins_afresh_with_every_size_until_somebody_touches_it(qtbot: QtBot, panel: GraphPanel) -> None:
    for size in ((400, 200), (900, 420), (500, 300)):
        panel.resize(*size)
        rect = panel.canvas.box_rect("input:x")
        assert panel.canvas.rect().contains(rect.toRect()), size
        assert panel.canvas.view.scale >= 0.5
    panel.resize(900, 420)
    wheel(panel, 120)
    touched = panel.canvas.view
    panel.resize(700, 420)
    assert panel.canvas.view == touched
    keys(qtbot, panel, Qt.Key.Key_F)
    assert panel.canvas.fitted
    panel.resize(500, 300)
    whole = panel.canvas.box_rect("input:x").united(panel.canvas.box_rect("output:y"))
    assert panel.canvas.rect().contains(whole.toRect())


def wheel(panel: GraphPanel, steps: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    at = QPointF(panel.canvas.rect().center())
    event = QWheelEvent(
        at, panel.canvas.mapToGlobal(at), QPoint(), QPoint(0, steps), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.canvas, event)


def test_the_wheel_zooms_about_the_mouse_and_dragging_pans_without_selecting(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    before = panel.canvas.view
    wheel(panel, 240)
    assert panel.canvas.view.scale > before.scale
    view, start = panel.canvas.view, panel.canvas.rect().center()
    qtbot.mousePress(panel.canvas, LEFT, NONE, start)
    qtbot.mouseMove(panel.canvas, start + QPoint(-40, 10))
    qtbot.mouseRelease(panel.canvas, LEFT, NONE, start + QPoint(-40, 10))
    assert (panel.canvas.view.dx - view.dx, panel.canvas.view.dy - view.dy) == (-40, 10)
    assert document.selection == ()


def test_the_picture_cannot_be_lost_out_of_sight(qtbot: QtBot, panel: GraphPanel) -> None:
    for _ in range(60):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Right, CONTROL)
    width, _ = panel.canvas.show_.picture.size
    assert panel.canvas.view.dx + width * panel.canvas.view.scale >= 39


def test_the_map_shows_while_a_part_is_hidden_and_a_click_in_it_goes_there(qtbot: QtBot, panel: GraphPanel) -> None:
    assert panel.minimap.isVisible() != panel.canvas.rect().contains(panel.canvas.box_rect("output:y").toRect())
    wheel(panel, 600)
    assert panel.minimap.isVisible()
    for place, box in ((0.97, "output:y"), (0.03, "input:x")):
        at = QPoint(round(panel.minimap.width() * place), panel.minimap.height() // 2)
        qtbot.mouseClick(panel.minimap, LEFT, NONE, at)
        assert panel.canvas.rect().intersects(panel.canvas.box_rect(box).toRect())
    keys(qtbot, panel, Qt.Key.Key_F)
    assert not panel.minimap.isVisible()


def test_far_out_a_click_takes_the_closed_looking_frame_and_not_what_is_too_small_to_see(
    qtbot: QtBot, modules: GraphPanel
) -> None:
    inner = modules.plan.tree.boxes[BLOCK].children[0]
    for _ in range(40):
        wheel(modules, -120)
        frame = modules.canvas.box_rect(BLOCK)
        if min(frame.width(), frame.height()) < 12:
            break
    at = modules.canvas.box_rect(inner).center()
    assert modules.canvas.box_at(at) in (BLOCK, "/stage0")


# ---- totals


def test_the_footer_gives_totals_of_the_model_and_of_what_is_selected(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    graph = document.graph
    assert (
        panel.footer.text() == f"6 nodes · 3 layers · {_count(graph.macs)} MACs · {_count(graph.parameters)} parameters"
    )
    click(qtbot, panel, FC)
    assert panel.footer.text() == "fc · 1 layer · 80 MACs · 90 parameters"
    document.select(["conv1", "fc"])
    assert panel.footer.text().startswith("2 nodes · 2 layers · ")
    document.select([])
    click(qtbot, panel, ADD)
    assert "0 MACs" not in panel.footer.text()


def _count(value: float) -> str:
    from edgeviz.ui import formatting

    return formatting.count(value)


def test_without_a_model_the_panel_offers_to_open_one(qtbot: QtBot) -> None:
    panel = panel_for(qtbot, Document())
    with qtbot.waitSignal(panel.openRequested):
        qtbot.mouseClick(panel.findChild(QWidget, "graphOpen"), LEFT)
    preview(residual_graph(), panel.document)
    assert panel.canvas.isVisible() and panel.plan is not None
