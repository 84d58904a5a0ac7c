"""How a layer's weights are spread after each stage of Deep Compression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from edgeviz.core.compress.report import Histogram, Stage, StageResult
from edgeviz.ui import formatting, theme
from edgeviz.ui.inspector.plots import PlotBlock
from edgeviz.ui.plots.canvas import NumberAxis
from edgeviz.ui.training.deep_tables import stage_name

#: Which of the theme's categories and which line stands for a stage; coding changes no weight.
_LOOKS = {
    Stage.ORIGINAL: (0, Qt.PenStyle.SolidLine),
    Stage.PRUNED: (2, Qt.PenStyle.DashLine),
    Stage.SHARED: (5, Qt.PenStyle.SolidLine),
}
_SIGNS = {Stage.ORIGINAL: "▬", Stage.PRUNED: "╍╍", Stage.SHARED: "▮"}


class WeightsPlot(PlotBlock):
    """Counts on a logarithmic axis; zeros are said in words, or they would tower over all others."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        item = self.plot.getPlotItem()
        item.setAxisItems({"left": NumberAxis("left")})
        item.setLogMode(x=False, y=True)
        item.showGrid(x=False, y=True, alpha=0.12)
        self._curves = {
            stage: item.plot(stepMode="center", x=[0.0, 1.0], y=[1.0], fillLevel=None)
            for stage in (Stage.ORIGINAL, Stage.PRUNED)
        }
        # Shared weights are a few values: bars, not an area.
        self._bars = item.plot(x=[0.0, 0.0], y=[1.0, 1.0], connect="pairs")
        self._found: dict[Stage, Histogram] = {}
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def show_layer(self, stages: Sequence[StageResult], key: str) -> None:
        """Show the weights of the layer ``key`` after each stage; "" for none."""
        self._found = {
            one.stage: histogram
            for one in stages
            if one.stage in _LOOKS
            for histogram in one.histograms
            if histogram.key == key
        }
        if not self._found:
            self.say(self.tr("The weights of the selected layer are drawn here, stage by stage."))
            return
        self.say("")
        for stage, curve in self._curves.items():
            found = self._found.get(stage)
            curve.setVisible(found is not None)
            if found is not None:
                edges = np.linspace(found.low, found.high, len(found.counts) + 1)
                curve.setData(x=edges, y=np.maximum(found.counts, 0.5), stepMode="center")
        shared = self._found.get(Stage.SHARED)
        self._bars.setVisible(shared is not None)
        if shared is not None:
            edges = np.linspace(shared.low, shared.high, len(shared.counts) + 1)
            counts = np.asarray(shared.counts, float)
            middles, heights = ((edges[1:] + edges[:-1]) / 2)[counts > 0], counts[counts > 0]
            floor = np.full(len(heights), 0.5)
            self._bars.setData(x=np.repeat(middles, 2), y=np.column_stack((floor, heights)).ravel(), connect="pairs")
        self.plot.set_labels(self.tr("Weight"), self.tr("Count"))
        zeros = []
        for stage, found in self._found.items():
            total = found.zeros + sum(found.counts)
            zeros.append(f"{stage_name(stage)}: {formatting.percent(found.zeros / total if total else 0.0, 0)}")
        self.value.setText(self.tr("zeros, not drawn: {}").format(formatting.joined(zeros)))
        self.plot.setAccessibleDescription(self.value.text())
        self.restyle()
        self.plot.getPlotItem().enableAutoRange()

    def restyle(self) -> None:
        self.plot.restyle()
        tokens = theme.current()
        texts = []
        for stage, (category, style) in _LOOKS.items():
            colour = QColor(tokens.categories[category])
            if stage in self._curves:
                self._curves[stage].setPen(pg.mkPen(colour, width=1.5, style=style))
            else:
                self._bars.setPen(pg.mkPen(colour, width=3))
            if stage in self._found:
                texts.append(f'<span style="color:{colour.name()}">{_SIGNS[stage]}</span> {stage_name(stage)}')
        self.legend.setText("&nbsp;&nbsp;".join(texts))
