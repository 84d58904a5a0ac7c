"""Post-training repairs: what is done to the whole recipe after quantization, without training."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.presets import keep_ends
from edgeviz.core.recipe import ADAROUND, Repairs
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.measuring import Measuring

#: Iterations that one step of the spin box adds.
STEP = 1000


class RepairsPanel(QWidget):
    """Five switches, each one undo step. Nothing long starts by itself: AdaRound is measured when it is asked for."""

    def __init__(self, document: Document, measuring: Measuring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("repairsPanel")
        self.setAccessibleName(self.tr("Post-training repairs"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._measuring = measuring
        self._build()
        for signal in (document.modelChanged, document.recipeChanged, document.dataChanged):
            signal.connect(self.refresh)
        for signal in (document.evaluationsChanged, measuring.pendingChanged):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the recipe anew."""
        document = self._document
        recipe, graph = document.recipe, document.graph
        repairs = recipe.repairs
        states = (
            (self._equalize, repairs.equalize),
            (self._bias, repairs.correct_bias),
            (self._norms, repairs.reestimate),
            (self._rounding, repairs.adaround > 0),
            (self._ends, bool(recipe.kept)),
        )
        for box, on in states:
            with QSignalBlocker(box):
                box.setChecked(on)
            box.setEnabled(graph is not None)
        with QSignalBlocker(self._iterations):
            if repairs.adaround:
                self._iterations.setValue(repairs.adaround)
        self._iterations.setEnabled(repairs.adaround > 0)
        self._state.setText(self._state_text())
        can_measure = graph is not None and graph.runs and bool(document.context) and not recipe.is_float32
        self._measure.setEnabled(can_measure and not self._measuring.is_running(recipe))

    def _state_text(self) -> str:
        document = self._document
        recipe, graph = document.recipe, document.graph
        if graph is None:
            return self.tr("Open a model to repair what quantization does to it.")
        if not recipe.repairs:
            return self.tr("No repair is on: every weight is rounded to the nearest code.")
        if recipe.is_float32:
            return self.tr("Every layer is in float: there is nothing to repair. Choose bits first.")
        if recipe.repairs.needs_data and document.data is None:
            return self.tr("These repairs look at what the network computes: choose data first.")
        if recipe.rounds_in_vain:
            return self.tr("AdaRound changes nothing here: no layer has weights of 2 to 8 bits on a uniform grid.")
        stored = document.evaluation(recipe)
        if stored is not None and "accuracy" in stored.metrics:
            return self.tr("Measured: the figures above hold with these repairs.")
        if self._measuring.is_running(recipe):
            return self.tr("Being measured. Cancel keeps the layers that are finished.")
        if recipe.repairs.adaround:
            return self.tr("AdaRound takes minutes, so it is not measured by itself: press the button.")
        return self.tr("Not measured yet.")

    # ---- edits

    @Slot(bool)
    def _set_equalize(self, on: bool) -> None:
        self._set(self.tr("Cross-layer equalization"), equalize=on)

    @Slot(bool)
    def _set_bias(self, on: bool) -> None:
        self._set(self.tr("Bias correction"), correct_bias=on)

    @Slot(bool)
    def _set_norms(self, on: bool) -> None:
        self._set(self.tr("Batch-norm re-estimation"), reestimate=on)

    @Slot(bool)
    def _set_rounding(self, on: bool) -> None:
        self._set(self.tr("AdaRound"), adaround=self._iterations.value() if on else 0)

    @Slot(int)
    def _set_iterations(self, value: int) -> None:
        if self._document.recipe.repairs.adaround:
            # Turning the wheel is one step, however many notches it has.
            self._set(self.tr("AdaRound iterations"), "adaround-iterations", adaround=value)

    @Slot(bool)
    def _set_ends(self, on: bool) -> None:
        document = self._document
        if document.graph is not None:
            text = self.tr("Keep the first and the last layer at 8 bits")
            document.edit(text, recipe=keep_ends(document.recipe, document.graph, on, document.tying.enabled))

    @Slot()
    def _measure_now(self) -> None:
        self._measuring.measure_now()
        self.refresh()

    def _set(self, text: str, merge_key: str = "", **changes: Any) -> None:
        recipe = self._document.recipe
        repairs: Repairs = replace(recipe.repairs, **changes)
        self._document.edit(text, merge_key, recipe=replace(recipe, repairs=repairs))

    # ---- building

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("repairsInner")
        inner.setProperty("role", "panel")
        tr = self.tr
        self._equalize = self._box(
            inner, "repairsEqualize", tr("Cross-layer equalization"), self._set_equalize,
            tr("Moves scale from one layer to the next so that all channels have similar ranges; the float network "
               "computes the same. Helps weights with one scale per tensor, depthwise networks above all. Needs no "
               "data and takes no time. Left out where an activation has an upper bound (ReLU6). Nagel et al. 2019."),
        )  # fmt: skip
        self._bias = self._box(
            inner, "repairsBias", tr("Bias correction"), self._set_bias,
            tr("Takes the mean error of each output channel off the layer's bias, layer after layer. Needs "
               "calibration data; takes about as long as calibrating. Nagel et al. 2019."),
        )  # fmt: skip
        self._norms = self._box(
            inner, "repairsNorms", tr("Batch-norm re-estimation"), self._set_norms,
            tr("Brings mean and deviation of each output channel back to those of the float network, as estimating "
               "the batch norms again does. Scales change, so it needs weights with one scale per channel; elsewhere "
               "the mean alone is corrected. Needs calibration data. Sun et al. 2019."),
        )  # fmt: skip
        self._rounding = self._box(
            inner, "repairsAdaRound", tr("AdaRound"), self._set_rounding,
            tr("Learns for each weight whether to round it up or down. Brings most at 4 bits and below. Needs "
               "calibration data and takes seconds to minutes for each layer; what is learned is kept on disk. "
               "Nagel et al. 2020."),
        )  # fmt: skip
        self._ends = self._box(
            inner, "repairsEnds", tr("Keep first and last layer at 8 bits"), self._set_ends,
            tr("The first and the last layer do not fall below 8 bits, whatever is chosen for them; their cells show "
               "a lock. They are small and sensitive, so the field keeps them there."),
        )  # fmt: skip
        self._iterations = QSpinBox(inner)
        self._iterations.setObjectName("repairsIterations")
        self._iterations.setRange(1, 1_000_000)
        self._iterations.setSingleStep(STEP)
        self._iterations.setValue(ADAROUND)
        self._iterations.setGroupSeparatorShown(True)
        self._iterations.setKeyboardTracking(False)
        self._iterations.setAccessibleName(tr("AdaRound: iterations for each layer"))
        text = tr("Iterations for each layer; {} as published, 1,000 to 2,000 give most of it.")
        self._iterations.setToolTip(text.format(formatting.number(ADAROUND)))
        self._iterations.valueChanged.connect(self._set_iterations)
        self._measure = QPushButton(tr("Measure now"), inner)
        self._measure.setObjectName("repairsMeasure")
        self._measure.setToolTip(tr("Repair and measure the current recipe in the background (F9)"))
        self._measure.clicked.connect(self._measure_now)
        self._state = QLabel(inner)
        self._state.setObjectName("repairsState")
        self._state.setProperty("role", "muted")
        self._state.setWordWrap(True)

        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        rows = (
            (self._ends, tr("small and sensitive layers; no data, no time")),
            (self._equalize, tr("weights per tensor; no data, no time")),
            (self._bias, tr("any width; needs data, seconds")),
            (self._norms, tr("weights per channel; needs data, seconds")),
            (self._rounding, tr("4 bits and below; needs data, minutes")),
        )
        for row, (box, hint) in enumerate(rows):
            label = QLabel(hint, inner)
            label.setProperty("role", "caption")
            grid.addWidget(box, row, 0)
            grid.addWidget(label, row, 1)
        iterations = QHBoxLayout()
        iterations.setSpacing(2 * theme.GRID)
        caption = QLabel(tr("Iterations"), inner)
        caption.setBuddy(self._iterations)
        iterations.addWidget(caption)
        iterations.addWidget(self._iterations)
        iterations.addStretch(1)
        grid.addLayout(iterations, len(rows) - 1, 2)
        grid.setColumnStretch(2, 1)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(self._measure)
        below.addWidget(self._state, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(grid)
        column.addLayout(below)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("repairsScroll")
        scroll.setAccessibleName(self.tr("Repairs"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _box(self, parent: QWidget, name: str, text: str, slot: Any, tip: str) -> QCheckBox:
        box = QCheckBox(text, parent)
        box.setObjectName(name)
        box.setAccessibleName(text)
        box.setAccessibleDescription(tip)
        box.setToolTip(f"<p>{tip}</p>")
        box.toggled.connect(slot)
        return box
