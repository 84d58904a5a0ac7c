"""The third step: the trade-off plot itself. A click on a point chooses it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from edgeviz.ui import formatting
from edgeviz.ui.document import Document
from edgeviz.ui.front.overlay import FrontOverlay
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from edgeviz.ui.presentation.magnified import Magnified
from edgeviz.ui.presentation.step import Missing, Step


class FrontStep(Step):
    key = "front"
    measureRequested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        title, note = self.tr("The front"), self.tr("Which points matter to you, and where the front bends.")
        super().__init__(title, note, parent)
        self.document = document
        self.missing = Missing(
            self.tr("Measure uniform widths"), self.tr("Evaluate the same width in every layer, from 16 bits to 1")
        )
        self.plot = TradeoffPanel(document)
        self.plot.chooser.hide()
        self.plot.count_label.hide()
        FrontOverlay(self.plot)
        self.plot.setAccessibleName(self.plot.canvas.accessibleName())
        self.figure = Magnified(self.plot)
        self.column.addWidget(self.missing)
        self.column.addWidget(self.figure, 1)
        self.missing.button.clicked.connect(self.measureRequested)
        for signal in (document.evaluationsChanged, document.recipeChanged, document.modelChanged):
            signal.connect(self.refresh)
        self.refresh()

    def story(self) -> str:
        current = self.document.evaluation()
        points = formatting.number(len(self.document.points) + len(self.document.family))
        text = self.tr("{} measured versions; no other beats those on the line. A click chooses one.").format(points)
        return f"{text} {self.tr('Now: {}.').format(self.plot.name_of(current))}" if current is not None else text

    @Slot()
    def refresh(self) -> None:
        graph = self.document.graph
        few = len(self.document.points) < 2
        self.missing.say(
            self.tr("A front needs two measured versions.") if few else "", graph is not None and graph.runs
        )
        self.figure.setVisible(bool(self.document.points))
        self.storyChanged.emit()
