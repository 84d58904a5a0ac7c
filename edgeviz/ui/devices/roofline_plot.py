"""The roofline on two logarithmic axes: roofs of the device, and each layer as a point below them."""

from __future__ import annotations

from collections import Counter
from html import escape
from math import log10

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from edgeviz.core.device.profile import Device
from edgeviz.core.device.roofline import Bound, Point, Roof, ridge, roofs
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.placing import Words
from edgeviz.ui.devices.words_of_bounds import bound_title, width_title
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.card import PointCard
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.plots.plot_menu import PlotMenu, Table

#: Mark and place among the theme's categories, so that colour is not the only sign.
MARKS = {Bound.ARITHMETIC: ("o", 0), Bound.MEMORY: ("s", 1), Bound.OVERHEAD: ("t", 3)}
SIZES = {Bound.ARITHMETIC: 9, Bound.MEMORY: 8, Bound.OVERHEAD: 9}
#: Pixels around a point in which the mouse finds it.
REACH = 12.0
UNITS = ((1e-12, "TMAC/s"), (1e-9, "GMAC/s"), (1e-6, "MMAC/s"), (1e-3, "kMAC/s"), (1.0, "MAC/s"))


class RooflinePlot(Canvas):
    """Draws the points of a recipe on a device. A click, or Left and Right, choose a layer."""

    #: The key of a layer.
    layerChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rooflinePlot")
        self.setAccessibleName(self.tr("Roofline"))
        self.setAccessibleDescription(self.tr("Left and Right go from layer to layer and select it."))
        self.points: tuple[Point, ...] = ()
        self.device: Device | None = None
        self.chosen: tuple[str, ...] = ()
        self._factor, self._unit = UNITS[-1]
        self._x, self._y = np.zeros(0), np.zeros(0)
        self._drawn: list[Point] = []
        self._range = ((0.0, 1.0), (0.0, 1.0))
        self.roof_lines = pg.PlotCurveItem(connect="finite")
        self.chip_line = pg.PlotCurveItem(connect="finite")
        self.ring = pg.ScatterPlotItem(symbol="o", size=17)
        # One item for each mark: points with marks of their own cost several times as much.
        self.marks = {bound: pg.ScatterPlotItem(symbol=MARKS[bound][0], size=SIZES[bound]) for bound in Bound}
        for item in (self.roof_lines, self.chip_line, *self.marks.values(), self.ring):
            self.plot.addItem(item, ignoreBounds=True)
        self.roof_texts: list[Words] = []
        #: Of the texts in use, as far as there are: roofs, and last the memory.
        self._heights: list[float] = []
        self.legend = Legend(self.view)
        self.entries: tuple[Entry, ...] = ()
        self.card = PointCard(self)
        self.plot.getAxis("left").setLogMode(True)
        self.set_log(True)
        self.set_label("bottom", self.tr("Arithmetic intensity (MAC/B)"))
        self.read_x, self.read_y = self._intensity_text, self._rate_text
        self.menu = PlotMenu(self, "roofline", self.table)
        self.clicked.connect(self._clicked_at)
        self.keyPressed.connect(self._key)
        self.pointerMoved.connect(self._hover)
        self.resetRequested.connect(self.reset)
        self.view.sigResized.connect(self.reset)
        theme.notifier.changed.connect(self.draw)

    def show_points(self, device: Device, points: tuple[Point, ...]) -> None:
        self.device, self.points = device, points
        self.draw()

    # ---- drawing

    @Slot()
    def draw(self) -> None:
        if not self.isVisible() or self.device is None:
            return
        found, tokens = roofs(self.device), theme.current()
        self._drawn = [point for point in self.points if point.has_place]
        highest = max([roof.rate for roof in found])
        self._factor, self._unit = next(unit for unit in UNITS if highest * unit[0] >= 1 or unit is UNITS[-1])
        self.set_label("left", self.tr("Speed ({})").format(self._unit))
        self._x = np.log10(np.array([point.intensity for point in self._drawn], float))
        self._y = np.log10(np.array([point.rate for point in self._drawn], float) * self._factor)
        self._set_range(found)
        self._draw_roofs(found)
        spots_pen = pg.mkPen(tokens.surface, width=1)
        brushes = {bound: pg.mkBrush(tokens.categories[at]) for bound, (_, at) in MARKS.items()}
        bounds = np.array([point.bound.value for point in self._drawn])
        for bound, item in self.marks.items():
            here = bounds == bound.value
            item.setData(x=self._x[here], y=self._y[here], pen=spots_pen, brush=brushes[bound])
        counts = Counter(point.bound for point in self.points)
        self.entries = tuple(
            Entry(mark, SIZES[bound], spots_pen, brushes[bound], f"{bound_title(bound)} ({counts[bound]})")
            for bound, (mark, _) in MARKS.items()
            if counts[bound]
        )
        self.legend.show_entries(self.entries)
        self.card.hide()
        self.reset()
        self.show_chosen(self.chosen)

    def _set_range(self, found: tuple[Roof, ...]) -> None:
        """Points, the ridges' corner and room for labels; no roof is so far away that it hides the points."""
        assert self.device is not None
        ridges = [log10(ridge(roof, self.device.bandwidth.value)) for roof in found]
        tops = [log10(roof.rate * self._factor) for roof in found]
        left = min([*self._x, *ridges]) - 0.35
        right = max([*self._x, *ridges]) + 0.15
        low = min([*self._y, *tops]) - 0.35
        self._range = ((left, right), (low, max(tops)))

    def _draw_roofs(self, found: tuple[Roof, ...]) -> None:
        assert self.device is not None
        tokens, (left, right) = theme.current(), (-12.0, 12.0)
        bandwidth = log10(self.device.bandwidth.value * self._factor)
        x: list[float] = []
        y: list[float] = []
        for roof in found:
            top = log10(roof.rate * self._factor)
            x += [left, top - bandwidth, right, np.nan]
            y += [left + bandwidth, top, top, np.nan]
        self.roof_lines.setData(np.array(x), np.array(y), pen=pg.mkPen(tokens.muted, width=1.4))
        fast = self.device.on_chip_bandwidth
        self.chip_line.setVisible(fast is not None and self.device.on_chip is not None)
        if fast is not None:
            top, slope = log10(max(roof.rate for roof in found) * self._factor), log10(fast.value * self._factor)
            dashed = pg.mkPen(tokens.muted, width=1.2, style=Qt.PenStyle.DashLine)
            self.chip_line.setData(np.array([left, top - slope]), np.array([left + slope, top]), pen=dashed)
        self._heights = []
        for roof in found:
            rate = formatting.significant(roof.rate * self._factor)
            text = self.tr("{} · {} {}").format(width_title(roof.width), rate, self._unit)
            self._add_text(text, log10(roof.rate * self._factor))
        self._add_text(self.tr("{}/s").format(formatting.size(self.device.bandwidth.value)), bandwidth)

    def _add_text(self, text: str, height: float) -> None:
        """Write on the next of the items, which are kept: making one takes longer than all the rest."""
        if len(self._heights) == len(self.roof_texts):
            item = Words()
            self.plot.addItem(item, ignoreBounds=True)
            self.roof_texts.append(item)
        self.roof_texts[len(self._heights)].say(text, theme.current().muted)
        self._heights.append(height)

    @Slot()
    def reset(self) -> None:
        """Show all points below their roofs, and the roofs' names above them."""
        (left, right), (low, high) = self._range
        # The names stand right of the points.
        names = [item.width for item, _ in zip(self.roof_texts, self._heights[:-1], strict=False)]
        right += (right - left) * min(0.4, max(names, default=0.0) / max(1.0, self.view.width()))
        line = self.fontMetrics().height()
        share = min(0.5, 1.6 * line / max(1.0, self.view.height()))
        top = low + (high - low) / (1 - share)
        self.show_range((left, right), (low, top))
        self._place_texts((left, right), (low, top))
        self.legend.setPos(self.view.width() - self.legend.width - 4, self.view.height() - self.legend.height - 4)

    def _place_texts(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Names of roofs at the right end, side by side where two roofs are close; the memory's beside its slope."""
        used = list(zip(self.roof_texts, self._heights, strict=False))
        for at, item in enumerate(self.roof_texts):
            item.setVisible(at < len(used))
        if not used:
            return
        *names, (slow, bandwidth) = used
        across = (x[1] - x[0]) / max(1.0, self.view.width())
        down = (y[1] - y[0]) / max(1.0, self.view.height())
        last, shift = float("inf"), 0.0
        for item, height in sorted(names, key=lambda name: -name[1]):
            if last - height > item.height * down:
                last, shift = height, 0.0
            # In the row of the name that was there first.
            item.put(x[1] - shift * across, last, (1.0, 1.0))
            shift += item.width
        # Left of the slope: no point can lie above a roof.
        left, corner = max(x[0], y[0] - bandwidth), min(x[1], max(height for _, height in names) - bandwidth)
        needed = x[0] + 1.1 * slow.width * across
        at = min(corner, max(left + 0.7 * (corner - left), needed))
        slow.put(at, at + bandwidth, (1.05, 0.6))

    def show_chosen(self, keys: tuple[str, ...]) -> None:
        """Put a ring around the points of these layers."""
        self.chosen = keys
        wanted = set(keys)
        rows = [row for row, point in enumerate(self._drawn) if point.key in wanted]
        pen = pg.mkPen(theme.current().text, width=2)
        self.ring.setData(x=self._x[rows], y=self._y[rows], pen=pen, brush=pg.mkBrush(None))

    def table(self) -> Table:
        header = ("layer", "kind", "unit_bits", "macs", "bytes", "intensity_mac_per_byte", "seconds", "share", "bound")
        return header, [
            (p.key, p.kind, p.width, p.macs, p.nbytes, p.intensity, p.seconds, p.share, p.bound.value)
            for p in self.points
        ]

    # ---- reading and choosing

    def point_at(self, at: QPointF) -> Point | None:
        """The nearest point within reach of a place in pixels; of several in one place the selected one."""
        if not self._drawn:
            return None
        places = [self.to_pixels(x, y) for x, y in zip(self._x, self._y, strict=True)]
        distances = [(place.x() - at.x()) ** 2 + (place.y() - at.y()) ** 2 for place in places]
        best = min(range(len(distances)), key=lambda row: (distances[row], self._drawn[row].key not in self.chosen))
        return self._drawn[best] if distances[best] <= REACH**2 else None

    def card_html(self, point: Point) -> str:
        muted = theme.current().muted
        same = sum(one.intensity == point.intensity and one.rate == point.rate for one in self._drawn) - 1
        rows = (
            (self.tr("MACs"), formatting.count(point.macs)),
            (self.tr("Bytes moved"), formatting.size(point.nbytes)),
            (self.tr("Intensity"), self.tr("{} MAC/B").format(formatting.significant(point.intensity))),
            (self.tr("Time"), self.tr("{} ◇ modelled").format(formatting.seconds(point.seconds))),
            (self.tr("Share"), formatting.percent(point.share)),
            (self.tr("Runs on"), formatting.joined((width_title(point.width), bound_title(point.bound)))),
        )
        cells = "".join(
            f"<tr><td style='padding-right:8px; color:{muted}'>{escape(name)}</td><td>{escape(value)}</td></tr>"
            for name, value in rows
        )
        head = f"<b>{escape(point.key)}</b>&nbsp; <span style='color:{muted}'>{escape(point.kind)}</span>"
        more = self.tr("{} more at the same place").format(same) if same else ""
        tail = f"<span style='color:{muted}'>{escape(more)}</span>" if more else ""
        return f"{head}<table cellspacing='0' cellpadding='1'>{cells}</table>{tail}"

    @Slot(object)
    def _hover(self, pointer: Pointer | None) -> None:
        point = self.point_at(pointer.at) if pointer is not None else None
        if point is None or pointer is None:
            self.card.hide()
        else:
            self.show_crosshair(None)
            self.card.show_at(pointer.at.toPoint(), self.card_html(point))

    @Slot(object)
    def _clicked_at(self, pointer: Pointer) -> None:
        point = self.point_at(pointer.at)
        if point is not None:
            self.layerChosen.emit(point.key)

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self.points:
            return
        rows = [row for row, point in enumerate(self.points) if point.key in self.chosen]
        row = min(max(0, rows[0] + by), len(self.points) - 1) if rows else 0
        self.layerChosen.emit(self.points[row].key)
        event.accept()

    def _intensity_text(self, x: float) -> str:
        return formatting.significant(10**x)

    def _rate_text(self, y: float) -> str:
        return formatting.significant(10**y)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
