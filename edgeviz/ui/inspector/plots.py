"""The inspector's plots: float beside quantized distributions, and the range of every channel."""

from __future__ import annotations

from math import isinf, log10

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edgeviz.core.layer_view import Distribution
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.labels import ElidedLabel

Floats = NDArray[np.float64]

#: Which of the theme's categories stands for float and for quantized; lines differ in style as well.
_FLOAT, _QUANTIZED = 0, 5


def shares(counts: Floats) -> Floats:
    """Counts as percent of all."""
    total = float(counts.sum())
    return counts * (100.0 / total) if total else np.zeros_like(counts, dtype=float)


def quantized_steps(distribution: Distribution) -> tuple[Floats, Floats]:
    """Edges [n + 1] and heights [n] of the quantized distribution, comparable with the float one.

    Few levels would be needles many times as high as the float curve. So each level is drawn as wide as the
    interval of values that round to it, with the area that its values have.
    """
    edges, counts, levels = distribution.edges, shares(distribution.quantized_counts), distribution.levels
    if len(levels) < 2 or isinf(distribution.sqnr):
        return edges, counts  # not rounded at all, whatever few values there are: the same as the float one
    levels = np.sort(levels)
    middles = (levels[1:] + levels[:-1]) / 2
    first, last = levels[0] - (middles[0] - levels[0]), levels[-1] + (levels[-1] - middles[-1])
    bounds = np.concatenate(([first], middles, [last]))
    bins = np.clip(np.searchsorted(edges, levels, side="right") - 1, 0, len(counts) - 1)
    # Levels that fall into one bin share its values.
    sharing = np.bincount(bins, minlength=len(counts))[bins]
    width = float(edges[1] - edges[0])
    return bounds, counts[bins] / sharing * (width / np.diff(bounds))


