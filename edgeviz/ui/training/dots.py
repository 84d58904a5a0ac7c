"""A few symbols on a curve, drawn straight: pyqtgraph's scatter item takes milliseconds for each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


@dataclass(frozen=True, slots=True)
class Dot:
    """In view coordinates; ``size`` in pixels. An open one stands out."""

    x: float
    y: float
    size: float
    is_open: bool = False


class Dots(pg.GraphicsObject):
    """Keeps its size in pixels whatever the view shows. It takes no part in the view's range and no mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.dots: tuple[Dot, ...] = ()
        self._symbol = "o"
        self._ink, self._ground = QColor(), QColor()
        self.setZValue(5)

    def show_dots(self, dots: Sequence[Dot], symbol: str, ink: QColor, ground: QColor) -> None:
        self.dots, self._symbol, self._ink, self._ground = tuple(dots), symbol, ink, ground
        self.update()

    def boundingRect(self) -> QRectF:
        # Wherever the view is: symbols are larger than their points, by pixels that the view knows alone.
        found = self.viewRect()
        return found if found is not None else QRectF()

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        transform = painter.transform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dot in self.dots:
            painter.save()
            painter.translate(transform.map(QPointF(dot.x, dot.y)))
            if dot.is_open:
                drawSymbol(painter, self._symbol, dot.size, QPen(self._ink, 2 / dot.size), QBrush(self._ground))
            else:
                drawSymbol(painter, self._symbol, dot.size, QPen(self._ground, 1 / dot.size), QBrush(self._ink))
            painter.restore()
        painter.setTransform(transform)
