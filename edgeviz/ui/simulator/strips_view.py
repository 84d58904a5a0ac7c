"""The time strips of one run below each other, linked in time, with what each reads at the cursor beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.run import Fate
from edgeviz.core.adaptive.strips import Moment, Strips
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.energy_plot import clock_text
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.simulator.latency_strip import LatencyStrip
from edgeviz.ui.simulator.strip import Line, Strip, degrees, times
from edgeviz.ui.texts import name_text

#: Pixels of the column of names and readings.
NAMES = 128


class StripsView(QWidget):
    """Strips that would say nothing in the scenario (the charge of a device on mains) are left out."""

    timePicked = Signal(float)
    deadlineMoved = Signal(float)

    def __init__(self, parent: QWidget | None = None, most: int | None = None) -> None:
        """``most``: how many strips have room; those that tell most of the story stay."""
        super().__init__(parent)
        self.setObjectName("timeStrips")
        self._most = most
        self.strips: Strips | None = None
        self.points: tuple[OperatingPoint, ...] = ()
        self.time = 0.0
        self._end = 0.0
        #: Strips that do not show the newest run yet.
        self._waiting: list[Callable[[Strips], None]] = []
        self._drawing = QTimer(self, interval=1)
        self._drawing.timeout.connect(self._draw_next)
        self.latency = LatencyStrip()
        tr = self.tr
        self.point = Strip("point", tr("Operating point"), self._point_text)
        self.frequency = Strip("frequency", tr("Clock (GHz)"), _clock)
        self.charge = Strip("charge", tr("Charge (%)"), _percent)
        self.temperature = Strip("temperature", tr("Temperature (°C)"), degrees)
        self.contention = Strip("contention", tr("Slow-down (×)"), times)
        self.bandwidth = Strip("bandwidth", tr("Bandwidth (Mbit/s)"), _megabits)
        self.all: tuple[Strip, ...] = (
            self.latency, self.point, self.frequency, self.charge, self.temperature, self.contention, self.bandwidth,
        )  # fmt: skip
        self.readings: dict[Strip, ElidedLabel] = {}
        self._names: dict[Strip, QWidget] = {}
        grid = self._grid = QGridLayout(self)
        self.point.left_axis.whole = True
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, strip in enumerate(self.all):
            grid.addWidget(self._name(strip), row, 0)
            grid.addWidget(strip, row, 1)
            strip.timePicked.connect(self.timePicked)
            strip.resetRequested.connect(self.reset)
            if strip is not self.latency:
                strip.view.setXLink(self.latency.view)
        self.latency.deadlineMoved.connect(self.deadlineMoved)
        self._show_which()

    def _name(self, strip: Strip) -> QWidget:
        box = QWidget()
        box.setFixedWidth(theme.px(NAMES))
        title = QLabel(strip.title)
        title.setProperty("role", "caption")
        reading = ElidedLabel()
        reading.setObjectName(f"{strip.objectName()}_reading")
        reading.setAccessibleName(self.tr("{} at the chosen time").format(strip.title))
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, theme.GRID, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(title)
        layout.addWidget(reading)
        layout.addStretch(1)
        self.readings[strip], self._names[strip] = reading, box
        return box

    # ---- what is shown

    def show_run(self, strips: Strips, points: tuple[OperatingPoint, ...]) -> None:
        """The scale of time stays as it is while the scenario's is the same."""
        self.strips, self.points = strips, points
        end = strips.end
        if abs(end - self._end) > 1e-3 * max(end, self._end):
            self._end = end
            self.reset()
        self._show_which()
        # One strip after the other, so that nobody who drags waits for all of them to be painted.
        self._waiting = [
            self._draw_latency, self._draw_points, self._draw_levels, self._draw_charge, self._draw_temperature,
            self._draw_conditions,
        ]  # fmt: skip
        self._drawing.start()
        self.set_time(min(self.time, end))

    @property
    def is_drawing(self) -> bool:
        return bool(self._waiting)

    @Slot()
    def _draw_next(self) -> None:
        if self._waiting and self.strips is not None:
            self._waiting.pop(0)(self.strips)
        if not self._waiting:
            self._drawing.stop()

    def _draw_latency(self, strips: Strips) -> None:
        self.latency.show_run(strips)

    def _draw_points(self, strips: Strips) -> None:
        ranks = self._ranks()
        begun, chosen = strips.points
        self.point.show_lines((Line(begun, ranks[chosen].astype(float), strips.end, 4),), strips.end)
        self.point.set_y_range(1, max(2, len(self.points)))

    def _draw_levels(self, strips: Strips) -> None:
        if strips.has_levels:
            ticks, end = strips.run.ticks, strips.end
            hertz = np.array(strips.scenario.platform.levels) * 1e-9
            begun, levels = strips.levels
            lines = [Line(begun, hertz[levels], end, 2)]
            if int(ticks.cap.min()) < len(hertz) - 1:
                lines.append(Line(ticks.start, hertz[ticks.cap], end, dashed=True))
            self.frequency.show_lines(lines, end)
            self.frequency.set_y_range(hertz[0], hertz[-1])

    def _draw_charge(self, strips: Strips) -> None:
        if strips.has_battery:
            ticks = strips.run.ticks
            self.charge.show_lines((Line(ticks.start, 100 * ticks.charge, strips.end, 2),), strips.end)
            self.charge.set_y_range(0, max(1.0, float(100 * ticks.charge.max())))

    def _draw_temperature(self, strips: Strips) -> None:
        if strips.has_heat:
            ticks, end = strips.run.ticks, strips.end
            throttle = strips.scenario.thermal.throttle
            lines = [Line(ticks.start, ticks.temperature, end, 5)]
            if float(ticks.temperature.max()) > throttle - 10:
                lines.append(Line(np.zeros(1), np.full(1, throttle), end, dashed=True))
            self.temperature.show_lines(lines, end)

    def _draw_conditions(self, strips: Strips) -> None:
        ticks, end = strips.run.ticks, strips.end
        if strips.has_contention:
            self.contention.show_lines((Line(ticks.start, ticks.slow, end, 3),), end)
        if strips.has_bandwidth:
            self.bandwidth.show_lines((Line(ticks.start, ticks.bandwidth * 8e-6, end, 3),), end)

    @Slot(float)
    def set_time(self, seconds: float) -> None:
        self.time = seconds
        for strip in self.all:
            strip.set_time(seconds)
        if self.strips is not None:
            self._read(self.strips.at(seconds))

    @Slot()
    def reset(self) -> None:
        """Show the whole time."""
        self.latency.view.setXRange(0, self._end or 1.0, padding=0.005)

    def follow(self, seconds: float) -> None:
        """Keep the cursor in view while it runs, where somebody zoomed in."""
        (left, right), _ = self.latency.view.viewRange()
        if not left <= seconds <= right:
            width = right - left
            self.latency.view.setXRange(seconds - 0.1 * width, seconds + 0.9 * width, padding=0)

    # ---- internals

    def _ranks(self) -> np.ndarray:
        """The rank of each point by latency, 1 the fastest."""
        order = sorted(range(len(self.points)), key=lambda index: self.points[index].seconds)
        ranks = np.empty(len(order), int)
        ranks[order] = np.arange(1, len(order) + 1)
        return ranks

    def _show_which(self) -> None:
        strips = self.strips
        shown = {
            self.latency: True,
            self.point: len(self.points) > 1,
            self.frequency: strips is not None and strips.has_levels,
            self.charge: strips is not None and strips.has_battery,
            self.temperature: strips is not None and strips.has_heat,
            self.contention: strips is not None and strips.has_contention,
            self.bandwidth: strips is not None and strips.has_bandwidth,
        }
        ranked = (
            self.latency, self.point, self.contention, self.charge, self.temperature, self.bandwidth, self.frequency,
        )  # fmt: skip
        kept = [strip for strip in ranked if shown[strip]][: self._most]
        shown = {strip: strip in kept for strip in self.all}
        last = [strip for strip in self.all if shown[strip]][-1]
        for row, strip in enumerate(self.all):
            strip.setVisible(shown[strip])
            # A row that is hidden would still ask for its share.
            self._grid.setRowStretch(row, (5 if strip is self.latency else 2) if shown[strip] else 0)
            self._names[strip].setVisible(shown[strip])
            strip.show_time_axis(strip is last)

    def _read(self, at: Moment) -> None:
        texts = {
            self.latency: self._fate_text(at),
            self.point: "" if at.point < 0 else name_text(self.points[at.point].name),
            self.frequency: "" if at.level < 0 else self._level_text(at.level),
            self.charge: formatting.percent(at.charge),
            self.temperature: degrees(at.temperature),
            self.contention: times(at.slow),
            self.bandwidth: _megabits(at.bandwidth * 8e-6),
        }
        for strip, text in texts.items():
            self.readings[strip].setText(text)

    def _fate_text(self, at: Moment) -> str:
        if at.fate is None:
            return ""
        if at.fate is Fate.IN_TIME:
            return formatting.seconds(at.latency)
        words = {
            Fate.LATE: self.tr("late"),
            Fate.DROPPED: self.tr("queue full"),
            Fate.STALE: self.tr("given up"),
            Fate.LOST: self.tr("device off"),
        }
        late = at.fate is Fate.LATE
        return f"{formatting.seconds(at.latency)} {words[at.fate]}" if late else words[at.fate]

    def _level_text(self, level: int) -> str:
        assert self.strips is not None
        return clock_text(self.strips.scenario.platform.levels[level])

    def _point_text(self, y: float) -> str:
        rank = round(y)
        ranks = self._ranks()
        found = np.flatnonzero(ranks == rank)
        return name_text(self.points[int(found[0])].name) if len(found) else ""


def _clock(gigahertz: float) -> str:
    return clock_text(gigahertz * 1e9)


def _percent(value: float) -> str:
    return formatting.percent(value / 100)


def _megabits(value: float) -> str:
    return f"{formatting.significant(value)} Mbit/s"