class _Plot(pg.PlotWidget):
    """No box, a light grid; the wheel zooms, a double click resets, the right button exports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(150, 120)
        self.setAntialiasing(True)
        item = self.getPlotItem()
        item.hideButtons()
        item.getViewBox().setBorder(None)
        item.showGrid(x=False, y=True, alpha=0.12)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.getPlotItem().getViewBox().autoRange()
        self.getPlotItem().enableAutoRange()
        event.accept()

    def restyle(self) -> None:
        tokens = theme.current()
        self.setBackground(tokens.surface)
        font = theme.font(theme.CAPTION)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(tokens.border))
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4)
            # pyqtgraph 0.14 keeps the factor that was in force when the prefix is switched off: 0.5 would read 500.
            axis.enableAutoSIPrefix(False)
            axis.autoSIPrefixScale = 1.0

    def set_labels(self, bottom: str, left: str) -> None:
        style = {"color": theme.current().muted, "font-size": f"{theme.px(theme.CAPTION)}px"}
        self.getPlotItem().setLabel("bottom", bottom, **style)
        self.getPlotItem().setLabel("left", left, **style)


class PlotBlock(QWidget):
    """A plot below its title and legend, which therefore never cover data, and a note where there is no plot."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "title")
        self.legend = QLabel(self)
        self.legend.setObjectName(f"{name}-legend")
        self.legend.setProperty("role", "caption")
        self.value = ElidedLabel(parent=self)
        self.value.setObjectName(f"{name}-value")
        self.value.setProperty("role", "caption")
        self.plot = _Plot(self)
        self.plot.setObjectName(f"{name}-plot")
        self.plot.setAccessibleName(title)
        self.note = QLabel(self)
        self.note.setObjectName(f"{name}-note")
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setMinimumSize(120, 60)
        self.note.hide()
        head = QHBoxLayout()
        head.setSpacing(2 * theme.GRID)
        head.addWidget(self._title)
        head.addWidget(self.legend)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.value)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.note, 1)

    def set_stale(self, stale: bool) -> None:
        """Dim what is shown: it belongs to an earlier setting."""
        for item in self.plot.getPlotItem().listDataItems():
            item.setOpacity(0.35 if stale else 1.0)

    def say(self, text: str, error: bool = False) -> None:
        """Show ``text`` instead of the plot; "" shows the plot again."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        theme.set_role(self.note, "error" if error else "muted")
        self.plot.setVisible(not text)
        self.legend.setVisible(not text)
        self.value.setVisible(not text)


class HistogramBlock(PlotBlock):
    """Two distributions of one tensor over the same bins."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._log = False
        self._distribution: Distribution | None = None
        self._what = ""
        item = self.plot.getPlotItem()
        self._float = item.plot(stepMode="center", x=[0.0, 1.0], y=[0.0])
        self._quantized = item.plot(stepMode="center", x=[0.0, 1.0], y=[0.0])
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def show_distribution(self, distribution: Distribution | None, what: str, label: str) -> None:
        """``what`` names the values on the axis, ``label`` the quantized representation in the legend."""
        self._distribution, self._what, self._label = distribution, what, label
        if distribution is not None:
            self.say("")
            noise = distribution.sqnr
            text = "∞" if isinf(noise) else formatting.number(noise, 1)
            self.value.setText(self.tr("SQNR {} dB").format(text))
            self.value.explain(self.tr("Signal-to-quantization-noise ratio: the higher, the closer to float."))
            samples = formatting.number(distribution.samples)
            self.plot.setToolTip(self.tr("{} values. Wheel zooms, double click resets.").format(samples))
        self._draw()

    def set_log(self, log: bool) -> None:
        if log != self._log:
            self._log = log
            self._draw()

    def restyle(self) -> None:
        tokens = theme.current()
        self.plot.restyle()
        colours = [tokens.categories[index] for index in (_FLOAT, _QUANTIZED)]
        fill = QColor(colours[0])
        fill.setAlpha(56)
        self._float.setPen(pg.mkPen(colours[0], width=1.5))
        self._float.setBrush(fill)
        self._quantized.setPen(pg.mkPen(colours[1], width=1.5, style=Qt.PenStyle.DashLine, dash=[3, 2]))
        self._draw()

    def _draw(self) -> None:
        distribution = self._distribution
        if distribution is None:
            return
        tokens = theme.current()
        first, second = (tokens.categories[index] for index in (_FLOAT, _QUANTIZED))
        # The signs repeat the lines' styles, so that the colours are not the only difference.
        self.legend.setText(
            f'<span style="color:{first}">▬</span> {self.tr("float")}&nbsp;&nbsp;'
            f'<span style="color:{second}">╍╍</span> {self._label}'
        )
        edges, heights = quantized_steps(distribution)
        plain = shares(distribution.float_counts)
        positive = np.concatenate((plain[plain > 0], heights[heights > 0]))
        floor = float(positive.min()) / 2 if positive.size else 1e-3
        if self._log:
            plain, heights = np.maximum(plain, floor), np.maximum(heights, floor)
        item = self.plot.getPlotItem()
        item.setLogMode(x=False, y=self._log)
        self._float.setData(x=distribution.edges, y=plain, stepMode="center")
        self._float.setFillLevel(log10(floor) if self._log else 0.0)
        self._quantized.setData(x=edges, y=heights, stepMode="center")
        self.plot.set_labels(self._what, self.tr("Share (%)"))
        item.enableAutoRange()


class ChannelBlock(PlotBlock):
    """One line for each output channel, from its smallest to its largest weight."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._lines = self.plot.getPlotItem().plot(x=[0.0, 0.0], y=[0.0, 0.0], connect="pairs")
        self._channels = 0
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def show_ranges(self, low: Floats, high: Floats) -> None:
        self._channels = len(low)
        self.say("")
        x = np.repeat(np.arange(self._channels, dtype=float), 2)
        self._lines.setData(x=x, y=np.column_stack((low, high)).ravel(), connect="pairs")
        widths = high - low
        narrow = float(widths[widths > 0].min()) if (widths > 0).any() else 0.0
        ratio = float(widths.max()) / narrow if narrow else 1.0
        self.value.setText(self.tr("widest is ×{} the narrowest").format(formatting.significant(ratio, 2)))
        self.value.explain(self.tr("The more channels differ in range, the more quantization per channel helps."))
        self.restyle()
        self.plot.getPlotItem().enableAutoRange()

    def restyle(self) -> None:
        self.plot.restyle()
        width = 3 if self._channels <= 64 else 2 if self._channels <= 160 else 1
        pen = pg.mkPen(theme.current().categories[_FLOAT], width=width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._lines.setPen(pen)
        self.plot.set_labels(self.tr("Output channel"), self.tr("Weight"))
