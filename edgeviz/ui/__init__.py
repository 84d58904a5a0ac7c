"""The window: the only part of EdgeViz that imports Qt."""

from __future__ import annotations

import ctypes
import sys


def _keep_constants() -> None:
    """Give None, True and False more references than a program can lose.

    PySide6 6.12.0 returns them from its functions without taking a reference. Since Python 3.12 they are immortal
    and nothing comes of it; on 3.11 their counts reach zero after some 10,000 calls and the interpreter aborts with
    "none_dealloc: deallocating None". PySide6 6.11.3 is not affected.
    """
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        # The reference count is an object's first field, except in builds that trace references.
        count = ctypes.c_ssize_t.from_address(id(constant))
        if abs(count.value - sys.getrefcount(constant)) < 16:
            count.value += sys.maxsize // 4


_keep_constants()
