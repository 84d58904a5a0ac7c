"""The window: the only part of EdgeViz that imports Qt."""

from __future__ import annotations

import ctypes
import sys


def _keep_none() -> None:
    """Give None more references than a program can lose.

    PySide6 6.12.0 returns None from every void function without taking a reference. Since Python 3.12 None is
    immortal and nothing comes of it; on 3.11 the count reaches zero after some 10,000 calls and the interpreter
    aborts with "none_dealloc: deallocating None". PySide6 6.11.3 is not affected.
    """
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        # The reference count is the first field of an object; it is not so in builds that trace references.
        count = ctypes.c_ssize_t.from_address(id(None))
        if abs(count.value - sys.getrefcount(None)) < 16:
            count.value += sys.maxsize // 4


_keep_none()
