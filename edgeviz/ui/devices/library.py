"""The device profiles as the window knows them: one place to change them, one signal that they changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from edgeviz.core.device.profile import Device
from edgeviz.project import devices
from edgeviz.project.devices import Profiles


class DeviceLibrary(QObject):
    """Every change is on disk before ``changed`` tells of it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profiles: Profiles = devices.load_profiles()

    def save(self, device: Device) -> None:
        """Keep ``device`` among the user's own profiles. Raises EdgeVizError."""
        devices.save_own(device)
        self.reload()

    def delete(self, key: str) -> None:
        """Take an own profile away. Raises EdgeVizError."""
        devices.delete_own(key)
        self.reload()

    def reload(self) -> None:
        self.profiles = devices.load_profiles()
        self.changed.emit()
