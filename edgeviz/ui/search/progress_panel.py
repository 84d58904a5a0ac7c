"""How a search goes: reward, dominated volume and what the sampler says of itself, by evaluations or by time."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.plot_menu import PlotMenu, Table
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.volumes import Volumes
from edgeviz.ui.search.words import fact_name
from edgeviz.ui.training.fields import ChoiceBox, dress

Floats = NDArray[np.float64]
#: The project's setting that holds the axis.
SETTING = "search_progress"
#: Milliseconds between two drawings while candidates come in.
REDRAW = 400
REWARD, VOLUME = "reward", "volume"


class ProgressPanel(QWidget):
    """Two plots of ``searches.current``: the reward, and beside it whatever is chosen."""

    def __init__(self, searches: Searches, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchProgressPanel")
        self.setAccessibleName(self.tr("Progress"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.searches = searches
        self.volumes = Volumes(self)
        self._is_stale = True
        #: What is drawn: steps, best reward, and what is beside it.
        self._shown: tuple[Floats, Floats, Floats] = (np.zeros(0), np.zeros(0), np.zeros(0))
        self._timer = QTimer(self, singleShot=True, interval=REDRAW)
        self._timer.timeout.connect(self.redraw_if_seen)
        self._build()
        self.volumes.changed.connect(self._volume_came)
        searches.found.connect(self._point_came)
        searches.currentChanged.connect(self.redraw)
        searches.document.modelChanged.connect(self._read_settings)
        theme.notifier.changed.connect(self.redraw)
        self._read_settings()
        self.redraw()

    def _build(self) -> None:
        tr = self.tr
        self.reading = ElidedLabel()
        self.reading.setObjectName("progressReading")
        self.reading.setProperty("role", "caption")
        self.time_button = QToolButton()
        self.time_button.setObjectName("progressByTime")
        self.time_button.setText(tr("By time"))
        self.time_button.setAccessibleName(tr("By time"))
        self.time_button.setToolTip(tr("Draw against the seconds of the search instead of evaluations"))
        self.time_button.setCheckable(True)
        self.time_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time_button.toggled.connect(self._switched)
        self.second = ChoiceBox([self._volume_row()])
        dress(self.second, "progressSecond", tr("Second plot"), tr("What is drawn beside the reward"))
        self.second.changed.connect(self.redraw)
        label = QLabel(tr("Beside it"))
        label.setBuddy(self.second)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.reading, 1)
        head.addWidget(self.time_button)
        head.addWidget(label)
        head.addWidget(self.second)
        self.canvases = {name: Canvas() for name in (REWARD, VOLUME)}
        self._curves: dict[str, tuple[pg.PlotCurveItem, pg.ScatterPlotItem]] = {}
        self.menus: dict[str, PlotMenu] = {}
        plots = QHBoxLayout()
        plots.setSpacing(2 * theme.GRID)
        for name, title in ((REWARD, tr("Reward of the search")), (VOLUME, tr("Second plot of the search"))):
            canvas = self.canvases[name]
            canvas.setObjectName(f"{name}ProgressCanvas")
            canvas.setAccessibleName(title)
            canvas.setMinimumSize(140, 80)
            # By evaluations every point has its own place; by time as well.
            curve, points = pg.PlotCurveItem(), pg.ScatterPlotItem(size=4, symbol="o")
            canvas.plot.addItem(points)
            canvas.plot.addItem(curve)
            self._curves[name] = (curve, points)
            menu = PlotMenu(canvas, f"{name} progress", self.table)
            # Tells the entries of the two plots apart in the palette.
            menu.setTitle(title)
            self.menus[name] = menu
            canvas.pointerMoved.connect(self._pointer_moved)
            canvas.resetRequested.connect(self.redraw)
            canvas.read_x = self._read_x
            canvas.read_y = formatting.significant
            plots.addWidget(canvas, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 4, theme.PADDING, 4)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addLayout(plots, 1)

    # ---- reading

    def _volume_row(self) -> tuple[str, str, str]:
        tip = self.tr("Dominated by all objectives of the goal, as a share of the last")
        return VOLUME, self.tr("Volume"), tip

    @property
    def run(self) -> SearchRun | None:
        return self.searches.current

    @property
    def by_time(self) -> bool:
        return self.time_button.isChecked()

    def steps(self, run: SearchRun) -> Floats:
        """Evaluations from 1, or seconds of the search."""
        if self.by_time:
            return np.maximum.accumulate(run.figures.elapsed) if run.found else np.zeros(0)
        return np.arange(1, len(run.found) + 1, dtype=float)

    def second_curve(self, run: SearchRun) -> Floats:
        """What is drawn beside the reward: the volume or a fact of the sampler, NaN where it is not known."""
        name = str(self.second.chosen)
        if name == VOLUME:
            return self.volumes.curve(run)
        return np.array([one.facts.get(name, np.nan) for one in run.found], dtype=float)

    def _read_x(self, x: float) -> str:
        return formatting.duration(max(0.0, x)) if self.by_time else formatting.number(max(0.0, round(x)))

    # ---- drawing

    @Slot()
    def redraw(self) -> None:
        """Draw both plots."""
        self._timer.stop()
        self._is_stale = False
        run = self.run
        facts = dict.fromkeys(name for one in (run.found if run is not None else ()) for name in one.facts)
        rows = [self._volume_row()]
        rows += [(name, fact_name(name), self.tr("What the sampler says of itself")) for name in facts]
        self.second.set_values(rows)
        if run is None or not run.found:
            self._shown = (np.zeros(0), np.zeros(0), np.zeros(0))
            for curve, points in self._curves.values():
                curve.setData([], [])
                points.setData([], [])
            self.reading.setText(self.tr("Reward and dominated volume are drawn here while a search goes on."))
            return
        steps = self.steps(run)
        self._shown = (steps, run.figures.reward_curve(), self._shown[2])
        self._draw(REWARD, steps, self._shown[1], run.figures.score, self.tr("Best reward"))
        self._draw_second(run)

    def _draw_second(self, run: SearchRun) -> None:
        steps, best, _ = self._shown
        # Candidates that came since are drawn with the reward, by the next drawing of both.
        self._shown = (steps, best, self.second_curve(run)[: len(steps)])
        self._draw(VOLUME, steps, self._shown[2], None, self.second.currentText())
        self.reading.setText(self.reading_at(float(steps[-1])))

    def _draw(self, name: str, steps: Floats, heights: Floats, single: Floats | None, label: str) -> None:
        canvas, tokens = self.canvases[name], theme.current()
        curve, points = self._curves[name]
        known = np.isfinite(heights)
        # What is best stays so until the next one: a step, not a slope.
        x, y = steps[known], heights[known]
        curve.setData(np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1])
        curve.setPen(pg.mkPen(QColor(tokens.accent), width=2))
        faint = QColor(tokens.muted)
        faint.setAlpha(150)
        shown = np.isfinite(single) if single is not None else np.zeros(len(steps), bool)
        points.setData(steps[shown], single[shown] if single is not None else steps[shown])
        points.setBrush(pg.mkBrush(faint))
        points.setPen(None)
        canvas.set_label("left", label)
        canvas.set_label("bottom", self.tr("Seconds") if self.by_time else self.tr("Evaluations"))
        values = np.concatenate([heights[known], single[shown] if single is not None else heights[:0]])
        if not len(values):
            return
        low, high = float(values.min()), float(values.max())
        room = 0.1 * (high - low) or max(1e-3, 0.1 * abs(high))
        canvas.view.setRange(xRange=(0.0, max(1.0, float(steps[-1]))), yRange=(low - room, high + room), padding=0.03)
        last = formatting.significant(float(heights[known][-1]))
        canvas.setAccessibleDescription(self.tr("{}, now {}. R or a double click shows all.").format(label, last))

    def reading_at(self, step: float) -> str:
        """What both curves say at a step."""
        steps, best_curve, second_curve = self._shown
        if not len(steps):
            return ""
        row = max(0, int(np.searchsorted(steps, step, side="right")) - 1)
        best, other = best_curve[row], second_curve[row]
        parts = [self.tr("evaluation {}").format(formatting.number(row + 1))]
        if np.isfinite(best):
            parts.append(self.tr("best reward {}").format(formatting.significant(float(best))))
        if np.isfinite(other):
            parts.append(f"{self.second.currentText()} {formatting.significant(float(other))}")
        return formatting.joined(parts)

    # ---- following

    @Slot(object)
    def _point_came(self, run: SearchRun) -> None:
        if run is self.run:
            self._is_stale = True
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def _volume_came(self) -> None:
        run = self.run
        if not self.isVisible():
            self._is_stale = True
        elif run is not None and len(self._shown[0]) and self.second.chosen == VOLUME:
            self._draw_second(run)

    @Slot()
    def redraw_if_seen(self) -> None:
        if self.isVisible() and self._is_stale:
            self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.redraw()

    @Slot(object)
    def _pointer_moved(self, at: Pointer | None) -> None:
        steps = self._shown[0]
        if len(steps):
            self.reading.setText(self.reading_at(at.x if at is not None else float(steps[-1])))

    @Slot()
    def _switched(self) -> None:
        self.searches.document.set_setting(SETTING, self.by_time)
        self.redraw()

    @Slot()
    def _read_settings(self) -> None:
        wanted = self.searches.document.project.settings.get(SETTING) is True
        if wanted != self.by_time:
            self.time_button.blockSignals(True)
            self.time_button.setChecked(wanted)
            self.time_button.blockSignals(False)
            self.redraw()

    # ---- files

    def table(self) -> Table:
        """One row for each evaluation."""
        header, run = ["evaluation", "seconds", "best reward", self.second.currentText()], self.run
        if run is None:
            return header, []
        rows = zip(run.figures.elapsed, run.figures.reward_curve(), self.second_curve(run), strict=True)
        texts = [["" if np.isnan(value) else repr(float(value)) for value in values] for values in rows]
        return header, [[number, *values] for number, values in enumerate(texts, 1)]
