"""The page with the roofline and the time by kind of layer."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edgeviz.core.device.demand import Times
from edgeviz.core.device.roofline import by_kind, plain_kind, points
from edgeviz.core.device.whatif import lacking_bits
from edgeviz.core.recipe import uniform
from edgeviz.ui import theme
from edgeviz.ui.devices.empty import PageWithEmpty
from edgeviz.ui.devices.kind_bars import KindBars
from edgeviz.ui.devices.roofline_plot import RooflinePlot
from edgeviz.ui.devices.turning import TurningSplitter
from edgeviz.ui.devices.words_of_bounds import width_title
from edgeviz.ui.devices.words_of_errors import other_models, sentence
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel


class RooflinePage(PageWithEmpty):
    """Follows the recipe and the device; ``chooseRequested`` asks for the list of devices."""

    chooseRequested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("deviceRoofline", content, parent)
        self.document = document
        self._lacks_unit = False
        self.plot = RooflinePlot()
        self.plot.layerChosen.connect(self._choose)
        self.bars = KindBars()
        self.note = ElidedLabel()
        self.note.setObjectName("rooflineNote")
        self.note.setProperty("role", "caption")
        self.trials = caption(name="rooflineTrials")
        self.trials.setToolTip(
            self.tr("Calibrating measures some recipes only to compare them with what the table of layers predicts")
        )
        self.trials.hide()
        split = TurningSplitter("rooflineSplit", (self.plot, self.bars), wide=(70, 26), tall=(72, 28))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(split, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.trials)
        self.empty.requested.connect(self._fill)

    @Slot()
    def refresh(self) -> None:
        graph, found = self.document.graph, self.document.times()
        self._lacks_unit = False
        if graph is None or found is None:
            text = self.tr("{} is measured, not modelled. A device with a profile has a roofline.")
            text = text.format(self.document.place or self.tr("This machine"))
            self.show_empty(text, self.tr("Compare all devices"), self.tr("Shows every device, to choose one"))
            return
        if not graph.layers:
            text = self.tr("This model has no layers with weights, and only they have a place under the roof.")
            self.show_empty(text, self.tr("Compare all devices"), self.tr("Shows every device, to choose one"))
            return
        if found.cannot_run:
            self._lacks_unit = True
            self._explain_lack(found)
            return
        every = points(graph, found)
        self.plot.show_points(found.device, every)
        kinds, plain = by_kind(every), plain_kind(found, self.tr("Without weights"))
        # Where their time puts them: longest first.
        self.bars.show_kinds(tuple(sorted((*kinds, *((plain,) if plain else ())), key=lambda kind: -kind.seconds)))
        hidden = sum(not point.has_place for point in every)
        note = self.tr(
            "{} ◇ Speed counts each layer's overhead. Operators without weights count by the bytes they move."
        )
        note = note.format(found.device.name)
        if found.device.timings is not None:
            note += " " + self.tr("The figure bar has a sum of measured layers instead.")
        self.trials.setVisible(found.device.timings is not None)
        if found.device.timings is not None:
            timings = found.device.timings
            self.trials.setText(f"{sentence(timings)} {other_models(timings)}")
        if hidden:
            note += " " + self.tr("{} layers without arithmetic are not drawn.").format(hidden)
        self.note.setText(note)
        # Last: a page that comes into sight draws what it has by then, once.
        self.show_content()
        self.show_selection()

    @Slot()
    def show_selection(self) -> None:
        if not self.is_empty:
            self.plot.show_chosen(self.document.selection)

    # ---- internals

    def _explain_lack(self, found: Times) -> None:
        names = ", ".join(map(width_title, lacking_bits(found)))
        width = max(found.device.rates)
        text = self.tr("{} cannot run this recipe: {} layers need a unit for {}; it has {} only.").format(
            found.device.name,
            len(found.cannot_run),
            names,
            ", ".join(map(width_title, sorted(found.device.rates, reverse=True))),
        )
        action = self.tr("Give every layer {} bits").format(width)
        self.show_empty(text, action, self.tr("Weights and activations of all layers; Undo takes it back"))

    @Slot()
    def _fill(self) -> None:
        graph, device = self.document.graph, self.document.device
        if not self._lacks_unit or graph is None or device is None:
            self.chooseRequested.emit()
            return
        width = max(device.rates)
        keys = [layer.key for layer in graph.layers]
        changes = uniform(keys, width, width).layers
        self.document.set_layers(changes, self.tr("{} bits for {}").format(width, device.name))

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.document.select([key])
