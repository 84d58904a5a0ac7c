"""How one recipe's figure differs from another's, and whether the data bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from edgeviz.core.comparison import compare, compare_metrics
from edgeviz.core.metric import QUANTITIES, Metric
from edgeviz.ui import formatting, verdicts

if TYPE_CHECKING:
    from edgeviz.ui.compare.models import ComparedColumn

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Verdict:
    """``text`` for beside the value, ``better`` None where the data do not say, ``reason`` for the tooltip."""

    text: str
    better: bool | None
    reason: str


def verdict(name: str, column: ComparedColumn, reference: ComparedColumn) -> Verdict | None:
    """The difference of ``column`` from ``reference``; None where either figure is missing."""
    found, base = column.metrics.get(name), reference.metrics.get(name)
    if found is None or base is None:
        return None
    if name == "accuracy":
        pair = column.evaluation, reference.evaluation
        comparison = compare(pair[0], pair[1]) if pair[0] and pair[1] else compare_metrics(found, base)
        change = verdicts.change(comparison)
        return Verdict(change.text, change.better, "\n".join(verdicts.facts(comparison)))
    change = formatting.change(QUANTITIES[name], found.value, base.value)
    if change.better is not None and not _apart(found, base):
        return Verdict(verdicts.SAME, None, translate("Compare", "No clear difference: the 95 % intervals overlap."))
    return Verdict(change.text, change.better, "")


def _apart(one: Metric, other: Metric) -> bool:
    """Whether the intervals do not overlap; a figure without an interval is exact."""
    low_one, high_one = _bounds(one)
    low_other, high_other = _bounds(other)
    return low_one > high_other or low_other > high_one


def _bounds(metric: Metric) -> tuple[float, float]:
    return (
        metric.value if metric.low is None else metric.low,
        metric.value if metric.high is None else metric.high,
    )
