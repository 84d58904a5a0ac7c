"""The inspector's details and its sensitivity curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.details import LayerDetailsDialog, details
from edgeviz.ui.inspector.panel import InspectorPanel
from tests.core.builders import residual_graph


@pytest.fixture
def panel(document: Document, qtbot: QtBot, qapp: QApplication) -> Iterator[InspectorPanel]:
    jobs = Jobs()
    panel = InspectorPanel(document, jobs)
    qtbot.addWidget(panel)
    panel.resize(1280, 240)
    yield panel
    jobs.shutdown()


def test_details_name_neighbours_ties_and_names(document: Document) -> None:
    graph = residual_graph()
    found = dict(details(graph, graph.layer("conv2"), document.recipe))
    assert found["Reads from"] == "relu1 (Relu)" and found["Read by"] == "add (Add)"
    assert found["Shares its activation width with"] == "conv1", "the addition joins what both quantize"
    assert found["Node in the exported ONNX"] == "conv2" and found["Weight"].startswith("conv2.weight")
    assert found["Bias"] == "–"
    assert found["Weight in the exported ONNX"] == "conv2.weight", "what stays float keeps its name"
    assert found["Tensor in Netron and Model Explorer"] == "c2"
    half = dict(details(graph, graph.layer("conv2"), uniform(["conv2"], 16, 32)))
    assert half["Weight in the exported ONNX"] == "conv2.weight_float16"
    assert half["Parameters in torch"] == "–", "the exporter has kept no names here"
    layer = replace(graph.layer("conv2"), torch_name="conv2", bias="conv2.bias")
    assert dict(details(graph, layer, document.recipe))["Parameters in torch"] == "conv2.weight, conv2.bias"


def test_details_open_by_a_click_and_can_be_copied(panel: InspectorPanel, document: Document, qtbot: QtBot) -> None:
    document.select(["conv1"])
    qtbot.mouseClick(panel.details_button, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(LayerDetailsDialog)
    assert dialog is not None and "conv1" in dialog.windowTitle()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "Node in the exported ONNX\tconv1" in QGuiApplication.clipboard().text()
    dialog.close()
    document.select(["conv1", "conv2"])
    assert not panel.details_button.isEnabled()


def test_the_curve_shows_the_losses_of_the_selected_layer(panel: InspectorPanel, document: Document) -> None:
    document.select(["conv1"])
    assert panel.curve.isHidden()
    cells = [Cell("conv1", Part.WEIGHT, bits, 10.0 ** (2 - bits)) for bits in (2, 4, 8)]
    cells.append(Cell("conv1", Part.ACTIVATION, 8, 0.01))
    document.set_sensitivity(Sensitivity(Method.MEASURED, 100).with_cells(cells))
    assert not panel.curve.isHidden()
    bits, losses = panel.curve._curves[Part.WEIGHT].getOriginalDataset()
    assert bits.tolist() == [2, 4, 8] and losses.tolist() == [1.0, 0.01, 1e-6]
    document.select(["fc"])
    assert panel.curve.isHidden()
