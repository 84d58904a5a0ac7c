"""Sensitivities as a plot: layers from left to right, a line for each width, so that the sensitive ones stand out."""

from __future__ import annotations

import csv
from math import ceil, floor, isfinite, log10
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QBrush, QColor, QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.sensitivity import Method, Part
from edgeviz.ui import theme
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.formatting import significant
from edgeviz.ui.plots import saving
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.legend import Entry, Legend
from edgeviz.ui.sensitivity.model import SensitivityModel, unit_text
from edgeviz.ui.sensitivity.probing import WIDTHS

#: One mark for each width, so that colour is not the only sign.
SYMBOLS = {8: "o", 6: "s", 4: "t", 3: "d", 2: "star"}
#: Pixels below the axis that the name of a layer needs to say anything.
NAME = 76


class SensitivityPlot(Canvas):
    """Draws ``model`` in its order. A click, or Left and Right, choose a layer; the right button saves."""

    #: The key of a layer.
    layerChosen = Signal(str)

    def __init__(self, model: SensitivityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensitivityPlot")
        self.setAccessibleName(self.tr("Sensitivity of layers to widths, as a plot"))
        self.setAccessibleDescription(self.tr("Left and Right choose the layer before and after."))
        self.model = model
        self.chosen: tuple[str, ...] = ()
        self.bands = pg.BarGraphItem(x=np.zeros(1), width=1.0, y0=0.0, height=0.0)
        self.bands.setZValue(-20)
        self.bands.hide()
        self.plot.addItem(self.bands, ignoreBounds=True)
        self._range = (0.0, 1.0)
        self._is_log = True
        self.lines = {width: pg.PlotCurveItem(connect="finite") for width in WIDTHS}
        self.marks = {width: pg.ScatterPlotItem() for width in WIDTHS}
        for item in (*self.lines.values(), *self.marks.values()):
            self.plot.addItem(item)
        self.legend = Legend(self.view)
        self.entries: tuple[Entry, ...] = ()
        self.read_x, self.read_y = self._layer_text, self._value_text
        self.view.sigXRangeChanged.connect(self._name_layers)
        self._build_menu()
        self.clicked.connect(self._clicked_at)
        self.keyPressed.connect(self._key)
        self.resetRequested.connect(self.reset)
        self.view.sigResized.connect(self.reset)
        self.menuRequested.connect(self._open_menu)
        for signal in (model.modelReset, model.layoutChanged, model.dataChanged):
            signal.connect(self.draw)
        theme.notifier.changed.connect(self.draw)
        self.draw()

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setObjectName("sensitivityPlotMenu")
        self.menu.addAction(self.tr("Reset the view")).triggered.connect(self.reset)
        self.menu.addSeparator()
        for kind, text in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("csv", self.tr("Save the values as CSV…")),
        ):
            action = self.menu.addAction(text)
            action.setObjectName(f"saveSensitivity_{kind}")
            action.setData(kind)
            action.triggered.connect(self._choose_file)

    # ---- drawing

    @Slot()
    def draw(self) -> None:
        """Everything anew: a few hundred marks."""
        if not self.isVisible():
            return
        self._is_log = self.model.method is not Method.SQNR
        axis = self.plot.getAxis("left")
        if axis.logMode != self._is_log:
            axis.setLogMode(self._is_log)
        self.set_label("left", self.tr("SQNR (dB)") if not self._is_log else self.tr("Loss (10⁻³ nat)"))
        self.setToolTip(unit_text(self.model.method))
        entries, lowest, highest = [], [], []
        for column, width in enumerate(WIDTHS, 1):
            y = np.array([self._height(row, column) for row in range(self.model.rowCount())], float)
            seen = np.isfinite(y)
            (part, bits), x = width, np.arange(len(y), dtype=float)
            border, fill = theme.bits_border(bits), theme.bits_colour(bits)
            is_weight = part is Part.WEIGHT
            brush = QBrush(fill) if is_weight else QBrush(QColor(theme.current().surface))
            style = Qt.PenStyle.SolidLine if is_weight else Qt.PenStyle.DotLine
            self.lines[width].setData(x, y)
            self.lines[width].setPen(pg.mkPen(border, width=1, style=style))
            size = 8 if is_weight else 7
            pen = pg.mkPen(border, width=1.2)
            self.marks[width].setData(x=x[seen], y=y[seen], symbol=SYMBOLS[bits], size=size, pen=pen, brush=brush)
            if seen.any():
                text = f"{'W' if is_weight else 'A'}{bits}"
                entries.append(Entry(SYMBOLS[bits], size, pen, brush, text))
                lowest.append(y[seen].min())
                highest.append(y[seen].max())
        self.entries = tuple(entries)
        low, high = min(lowest, default=0.0), max(highest, default=1.0)
        margin = 0.06 * (high - low) or 0.5
        self._range = (low - margin, high + margin)
        self.reset()
        self.show_chosen(self.chosen)

    def _height(self, row: int, column: int) -> float:
        cell = self.model.cell(row, column)
        if cell is None or not isfinite(cell.loss):
            return float("nan")
        if not self._is_log:
            return cell.sqnr if cell.sqnr is not None else float("nan")
        return log10(1000 * cell.loss) if cell.loss > 0 else float("nan")

    @Slot()
    def reset(self) -> None:
        """Show all layers; the legend's room stays free."""
        rows = max(1, self.model.rowCount())
        self.legend.show_entries(self.entries)
        if self.legend.height > self.view.height():
            self.legend.show_entries(self.entries, columns=2)
        room = max(1.0, self.view.width() - self.legend.width - 8)
        extra = rows * (self.view.width() / room - 1) if self.legend.entries else 0.0
        self.view.setRange(xRange=(-0.6, rows - 0.4 + extra), yRange=self._range, padding=0)
        self.legend.setPos(self.view.width() - self.legend.width - 2, 2)
        self._name_layers()

    @Slot()
    def _name_layers(self) -> None:
        """Below the axis the names of the layers, as many as there is room for; the read-out has all of them."""
        (left, right), width = self.view.viewRange()[0], self.view.width()
        count = self.model.rowCount()
        apart = width / max(1e-9, right - left)
        stride = max(1, ceil(theme.px(NAME) / max(apart, 1e-9)))
        room = int(min(apart * stride, theme.px(3 * NAME))) - 4 * theme.GRID
        axis = self.plot.getAxis("bottom")
        font = theme.font(theme.CAPTION)
        axis.setTickFont(font)
        metrics = QFontMetrics(font)
        rows = [row for row in range(0, count, stride) if left <= row <= right]
        ticks = [(float(row), _in_lines(self.model.layers[row].key, metrics, room)) for row in rows]
        axis.setTicks([ticks])
        lines = max((text.count("\n") + 1 for _, text in ticks), default=1)
        height = lines * metrics.height() + 3 * theme.GRID
        if axis.height() != height:
            axis.setHeight(height)

    def show_chosen(self, keys: tuple[str, ...]) -> None:
        """Mark the layers ``keys`` by a band."""
        self.chosen = keys
        if not self.isVisible():
            return
        rows = [row for key in keys if (row := self.model.row_of(key)) is not None]
        self.bands.setVisible(bool(rows))
        if rows:
            # One item for all, from far below to far above.
            colour = theme.selection_colour()
            self.bands.setOpts(x=np.array(rows), width=1.0, y0=-1e4, height=2e4, brush=colour, pen=pg.mkPen(None))

    # ---- reading and choosing

    def _row_at(self, x: float) -> int | None:
        row = floor(x + 0.5)
        return row if 0 <= row < self.model.rowCount() else None

    def _layer_text(self, x: float) -> str:
        row = self._row_at(x)
        return "" if row is None else self.model.layers[row].key

    def _value_text(self, y: float) -> str:
        return significant(10**y if self._is_log else y)

    @Slot(object)
    def _clicked_at(self, pointer: Pointer) -> None:
        row = self._row_at(pointer.x)
        if row is not None:
            self.layerChosen.emit(self.model.layers[row].key)

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        rows = [row for key in self.chosen if (row := self.model.row_of(key)) is not None]
        count = self.model.rowCount()
        if step is None or not count:
            return
        row = min(max(0, rows[0] + step), count - 1) if rows else 0
        self.layerChosen.emit(self.model.layers[row].key)
        event.accept()

    # ---- saving

    @Slot(object)
    def _open_menu(self, at: QPoint) -> None:
        self.menu.popup(at)

    @Slot()
    def _choose_file(self) -> None:
        action = self.sender()
        kind = str(action.data()) if isinstance(action, QAction) else "png"
        dialog = QFileDialog(self, self.tr("Save the plot"), f"sensitivity.{kind}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"sensitivity.{kind}")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write .png, .svg, or .csv with a row for each cell, as the suffix says."""
        self.show_crosshair(None)
        target = Path(path)
        try:
            match target.suffix.lower():
                case ".csv":
                    self._write_csv(target)
                case ".svg":
                    saving.write_svg(target, self)
                case _:
                    saving.write_png(target, self)
        except OSError as error:
            what = self.tr("{} cannot be written: {}.").format(path, error.strerror or error)
            dialog = ErrorDialog(EdgeVizError(what, self.tr("Choose another folder or name.")), self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _write_csv(self, path: Path) -> None:
        names = ("loss", "sqnr", "loss_change", "accuracy_change", "samples")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["method", "layer", "part", "bits", *names])
            for row, layer in enumerate(self.model.layers):
                for column, (part, bits) in enumerate(WIDTHS, 1):
                    cell = self.model.cell(row, column)
                    if cell is not None:
                        values = ["" if getattr(cell, name) is None else getattr(cell, name) for name in names]
                        writer.writerow([self.model.method.value, layer.key, part.value, bits, *values])

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def _in_lines(name: str, metrics: QFontMetrics, room: int) -> str:
    """A name on one line where it fits into ``room`` pixels, else broken after the dot nearest to its middle."""
    if metrics.horizontalAdvance(name) <= room:
        return name
    dots = [at + 1 for at, letter in enumerate(name[:-1]) if letter in "./_"]
    cut = min(dots, key=lambda at: abs(2 * at - len(name)), default=0)
    lines = (name[:cut], name[cut:]) if cut else (name,)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
