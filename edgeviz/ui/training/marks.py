"""Colour, line and symbol of a run: the same in the list and in the curves, and never the colour alone."""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap

from edgeviz.ui import theme

SYMBOLS = ("o", "s", "t1", "d", "t", "star", "h")
#: After as many runs as there are colours the lines are drawn in another way.
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
WIDTH, HEIGHT = 26, 14


def colour(place: int) -> QColor:
    categories = theme.current().categories
    return QColor(categories[place % len(categories)])


def symbol(place: int) -> str:
    return SYMBOLS[place % len(SYMBOLS)]


def pen(place: int, width: float = 1.6) -> QPen:
    count = len(theme.current().categories)
    return pg.mkPen(colour(place), width=width, style=STYLES[place // count % len(STYLES)])


def icon(place: int) -> QIcon:
    """A piece of the line with its symbol, for lists and legends."""
    ratio = 2
    picture = QPixmap(QSize(WIDTH, HEIGHT) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(place, 2.0))
    painter.drawLine(QPointF(1, HEIGHT / 2), QPointF(WIDTH - 1, HEIGHT / 2))
    painter.translate(QPointF(WIDTH / 2, HEIGHT / 2))
    drawSymbol(painter, symbol(place), 8.0, QPen(Qt.PenStyle.NoPen), QBrush(colour(place)))
    painter.end()
    return QIcon(picture)
