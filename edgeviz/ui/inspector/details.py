"""Everything that is known of one layer as a list that can be copied: shapes, neighbours, names in other formats."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.graph import Layer, ModelGraph, Node
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import layer_bytes, stored_weight
from edgeviz.core.ties import tied_groups
from edgeviz.ui import formatting, theme
from edgeviz.ui.layers.running import LayersRunning
from edgeviz.ui.layers.texts import spec_text

translate = formatting.translate
Rows = list[tuple[str, str]]


def details(graph: ModelGraph, layer: Layer, recipe: Recipe, running: LayersRunning | None = None) -> Rows:
    """Titles and values, in the order in which they are shown."""
    node = next((node for node in graph.nodes if node.key == layer.node), None)
    row = recipe[layer.key]
    shape = formatting.shape
    found: Rows = [
        (translate("LayerDetails", "Kind"), layer.kind),
        (translate("LayerDetails", "Operator"), f"{layer.op} (opset {graph.opset})"),
        (translate("LayerDetails", "Input"), f"{layer.input or formatting.NOTHING}  {shape(layer.input_shape)}"),
        (translate("LayerDetails", "Output"), f"{layer.output}  {shape(layer.output_shape)}"),
        (translate("LayerDetails", "Weight"), f"{layer.weight}  {'×'.join(map(str, layer.weight_shape))}"),
        (
            translate("LayerDetails", "Bias"),
            f"{layer.bias}  {layer.bias_elements}" if layer.bias else formatting.NOTHING,
        ),
        (translate("LayerDetails", "Parameters"), formatting.number(layer.parameters)),
        (translate("LayerDetails", "MACs"), formatting.number(layer.macs)),
        (translate("LayerDetails", "Bytes as chosen"), formatting.number(layer_bytes(layer, row.weight))),
        (translate("LayerDetails", "Weights as chosen"), spec_text(row.weight)),
        (
            translate("LayerDetails", "Input as chosen"),
            spec_text(row.activation) if layer.input else formatting.NOTHING,
        ),
    ]
    if running is not None and not running.is_empty:
        found.append((translate("LayerDetails", "Runs as"), running.summary([layer.key])))
    if node is not None:
        found += [(translate("LayerDetails", "Attribute {}").format(k), _value(v)) for k, v in node.attributes.items()]
        before, after = neighbours(graph, node)
        found.append((translate("LayerDetails", "Reads from"), _listed(before)))
        found.append((translate("LayerDetails", "Read by"), _listed(after)))
    for title, groups in (
        (translate("LayerDetails", "Shares its weights with"), tied_groups(graph).weights),
        (translate("LayerDetails", "Shares its activation width with"), tied_groups(graph).activations),
    ):
        others = [key for group in groups if layer.key in group for key in group if key != layer.key]
        found.append((title, ", ".join(others) or formatting.NOTHING))
    found += [
        (translate("LayerDetails", "Key in recipes and exports"), layer.key),
        (translate("LayerDetails", "Name in torch"), layer.torch_name or formatting.NOTHING),
        (translate("LayerDetails", "Module"), ".".join(layer.namespace) or formatting.NOTHING),
        (translate("LayerDetails", "Parameters in torch"), _torch_names(layer)),
        (translate("LayerDetails", "Node in the exported ONNX"), layer.node),
        (translate("LayerDetails", "Weight in the exported ONNX"), stored_weight(layer, row)),
    ]
    if node is not None:
        # A tensor's name is the same in every program that reads the file; nodes without one are named by each anew.
        written = next((name for name in node.outputs if name), formatting.NOTHING)
        found.append((translate("LayerDetails", "Tensor in Netron and Model Explorer"), written))
    return found


def _torch_names(layer: Layer) -> str:
    """The layer's entries in a state dict, where the exporter has kept them."""
    names = [name for name in (layer.weight, layer.bias) if name and name.startswith(f"{layer.torch_name}.")]
    return ", ".join(names) if layer.torch_name and names else formatting.NOTHING


def neighbours(graph: ModelGraph, node: Node) -> tuple[list[Node], list[Node]]:
    """The nodes that ``node`` reads from and those that read it, without constants."""
    before = [graph.producers[name] for name in node.inputs if name in graph.producers and name not in graph.constants]
    after = [row for name in node.outputs for row in graph.consumers.get(name, ())]
    return [graph.nodes[row] for row in dict.fromkeys(before)], [graph.nodes[row] for row in dict.fromkeys(after)]


def _listed(nodes: Iterable[Node]) -> str:
    return ", ".join(f"{node.key} ({node.op})" for node in nodes) or formatting.NOTHING


def _value(value: object) -> str:
    return "×".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


class LayerDetailsDialog(QDialog):
    """Show it with ``open()``."""

    def __init__(
        self,
        graph: ModelGraph,
        layer: Layer,
        recipe: Recipe,
        running: LayersRunning | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layerDetails")
        self.setWindowTitle(self.tr("Details of {}").format(layer.key))
        self.rows = details(graph, layer, recipe, running)
        self.table = QTableWidget(len(self.rows), 2)
        self.table.setObjectName("layerDetailsTable")
        self.table.setAccessibleName(self.tr("Everything about this layer"))
        self.table.setHorizontalHeaderLabels([self.tr("What"), self.tr("Value")])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        for at, (title, value) in enumerate(self.rows):
            for column, text in enumerate((title, value)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setObjectName("copyButton")
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeButton")
        self.close_button.clicked.connect(self.accept)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.resize(theme.px(640), theme.px(520))

    @Slot()
    def copy(self) -> None:
        """All of it as text, a line each, tab between title and value."""
        QGuiApplication.clipboard().setText("\n".join(f"{title}\t{value}" for title, value in self.rows))
