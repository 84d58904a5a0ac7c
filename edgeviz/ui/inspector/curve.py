"""The inspector's sensitivity curve: what each width of the selected layer costs."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from edgeviz.core.sensitivity import Method, Part, Sensitivity
from edgeviz.ui import theme
from edgeviz.ui.inspector.plots import PlotBlock

#: Losses below this are as good as none; a logarithmic axis has no place for 0.
FLOOR = 1e-6
_SYMBOLS = {Part.WEIGHT: ("o", 0), Part.ACTIVATION: ("t1", 5)}


class SensitivityBlock(PlotBlock):
    """Loss against width, weights and activations apart, from the table on show."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._table: Sensitivity | None = None
        self._layer = ""
        item = self.plot.getPlotItem()
        item.setLogMode(x=False, y=True)
        self._curves = {part: item.plot([], [], symbolSize=7) for part in Part}
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def show_layer(self, table: Sensitivity | None, layer: str) -> bool:
        """Show the curve of ``layer``; False where the table knows nothing of it."""
        self._table, self._layer = table, layer
        known = False
        for part, curve in self._curves.items():
            cells = sorted(
                (cell.bits, cell.loss) for cell in (table.cells.values() if table else ())
                if cell.layer == layer and cell.part is part
            )  # fmt: skip
            bits, losses = np.array([c[0] for c in cells], float), np.array([c[1] for c in cells], float)
            curve.setData(bits, np.maximum(losses, FLOOR))
            known = known or bool(cells)
        if known:
            self.say("")
            self.value.setText(self._unit())
            self.plot.set_labels(self.tr("Bits"), self.tr("Loss"))
            self._draw_legend()
            self.plot.getPlotItem().enableAutoRange()
        return known

    def _unit(self) -> str:
        assert self._table is not None
        return {
            Method.SQNR: self.tr("noise power / signal power"),
            Method.FISHER: self.tr("nats, by the Fisher diagonal"),
            Method.HESSIAN: self.tr("by the Hessian's trace"),
            Method.MEASURED: self.tr("nats of KL, measured"),
        }[self._table.method]

    def _draw_legend(self) -> None:
        tokens = theme.current()
        first, second = tokens.categories[0], tokens.categories[5]
        self.legend.setText(
            f'<span style="color:{first}">●</span> {self.tr("weights")}&nbsp;&nbsp;'
            f'<span style="color:{second}">▲</span> {self.tr("input")}'
        )

    def restyle(self) -> None:
        self.plot.restyle()
        tokens = theme.current()
        for part, curve in self._curves.items():
            symbol, category = _SYMBOLS[part]
            colour = QColor(tokens.categories[category])
            curve.setPen(pg.mkPen(colour, width=1.5))
            curve.setSymbol(symbol)
            curve.setSymbolBrush(pg.mkBrush(colour))
            curve.setSymbolPen(pg.mkPen(tokens.surface))
        self._draw_legend()
