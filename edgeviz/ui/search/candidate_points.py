"""The points of a search's candidates, of which only those that came are drawn anew."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPen

from edgeviz.ui import theme
from edgeviz.ui.plots.colouring import cividis

#: Pixels across: at the largest budget, and below it.
FULL, PART = 9, 5


def scale_end(generations: int) -> int:
    """Where a scale of so many generations ends: rounded up by less than an eighth, as each step shifts all colours."""
    step = 1 << max(0, generations.bit_length() - 4)
    return -(-generations // step) * step


class Candidates:
    """Draws into ``item``. pyqtgraph looks up the picture of each point that it is given: those that stay are kept."""

    def __init__(self, item: pg.ScatterPlotItem) -> None:
        self.item = item
        self._tokens: theme.Theme | None = None
        #: Outlines of the rest and of the marked ones. Kept: pyqtgraph draws a picture for every pen that it meets.
        self._pens: tuple[QPen, ...] = ()
        #: What is drawn, a row each: x, y, colour, shape, size, outline.
        self._drawn: NDArray[np.float64] = np.empty((0, 6))

    def draw(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        colours: NDArray[np.intp],
        measured: NDArray[np.bool_],
        full: NDArray[np.bool_],
        marked: NDArray[np.bool_],
    ) -> None:
        """All [n]: place in view coordinates, step of ``cividis``, circle or diamond, large or small, outline."""
        tokens = theme.current()
        wanted = np.column_stack([x, y, colours, measured, full, marked]).astype(float)
        known = len(self._drawn)
        if tokens is not self._tokens or known > len(wanted) or not np.array_equal(wanted[:known], self._drawn):
            self.item.clear()
            known = 0
        if tokens is not self._tokens:
            self._pens = pg.mkPen(QColor(tokens.muted), width=1), pg.mkPen(QColor(tokens.accent), width=2)
        self._tokens, self._drawn = tokens, wanted
        if known == len(wanted):
            return
        palette, fresh = cividis(), slice(known, None)
        self.item.addPoints(
            x=x[fresh],
            y=y[fresh],
            brush=[palette[at] for at in colours[fresh].tolist()],
            symbol=["o" if one else "d" for one in measured[fresh].tolist()],
            size=np.where(full[fresh], FULL, PART),
            pen=[self._pens[one] for one in marked[fresh].astype(int).tolist()],
        )
