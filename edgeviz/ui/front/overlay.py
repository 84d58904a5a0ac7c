"""The predicted front on the trade-off plot: hollow points on a dashed line, pointed at and adopted like others."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent

from edgeviz.core.naming import describe
from edgeviz.ui import theme
from edgeviz.ui.front.finder import recipe_of
from edgeviz.ui.front.predicted import Floats, PredictedFront
from edgeviz.ui.plots.canvas import Pointer
from edgeviz.ui.plots.card import card_html
from edgeviz.ui.plots.cloud import nearest
from edgeviz.ui.plots.tradeoff import REACH, TradeoffPanel
from edgeviz.ui.texts import name_text

#: More marks than this would run into a band.
MAX_MARKS = 60
#: The greedy search is background: fewer of its points are marked.
MAX_GREEDY = 16


class FrontOverlay(QObject):
    """Draws ``document.front`` while the plot shows accuracy against what the front spends.

    Measured points go first: where one is under the mouse, the predicted ones stay silent.
    """

    def __init__(self, panel: TradeoffPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.document = panel.document
        self.hovered: int | None = None
        #: Indices of the front's points that are marked, and where they lie in the view.
        self.rows = np.empty(0, int)
        self.x: Floats = np.empty(0)
        self.y: Floats = np.empty(0)
        self.line = pg.PlotCurveItem()
        self.marks = pg.ScatterPlotItem(symbol="o", size=8)
        #: What the front is compared with, predicted too.
        self.greedy_line = pg.PlotCurveItem()
        self.greedy = pg.ScatterPlotItem(symbol="x", size=8)
        self.uniform = pg.ScatterPlotItem(symbol="t1", size=10)
        for item in (self.greedy_line, self.greedy, self.uniform, self.line, self.marks):
            # Below everything that was measured.
            item.setZValue(-1)
            panel.canvas.plot.addItem(item)
        described = panel.canvas.accessibleDescription()
        more = self.tr("Up and Down walk along the predicted points.")
        panel.canvas.setAccessibleDescription(f"{described} {more}")
        panel.drawn.extra.append((self.marks, self.tr("Predicted front")))
        panel.drawn.extra.append((self.greedy, self.tr("Greedy, predicted")))
        panel.drawn.extra.append((self.uniform, self.tr("Uniform, predicted")))
        panel.redrawn.connect(self.draw)
        panel.canvas.pointerMoved.connect(self._pointer_moved)
        panel.canvas.clicked.connect(self._clicked)
        panel.canvas.keyPressed.connect(self._key_pressed)
        panel.canvas.focusChanged.connect(self._focus_changed)
        panel.canvas.zoomed.connect(self._leave)
        self.document.frontChanged.connect(self.refresh)
        theme.notifier.changed.connect(self._theme_changed)
        self.restyle()
        self.draw()

    @property
    def front(self) -> PredictedFront | None:
        """The front, where it can be drawn on the axes shown."""
        front, (x, y) = self.document.front, self.panel.chooser.axes
        drawable = front is not None and front.has_accuracy and (x, y) == (front.quantity, "accuracy")
        return front if drawable else None

    @Slot()
    def refresh(self) -> None:
        """Another front: draw it and let the plot make room for it."""
        self.draw()
        self.panel.refresh_marker()

    @Slot()
    def draw(self) -> None:
        front = self.front
        if front is None or not len(self.panel.cloud):
            self.rows, self.x, self.y = np.empty(0, int), np.empty(0), np.empty(0)
            self.line.setData([], [])
            for item in (self.greedy_line, self.greedy, self.uniform):
                item.setData([], [])
        else:
            x, y = self.panel.project(front.costs, front.accuracies)
            self.rows = np.unique(np.linspace(0, len(front) - 1, min(len(front), MAX_MARKS)).round().astype(int))
            self.x, self.y = x[self.rows], y[self.rows]
            self.line.setData(x, y)
            self._draw_baselines(front)
        self.marks.setData(x=self.x, y=self.y)
        self.panel.extra_x, self.panel.extra_y = self.x, self.y
        if self.hovered is not None:
            self._leave()

    def _draw_baselines(self, front: PredictedFront) -> None:
        for points, item, line, most in (
            (front.greedy, self.greedy, self.greedy_line, MAX_GREEDY),
            (front.uniform, self.uniform, None, MAX_MARKS),
        ):
            x, y = np.empty(0), np.empty(0)
            if points is not None and len(points.costs):
                x, y = self.panel.project(points.costs, points.accuracies)
            rows = np.unique(np.linspace(0, len(x) - 1, min(len(x), most)).round().astype(int))
            item.setData(x=x[rows], y=y[rows])
            if line is not None:
                line.setData(x, y)

    @Slot()
    def restyle(self) -> None:
        tokens = theme.current()
        accent = QColor(tokens.accent)
        self.line.setPen(pg.mkPen(accent, width=1, style=Qt.PenStyle.DashLine))
        self.marks.setPen(pg.mkPen(accent, width=1.2))
        self.marks.setBrush(pg.mkBrush(QColor(tokens.surface)))
        other, reference = QColor(tokens.categories[3]), QColor(tokens.categories[1])
        if not tokens.is_dark:
            other, reference = other.darker(130), reference.darker(130)
        self.greedy_line.setPen(pg.mkPen(other, width=1, style=Qt.PenStyle.DotLine))
        self.greedy.setPen(pg.mkPen(other, width=1.2))
        self.greedy.setBrush(pg.mkBrush(other))
        self.uniform.setPen(pg.mkPen(reference, width=1.2))
        self.uniform.setBrush(pg.mkBrush(QColor(tokens.surface)))

    @Slot()
    def _theme_changed(self) -> None:
        self.restyle()
        # The panel hears of the theme first, and its legend has the marks' old colours.
        self.panel.schedule()

    # ---- pointing and adopting

    @Slot(object)
    def _pointer_moved(self, pointer: Pointer | None) -> None:
        found = None
        if pointer is not None and self.panel.hovered is None:
            found = self._at(pointer.at)
        if found != self.hovered:
            self.hovered = found
            self._show_hover()

    def _at(self, at: QPointF) -> int | None:
        """The mark under a pixel of the canvas, as its place among the marks."""
        if not len(self.x):
            return None
        pixels = [self.panel.canvas.to_pixels(float(x), float(y)) for x, y in zip(self.x, self.y, strict=True)]
        px, py = np.array([p.x() for p in pixels]), np.array([p.y() for p in pixels])
        return nearest(px, py, (at.x(), at.y()), REACH)

    @Slot()
    def _leave(self) -> None:
        self.hovered = None
        self._show_hover()

    def _show_hover(self) -> None:
        panel, front, graph = self.panel, self.front, self.document.graph
        if panel.hovered is not None:
            return
        if self.hovered is None or front is None or graph is None:
            panel.drawn.set_hover(None)
            panel.card.hide()
            panel.canvas.setCursor(Qt.CursorShape.ArrowCursor)
            return
        x, y = float(self.x[self.hovered]), float(self.y[self.hovered])
        found = front.evaluation(int(self.rows[self.hovered]))
        panel.drawn.set_hover((x, y))
        panel.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        is_current = found.recipe.layers == self.document.recipe.layers
        metrics = [found.metrics.get(name) for name in panel.chooser.axes]
        name = name_text(describe(found.recipe, graph))
        panel.card.show_at(panel.canvas.to_pixels(x, y).toPoint(), card_html(name, "", metrics, is_current))

    @Slot(object)
    def _clicked(self, pointer: Pointer) -> None:
        found = self._at(pointer.at) if self.panel.hovered is None else None
        if found is not None:
            self.hovered = found
            self._adopt()

    def _adopt(self) -> None:
        front, graph = self.front, self.document.graph
        if front is None or graph is None or self.hovered is None:
            return
        recipe = recipe_of(self.document, front, int(self.rows[self.hovered]))
        self.document.adopt(recipe, self.tr("Adopt {}").format(name_text(describe(recipe, graph))))
        self.panel.refresh_marker()
        self._show_hover()

    @Slot(object)
    def _key_pressed(self, event: QKeyEvent) -> None:
        """Up and Down walk along the predicted points, as Left and Right do along the measured ones."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if len(self.rows):
                step = 1 if event.key() == Qt.Key.Key_Up else -1
                start = self.hovered if self.hovered is not None else (-1 if step > 0 else len(self.rows))
                self.panel.forget_pointer()
                self.hovered = min(max(0, start + step), len(self.rows) - 1)
                self._show_hover()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.hovered is not None and self.panel.hovered is None:
                self._adopt()
            case Qt.Key.Key_Escape if self.hovered is not None:
                self._leave()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                # The measured points have the word again.
                self.hovered = None
                return
            case _:
                return
        event.accept()

    @Slot(bool)
    def _focus_changed(self, has_focus: bool) -> None:
        if not has_focus and not self.panel.canvas.underMouse() and self.hovered is not None:
            self._leave()
