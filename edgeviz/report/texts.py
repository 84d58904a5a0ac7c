"""Numbers in words, with the units and the decimals of the window; a report is in English."""

from __future__ import annotations

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


def interval_text(metric: Metric) -> str:
    """ "97.8 to 99.6 %"; "" where there is none."""
    if metric.low is None or metric.high is None:
        return ""
    low, high = value_text(metric.name, metric.low), value_text(metric.name, metric.high)
    number, _, unit = low.partition(" ")
    return f"{number} to {high}" if high.endswith(f" {unit}") else f"{low} to {high}"


def date_text(date: str) -> str:
    """An ISO date and time without seconds: "2026-11-25 17:56 UTC"."""
    if len(date) < 16:
        return date
    return date[:16].replace("T", " ") + (" UTC" if date.endswith("+00:00") else "")


def plain(content: str) -> str:
    """Without what no page can show: control characters, and halves of characters, but with its lines."""
    return "".join(c for c in content if c == "\n" or c.isprintable())
