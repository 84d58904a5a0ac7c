"""The inspector: facts, settings and distributions of the selected layer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer
from edgeviz.core.layer_view import LayerView
from edgeviz.core.spec import Spec
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.curve import SensitivityBlock
from edgeviz.ui.inspector.details import LayerDetailsDialog
from edgeviz.ui.inspector.facts import Facts
from edgeviz.ui.inspector.plots import ChannelBlock, HistogramBlock, PlotBlock
from edgeviz.ui.inspector.settings import PartSettings
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.layers.running import LayersRunning
from edgeviz.ui.texts import kept, shown

ENTRY = "edgeviz.engine.inspect_layer:run"
#: Milliseconds without a further change before histograms are asked for.
DEBOUNCE = 150
#: Views kept: going back to a layer or a bit width shows them at once.
KEPT = 64
#: Widths in pixels from which facts stand beside plots, plots beside each other, and settings beside each other.
WIDE, MEDIUM, NARROW = 940, 560, 400

Key = tuple[Any, ...]


class InspectorPanel(QWidget):
    """Follows the selection. One layer: everything about it; several: what they share, and edits for all."""

    #: The person wants to choose samples and ranges for all layers.
    calibrationRequested = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPanel")
        self.setAccessibleName(self.tr("Inspector"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._jobs = jobs
        self._job: Job | None = None
        self._wanted: Key | None = None
        self._views: OrderedDict[Key, LayerView] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self._request)
        self._build()
        document.sensitivityChanged.connect(self.show_curve)
        document.profileChanged.connect(self._show_facts)
        for signal in (document.selectionChanged, document.modelChanged, document.recipeChanged):
            signal.connect(self.refresh)
        for signal in (document.dataChanged, document.pathChanged):
            signal.connect(self._refresh_view)
        self.refresh()

    # ---- what is shown

    def refresh(self) -> None:
        """Read selection and recipe anew; histograms follow when they are there."""
        layers = self._document.selected_layers
        self._pages.setCurrentWidget(self._content if layers else self._empty)
        self._empty_text.setText(
            self.tr("Select a layer to see its weights, activations and settings.")
            if self._document.graph is not None
            else self.tr("Open a model and select a layer.")
        )
        if not layers:
            self._stop()
            self._wanted = None
            return
        recipe = self._document.recipe
        self._show_facts()
        self.details_button.setEnabled(len(layers) == 1)
        self.show_curve()
        self._settings[Part.WEIGHT].show_specs([recipe[layer.key].weight for layer in layers])
        inputs = [recipe[layer.key].activation for layer in layers if edits.has_activation(layer)]
        self._settings[Part.ACTIVATION].show_specs(inputs)
        self._refresh_view()

    @Slot()
    def _show_facts(self) -> None:
        document, layers = self._document, self._document.selected_layers
        if layers:
            self._facts.show_layers(document.graph, layers, document.recipe, self._running())

    def _running(self) -> LayersRunning:
        return LayersRunning(self._document.profile, self._document.is_profile_old)

    def _refresh_view(self) -> None:
        """Show the histograms that are known, or ask for them."""
        layers = self._document.selected_layers
        if not layers:
            return
        if len(layers) > 1:
            self._stop()
            self._wanted = None
            self._say(self.tr("Select a single layer to see this."))
            return
        key = self._key(layers[0])
        if key == self._wanted and self._job is not None:
            return
        before, self._wanted = self._wanted, key
        self._stop()
        if key in self._views:
            self._views.move_to_end(key)
            self._show_view(self._views[key])
            return
        # Of the same layer the old histograms stay, dimmed; those of another layer would mislead.
        if before is None or before[:2] != key[:2] or not self._shown:
            self._say(self.tr("Reading the weights…"))
        else:
            self._set_stale(True)
        self._timer.start()

    def _key(self, layer: Layer) -> Key:
        model, data, recipe = self._document.project.model, self._document.data, self._document.recipe
        identity = model.sha256 if model else ""
        # Repairs carry what is chosen for one layer into others.
        whole = (recipe.hash, self._document.evaluation() is not None) if recipe.repairs else ()
        return identity, layer.key, recipe[layer.key], recipe.calibration, data.hash if data else "", whole

    @Slot()
    def show_curve(self) -> None:
        """The sensitivity of the selected layer, where its table is there."""
        layers = self._document.selected_layers
        known = len(layers) == 1 and self.curve.show_layer(self._document.sensitivity, layers[0].key)
        if known != (not self.curve.isHidden()):
            self.curve.setVisible(known)
            self._arrange()

    @Slot()
    def show_details(self) -> LayerDetailsDialog | None:
        """Everything about the selected layer, in a window of its own."""
        graph, layers = self._document.graph, self._document.selected_layers
        if graph is None or not layers:
            return None
        dialog = LayerDetailsDialog(graph, layers[0], self._document.recipe, self._running(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _show_view(self, view: LayerView) -> None:
        self._shown = True
        self._set_stale(False)
        self._busy.setText(shown(view.note))
        row = view.recipe
        self._weights.show_distribution(view.weight, self.tr("Weight"), _label(row.weight))
        self._channels.show_ranges(view.channel_low, view.channel_high)
        if view.activation is None:
            no_data = self._document.data is None
            text = self.tr("Choose data to see activations.") if no_data else view.activation_note
            self._inputs.say(text or self.tr("This layer has no activation to show."))
        else:
            self._inputs.show_distribution(view.activation, self.tr("Input activation"), _label(row.activation))
        self._arrange()

    def _say(self, text: str, error: bool = False) -> None:
        self._shown = False
        self._set_stale(False)
        for block in self._blocks:
            block.say(text if block is self._weights else "", error)
            block.setVisible(block is self._weights)

    def _set_stale(self, stale: bool) -> None:
        for block in self._blocks:
            block.set_stale(stale)
            block.setVisible(True)
        self._busy.setText(self.tr("Updating…") if stale else "")

    # ---- the job

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    def _request(self) -> None:
        store, layers = self._document.store, self._document.selected_layers
        if self._wanted is None or len(layers) != 1 or not self.isVisible():
            return
        if store is None:
            # The project file is being made; pathChanged follows.
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self._fail(shown(error.what), shown(error.remedy))
            return
        document, layer = self._document, layers[0]
        arguments = {"path": path, "data": document.data, "recipe": document.recipe, "key": layer.key}
        title = kept("Histograms of {}").format(layer.key)
        spec = JobSpec(ENTRY, title, arguments, lane=Lane.INTERACTIVE)
        self._job = self._jobs.submit(spec)
        self._job.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, event: object) -> None:
        """The answer to the latest request; those of cancelled ones are ignored."""
        if self._job is None or self._wanted is None or getattr(event, "job", None) != self._job.spec.id:
            return
        self._job = None
        if isinstance(event, Finished) and isinstance(event.payload, LayerView):
            self._views[self._wanted] = event.payload
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
            self._show_view(event.payload)
        elif isinstance(event, Failed):
            self._fail(shown(event.what), shown(event.remedy))
        else:
            self._say(self.tr("Cancelled. Select the layer again to see its histograms."))
            self._wanted = None

    def _fail(self, what: str, remedy: str) -> None:
        self._say(f"{what} {remedy}".strip(), error=True)

    # ---- edits

    @Slot(object, str, str)
    def _edit(self, change: Callable[[Spec], Spec], text: str, merge_key: str) -> None:
        part = Part.WEIGHT if self.sender() is self._settings[Part.WEIGHT] else Part.ACTIVATION
        document = self._document
        changes = edits.changes(document.recipe, document.selected_layers, part, change, document.tying.active)
        if changes:
            document.set_layers(changes, text, f"{merge_key}:{','.join(document.selection)}" if merge_key else "")
        else:
            self.refresh()

    # ---- building

    def _build(self) -> None:
        self._shown = False
        self._empty = QWidget(self)
        self._empty_text = QLabel(self._empty)
        self._empty_text.setObjectName("inspectorEmpty")
        self._empty_text.setProperty("role", "muted")
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self._empty).addWidget(self._empty_text)

        inner = QWidget()
        inner.setObjectName("inspectorInner")
        inner.setProperty("role", "panel")
        self._settings = {part: PartSettings(part, inner) for part in Part}
        for settings in self._settings.values():
            settings.edited.connect(self._edit)
            settings.calibrationRequested.connect(self.calibrationRequested)
        self._weights = HistogramBlock("inspectorWeights", self.tr("Weights"), inner)
        self._inputs = HistogramBlock("inspectorActivations", self.tr("Activations"), inner)
        self._channels = ChannelBlock("inspectorChannels", self.tr("Channels"), inner)
        self._blocks: tuple[PlotBlock, ...] = (self._weights, self._inputs, self._channels)
        self.curve = SensitivityBlock("inspectorSensitivity", self.tr("Sensitivity"), inner)
        self.curve.hide()

        self._settings_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._settings_row.setSpacing(4 * theme.GRID)
        for settings in self._settings.values():
            self._settings_row.addWidget(settings, 1, Qt.AlignmentFlag.AlignTop)
        self._left = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left.setSpacing(4 * theme.GRID)
        self._facts = Facts(inner)
        self._left.addWidget(self._facts, 1, Qt.AlignmentFlag.AlignTop)
        self._build_buttons(inner)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(self._log)
        below.addWidget(self.details_button)
        below.addWidget(self._busy)
        below.addStretch(1)
        # Below the settings and not below the facts, so that a low panel need not scroll.
        self._settings_column = QVBoxLayout()
        self._settings_column.setSpacing(2 * theme.GRID)
        self._settings_column.addLayout(self._settings_row)
        self._settings_column.addLayout(below)
        self._settings_column.addStretch(1)
        self._left.addLayout(self._settings_column, 2)
        self._plots = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._plots.setSpacing(4 * theme.GRID)
        for block in (*self._blocks, self.curve):
            self._plots.addWidget(block, 1)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._outer.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, 2 * theme.GRID)
        self._outer.setSpacing(4 * theme.GRID)
        self._outer.addLayout(self._left)
        self._outer.addLayout(self._plots, 1)

        scroll = QScrollArea(self)
        scroll.setObjectName("inspectorScroll")
        scroll.setAccessibleName(self.accessibleName())
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._content = scroll
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(scroll)

    def _build_buttons(self, parent: QWidget) -> None:
        self._log = QCheckBox(self.tr("Logarithmic counts"), parent)
        self._log.setObjectName("inspectorLog")
        self._log.setToolTip(self.tr("Show rare values: a logarithmic axis for both histograms"))
        self._log.toggled.connect(self._weights.set_log)
        self._log.toggled.connect(self._inputs.set_log)
        self.details_button = QPushButton(self.tr("Details…"), parent)
        self.details_button.setObjectName("inspectorDetails")
        self.details_button.setToolTip(self.tr("Shapes, attributes, neighbours and the names in other formats"))
        self.details_button.clicked.connect(self.show_details)
        self._busy = QLabel(parent)
        self._busy.setObjectName("inspectorBusy")
        self._busy.setProperty("role", "caption")

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Nothing is computed for a panel that nobody sees.
        if self._wanted is not None and self._job is None and self._wanted not in self._views:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put facts, settings and plots beside or below each other, whichever the width allows."""
        width = self.width()
        direction = QBoxLayout.Direction
        self._outer.setDirection(direction.LeftToRight if width >= WIDE else direction.TopToBottom)
        self._settings_row.setDirection(direction.LeftToRight if width >= NARROW else direction.TopToBottom)
        self._left.setDirection(direction.LeftToRight if width >= MEDIUM else direction.TopToBottom)
        self._plots.setDirection(direction.LeftToRight if width >= MEDIUM else direction.TopToBottom)
        # A box that turns does not tell the boxes around it.
        boxes = (self._settings_column, self._left, self._plots, self._outer)
        for box in boxes:
            box.invalidate()
        # Nothing may be cut: what is beside each other depends on texts and fonts, too.
        room = width - self._content.verticalScrollBar().sizeHint().width()
        if width >= WIDE and self._outer.minimumSize().width() > room:
            self._outer.setDirection(direction.TopToBottom)
            self._outer.invalidate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()


def _label(spec: Spec) -> str:
    if spec.is_uniform:
        return formatting.translate("Inspector", "{} bits").format(spec.bits)
    return spec.label
