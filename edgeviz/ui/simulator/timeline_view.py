"""The timeline with the figures of the chosen block beside it, for those who type."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.adaptive import lanes
from edgeviz.core.adaptive.lanes import PROGRAM, kind_of
from edgeviz.core.adaptive.scenario import Program, Scenario
from edgeviz.core.adaptive.scenario import Signal as Course
from edgeviz.core.adaptive.timeline import end_of
from edgeviz.ui import theme
from edgeviz.ui.simulator.lane_words import lane_title
from edgeviz.ui.simulator.strip import clock
from edgeviz.ui.simulator.timeline import Timeline

#: What is shown over what is stored, and the unit.
_SHOWN = {
    "bandwidth": (8e-6, " Mbit/s"), "ambient": (1.0, " °C"), "power": (1.0, " W"), "charge": (100.0, " %"),
    PROGRAM: (100.0, " %"),
}  # fmt: skip


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
        self.program_button = self._button(
            "addProgram", tr("Add program"), tr("Another program, which takes its share of the compute again and again")
        )
        self.reset_button = self._button("resetScenario", tr("Reset scenario"), tr("The scenario as it was opened"))
        self.save_button = self._button("saveScenario", tr("Save as…"), tr("Write the scenario to a TOML file"))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.title)
        to = QLabel(tr("to"))
        to.setBuddy(self.end_spin)
        for widget in (self.start_spin, to, self.end_spin, self.value_spin, self.add_button, self.remove_button):
            row.addWidget(widget)
        row.addWidget(self.program_button)
        row.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(theme.GRID)
        self.more = self._more()
        second.addWidget(self.more)
        second.addStretch(1)
        second.addWidget(self.reset_button)
        second.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GRID, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addLayout(second)
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
        self.program_button.clicked.connect(self.timeline.add_program)
        self.cycle_spin.valueChanged.connect(self._cycle_typed)
        self.power_spin.valueChanged.connect(self._program_typed)
        self.name_edit.editingFinished.connect(self._program_typed)
        self.reset_button.clicked.connect(self.resetRequested)
        self.save_button.clicked.connect(self.saveRequested)

    def _more(self) -> QWidget:
        """What only programs and random contention have."""
        tr = self.tr
        self.cycle_label = QLabel()
        self.cycle_spin = self._clock("blockCycle", tr("How often it comes, or how long it lasts on average (h:mm:ss)"))
        self.cycle_label.setBuddy(self.cycle_spin)
        self.power_spin = QDoubleSpinBox()
        self.power_spin.setObjectName("programPower")
        self.power_spin.setAccessibleName(tr("Power of the program in watts"))
        self.power_spin.setToolTip(tr("Watts that it draws while it runs"))
        self.power_spin.setSuffix(tr(" W"))
        self.power_spin.setRange(0, 100)
        self.power_spin.setSingleStep(0.1)
        self.power_spin.setKeyboardTracking(False)
        self.power_spin.setFixedWidth(theme.px(80))
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("programName")
        self.name_edit.setAccessibleName(tr("Name of the program"))
        self.name_edit.setMaxLength(40)
        self.name_edit.setFixedWidth(theme.px(96))
        self.power_label, self.name_label = QLabel(tr("draws")), QLabel(tr("called"))
        self.power_label.setBuddy(self.power_spin)
        self.name_label.setBuddy(self.name_edit)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for widget in (
            self.cycle_label, self.cycle_spin, self.power_label, self.power_spin, self.name_label, self.name_edit,
        ):  # fmt: skip
            row.addWidget(widget)
        return box

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
        steps, index, lane = timeline.steps, timeline.index, kind_of(timeline.lane)
        is_last = index + 1 == len(steps)
        program = lanes.program_of(scenario, timeline.lane)
        is_random = lanes.is_random(scenario, timeline.lane)
        self.title.setText(lane_title(timeline.lane, scenario))
        factor, unit = self._shown
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
        self.start_spin.setEnabled(index > 0 or program is not None)
        self.end_spin.setEnabled(not is_last or program is not None)
        self.add_button.setEnabled(lanes.can_add(scenario, timeline.lane))
        self.remove_button.setEnabled(lanes.can_remove(scenario, timeline.lane))
        self._show_more(program, scenario.contention.slow_down if is_random else None, scenario.duration)

    def _show_more(self, program: Program | None, course: Course | None, duration: float) -> None:
        self.more.setVisible(program is not None or course is not None)
        for widget in (self.power_label, self.power_spin, self.name_label, self.name_edit):
            widget.setVisible(program is not None)
        with QSignalBlocker(self.cycle_spin), QSignalBlocker(self.power_spin), QSignalBlocker(self.name_edit):
            self.cycle_spin.setRange(self.timeline.gap, max(duration, program.period if program is not None else 0.0))
            self.cycle_spin.setSingleStep(max(self.timeline.gap, round(duration / 100)))
            if program is not None:
                self.cycle_label.setText(self.tr("every"))
                self.cycle_spin.setValue(program.period)
                self.power_spin.setValue(program.power)
                self.name_edit.setText(program.name)
            elif course is not None:
                is_busy = self.timeline.index % 2 == 1
                busy = self.tr("busy, on average for")
                self.cycle_label.setText(busy if is_busy else self.tr("quiet, on average for"))
                self.cycle_spin.setValue(course.other_stay if is_busy else course.stay)

    @property
    def _shown(self) -> tuple[float, str]:
        """What is shown of the chosen lane over what is stored, and the unit."""
        lane = self.timeline.lane
        return _SHOWN.get(PROGRAM if lane.startswith(PROGRAM) else lane, (1.0, " ×"))

    @Slot(float)
    def _typed(self, value: float) -> None:
        self.timeline.set_value(value / self._shown[0])

    @Slot(float)
    def _cycle_typed(self, seconds: float) -> None:
        if self.timeline.lane.startswith(PROGRAM):
            self.timeline.set_period(seconds)
        else:
            self.timeline.set_length(seconds)

    @Slot()
    def _program_typed(self) -> None:
        self.timeline.set_program(self.name_edit.text(), self.power_spin.value())

    @Slot()
    def _add(self) -> None:
        self.timeline.add_block()
