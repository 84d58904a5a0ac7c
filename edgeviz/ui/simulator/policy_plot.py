"""Policies against each other: right in time, over energy or over missed deadlines."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edgeviz.core.adaptive.metrics import Estimate
from edgeviz.core.adaptive.standing import STATIC, Standing, Table
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.plots.plot_menu import PlotMenu
from edgeviz.ui.plots.plot_menu import Table as Cells
from edgeviz.ui.simulator.words import label_text, mark_of

#: Pixels within which a click means a mark.
REACH = 14


class PolicyPlot(QWidget):
    """A mark for each policy, with its interval over the seeds; the one that the strips show has a ring."""

    policyChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("policyPlot")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._all: tuple[Standing, ...] = ()
        #: Those that have a place on these axes.
        self.rows: tuple[Standing, ...] = ()
        self.chosen = ""
        self._factor = 1.0
        #: Where the marks are, and half of their intervals.
        self._spots = self._reach = np.empty((0, 2))
        self.axis_box = QComboBox()
        self.axis_box.setObjectName("policyPlotAxis")
        self.axis_box.setAccessibleName(self.tr("What policies are compared by"))
        self.axis_box.setToolTip(self.tr("The horizontal axis"))
        self.axis_box.addItem(self.tr("Energy per answer"), "energy_per_answer")
        self.axis_box.addItem(self.tr("Missed deadlines"), "misses")
        self.axis_box.currentIndexChanged.connect(self.draw)
        self.canvas = Canvas()
        self.canvas.setObjectName("policyCanvas")
        self.canvas.setAccessibleName(self.tr("Policies: right in time against what they cost"))
        self.errors = pg.ErrorBarItem()
        self.marks = pg.ScatterPlotItem()
        self.ring = pg.ScatterPlotItem(symbol="o", size=20)
        for item in (self.errors, self.ring, self.marks):
            self.canvas.plot.addItem(item, ignoreBounds=True)
        self.legend = Legend(self.canvas.view)
        self.canvas.read_x, self.canvas.read_y = self._read_x, self._read_y
        self.menu = PlotMenu(self.canvas, "policies", self.table)
        self.canvas.clicked.connect(self._clicked)
        self.canvas.resetRequested.connect(self.reset)
        self.canvas.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self.draw)
        label = QLabel(self.tr("Against"))
        label.setBuddy(self.axis_box)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.axis_box)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addWidget(self.canvas, 1)

    @property
    def quantity(self) -> str:
        return str(self.axis_box.currentData())

    def show_table(self, table: Table | None) -> None:
        standings = table.standings if table is not None else ()
        self._all = tuple(row for row in standings if math.isfinite(row.estimates["accuracy"].mean))
        self.draw()

    def select(self, label: str) -> None:
        self.chosen = label
        self._ring()

    def table(self) -> Cells:
        rows = [(row.policy, row.estimates[self.quantity].mean, row.estimates["accuracy"].mean) for row in self.rows]
        return ("policy", self.quantity, "accuracy"), rows

    @Slot()
    def draw(self) -> None:
        rows = [row for row in self._all if math.isfinite(row.estimates[self.quantity].mean)]
        self.rows = tuple(rows)
        x, y = ([row.estimates[name] for row in rows] for name in (self.quantity, "accuracy"))
        if self.quantity == "misses":
            self._factor = 100.0
            self.canvas.set_label("bottom", self.tr("Missed deadlines (%)"))
        else:
            most = max((one.mean for one in x), default=0.0)
            self._factor, unit = formatting.axis_scale(QUANTITIES["energy"], most)
            self.canvas.set_label("bottom", self.tr("Energy per answer ({})").format(unit))
        self.canvas.set_label("left", self.tr("Right in time (%)"))
        self._spots = np.array(
            [(a.mean * self._factor, b.mean * 100) for a, b in zip(x, y, strict=True)], float
        ).reshape(-1, 2)
        self._reach = np.column_stack((_widths(x) * self._factor, _widths(y) * 100)) / 2
        tokens = theme.current()
        marks = [mark_of(row.policy) for row in rows]
        # Yellow alone would be lost on white.
        edge = pg.mkPen(tokens.text, width=0.8)
        self.marks.setData(
            x=self._spots[:, 0],
            y=self._spots[:, 1],
            symbol=[mark.symbol for mark in marks],
            brush=[pg.mkBrush(mark.colour) for mark in marks],
            pen=edge,
            size=[8 if row.policy.startswith(STATIC) else 12 for row in rows],
        )
        self.errors.setData(
            x=self._spots[:, 0],
            y=self._spots[:, 1],
            width=2 * self._reach[:, 0],
            height=2 * self._reach[:, 1],
            pen=pg.mkPen(tokens.muted),
        )
        entries: dict[str, Entry] = {}
        for row, mark in zip(rows, marks, strict=True):
            text = self.tr("Static, each point") if row.policy.startswith(STATIC) else label_text(row.policy)
            entries.setdefault(text, Entry(mark.symbol, 9, edge, pg.mkBrush(mark.colour), text))
        self.legend.show_entries(tuple(entries.values()))
        self._ring()
        self.reset()

    @Slot()
    def reset(self) -> None:
        """Show all marks, with room for the legend on the right."""
        if not len(self._spots):
            return
        lowest, highest = self._spots - self._reach, self._spots + self._reach
        (left, low), (right, high) = lowest.min(axis=0), highest.max(axis=0)
        width, height = (right - left) or abs(right) or 1.0, (high - low) or 1.0
        view = self.canvas.view
        share = min(0.6, (self.legend.width + 12) / max(1.0, float(view.width())))
        span = 1.12 * width / (1 - share)
        view.setRange(
            xRange=(left - 0.06 * width, left - 0.06 * width + span),
            yRange=(low - 0.12 * height, high + 0.12 * height),
            padding=0,
        )
        self.legend.setPos(max(0.0, float(view.width()) - self.legend.width - 4), 2)

    # ---- internals

    def _ring(self) -> None:
        tokens = theme.current()
        index = next((number for number, row in enumerate(self.rows) if row.policy == self.chosen), None)
        self.ring.setPen(pg.mkPen(tokens.accent, width=2))
        self.ring.setBrush(pg.mkBrush(None))
        spot = self._spots[index : index + 1] if index is not None and index < len(self._spots) else self._spots[:0]
        self.ring.setData(spot[:, 0], spot[:, 1])

    @Slot(object)
    def _clicked(self, at: Pointer) -> None:
        found = [self.canvas.to_pixels(x, y) - at.at for x, y in self._spots]
        away = [math.hypot(one.x(), one.y()) for one in found]
        if away and min(away) <= REACH:
            self.policyChosen.emit(self.rows[away.index(min(away))].policy)

    def _read_x(self, x: float) -> str:
        value = x / self._factor
        return formatting.percent(value) if self.quantity == "misses" else formatting.joules(value)

    def _read_y(self, y: float) -> str:
        return formatting.percent(y / 100)


def _widths(found: list[Estimate]) -> np.ndarray:
    return np.array([one.high - one.low for one in found], float)
