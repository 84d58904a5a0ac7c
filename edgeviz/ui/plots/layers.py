"""What lies on the trade-off canvas: one pyqtgraph item for each kind of mark, created once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor

from edgeviz.core.naming import Kind
from edgeviz.ui import theme
from edgeviz.ui.plots.canvas import Canvas
from edgeviz.ui.plots.legend import Entry, Legend

translate = QCoreApplication.translate
Ring = tuple[float, float]


class PlotLayers:
    """Marks in the order of their importance: points, intervals, front, references, the current recipe."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.intervals = pg.PlotCurveItem(connect="pairs")
        self.points = Spots(symbol="o", size=6)
        self.front_line = pg.PlotCurveItem()
        self.front_points = Spots(symbol="o", size=8)
        self.uniform = pg.ScatterPlotItem(symbol="t1", size=11)
        self.float_point = pg.ScatterPlotItem(symbol="s", size=10)
        self.other = pg.ScatterPlotItem(symbol="star", size=13)
        self.ring = pg.ScatterPlotItem(symbol="o", size=18)
        self.core = pg.ScatterPlotItem(symbol="o", size=6)
        self.hover = pg.ScatterPlotItem(symbol="o", size=16)
        self.pending = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts={"position": 0.06, "anchors": None})
        items = (
            *(self.intervals, self.points, self.front_line, self.front_points),
            *(self.uniform, self.float_point, self.other, self.ring, self.core, self.hover),
        )
        for z, item in enumerate(items):
            item.setZValue(z)
            canvas.plot.addItem(item)
        canvas.plot.addItem(self.pending, ignoreBounds=True)
        self.pending.hide()
        self.legend = Legend(canvas.view)
        #: Which points each item draws: [points] of bool.
        self.shown: dict[pg.ScatterPlotItem, NDArray[np.bool_]] = {}
        #: Marks that others put on the canvas, with what the legend calls them.
        self.extra: list[tuple[pg.ScatterPlotItem, str]] = []
        self._evaluated = False
        self.restyle()

    def restyle(self) -> None:
        tokens = theme.current()
        accent, muted, text = QColor(tokens.accent), QColor(tokens.muted), QColor(tokens.text)
        surface = QColor(tokens.surface)
        reference, float_colour = QColor(tokens.categories[1]), QColor(tokens.categories[2])
        faint = QColor(muted)
        faint.setAlpha(90)
        cloud = QColor(muted)
        cloud.setAlpha(150)
        self.intervals.setPen(pg.mkPen(faint, width=1))
        self.points.setPen(None)
        self.points.setBrush(pg.mkBrush(cloud))
        self.front_line.setPen(pg.mkPen(accent, width=2))
        self.front_points.setPen(pg.mkPen(surface, width=1))
        self.front_points.setBrush(pg.mkBrush(accent))
        self.uniform.setPen(pg.mkPen(surface, width=1))
        self.uniform.setBrush(pg.mkBrush(_readable(reference, tokens.is_dark)))
        self.float_point.setPen(pg.mkPen(surface, width=1))
        self.float_point.setBrush(pg.mkBrush(_readable(float_colour, tokens.is_dark)))
        self.other.setPen(pg.mkPen(surface, width=1))
        self.other.setBrush(pg.mkBrush(_readable(QColor(tokens.categories[3]), tokens.is_dark)))
        self.core.setPen(pg.mkPen(surface, width=1))
        self.core.setBrush(pg.mkBrush(text))
        self._ring_pens = (
            pg.mkPen(text, width=2),
            pg.mkPen(text, width=2, style=Qt.PenStyle.DotLine),
        )
        self.ring.setBrush(None)
        self.ring.setPen(self._ring_pens[0])
        self.hover.setPen(pg.mkPen(accent, width=2))
        self.hover.setBrush(None)
        self.pending.setPen(pg.mkPen(text, width=1, style=Qt.PenStyle.DashLine))

    # ---- what is shown

    def set_points(self, x, y, kinds, front, line) -> None:
        on_front = np.zeros(len(x), bool)
        on_front[front] = True
        plain = (kinds == Kind.MIXED) & ~on_front
        self.shown = {
            self.points: plain,
            self.front_points: on_front & (kinds == Kind.MIXED),
            self.uniform: kinds == Kind.UNIFORM,
            self.float_point: kinds == Kind.FLOAT,
            self.other: kinds == Kind.OTHER,
        }
        for item, chosen in self.shown.items():
            item.setData(x=x[chosen], y=y[chosen])
        self.front_line.setData(*line)

    def reset_spots(self, **defaults: object) -> None:
        """The points look as their kind does: pyqtgraph keeps what was set of single spots until their data changes."""
        for item in self.shown:
            for field, value in defaults.items():
                item.data[field] = value
            item.data["sourceRect"] = 0
            item.updateSpots(item.data)

    def set_intervals(self, x, y, low_x, high_x, low_y, high_y) -> None:
        """One line for each interval that exists."""
        ends = []
        for low, high, vertical in ((low_x, high_x, False), (low_y, high_y, True)):
            known = ~(np.isnan(low) | np.isnan(high))
            if known.any():
                along = np.column_stack([low[known], high[known]]).ravel()
                across = np.repeat((x if vertical else y)[known], 2)
                ends.append((across, along) if vertical else (along, across))
        if ends:
            self.intervals.setData(np.concatenate([e[0] for e in ends]), np.concatenate([e[1] for e in ends]))
        else:
            self.intervals.setData([], [])

    def set_ring(self, at: Ring | None, evaluated: bool) -> None:
        self._evaluated = evaluated
        self.ring.setPen(self._ring_pens[0 if evaluated else 1])
        if at is None:
            self.ring.setData([], [])
            self.core.setData([], [])
        else:
            self.move_ring(*at)

    def move_ring(self, x: float, y: float) -> None:
        self.ring.setData([x], [y])
        self.core.setData([x] if self._evaluated else [], [y] if self._evaluated else [])

    def set_hover(self, at: Ring | None) -> None:
        self.hover.setData([at[0]] if at else [], [at[1]] if at else [])

    def set_pending(self, x: float | None, text: str = "") -> None:
        """A vertical line where the current recipe will be once its y is measured."""
        self.pending.setVisible(x is not None)
        if x is not None:
            self.pending.setPos(x)
            self.pending.label.setFormat(text)
            self.pending.label.setColor(theme.current().text)

    # ---- legend

    def place_legend(self, x, y) -> None:
        """List what is there where it covers the fewest points: in a corner, else between two, in one column or two."""
        entries = self._entries()
        self.legend.show_entries(entries)
        area = self.canvas.view.sceneBoundingRect()
        if area.width() < 260 or area.height() < 140:
            self.legend.hide()
            return
        self.legend.show()
        (x0, x1), (y0, y1) = self.canvas.view.viewRange()
        marks = [item.getData() for item, _ in self.extra if len(item.data)]
        px = (np.concatenate([x, *(at[0] for at in marks)]) - x0) / (x1 - x0) * area.width()
        py = (y1 - np.concatenate([y, *(at[1] for at in marks)])) / (y1 - y0) * area.height()
        best, least = (1, 0.0, 0.0), np.inf
        for columns in (1, 2):
            self.legend.show_entries(entries, columns)
            right, bottom = area.width() - self.legend.width - 8, area.height() - self.legend.height - 8
            if right < 8 or (bottom < 0 and columns == 1):
                continue
            for left in (right, 8.0, *np.linspace(right, 8.0, 7)[1:-1]):
                for top in (bottom, min(8.0, bottom)):
                    box = QRectF(left, top, self.legend.width, self.legend.height).adjusted(-8, -8, 8, 8)
                    inside = (px >= box.left()) & (px <= box.right()) & (py >= box.top()) & (py <= box.bottom())
                    if inside.sum() < least:
                        best, least = (columns, float(left), float(top)), int(inside.sum())
            if not least:
                break
        columns, left, top = best
        self.legend.show_entries(entries, columns)
        self.legend.setPos(left, top)
        # The text on the pending line keeps above a legend that it would run into.
        is_below = top + self.legend.height / 2 > area.height() / 2
        self.pending.label.setPosition((self.legend.height + 28) / area.height() if is_below else 0.06)

    def _entries(self) -> tuple[Entry, ...]:
        items = (
            (self.front_points, translate("Legend", "Front")),
            (self.points, translate("Legend", "Other recipes")),
            (self.uniform, translate("Legend", "Uniform widths")),
            (self.float_point, translate("Legend", "Float")),
            (self.other, translate("Legend", "Other models")),
            (self.ring, translate("Legend", "Current")),
            *self.extra,
        )
        return tuple(
            Entry(
                item.opts["symbol"], item.opts["size"], pg.mkPen(item.opts["pen"]), pg.mkBrush(item.opts["brush"]), text
            )
            for item, text in items
            if len(item.data)
        )

    # ---- saving

    @contextmanager
    def as_vectors(self) -> Iterator[None]:
        """While this lasts, points are drawn as shapes and not from cached pictures."""
        scatters = [item for item in vars(self).values() if isinstance(item, pg.ScatterPlotItem)]
        scatters += [item for item, _ in self.extra]
        for item in scatters:
            item.opts["useCache"] = False
        try:
            yield
        finally:
            for item in scatters:
                item.opts["useCache"] = True


class Spots(pg.ScatterPlotItem):
    """Points that have one look until they are given looks of their own: its picture is looked up once."""

    _is_uniform = False

    def addPoints(self, *args: Any, **kwargs: Any) -> None:
        self._is_uniform = True
        super().addPoints(*args, **kwargs)

    def updateSpots(self, dataSet: np.ndarray | None = None) -> None:
        data = self.data if dataSet is None else dataSet
        uniform, self._is_uniform = self._is_uniform, False
        if not uniform or len(data) < 2:
            super().updateSpots(dataSet)
            return
        super().updateSpots(data[:1])
        data["sourceRect"] = data["sourceRect"][0]


def _readable(colour: QColor, is_dark: bool) -> QColor:
    """Okabe-Ito tones a little darker on white, so that a mark reaches 3:1."""
    return colour if is_dark else colour.darker(130)
