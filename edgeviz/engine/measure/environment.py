"""What is recorded beside every timing: without it a figure cannot be repeated."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import onnxruntime

from edgeviz.core.layer_profile import Environment
from edgeviz.engine.measure.runtime import cpu_name
from edgeviz.engine.threads import threads

#: Where Linux says how the CPU chooses its frequency.
GOVERNOR = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")


def environment(count: int = 0, batch: int = 1) -> Environment:
    """The machine as it is now, for ``count`` threads (0: the usual number) and ``batch`` samples at once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return Environment(
        cpu=cpu_name(),
        cores=cores,
        threads=count or threads(),
        batch=batch,
        runtime=f"onnxruntime {onnxruntime.__version__}",
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        governor=_governor(),
        load=_load(),
        system=f"{platform.system()} {platform.release()} · Python {platform.python_version()}",
    )


def _governor() -> str:
    try:
        return GOVERNOR.read_text(encoding="ascii", errors="replace").strip()
    except OSError:  # a virtual machine has none, and other systems have no such file
        return ""


def _load() -> float | None:
    try:
        return round(os.getloadavg()[0], 2)
    except (OSError, AttributeError):  # Windows has none
        return None
