"""A limit on the x axis that can be dragged, and the best measured point within it: the sweet spot."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor

from edgeviz.core.metric import QUANTITIES
from edgeviz.core.recipe import Recipe
from edgeviz.ui import stored, theme
from edgeviz.ui.plots.tradeoff import TradeoffPanel

SETTING = "tradeoffLimit"


class Constraint(QObject):
    """A vertical line at the most that x may be. It is there while x is a cost and somebody switched it on.

    The limit is kept with the project, by quantity, in stored units.
    """

    #: The limit was dragged to this value (quantity, stored units).
    moved = Signal(str, float)

    def __init__(self, panel: TradeoffPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.document = panel.document
        #: The point that the sweet spot marks, as its row in the panel's cloud.
        self.best: int | None = None
        self.line = pg.InfiniteLine(
            angle=90, movable=True, label="", labelOpts={"position": 0.94, "rotateAxis": (1, 0), "anchors": None}
        )
        self.star = pg.ScatterPlotItem(symbol="star", size=20)
        self.star.setZValue(20)
        panel.canvas.plot.addItem(self.line, ignoreBounds=True)
        panel.canvas.plot.addItem(self.star, ignoreBounds=True)
        panel.drawn.extra.append((self.star, self.tr("Best within the limit")))
        self.line.sigPositionChanged.connect(self._moved)
        self.line.sigPositionChangeFinished.connect(self._dropped)
        self._is_placing = False
        panel.redrawn.connect(self.draw)
        self.document.settingsChanged.connect(self.draw)
        theme.notifier.changed.connect(self.restyle)
        self.restyle()
        self.draw()

    # ---- reading

    @property
    def limits(self) -> dict[str, float]:
        settings = stored.mapping(self.document.project.settings.get(SETTING))
        found = {name: stored.number(value) for name, value in settings.items()}
        return {name: value for name, value in found.items() if value is not None and value > 0}

    @property
    def limit(self) -> float | None:
        return self.limits.get(self.panel.chooser.axes[0])

    @property
    def possible(self) -> bool:
        return not QUANTITIES[self.panel.chooser.axes[0]].higher_is_better

    @property
    def recipe(self) -> Recipe | None:
        """The best recipe within the limit."""
        return None if self.best is None else self.panel.cloud.evaluations[self.best].recipe

    def set_shown(self, shown: bool) -> None:
        """Switch the line on, in the middle of the points at first, or off."""
        name = self.panel.chooser.axes[0]
        if not shown:
            self._write(None)
        elif self.limit is None and len(self.panel.cloud):
            x = self.panel.cloud.x
            self._write(float(np.sqrt(x.min() * x.max())) if x.min() > 0 else float(x.mean()))
        if self.limit is not None:
            self.moved.emit(name, self.limit)

    # ---- drawing

    @Slot()
    def draw(self) -> None:
        limit = self.limit
        shown = limit is not None and self.possible and len(self.panel.cloud) > 0
        self.line.setVisible(shown)
        if not shown or limit is None:
            self.best = None
            self.star.setData([], [])
            return
        self._is_placing = True
        self.line.setPos(self.panel.project(np.array([limit]), np.array([0.0]))[0][0])
        self._is_placing = False
        self._mark(limit)

    def restyle(self) -> None:
        tokens = theme.current()
        warning = QColor(tokens.warning)
        self.line.setPen(pg.mkPen(warning, width=2, style=Qt.PenStyle.DashLine))
        self.line.setHoverPen(pg.mkPen(warning, width=4))
        self.line.label.setColor(warning)
        self.star.setPen(pg.mkPen(QColor(tokens.text), width=1))
        self.star.setBrush(pg.mkBrush(warning))

    def _mark(self, limit: float) -> None:
        self.best = best_within(self.panel.cloud.x, self.panel.cloud.y, limit, self._wants_more)
        x, y = self.panel.project(self.panel.cloud.x, self.panel.cloud.y)
        if self.best is None:
            self.star.setData([], [])
        else:
            self.star.setData([x[self.best]], [y[self.best]])
        read = self.panel.canvas.read_x(float(self.line.value()))
        self.line.label.setFormat(self.tr("at most {}").format(read))

    @property
    def _wants_more(self) -> bool:
        return QUANTITIES[self.panel.chooser.axes[1]].higher_is_better

    # ---- dragging

    @Slot()
    def _moved(self) -> None:
        if not self._is_placing and self.line.isVisible():
            self._mark(self._value())

    @Slot()
    def _dropped(self) -> None:
        self._write(self._value())
        self.moved.emit(self.panel.chooser.axes[0], self._value())

    def _value(self) -> float:
        return self.panel.unproject_x(float(self.line.value()))

    def _write(self, value: float | None) -> None:
        limits = self.limits
        limits.pop(self.panel.chooser.axes[0], None)
        if value is not None:
            limits[self.panel.chooser.axes[0]] = value
        self.document.set_setting(SETTING, limits)


def best_within(x: np.ndarray, y: np.ndarray, limit: float, wants_more: bool) -> int | None:
    """The row of the best y with x at most ``limit``, of equal ones the cheapest; None where nothing fits."""
    fits = np.flatnonzero(x <= limit * (1 + 1e-9))
    if not fits.size:
        return None
    order = np.lexsort((x[fits], -y[fits] if wants_more else y[fits]))
    return int(fits[order[0]])
