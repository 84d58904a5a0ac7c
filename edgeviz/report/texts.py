"""Numbers in words, with the units and the decimals of the window. English and Korean write figures alike; dates are
written in words, and in UTC, because whoever reads a report may be anywhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from edgeviz.core import units
from edgeviz.core.metric import QUANTITIES, Metric

NOTHING = "–"


def value_text(name: str, value: float) -> str:
    """A stored value of the quantity ``name``: "91.2 %", "143 KB", "1.9 ms", "310 µJ", "40.6 M"."""
    match QUANTITIES[name].unit:
        case "fraction":
            return f"{100 * value:.1f} %"
        case "bytes":
            return str(units.size(value))
        case "s":
            return str(units.time(value))
        case "J":
            return str(units.scaled(units.ENERGY, value))
    return count_text(value)


def count_text(value: float) -> str:
    shown = units.scaled(units.COUNT, value)
    return f"{value:.0f}" if not shown.unit and float(value).is_integer() else str(shown)


def interval_text(metric: Metric, tr: Callable[[str], str] = str) -> str:
    """ "97.8 to 99.6 %"; "" where there is none."""
    if metric.low is None or metric.high is None:
        return ""
    low, high = value_text(metric.name, metric.low), value_text(metric.name, metric.high)
    number, _, unit = low.partition(" ")
    return tr("{} to {}").format(number if high.endswith(f" {unit}") else low, high)


def date_text(date: str, tr: Callable[[str], str] = str) -> str:
    """An ISO date and time without seconds: "2026-11-25 17:56 UTC"; what is none stays as it is."""
    with suppress(ValueError):
        at = datetime.fromisoformat(date)
        if len(date) >= 16:
            day = tr("{year}-{month:02}-{day:02}").format(year=at.year, month=at.month, day=at.day)
            return f"{day} {date[11:16]}" + (" UTC" if date.endswith("+00:00") else "")
    return date


def plain(content: str) -> str:
    """Without what no page can show: control characters, and halves of characters, but with its lines."""
    return "".join(c for c in content if c == "\n" or c.isprintable())
