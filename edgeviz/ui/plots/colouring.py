"""A third quantity on the trade-off plot: the colour of the points, with a bar that says what the colours mean."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.third_axis import chosen, free_place, legend_rect, shares
from edgeviz.ui.plots.tradeoff import TradeoffPanel

SETTING = "tradeoffColour"
STEPS = 64
BAR = QRectF(0, 0, 150, 34)


class Colouring(QObject):
    """Colours the points of ``panel`` by ``quantity``; "" leaves them as they are. Kept with the project.

    Magnitudes are shown in cividis, which colour-blind people see as others do. Symbols stay, so that kinds of
    points are still told apart by their shapes.
    """

    def __init__(self, panel: TradeoffPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.bar = ColourBar(panel.canvas.view)
        self.bar.hide()
        self._is_coloured = False
        panel.redrawn.connect(self.draw)
        panel.legendPlaced.connect(self._place)
        theme.notifier.changed.connect(self.draw)
        panel.document.settingsChanged.connect(self.draw)

    @property
    def quantity(self) -> str:
        return chosen(self.panel, SETTING)

    def choose(self, quantity: str) -> None:
        if quantity != self.quantity:
            self.panel.document.set_setting(SETTING, quantity)

    @Slot()
    def draw(self) -> None:
        """Give every point the colour of its value; those without one are hollow."""
        panel, drawn = self.panel, self.panel.drawn
        if not len(panel.cloud):
            return
        values = panel.values_of(self.quantity) if self.quantity else np.empty(0)
        known = values[~np.isnan(values)]
        if not known.size:
            self.bar.hide()
            if self._is_coloured:
                drawn.reset_spots(brush=None, pen=None)
            self._is_coloured = False
            return
        self._is_coloured = True
        low, high = float(known.min()), float(known.max())
        palette = (*cividis(), QBrush(Qt.BrushStyle.NoBrush))
        place = np.nan_to_num(shares(values, low, high) * (STEPS - 1)).round().astype(int)
        outline = pg.mkPen(theme.current().muted, width=1)
        for item, shown in drawn.shown.items():
            brushes = [palette[at] for at in np.where(np.isnan(values), STEPS, place)[shown].tolist()]
            # pyqtgraph looks up the picture of every point after each of the two, unless it is told to wait.
            item.setBrush(brushes, update=False)
            item.setPen([outline] * len(brushes))
        self.bar.show_scale(self.quantity, low, high)
        self.bar.show()
        self._place()

    @Slot()
    def _place(self) -> None:
        """Where it covers the fewest points, and not the legend."""
        if self.bar.isVisible():
            self.bar.setPos(*free_place(self.panel, BAR, [legend_rect(self.panel)]))


class ColourBar(pg.GraphicsObject):
    """The gradient with its two ends in words; it takes no mouse."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.title = self.low = self.high = ""
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(60)

    def show_scale(self, quantity: str, low: float, high: float) -> None:
        self.title = formatting.title(quantity)
        self.low, self.high = (formatting.quantity_text(QUANTITIES[quantity], value) for value in (low, high))
        self.update()

    def boundingRect(self) -> QRectF:
        return BAR

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens = theme.current()
        ground = QColor(tokens.surface)
        ground.setAlpha(220)
        painter.fillRect(BAR, ground)
        gradient = QLinearGradient(BAR.left(), 0, BAR.right(), 0)
        for step, brush in enumerate(cividis()):
            gradient.setColorAt(step / (STEPS - 1), brush.color())
        painter.fillRect(QRectF(BAR.left(), 16, BAR.width(), 6), gradient)
        font = QFont(theme.font(theme.CAPTION))
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        metrics = QFontMetricsF(font)
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, BAR.width())
        painter.drawText(QRectF(0, 0, BAR.width(), 15), Qt.AlignmentFlag.AlignCenter, title)
        below = QRectF(0, 22, BAR.width(), 13)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.low)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self.high)


@lru_cache(maxsize=1)
def cividis() -> tuple[QBrush, ...]:
    """``STEPS`` brushes from the least to the most."""
    table = pg.colormap.get("cividis").getLookupTable(nPts=STEPS)
    return tuple(QBrush(QColor(*(int(v) for v in row[:3]))) for row in table)
