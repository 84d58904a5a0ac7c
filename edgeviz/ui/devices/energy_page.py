"""The page with energy against the clock, and the constants behind it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.device.profile import Device
from edgeviz.core.device.sweep import least, sweep, work_of
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.constants_table import ConstantsTable
from edgeviz.ui.devices.empty import PageWithEmpty
from edgeviz.ui.devices.energy_plot import EnergyPlot, Shown
from edgeviz.ui.devices.turning import TurningSplitter
from edgeviz.ui.dialogs.parts import StateLabel
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel


class EnergyPage(PageWithEmpty):
    """Follows the recipe and the device."""

    chooseRequested = Signal()
    #: The path of the profile's field that is to be edited.
    editRequested = Signal(str)
    #: The path of a field, and the value that was typed for it in place.
    constantTyped = Signal(str, str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("deviceEnergy", content, parent)
        self.document = document
        self._missing = ""
        self.plot = EnergyPlot()
        self.plot_page = PageWithEmpty("energyPlotPage", self.plot)
        self.plot_page.empty.requested.connect(self._fill)
        self.table = ConstantsTable()
        self.table.editRequested.connect(self.editRequested)
        # The table is filled anew while Qt still closes the editor, unless it may finish first.
        self.table.constants.typed.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        self.status = StateLabel("constantStatus")
        self.status.setAccessibleName(self.tr("Why the constant was not changed"))
        self.status.hide()
        self.edit_button = QPushButton(self.tr("Edit profile…"))
        self.edit_button.setObjectName("editConstants")
        self.edit_button.setAccessibleName(self.tr("Edit profile"))
        self.edit_button.setToolTip(
            self.tr("Opens the device's profile, with every field and source; the values above are edited in place")
        )
        self.edit_button.setAutoDefault(True)
        self.edit_button.clicked.connect(self._edit)
        self.note = ElidedLabel()
        self.note.setObjectName("energyNote")
        self.note.setProperty("role", "caption")
        split = TurningSplitter("energySplit", (self.plot_page, self.table), wide=(64, 40), tall=(64, 36))
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.edit_button)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(split, 1)
        layout.addWidget(self.status)
        layout.addLayout(below)
        self.empty.requested.connect(self._fill)

    @Slot()
    def refresh(self) -> None:
        found = self.document.times()
        self._missing = ""
        if found is None:
            text = self.tr("{} is measured, not modelled. A device with clocks in its profile has this plot.")
            text = text.format(self.document.place or self.tr("This machine"))
            self.show_empty(text, self.tr("Compare all devices"), self.tr("Shows every device, to choose one"))
            return
        device = found.device
        self.refuse("")
        self.table.show_device(device)
        done = work_of(found)
        if device.frequency is None or done is None:
            self._explain(device)
            return
        frequency = device.frequency
        curve = sweep(done, frequency)
        levels = sweep(done, frequency, np.array(frequency.levels.values))
        nominal = sweep(done, frequency, np.array([frequency.nominal.value]))
        best, is_inside = least(done, frequency)
        self.plot.show_sweep(Shown(curve, levels, nominal, best, is_inside, frequency))
        self.note.setText(self._note(float(nominal.joules[0]), is_inside))
        self.note.explain(
            self.tr(
                "The plot: P(f) = C·V(f)²·f + static, times the latency at that clock. The figure bar: energy of every "
                "multiply-accumulate and byte (Horowitz), and static power times latency. Two models with constants "
                "of their own: where they differ, one of the constants is wrong."
            )
        )
        # Last: a page that comes into sight draws what it has by then, once.
        self.plot_page.show_content()
        self.show_content()

    def _explain(self, device: Device) -> None:
        """There is no plot; whatever constants there are can be edited all the same."""
        if device.frequency is None:
            self._missing = "frequency.levels"
            text = self.tr("The profile of {} says nothing about clocks and voltages.").format(device.name)
            action = (self.tr("Edit profile…"), self.tr("Opens the device's profile at its clocks"))
        else:
            text = self.tr("{} cannot run this recipe: it has no unit for some of its widths.").format(device.name)
            action = (self.tr("Compare all devices"), self.tr("Shows every device, to choose one"))
        self.note.setText("")
        self.note.explain("")
        if self.table.constants.rowCount():
            self.plot_page.show_empty(text, *action)
            self.show_content()
        else:
            self.show_empty(text, *action)

    def _note(self, nominal: float, is_inside: bool) -> str:
        device = self.document.device
        parts = [self.tr("{} ◇ voltage linear between the ends").format(device.name if device else "")]
        if not is_inside:
            parts.append(self.tr("least at an end: no minimum between the levels"))
        energy = self.document.metrics().get("energy")
        if energy is not None:
            text = self.tr("at the nominal clock {}; from operations and bytes {}")
            parts.append(text.format(formatting.joules(nominal), formatting.value_text(energy)))
        return formatting.joined(parts)

    @Slot()
    def show_selection(self) -> None:
        """Nothing here belongs to a layer."""

    @Slot(str)
    def refuse(self, text: str) -> None:
        """Say why a constant that was typed is not taken; "" takes the words away."""
        self.status.say(text, "bad" if text else "")

    # ---- internals

    @Slot(str, str)
    def _typed(self, path: str, text: str) -> None:
        self.refuse("")
        self.constantTyped.emit(path, text)

    @Slot()
    def _edit(self) -> None:
        self.editRequested.emit("frequency.capacitance")

    @Slot()
    def _fill(self) -> None:
        if self._missing:
            self.editRequested.emit(self._missing)
        else:
            self.chooseRequested.emit()
