"""Words beside marks of a plot that stay inside it."""

from __future__ import annotations

import pyqtgraph as pg

from edgeviz.ui.plots.canvas import Canvas

#: Pixels between a mark and the words above it.
GAP = 8.0


def place_above(item: pg.TextItem, canvas: Canvas, x: float, y: float) -> None:
    """Centre ``item`` above a place of the view as it is shown now, shifted where the edge would cut it."""
    box = item.boundingRect()
    view = canvas.view
    (left, right), _ = view.viewRange()
    at = (x - left) / (right - left) * view.width() if right > left else 0.0
    width = max(1.0, box.width())
    share = 0.5
    if at < width / 2:
        share = at / width
    elif at > view.width() - width / 2:
        share = 1 - (view.width() - at) / width
    item.setAnchor((min(1.0, max(0.0, share)), 1 + GAP / max(1.0, box.height())))
    item.setPos(x, y)
