"""Pins and names on the trade-off plot, and the lasso that pins several points at once."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QInputDialog, QLineEdit, QPushButton

from edgeviz.core.metric import Evaluation
from edgeviz.ui import theme
from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.plots.tradeoff import TradeoffPanel

#: Names longer than this would cover the plot.
LONGEST = 60


class Pinning(QObject):
    """Space pins the point under the mouse (or the current one), F2 names it, Shift and dragging lassoes points."""

    def __init__(self, panel: TradeoffPanel, pins: Pins) -> None:
        super().__init__(panel)
        self.panel = panel
        self.pins = pins
        self.marks = pg.ScatterPlotItem(symbol="d", size=17)
        self.marks.setZValue(15)
        panel.canvas.plot.addItem(self.marks, ignoreBounds=True)
        panel.drawn.extra.append((self.marks, self.tr("Pinned")))
        self._labels: list[pg.TextItem] = []
        self._path: list[QPointF] = []
        self._lasso = QGraphicsPathItem()
        self._lasso.setZValue(1000)
        panel.canvas.scene().addItem(self._lasso)
        described = panel.canvas.accessibleDescription()
        more = self.tr("Space pins a point for comparing, F2 names it.")
        panel.canvas.setAccessibleDescription(f"{described} {more}")
        panel.redrawn.connect(self.draw)
        panel.canvas.keyPressed.connect(self._key_pressed)
        panel.canvas.viewport().installEventFilter(self)
        pins.changed.connect(self.draw)
        panel.canvas.view.sigRangeChanged.connect(self.draw)
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    @property
    def target(self) -> Evaluation | None:
        """The point that is pointed at, else the current recipe's."""
        panel = self.panel
        if panel.hovered is not None:
            return panel.cloud.evaluations[panel.hovered]
        return panel.document.evaluation()

    def toggle(self, found: Evaluation | None) -> None:
        if found is not None:
            self.pins.toggle_evaluation(found)
        else:
            self.pins.toggle_current()

    def name(self, found: Evaluation | None) -> None:
        """Ask for a name; the point, the cards and the comparison then carry it."""
        if found is None:
            return
        dialog = QInputDialog(self.panel)
        dialog.setWindowTitle(self.tr("Name this recipe"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(self.panel.name_of(found))
        dialog.setObjectName("nameDialog")
        dialog.setOkButtonText(self.tr("Name it"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        for button in dialog.findChildren(QPushButton):
            # The platform's icons; no other dialog has any.
            button.setIcon(QIcon())
        for edit in dialog.findChildren(QLineEdit):
            edit.setAccessibleName(self.tr("Name"))
            edit.setMaxLength(LONGEST)
        # Wide enough for its own title.
        dialog.resize(theme.px(360), dialog.sizeHint().height())
        dialog.setProperty("recipe", found.key)
        dialog.textValueSelected.connect(self._named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _named(self, text: str) -> None:
        dialog = self.sender()
        wanted = dialog.property("recipe") if isinstance(dialog, QInputDialog) else ""
        found = self.panel.document.evaluation_of(str(wanted))
        name = " ".join(text.split())[:LONGEST]
        # A name that was left as it was is still the program's.
        if found is not None and name and name != self.panel.name_of(found):
            self.panel.document.name_evaluation(found, name)

    # ---- drawing

    @Slot()
    def draw(self) -> None:
        panel = self.panel
        rows = [panel.cloud.index(row.key) for row in self.pins.evaluations]
        kept = [row for row in rows if row is not None]
        x, y = panel.project(panel.cloud.x[kept], panel.cloud.y[kept]) if kept else (np.empty(0), np.empty(0))
        self.marks.setData(x=x, y=y)
        for label in self._labels:
            panel.canvas.plot.removeItem(label)
        self._labels = []
        tokens = theme.current()
        (left, right), (bottom, top) = panel.canvas.view.viewRange()
        for row, at_x, at_y in zip(kept, x, y, strict=True):
            # Above and to the right of its point, except where that would be outside.
            anchor = (at_x > (left + right) / 2, -0.3 if at_y > top - 0.12 * (top - bottom) else 1.25)
            label = pg.TextItem(panel.name_of(panel.cloud.evaluations[row]), color=tokens.text, anchor=anchor)
            label.setFont(theme.font(theme.CAPTION))
            label.setPos(float(at_x), float(at_y))
            label.setZValue(16)
            panel.canvas.plot.addItem(label, ignoreBounds=True)
            self._labels.append(label)

    @Slot()
    def restyle(self) -> None:
        tokens = theme.current()
        self.marks.setPen(pg.mkPen(QColor(tokens.text), width=1.5))
        self.marks.setBrush(None)
        colour = QColor(tokens.accent)
        self._lasso.setPen(pg.mkPen(colour, width=1.5, style=Qt.PenStyle.DashLine))
        colour.setAlpha(30)
        self._lasso.setBrush(colour)
        self.draw()

    # ---- keys and the lasso

    @Slot(object)
    def _key_pressed(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle(self.target)
            case Qt.Key.Key_F2:
                self.name(self.target)
            case _:
                return
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With Shift held, dragging draws a lasso instead of moving the view."""
        if not isinstance(event, QMouseEvent):
            return False
        pressed = event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton
        if pressed and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._path = [event.position()]
            return True
        if not self._path:
            return False
        if event.type() == QEvent.Type.MouseMove:
            self._path.append(event.position())
            self._draw_lasso()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            inside = self._inside()
            self._path = []
            self._lasso.setPath(QPainterPath())
            self.pins.add(inside)
        return True

    def _draw_lasso(self) -> None:
        path = QPainterPath()
        path.addPolygon(QPolygonF([self.panel.canvas.mapToScene(at.toPoint()) for at in self._path]))
        path.closeSubpath()
        self._lasso.setPath(path)

    def _inside(self) -> list[Evaluation]:
        polygon = QPolygonF(self._path)
        x, y = self.panel.project(self.panel.cloud.x, self.panel.cloud.y)
        found = []
        for row, evaluation in enumerate(self.panel.cloud.evaluations):
            at = self.panel.canvas.to_pixels(float(x[row]), float(y[row]))
            if polygon.containsPoint(at, Qt.FillRule.OddEvenFill):
                found.append(evaluation)
        return found
