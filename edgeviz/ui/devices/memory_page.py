"""Does it fit? Flash and RAM as bars against the device's limits, and the RAM node by node."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from edgeviz.core.device.room import Fit, Schedule, fit, layer_at, schedule
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.ram_plot import RamPlot
from edgeviz.ui.devices.room_bar import RoomBar
from edgeviz.ui.devices.turning import NARROW
from edgeviz.ui.document import Document


class MemoryPage(QWidget):
    """Works without a device too: then there is no limit to hold the bytes against."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deviceMemory")
        self.document = document
        self._key: tuple[int, str] | None = None
        self._schedule: Schedule | None = None
        self.flash = RoomBar("flashBar", self.tr("Flash"))
        self.ram = RoomBar("ramBar", self.tr("RAM at its peak"))
        self.plot = RamPlot()
        self.plot.stepChosen.connect(self._choose)
        self._bars = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bars.addWidget(self.flash)
        self._bars.addWidget(self.ram)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, theme.GRID)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(self._bars)
        layout.addWidget(self.plot, 1)

    def fit(self) -> Fit | None:
        """Room on the chosen device for the current recipe."""
        metrics = self.document.metrics()
        if "size" not in metrics or "activation_memory" not in metrics:
            return None
        size, activations = (int(metrics[name].value) for name in ("size", "activation_memory"))
        return fit(size, activations, self.document.device)

    @Slot()
    def refresh(self) -> None:
        graph, room, device = self.document.graph, self.fit(), self.document.device
        if graph is None or room is None:
            return
        key = (id(graph), self.document.recipe.hash)
        if key != self._key or self._schedule is None:
            self._key, self._schedule = key, schedule(graph, self.document.recipe)
        size = self.document.metrics()["size"]
        word = formatting.provenance_text(size)
        if device is None:
            unknown = self.tr("no limit: choose a device to see whether it fits")
            self.flash.show_room(room.flash, (room.flash.needed,), None, formatting.joined((word, unknown)))
            self.ram.show_room(room.ram, (room.ram.needed,), None, formatting.joined((self._modelled(), unknown)))
        else:
            self.flash.show_room(room.flash, (room.flash.needed,), None, self._flash_note(room, word))
            parts = (room.activations, room.weights_in_ram)
            self.ram.show_room(room.ram, parts, room.on_chip, self._ram_note(room))
        limits = []
        if room.ram.limit is not None and not room.weights_in_ram:
            limits.append((self.tr("RAM"), room.ram.limit))
        if room.on_chip is not None:
            limits.append((self.tr("on the chip"), room.on_chip))
        self.plot.show_schedule(self._schedule, tuple(limits))
        self.show_selection()

    @Slot()
    def show_selection(self) -> None:
        graph = self.document.graph
        if graph is None or self._schedule is None:
            return
        nodes = {layer.node for layer in self.document.selected_layers}
        steps = tuple(row for row, node in enumerate(self._schedule.nodes) if node in nodes) if nodes else ()
        if self.plot.step not in steps and (
            self.plot.step is None or layer_at(graph, self.plot.step) not in self.document.selection
        ):
            self.plot.step = None
        self.plot.show_chosen(steps)

    # ---- internals

    def _modelled(self) -> str:
        return self.tr("◇ modelled: liveness schedule")

    def _flash_note(self, room: Fit, word: str) -> str:
        exported = self.tr("weights as exported, {}").format(word)
        if room.flash.limit is None:
            return formatting.joined((exported, self.tr("no flash in the profile: they are loaded into RAM")))
        return exported

    def _ram_note(self, room: Fit) -> str:
        parts = [self._modelled()]
        if room.weights_in_ram:
            sizes = (formatting.size(room.activations), formatting.size(room.weights_in_ram))
            parts = [self.tr("◇ activations {} + weights {}").format(*sizes)]
        if room.ram.limit is None:
            parts.append(self.tr("no RAM in the profile"))
        if room.on_chip is not None:
            text = (
                self.tr("activations fit on the chip (▼ {})")
                if room.on_the_chip
                else self.tr("activations do not fit on the chip (▼ {})")
            )
            parts.append(text.format(formatting.size(room.on_chip.value)))
        return formatting.joined(parts)

    @Slot(int)
    def _choose(self, step: int) -> None:
        """Nodes without weights lead to the layer before them."""
        graph = self.document.graph
        key = layer_at(graph, step) if graph is not None else None
        if key is not None:
            self.document.select([key])

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.width() < theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._bars.setDirection(direction)
        self._bars.setSpacing(theme.GRID if is_narrow else 6 * theme.GRID)
        super().resizeEvent(event)
