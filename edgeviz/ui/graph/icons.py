"""Small line icons of the graph view, drawn in the theme's text colour."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from edgeviz.ui import theme

SIZE = 16


def icon(name: str) -> QIcon:
    """One of "find", "fit", "horizontal", "vertical", "open", "close", "more", "next", "previous"."""
    found = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.current().text), (QIcon.Mode.Disabled, theme.current().border)):
        for ratio in (1, 2):
            picture = QPixmap(SIZE * ratio, SIZE * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(colour), 1.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            _draw(painter, name)
            painter.end()
            found.addPixmap(picture, mode)
    return found


def _draw(painter: QPainter, name: str) -> None:
    lines = {
        "open": ((3, 8, 13, 8), (8, 3, 8, 13)),
        "close": ((3, 8, 13, 8),),
        "next": ((4, 6, 8, 10), (8, 10, 12, 6)),
        "previous": ((4, 10, 8, 6), (8, 6, 12, 10)),
        "horizontal": ((2, 8, 14, 8), (10.5, 4.5, 14, 8), (10.5, 11.5, 14, 8)),
        "vertical": ((8, 2, 8, 14), (4.5, 10.5, 8, 14), (11.5, 10.5, 8, 14)),
        "fit": (
            *((2, 6, 2, 2), (2, 2, 6, 2), (10, 2, 14, 2), (14, 2, 14, 6)),
            *((14, 10, 14, 14), (14, 14, 10, 14), (6, 14, 2, 14), (2, 14, 2, 10)),
        ),
        "find": ((10, 10, 14, 14),),
    }
    painter.drawLines([QLineF(*line) for line in lines.get(name, ())])
    if name == "find":
        painter.drawEllipse(QRectF(2, 2, 9, 9))
    if name == "more":
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        for x in (3.5, 8.0, 12.5):
            painter.drawEllipse(QPointF(x, 8), 1.4, 1.4)
