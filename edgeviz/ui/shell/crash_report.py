"""What a person can send when the program itself went wrong: versions, the error, the last lines of the log."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from edgeviz import __version__
from edgeviz.ui.shell import log_file

#: Read from the installed packages' metadata: nothing is imported for it.
PACKAGES = ("PySide6", "pyqtgraph", "torch", "onnx", "onnxruntime", "numpy", "scipy")
#: Entries of the log that a report ends with.
LAST = 20
#: Characters of one entry.
MOST = 2000


def versions() -> str:
    """EdgeViz, Python, the system, Qt and the packages, one a line."""
    rows = [
        f"EdgeViz {__version__}",
        f"Python {platform.python_version()}",
        f"System {platform.platform()}, {platform.machine()}",
        f"Qt {qVersion()}, platform {QGuiApplication.platformName()}",
    ]
    for name in PACKAGES:
        try:
            rows.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            rows.append(f"{name} is not installed")
    return "\n".join(rows)


def private(text: str, home: Path | None = None) -> str:
    """``text`` with the person's home folder written as ``~``: its name is often theirs."""
    folder = str(home or Path.home())
    return text.replace(folder, "~") if len(folder) > 1 else text


def report(error: str, log_path: Path | None) -> str:
    """A report of ``error`` (a traceback): no model, no data, no project, and no path into the home folder."""
    parts = [error.strip(), versions()]
    if log_path is not None:
        try:
            entries = log_file.read_end(log_path)[-LAST:]
        except OSError:
            entries = []
        # The error itself is the last thing that was logged: once is enough.
        lines = [entry.line[:MOST] for entry in entries if entry.text.strip() != error.strip()]
        if lines:
            parts.append("Log\n" + "\n".join(lines))
    return private("\n\n".join(parts))
