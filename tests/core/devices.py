"""Made-up devices."""

from __future__ import annotations

from edgeviz.core.device.profile import Device, Energy, Sourced
from edgeviz.core.metric import Provenance


def sourced(value: float) -> Sourced:
    return Sourced(value, Provenance.ASSUMED)


def small_device(bandwidth: float = 3e6) -> Device:
    """With units of 4, 8 and 32 bits, neither of which nor the memory is always the bottleneck."""
    constants = (2e-13, 1e-13, 4.6e-12, 1.5e-12, 1.6e-10, 0.3, 2.0)
    return Device(
        "small", "Small", {32: sourced(1e6), 8: sourced(3e6), 4: sourced(7e6)}, sourced(0.7), sourced(bandwidth),
        sourced(1e-5), energy=Energy(*map(sourced, constants)),
    )  # fmt: skip
