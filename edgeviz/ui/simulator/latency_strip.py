"""The strip of latencies: each request against the deadline, which can be dragged."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from edgeviz.core.adaptive.run import Fate
from edgeviz.core.adaptive.strips import Strips
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.plots.plot_menu import Table
from edgeviz.ui.simulator.strip import Strip


class LatencyStrip(Strip):
    """Milliseconds on a logarithmic axis: dots in time, crosses late, and triangles on top that got no answer."""

    #: The deadline was dragged to this, in seconds.
    deadlineMoved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("latency", self.tr("Latency (ms)"), _milliseconds, parent)
        self.strips: Strips | None = None
        self._is_placing = False
        self._thinning = QTimer(self, singleShot=True, interval=30)
        self._thinning.timeout.connect(self._mark)
        self.in_time = pg.ScatterPlotItem(symbol="o", size=4)
        self.late = pg.ScatterPlotItem(symbol="x", size=7)
        self.lost = pg.ScatterPlotItem(symbol="t", size=8)
        for item in (self.in_time, self.late, self.lost):
            self.plot.addItem(item, ignoreBounds=True)
        self.deadline_line = pg.InfiniteLine(angle=0, movable=True)
        self.deadline_line.setZValue(25)
        self.plot.addItem(self.deadline_line, ignoreBounds=True)
        self.deadline_line.sigPositionChanged.connect(self._dragged)
        self.legend = Legend(self.view)
        self.left_axis.setLogMode(True)
        #: Logarithms of the milliseconds that are drawn, and where those without an answer are.
        self._data, self._lost_at = (0.0, 1.0), 1.0
        self.view.sigResized.connect(self._fit)
        self.view.sigXRangeChanged.connect(self._thinning.start)
        self.setToolTip(self.tr("Drag the deadline: the run is played again at once. A double click shows all."))
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(300, 110)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 72)

    def show_run(self, strips: Strips) -> None:
        self.strips, self.end = strips, strips.end
        deadline = strips.run.deadline
        latency = strips.latency[~np.isnan(strips.latency)]
        low = min(float(latency.min()) if len(latency) else deadline, deadline)
        high = max(float(latency.max()) if len(latency) else deadline, deadline)
        self._data = (math.log10(max(low, 1e-9) * 1e3), math.log10(high * 1e3))
        if not self.deadline_line.moving:
            # While the line is dragged the axis stays.
            self._is_placing = True
            self.deadline_line.setPos(math.log10(deadline * 1e3))
            self._is_placing = False
            self._fit()
        self._mark()

    @Slot()
    def _fit(self) -> None:
        """Legend and marks of requests without an answer stand above everything that has a latency."""
        low, high = self._data
        low, high = low - 0.1, high + 0.1
        height = max(1.0, float(self.view.height()))
        top = self.legend.height + 12
        total = (high - low) / (1 - min(0.7, top / height))
        self._range = (low, low + total)
        self._lost_at = low + total * (1 - min(0.65, (top - 6) / height))
        self.view.setYRange(*self._range, padding=0)
        self._thinning.start()

    @property
    def dragged_deadline(self) -> float:
        """Seconds at which the line is."""
        return float(10 ** self.deadline_line.value() * 1e-3)

    def table(self) -> Table:
        """Every request."""
        header = ("request_s", "start_s", "end_s", "point", "fate", "right")
        if self.strips is None:
            return header, []
        run = self.strips.run
        names = [*run.points, ""]
        columns = (run.arrival, run.start, run.end, run.point, run.fate, run.right)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return header, [(a, s, e, names[p], Fate(f).name.lower(), int(r)) for a, s, e, p, f, r in rows]

    @Slot()
    def _mark(self) -> None:
        strips = self.strips
        if strips is None:
            return
        (left, right), _ = self.view.viewRange()
        marks = strips.marks(left, right)
        arrival, latency = strips.run.arrival, strips.latency
        for item, chosen in ((self.in_time, marks.in_time), (self.late, marks.late)):
            item.setData(arrival[chosen], np.log10(np.maximum(latency[chosen], 1e-9) * 1e3))
        self.lost.setData(arrival[marks.lost], np.full(len(marks.lost), self._lost_at))

    def restyle(self) -> None:
        super().restyle()
        if not hasattr(self, "legend"):
            return
        tokens = theme.current()
        none = pg.mkPen(None)
        dot, cross = pg.mkBrush(tokens.categories[0]), pg.mkBrush(tokens.bad)
        triangle, edge = pg.mkBrush(tokens.warning), pg.mkPen(QColor(tokens.bad), width=0.5)
        line = pg.mkPen(QColor(tokens.warning), width=2, style=Qt.PenStyle.DashLine)
        self.in_time.setPen(none)
        self.in_time.setBrush(dot)
        self.late.setPen(edge)
        self.late.setBrush(cross)
        self.lost.setPen(none)
        self.lost.setBrush(triangle)
        self.deadline_line.setPen(line)
        self.deadline_line.setHoverPen(pg.mkPen(QColor(tokens.warning), width=4))
        dash = pg.mkBrush(tokens.warning)
        self.legend.show_entries(
            (
                Entry("o", 6, none, dot, self.tr("in time")),
                Entry("x", 9, edge, cross, self.tr("late")),
                Entry("t", 9, none, triangle, self.tr("no answer")),
                Entry("s", 4, none, dash, self.tr("deadline")),
            ),
            4,
        )
        self.legend.setPos(2, 0)

    @Slot()
    def _dragged(self) -> None:
        if not self._is_placing:
            self.deadlineMoved.emit(self.dragged_deadline)


def _milliseconds(y: float) -> str:
    return formatting.seconds(10**y * 1e-3)
