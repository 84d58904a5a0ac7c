"""A legend that is one item.

pyqtgraph's LegendItem keeps one Python-owned item for each entry; when the garbage collector takes a window's items
in an order of its own, Qt meets half-destroyed ones and the program ends ("pure virtual method called").
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from edgeviz.ui import theme

PADDING = 6.0
MARK = 22.0


@dataclass(frozen=True)
class Entry:
    """One line: a mark as ScatterPlotItem draws it, and what it means."""

    symbol: str
    size: float
    pen: QPen
    brush: QBrush
    text: str


class Legend(pg.GraphicsObject):
    """Lists marks on a lightly covering ground; it takes no mouse."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.font = theme.font(theme.CAPTION)
        self._size = (0.0, 0.0)
        self._rows, self._column = 1, 0.0
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(50)

    def show_entries(self, entries: tuple[Entry, ...], columns: int = 1) -> None:
        """List ``entries`` from top to bottom, in as many columns."""
        self.prepareGeometryChange()
        self.entries = entries
        metrics = QFontMetricsF(self.font)
        widest = max((metrics.horizontalAdvance(entry.text) for entry in entries), default=0.0)
        self._line = metrics.height() + 2
        self._rows = max(1, ceil(len(entries) / columns))
        self._column = MARK + widest + 2 * PADDING
        self._size = (columns * self._column, 2 * PADDING + self._line * min(self._rows, len(entries)))
        self.update()

    @property
    def width(self) -> float:
        return self._size[0]

    @property
    def height(self) -> float:
        return self._size[1]

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens = theme.current()
        ground = QColor(tokens.surface)
        ground.setAlpha(220)
        painter.fillRect(self.boundingRect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font)
        for row, entry in enumerate(self.entries):
            left, top = row // self._rows * self._column, PADDING + row % self._rows * self._line
            painter.save()
            painter.translate(QPointF(left + PADDING + MARK / 2 - 2, top + self._line / 2))
            drawSymbol(painter, entry.symbol, min(entry.size, self._line - 4), entry.pen, entry.brush)
            painter.restore()
            painter.setPen(QColor(tokens.text))
            where = QRectF(left + PADDING + MARK, top, self._column, self._line)
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.text)
