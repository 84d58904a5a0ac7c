"""The layers table under real clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from edgeviz.core.errors import RecipeError
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Cell, Method, Sensitivity
from edgeviz.core.sensitivity import Part as Part_
from edgeviz.core.spec import FLOAT16, FLOAT32, Granularity, Observer, Scheme, activation_spec, weight_spec
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.layers import clipboard, edits
from edgeviz.ui.layers.delegates import KindDelegate, chip_rect, shortened
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.layers.model import SHARE_ROLE, Column, LayersModel
from edgeviz.ui.layers.panel import LayersPanel
from edgeviz.ui.layers.view import LayersView
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.core.networks import hub_graph
from tests.core.sensitivities import random_sensitivity
from tests.ui.graph_panels import preview
from tests.ui.small_model import small_document, small_graph

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def document() -> Document:
    return small_document(8)


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> LayersPanel:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    qtbot.waitActive(panel)
    panel.view.setFocus()
    return panel


def cell(panel: LayersPanel, row: int, column: Column) -> QPoint:
    return panel.view.visualRect(panel.proxy.index(row, column)).center()


def click(qtbot: QtBot, panel: LayersPanel, row: int, column: Column = Column.NAME, key: Qt.KeyboardModifier | None = None) -> None:  # fmt: skip  # noqa: E501
    qtbot.mouseClick(panel.view.viewport(), LEFT, key or Qt.KeyboardModifier.NoModifier, cell(panel, row, column))


def names(document: Document, *rows: int) -> tuple[str, ...]:
    assert document.graph is not None
    return tuple(document.graph.layers[row].key for row in rows)


def weights(document: Document) -> list[int]:
    assert document.graph is not None
    return [document.recipe[layer.key].weight.bits for layer in document.graph.layers]


def activations(document: Document) -> list[int]:
    assert document.graph is not None
    return [document.recipe[layer.key].activation.bits for layer in document.graph.layers]


def menu_of(panel: LayersPanel, name: str) -> QMenu:
    menu = panel.findChild(QMenu, name)
    assert isinstance(menu, QMenu)
    return menu


def choose(qtbot: QtBot, panel: LayersPanel, name: str, text: str) -> None:
    """Click the entry ``text`` of the open menu ``name``."""
    menu = menu_of(panel, name)
    qtbot.waitUntil(menu.isVisible)
    action = next(action for action in menu.actions() if action.text() == text)
    qtbot.mouseClick(menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())


def trigger(panel: LayersPanel, name: str) -> None:
    next(action for action in panel.actions() if action.objectName() == name).trigger()


# ---- the model


def test_the_models_obey_qts_rules(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (panel.model, panel.proxy)
    ]
    click(qtbot, panel, 1)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    panel.proxy.set_filter("depth")
    panel.proxy.set_filter("")
    document.replace_graph(small_graph(3))
    assert testers and panel.proxy.rowCount() == 3


def test_a_row_shows_name_kind_shape_parameters_macs_size_and_bits(panel: LayersPanel) -> None:
    texts = [panel.model.index(0, column).data() for column in Column]
    assert texts == ["layer1.conv1", "Conv 3×3", "16×32×32", "2,304", "1.18", "9.2", "", "32", "32", *4 * ["–"]]
    assert panel.model.headerData(Column.MACS, Qt.Orientation.Horizontal) == "MACs (M)"


def test_numbers_are_aligned_right(panel: LayersPanel) -> None:
    alignment = panel.model.index(0, Column.PARAMETERS).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & int(Qt.AlignmentFlag.AlignRight)


def test_the_size_follows_the_bits(panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-4/8")
    assert panel.model.index(0, Column.SIZE).data() == "1.2"
    assert "Stored" not in panel.model.index(0, Column.WEIGHT).data(Qt.ItemDataRole.ToolTipRole)


def test_a_layer_without_activation_shows_a_dash_and_says_why(panel: LayersPanel) -> None:
    index = panel.model.index(6, Column.ACTIVATION)
    assert index.data() == "–"
    assert "indices" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_names_sort_by_their_numbers(qtbot: QtBot) -> None:
    panel = LayersPanel(small_document(24))
    qtbot.addWidget(panel)
    panel.view.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    shown = [layer.key for layer in panel.proxy.shown_layers()]
    assert shown.index("layer2.conv1") < shown.index("layer10.conv1")


def test_a_recipe_edit_announces_only_the_rows_that_changed(qtbot: QtBot, document: Document) -> None:
    model = LayersModel()
    model.show_graph(document.graph, Recipe())
    changed = Recipe({names(document, 3)[0]: LayerRecipe(weight_spec(4))})
    with qtbot.waitSignal(model.dataChanged) as signal:
        model.show_recipe(changed)
    assert (signal.args[0].row(), signal.args[1].row()) == (3, 3)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_recipe(changed)


# ---- selection


def test_clicked_rows_become_the_documents_selection(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 1)
    click(qtbot, panel, 4, key=CTRL)
    assert document.selection == names(document, 1, 4)


def test_the_documents_selection_is_selected_in_the_table(panel: LayersPanel, document: Document) -> None:
    document.select(names(document, 5, 2))
    rows = {index.row() for index in panel.view.selectionModel().selectedRows()}
    assert rows == {2, 5}
    assert document.selection == names(document, 5, 2)


def test_arrows_and_ctrl_a_work_without_a_mouse(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert document.selection == names(document, 1)
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    assert len(document.selection) == 8


def test_all_layers_of_the_same_kind_can_be_selected(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 1)
    trigger(panel, "layersSameKind")
    assert document.selection == names(document, 1, 3, 5)


# ---- bits


def test_a_digit_sets_the_weight_bits_of_all_selected_rows_in_one_undo_step(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, 1)
    click(qtbot, panel, 3, key=SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    assert weights(document) == [32, 4, 4, 4, 32, 32, 32, 32]
    document.undo_stack.undo()
    assert weights(document) == [32] * 8


@pytest.mark.parametrize("modifier", [SHIFT, ALT])
def test_shift_or_alt_and_a_digit_set_the_activation_bits(
    qtbot: QtBot, panel: LayersPanel, document: Document, modifier: Qt.KeyboardModifier
) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_8, modifier)
    assert activations(document)[0] == 8
    assert weights(document)[0] == 32


def test_nine_is_fp16_and_nought_is_float(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_9)
    assert document.recipe[names(document, 0)[0]].weight == FLOAT16
    qtbot.keyClick(panel.view, Qt.Key.Key_0)
    assert document.recipe[names(document, 0)[0]].weight == FLOAT32


def test_the_drop_down_of_a_chip_applies_to_all_selected_rows(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, 0)
    click(qtbot, panel, 2, key=SHIFT)
    click(qtbot, panel, 1, Column.WEIGHT)
    choose(qtbot, panel, "weightBitsMenu", "2")
    assert weights(document)[:4] == [2, 2, 2, 32]
    assert document.undo_stack.count() == 1


def test_the_drop_down_of_an_unselected_row_selects_it_first(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, 0)
    click(qtbot, panel, 5, Column.ACTIVATION)
    choose(qtbot, panel, "activationBitsMenu", "16 integer")
    assert document.selection == names(document, 5)
    assert document.recipe[names(document, 5)[0]].activation == activation_spec(16, scheme=Scheme.INTEGER)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_f2_and_enter_open_the_drop_down_and_keys_choose_in_it(
    qtbot: QtBot, panel: LayersPanel, document: Document, key: Qt.Key
) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, key)
    menu = menu_of(panel, "weightBitsMenu")
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert document.recipe[names(document, 0)[0]].weight == FLOAT16


def test_a_dash_opens_nothing_and_is_never_given_activation_bits(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    click(qtbot, panel, 6, Column.ACTIVATION)
    assert not menu_of(panel, "activationBitsMenu").isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(panel.view, Qt.Key.Key_8, SHIFT)
    assert activations(document) == [8, 8, 8, 8, 8, 8, 32, 8]


def test_a_row_stays_where_it_is_while_its_bits_change(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-8/8")
    panel.view.sortByColumn(Column.WEIGHT, Qt.SortOrder.AscendingOrder)
    click(qtbot, panel, 2)
    before = [layer.key for layer in panel.proxy.shown_layers()]
    qtbot.keyClick(panel.view, Qt.Key.Key_2)
    assert [layer.key for layer in panel.proxy.shown_layers()] == before


def test_changing_the_width_keeps_the_other_settings() -> None:
    spec = weight_spec(8, observer=Observer.MSE)
    changed = edits.with_width(spec, (4, Scheme.INTEGER), Part.WEIGHT)
    assert (changed.bits, changed.observer, changed.granularity) == (4, Observer.MSE, Granularity.CHANNEL)


def test_settings_change_integers_only(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    click(qtbot, panel, 1, key=CTRL)
    trigger(panel, "weightSet-tensor")
    trigger(panel, "weightSet-percentile")
    first, second = (document.recipe[key].weight for key in names(document, 0, 1))
    assert (first.granularity, first.observer) == (Granularity.TENSOR, Observer.PERCENTILE)
    assert second == FLOAT32


def test_menu_ticks_show_what_the_selection_has(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    click(qtbot, panel, 1, key=CTRL)
    menu = menu_of(panel, "weightBitsMenu")
    menu.popup(QPoint(0, 0))
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["32 float", "4"]
    menu.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("8/8", [8] * 8), ("4/4", [4] * 8), ("FP16", [16] * 8), ("INT16", [16] * 8)],
)
def test_a_preset_sets_all_layers_in_one_step(panel: LayersPanel, document: Document, name: str, expected: list[int]) -> None:  # fmt: skip  # noqa: E501
    trigger(panel, f"preset-{name}")
    assert weights(document) == expected
    assert document.undo_stack.count() == 1
    trigger(panel, "preset-float")
    assert document.recipe.is_float32


def test_a_preset_can_keep_the_ends_at_eight_bits(panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-ends-4/4")
    assert weights(document) == [8, 4, 4, 4, 4, 4, 4, 8]


def test_delete_resets_to_float(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-8/8")
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert weights(document)[:2] == [32, 8]
    assert activations(document)[:2] == [32, 8]


# ---- filter


def filter_field(panel: LayersPanel) -> QLineEdit:
    field = panel.findChild(QLineEdit, "layersFilter")
    assert isinstance(field, QLineEdit)
    return field


def test_ctrl_f_filters_and_escape_clears(qtbot: QtBot, panel: LayersPanel) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_F, CTRL)
    field = filter_field(panel)
    assert field.hasFocus()
    qtbot.keyClicks(field, "layer2 depth")
    assert [layer.key for layer in panel.proxy.shown_layers()] == ["layer2.conv2"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert panel.proxy.rowCount() == 8
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert panel.view.hasFocus()


def test_digits_typed_into_the_filter_change_no_bits(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    filter_field(panel).setFocus()
    qtbot.keyClicks(filter_field(panel), "1")
    assert document.recipe.is_float32


def test_hidden_rows_are_not_selected_any_more(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    filter_field(panel).setFocus()
    qtbot.keyClicks(filter_field(panel), "linear")
    assert document.selection == ("fc",)


def test_a_filter_that_finds_nothing_says_so(qtbot: QtBot, panel: LayersPanel) -> None:
    qtbot.keyClicks(filter_field(panel), "nowhere")
    assert panel.findChild(type(panel._nothing), "layersNothing").isVisible()  # type: ignore[union-attr]


def test_a_model_without_layers_says_so_and_offers_nothing_to_measure(qtbot: QtBot) -> None:
    document = preview(hub_graph(5))
    panel, plot = LayersPanel(document), TradeoffPanel(document)
    for widget in (panel, plot):
        qtbot.addWidget(widget)
        widget.show()
    plot.refresh()
    assert panel._nothing.isVisible() and "weights" in panel._nothing.text()
    assert not plot.empty.button.isVisible() and "one recipe" in plot.empty.label.text()


# ---- copy and paste


def test_bits_are_pasted_onto_other_layers(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    trigger(panel, "weightSet-mse")
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    click(qtbot, panel, 2)
    click(qtbot, panel, 4, key=SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_V, CTRL)
    assert weights(document) == [4, 32, 4, 4, 4, 32, 32, 32]
    assert document.recipe[names(document, 4)[0]].weight.observer is Observer.MSE


def test_rows_are_pasted_by_name_into_another_window(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-4/8")
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    trigger(panel, "layersCopy")
    other = small_document(8)
    second = LayersPanel(other)
    qtbot.addWidget(second)
    trigger(second, "layersPaste")
    assert other.recipe == document.recipe


def test_a_column_from_a_spreadsheet_is_pasted_in_order(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    QApplication.clipboard().setText("8\t8\n4\tFP16\n\t32\nINT16\t2\n")
    click(qtbot, panel, 0)
    click(qtbot, panel, 3, key=SHIFT)
    trigger(panel, "layersPaste")
    assert weights(document)[:4] == [8, 4, 32, 16]
    assert activations(document)[:4] == [8, 16, 32, 2]


def test_a_copied_table_can_be_edited_in_a_spreadsheet_and_pasted_back(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    trigger(panel, "layersCopy")
    text = QApplication.clipboard().text()
    assert text.splitlines()[0].startswith("Name\tKind")
    mime = QMimeData()
    mime.setText(text.replace("FP32", "8"))
    QApplication.clipboard().setMimeData(mime)
    trigger(panel, "layersPaste")
    assert weights(document) == [8] * 8


def test_text_that_is_no_bit_width_is_refused_with_the_remedy(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    QApplication.clipboard().setText("hello")
    click(qtbot, panel, 0)
    trigger(panel, "layersPaste")
    assert "“hello”" in panel._status.text()
    assert document.recipe.is_float32


@given(st.text())
def test_any_text_on_the_clipboard_is_read_or_refused(text: str) -> None:
    for read in (clipboard.from_table, clipboard.from_json):
        try:
            read(text)
        except RecipeError as error:
            assert error.remedy


def test_one_column_means_activations_when_one_stands_there() -> None:
    (row,) = clipboard.from_table("4", Part.ACTIVATION)
    assert (row.weight, row.activation) == (None, (4, Scheme.INTEGER))


# ---- the rest


def test_without_a_model_the_panel_offers_to_open_one(qtbot: QtBot) -> None:
    panel = LayersPanel(Document())
    qtbot.addWidget(panel)
    panel.show()
    button = panel.findChild(QPushButton, "layersOpen")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(panel.openRequested):
        qtbot.mouseClick(button, LEFT)


def test_column_widths_and_order_come_back(qtbot: QtBot, panel: LayersPanel, document: Document) -> None:
    panel.view.setColumnWidth(Column.KIND, 77)
    state = panel.save_state()
    other = LayersPanel(document)
    qtbot.addWidget(other)
    assert other.restore_state(state)
    assert other.view.columnWidth(Column.KIND) == 77
    assert not other.restore_state("no state") and not other.restore_state(state.removeprefix("13:"))


def test_all_columns_fit_into_640_pixels(qtbot: QtBot) -> None:
    panel = LayersPanel(small_document(20))
    qtbot.addWidget(panel)
    panel.resize(640, 400)
    panel.show()
    assert sum(panel.view.columnWidth(column) for column in Column) <= panel.view.viewport().width() + 1


def losses(document: Document, bits: int = 4, scale: float = 1.0) -> Sensitivity:
    """Layers lose the less the later they come; the second loses nothing, the last is not known."""
    assert document.graph is not None
    layers = document.graph.layers[:-1]
    cells = [Cell(x.key, Part_.WEIGHT, bits, scale / (row + 1) * (row != 1)) for row, x in enumerate(layers)]
    return Sensitivity(Method.FISHER, 16).with_cells(cells)


def test_sensitivities_are_a_column_with_a_bar_that_sorts(panel: LayersPanel, document: Document) -> None:
    header = panel.view.horizontalHeader()
    assert header.isSectionHidden(Column.SENSITIVITY)
    document.set_sensitivity(losses(document))
    assert not header.isSectionHidden(Column.SENSITIVITY) and panel.view.is_fitted
    assert panel.model.headerData(Column.SENSITIVITY, Qt.Orientation.Horizontal) == "Loss W4"
    shown = [panel.proxy.index(row, Column.SENSITIVITY).data() for row in range(8)]
    assert shown[:3] == ["1.00K", "0", "333"] and shown[-1] == ""
    shares = [panel.proxy.index(row, Column.SENSITIVITY).data(SHARE_ROLE) for row in range(8)]
    assert shares[0] == 1.0 and shares[1] == 0.0 and 0.1 < shares[2] < 1.0 and shares[-1] == 0.0
    tip = panel.proxy.index(0, Column.SENSITIVITY).data(Qt.ItemDataRole.ToolTipRole)
    assert "Weights at 4 bits" in tip and "Fisher" in tip
    panel.view.sortByColumn(Column.SENSITIVITY, Qt.SortOrder.DescendingOrder)
    keys = [panel.proxy.index(row, Column.NAME).data() for row in range(8)]
    assert keys[:2] == list(names(document, 0, 2)) and keys[-2:] == list(names(document, 1, 7))
    # New values leave the rows where they are, until somebody sorts again.
    document.set_sensitivity(losses(document, scale=1 / 1000))
    assert [panel.proxy.index(row, Column.NAME).data() for row in range(8)] == keys
    document.set_sensitivity(None)
    assert header.isSectionHidden(Column.SENSITIVITY)


def test_the_column_shows_the_width_that_most_layers_have(panel: LayersPanel, document: Document) -> None:
    few = losses(document, bits=4)
    few = replace(few, cells=dict(list(few.cells.items())[:2]))
    document.set_sensitivity(few.with_cells(losses(document, bits=8).cells.values()))
    assert panel.model.headerData(Column.SENSITIVITY, Qt.Orientation.Horizontal) == "Loss W8"


def test_with_sensitivities_all_columns_fit_into_640_pixels(qtbot: QtBot) -> None:
    document = small_document(20)
    document.set_sensitivity(losses(document))
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(640, 400)
    panel.show()
    assert sum(panel.view.columnWidth(column) for column in Column) <= panel.view.viewport().width() + 1


def test_every_action_has_a_name_and_a_text(panel: LayersPanel) -> None:
    actions = panel.actions()
    assert len({action.objectName() for action in actions}) == len(actions)
    assert all(action.objectName() and action.text() for action in actions)
    assert {"Weight bits", "Activation bits"} <= {action.text() for action in panel.actions_for_menu()}


def test_the_context_menu_opens_from_the_keyboard_too(qtbot: QtBot, panel: LayersPanel) -> None:
    click(qtbot, panel, 0)
    panel.view.menuRequested.emit(QPoint(5, 5))
    menu = menu_of(panel, "layersMenu")
    assert menu.isVisible()
    menu.close()


def test_a_chip_fits_its_cell(panel: LayersPanel) -> None:
    rect = panel.view.visualRect(panel.proxy.index(0, Column.WEIGHT))
    assert rect.contains(chip_rect(rect))


def test_five_thousand_layers_are_selected_sorted_and_set_at_once(qtbot: QtBot) -> None:
    document = small_document(5000)
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(640, 700)
    panel.show()
    panel.view.selectAll()
    panel.view.sortByColumn(Column.MACS, Qt.SortOrder.DescendingOrder)
    panel.actions_of_layers.set_width(Part.WEIGHT, (4, Scheme.INTEGER))
    panel.grab()
    assert weights(document) == [4] * 5000


def test_a_name_that_does_not_fit_keeps_its_block_and_its_end(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.font())
    name = "block1.body.depthwise.conv"
    whole = metrics.horizontalAdvance(name)
    assert shortened(name, metrics, whole) == name
    short = shortened(name, metrics, whole - 20)
    assert short.startswith("block1…") and short.endswith("wise.conv")
    assert metrics.horizontalAdvance(short) <= whole - 20
    assert shortened("a_rather_long_first_part.conv", metrics, 80).startswith("…")


def test_names_with_slashes_keep_their_block_and_their_end(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.font())
    name = "/layer1/layer1.0/depthwise/Conv"
    whole = metrics.horizontalAdvance(name)
    assert shortened(name, metrics, whole) == name
    short = shortened(name, metrics, whole - 30)
    assert short.startswith("layer1…") and short.endswith("wise/Conv")
    assert metrics.horizontalAdvance(short) <= whole - 30
    assert shortened("/conv", metrics, 20).startswith("…")


def test_a_kind_that_does_not_fit_is_said_in_short_and_not_cut(qapp: QApplication) -> None:
    view = LayersView()
    model = QStandardItemModel(1, 2)
    model.setItem(0, 1, QStandardItem("Depthwise 3×3"))
    delegate = KindDelegate(view)
    metrics = QFontMetrics(theme.font())
    for width, expected in ((82, "DW 3×3"), (200, "Depthwise 3×3")):
        option = QStyleOptionViewItem()
        option.font = theme.font()
        option.fontMetrics = metrics
        option.rect = QRect(0, 0, width, 24)
        delegate.initStyleOption(option, model.index(0, 1))
        assert option.text == expected


def test_widths_that_nobody_chose_follow_the_next_model(qtbot: QtBot, panel: LayersPanel) -> None:
    assert panel.view.is_fitted
    state = panel.save_state()
    panel.view.setColumnWidth(Column.KIND, 77)
    assert not panel.view.is_fitted
    assert panel.restore_state(state)
    assert panel.view.is_fitted


def test_what_was_done_is_said_for_a_moment_only(qtbot: QtBot, panel: LayersPanel) -> None:
    status = panel.findChild(ElidedLabel, "layersStatus")
    assert status is not None
    panel._said.setInterval(30)
    click(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_4)
    assert status.text().endswith("1 layer")
    qtbot.waitUntil(lambda: "1 selected" in status.text())
    panel._said.setInterval(60_000)
    qtbot.keyClick(panel.view, Qt.Key.Key_5)
    assert status.text().endswith("1 layer")
    panel._document.undo_stack.undo()
    assert "1 selected" in status.text()


# ---- Turing


def test_turings_preset_without_a_sensitivity_is_four_bits_with_the_ends_at_eight_and_says_so(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    trigger(panel, "preset-turing")
    qtbot.waitUntil(lambda: bool(document.recipe.layers))
    assert weights(document) == [8, 4, 4, 4, 4, 4, 4, 8]
    assert "no sensitivity" in panel._status.text()
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_turings_preset_chooses_by_the_sensitivity_within_the_budget(
    qtbot: QtBot, panel: LayersPanel, document: Document
) -> None:
    assert document.graph is not None
    document.set_sensitivity(random_sensitivity(document.graph, 3, (8, 4, 1)))
    trigger(panel, "preset-turing")
    qtbot.waitUntil(lambda: bool(document.recipe.layers))
    assert set(weights(document)) <= {16, 8, 4, 1} and len(set(weights(document))) > 1
    assert "the best mix within" in panel._status.text()


def test_rounding_to_turings_widths_is_one_undo_step(panel: LayersPanel, document: Document) -> None:
    trigger(panel, "preset-4/4")
    document.select(names(document, 0))
    trigger(panel, "weightBits3")
    document.select(names(document, 1))
    trigger(panel, "weightBits6")
    before = document.recipe
    trigger(panel, "preset-turing-round")
    assert weights(document)[:3] == [4, 8, 4]
    document.undo_stack.undo()
    assert document.recipe == before
    trigger(panel, "preset-turing-round")
    trigger(panel, "preset-turing-round")
    assert panel._status.text().startswith("Nothing changed")
