"""The RAM of activations over the schedule: a step for each node, the peak named, a click selects the layer."""

from __future__ import annotations

from math import floor

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from edgeviz.core.device.profile import Sourced
from edgeviz.core.device.room import Schedule
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.placing import Words, place_above
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.plot_menu import PlotMenu, Table

#: A limit further above the peak than this would press the steps to the ground; it is told in the bar only.
HIGHEST = 1.6


class RamPlot(Canvas):
    """Draws a ``Schedule``. A click, or Left and Right, choose a step."""

    #: The step that was chosen.
    stepChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ramPlot")
        self.setAccessibleName(self.tr("RAM over the schedule"))
        self.setAccessibleDescription(self.tr("Left and Right go from node to node and select its layer."))
        self.schedule = Schedule((), np.zeros(0, np.int64))
        self.limits: tuple[tuple[str, Sourced], ...] = ()
        self.chosen: tuple[int, ...] = ()
        self.step: int | None = None
        self._scale = 1.0
        self.bands = pg.BarGraphItem(x=np.zeros(1), width=1.0, y0=0.0, height=0.0)
        self.bands.setZValue(-20)
        self.bands.hide()
        self.plot.addItem(self.bands, ignoreBounds=True)
        self.curve = pg.PlotCurveItem(np.zeros(2), np.zeros(1), stepMode="center", fillLevel=0.0)
        self.plot.addItem(self.curve)
        self.peak = pg.ScatterPlotItem(symbol="t", size=9)
        self.plot.addItem(self.peak)
        self.peak_text = Words()
        self.plot.addItem(self.peak_text, ignoreBounds=True)
        self.lines = [pg.InfiniteLine(angle=0, movable=False) for _ in range(2)]
        self.line_texts = [Words() for _ in range(2)]
        for item in (*self.lines, *self.line_texts):
            self.plot.addItem(item, ignoreBounds=True)
            item.hide()
        self.read_x, self.read_y = self._node_text, self._bytes_text
        self.set_label("bottom", self.tr("Node, in the order in which they run"))
        self.menu = PlotMenu(self, "ram", self.table)
        self.clicked.connect(self._clicked_at)
        self.keyPressed.connect(self._key)
        self.resetRequested.connect(self.reset)
        self.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self.draw)

    def show_schedule(self, schedule: Schedule, limits: tuple[tuple[str, Sourced], ...]) -> None:
        """``limits``: lines to draw, by name, where they are near enough."""
        if schedule is not self.schedule:
            self.step = None
        self.schedule, self.limits = schedule, limits
        self.draw()

    @Slot()
    def draw(self) -> None:
        if not self.isVisible():
            return
        tokens, found = theme.current(), self.schedule
        self._scale, unit = formatting.axis_scale(QUANTITIES["activation_memory"], float(found.peak_bytes))
        self.set_label("left", self.tr("RAM ({})").format(unit))
        heights = found.nbytes * self._scale
        accent = QColor(tokens.accent)
        fill = QColor(accent)
        fill.setAlpha(60)
        self.curve.setData(
            np.arange(len(heights) + 1) - 0.5, heights, pen=pg.mkPen(accent, width=1.2), brush=pg.mkBrush(fill)
        )
        self.peak.setVisible(bool(len(heights)))
        self.peak_text.setVisible(bool(len(heights)))
        if len(heights):
            at, top = found.peak, float(heights[found.peak])
            # The mark stands on the step: its tip touches it.
            self.peak.setData([at], [top], pen=pg.mkPen(tokens.surface), brush=pg.mkBrush(tokens.text))
            text = self.tr("peak {} at {}").format(formatting.size(found.peak_bytes), _short(found.nodes[at]))
            self.peak_text.say(text, tokens.text)
        for line, label, limit in zip(self.lines, self.line_texts, [*self._near(), None, None], strict=False):
            line.setVisible(limit is not None)
            label.setVisible(limit is not None)
            if limit is not None:
                name, value = limit
                line.setPen(
                    pg.mkPen(tokens.bad if value.value < found.peak_bytes else tokens.muted, width=1, dash=[4, 3])
                )
                line.setPos(value.value * self._scale)
                label.say(f"{name} {formatting.size(value.value)}", tokens.muted)
                label.put(len(heights) - 0.5, value.value * self._scale, (1.0, 1.0))
        self.reset()
        self.show_chosen(self.chosen)

    @Slot()
    def reset(self) -> None:
        """Show all steps."""
        count, found = len(self.schedule.nbytes), self.schedule
        top = max([found.peak_bytes, *(value.value for _, value in self._near())]) * self._scale
        # The peak's name stands above it, whatever the height of the plot.
        words = 2.2 * self.fontMetrics().height()
        share = min(0.5, words / max(1.0, self.view.height()))
        self.show_range((-0.7, max(1, count) - 0.3), (0.0, top / (1 - share) or 1.0))
        if count:
            place_above(self.peak_text, self, found.peak, found.peak_bytes * self._scale)

    def show_chosen(self, steps: tuple[int, ...]) -> None:
        """Mark these steps by bands: those of the selected layers."""
        self.chosen = steps
        self.bands.setVisible(bool(steps))
        if steps:
            colour = theme.selection_colour()
            self.bands.setOpts(x=np.array(steps), width=1.0, y0=-1e12, height=2e12, brush=colour, pen=pg.mkPen(None))

    def table(self) -> Table:
        return ("step", "node", "bytes"), list(
            zip(range(len(self.schedule.nodes)), self.schedule.nodes, self.schedule.nbytes.tolist(), strict=True)
        )

    # ---- internals

    def _near(self) -> list[tuple[str, Sourced]]:
        return [limit for limit in self.limits if limit[1].value <= HIGHEST * self.schedule.peak_bytes]

    def _step_at(self, x: float) -> int | None:
        step = floor(x + 0.5)
        return step if 0 <= step < len(self.schedule.nodes) else None

    def _node_text(self, x: float) -> str:
        step = self._step_at(x)
        if step is None:
            return ""
        size = formatting.size(float(self.schedule.nbytes[step]))
        return formatting.joined((_short(self.schedule.nodes[step]), size))

    def _bytes_text(self, y: float) -> str:
        return formatting.significant(y)

    @Slot(object)
    def _clicked_at(self, pointer: Pointer) -> None:
        self._choose(self._step_at(pointer.x))

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not len(self.schedule.nodes):
            return
        now = self.step if self.step is not None else (self.chosen[0] if self.chosen else None)
        self._choose(0 if now is None else min(max(0, now + by), len(self.schedule.nodes) - 1))
        event.accept()

    def _choose(self, step: int | None) -> None:
        if step is not None:
            self.step = step
            self.stepChosen.emit(step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def _short(key: str) -> str:
    """A node's name, its end where it is long: that is where names differ."""
    return key if len(key) <= 40 else "…" + key[-39:]
