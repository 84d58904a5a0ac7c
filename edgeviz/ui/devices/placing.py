"""Words beside marks of a plot, as one item, that stay inside it.

pyqtgraph's TextItem keeps a Python-owned item inside it; when the garbage collector takes a window's items in an order
of its own, Qt meets half-destroyed ones and the program ends (as with its legend, see ``plots.legend``).
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from edgeviz.ui import theme
from edgeviz.ui.plots.canvas import Canvas

#: Pixels between a mark and the words above it, and around words.
GAP, AROUND = 8.0, 3.0


class Words(pg.GraphicsObject):
    """Text at a place of the view, upright and of the same size however one zooms; it takes no mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._colour = QColor()
        self._font = QFont()
        self._anchor = (0.0, 0.0)
        self._size = (0.0, 0.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(20)

    @property
    def width(self) -> float:
        return self._size[0]

    @property
    def height(self) -> float:
        return self._size[1]

    def say(self, text: str, colour: str, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        self.prepareGeometryChange()
        self.text, self._colour = text, QColor(colour)
        self._font = theme.font(theme.CAPTION, weight)
        metrics = QFontMetricsF(self._font)
        self._size = (metrics.horizontalAdvance(text) + 2 * AROUND, metrics.height() + 2)
        self.update()

    def put(self, x: float, y: float, anchor: tuple[float, float]) -> None:
        """At a place of the view, where the share ``anchor`` of the text lies: (0, 0) is its top left."""
        self.prepareGeometryChange()
        self._anchor = anchor
        self.setPos(x, y)

    def boundingRect(self) -> QRectF:
        return QRectF(-self._anchor[0] * self.width, -self._anchor[1] * self.height, self.width, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setFont(self._font)
        painter.setPen(self._colour)
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignCenter, self.text)


def place_above(words: Words, canvas: Canvas, x: float, y: float) -> None:
    """Centre ``words`` above a place of the view as it is shown now, shifted where the edge would cut them."""
    view = canvas.view
    (left, right), _ = view.viewRange()
    at = (x - left) / (right - left) * view.width() if right > left else 0.0
    width = max(1.0, words.width)
    share = 0.5
    if at < width / 2:
        share = at / width
    elif at > view.width() - width / 2:
        share = 1 - (view.width() - at) / width
    words.put(x, y, (min(1.0, max(0.0, share)), 1 + GAP / max(1.0, words.height)))
