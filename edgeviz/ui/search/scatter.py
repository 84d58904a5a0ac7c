"""Accuracy against a cost of every candidate, coloured by generation, with the front, the reward and its target."""

from __future__ import annotations

from math import log10

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.reward import Reward
from edgeviz.core.pareto import front_order
from edgeviz.ui import formatting, theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.card import PointCard, card_html
from edgeviz.ui.plots.cloud import nearest, steps
from edgeviz.ui.plots.colouring import STEPS
from edgeviz.ui.plots.plot_menu import PlotMenu, Table
from edgeviz.ui.search.candidate_points import Candidates, scale_end
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.goal_fields import COSTS
from edgeviz.ui.search.reward_lines import RewardLines
from edgeviz.ui.search.run import Figures, SearchRun
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.words import architecture_text
from edgeviz.ui.training.fields import ChoiceBox, dress

Floats = NDArray[np.float64]
#: Milliseconds between two drawings while candidates come in.
REDRAW = 250
#: Pixels around a point in which the mouse finds it.
REACH = 14
#: Room around the points, as a share of what they span, and at least so much (decades, percent points).
MARGIN, LEAST_X, LEAST_Y = 0.12, 0.08, 2.0


class ScatterPanel(QWidget):
    """Shows ``searches.current``; a click or Enter chooses a candidate, a double click opens it as a model.

    The reward is that of the search until ``show_reward`` shows another one: what a next search would be after.
    """

    openRequested = Signal()
    #: The target of this cost (its name) was dragged to this value, in stored units, and whether it was let go there.
    targetDragged = Signal(str, float, bool)

    def __init__(self, searches: Searches, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchScatter")
        self.searches, self.choosing = searches, choosing
        self._build()
        self.hovered: int | None = None
        #: What the form is after, if it was edited since this search is looked at.
        self._next: Reward | None = None
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
        self.reward_lines = RewardLines(self.canvas)
        self.reward_lines.dragged.connect(self._target_dragged)
        self.front_line = pg.PlotCurveItem()
        self.points = pg.ScatterPlotItem(size=8)
        self.cloud = Candidates(self.points)
        self.ring = pg.ScatterPlotItem(symbol="o", size=18)
        self.best = pg.ScatterPlotItem(symbol="star", size=17)
        #: The best by the reward that is drawn, where that is not the search's.
        self.next_best = pg.ScatterPlotItem(symbol="star", size=17)
        self.hover = pg.ScatterPlotItem(symbol="o", size=15)
        items = (self.front_line, self.points, self.best, self.next_best, self.ring, self.hover)
        for z, item in enumerate(items, 1):
            item.setZValue(z)
            plot.addItem(item)
        self.axis = ChoiceBox([(name, formatting.title(name), "") for name in COSTS])
        dress(self.axis, "scatterCost", self.tr("Cost on the axis"), self.tr("What the candidates are drawn against"))
        self.axis.changed.connect(self._axis_chosen)
        label = QLabel(self.tr("Accuracy against"))
        label.setProperty("role", "caption")
        label.setBuddy(self.axis)
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.axis)
        self.card = PointCard(self.canvas.viewport())
        self.empty = caption("", "scatterEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.canvas)
        self.pages.addWidget(self.empty)
        self.menu = PlotMenu(self.canvas, "candidates", self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.head)
        layout.addWidget(self.pages, 1)
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
    def searched(self) -> Reward | None:
        """What the search is after, where it is a reward of the cost on the axis."""
        reward = self.run.record.request.goal.reward if self.run is not None else None
        return reward if reward is not None and reward.cost == self.cost else None

    @property
    def reward(self) -> Reward | None:
        """What is drawn: that of the search, or another one that somebody looks at."""
        following = self._next
        return following if following is not None and following.cost == self.cost else self.searched

    @property
    def cost(self) -> str:
        """The quantity on the axis."""
        return str(self.axis.chosen)

    def show_reward(self, reward: Reward | None) -> None:
        """Draw this one: the form has another goal. None: that of the search."""
        self._next = reward
        if len(self._x):
            self._draw_reward()

    def place(self, row: int) -> tuple[float, float] | None:
        """Where the evaluation in this row of the figures is drawn, in view coordinates."""
        found = np.flatnonzero(self.rows == row)
        return (float(self._x[found[0]]), float(self._y[found[0]])) if len(found) else None

    def _read_x(self, x: float) -> str:
        return formatting.quantity_text(QUANTITIES[self.cost], 10**x / self._scale)

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
            self._next = None
            self.card.hide()
            self._offer_costs(run)
        figures = run.figures if run is not None else None
        known = figures is not None and bool((~np.isnan(figures.score)).any())
        self.pages.setCurrentWidget(self.canvas if known else self.empty)
        self.empty.setText(self._why_empty())
        if run is None or figures is None or not known:
            self.rows, self._x, self._y = np.empty(0, np.intp), np.empty(0), np.empty(0)
            return
        quantity, cost = QUANTITIES[self.cost], run.values(self.cost)
        usable = figures.rows[(cost[figures.rows] > 0) & ~np.isnan(figures.accuracy[figures.rows])]
        self._scale, unit = formatting.axis_scale(quantity, float(cost[usable].max()) if len(usable) else None)
        self.rows = usable
        self._x = np.log10(cost[usable] * self._scale)
        self._y = figures.accuracy[usable] * 100
        self.canvas.set_label("bottom", formatting.axis_label(quantity, unit))
        self.canvas.set_label("left", self.tr("Held-out accuracy (%)"))
        self._draw_points(run, figures)
        self._fit()
        self._draw_reward()
        self._show_chosen()
        self._describe(run, figures)

    def _draw_points(self, run: SearchRun, figures: Figures) -> None:
        tokens = theme.current()
        generation = figures.generation[self.rows]
        first, last = (int(generation.min()), int(generation.max())) if len(generation) else (0, 0)
        share = (generation - first) / max(1, scale_end(last - first))
        full = figures.full[self.rows]
        # Some are on the front by a cost that this axis does not show.
        by_others = len(run.record.request.goal.objectives) > 2
        marked = np.isin(self.rows, figures.front) & by_others
        colours = (share * (STEPS - 1)).round().astype(int)
        self.cloud.draw(self._x, self._y, colours, run.measured(self.cost)[self.rows], full, marked)
        seen = np.flatnonzero(full)
        line = seen[list(front_order(np.column_stack([self._x[seen], -self._y[seen]])))]
        self.front_line.setData(*steps(self._x[line], self._y[line]))
        self.front_line.setPen(pg.mkPen(QColor(tokens.accent), width=2))
        best = np.flatnonzero(self.rows == figures.best) if figures.best is not None else seen[:0]
        self.best.setData(x=self._x[best], y=self._y[best])
        self.best.setBrush(pg.mkBrush(QColor(tokens.accent)))
        self.best.setPen(pg.mkPen(QColor(tokens.surface), width=1))
        self.hover.setPen(pg.mkPen(QColor(tokens.accent), width=2))
        self.hover.setBrush(None)
        self.ring.setPen(pg.mkPen(QColor(tokens.text), width=2))
        self.ring.setBrush(None)

    def _draw_reward(self) -> None:
        reward, searched = self.reward, self.searched
        self.reward_lines.draw(reward, searched, self._scale)
        at: list[int] = []
        if reward is not None and reward != searched and self.run is not None:
            full = np.flatnonzero(self.run.figures.full[self.rows])
            if len(full):
                scores = reward.value(self._y[full] / 100, 10 ** self._x[full] / self._scale)
                at = [int(full[int(np.argmax(scores))])]
        self.next_best.setData(x=self._x[at], y=self._y[at])
        self.next_best.setPen(pg.mkPen(QColor(theme.current().accent), width=2))
        self.next_best.setBrush(None)

    def _fit(self) -> None:
        """Show all candidates and the target, unless a hand has zoomed."""
        if self._is_zoomed or not len(self._x):
            return
        left, right = float(self._x.min()), float(self._x.max())
        if self.searched is not None:
            target = log10(self.searched.target * self._scale)
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
        if run.is_preparing:
            return self.tr("What all candidates share is trained first. Then their points come quickly.")
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
        run = self.run
        return "" if run is None else formatting.value_text(run.trial(row).metrics.get(self.cost))

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
        self._draw_reward()

    def _offer_costs(self, run: SearchRun | None) -> None:
        """That of the reward at first."""
        if run is not None:
            with QSignalBlocker(self.axis):
                self.axis.choose(run.record.request.goal.reward.cost)

    @Slot()
    def _axis_chosen(self) -> None:
        self._is_zoomed, self._fitted = False, None
        self.redraw()

    @Slot(float, bool)
    def _target_dragged(self, target: float, dropped: bool) -> None:
        self.targetDragged.emit(self.cost, target, dropped)
        if dropped:
            # To where its three digits are.
            self._draw_reward()

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
    def _menu_requested(self, _at: QPoint) -> None:
        # What its first entry resets must not be taken for a double click on the point below.
        self._hover(None)

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

    def table(self) -> Table:
        """One row for each evaluation, in stored units."""
        run = self.run
        found = run.found if run is not None else []
        names = [name for name in QUANTITIES if any(name in one.trial.metrics for one in found)]
        heads = [f"{name} ({QUANTITIES[name].unit})" for name in names]
        scores = run.figures.score.tolist() if run is not None else []
        rows = []
        for one, score in zip(found, scores, strict=True):
            trial = one.trial
            values = ["" if name not in trial.metrics else repr(trial.metrics[name].value) for name in names]
            what = (one.number, trial.key, trial.generation, trial.budget, round(trial.seconds, 3))
            rows.append([*what, "" if score != score else repr(score), *values, trial.failed])
        return ["candidate", "key", "generation", "budget", "seconds", "reward", *heads, "failed"], rows


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
