"""How many samples set the ranges, and how: for all layers or the selected ones, with a preview of one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.graph import Layer
from edgeviz.core.layer_view import LayerView
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe
from edgeviz.core.spec import Spec
from edgeviz.jobs.events import Failed
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.calibration_fields import RangeFields
from edgeviz.ui.dialogs.calibration_probe import CalibrationProbe
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption, heading
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import joined, number, significant
from edgeviz.ui.inspector.plots import HistogramBlock
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.texts import error_text

#: Samples below which the tails are hardly seen, and from which more add little (OpenVINO advises 300 to 1,000).
FEW, ENOUGH = 100, 300
MOST = 1_000_000


class CalibrationDialog(QDialog):
    """``recipe()`` is the current recipe with what was chosen. Whoever opens the dialog makes it one undo step."""

    #: The person wants other data, or a larger split.
    chooseDataRequested = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibrationDialog")
        self.setWindowTitle(self.tr("Calibration"))
        self._document = document
        self._available: int | None = None
        self.probe = CalibrationProbe(document, jobs, self)
        self._build()
        self.probe.counted.connect(self._counted)
        self.probe.viewed.connect(self._viewed)
        self.probe.failed.connect(self._failed)
        self.finished.connect(self.probe.stop)
        self._show_scope()
        if document.data is not None:
            self.probe.count()
        self._check()

    # ---- the result

    @property
    def layers(self) -> list[Layer]:
        """The layers whose ranges are chosen here."""
        graph = self._document.graph
        if self.selected_button.isChecked():
            return self._document.selected_layers
        return list(graph.layers) if graph is not None else []

    def recipe(self) -> Recipe:
        """The current recipe with the samples and ranges that the fields say; ties are followed."""
        found = self._document.recipe
        for part, fields in self.ranges.items():
            rows = edits.changes(found, self.layers, part, fields.change(), self._document.tying.active)
            found = found.with_layers(rows)
        return replace(found, calibration=Calibration(self.samples.value()))

    # ---- construction

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(heading(self.tr("Samples")))
        self.samples = QSpinBox()
        self.samples.setObjectName("calibrationSamples")
        self.samples.setRange(1, MOST)
        self.samples.setGroupSeparatorShown(True)
        self.samples.setAccessibleName(self.tr("Number of calibration samples"))
        self.samples.setToolTip(self.tr("Samples of the calibration split that set the ranges of activations"))
        self.samples.setValue(self._document.recipe.calibration.samples)
        self.samples.valueChanged.connect(self._check)
        self.of = QLabel()
        self.of.setObjectName("calibrationOf")
        row = QHBoxLayout()
        row.addWidget(self.samples)
        row.addWidget(self.of, 1)
        left.addLayout(row)
        self.advice = caption(name="calibrationAdvice")
        left.addWidget(self.advice)
        self.status = StateLabel("calibrationStatus")
        self.status.setAccessibleName(self.tr("What is wrong with the number of samples"))
        left.addWidget(self.status)
        self.data_button = self._plain("calibrationData", self.tr("Choose data…"), self._choose_data)
        left.addWidget(self.data_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(8)
        left.addWidget(heading(self.tr("Ranges")))
        left.addLayout(self._build_scope())
        self.ranges = {part: RangeFields(part) for part in (Part.ACTIVATION, Part.WEIGHT)}
        for fields in self.ranges.values():
            fields.changed.connect(self._ask)
            left.addWidget(fields)
        left.addStretch(1)
        column = QWidget()
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        for widget in column.findChildren(QWidget):
            widget.ensurePolished()
        column.setFixedWidth(max(360, left.minimumSize().width()))

        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(column)
        columns.addLayout(self._build_preview(), 1)
        buttons = QDialogButtonBox()
        self.apply_button = PrimaryButton(self.tr("Use this calibration"), "useCalibration")
        self.apply_button.setDefault(True)
        self.apply_button.clicked.connect(self.accept)
        buttons.addButton(self.apply_button, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = self._plain("cancelCalibration", self.tr("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)
        self.resize(860, 560)

    def _build_scope(self) -> QHBoxLayout:
        graph, chosen = self._document.graph, self._document.selected_layers
        count = len(graph.layers) if graph is not None else 0
        self.all_button = QRadioButton(self.tr("All {} layers").format(number(count)))
        self.all_button.setObjectName("calibrateAll")
        text = self.tr("The selected layer") if len(chosen) == 1 else self.tr("{} selected").format(number(len(chosen)))
        self.selected_button = QRadioButton(text)
        self.selected_button.setObjectName("calibrateSelected")
        self.selected_button.setEnabled(bool(chosen))
        self.selected_button.setToolTip(
            self.tr("Layers tied to these follow, if tied layers are edited together")
            if chosen
            else self.tr("Select layers in the table first")
        )
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self.all_button, self.selected_button):
            button.setAccessibleName(button.text())
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.all_button.setChecked(True)
        group.buttonClicked.connect(self._show_scope)
        return row

    def _build_preview(self) -> QVBoxLayout:
        self.layer_box = QComboBox()
        self.layer_box.setObjectName("calibrationLayer")
        self.layer_box.setAccessibleName(self.tr("Layer of the preview"))
        self.layer_box.setToolTip(self.tr("The layer whose input activation is shown as it would be quantized"))
        graph = self._document.graph
        for layer in graph.layers if graph is not None else ():
            if edits.has_activation(layer):
                self.layer_box.addItem(layer.key)
        chosen = next((key for key in self._document.selection if self.layer_box.findText(key) >= 0), None)
        if chosen is not None:
            self.layer_box.setCurrentText(chosen)
        self.layer_box.currentIndexChanged.connect(self._ask)
        #: Whether a distribution was drawn, which may be dimmed while the next one is worked out.
        self._is_shown = False
        self.plot = HistogramBlock("calibrationPreview", self.tr("Activation"))
        self.facts = caption(name="calibrationRange")
        layout = QVBoxLayout()
        layout.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(heading(self.tr("Preview")))
        row.addWidget(self.layer_box, 1)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.facts)
        return layout

    def _plain(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ---- following the fields

    @Slot()
    def _show_scope(self) -> None:
        recipe = self._document.recipe
        for part, fields in self.ranges.items():
            layers = [layer for layer in self.layers if part is Part.WEIGHT or edits.has_activation(layer)]
            fields.show_specs([edits.part_of(recipe[layer.key], part) for layer in layers])
        self._ask()

    @Slot()
    def _check(self) -> None:
        """Say whether there are as many samples, and what the number is good for."""
        value, available = self.samples.value(), self._available
        short = available is not None and value > available
        # The default takes what there is; a number that somebody chose must be there.
        wrong = short and value != Calibration().samples
        text = ""
        if wrong and available is not None:
            text = self.tr("There are {} samples. Ask for at most as many, or choose data with a larger split.").format(
                number(available)
            )
        elif self._document.data is None:
            text = self.tr("No data is chosen: activations have no ranges until there is.")
        self.status.say(text, "bad" if wrong else "warning")
        self.data_button.setVisible(bool(text))
        self.apply_button.setEnabled(not wrong)
        taken = min(value, available) if available is not None else value
        for fields in self.ranges.values():
            fields.set_samples(taken)
        self.advice.setText(self._advice(taken))
        self._ask()

    def _advice(self, samples: int) -> str:
        if samples < FEW:
            return self.tr("Few: rare large values are hardly seen. 300 to 1,000 are advised, min-max needs least.")
        if samples < ENOUGH:
            return self.tr("Enough for min-max and 8 bits; percentile and entropy gain from 300 to 1,000.")
        return self.tr("Ample. More samples take longer, but no more memory: values are counted as they stream by.")

    @Slot()
    def _ask(self) -> None:
        """Ask for the preview of what the fields say now."""
        key = self.layer_box.currentText()
        if not key or self._document.data is None or not self.apply_button.isEnabled():
            self.probe.view_nothing()
            self.facts.setText("")
            why = self.tr("Choose data to see activations.") if self._document.data is None else ""
            self._is_shown = False
            self.plot.say(why or self.tr("Correct the number of samples."))
            return
        row = self.recipe()[key].activation
        # That layer alone: nothing else is calibrated for a look at it.
        recipe = Recipe({key: LayerRecipe(activation=row)}, Calibration(self.samples.value()))
        self.facts.setText(self.tr("Calibrating…"))
        if self._is_shown:
            self.plot.set_stale(True)
        else:
            # Axes without a curve would show numbers of nothing.
            self.plot.say(self.tr("The preview is being calculated…"))
        self.probe.view(recipe, key)

    @Slot(int, int)
    def _counted(self, available: int, possible: int) -> None:
        self._available = available
        self.of.setText(self.tr("of {} in the calibration split").format(number(available)))
        if possible > available:
            self.of.setToolTip(
                self.tr("The data could give {}: choose a larger calibration split there.").format(number(possible))
            )
            self.data_button.setToolTip(self.of.toolTip())
        self._check()

    @Slot(object)
    def _viewed(self, view: LayerView) -> None:
        if view.activation is None:
            self._is_shown = False
            self.plot.say(view.activation_note)
            self.facts.setText("")
            return
        spec = view.recipe.activation
        label = self.tr("{} bits").format(number(spec.bits)) if spec.is_uniform else spec.label
        self._is_shown = True
        self.plot.say("")
        self.plot.set_stale(False)
        self.plot.show_distribution(view.activation, self.tr("Input activation"), label)
        self.facts.setText(self._range(view, spec))

    def _range(self, view: LayerView, spec: Spec) -> str:
        if view.activation is None or view.activation_scale is None or view.activation_zero_point is None:
            return self.tr("This activation is not quantized to integers: it needs no range.")
        lowest, codes = (-(1 << spec.bits >> 1), 1 << spec.bits) if spec.symmetric else (0, 1 << spec.bits)
        if spec.symmetric and spec.bits == 1:
            lowest, codes = -1, 3
        scale, zero = view.activation_scale, view.activation_zero_point
        low, high = (lowest - zero) * scale, (lowest + codes - 1 - zero) * scale
        parts = (
            self.tr("range {} to {}").format(significant(low), significant(high)),
            self.tr("step {}").format(significant(scale)),
            self.tr("values {} to {}").format(significant(view.activation.low), significant(view.activation.high)),
        )
        return joined(parts)

    @Slot(object)
    def _failed(self, event: Failed) -> None:
        self.facts.setText("")
        self._is_shown = False
        self.plot.say(error_text(event), error=True)

    @Slot()
    def _choose_data(self) -> None:
        self.reject()
        self.chooseDataRequested.emit()
