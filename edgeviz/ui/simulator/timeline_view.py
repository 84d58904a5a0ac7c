"""The timeline with the figures of the chosen block beside it, for those who type."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.timeline import LANES, end_of
from edgeviz.ui import theme
from edgeviz.ui.simulator.strip import clock
from edgeviz.ui.simulator.timeline import Timeline, lane_title

#: What is shown over what is stored, and the unit.
_SHOWN = {"bandwidth": (8e-6, " Mbit/s"), "ambient": (1.0, " °C"), "power": (1.0, " W"), "charge": (100.0, " %")}


class ClockSpin(QDoubleSpinBox):
    """Seconds, written as on a clock."""

    def textFromValue(self, value: float) -> str:
        return clock(value)

    def valueFromText(self, text: str) -> float:
        found = 0.0
        for part in text.strip().split(":"):
            found = 60 * found + float(part or 0)
        return found

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        fits = re.fullmatch(r"\s*\d{0,5}(:\d{0,2}){0,2}\s*", text)
        state = QValidator.State.Acceptable if fits else QValidator.State.Invalid
        return state, text, position


class TimelineView(QWidget):
    """Signals of its timeline are what others listen to."""

    saveRequested = Signal()
    #: The scenario as it was opened is wanted again.
    resetRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.timeline = Timeline()
        self.title = QLabel()
        self.title.setObjectName("blockTitle")
        self.title.setMinimumWidth(theme.px(96))
        self.start_spin = self._clock("blockStart", tr("When the block begins (h:mm:ss)"))
        self.end_spin = self._clock("blockEnd", tr("When the block ends (h:mm:ss)"))
        self.value_spin = QDoubleSpinBox()
        self.value_spin.setObjectName("blockValue")
        self.value_spin.setAccessibleName(tr("Value of the block"))
        self.value_spin.setToolTip(tr("What holds in the block; or drag it up and down"))
        self.value_spin.setKeyboardTracking(False)
        self.value_spin.setFixedWidth(theme.px(104))
        self.add_button = self._button("addBlock", tr("Add"), tr("Another block (Insert, or a double click)"))
        self.remove_button = self._button("removeBlock", tr("Remove"), tr("The block before it goes on (Delete)"))
        self.reset_button = self._button("resetScenario", tr("Reset scenario"), tr("The scenario as it was opened"))
        self.save_button = self._button("saveScenario", tr("Save as…"), tr("Write the scenario to a TOML file"))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.title)
        to = QLabel(tr("to"))
        to.setBuddy(self.end_spin)
        for widget in (self.start_spin, to, self.end_spin, self.value_spin, self.add_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.reset_button)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GRID, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addWidget(self.timeline)
        layout.addStretch(1)
        self.timeline.setToolTip(
            tr("Drag a block sideways, an edge, or up and down for its value; Alt leaves out the snapping")
        )
        self.timeline.blockChosen.connect(self._show_block)
        self.start_spin.valueChanged.connect(self.timeline.set_start)
        self.end_spin.valueChanged.connect(self.timeline.set_end)
        self.value_spin.valueChanged.connect(self._typed)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self.timeline.remove_block)
        self.reset_button.clicked.connect(self.resetRequested)
        self.save_button.clicked.connect(self.saveRequested)

    def _clock(self, name: str, about: str) -> ClockSpin:
        spin = ClockSpin()
        spin.setObjectName(name)
        spin.setAccessibleName(about)
        spin.setToolTip(about)
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(theme.px(80))
        return spin

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setAutoDefault(True)
        return button

    def show_scenario(self, scenario: Scenario | None, is_edited: bool) -> None:
        self.timeline.show_scenario(scenario)
        self.reset_button.setEnabled(is_edited)

    @Slot()
    def _show_block(self) -> None:
        timeline = self.timeline
        scenario = timeline.scenario
        if scenario is None:
            return
        steps, index, lane = timeline.steps, timeline.index, LANES[timeline.lane]
        is_last = index + 1 == len(steps)
        self.title.setText(lane_title(timeline.lane))
        factor, unit = _SHOWN.get(timeline.lane, (1.0, " ×"))
        with QSignalBlocker(self.start_spin), QSignalBlocker(self.end_spin), QSignalBlocker(self.value_spin):
            for spin, value in (
                (self.start_spin, steps[index][0]), (self.end_spin, end_of(steps, index, scenario.duration)),
            ):  # fmt: skip
                spin.setRange(0, scenario.duration)
                spin.setSingleStep(max(timeline.gap, round(scenario.duration / 100)))
                spin.setValue(value)
            self.value_spin.setSuffix(unit)
            self.value_spin.setDecimals(0 if lane.step * factor >= 1 else 2)
            self.value_spin.setRange(lane.least * factor, lane.most * factor)
            self.value_spin.setSingleStep(lane.step * factor)
            self.value_spin.setValue(steps[index][1] * factor)
        self.start_spin.setEnabled(index > 0)
        self.end_spin.setEnabled(not is_last)
        self.add_button.setEnabled(timeline.lane != "charge")
        self.remove_button.setEnabled(len(steps) > 1)

    @Slot(float)
    def _typed(self, value: float) -> None:
        self.timeline.set_value(value / _SHOWN.get(self.timeline.lane, (1.0, ""))[0])

    @Slot()
    def _add(self) -> None:
        self.timeline.add_block()
