"""Whose latency is shown: this machine's, measured, or that of a modelled device."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedComboBox


class DeviceBox(ElidedComboBox):
    """Follows the project's device and the profiles, and sets the device."""

    def __init__(self, document: Document, library: DeviceLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.library = library
        self.setObjectName("deviceBox")
        self.setAccessibleName(self.tr("Device"))
        self.setToolTip(self.tr("Whose latency and energy are shown: measured on this machine, modelled for others"))
        self._places = document.places
        self._fill()
        self.activated.connect(self._choose)
        # The tool bar stays narrow however long a device's name is; the list shows it whole.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        document.settingsChanged.connect(self._follow)
        document.evaluationsChanged.connect(self._follow)
        self.library.changed.connect(self._reload)
        self._follow()

    def _fill(self) -> None:
        self.clear()
        self.addItem(self.tr("This machine (measured)"), None)
        for device in self.library.profiles.devices.values():
            # A device with a table of measured layers says so in its name.
            text = device.name if device.timings is not None else self.tr("{} (modelled)").format(device.name)
            self.addItem(text, device)
        for place in self._places:
            self.addItem(self.tr("{} (measured there)").format(place), place)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 32)

    @Slot(int)
    def _choose(self, row: int) -> None:
        chosen = self.itemData(row)
        if isinstance(chosen, str):
            self.document.set_place(chosen)
        else:
            self.document.set_device(chosen)

    @Slot()
    def _reload(self) -> None:
        """The profiles are others: so are the figures of the device that is shown."""
        self._fill()
        self._follow()
        key = self.document.project.settings.get("device", "")
        if key and key not in self.library.profiles.devices:
            self.document.set_device(None)

    @Slot()
    def _follow(self) -> None:
        if self.document.places != self._places:
            self._places = self.document.places
            self._fill()
        if self.document.place:
            row = self.findData(self.document.place)
            self.setCurrentIndex(max(0, row))
            return
        key = self.document.project.settings.get("device", "")
        for row in range(self.count()):
            device = self.itemData(row)
            if isinstance(device, str):
                continue
            if (device.key if device else "") == key:
                self.setCurrentIndex(row)
                if device != self.document.device:
                    self.document.set_device(device)
