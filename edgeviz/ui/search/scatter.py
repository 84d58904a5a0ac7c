"""Accuracy against cost of every candidate, coloured by generation, with the front, the reward and its target."""

from __future__ import annotations

import csv
from math import log10
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.reward import Reward
from edgeviz.ui import formatting, theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.card import PointCard, card_html
from edgeviz.ui.plots.cloud import nearest, steps
from edgeviz.ui.plots.colouring import STEPS, cividis
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.run import Figures, SearchRun
from edgeviz.ui.search.save_menu import PlotMenu
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.words import architecture_text

Floats = NDArray[np.float64]
#: Milliseconds between two drawings while candidates come in.
REDRAW = 250
#: Pixels around a point in which the mouse finds it.
REACH = 14
#: Lines of equal reward.
CONTOURS = 5
#: Room around the points, as a share of what they span, and at least so much (decades, percent points).
MARGIN, LEAST_X, LEAST_Y = 0.12, 0.08, 2.0


class ScatterPanel(QWidget):
    """Shows ``searches.current``; a click or Enter chooses a candidate, a double click opens it as a model."""

    failed = Signal(object)
    openRequested = Signal()

    def __init__(self, searches: Searches, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchScatter")
        self.searches, self.choosing = searches, choosing
        self._build()
        self.hovered: int | None = None
        #: Rows of the run's figures that are drawn, and where: log10 of the shown cost, percent.
        self.rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._x: Floats = np.empty(0)
        self._y: Floats = np.empty(0)
        self._scale = 1.0
        self._fitted: tuple[float, float, float, float] | None = None
        self._is_zoomed = False
        self._is_stale = True
        self._drawn_run: SearchRun | None = None
        self._timer = QTimer(self, singleShot=True, interval=REDRAW)
        self._timer.timeout.connect(self.redraw_if_seen)
        searches.found.connect(self._point_came)
        searches.currentChanged.connect(self.redraw)
        choosing.changed.connect(self._show_chosen)
        theme.notifier.changed.connect(self.redraw)
        self.redraw()

    # ---- construction

    def _build(self) -> None:
        self.canvas = Canvas()
        self.canvas.setObjectName("scatterCanvas")
        self.canvas.setAccessibleName(self.tr("Candidates: accuracy against cost"))
        self.canvas.setAccessibleDescription(
            self.tr("Left and Right walk along the candidates by their cost, Enter opens the chosen one as a model, "
                    "Home or R shows all.")
        )  # fmt: skip
        self.canvas.setMinimumSize(200, 140)
        self.canvas.set_log(True)
        self.canvas.read_x = self._read_x
        self.canvas.read_y = self._read_y
        plot = self.canvas.plot
        # pyqtgraph lets the lowest label hang out of its axis.
        plot.layout.setContentsMargins(0, 4, 8, 6)
        self.contours = [pg.PlotCurveItem() for _ in range(CONTOURS)]
        self.levels = [pg.TextItem(anchor=(1.0, 0.5)) for _ in range(CONTOURS)]
        self.target = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts={"position": 0.04, "anchors": None})
        self.front_line = pg.PlotCurveItem()
        self.points = pg.ScatterPlotItem(size=8)
        self.ring = pg.ScatterPlotItem(symbol="o", size=18)
        self.best = pg.ScatterPlotItem(symbol="star", size=17)
        self.hover = pg.ScatterPlotItem(symbol="o", size=15)
        items = (*self.contours, self.front_line, self.points, self.best, self.ring, self.hover)
        for z, item in enumerate(items):
            item.setZValue(z)
            plot.addItem(item)
        for text in self.levels:
            plot.addItem(text, ignoreBounds=True)
        plot.addItem(self.target, ignoreBounds=True)
        self.card = PointCard(self.canvas.viewport())
        self.empty = caption("", "scatterEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.canvas)
        self.pages.addWidget(self.empty)
        self.menu = PlotMenu("candidates", self.canvas, self.write_csv, self)
        self.menu.failed.connect(self.failed)
        self.menu.resetRequested.connect(self.reset_view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        canvas = self.canvas
        canvas.pointerMoved.connect(self._pointer_moved)
        canvas.clicked.connect(self._clicked)
        canvas.resetRequested.connect(self._double_clicked)
        canvas.menuRequested.connect(self._menu_requested)
        canvas.keyPressed.connect(self._key_pressed)
        canvas.zoomed.connect(self._zoomed)

    # ---- reading

    @property
    def run(self) -> SearchRun | None:
        return self.searches.current

    @property
    def reward(self) -> Reward | None:
        return None if self.run is None else self.run.record.request.goal.reward

    def place(self, row: int) -> tuple[float, float] | None:
        """Where the evaluation in this row of the figures is drawn, in view coordinates."""
        found = np.flatnonzero(self.rows == row)
        return (float(self._x[found[0]]), float(self._y[found[0]])) if len(found) else None

    def _read_x(self, x: float) -> str:
        reward = self.reward
        if reward is None:
            return ""
        return formatting.quantity_text(QUANTITIES[reward.cost], 10**x / self._scale)

    def _read_y(self, y: float) -> str:
        return formatting.number(y, 1)

    # ---- drawing

    @Slot()
    def redraw(self) -> None:
        """Draw everything at once."""
        self._timer.stop()
        self._is_stale = False
        run = self.run
        if run is not self._drawn_run:
            self._drawn_run, self._is_zoomed, self._fitted, self.hovered = run, False, None, None
            self.card.hide()
        figures = run.figures if run is not None else None
        known = figures is not None and bool((~np.isnan(figures.score)).any())
        self.pages.setCurrentWidget(self.canvas if known else self.empty)
        self.empty.setText(self._why_empty())
        if run is None or figures is None or not known:
            self.rows = np.empty(0, np.intp)
            return
        reward = run.record.request.goal.reward
        cost = figures.cost
        usable = figures.rows[(cost[figures.rows] > 0) & ~np.isnan(figures.accuracy[figures.rows])]
        self._scale, unit = formatting.axis_scale(QUANTITIES[reward.cost], float(cost[usable].max()))
        self.rows = usable
        self._x = np.log10(cost[usable] * self._scale)
        self._y = figures.accuracy[usable] * 100
        self.canvas.set_label("bottom", formatting.axis_label(QUANTITIES[reward.cost], unit))
        self.canvas.set_label("left", self.tr("Held-out accuracy (%)"))
        self._draw_points(run, figures)
        self._fit(reward)
        self._draw_reward(reward)
        self._show_chosen()
        self._describe(run, figures)

    def _draw_points(self, run: SearchRun, figures: Figures) -> None:
        tokens = theme.current()
        generation = figures.generation[self.rows]
        first, last = int(generation.min()), int(generation.max())
        share = (generation - first) / max(1, last - first)
        palette, outline = cividis(), pg.mkPen(QColor(tokens.muted), width=1)
        full = figures.full[self.rows]
        brushes = [palette[at] for at in (share * (STEPS - 1)).round().astype(int).tolist()]
        symbols = ["o" if measured else "d" for measured in self._measured(run)]
        sizes = np.where(full, 9, 5)
        self.points.setData(x=self._x, y=self._y, brush=brushes, pen=outline, symbol=symbols, size=sizes)
        at = {int(row): index for index, row in enumerate(self.rows)}
        front = [at[row] for row in figures.front if row in at]
        self.front_line.setData(*steps(self._x[front], self._y[front]))
        self.front_line.setPen(pg.mkPen(QColor(tokens.accent), width=2))
        best = [at[figures.best]] if figures.best in at else []
        self.best.setData(x=self._x[best], y=self._y[best])
        self.best.setBrush(pg.mkBrush(QColor(tokens.accent)))
        self.best.setPen(pg.mkPen(QColor(tokens.surface), width=1))
        self.hover.setPen(pg.mkPen(QColor(tokens.accent), width=2))
        self.hover.setBrush(None)
        self.ring.setPen(pg.mkPen(QColor(tokens.text), width=2))
        self.ring.setBrush(None)

    def _measured(self, run: SearchRun) -> list[bool]:
        name = run.record.request.goal.reward.cost
        marks = [run.trial(int(row)).metrics.get(name) for row in self.rows]
        return [metric is not None and metric.provenance.value == "measured" for metric in marks]

    def _draw_reward(self, reward: Reward) -> None:
        """Lines of equal reward over the part that is seen, and the target."""
        tokens = theme.current()
        muted = QColor(tokens.muted)
        (left, right), (low, high) = self.canvas.view.viewRange()
        costs = (10**left / self._scale, 10**right / self._scale)
        accuracies = (max(0.0, low / 100), min(1.0, high / 100))
        try:
            lines = reward.contours(costs, accuracies, CONTOURS)
        except EdgeVizError:
            lines = []
        pen = pg.mkPen(muted, width=1, style=Qt.PenStyle.DotLine)
        for index, (curve, text) in enumerate(zip(self.contours, self.levels, strict=True)):
            shown = index < len(lines)
            curve.setVisible(shown)
            text.setVisible(False)
            if not shown:
                continue
            level, along, heights = lines[index]
            x, y = np.log10(along * self._scale), heights * 100
            curve.setData(x, y, connect="finite")
            curve.setPen(pen)
            inside = np.flatnonzero(
                np.isfinite(y) & (x < right - 0.02 * (right - left)) & (y < high - 0.04 * (high - low))
            )
            if len(inside):
                text.setText(formatting.number(level, 3), color=muted)
                text.setFont(theme.font(theme.CAPTION))
                text.setPos(float(x[inside[-1]]), float(y[inside[-1]]))
                text.setVisible(True)
        self.target.setPos(log10(reward.target * self._scale))
        self.target.setPen(pg.mkPen(QColor(tokens.text), width=1, style=Qt.PenStyle.DashLine))
        said = formatting.quantity_text(QUANTITIES[reward.cost], reward.target)
        self.target.label.setFormat(self.tr("target {}").format(said))
        self.target.label.setColor(QColor(tokens.text))

    def _fit(self, reward: Reward) -> None:
        """Show all candidates and the target, unless a hand has zoomed."""
        if self._is_zoomed or not len(self._x):
            return
        target = log10(reward.target * self._scale)
        left, right = float(self._x.min()), float(self._x.max())
        # A target that is far away would squeeze the points into a corner.
        if left - 0.5 < target < right + 0.5:
            left, right = min(left, target), max(right, target)
        low, high = float(self._y.min()), float(self._y.max())
        across, up = max(LEAST_X, (right - left) * MARGIN), max(LEAST_Y, (high - low) * MARGIN)
        wanted = (left - across, right + across, max(-2.0, low - up), min(102.0, high + up))
        if wanted != self._fitted:
            self._fitted = wanted
            self.canvas.view.setRange(xRange=wanted[:2], yRange=wanted[2:], padding=0)

    def _why_empty(self) -> str:
        run = self.run
        if run is None:
            return self.tr(
                "Every candidate becomes a point here: its accuracy against its cost.\nStart a search on the left."
            )
        if run.job is not None:
            return self.tr("The first candidates are being evaluated: their points come in a moment.")
        if run.found:
            return self.tr("No candidate could be evaluated. The table below says why.")
        return self.tr("This search ended before a candidate was known. Resume it below.")

    def _describe(self, run: SearchRun, figures: Figures) -> None:
        best = figures.best
        if best is None:
            return
        text = self.tr("{} candidates; best {}. {}")
        said = formatting.joined([self._read_y(100 * figures.accuracy[best]) + " %", self._cost_text(best)])
        keys = self.tr("Left and Right walk along the candidates, Enter opens one as a model, R shows all.")
        self.canvas.setAccessibleDescription(text.format(formatting.number(len(self.rows)), said, keys))

    def _cost_text(self, row: int) -> str:
        run, reward = self.run, self.reward
        if run is None or reward is None:
            return ""
        return formatting.value_text(run.trial(row).metrics.get(reward.cost))

    # ---- following

    @Slot(object)
    def _point_came(self, run: SearchRun) -> None:
        if run is self.run:
            self._is_stale = True
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def redraw_if_seen(self) -> None:
        if self.isVisible() and self._is_stale:
            self.redraw()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._is_stale:
            self.redraw()

    @Slot()
    def reset_view(self) -> None:
        """Show everything again."""
        self._is_zoomed, self._fitted = False, None
        self.redraw()

    @Slot()
    def _zoomed(self) -> None:
        self._is_zoomed = True
        if self.reward is not None:
            self._draw_reward(self.reward)

    @Slot()
    def _show_chosen(self) -> None:
        at = self.place(self.choosing.row) if self.choosing.row is not None else None
        self.ring.setData(*([[at[0]], [at[1]]] if at is not None else [[], []]))

    # ---- pointing and keys

    def _point_at(self, at: Pointer) -> int | None:
        """Index among ``rows`` of the point near the pointer."""
        if not len(self._x):
            return None
        (left, right), (low, high) = self.canvas.view.viewRange()
        area = self.canvas.view.sceneBoundingRect()
        px = (self._x - left) / (right - left) * area.width()
        py = (self._y - low) / (high - low) * area.height()
        here = ((at.x - left) / (right - left) * area.width(), (at.y - low) / (high - low) * area.height())
        return nearest(px, py, here, REACH)

    @Slot(object)
    def _pointer_moved(self, at: Pointer | None) -> None:
        self._hover(None if at is None else self._point_at(at))

    def _hover(self, index: int | None) -> None:
        row = None if index is None else int(self.rows[index])
        if row == self.hovered and (row is None) == self.card.isHidden():
            return
        self.hovered = row
        run = self.run
        if index is None or run is None or row is None:
            self.hover.setData([], [])
            self.card.hide()
            return
        self.hover.setData([self._x[index]], [self._y[index]])
        trial = run.trial(row)
        names = [name for name in QUANTITIES if name in trial.metrics]
        title = self.tr("Candidate {}").format(formatting.number(run.found[row].number + 1))
        score = formatting.number(float(run.figures.score[row]), 3)
        summary = self.tr("reward {} · generation {}").format(score, formatting.number(trial.generation))
        hint = architecture_text(run.record.request.space, trial.key)
        html = card_html(title, summary, [trial.metrics[name] for name in names[:5]], False, hint=_short(hint))
        at = self.canvas.to_pixels(float(self._x[index]), float(self._y[index]))
        self.card.show_at(at.toPoint(), html)

    @Slot(object)
    def _clicked(self, at: Pointer) -> None:
        index = self._point_at(at)
        if index is not None:
            self.choosing.choose(int(self.rows[index]))

    @Slot()
    def _double_clicked(self) -> None:
        if self.hovered is not None:
            self.choosing.choose(self.hovered)
            self.openRequested.emit()
        else:
            self.reset_view()

    @Slot(object)
    def _menu_requested(self, at: QPoint) -> None:
        self.menu.popup(at)

    @Slot(object)
    def _key_pressed(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if len(self._x):
                order = np.argsort(self._x, kind="stable")
                here = np.flatnonzero(self.rows[order] == self.choosing.row)
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                rank = int(here[0]) + step if len(here) else 0
                index = int(order[min(max(rank, 0), len(order) - 1)])
                self.choosing.choose(int(self.rows[index]))
                self._hover(index)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.choosing.row is not None:
                self.openRequested.emit()
            case Qt.Key.Key_Home | Qt.Key.Key_R:
                self.reset_view()
            case _:
                return
        event.accept()

    # ---- files

    def write_csv(self, path: Path) -> None:
        """One row for each evaluation, in stored units. Raises OSError."""
        run = self.run
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            names = [name for name in QUANTITIES if run is not None and any(name in f.trial.metrics for f in run.found)]
            heads = [f"{name} ({QUANTITIES[name].unit})" for name in names]
            writer.writerow(["candidate", "key", "generation", "budget", "seconds", "reward", *heads, "failed"])
            for row, found in enumerate(run.found if run is not None else ()):
                trial = found.trial
                score = float(run.figures.score[row]) if run is not None else float("nan")
                values = ["" if name not in trial.metrics else repr(trial.metrics[name].value) for name in names]
                writer.writerow(
                    [found.number, trial.key, trial.generation, trial.budget, round(trial.seconds, 3),
                     "" if np.isnan(score) else repr(score), *values, trial.failed]
                )  # fmt: skip


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
