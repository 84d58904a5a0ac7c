"""One time strip: a quantity over the seconds of a run, with the cursor that all strips share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from edgeviz.core.adaptive.world import Floats
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.canvas import Canvas, NumberAxis, Pointer, log_ticks
from edgeviz.ui.plots.plot_menu import PlotMenu, Table

#: Pixels of the axes on the left, so that all strips begin at the same place.
AXIS = 40
#: Steps of the time axis, in seconds.
STEPS = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600,
    7200, 10800, 14400, 21600, 43200, 86400,
)  # fmt: skip
#: Lines of more corners than this are thin: Qt paints wide ones slowly.
MANY = 3000


def clock(seconds: float, step: float = 1.0) -> str:
    """ "0:05", "12:30", "1:02:03"; with decimals where ``step`` is below a second."""
    whole = int(seconds + 1e-9)
    text = f"{whole // 60 % 60:d}:{whole % 60:02d}"
    if whole >= 3600:
        text = f"{whole // 3600:d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    if step < 1:
        places = 1 if step >= 0.1 else 2 if step >= 0.01 else 3
        text += f"{seconds - whole + 1e-9:.{places}f}"[1:]
    return text


class TimeAxis(NumberAxis):
    """Ticks at round minutes and hours."""

    def tickValues(self, minVal: float, maxVal: float, size: float):
        most = max(2, int(size // 70))
        step = next((one for one in STEPS if (maxVal - minVal) / one <= most), 86400.0 * 10)
        first = np.ceil(minVal / step - 1e-9) * step
        return [(step, list(np.arange(first, maxVal + 1e-9 * step, step)))]

    def tickStrings(self, values, scale: float, spacing: float) -> list[str]:
        return [clock(max(0.0, float(value)), spacing) for value in values]


class LowAxis(NumberAxis):
    """As many ticks as fit above each other in a low strip; ``whole`` numbers only where it counts something."""

    whole = False

    def tickValues(self, minVal: float, maxVal: float, size: float):
        if self.logMode:
            return [(1.0, log_ticks(minVal, maxVal, max(2, int(size // theme.px(28)))))]
        span = max(maxVal - minVal, 1e-12)
        exponent = int(np.floor(np.log10(span))) + 1
        for power in range(exponent, exponent - 4, -1):
            for digit in (5, 2, 1):
                step = digit * 10.0**power
                first = np.ceil(minVal / step - 1e-9) * step
                found = list(np.arange(first, maxVal + 1e-9 * step, step))
                if (self.whole and step <= 1) or len(found) >= 2:
                    room = max(1, int(size // theme.px(17)))
                    # Where two would run into each other the middle one stands alone.
                    return [(step, found if len(found) <= room else [found[len(found) // 2]])]
        return []


@dataclass(frozen=True, eq=False)
class Line:
    """Values that hold from their times on (s), until ``end``. dashed: a limit rather than what happens."""

    times: Floats
    values: Floats
    end: float
    category: int = 0
    dashed: bool = False

    def corners(self) -> tuple[Floats, Floats]:
        if not len(self.times):
            return np.zeros(0), np.zeros(0)
        x = np.append(np.repeat(self.times, 2)[1:], max(self.end, float(self.times[-1])))
        return x, np.repeat(self.values, 2).astype(float)


class Strip(Canvas):
    """A click or the arrow keys move the cursor; the wheel zooms the time of all strips."""

    #: Seconds.
    timePicked = Signal(float)

    def __init__(self, name: str, title: str, reading: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"strip_{name}")
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.tr("Left and Right move the time, Home and End go to its ends."))
        self.title = title
        self.lines: tuple[Line, ...] = ()
        self.end = 1.0
        self._time = 0.0
        self._range = (0.0, 1.0)
        self._curves: list[pg.PlotCurveItem] = []
        axis = TimeAxis("bottom")
        self.left_axis = LowAxis("left")
        self.plot.setAxisItems({"bottom": axis, "left": self.left_axis})
        axis.setStyle(showValues=False)
        axis.setHeight(4)
        self.left_axis.setWidth(theme.px(AXIS))
        self.plot.layout.setContentsMargins(0, 2, 4, 0)
        self.view.setMouseEnabled(x=True, y=False)
        self.cursor_line = pg.InfiniteLine(angle=90, movable=False)
        self.cursor_line.setZValue(30)
        self.plot.addItem(self.cursor_line, ignoreBounds=True)
        self.read_x, self.read_y = clock, reading
        self.menu = PlotMenu(self, f"strip-{name}", self.table)
        self.clicked.connect(self._clicked_at)
        self.keyPressed.connect(self._key)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(300, 48)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def show_time_axis(self, shown: bool) -> None:
        axis = self.plot.getAxis("bottom")
        axis.setStyle(showValues=shown)
        axis.setHeight(None if shown else 4)

    def show_lines(self, lines: Sequence[Line], end: float) -> None:
        """``end``: seconds until which time runs."""
        self.lines, self.end = tuple(lines), end
        self.draw()

    @Slot()
    def draw(self) -> None:
        for curve in self._curves:
            self.plot.removeItem(curve)
        self._curves = []
        values = [line.values for line in self.lines if len(line.values)]
        low, high = (min(map(np.min, values)), max(map(np.max, values))) if values else (0.0, 1.0)
        self.set_y_range(float(low), float(high))
        for line in self.lines:
            x, y = line.corners()
            curve = pg.PlotCurveItem(x, y, pen=self._pen(line, len(x)), antialias=len(x) <= MANY)
            self._curves.append(curve)
            self.plot.addItem(curve, ignoreBounds=True)

    def set_y_range(self, low: float, high: float) -> None:
        room = 0.12 * (high - low) or max(0.5, 0.1 * abs(high))
        self._range = (low - room, high + room)
        self.view.setYRange(*self._range, padding=0)

    def set_time(self, seconds: float) -> None:
        self._time = seconds
        self.cursor_line.setPos(seconds)

    def table(self) -> Table:
        """Times and values of the first line, in stored units."""
        line = self.lines[0] if self.lines else None
        rows = [] if line is None else list(zip(line.times.tolist(), line.values.tolist(), strict=True))
        return ("seconds", self.title), rows

    # ---- looks

    def restyle(self) -> None:
        super().restyle()
        if not hasattr(self, "cursor_line"):
            return
        tokens = theme.current()
        self.cursor_line.setPen(pg.mkPen(QColor(tokens.accent), width=1.5))
        for line, curve in zip(self.lines, self._curves, strict=True):
            curve.setPen(self._pen(line, 0))

    def _pen(self, line: Line, corners: int) -> object:
        tokens = theme.current()
        if line.dashed:
            return pg.mkPen(QColor(tokens.warning), width=1, style=Qt.PenStyle.DashLine)
        return pg.mkPen(QColor(tokens.categories[line.category]), width=1 if corners > MANY else 1.8)

    # ---- input

    @Slot(object)
    def _clicked_at(self, at: Pointer) -> None:
        self.timePicked.emit(min(max(0.0, at.x), self.end))

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        (left, right), _ = self.view.viewRange()
        step = (right - left) / 100
        targets = {
            Qt.Key.Key_Left: self._time - step,
            Qt.Key.Key_Right: self._time + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self.end,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is not None:
            event.accept()
            self.timePicked.emit(min(max(0.0, target), self.end))


def degrees(value: float) -> str:
    return f"{formatting.number(value, 1)} °C"


def times(value: float) -> str:
    """ "1.5 ×"."""
    return f"{formatting.number(value, 2)} ×"
