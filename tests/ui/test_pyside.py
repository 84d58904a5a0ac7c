"""The version of PySide6 must not wear out the interpreter."""

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_lose_no_reference_to_none() -> None:
    # PySide6 6.12.0 does; on Python 3.11 the interpreter aborts after some 10,000 calls.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
