"""What the trade-off panel shows while there is no point: why, and the one action that changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.graph import ModelGraph
from edgeviz.ui import formatting


class EmptyPlot(QWidget):
    """A sentence and the button "Measure uniform widths", hidden where it could not do anything."""

    measureRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tradeoffEmpty")
        self.label = QLabel()
        self.label.setObjectName("tradeoffEmptyText")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.button = QPushButton(self.tr("Measure uniform widths"))
        self.button.setObjectName("evaluateButton")
        self.button.setAccessibleName(self.button.text())
        self.button.setToolTip(self.tr("Evaluate the same width in every layer, as points of reference (Shift+F9)"))
        self.button.clicked.connect(self.measureRequested)
        # Outside dialogs Qt presses buttons by Space only.
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def explain(
        self, graph: ModelGraph | None, has_evaluations: bool, axes: tuple[str, str], has_data: bool = True
    ) -> None:
        """Say why there is no point on ``axes`` (names of quantities)."""
        if has_evaluations and not has_data and "accuracy" in axes:
            text = self.tr("Accuracy needs data to measure with: choose data (Ctrl+D), or other axes.")
        elif has_evaluations:
            x, y = (formatting.title(name) for name in axes)
            text = self.tr("No recipe has both {} and {} yet. Choose other axes or measure again.").format(x, y)
        elif graph is None:
            text = self.tr("Open a model to see what its recipes cost.")
        elif not graph.runs:
            text = self.tr("This model cannot be run here, so its recipes cannot be measured.")
        elif not graph.layers:
            text = self.tr("This model has no layers whose widths could be chosen, so it has one recipe: float.")
        else:
            text = self.tr("Every recipe that is measured becomes a point here.\nStart with the same width everywhere.")
        self.label.setText(text)
        self.button.setVisible(graph is not None and graph.runs and bool(graph.layers))
