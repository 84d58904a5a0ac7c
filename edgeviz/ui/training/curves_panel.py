"""Live curves of training: loss, held-out accuracy and learning rate of the ticked runs over their steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from edgeviz.core.curves import CURVES
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.plots.canvas import Pointer
from edgeviz.ui.plots.plot_menu import PlotMenu, Table
from edgeviz.ui.training.curve_canvas import CurveCanvas
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.training import Training

#: Milliseconds in which points are gathered before the curves are drawn again.
REDRAW = 120
#: Milliseconds from one plot to the next: all at once would take longer than a frame.
NEXT = 25
#: The project's setting that keeps which of the switches are on.
SETTING = "trainingCurves"


class CurvesPanel(QWidget):
    """The page of the workspace. Points only mark it as stale: a timer redraws, and only what is seen."""

    def __init__(self, document: Document, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curvesPanel")
        self.setAccessibleName(self.tr("Training curves"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.training = training
        self._is_stale = True
        #: Plots that are still to be drawn in this turn.
        self._due: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=REDRAW)
        self._timer.timeout.connect(self.redraw_if_seen)
        self._build()
        training.changed.connect(self._stale)
        training.sampled.connect(self._point_came)
        training.shownChanged.connect(self._stale)
        document.settingsChanged.connect(self._read_settings)
        theme.notifier.changed.connect(self._stale)
        self._read_settings()
        self.redraw()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        title = QLabel(tr("Curves"))
        title.setProperty("role", "title")
        self.reading = ElidedLabel()
        self.reading.setObjectName("curvesReading")
        self.reading.setProperty("role", "caption")
        self.smooth_button = self._switch("smoothCurves", tr("Smooth"), tr("Draw a moving mean of the loss"))
        self.log_button = self._switch("logLoss", tr("Log loss"), tr("Draw the loss on a logarithmic axis"))
        self.rate_button = self._switch("showRate", tr("Rate"), tr("Show the learning rate below"))
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(title)
        head.addSpacing(2 * theme.GRID)
        head.addWidget(self.reading, 1)
        for button in (self.smooth_button, self.log_button, self.rate_button):
            head.addWidget(button)
        self.canvases = {
            "loss": CurveCanvas("loss", tr("Loss"), tr("Loss of training")),
            "accuracy": CurveCanvas("accuracy", tr("Held-out (%)"), tr("Held-out accuracy")),
            "rate": CurveCanvas("rate", tr("Rate"), tr("Learning rate")),
        }
        self.menus = {name: PlotMenu(canvas, name, self.table) for name, canvas in self.canvases.items()}
        plots = QWidget()
        column = QVBoxLayout(plots)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, stretch in (("loss", 5), ("accuracy", 4), ("rate", 2)):
            canvas = self.canvases[name]
            column.addWidget(canvas, stretch)
            canvas.pointerMoved.connect(self._pointer_moved)
            canvas.resetRequested.connect(self.reset_view)
            canvas.keyPressed.connect(self._key_pressed)
            canvas.zoomed.connect(self._zoomed)
            if name != "loss":
                canvas.view.setXLink(self.canvases["loss"].view)
        self.empty = QLabel()
        self.empty.setObjectName("curvesEmpty")
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._pages.addWidget(plots)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 8, theme.PADDING, 4)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addLayout(self._pages, 1)

    def _switch(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(self._switched)
        return button

    # ---- what is shown

    @property
    def shown(self) -> list[Run]:
        """The ticked runs that have a point, oldest first."""
        return [run for run in self.training.runs if run.shown and any(len(run.curves[name]) for name in CURVES)]

    @Slot()
    def reset_view(self) -> None:
        """Show everything again."""
        for canvas in self.canvases.values():
            canvas.unzoom()
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draw everything at once, after something that a person did."""
        self._timer.stop()
        self._is_stale = False
        runs = self.shown
        self._pages.setCurrentIndex(0 if runs else 1)
        self.empty.setText(self._why_empty())
        self.canvases["rate"].setVisible(self.rate_button.isChecked())
        self._due = []
        for name in self.canvases:
            self._draw(name, runs)
        self._describe(runs)

    def _draw(self, name: str, runs: list[Run]) -> None:
        canvas, is_loss = self.canvases[name], name == "loss"
        smooth, log = self.smooth_button.isChecked(), self.log_button.isChecked()
        canvas.show_runs(runs, smooth=smooth and is_loss, log=log and is_loss)
        if is_loss:
            # The others follow: their steps are linked.
            canvas.fit_steps(self._end(runs))
        canvas.fit()
        canvas.show_steps(name == ("rate" if self.rate_button.isChecked() else "accuracy"))

    def _end(self, runs: list[Run]) -> float:
        """The last step to be shown. While a run goes on there is room ahead: the axis need not move at every point."""
        lasts = [(float(run.curves[name].steps[-1]), run) for run in runs for name in CURVES if len(run.curves[name])]
        end, last = max(lasts, key=lambda found: found[0], default=(1.0, None))
        if last is None or last.is_over:
            return end
        room = self.canvases["loss"].end
        return room if 0.7 * room <= end <= room else 1.2 * end

    @Slot()
    def redraw_if_seen(self) -> None:
        """One plot after the other, with room for other events between them."""
        if not self.isVisible():
            self._is_stale, self._due = True, []
            return
        runs = self.shown
        if bool(runs) == (self._pages.currentIndex() == 1):
            self.redraw()
            return
        if not self._due:
            if not self._is_stale:
                return
            self._is_stale = False
            self._due = [name for name, canvas in self.canvases.items() if not canvas.isHidden()]
        self._draw(self._due.pop(0), runs)
        if self._due:
            self._timer.start(NEXT)
        else:
            self._describe(runs)
            if self._is_stale:
                self._timer.start(REDRAW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.redraw()

    def _why_empty(self) -> str:
        runs = self.training.runs
        if self.document.graph is None:
            return self.tr("Open a model to train it.")
        if not runs:
            return self.tr("Loss and held-out accuracy are drawn here while a run goes on.\nStart one on the left.")
        if not any(run.shown for run in runs):
            return self.tr("Tick a run in the list to draw its curves.")
        return self.tr("The run is being prepared: the first points come in a moment.")

    def _describe(self, runs: list[Run]) -> None:
        keys = self.tr("Left and Right read the curves step by step, Home and End go to their ends, R shows all.")
        for name, canvas in self.canvases.items():
            lasts = []
            for run in runs:
                value = run.curves[name].last
                if value is not None:
                    lasts.append(f"{run.title}: {value_text(name, value)}")
            canvas.setAccessibleDescription("; ".join([keys, *lasts]))

    # ---- reading

    @Slot(object)
    def _pointer_moved(self, at: Pointer | None) -> None:
        here = self.sender()
        for canvas in self.canvases.values():
            if canvas is not here:
                canvas.show_step(None if at is None else at.x)
        self.reading.setText("" if at is None else self.reading_at(at.x))

    def reading_at(self, step: float) -> str:
        """What the curves say at a step, for the line above them."""
        runs = self.shown
        parts = [self.tr("step {}").format(formatting.number(max(0.0, round(step))))]
        for run in runs:
            values = [(name, run.curves[name].at(step)) for name in ("loss", "accuracy")]
            texts = [value_text(name, value) for name, value in values if value is not None]
            if texts:
                parts.append(" ".join([run.title, *texts]) if len(runs) > 1 else " ".join(texts))
        return formatting.joined(parts)

    @Slot(object)
    def _key_pressed(self, event: QKeyEvent) -> None:
        canvas = self.sender()
        runs = self.shown
        if not isinstance(canvas, CurveCanvas) or not runs:
            return
        steps = np.unique(np.concatenate([run.curves[canvas.name].steps for run in runs]))
        if event.key() == Qt.Key.Key_R:
            self.reset_view()
        elif len(steps) and (found := canvas.walk(event.key(), steps)) is not None:
            self.reading.setText(self.reading_at(found))
            for other in self.canvases.values():
                other.show_step(found)
        else:
            return
        event.accept()

    # ---- switches

    @Slot()
    def _switched(self) -> None:
        states = {b.objectName(): b.isChecked() for b in (self.smooth_button, self.log_button, self.rate_button)}
        for canvas in self.canvases.values():
            canvas.unzoom()
        self.document.set_setting(SETTING, [name for name, on in states.items() if on])
        self.redraw()

    @Slot()
    def _read_settings(self) -> None:
        found = self.document.project.settings.get(SETTING)
        on = set(found) if isinstance(found, list) and all(isinstance(name, str) for name in found) else set()
        for button in (self.smooth_button, self.log_button, self.rate_button):
            if button.isChecked() != (button.objectName() in on):
                button.blockSignals(True)
                button.setChecked(button.objectName() in on)
                button.blockSignals(False)
                self._stale()

    @Slot()
    def _stale(self) -> None:
        self._is_stale = True
        if not self._timer.isActive():
            self._timer.start(REDRAW)

    @Slot(object)
    def _point_came(self, run: Run) -> None:
        if run.shown:
            self._stale()

    @Slot()
    def _zoomed(self) -> None:
        canvas = self.sender()
        if isinstance(canvas, CurveCanvas):
            canvas.is_zoomed = True
            # The steps are shared: whoever is zoomed along them, all are.
            for other in self.canvases.values():
                other.steps_zoomed = True

    def table(self) -> Table:
        """For a file: one row for each point of all runs that are shown."""
        rows: list[Sequence[object]] = []
        for run in self.shown:
            for name in CURVES:
                curve = run.curves[name]
                points = zip(curve.steps.tolist(), curve.values.tolist(), strict=True)
                rows += [(run.title, name, int(step), value) for step, value in points]
        return ("run", "curve", "step", "value"), rows


def value_text(name: str, value: float) -> str:
    """A value of a curve as one reads it: an accuracy in percent, anything else with three digits."""
    return formatting.percent(value) if name == "accuracy" else formatting.significant(value)
