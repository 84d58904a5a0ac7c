"""Curves of an adaptive model's training, the one that goes on or one of the project's: loss and held-out accuracy over
the steps."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.curves import CURVES
from edgeviz.ui import theme
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.plots.plot_menu import PlotMenu, Table
from edgeviz.ui.training.curve_canvas import CurveCanvas
from edgeviz.ui.training.run import Course

#: Milliseconds in which points are gathered before the curves are drawn again.
REDRAW = 120


class LearningView(QWidget):
    """Points only mark it as stale: a timer redraws, and only what is seen."""

    def __init__(self, adapting: Adapting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adaptiveCurves")
        self.setAccessibleName(self.tr("Training curves of the adaptive model"))
        self.adapting = adapting
        self._key = ""
        self._kept: Course | None = None
        tr = self.tr
        self.canvases = {
            "loss": CurveCanvas("loss", tr("Loss"), tr("Loss of the adaptive model")),
            "accuracy": CurveCanvas("accuracy", tr("Held-out (%)"), tr("Held-out accuracy of the adaptive model")),
        }
        self.menus = {name: PlotMenu(canvas, f"adaptive-{name}", self.table) for name, canvas in self.canvases.items()}
        plots = QWidget()
        row = QHBoxLayout(plots)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for canvas in self.canvases.values():
            canvas.show_steps(True)
            canvas.resetRequested.connect(self.reset_view)
            row.addWidget(canvas)
        self.empty = caption(
            tr("Loss and held-out accuracy are drawn here: the first points come in a moment."), "adaptiveCurvesEmpty"
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(plots)
        self._pages.addWidget(self.empty)
        self._timer = QTimer(self, singleShot=True, interval=REDRAW)
        self._timer.timeout.connect(self.redraw)
        adapting.sampled.connect(self._stale)
        adapting.changed.connect(self._stale)
        theme.notifier.changed.connect(self._stale)
        self.redraw()

    def show_model(self, key: str, model: AdaptiveModel | None) -> None:
        """Whose curves are shown while nothing is trained; without one those of the training that came to nothing."""
        if key != self._key:
            self._key, self._kept = key, Course(key, known=model.curves) if model is not None else None
            self._stale()

    @property
    def shown(self) -> list[Course]:
        course = self.adapting.course if self.adapting.job is not None or self._kept is None else self._kept
        return [] if course is None or not any(len(course.curves[name]) for name in CURVES) else [course]

    @Slot()
    def _stale(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def redraw(self) -> None:
        shown = self.shown
        self._pages.setCurrentIndex(0 if shown else 1)
        ends = [float(course.curves[name].steps[-1]) for course in shown for name in CURVES if course.curves[name].last]
        for canvas in self.canvases.values():
            canvas.show_runs(shown, smooth=False, log=False)
            canvas.fit_steps(max(ends, default=1.0))
            canvas.fit()

    @Slot()
    def reset_view(self) -> None:
        for canvas in self.canvases.values():
            canvas.unzoom()
        self.redraw()

    def table(self) -> Table:
        """For a file: a row for each point."""
        rows = [
            (name, int(step), value)
            for course in self.shown
            for name in CURVES
            for step, value in zip(course.curves[name].steps, course.curves[name].values.tolist(), strict=True)
        ]
        return ("curve", "step", "value"), rows

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw()
