"""What calibrating a device gives."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.device.profile import Device
from edgeviz.core.device.timings import Timings


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table of measured layers for the device ``key``, and its profile where that was measured as well."""

    key: str
    timings: Timings
    device: Device | None = None
