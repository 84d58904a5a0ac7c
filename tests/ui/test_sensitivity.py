"""The heat map of sensitivities, with real clicks and keys and a real worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log10
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, Trace
from edgeviz.project import sensitivities
from edgeviz.project.store import Store
from edgeviz.ui import theme
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.sensitivity import probing as probing_module
from edgeviz.ui.sensitivity.model import SensitivityModel, cell_text
from edgeviz.ui.sensitivity.panel import SensitivityPanel
from edgeviz.ui.sensitivity.probing import WIDTHS, Probing
from edgeviz.ui.sensitivity.view import STEPS, heat
from tests.core.builders import residual_graph
from tests.ui.conftest import document_of
from tests.ui.panel_samples import chain
from tests.ui.sensitivity_entries import table
from tests.ui.small_model import small_document

PATIENCE = 60_000
W4 = 1 + WIDTHS.index((Part.WEIGHT, 4))
A4 = 1 + WIDTHS.index((Part.ACTIVATION, 4))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def panel(document: Document, jobs: Jobs, qtbot: QtBot) -> SensitivityPanel:
    panel = SensitivityPanel(document, Probing(document, jobs, document))
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def choose(panel: SensitivityPanel, method: Method) -> None:
    panel._choose(panel.method_box.findData(method))


def click(panel: SensitivityPanel, qtbot: QtBot, row: int, column: int, extend: bool = False) -> None:
    at = panel.view.visualRect(panel.model.index(row, column)).center()
    modifier = Qt.KeyboardModifier.ControlModifier if extend else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


# ---- the table


def test_the_model_keeps_qts_rules_while_it_fills_and_sorts(document: Document) -> None:
    graph = document.graph
    assert graph is not None
    model = SensitivityModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_graph(graph, Recipe(), None)
    assert (model.rowCount(), model.columnCount()) == (3, 9)
    model.show_sensitivity(table(graph))
    model.sort_by_sensitivity(True)
    assert [layer.key for layer in model.layers] == ["fc", "conv2", "conv1"]
    model.sort_by_sensitivity(False)
    assert [layer.key for layer in model.layers] == ["conv1", "conv2", "fc"]
    model.show_graph(None, Recipe(), None)


def test_a_cell_prints_decibels_or_thousandths_of_a_nat() -> None:
    cell = Cell("a", Part.WEIGHT, 4, 0.00123, sqnr=29.1)
    assert cell_text(cell, Method.SQNR) == "29"
    assert cell_text(cell, Method.FISHER) == "1.2"
    assert cell_text(replace(cell, loss=2.5e-6), Method.MEASURED) == "<0.01"
    assert cell_text(replace(cell, loss=0.0), Method.MEASURED) == "0"
    assert cell_text(replace(cell, loss=2.5), Method.MEASURED) == "2.50K"


def test_every_number_is_readable_on_its_colour() -> None:
    for step in range(STEPS):
        fill, text = heat(step / (STEPS - 1))
        assert theme.contrast(fill, text) >= 4.5


def test_the_tooltip_says_loss_sqnr_accuracy_samples_and_provenance(panel: SensitivityPanel) -> None:
    panel._document.set_sensitivity(table(residual_graph(), Method.MEASURED))
    text = panel.model.index(0, W4).data(Qt.ItemDataRole.ToolTipRole)
    for part in ("conv1", "Weights at 4 bits", "KL", "SQNR: 24.0 dB", "Accuracy: ", "600 samples", "● measured"):
        assert part in text


def test_a_cell_without_a_value_is_hatched_and_one_with_a_value_filled(panel: SensitivityPanel, qtbot: QtBot) -> None:
    def colours(column: int) -> set[str]:
        rect = panel.view.visualRect(panel.model.index(0, column)).adjusted(12, 3, -4, -3)
        image = panel.view.viewport().grab(rect).toImage()
        return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}

    border = QColor(theme.current().border).name()
    assert border in colours(W4)
    panel._document.set_sensitivity(table(residual_graph(), Method.SQNR))
    assert border not in colours(W4)
    assert border in colours(A4)


# ---- selection and widths


def test_rows_and_the_documents_selection_follow_each_other(panel: SensitivityPanel, qtbot: QtBot) -> None:
    document = panel._document
    click(panel, qtbot, 1, 0)
    assert document.selection == ("conv2",)
    document.select(["conv1", "fc"])
    rows = {index.row() for index in panel.view.selectionModel().selectedRows()}
    assert rows == {0, 2}
    panel.sort_button.click()
    assert document.selection == ("conv1", "fc")


def test_a_click_on_a_cell_gives_the_layer_its_width_as_one_undo_step(panel: SensitivityPanel, qtbot: QtBot) -> None:
    document = panel._document
    click(panel, qtbot, 1, W4)
    assert document.recipe["conv2"].weight.bits == 4
    assert document.recipe["conv1"].is_float32
    click(panel, qtbot, 1, A4)
    assert document.recipe["conv2"].activation.bits == 4
    assert document.undo_stack.count() == 2
    click(panel, qtbot, 1, A4)
    assert document.undo_stack.count() == 2, "the width it has already is no edit"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_clicks_that_extend_the_selection_change_no_width(panel: SensitivityPanel, qtbot: QtBot) -> None:
    click(panel, qtbot, 0, W4, extend=True)
    click(panel, qtbot, 2, W4, extend=True)
    assert panel._document.recipe == Recipe()
    assert panel._document.selection == ("conv1", "fc")


def test_the_keyboard_reaches_every_cell(panel: SensitivityPanel, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    for _ in range(W4):
        qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel._document.recipe["conv2"].weight.bits == 4
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert panel._document.recipe["conv2"].weight.bits == 3
    assert panel._document.selection == ("conv2",)


def test_a_layer_without_an_input_has_no_activation_width(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    graph = residual_graph()
    layers = (replace(graph.layers[0], input=""), *graph.layers[1:])
    document = document_of(replace(graph, layers=layers), tmp_path)
    panel = SensitivityPanel(document, Probing(document, jobs, document))
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    click(panel, qtbot, 0, A4)
    assert document.recipe == Recipe()
    assert "cannot be quantized" in panel.model.index(0, A4).data(Qt.ItemDataRole.ToolTipRole)
    document.close()


# ---- what is possible


def test_without_data_only_sqnr_is_offered_and_the_reason_is_said(panel: SensitivityPanel) -> None:
    document = panel._document
    document.edit("No data", data=None)
    assert panel.run_button.isEnabled()
    choose(panel, Method.FISHER)
    assert not panel.run_button.isEnabled()
    assert "needs data" in panel.status.text()
    rows = panel.method_box.model()
    enabled = [bool(rows.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled) for row in range(4)]
    assert enabled == [True, False, False, False]


def test_a_model_that_cannot_run_says_which_operator_is_missing(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    document = document_of(replace(residual_graph(), missing_operators=("FancyOp",)), tmp_path)
    panel = SensitivityPanel(document, Probing(document, jobs, document))
    qtbot.addWidget(panel)
    choose(panel, Method.MEASURED)
    assert "FancyOp" in panel.status.text()
    assert not panel.run_button.isEnabled()
    choose(panel, Method.SQNR)
    assert panel.run_button.isEnabled()
    document.close()


# ---- runs


def test_the_table_fills_while_it_runs_stops_and_goes_on_where_it_was(
    panel: SensitivityPanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing_module, "ENTRY", "tests.ui.sensitivity_entries:slow")
    document = panel._document
    choose(panel, Method.FISHER)

    def known() -> int:
        return len(document.sensitivity.cells) if document.sensitivity else 0

    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: known() == 4, timeout=PATIENCE)
    assert panel.progress.isVisible()
    assert panel.run_button.text() == "Cancel"
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._probing.job is None, timeout=PATIENCE)
    assert known() == 4
    assert "4 of 24 cells" in panel.status.text()
    assert panel.run_button.text() == "Go on"

    (tmp_path / "go").touch()
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: known() == 24 and panel._probing.job is None, timeout=PATIENCE)
    assert (tmp_path / "known").read_text() == "4", "what was known is not computed again"
    assert not panel.run_button.isEnabled()
    # What was found is in the project, and there again when it is opened.
    store = document.store
    assert store is not None
    qtbot.waitUntil(lambda: _stored(store, document) == 24, timeout=PATIENCE)
    path = store.path
    store.close()
    document.attach(Store.open(path, cache=tmp_path / "cache"), untitled=False)
    assert known() == 24


def test_a_run_that_fails_says_why_and_can_be_tried_again(
    panel: SensitivityPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing_module, "ENTRY", "tests.ui.sensitivity_entries:broken")
    choose(panel, Method.MEASURED)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._probing.job is None, timeout=PATIENCE)
    assert panel.status.text() == "labels.csv: row 7 has no label. Add the label."
    assert panel.run_button.isEnabled()


def _stored(store: Store, document: Document) -> int:
    found = sensitivities.load(store, document.context, Method.FISHER)
    return len(found.cells) if found else 0


def test_each_method_has_a_table_of_its_own(panel: SensitivityPanel, qtbot: QtBot) -> None:
    document = panel._document
    assert document.store is not None
    sensitivities.save(document.store, document.context, table(residual_graph(), Method.FISHER))
    choose(panel, Method.FISHER)
    assert document.sensitivity is not None
    choose(panel, Method.MEASURED)
    assert document.sensitivity is None
    choose(panel, Method.FISHER)
    assert document.sensitivity is not None


def test_other_data_have_another_table(panel: SensitivityPanel) -> None:
    document = panel._document
    assert document.store is not None
    sensitivities.save(document.store, document.context, table(residual_graph(), Method.FISHER))
    choose(panel, Method.FISHER)
    assert document.sensitivity is not None
    assert document.data is not None
    document.set_data(replace(document.data, seed=7), "other data")
    assert document.sensitivity is None
    document.undo_stack.undo()
    assert document.sensitivity is not None


def test_a_damaged_table_is_named_and_can_be_made_again(panel: SensitivityPanel) -> None:
    document = panel._document
    assert document.store is not None
    document.store.put_artefact(f"sensitivity/{document.context}/fisher", "application/json", b"{}")
    choose(panel, Method.FISHER)
    assert "damaged" in panel.status.text()
    assert panel.run_button.isEnabled()


# ---- many layers


def test_five_hundred_layers_are_shown_and_selected(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    graph = chain(500)
    document = document_of(graph, tmp_path)
    panel = SensitivityPanel(document, Probing(document, jobs, document))
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    qtbot.waitExposed(panel)
    full = table(graph)
    document.set_sensitivity(full)

    document.set_sensitivity(replace(full))
    panel.view.viewport().repaint()
    document.select([layer.key for layer in graph.layers[::2]])
    assert len(document.selection) == 250
    qtbot.mouseMove(panel.view.viewport(), QPoint(300, 60))


def test_a_click_on_a_header_sorts_by_that_width_and_another_restores_the_order(
    panel: SensitivityPanel, qtbot: QtBot
) -> None:
    graph = panel._document.graph
    assert graph is not None
    full = table(graph)
    # At 4 bits the first layer is the worst, at every other width the last one.
    panel._document.set_sensitivity(full.with_cell(replace(full.cells["conv1", Part.WEIGHT, 4], loss=9.0)))
    header = panel.view.horizontalHeader()

    def keys_after(column: int) -> list[str]:
        at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return [layer.key for layer in panel.model.layers]

    assert keys_after(W4) == ["conv1", "fc", "conv2"] and header.isSortIndicatorShown()
    assert keys_after(W4 + 1) == ["fc", "conv2", "conv1"]
    assert keys_after(W4 + 1) == ["conv1", "conv2", "fc"] and not header.isSortIndicatorShown()
    panel.sort_button.click()
    assert keys_after(W4) == ["conv1", "fc", "conv2"] and not panel.sort_button.isChecked()
    assert keys_after(0) == ["conv1", "conv2", "fc"]


# ---- as a plot


def test_the_plot_has_a_line_for_every_width_in_the_order_of_the_table(panel: SensitivityPanel, qtbot: QtBot) -> None:
    graph = panel._document.graph
    assert graph is not None
    choose(panel, Method.MEASURED)
    assert panel.plot_button.isHidden()
    panel._document.set_sensitivity(table(graph, Method.MEASURED))
    qtbot.mouseClick(panel.plot_button, Qt.MouseButton.LeftButton)
    plot = panel.plot
    assert plot.isVisible() and not panel.view.isVisible() and not panel.scale.isVisible()
    x, y = plot.marks[Part.WEIGHT, 4].getData()
    expected = [log10(1000 * row * 4.0**-4) for row in (1, 2, 3)]
    assert list(x) == [0, 1, 2] and list(y) == pytest.approx(expected)
    assert [entry.text for entry in plot.legend.entries] == ["W8", "W6", "W4", "W3", "W2", "A8", "A6", "A4"]
    panel.sort_button.click()
    assert list(plot.marks[Part.WEIGHT, 4].getData()[1]) == pytest.approx(expected[::-1])
    choose(panel, Method.SQNR)
    panel._document.set_sensitivity(table(graph, Method.SQNR))
    assert list(plot.marks[Part.WEIGHT, 4].getData()[1]) == [24.0] * 3
    assert len(plot.marks[Part.ACTIVATION, 4].getData()[0]) == 0


def test_the_legend_of_a_low_plot_keeps_every_width(panel: SensitivityPanel, qtbot: QtBot) -> None:
    graph = panel._document.graph
    assert graph is not None
    panel._document.set_sensitivity(table(graph))
    panel.plot_button.click()
    panel.resize(1200, 190)
    panel.grab()
    plot = panel.plot
    assert len(plot.legend.entries) == 8
    assert plot.legend.pos().y() + plot.legend.height <= plot.view.height()


def test_layers_are_chosen_in_the_plot_by_click_and_by_key(panel: SensitivityPanel, qtbot: QtBot) -> None:
    graph = panel._document.graph
    assert graph is not None
    panel._document.set_sensitivity(table(graph))
    panel.plot_button.click()
    plot = panel.plot
    qtbot.waitUntil(lambda: plot.view.width() > 100)
    at = plot.to_pixels(1.1, sum(plot._range) / 2).toPoint()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel._document.selection == ("conv2",)
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert panel._document.selection == ("fc",)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert panel._document.selection == ("conv2",) and list(plot.bands.opts["x"]) == [1]
    assert plot.read_x(1.2) == "conv2" and plot.read_x(7.0) == ""


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_the_plot_is_saved_as_picture_and_as_numbers(panel: SensitivityPanel, tmp_path: Path, kind: str) -> None:
    graph = panel._document.graph
    assert graph is not None
    panel._document.set_sensitivity(table(graph))
    panel.plot_button.click()
    target = tmp_path / f"s.{kind}"
    panel.plot.save(str(target))
    content = target.read_bytes()
    if kind == "csv":
        rows = content.decode().splitlines()
        assert len(rows) == 1 + 24 and rows[1].split(",")[1:4] == ["conv1", "weight", "8"]
    else:
        assert content[:4] == b"\x89PNG" if kind == "png" else b"<svg" in content


def test_the_hessian_says_its_trace_its_error_and_its_vectors(panel: SensitivityPanel) -> None:
    graph = panel._document.graph
    assert graph is not None
    choose(panel, Method.HESSIAN)
    assert panel.run_button.isEnabled() and "Hessian trace" in panel.status.text()
    trace = Trace(0.5, 0.9, 10)
    cells = [replace(c, trace=trace) for c in table(graph, Method.HESSIAN).cells.values() if c.part is Part.WEIGHT]
    panel._document.set_sensitivity(Sensitivity(Method.HESSIAN, 96).with_cells(cells))
    text = panel.model.index(0, W4).data(Qt.ItemDataRole.ToolTipRole)
    for part in ("HAWQ-V2", "Mean Hessian trace: 0.5", "± 0.1", "10 random vectors", "○ estimated"):
        assert part in text
    assert "weights alone" in panel.model.index(0, A4).data(Qt.ItemDataRole.ToolTipRole)
    assert panel._probing.counts() == (15, 0, 15), "an error of a fifth is not the end"
    settled = [replace(cell, samples=96, trace=Trace(0.5, 0.0, Trace.VECTORS)) for cell in cells]
    panel._document.set_sensitivity(Sensitivity(Method.HESSIAN, 96).with_cells(settled))
    assert panel._probing.counts() == (15, 0, 0) and not panel.run_button.isEnabled()


def test_the_plot_names_layers_below_its_axis_as_many_as_there_is_room_for(qtbot: QtBot, jobs: Jobs) -> None:
    document = small_document(30)
    keys = [layer.key for layer in document.graph.layers]  # type: ignore[union-attr]
    cells = (Cell(key, Part.WEIGHT, bits, 0.1 / bits) for key in keys for bits in (8, 4))
    document.set_sensitivity(Sensitivity(Method.MEASURED, 100).with_cells(cells))
    panel = SensitivityPanel(document, Probing(document, jobs))
    qtbot.addWidget(panel)
    panel.show()
    panel.plot_button.setChecked(True)
    axis = panel.plot.plot.getAxis("bottom")
    for width in (500, 1500):
        panel.resize(width, 320)
        qtbot.wait(30)
        (ticks,) = axis._tickLevels
        texts = [text for _, text in ticks]
        apart = panel.plot.view.width() / (panel.plot.view.viewRange()[0][1] - panel.plot.view.viewRange()[0][0])
        assert 3 <= len(texts) < 30 and (ticks[1][0] - ticks[0][0]) * apart >= 70
        assert texts[0].replace("\n", "") in panel.model.layers[0].key
