"""One plot of curves over steps: a line for each run, the best epoch marked, a line that reads all plots at a step."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from edgeviz.core.curves import Curve, smoothed
from edgeviz.ui import theme
from edgeviz.ui.formatting import number, significant
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.training import marks
from edgeviz.ui.training.dots import Dot, Dots
from edgeviz.ui.training.run import Course

#: Pixels for numbers and label on the left, the same in all plots so that their steps stand below each other.
LEFT = 58
#: Room above and below the curves, as a share of their height.
MARGIN = 0.1
#: Points of a curve up to which each has a symbol of its own.
FEW = 40


class CurveCanvas(Canvas):
    """``name`` is that of the curve in ``Course.curves``."""

    def __init__(self, name: str, label: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setObjectName(f"{name}Canvas")
        self.setAccessibleName(title)
        self.setMinimumSize(160, 64)
        #: Whether a hand has zoomed; then new points do not move the view.
        self.is_zoomed = False
        self.steps_zoomed = False
        self._label = label
        self._log = False
        self._runs: Sequence[Course] = ()
        self._items: dict[str, tuple[pg.PlotCurveItem, pg.PlotCurveItem, Dots]] = {}
        #: What each item shows, and the heights that come of it: what has not changed is not drawn again.
        self._drawn: dict[str, tuple[tuple[object, ...], NDArray[np.float64]]] = {}
        self._bounds: tuple[float, float] | None = None
        self._shows_steps: bool | None = None
        self._end = 0.0
        self._fitted: tuple[float, float] | None = None
        self._reader = pg.InfiniteLine(angle=90, movable=False)
        self._reader.setZValue(-5)
        self._reader.hide()
        self.plot.addItem(self._reader, ignoreBounds=True)
        self._at: float | None = None
        self.read_x = lambda x: number(max(0.0, round(x)))
        self.read_y = self._read_y
        self.set_label("left", label)
        axis = self.plot.getAxis("left")
        axis.setWidth(theme.px(LEFT))
        # pyqtgraph moves the lowest label 5 pixels out of its axis.
        self.plot.layout.setContentsMargins(0, 4, 8, 6)

    # ---- drawing

    def show_runs(self, runs: Sequence[Course], smooth: bool, log: bool) -> None:
        """Draw this curve of each of ``runs``."""
        self._runs, self._log = runs, log
        axis = self.plot.getAxis("left")
        if axis.logMode != log:
            axis.setLogMode(log)
            self.set_label("left", self._label)
        for key in [key for key in self._items if key not in {run.key for run in runs}]:
            self._drawn.pop(key, None)
            for item in self._items.pop(key):
                self.plot.removeItem(item)
        low, high = np.inf, -np.inf
        for run in runs:
            drawn = self._draw(run, smooth)
            if len(drawn):
                low, high = min(low, float(drawn.min())), max(high, float(drawn.max()))
        self._bounds = (low, high) if low <= high else None
        self._reader.setPen(pg.mkPen(QColor(theme.current().muted), width=1, style=Qt.PenStyle.DotLine))

    def _draw(self, run: Course, smooth: bool) -> NDArray[np.float64]:
        """The heights that matter for the range of the plot."""
        key = run.key
        state = (run, run.version, run.place, smooth, self._log, theme.current().name)
        if key in self._drawn and self._drawn[key][0] == state:
            return self._drawn[key][1]
        if key not in self._items:
            self._items[key] = (pg.PlotCurveItem(), pg.PlotCurveItem(), Dots())
            for item in self._items[key]:
                self.plot.addItem(item)
        faint, line, dots = self._items[key]
        curve = run.curves[self.name]
        steps, values = curve.steps.copy(), self._heights(curve)
        shown = self._scaled(smoothed(curve.values)) if smooth and len(curve) else values
        line.setData(steps, shown)
        line.setPen(marks.pen(run.place))
        faint.setVisible(smooth)
        if smooth:
            pale = marks.pen(run.place, 1.0)
            ink = QColor(marks.colour(run.place))
            ink.setAlpha(70)
            pale.setColor(ink)
            faint.setData(steps, values)
            faint.setPen(pale)
        ground = QColor(theme.current().surface)
        dots.show_dots(self._dots(run, steps, shown), marks.symbol(run.place), marks.colour(run.place), ground)
        self._drawn[key] = (state, shown)
        return shown

    def _dots(self, run: Course, steps: NDArray[np.float64], heights: NDArray[np.float64]) -> list[Dot]:
        """Symbols where points are few, and at the head of each line; of an accuracy the best epoch stands out."""
        few = self.name == "accuracy" and len(steps) <= FEW
        found = [Dot(x, y, 6) for x, y in zip(steps.tolist(), heights.tolist(), strict=True)] if few else []
        best = run.curves[self.name].best if self.name == "accuracy" else None
        if best is not None:
            found.append(Dot(best[0], best[1] * 100, 11, is_open=True))
        elif len(steps):
            # The line carries the run's symbol: the colour alone would tell them apart.
            found.append(Dot(float(steps[-1]), float(heights[-1]), 8))
        return found

    def _heights(self, curve: Curve) -> NDArray[np.float64]:
        return self._scaled(curve.values)

    def _scaled(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.name == "accuracy":
            return values * 100.0
        if self._log:
            positive = values[values > 0]
            floor = float(positive.min()) if len(positive) else 1e-12
            return np.log10(np.maximum(values, floor))
        return values.copy()

    # ---- the part that is seen

    @property
    def end(self) -> float:
        """The last step of the view as it was fitted."""
        return self._end

    def fit_steps(self, end: float) -> None:
        """Show the steps up to ``end``, unless a hand has zoomed."""
        if not self.steps_zoomed and end != self._end:
            self._end = end
            self.view.setXRange(0.0, max(end, 1.0), padding=0.015)

    def fit(self) -> None:
        """Show all values, unless a hand has zoomed."""
        if self.is_zoomed or self._bounds is None:
            return
        low, high = self._bounds
        if self.name == "rate":
            low = 0.0
        if high - low < 1e-12 * max(1.0, abs(high)):
            low, high = low - max(abs(low) * 0.1, 1e-3), high + max(abs(high) * 0.1, 1e-3)
        room = (high - low) * MARGIN
        wanted = (low - room, high + room)
        if wanted != self._fitted:
            self._fitted = wanted
            self.view.setYRange(*wanted, padding=0)

    def unzoom(self) -> None:
        """Show everything again at the next ``fit``."""
        self.is_zoomed = self.steps_zoomed = False
        self._end, self._fitted = 0.0, None

    def show_steps(self, shown: bool) -> None:
        """Only the lowest plot has numbers below it."""
        if shown == self._shows_steps:
            return
        self._shows_steps = shown
        axis = self.plot.getAxis("bottom")
        axis.setStyle(showValues=shown)
        axis.setHeight(theme.px(40) if shown else 2)
        axis.showLabel(shown)
        if shown:
            self.set_label("bottom", self.tr("Steps"))

    # ---- reading

    def show_step(self, step: float | None) -> None:
        """Mark the step that is read in another plot, or by keys."""
        self._at = step
        self._reader.setVisible(step is not None)
        if step is not None:
            self._reader.setPos(step)

    def show_crosshair(self, at: Pointer | None) -> None:
        super().show_crosshair(at)
        if at is not None:
            self._reader.hide()

    def walk(self, key: int, steps: NDArray[np.float64]) -> float | None:
        """The step to which a key goes from the one that is read; None where the key does something else."""
        at = self._at if self._at is not None else float(steps[-1])
        match key:
            case Qt.Key.Key_Left:
                row = int(np.searchsorted(steps, at)) - 1
            case Qt.Key.Key_Right:
                row = int(np.searchsorted(steps, at, side="right"))
            case Qt.Key.Key_Home:
                row = 0
            case Qt.Key.Key_End:
                row = len(steps) - 1
            case _:
                return None
        return float(steps[min(max(row, 0), len(steps) - 1)])

    def _read_y(self, y: float) -> str:
        if self.name == "accuracy":
            return number(y, 1)
        value = 10**y if self._log else y
        return significant(value) if abs(value) >= 1e-4 or value == 0 else f"{value:.1e}"

    def pixel_of(self, step: float, value: float) -> QPointF:
        """Where a point is drawn, in pixels of the canvas."""
        height = value * 100 if self.name == "accuracy" else log10(value) if self._log else value
        return self.to_pixels(step, height)
