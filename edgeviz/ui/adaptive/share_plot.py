"""The operating points of one adaptive model: accuracy over computation, or over latency where that is not known."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from edgeviz.core.adaptive.exits import Traces
from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Rule
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.canvas import Canvas
from edgeviz.ui.plots.plot_menu import PlotMenu, Table

#: Thresholds on the line between the points of an early exit; more answers than this are not replayed for it.
STEPS, MOST = 33, 400_000


class SharePlot(Canvas):
    """A mark with its 95 % interval for each point; the line is what other thresholds of the exits would give."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adaptivePlot")
        self.setAccessibleName(self.tr("Accuracy over computation"))
        self.model: AdaptiveModel | None = None
        self.row = -1
        self._spots = self._bounds = np.empty((0, 2))
        self._line = np.empty((0, 2))
        self._by_macs = True
        self._factor = 100.0
        self.curve = pg.PlotCurveItem()
        self.errors = pg.ErrorBarItem()
        self.marks = pg.ScatterPlotItem(symbol="o", size=9)
        self.ring = pg.ScatterPlotItem(symbol="o", size=16)
        for item in (self.curve, self.errors, self.ring, self.marks):
            self.plot.addItem(item, ignoreBounds=True)
        self.read_x, self.read_y = self._read_x, self._read_y
        self.menu = PlotMenu(self, "operating points", self.table)
        self.resetRequested.connect(self.reset)
        self.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self.draw)

    def show_model(self, model: AdaptiveModel | None) -> None:
        if model is self.model:
            return
        self.model, self.row = model, -1
        self._spots = self._bounds = self._line = np.empty((0, 2))
        if model is not None:
            shares = [model.share(row) for row in range(len(model.points))]
            known = [one for one in shares if one is not None]
            self._by_macs = len(known) == len(shares) and len(set(known)) > 1
            x = known if self._by_macs else [point.seconds for point in model.points]
            self._spots = np.column_stack((x, [point.accuracy for point in model.points]))
            found = [metrics["accuracy"] for metrics in model.metrics]
            self._bounds = np.array([(one.low or one.value, one.high or one.value) for one in found])
            rule = getattr(model.request.how, "rule", None)
            if self._by_macs and model.traces is not None and isinstance(rule, Rule):
                self._line = replayed(model.traces, rule)
        self.draw()

    def select(self, row: int) -> None:
        self.row = row
        self._ring()

    def table(self) -> Table:
        names = [point.name for point in self.model.points] if self.model is not None else []
        rows = [(name, *spot, *bound) for name, spot, bound in zip(names, self._spots, self._bounds, strict=True)]
        return ("point", "macs_share" if self._by_macs else "seconds", "accuracy", "low", "high"), rows

    @Slot()
    def draw(self) -> None:
        tokens = theme.current()
        if self._by_macs:
            self._factor = 100.0
            self.set_label("bottom", self.tr("MACs (% of the most)"))
        else:
            most = float(self._spots[:, 0].max()) if len(self._spots) else 0.0
            self._factor, unit = formatting.axis_scale(QUANTITIES["latency"], most)
            self.set_label("bottom", self.tr("Latency ({})").format(unit))
        self.set_label("left", self.tr("Accuracy (%)"))
        x, y = self._spots[:, 0] * self._factor, self._spots[:, 1] * 100
        self.marks.setData(x=x, y=y, brush=pg.mkBrush(tokens.accent), pen=pg.mkPen(tokens.surface))
        low, high = self._bounds[:, 0] * 100, self._bounds[:, 1] * 100
        self.errors.setData(x=x, y=y, top=high - y, bottom=y - low, pen=pg.mkPen(tokens.muted))
        line = self._line * (self._factor, 100)
        self.curve.setData(line[:, 0], line[:, 1], pen=pg.mkPen(tokens.border, width=2))
        self._ring()
        self.reset()

    @Slot()
    def reset(self) -> None:
        if not len(self._spots):
            return
        x, low, high = self._spots[:, 0] * self._factor, self._bounds[:, 0] * 100, self._bounds[:, 1] * 100
        width = float(x.max() - x.min()) or abs(float(x.max())) or 1.0
        height = float(high.max() - low.min()) or 1.0
        self.view.setRange(
            xRange=(float(x.min()) - 0.08 * width, float(x.max()) + 0.08 * width),
            yRange=(float(low.min()) - 0.08 * height, float(high.max()) + 0.08 * height),
            padding=0,
        )

    # ---- inside

    def _ring(self) -> None:
        spot = self._spots[self.row : self.row + 1] if self.row >= 0 else self._spots[:0]
        self.ring.setPen(pg.mkPen(theme.current().accent, width=2))
        self.ring.setBrush(pg.mkBrush(None))
        self.ring.setData(spot[:, 0] * self._factor, spot[:, 1] * 100)

    def _read_x(self, x: float) -> str:
        value = x / self._factor
        return formatting.percent(value, 0) if self._by_macs else formatting.seconds(max(0.0, value))

    def _read_y(self, y: float) -> str:
        return formatting.percent(y / 100)


def replayed(traces: Traces, rule: Rule) -> np.ndarray:
    """[thresholds, 2]: share of the multiplications and accuracy of thresholds from the cheapest to the dearest."""
    if traces.correct.size > MOST:
        return np.empty((0, 2))
    values = (traces.confidence if rule is Rule.CONFIDENCE else traces.entropy)[:-1]
    if not values.size:
        return np.empty((0, 2))
    found = []
    rows = np.arange(traces.correct.shape[1])
    for threshold in np.unique(np.quantile(values, np.linspace(0, 1, STEPS))):
        left = traces.taken(rule, float(threshold))
        found.append((traces.share(rule, float(threshold)), float(traces.correct[left, rows].mean())))
    return np.array(sorted(found))
