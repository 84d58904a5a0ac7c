"""What a project's settings hold, read with doubt: the file may come from anybody, and a setting is no reason to stop.

What does not fit is taken as not set.
"""

from __future__ import annotations

from collections.abc import Container
from math import isfinite
from typing import Any


def number(value: Any) -> float | None:
    """A finite number, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def name(value: Any, allowed: Container[str]) -> str | None:
    """A name that is among ``allowed``, else None."""
    return value if isinstance(value, str) and value in allowed else None


def mapping(value: Any) -> dict[str, Any]:
    """An object, else an empty one."""
    return value if isinstance(value, dict) else {}
