"""The first and the fourth step: the network as it came, and as it was chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from edgeviz.core.naming import describe
from edgeviz.core.recipe import Recipe
from edgeviz.ui import formatting, theme, verdicts
from edgeviz.ui.document import Document
from edgeviz.ui.figure_bar import FigureBar
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.measuring import Measuring
from edgeviz.ui.presentation.magnified import Magnified
from edgeviz.ui.presentation.step import LEAST, Missing, Step
from edgeviz.ui.texts import name_text


def _network(document: Document, overlay: str) -> GraphPanel:
    """The network without its controls; what is chosen here is not remembered for the window."""
    panel = GraphPanel(document)
    panel.head.hide()
    panel.footer.hide()
    panel.colours.choose(overlay)
    # The large parts first; a double click opens one.
    panel.collapse_all()
    return panel


def _magnify(panel: GraphPanel, unit: float) -> None:
    # It magnifies by itself: as a widget in a figure it would be a blurred picture.
    panel.canvas.magnification = unit * LEAST / theme.px(theme.BODY)
    if panel.canvas.begun:
        panel.canvas.begin()


class ModelStep(Step):
    """The network and its size."""

    key = "model"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        title, note = self.tr("The model"), self.tr("What the network does, who made it, and what it is needed for.")
        super().__init__(title, note, parent)
        self.document = document
        self.network = _network(document, "operator")
        self.column.addWidget(self.network, 1)

    def story(self) -> str:
        document, model = self.document, self.document.project.model
        if model is None:
            return ""
        graph, known = model.graph, document.metrics(Recipe())
        parts = [
            self.tr("{} layers").format(len(graph.layers)),
            self.tr("{} weights").format(formatting.count(sum(layer.weight_elements for layer in graph.layers))),
            *(f"{formatting.value_text(known[name])} {known[name].provenance.mark}" for name in ("size", "accuracy")
              if name in known),
        ]  # fmt: skip
        return self.tr("{}, in float: {}.").format(model.name, formatting.joined(parts))

    def set_unit(self, unit: float) -> None:
        super().set_unit(unit)
        _magnify(self.network, unit)

    def leave(self) -> None:
        self.network.layouts.cancel()


class ChoiceStep(Step):
    """The current recipe: its figures beside the float model's, and its widths in the network."""

    key = "choice"
    chooseDataRequested = Signal()

    def __init__(self, document: Document, measuring: Measuring, parent: QWidget | None = None) -> None:
        title, note = self.tr("The choice"), self.tr("Why this version: what it saves, and what it costs.")
        super().__init__(title, note, parent)
        self.document, self.measuring = document, measuring
        # As many as have room in large type.
        self.figures = FigureBar(document, names=("accuracy", "size", "latency"))
        self.bar = Magnified(self.figures)
        self.missing = Missing(self.tr("Measure this version"), self.tr("Accuracy, size and latency, here"))
        self.network = _network(document, "weight_bits")
        self.column.addWidget(self.bar)
        self.column.addWidget(self.missing)
        self.column.addWidget(self.network, 1)
        self.figures.chooseDataRequested.connect(self.chooseDataRequested)
        self.missing.button.clicked.connect(measuring.measure_now)
        measuring.pendingChanged.connect(self.figures.set_pending)
        for signal in (document.recipeChanged, document.evaluationsChanged, document.modelChanged):
            signal.connect(self.refresh)
        self.refresh()

    def story(self) -> str:
        graph, found = self.document.graph, self.document.evaluation()
        if graph is None:
            return ""
        name = name_text((found.name if found is not None else "") or describe(self.document.recipe, graph))
        if self.document.is_reference:
            return self.tr("Nothing is chosen yet: this is the float model. A click on the front chooses.")
        compared = self.document.comparison()
        verdict = f" {self.tr('Accuracy: {}.').format(verdicts.line(compared))}" if compared is not None else ""
        return self.tr("{}, against the float model.").format(name) + verdict

    @Slot()
    def refresh(self) -> None:
        graph, is_measured = self.document.graph, self.document.evaluation() is not None
        can = graph is not None and graph.runs
        text = self.tr("This version has not been measured.")
        self.missing.say("" if is_measured else text, can)
        self.storyChanged.emit()

    def set_unit(self, unit: float) -> None:
        super().set_unit(unit)
        scale = unit * LEAST / theme.px(theme.CAPTION)
        self.bar.setFixedHeight(round(self.figures.minimumSizeHint().height() * scale))
        _magnify(self.network, unit)

    def leave(self) -> None:
        self.network.layouts.cancel()
