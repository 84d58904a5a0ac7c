"""A third quantity on the trade-off plot: the size of the points, with a key that says what the sizes mean."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.colouring import Colouring
from edgeviz.ui.plots.projection import Floats
from edgeviz.ui.plots.third_axis import chosen, free_place, legend_rect, shares, value_at
from edgeviz.ui.plots.tradeoff import TradeoffPanel

SETTING = "tradeoffSize"
#: Diameters in pixels of the smallest and the largest value; the largest stays within the ring of the current recipe.
SMALLEST, LARGEST = 5.0, 18.0
#: Diameters that are told apart: pyqtgraph keeps a picture of every one.
STEPS = 16
#: What is not known is a cross, of this size.
UNKNOWN = ("x", 7.0)


class Sizing(QObject):
    """Gives the points of ``panel`` the size of ``quantity``; "" leaves them as they are. Kept with the project.

    Their *area* grows evenly with the value, because that is what the eye compares. Symbols stay, except for points
    whose value is not known. It goes together with colours.
    """

    def __init__(self, panel: TradeoffPanel, colouring: Colouring) -> None:
        super().__init__(panel)
        self.panel, self.colouring = panel, colouring
        self.key = SizeKey(panel.canvas.view)
        self.key.hide()
        self._is_sized = False
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
        """Give every point the size of its value; those without one are crosses."""
        panel, drawn = self.panel, self.panel.drawn
        if not len(panel.cloud):
            return
        values = panel.values_of(self.quantity) if self.quantity else np.empty(0)
        known = values[~np.isnan(values)]
        if not known.size:
            self.key.hide()
            if self._is_sized:
                drawn.reset_spots(size=-1, symbol=None)
            self._is_sized = False
            return
        self._is_sized = True
        low, high = float(known.min()), float(known.max())
        found = diameters(values, low, high)
        for item, shown in drawn.shown.items():
            unknown = np.isnan(values[shown])
            item.setSymbol(np.where(unknown, UNKNOWN[0], item.opts["symbol"]).tolist(), update=False)
            item.setSize(np.where(unknown, UNKNOWN[1], found[shown]))
        self.key.show_scale(self.quantity, low, high, bool(np.isnan(values).any()))
        self.key.show()
        self._place()

    @Slot()
    def _place(self) -> None:
        """Where it covers the fewest points, and neither the legend nor the scale of colours."""
        if not self.key.isVisible():
            return
        taken = [legend_rect(self.panel)]
        bar = self.colouring.bar
        if bar.isVisible():
            taken.append(bar.boundingRect().translated(bar.pos()))
        self.key.setPos(*free_place(self.panel, self.key.boundingRect(), taken))


def diameters(values: Floats, low: float, high: float) -> Floats:
    """[n] pixels, in ``STEPS`` steps: the area follows the value between ``low`` and ``high``. NaN stays NaN."""
    steps = (shares(values, low, high) * (STEPS - 1)).round() / (STEPS - 1)
    return np.sqrt(SMALLEST**2 + steps * (LARGEST**2 - SMALLEST**2))


class SizeKey(pg.GraphicsObject):
    """Three points with their values, and the cross where there is one; it takes no mouse."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.title = ""
        #: Symbol, diameter in pixels, text.
        self.marks: tuple[tuple[str, float, str], ...] = ()
        self._column = 0.0
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(60)

    def show_scale(self, quantity: str, low: float, high: float, has_unknown: bool) -> None:
        self.prepareGeometryChange()
        self.title = formatting.title(quantity)
        at = (0.0, 0.5, 1.0) if high > low else (0.0,)
        values = np.array([value_at(share, low, high) for share in at])
        found = diameters(values, low, high)
        texts = [formatting.quantity_text(QUANTITIES[quantity], float(value)) for value in values]
        if len(texts) == 3 and texts[1] in (texts[0], texts[2]):
            # Values so near each other that the middle one reads as one of the ends.
            del texts[1]
            found = found[[0, 2]]
        marks = [("o", float(size), text) for size, text in zip(found, texts, strict=True)]
        if has_unknown:
            marks.append((*UNKNOWN, self.tr("not known")))
        self.marks = tuple(marks)
        metrics = QFontMetricsF(theme.font(theme.CAPTION))
        self._column = max(metrics.horizontalAdvance(text) for _, _, text in self.marks) + 10
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._column * max(len(self.marks), 2), 50)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens, whole = theme.current(), self.boundingRect()
        ground = QColor(tokens.surface)
        ground.setAlpha(220)
        painter.fillRect(whole, ground)
        font = QFont(theme.font(theme.CAPTION))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        muted = QColor(tokens.muted)
        painter.setPen(muted)
        title = QFontMetricsF(font).elidedText(self.title, Qt.TextElideMode.ElideRight, whole.width())
        painter.drawText(QRectF(0, 0, whole.width(), 15), Qt.AlignmentFlag.AlignCenter, title)
        left = (whole.width() - self._column * len(self.marks)) / 2
        for number, (symbol, size, text) in enumerate(self.marks):
            column = QRectF(left + number * self._column, 15, self._column, 34)
            painter.save()
            painter.translate(QPointF(column.center().x(), column.top() + 10))
            drawSymbol(painter, symbol, size, pg.mkPen(None), pg.mkBrush(muted))
            painter.restore()
            painter.drawText(column, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)
