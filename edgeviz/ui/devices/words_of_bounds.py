"""What the bounds of a layer are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.device.roofline import Bound

translate = QCoreApplication.translate


def bound_title(bound: Bound) -> str:
    return {
        Bound.ARITHMETIC: translate("Bounds", "compute-bound"),
        Bound.MEMORY: translate("Bounds", "memory-bound"),
        Bound.OVERHEAD: translate("Bounds", "overhead"),
    }[bound]


def width_title(bits: int) -> str:
    """How a unit of so many bits is called: 16 and 32 are floating-point ones."""
    return f"FP{bits}" if bits >= 16 else f"INT{bits}"
