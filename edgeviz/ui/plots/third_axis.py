"""What a third quantity on the trade-off plot needs, whether colours or sizes show it: values, shares, a free place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui.plots.projection import Floats
from edgeviz.ui.plots.tradeoff import TradeoffPanel

#: A ratio of largest to smallest value from which the logarithm is followed.
DECADES = 20.0


def chosen(panel: TradeoffPanel, setting: str) -> str:
    """The quantity that the project's ``setting`` names; "" for none."""
    found = panel.document.project.settings.get(setting)
    return found if isinstance(found, str) and found in QUANTITIES else ""


def shares(values: Floats, low: float, high: float) -> Floats:
    """Where ``values`` lie between ``low`` (0) and ``high`` (1); by their logarithm where they span decades."""
    if high <= low:
        return np.zeros(len(values))
    if low > 0 and high / low > DECADES:
        return np.log(values / low) / np.log(high / low)
    return (values - low) / (high - low)


def value_at(share: float, low: float, high: float) -> float:
    """The value whose share is ``share``: the inverse of ``shares``."""
    if low > 0 and high / low > DECADES:
        return float(low * (high / low) ** share)
    return low + share * (high - low)


def free_place(panel: TradeoffPanel, key: QRectF, taken: Sequence[QRectF]) -> tuple[float, float]:
    """Where a key of this size hides the fewest points, little of the front, and nothing of ``taken``.

    At the upper or lower edge of the plot; all in pixels of the view.
    """
    area = panel.canvas.view.sceneBoundingRect()
    (x0, x1), (y0, y1) = panel.canvas.view.viewRange()
    x, y = panel.project(panel.cloud.x, panel.cloud.y)
    line = panel.drawn.front_line.getData()
    if line[0] is not None and len(line[0]) > 1:
        # The front is no place for a key either.
        along = np.linspace(0, len(line[0]) - 1, 20 * len(line[0]))
        at = np.arange(len(line[0]))
        x, y = (np.concatenate([own, np.interp(along, at, front)]) for own, front in ((x, line[0]), (y, line[1])))
    px, py = (x - x0) / (x1 - x0) * area.width(), (y1 - y) / (y1 - y0) * area.height()
    best, least = (8.0, 6.0), np.inf
    for left in np.linspace(8, max(8.0, area.width() - key.width() - 8), 9):
        for top in (6.0, max(6.0, area.height() - key.height() - 6)):
            box = key.translated(float(left), top)
            inside = (px > box.left() - 8) & (px < box.right() + 8) & (py > box.top() - 8) & (py < box.bottom() + 8)
            covered = int(inside.sum()) + 10_000 * sum(box.intersects(other) for other in taken)
            if covered < least:
                best, least = (float(left), top), covered
    return best


def legend_rect(panel: TradeoffPanel) -> QRectF:
    """What the legend covers, in pixels of the view."""
    legend = panel.drawn.legend
    if not legend.isVisible():
        return QRectF()
    return QRectF(legend.pos().x(), legend.pos().y(), legend.width, legend.height)
