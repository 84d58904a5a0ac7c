"""A figure of the window, as it is but larger: its type and its marks can be read from the last row."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsProxyWidget,
    QGraphicsScene,
    QGraphicsSceneMouseEvent,
    QGraphicsView,
    QWidget,
)

from edgeviz.ui import theme


class _Proxy(QGraphicsProxyWidget):
    """Hears of the end of every click, also of one whose beginning nobody claims: plots decide at its end."""

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()


class Magnified(QGraphicsView):
    """Shows ``widget``, which stays a live one, magnified. It gets smaller than asked for only where it would be cut.

    A scale for this figure alone: the theme's sizes are also those of the window behind.
    """

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        self._scene = QGraphicsScene()
        super().__init__(self._scene, parent)
        self._scene.setParent(self)
        self.widget = widget
        self._wanted = 1.0
        widget.setProperty("role", "panel")
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.proxy = _Proxy()
        self.proxy.setWidget(widget)
        self._scene.addItem(self.proxy)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setAccessibleName(widget.accessibleName())
        for plot in widget.findChildren(pg.PlotWidget):
            for item in plot.items():
                if isinstance(item, pg.ScatterPlotItem):
                    # Its symbols are kept as pictures of the usual size, which would be blurred.
                    item.opts["useCache"] = False
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    @property
    def magnification(self) -> float:
        return self.transform().m11()

    def set_magnification(self, wanted: float) -> None:
        self._wanted = wanted
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().size()
        least = self.widget.minimumSizeHint().expandedTo(self.widget.minimumSize())
        scale = min(
            self._wanted, room.width() / max(1, least.width()), room.height() / max(1, least.height())
        )  # fmt: skip
        scale = max(scale, 0.1)
        self.resetTransform()
        self.scale(scale, scale)
        area = QRectF(0, 0, room.width() / scale, room.height() / scale)
        self.proxy.setGeometry(area)
        self.setSceneRect(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _restyle(self) -> None:
        self.setBackgroundBrush(QColor(theme.current().surface))
