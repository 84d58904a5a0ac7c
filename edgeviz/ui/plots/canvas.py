"""A pyqtgraph view that looks like EdgeViz: no box, light grid, crosshair with read-out, theme-aware."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log10

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from edgeviz.ui import theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.formatting import number


class NumberAxis(pg.AxisItem):
    """Ticks in plain numbers of the shown unit, with 1-2-5 steps on a logarithmic axis."""

    #: What the label was last given. pyqtgraph gives it the same again for every pen and range.
    _said = ""

    def _updateLabel(self) -> None:
        text = self.labelString()
        if text != self._said:
            self._said = text
            super()._updateLabel()
        else:
            self.picture = None
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float):
        if not self.logMode:
            return super().tickValues(minVal, maxVal, size)
        return [(1.0, log_ticks(minVal, maxVal, max(2, int(size // 70))))]

    def tickStrings(self, values, scale: float, spacing: float) -> list[str]:
        shown = [10**v if self.logMode else v * scale for v in values]
        if self.logMode:
            return [_plain(v) for v in shown]
        places = max(0, ceil(-log10(spacing * scale) - 1e-9)) if spacing > 0 else 0
        return [number(float(v) + 0.0, places) for v in shown]


def _plain(value: float) -> str:
    """With as many decimals as the tick needs."""
    places = next(p for p in range(13) if p == 12 or abs(round(value, p) - value) < 1e-9 * abs(value))
    return number(value, places)


def log_ticks(low: float, high: float, count: int) -> list[float]:
    """Positions (log10) of at most about ``count`` round numbers between 10**low and 10**high."""
    for digits in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)):
        found = [
            exponent + log10(digit)
            for exponent in range(floor(low), ceil(high) + 1)
            for digit in digits
            if low <= exponent + log10(digit) <= high
        ]
        if len(found) >= min(3, count):
            break
    else:
        # Less than a decade on the screen: even steps, as on a linear axis.
        found = _even_ticks(low, high, count)
    stride = max(1, ceil(len(found) / max(1, count)))
    return found[::stride]


def _even_ticks(low: float, high: float, count: int) -> list[float]:
    first, last = 10**low, 10**high
    raw = (last - first) / max(1, count)
    if raw <= 0:
        return [low]
    base = 10 ** floor(log10(raw))
    step = next(base * m for m in (1, 2, 5, 10) if base * m >= raw)
    return [log10(k * step) for k in range(ceil(first / step), floor(last / step) + 1) if k > 0]


@dataclass(frozen=True)
class Pointer:
    """Where the mouse is: in view coordinates and in pixels of the canvas."""

    x: float
    y: float
    at: QPointF


class Canvas(pg.PlotWidget):
    """Wheel zooms, dragging pans, a double click resets. Text on the crosshair comes from ``read_x``/``read_y``."""

    pointerMoved = Signal(object)  # Pointer, or None when the mouse left
    clicked = Signal(object)  # Pointer
    resetRequested = Signal()
    menuRequested = Signal(object)  # QPoint, global
    keyPressed = Signal(object)  # QKeyEvent; accept it to have it handled
    focusChanged = Signal(bool)
    #: Zoomed or panned by hand.
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        axes = {side: NumberAxis(side) for side in ("bottom", "left")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        mark_chart(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.plot = self.getPlotItem()
        self.plot.hideButtons()
        self.plot.setClipToView(False)
        self.view = self.plot.getViewBox()
        self.view.disableAutoRange()
        self.view.setBorder(None)
        self.setAntialiasing(True)
        self.read_x: Callable[[float], str] = str
        self.read_y: Callable[[float], str] = str
        self._lines = [pg.InfiniteLine(angle=angle, movable=False) for angle in (90, 0)]
        self._badges = []
        self._labels: dict[str, tuple[str, str]] = {}
        for line, name in zip(self._lines, ("xBadge", "yBadge"), strict=True):
            line.setZValue(-5)
            line.hide()
            self.plot.addItem(line, ignoreBounds=True)
            badge = QLabel(self.viewport())
            badge.setObjectName(name)
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            badge.hide()
            self._badges.append(badge)
        scene = self.scene()
        scene.sigMouseClicked.connect(self._clicked)
        self.view.sigRangeChangedManually.connect(self.zoomed)
        self.view.sigRangeChanged.connect(self._range_changed)
        self._mouse = QPointF()
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    # ---- coordinates

    def to_pixels(self, x: float, y: float) -> QPointF:
        return QPointF(self.mapFromScene(self.view.mapViewToScene(QPointF(x, y))))

    def pointer(self, scene_at: QPointF) -> Pointer:
        inside = self.view.mapSceneToView(scene_at)
        return Pointer(inside.x(), inside.y(), QPointF(self.mapFromScene(scene_at)))

    # ---- looks

    def restyle(self) -> None:
        tokens = theme.current()
        self.setBackground(tokens.surface)
        for side in ("bottom", "left"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(tokens.border))
            axis.setTickPen(pg.mkPen(tokens.border))
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=False, maxTickLevel=0)
            axis.setGrid(190)
            # Below the view, or grid lines would run over points and legend.
            axis.setZValue(-1000)
        for line in self._lines:
            pen = pg.mkPen(QColor(tokens.muted), width=1, style=Qt.PenStyle.DotLine)
            line.setPen(pen)
        for badge in self._badges:
            badge.setStyleSheet(
                f"background: {tokens.text}; color: {tokens.surface}; padding: 1px 4px; border-radius: 2px;"
            )
        # The only frame: it shows where the keyboard is.
        self.setStyleSheet(
            f"Canvas {{ border: 1px solid transparent; }} Canvas:focus {{ border: 1px solid {tokens.accent}; }}"
        )

    def set_label(self, side: str, text: str) -> None:
        # Every label is a document of its own, and most drawings repeat the one that is there.
        said = (text, theme.current().muted)
        if self._labels.get(side) == said:
            return
        self._labels[side] = said
        axis = self.plot.getAxis(side)
        axis.enableAutoSIPrefix(False)
        # pyqtgraph 0.14 keeps the factor that was in force when the prefix is switched off.
        axis.autoSIPrefixScale = 1.0
        axis.setLabel(text, color=theme.current().muted)

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Show this part of the plot, in view coordinates.

        pyqtgraph works out matrices and bounds while it paints, and what has moved by then is painted once more: all
        of it is settled here.
        """
        self.view.setRange(xRange=x, yRange=y, padding=0)
        self.plot.scene().prepareForPaint()
        for item in self.plot.items:
            if item.isVisible():
                item.boundingRect()

    def set_log(self, log: bool) -> None:
        """Whether x positions are logarithms, and ticks say what they stand for."""
        axis = self.plot.getAxis("bottom")
        if axis.logMode != log:
            axis.setLogMode(log)

    def show_crosshair(self, at: Pointer | None) -> None:
        for line in self._lines:
            line.setVisible(at is not None)
        for badge in self._badges:
            badge.setVisible(at is not None)
        if at is None:
            return
        self._lines[0].setPos(at.x)
        self._lines[1].setPos(at.y)
        bottom = self.view.sceneBoundingRect()
        for badge, text in zip(self._badges, (self.read_x(at.x), self.read_y(at.y)), strict=True):
            badge.setText(text)
            badge.adjustSize()
        area = self.mapFromScene(bottom).boundingRect()
        across = self._badges[0]
        left = min(max(area.left(), round(at.at.x() - across.width() / 2)), area.right() - across.width())
        across.move(left, area.bottom() + 2)
        up = self._badges[1]
        top = min(max(area.top(), round(at.at.y() - up.height() / 2)), area.bottom() - up.height())
        up.move(max(0, area.left() - up.width() - 2), top)

    # ---- events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        # Not by the scene's sigMouseMoved: it drops moves that follow fast, the last one of a gesture included.
        self._moved(self.mapToScene(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.show_crosshair(None)
        self.pointerMoved.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(False)
        self.keyPressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusChanged.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focusChanged.emit(False)

    def contextMenuEvent(self, event) -> None:
        # From the keyboard only; the mouse's right button comes as a click, so that right-dragging can zoom.
        if event.reason() == event.Reason.Keyboard:
            self.menuRequested.emit(self.mapToGlobal(self.rect().center()))
        event.accept()

    def _moved(self, scene_at: QPointF) -> None:
        if not self.view.sceneBoundingRect().contains(scene_at):
            self.show_crosshair(None)
            self.pointerMoved.emit(None)
            return
        self._mouse = scene_at
        at = self.pointer(scene_at)
        self.show_crosshair(at)
        self.pointerMoved.emit(at)

    @Slot()
    def _range_changed(self) -> None:
        """The mouse stands still while the plot moves below it: what the crosshair reads is another value."""
        if self._lines[0].isVisible():
            self.show_crosshair(self.pointer(self._mouse))

    def _clicked(self, event) -> None:
        if not self.view.sceneBoundingRect().contains(event.scenePos()):
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.menuRequested.emit(event.screenPos().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            if event.double():
                self.resetRequested.emit()
            else:
                self.clicked.emit(self.pointer(event.scenePos()))
