"""The device profiles that ship with EdgeViz, for the device menu."""

from __future__ import annotations

import tomllib

from edgeviz.core.device.profile import Device, device_from_toml
from edgeviz.resources import resource


def load_devices() -> list[Device]:
    """All profiles, by name. A malformed one raises EdgeVizError naming its field."""
    found = [
        device_from_toml(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(resource("devices").glob("*.toml"))
    ]
    return sorted(found, key=lambda device: device.name)
