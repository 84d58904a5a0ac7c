"""A small map of the whole network in a corner of the canvas; it shows while a part of it is out of sight."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from edgeviz.ui import theme
from edgeviz.ui.graph.canvas import GraphCanvas
from edgeviz.ui.graph.showing import View

LONG, SHORT = 168, 96
EDGE = 8


class Minimap(QWidget):
    """Dragging in it moves the view. The mouse only: on the keyboard Ctrl and the arrow keys do the same."""

    def __init__(self, canvas: GraphCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("graphMinimap")
        self.setAccessibleName(self.tr("Map of the network"))
        self.setToolTip(self.tr("The whole network; drag to move the view (Ctrl and arrow keys)"))
        self._canvas = canvas
        self._still: QPixmap | None = None
        canvas.viewChanged.connect(self.follow)
        theme.notifier.changed.connect(self.renew)
        self.hide()

    def renew(self) -> None:
        """The network, its colours or its layout are others."""
        self._still = None
        self.follow()

    def follow(self) -> None:
        show = self._canvas.show_
        if show is None:
            self.hide()
            return
        width, height = show.picture.size
        view = self._canvas.view
        whole = QRectF(view.dx, view.dy, width * view.scale, height * view.scale)
        hidden = not QRectF(self._canvas.rect()).adjusted(-2, -2, 2, 2).contains(whole)
        room = self._canvas.width() > 2.2 * LONG and self._canvas.height() > 1.6 * SHORT
        scale = min(LONG / max(width, 1), SHORT / max(height, 1))
        size = (max(24, round(width * scale) + 8), max(20, round(height * scale) + 8))
        if (self.width(), self.height()) != size:
            self._still = None
            self.resize(*size)
        self.move(self._canvas.width() - size[0] - EDGE, self._canvas.height() - size[1] - EDGE)
        self.setVisible(hidden and room)
        self.update()

    def _view(self) -> View:
        assert self._canvas.show_ is not None
        width, height = self._canvas.show_.picture.size
        scale = min((self.width() - 8) / max(width, 1), (self.height() - 8) / max(height, 1))
        return View(scale, (self.width() - width * scale) / 2, (self.height() - height * scale) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        show = self._canvas.show_
        if show is None:
            return
        painter = QPainter(self)
        if self._still is None:
            self._still = self._draw()
        painter.drawPixmap(0, 0, self._still)
        own, view = self._view(), self._canvas.view
        ratio = own.scale / view.scale
        seen = QRectF(
            own.dx - view.dx * ratio,
            own.dy - view.dy * ratio,
            self._canvas.width() * ratio,
            self._canvas.height() * ratio,
        ).intersected(QRectF(self.rect()).adjusted(1, 1, -2, -2))
        accent = QColor(theme.current().accent)
        painter.setPen(QPen(accent, 1.5))
        accent.setAlpha(36)
        painter.setBrush(accent)
        painter.drawRect(seen)

    def _draw(self) -> QPixmap:
        """Boxes as blocks of their colours; of many thousands a part is enough for blocks of less than a pixel."""
        show, tokens = self._canvas.show_, theme.current()
        assert show is not None
        ratio = self.devicePixelRatioF()
        found = QPixmap(self.size() * ratio)
        found.setDevicePixelRatio(ratio)
        surface = QColor(tokens.background)
        found.fill(surface)
        painter = QPainter(found)
        view, picture = self._view(), show.picture
        rects = view.rects(picture.rects)
        stride = max(1, len(rects) // 4000)
        by_colour: dict[int, list[QRectF]] = {}
        border, plain = QColor(tokens.border).rgba(), QColor(tokens.surface).rgba()
        # Looks are shared or few: each of them is asked for its colour once.
        colours: dict[int, int] = {}
        rects[:, 2:] = np.maximum(rects[:, 2:], 1.5)
        for i in np.arange(1, len(rects), stride)[~picture.frames[1::stride]].tolist():
            look = show.looks.boxes.get(picture.ids[i])
            colour = colours.get(id(look))
            if colour is None:
                colour = (look.stripe or look.fill).rgba() if look is not None else border
                colour = colours[id(look)] = border if colour == plain else colour
            by_colour.setdefault(colour, []).append(QRectF(*rects[i].tolist()))
        painter.setPen(Qt.PenStyle.NoPen)
        for rgba, blocks in by_colour.items():
            painter.setBrush(QColor.fromRgba(rgba))
            painter.drawRects(blocks)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        if self._canvas.show_ is None:
            return
        own, view = self._view(), self._canvas.view
        x, y = (at.x() - own.dx) / own.scale, (at.y() - own.dy) / own.scale
        centre = self._canvas.rect().center()
        dx, dy = centre.x() - x * view.scale, centre.y() - y * view.scale
        self._canvas.pan(round(dx - view.dx), round(dy - view.dy))
