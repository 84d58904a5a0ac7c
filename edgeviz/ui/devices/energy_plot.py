"""Energy of an inference against the clock, in its dynamic and its static part, with its minimum; and latency.

Latency is drawn into the same view, stretched to the same height: its axis, on the right, undoes the stretching.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QWidget

from edgeviz.core.device.profile import Frequency
from edgeviz.core.device.sweep import Sweep
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.placing import Words, place_above
from edgeviz.ui.plots.canvas import Canvas, NumberAxis
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.plots.plot_menu import PlotMenu, Table


@dataclass(frozen=True, eq=False)
class Shown:
    """What is drawn. ``least``: the clock of least energy; ``inside``: it is no end of the levels."""

    curve: Sweep
    levels: Sweep
    nominal: Sweep
    least: Sweep
    inside: bool
    frequency: Frequency


class EnergyPlot(Canvas):
    """The crosshair reads the clock, and what an inference takes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("energyPlot")
        self.setAccessibleName(self.tr("Energy and latency against the clock"))
        self.shown: Shown | None = None
        self._hertz, self._joules, self._stretch = 1e-6, 1e3, 1.0
        self._range = ((0.0, 1.0), (0.0, 1.0))
        self._least = (0.0, 0.0)
        axis = NumberAxis("right")
        self.plot.setAxisItems({"right": axis})
        self.plot.showAxis("right")
        self.static = pg.PlotCurveItem(fillLevel=0.0)
        # Opaque and one over the other: what shows of the sum beside the static part is the dynamic one.
        self.top = pg.PlotCurveItem(fillLevel=0.0)
        self.latency = pg.PlotCurveItem()
        self.level_marks = pg.ScatterPlotItem(symbol="o", size=6)
        self.least_mark = pg.ScatterPlotItem(symbol="d", size=13)
        self.nominal_line = pg.InfiniteLine(angle=90, movable=False)
        self.least_text, self.nominal_text = Words(), Words()
        for item in (self.top, self.static, self.latency, self.level_marks, self.least_mark):
            self.plot.addItem(item, ignoreBounds=True)
        for item in (self.nominal_line, self.least_text, self.nominal_text):
            self.plot.addItem(item, ignoreBounds=True)
        self.legend = Legend(self.view)
        self.read_x, self.read_y = self._hertz_text, self._joules_text
        self.menu = PlotMenu(self, "energy", self.table)
        self.resetRequested.connect(self.reset)
        self.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self._restyled)
        self._style_axes()

    def show_sweep(self, shown: Shown) -> None:
        self.shown = shown
        self.draw()

    # ---- drawing

    @Slot()
    def draw(self) -> None:
        shown = self.shown
        if not self.isVisible() or shown is None:
            return
        tokens, curve = theme.current(), shown.curve
        self._hertz, unit = (1e-9, "GHz") if curve.hertz[-1] >= 1e9 else (1e-6, "MHz")
        self.set_label("bottom", self.tr("Clock ({})").format(unit))
        highest = float(curve.joules.max())
        self._joules, unit = formatting.axis_scale(QUANTITIES["energy"], highest)
        self.set_label("left", self.tr("Energy ({})").format(unit))
        slowest = float(curve.seconds.max())
        seconds, unit = formatting.axis_scale(QUANTITIES["latency"], slowest)
        # The slowest inference reaches as high as the costliest.
        self._stretch = highest * self._joules / (slowest * seconds) if slowest else 1.0
        right = self.plot.getAxis("right")
        right.setScale(1 / self._stretch)
        self.set_label("right", self.tr("Latency ({})").format(unit))
        x = curve.hertz * self._hertz
        warm, cold = QColor(tokens.categories[1]), QColor(tokens.categories[0])
        fills = [pg.mkBrush(theme.mixed(tokens.surface, colour, 0.38)) for colour in (cold, warm)]
        line = pg.mkPen(cold, width=1.2)
        self.static.setData(x, curve.static * self._joules, pen=line, brush=fills[0])
        self.top.setData(x, curve.joules * self._joules, pen=pg.mkPen(tokens.text, width=1.8), brush=fills[1])
        dashed = pg.mkPen(tokens.categories[2], width=1.8, style=Qt.PenStyle.DashLine)
        self.latency.setData(x, curve.seconds * seconds * self._stretch, pen=dashed)
        level_pen, ground = pg.mkPen(tokens.text, width=1.2), pg.mkBrush(tokens.surface)
        self.level_marks.setData(
            shown.levels.hertz * self._hertz, shown.levels.joules * self._joules, pen=level_pen, brush=ground
        )
        least_pen, least_brush = pg.mkPen(tokens.surface, width=1), pg.mkBrush(tokens.accent)
        at, height = shown.least.hertz * self._hertz, shown.least.joules * self._joules
        self.least_mark.setData(at, height, pen=least_pen, brush=least_brush)
        self._range = ((x[0], x[-1]), (0.0, highest * self._joules))
        self._least = (float(at[0]), float(height[0]))
        self._write()
        dash = pg.mkBrush(tokens.categories[2])
        self.legend.show_entries(
            (
                Entry("s", 9, pg.mkPen(None), fills[1], self.tr("dynamic")),
                Entry("s", 9, line, fills[0], self.tr("static")),
                Entry("o", 7, level_pen, ground, self.tr("levels")),
                Entry("s", 4, pg.mkPen(None), dash, self.tr("latency →")),
            )
        )
        self.reset()

    def _write(self) -> None:
        shown, tokens = self.shown, theme.current()
        assert shown is not None
        self.least_text.say(self.least_words(), tokens.text, theme.STRONG)
        nominal = shown.frequency.nominal.value * self._hertz
        self.nominal_line.setPen(pg.mkPen(tokens.muted, width=1, style=Qt.PenStyle.DotLine))
        self.nominal_line.setPos(nominal)
        self.nominal_text.say(self.tr("nominal"), tokens.text)
        is_left = nominal < sum(self._range[0]) / 2
        self.nominal_text.put(nominal, 0.0, (0.0 if is_left else 1.0, 1.0))

    def least_words(self) -> str:
        """ "least: 1.05 GHz, 12.3 mJ, 14 % below nominal"."""
        shown = self.shown
        if shown is None:
            return ""
        clock, energy = clock_text(float(shown.least.hertz[0])), formatting.joules(float(shown.least.joules[0]))
        saved = 1 - float(shown.least.joules[0]) / float(shown.nominal.joules[0])
        if saved < 0.0005:
            return self.tr("least: {}, {}").format(clock, energy)
        return self.tr("least: {}, {}, {} below nominal").format(clock, energy, formatting.percent(saved))

    @Slot()
    def reset(self) -> None:
        """Show all clocks."""
        if self.shown is None:
            return
        (left, right), (_, top) = self._range
        margin = 0.02 * (right - left) or 0.05 * right
        # The legend stands along the top in as few rows as there is room for, and the curves stay below it.
        columns = max(1, len(self.legend.entries))
        while columns > 1:
            self.legend.show_entries(self.legend.entries, columns)
            if self.legend.width <= self.view.width() - 8:
                break
            columns -= 1
        self.legend.setPos(4, 0)
        words = self.legend.height + 1.8 * self.fontMetrics().height()
        share = min(0.6, words / max(1.0, self.view.height()))
        self.show_range((left - margin, right + margin), (0.0, top / (1 - share)))
        place_above(self.least_text, self, *self._least)

    def table(self) -> Table:
        if self.shown is None:
            return (), ()
        found = self.shown.curve
        columns = (found.hertz, found.seconds, found.dynamic, found.static, found.joules)
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        return ("hertz", "seconds", "dynamic_joules", "static_joules", "joules"), rows

    # ---- internals

    @Slot()
    def _restyled(self) -> None:
        self._style_axes()
        self.draw()

    def _style_axes(self) -> None:
        tokens, axis = theme.current(), self.plot.getAxis("right")
        axis.setPen(pg.mkPen(tokens.border))
        axis.setTickPen(pg.mkPen(tokens.border))
        axis.setTextPen(pg.mkPen(tokens.muted))
        axis.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=False, maxTickLevel=0)
        axis.setZValue(-1000)
        # Room for any of their numbers: an axis that finds out while it is painted has all painted again.
        metrics = self.fontMetrics()
        for side in ("left", "right"):
            self.plot.getAxis(side).setWidth(metrics.horizontalAdvance("000.0") + metrics.height() + 12)

    def _hertz_text(self, x: float) -> str:
        shown = self.shown
        if shown is None:
            return ""
        hertz = x / self._hertz
        curve = shown.curve
        if not curve.hertz[0] <= hertz <= curve.hertz[-1]:
            return clock_text(hertz)
        seconds, joules = (float(np.interp(hertz, curve.hertz, values)) for values in (curve.seconds, curve.joules))
        return formatting.joined((clock_text(hertz), formatting.joules(joules), formatting.seconds(seconds)))

    def _joules_text(self, y: float) -> str:
        return formatting.significant(y)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def clock_text(hertz: float) -> str:
    """ "120 MHz", "1.05 GHz"."""
    if hertz >= 0.9995e9:
        return f"{formatting.significant(hertz / 1e9)} GHz"
    return f"{formatting.significant(hertz / 1e6)} MHz"
