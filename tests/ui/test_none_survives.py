"""A guard against a fault of PySide6 6.12.0 on Python 3.11, which ends the program."""

from __future__ import annotations

import subprocess
import sys


def test_none_survives_more_void_calls_than_it_has_references() -> None:
    program = (
        "import sys, edgeviz.ui\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for _ in range(200_000): thing.setObjectName('x'); thing.blockSignals(True)\n"
        "print('alive')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
