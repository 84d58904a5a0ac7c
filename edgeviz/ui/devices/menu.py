"""The Device menu: profiles, calibrating this machine, and measuring on remote devices."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from edgeviz.ui.bridge import Jobs
from edgeviz.ui.devices.calibrating import Calibrating
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.devices.profile_dialog import ProfileDialog
from edgeviz.ui.devices.showing import show_field
from edgeviz.ui.devices.words_of_errors import sentence
from edgeviz.ui.document import Document
from edgeviz.ui.remote.menu import RemoteMenu


class DeviceMenu(QMenu):
    """``folder`` is the user's data folder."""

    failed = Signal(object)
    #: A sentence for the status bar.
    said = Signal(str)

    def __init__(self, document: Document, jobs: Jobs, library: DeviceLibrary, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("deviceMenu")
        self.setTitle(self.tr("&Device"))
        self.setToolTipsVisible(True)
        self.document = document
        self.library = library
        self._jobs = jobs
        self.profiles_action = self._action(
            "deviceProfiles", self.tr("Device profiles…"), self.tr("See, edit and add device profiles")
        )
        self.profiles_action.triggered.connect(self.show_profiles)
        self.calibrating = Calibrating(document, jobs, library, self)
        self.calibrate_action = self._action(
            "calibrateDevice",
            self.tr("Calibrate this machine"),
            self.tr("Measure every layer of the model once: any recipe's latency is then a sum of what was measured"),
        )
        self.calibrate_action.triggered.connect(self.calibrating.start)
        self.calibrating.failed.connect(self.failed)
        self.calibrating.calibrated.connect(self._calibrated)
        self.calibrating.busyChanged.connect(self._enable)
        for signal in (document.modelChanged, document.pathChanged):
            signal.connect(self._enable)
        self.addSeparator()
        self.remote_menu = RemoteMenu(document, jobs, folder, parent)
        self.remote_menu.failed.connect(self.failed)
        self.addMenu(self.remote_menu)
        self._enable()

    def _action(self, name: str, text: str, tip: str) -> QAction:
        # It belongs to the window, where the palette finds it.
        action = QAction(text, self.parent())
        action.setObjectName(name)
        action.setToolTip(tip)
        action.setStatusTip(tip)
        self.addAction(action)
        return action

    @Slot()
    def show_profiles(self) -> ProfileDialog:
        device = self.document.device
        dialog = ProfileDialog(self.library, device.key if device else "", self.parentWidget(), self._jobs)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(str)
    def edit_profile(self, field: str) -> None:
        """The chosen device's profile, at ``field``."""
        show_field(self.show_profiles(), field)

    @Slot()
    def _enable(self) -> None:
        self.calibrate_action.setEnabled(self.calibrating.is_possible)

    @Slot(str)
    def _calibrated(self, key: str) -> None:
        device = self.library.profiles.devices[key]
        if self.document.device is None:
            self.document.set_device(device)
        said = self.tr("Calibrated: latency on “{}” is predicted from measured layers.").format(device.name)
        self.said.emit(f"{said} {sentence(device.timings)}" if device.timings is not None else said)
