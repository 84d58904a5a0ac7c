"""The inspector's facts: what the selected layer is, or what several layers come to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import layer_bytes
from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.layers.running import LayersRunning

#: As many as a panel shows at 1280 × 800 without scrolling; the rest is among the details.
ROWS = 9


class Facts(QWidget):
    """A name with rows of titles and values below it; what does not fit is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorFacts")
        self.setMinimumWidth(theme.px(196))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.name = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideMiddle)
        self.name.setObjectName("inspectorName")
        self.name.setProperty("role", "title")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0, 1, 2)
        self._labels: list[tuple[QLabel, ElidedLabel]] = []
        for row in range(ROWS):
            label = QLabel(self)
            label.setProperty("role", "muted")
            value = ElidedLabel(parent=self)
            value.setObjectName(f"inspectorFact{row}")
            grid.addWidget(label, row + 1, 0)
            grid.addWidget(value, row + 1, 1)
            self._labels.append((label, value))

    def show_layers(
        self, graph: ModelGraph | None, layers: Sequence[Layer], recipe: Recipe, running: LayersRunning | None = None
    ) -> None:
        number = formatting.number
        macs, whole = sum(layer.macs for layer in layers), graph.macs if graph else 0
        share = f" ({formatting.percent(macs / whole)})" if whole else ""
        facts: list[tuple[str, str]] = []
        if len(layers) == 1:
            layer = layers[0]
            self.name.setText(layer.key)
            facts += [
                (self.tr("Kind"), layer.kind),
                (self.tr("Input"), formatting.shape(layer.input_shape)),
                (self.tr("Output"), formatting.shape(layer.output_shape)),
                (self.tr("Weight"), "×".join(map(str, layer.weight_shape))),
            ]
        else:
            self.name.setText(self.tr("{} layers").format(number(len(layers))))
            facts.append((self.tr("Kinds"), ", ".join(sorted({layer.kind for layer in layers}))))
        facts += [
            (self.tr("Parameters"), number(sum(layer.parameters for layer in layers))),
            (self.tr("MACs"), formatting.count(macs) + share),
            (self.tr("Size"), formatting.size(sum(layer_bytes(layer, recipe[layer.key].weight) for layer in layers))),
        ]
        tips: dict[str, str] = {}
        if running is not None and not running.is_empty:
            title = self.tr("Runs as")
            facts.append((title, running.summary([layer.key for layer in layers])))
            tips[title] = running.tooltip(layers[0].key) if len(layers) == 1 else running.about(0)
        if len(layers) == 1:
            facts += self._attributes(graph, layers[0])
        for row, (label, value) in enumerate(self._labels):
            text, shown = facts[row] if row < len(facts) else ("", "")
            label.setText(text)
            value.setText(shown)
            value.explain(tips.get(text, ""))
            label.setVisible(bool(text))
            value.setVisible(bool(text))

    def _attributes(self, graph: ModelGraph | None, layer: Layer) -> list[tuple[str, str]]:
        node = next((node for node in graph.nodes if node.key == layer.node), None) if graph else None
        if node is None or not node.attributes:
            return []
        texts = []
        for name, value in node.attributes.items():
            shown = "×".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
            texts.append(f"{name} {shown}")
        return [(self.tr("Attributes"), ", ".join(texts))]
