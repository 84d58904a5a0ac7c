"""The reward over the plot of candidates: lines of equal reward, and the target, which can be dragged."""

from __future__ import annotations

from math import log10

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.reward import Reward
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.canvas import Canvas

#: Lines of equal reward.
CONTOURS = 5


class RewardLines(QObject):
    """Drawn over ``canvas``, whose x is the logarithm of a cost in shown units and whose y is the accuracy in percent.

    Beside the reward that is looked at, a thin line says at which target the search aimed, where that is another one.
    """

    #: The target was dragged to this cost, in stored units; the second is whether it was let go there.
    dragged = Signal(float, bool)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.contours = [pg.PlotCurveItem() for _ in range(CONTOURS)]
        self.levels = [pg.TextItem(anchor=(1.0, 0.5)) for _ in range(CONTOURS)]
        options = {"position": 0.04, "anchors": None}
        self.target = pg.InfiniteLine(angle=90, movable=True, label="", labelOpts=options)
        self.searched = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts={**options, "position": 0.11})
        for curve in self.contours:
            canvas.plot.addItem(curve)
        for item in (*self.levels, self.searched, self.target):
            canvas.plot.addItem(item, ignoreBounds=True)
        self._scale = 1.0
        self._is_placing = False
        #: What is drawn, and where: most new candidates change nothing of it.
        self._drawn: tuple[object, ...] = ()
        self.target.sigPositionChanged.connect(self._moved)
        self.target.sigPositionChangeFinished.connect(self._dropped)

    def draw(self, reward: Reward | None, searched: Reward | None, scale: float) -> None:
        """Over the part that is seen. reward: None draws nothing; searched: what the search followed; scale: shown
        cost = stored cost × ``scale``."""
        self._scale = scale
        if self._drawn == (wanted := self._situation(reward, searched)):
            return
        self._draw(reward, searched)
        # Placing the target has moved it.
        self._drawn = (*wanted[:-1], float(self.target.value()))

    def _situation(self, reward: Reward | None, searched: Reward | None) -> tuple[object, ...]:
        view = tuple(tuple(side) for side in self.canvas.view.viewRange())
        font = theme.font(theme.CAPTION).toString()
        return reward, searched, self._scale, view, theme.current(), font, float(self.target.value())

    def _draw(self, reward: Reward | None, searched: Reward | None) -> None:
        for item in (self.target, self.searched, *self.contours, *self.levels):
            item.setVisible(False)
        if reward is None:
            return
        self._draw_contours(reward)
        tokens = theme.current()
        text, muted = QColor(tokens.text), QColor(tokens.muted)
        self.target.setPen(pg.mkPen(text, width=1, style=Qt.PenStyle.DashLine))
        self.target.setHoverPen(pg.mkPen(QColor(tokens.accent), width=3))
        self._place(self.target, reward, self.tr("target {}"), text)
        if searched is not None and searched.target != reward.target:
            self.searched.setPen(pg.mkPen(muted, width=1, style=Qt.PenStyle.DotLine))
            self._place(self.searched, searched, self.tr("searched with {}"), muted)

    def _place(self, line: pg.InfiniteLine, reward: Reward, text: str, colour: QColor) -> None:
        # First of all: pyqtgraph places no label that is hidden.
        line.setVisible(True)
        self._is_placing = True
        line.setPos(log10(reward.target * self._scale))
        self._is_placing = False
        line.label.setFormat(text.format(formatting.quantity_text(QUANTITIES[reward.cost], reward.target)))
        line.label.setColor(colour)

    def _draw_contours(self, reward: Reward) -> None:
        muted = QColor(theme.current().muted)
        (left, right), (low, high) = self.canvas.view.viewRange()
        costs = (10**left / self._scale, 10**right / self._scale)
        try:
            lines = reward.contours(costs, (max(0.0, low / 100), min(1.0, high / 100)), CONTOURS)
        except EdgeVizError:
            # Zoomed to where there is no accuracy.
            return
        pen = pg.mkPen(muted, width=1, style=Qt.PenStyle.DotLine)
        for curve, text, (level, along, heights) in zip(self.contours, self.levels, lines, strict=False):
            x, y = np.log10(along * self._scale), heights * 100
            curve.setData(x, y, connect="finite")
            curve.setPen(pen)
            curve.setVisible(True)
            inside = np.flatnonzero(
                np.isfinite(y) & (x < right - 0.02 * (right - left)) & (y < high - 0.04 * (high - low))
            )
            if len(inside):
                text.setText(formatting.number(level, 3), color=muted)
                text.setFont(theme.font(theme.CAPTION))
                text.setPos(float(x[inside[-1]]), float(y[inside[-1]]))
                text.setVisible(True)

    # ---- dragging

    @Slot()
    def _moved(self) -> None:
        if not self._is_placing:
            self.dragged.emit(self._cost(), False)

    @Slot()
    def _dropped(self) -> None:
        self.dragged.emit(self._cost(), True)

    def _cost(self) -> float:
        """Where the target is, with three digits: nobody can aim better."""
        return float(f"{10 ** float(self.target.value()) / self._scale:.3g}")
