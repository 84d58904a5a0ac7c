"""Where to split a network between device and server, over the bandwidth and for servers of different speeds."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edgeviz.core.adaptive.splits import Splits
from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.plots.plot_menu import PlotMenu, Table
from edgeviz.ui.training.fields import NumberBox, dress

#: Bytes a second of a Mbit/s.
MEGABIT = 125_000.0
#: Mbit/s that are drawn, as powers of ten, and at how many places.
LOW, HIGH, STEPS = -2.0, 4.0, 241
#: Servers of so many times the chosen speed are drawn too.
BESIDE = (0.25, 1.0, 4.0)
#: Mbit/s at first.
START = 10.0


class SplitView(QWidget):
    """Drag the line, or set the boxes: the best split is marked and its time taken apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("splitView")
        self.splits: Splits | None = None
        tr = self.tr
        self.bandwidth = NumberBox(10**LOW, 10**HIGH, START, 3, tr(" Mbit/s"))
        dress(self.bandwidth, "splitBandwidth", tr("Bandwidth (Mbit/s)"), tr("Also by dragging the line"))
        self.speed = NumberBox(0.01, 1e6, 8.0, 2, " ×")
        dress(self.speed, "splitSpeed", tr("Speed of the server"), tr("Times as fast as the device; assumed (▫)"))
        self.canvas = Canvas()
        self.canvas.setObjectName("splitPlot")
        self.canvas.setAccessibleName(tr("Best split against the bandwidth"))
        self.canvas.setAccessibleDescription(tr("Left and Right change the bandwidth."))
        self.canvas.set_log(True)
        self.canvas.read_x, self.canvas.read_y = self._read_x, self._read_y
        self.curves = [pg.PlotCurveItem(stepMode=None) for _ in BESIDE]
        self.line = pg.InfiniteLine(angle=90, movable=True)
        self.mark = pg.ScatterPlotItem(symbol="o", size=11)
        for item in (*self.curves, self.line, self.mark):
            self.canvas.plot.addItem(item, ignoreBounds=True)
        self.legend = Legend(self.canvas.view)
        self.menu = PlotMenu(self.canvas, "splits", self.table)
        self.verdict = ElidedLabel()
        self.verdict.setObjectName("splitVerdict")
        self.verdict.setProperty("role", "caption")
        boxes = QVBoxLayout()
        boxes.setSpacing(2)
        for text, box in ((tr("Bandwidth"), self.bandwidth), (tr("Server"), self.speed)):
            boxes.addWidget(self._label(text, box))
            box.setFixedWidth(theme.px(112))
            boxes.addWidget(box)
        boxes.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.canvas, 1)
        row.addLayout(boxes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row, 1)
        layout.addWidget(self.verdict)
        self.bandwidth.valueChanged.connect(self._moved)
        self.speed.valueChanged.connect(self.draw)
        self.line.sigPositionChanged.connect(self._dragged)
        self.canvas.clicked.connect(self._clicked)
        self.canvas.keyPressed.connect(self._key)
        self.canvas.resetRequested.connect(self.reset)
        self.canvas.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self.draw)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text)
        label.setBuddy(field)
        return label

    def show_splits(self, splits: Splits | None, speed: float) -> None:
        """``speed``: of the server, at first."""
        if splits != self.splits:
            self.splits = splits
            with QSignalBlocker(self.speed):
                self.speed.setValue(speed)
            self.draw()

    def table(self) -> Table:
        if self.splits is None:
            return ("split",), []
        found = self.splits.cuts(self.bandwidth.value() * MEGABIT, self.speed.value())
        rows = [(self.splits.names[one.after], one.device, one.sending, one.server, one.seconds) for one in found]
        return ("split", "device_s", "sending_s", "server_s", "seconds"), rows

    @Slot()
    def draw(self) -> None:
        if self.splits is None:
            return
        tokens = theme.current()
        x = np.linspace(LOW, HIGH, STEPS)
        colours = (tokens.muted, tokens.accent, tokens.categories[0])
        entries = []
        for factor, curve, colour in zip(BESIDE, self.curves, colours, strict=True):
            speed = factor * self.speed.value()
            best = self.splits.best_over(10**x * MEGABIT, speed)
            dashed = Qt.PenStyle.SolidLine if factor == 1 else Qt.PenStyle.DashLine
            pen = pg.mkPen(colour, width=2 if factor == 1 else 1.2, style=dashed)
            curve.setData(x, best.astype(float), pen=pen)
            text = self.tr("server {} ×").format(formatting.significant(speed))
            entries.append(Entry("s", 7, pg.mkPen(colour), pg.mkBrush(colour), text))
        self.legend.show_entries(tuple(entries))
        self.canvas.set_label("bottom", self.tr("Bandwidth (Mbit/s)"))
        self.canvas.set_label("left", self.tr("Parts here"))
        self.line.setPen(pg.mkPen(tokens.accent, width=1.5))
        self.line.setHoverPen(pg.mkPen(tokens.accent, width=3))
        self.mark.setBrush(pg.mkBrush(tokens.accent))
        self.mark.setPen(pg.mkPen(tokens.text))
        self._show_best()
        self.reset()

    @Slot()
    def reset(self) -> None:
        if self.splits is None:
            return
        most = len(self.splits.names) - 1
        self.canvas.view.setRange(xRange=(LOW, HIGH), yRange=(-0.08 * most, 1.25 * most), padding=0)
        # Fewer parts stay here the faster the network is: below on the left nothing is drawn.
        self.legend.setPos(4, max(0.0, float(self.canvas.view.height()) - self.legend.height - 2))

    # ---- inside

    def _show_best(self) -> None:
        assert self.splits is not None
        bandwidth = self.bandwidth.value()
        at = float(np.log10(bandwidth))
        with QSignalBlocker(self.line):
            self.line.setPos(at)
        best = self.splits.best(bandwidth * MEGABIT, self.speed.value())
        self.mark.setData([at], [best.after])
        mark = "◇" if self.splits.modelled else "●"
        text = self.tr("{}: {} = {} {} here + {} sending + ▫ {} on the server")
        self.verdict.setText(text.format(
            self.splits.names[best.after], formatting.seconds(best.seconds), mark, formatting.seconds(best.device),
            formatting.seconds(best.sending), formatting.seconds(best.server),
        ))  # fmt: skip

    @Slot()
    def _moved(self) -> None:
        if self.splits is not None:
            self._show_best()

    @Slot()
    def _dragged(self) -> None:
        self._set(float(self.line.value()))

    @Slot(object)
    def _clicked(self, at: Pointer) -> None:
        self._set(at.x)

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}.get(Qt.Key(event.key()))
        if step is not None:
            self._set(float(np.log10(self.bandwidth.value())) + step)
            event.accept()

    def _set(self, power: float) -> None:
        self.bandwidth.setValue(10 ** min(HIGH, max(LOW, power)))
        self._moved()

    def _read_x(self, x: float) -> str:
        return self.tr("{} Mbit/s").format(formatting.significant(10**x))

    def _read_y(self, y: float) -> str:
        row = round(y)
        return self.splits.names[row] if self.splits is not None and 0 <= row < len(self.splits.names) else ""
