"""Lines across parallel axes: painting, pointing, ranges that are dragged on the axes, and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from edgeviz.ui import theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.parallel.table import Lines, nearest_line
from edgeviz.ui.plots.card import PointCard

#: Pixels around a line, and around an axis, in which the mouse finds it.
REACH, AXIS_REACH = 8, 10
#: Lines that are drawn before the window looks at its events again, and most that are drawn smooth.
AT_ONCE, SMOOTH = 500, 1000
#: Pixels beside the outer axes, for half of their titles.
SIDE = 40


class ParallelView(QWidget):
    """The better end of every axis is up, so that good lines run along the top. Subclasses say what a line is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setProperty("role", "panel")
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.lines = Lines((), (), np.empty((0, 0)))
        self.hovered: int | None = None
        #: Ranges by axis, as heights from 0 (bottom) to 1 (top).
        self.limits: dict[str, tuple[float, float]] = {}
        self._heights = np.empty((0, 0))
        self._kept = np.empty(0, bool)
        self._front = np.empty(0, bool)
        #: All lines but those that stand out, and one that is being drawn with what is still to be drawn on it.
        self._picture: QPixmap | None = None
        self._drawing: QPixmap | None = None
        self._left: list[tuple[QPen, np.ndarray]] = []
        self._is_stale = True
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._go_on)
        self._dragged: tuple[str, float] | None = None
        self.card = PointCard(self)

    # ---- for subclasses

    @property
    def current(self) -> int | None:
        """The line that stands out."""
        return None

    def title(self, name: str) -> str:
        """What an axis is called."""
        return name

    def text(self, name: str, value: float) -> str:
        """A value of an axis."""
        return str(value)

    def ticks(self, name: str) -> Sequence[float]:
        """Values of an axis that are said beside it, those at its ends aside."""
        return ()

    def empty_text(self) -> str:
        """What is said where there are no lines yet."""
        return ""

    def html(self, row: int) -> str:
        """The card of a line."""
        return ""

    def adopt(self, row: int) -> None:
        """A line was clicked, or Enter was pressed on it."""

    def filter_changed(self) -> None:
        """Other ranges: ``_kept`` says which lines they leave."""

    def show_lines(self, lines: Lines, front: np.ndarray, hovered: int | None) -> None:
        """Draw ``lines``; front: those that are drawn in the accent colour."""
        if lines.names != self.lines.names:
            # Lines across other axes would stand between these.
            self._picture = None
        self.lines = lines
        self.limits = {name: limit for name, limit in self.limits.items() if name in lines.names}
        self.hovered = hovered
        has_lines = len(lines) > 0 and len(lines.names) > 1
        self._heights = lines.heights() if has_lines else np.empty((0, 0))
        self._front = front
        self._filter()

    # ---- drawing

    def _filter(self) -> None:
        self._kept = self.lines.chosen(self.limits) if len(self._heights) else np.empty(0, bool)
        # What was still to be drawn are rows of other lines.
        self._is_stale, self._drawing = True, None
        self.update()
        self.filter_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not len(self._heights):
            tokens = theme.current()
            painter.fillRect(self.rect(), QColor(tokens.surface))
            painter.setPen(QColor(tokens.muted))
            where = self.rect().adjusted(12, 12, -12, -12)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter | WRAP, self.empty_text())
            return
        if self._is_stale:
            self._begin_lines()
        shown = self._drawing if self._picture is None else self._picture
        if shown is not None:
            painter.drawPixmap(0, 0, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        tokens = theme.current()
        for row, colour, width in ((self.current, tokens.text, 2.5), (self.hovered, tokens.accent, 3.0)):
            if row is not None:
                painter.setPen(QPen(QColor(colour), width))
                painter.drawPath(self._path(row))
                painter.setBrush(QColor(colour))
                for x, y in self._corners(row):
                    painter.drawEllipse(QPointF(x, y), 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _begin_lines(self) -> None:
        """All lines anew, some at a time: ten thousand take a second. Until then the old picture is shown."""
        self._is_stale = False
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        tokens = theme.current()
        picture.fill(QColor(tokens.surface))
        if self._picture is not None and self._picture.size() != picture.size():
            self._picture = None
        faint, plain = QColor(tokens.muted), QColor(tokens.muted)
        faint.setAlpha(28)
        plain.setAlpha(max(40, min(170, 20_000 // max(1, len(self.lines)))))
        self._drawing, self._left = picture, []
        for pen, rows in (
            (QPen(faint, 1), np.flatnonzero(~self._kept)),
            (QPen(plain, 1), np.flatnonzero(self._kept & ~self._front)),
            (QPen(QColor(tokens.accent), 1.5), np.flatnonzero(self._kept & self._front)),
        ):
            self._left += [(pen, rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        self._draw_some()

    @Slot()
    def _go_on(self) -> None:
        self._draw_some()
        self.update()

    def _draw_some(self) -> None:
        """The next lines; the picture takes the place of the old one when it is complete."""
        if self._drawing is None:
            return
        drawn = 0
        while self._left and (not drawn or drawn + len(self._left[0][1]) <= AT_ONCE):
            pen, rows = self._left.pop(0)
            drawn += len(rows)
            painter = QPainter(self._drawing)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self.lines) <= SMOOTH)
            painter.setPen(pen)
            painter.drawPath(self._paths(rows))
            painter.end()
        if self._left:
            self._more.start()
        else:
            self._picture, self._drawing = self._drawing, None

    def _paths(self, rows: np.ndarray) -> QPainterPath:
        """The lines of these rows as one path, which is drawn in half the time of as many paths."""
        heights = self._heights[rows]
        area = self._area()
        x = np.tile([self._x(axis) for axis in range(heights.shape[1])], len(rows))
        joined = np.zeros(heights.shape, np.int32)
        joined[:, :-1] = ~np.isnan(heights[:, :-1]) & ~np.isnan(heights[:, 1:])
        y = area.bottom() - np.nan_to_num(heights.ravel()) * area.height()
        return pg.arrayToQPath(x, y, connect=joined.ravel())

    def _draw_axes(self, painter: QPainter) -> None:
        tokens = theme.current()
        area, bounds, flipped = self._area(), self.lines.bounds(), self.lines.is_flipped()
        room = area.width() / max(1, len(self.lines.names) - 1)
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        line = _line()
        for axis, name in enumerate(self.lines.names):
            x = self._x(axis)
            painter.setPen(QPen(QColor(tokens.muted), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            if name in self.limits:
                low, high = self.limits[name]
                box = QRectF(x - 5, self._y(high), 10, self._y(low) - self._y(high))
                fill = QColor(tokens.accent)
                fill.setAlpha(70)
                painter.fillRect(box, fill)
                painter.setPen(QPen(QColor(tokens.accent), 1))
                painter.drawRect(box)
            is_outer = axis in (0, len(self.lines.names) - 1)
            width = (min(room, 2 * theme.px(SIDE)) if is_outer else room) - 2
            # In two lines most titles fit between narrow axes.
            first, _, rest = self.title(name).partition(" ")
            single = metrics.horizontalAdvance(self.title(name)) <= width
            titles = ("", self.title(name)) if single or not rest else (first, rest)
            shown = tuple(metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width)) for text in titles)
            low_end, high_end = bounds[axis][::-1] if flipped[axis] else bounds[axis]
            for text, top, colour in (
                (shown[0], 2.0, tokens.text),
                (shown[1], 2 + line, tokens.text),
                (self.text(name, float(high_end)), area.top() - line - 4, tokens.muted),
                (self.text(name, float(low_end)), area.bottom() + 4, tokens.muted),
            ):
                painter.setPen(QColor(colour))
                place = QRectF(x - width / 2, top, width, line)
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(QColor(tokens.text))
            for value in self.ticks(name):
                share = (value - bounds[axis][0]) / (bounds[axis][1] - bounds[axis][0])
                if 0 < share < 1:
                    y = self._y(1 - share if flipped[axis] else share)
                    painter.drawLine(QPointF(x - 2, y), QPointF(x + 2, y))
                    said = metrics.elidedText(self.text(name, value), Qt.TextElideMode.ElideRight, int(room - 10))
                    painter.drawText(QPointF(x + 5, y + metrics.ascent() / 2 - 1), said)

    def _area(self) -> QRectF:
        top, bottom = 3 * _line() + 10, _line() + 8
        side = theme.px(SIDE)
        return QRectF(side, top, max(1, self.width() - 2 * side), max(1, self.height() - top - bottom))

    def _x(self, axis: int) -> float:
        area = self._area()
        return area.left() + axis * area.width() / max(1, len(self.lines.names) - 1)

    def _y(self, height: float) -> float:
        area = self._area()
        return area.bottom() - height * area.height()

    def _corners(self, row: int) -> list[tuple[float, float]]:
        return [
            (self._x(axis), self._y(float(height)))
            for axis, height in enumerate(self._heights[row])
            if not np.isnan(height)
        ]

    def _path(self, row: int) -> QPainterPath:
        """The line, broken where a value is not known."""
        path, is_open = QPainterPath(), False
        for axis, height in enumerate(self._heights[row]):
            if np.isnan(height):
                is_open = False
                continue
            at = QPointF(self._x(axis), self._y(float(height)))
            if is_open:
                path.lineTo(at)
            else:
                path.moveTo(at)
            is_open = True
        return path

    # ---- pointing, filtering, adopting

    def _axis_at(self, at: QPointF) -> int | None:
        axes = range(len(self.lines.names)) if len(self._heights) else ()
        found = min(axes, key=lambda axis: abs(self._x(axis) - at.x()), default=None)
        return found if found is not None and abs(self._x(found) - at.x()) <= AXIS_REACH else None

    def _height_at(self, at: QPointF) -> float:
        area = self._area()
        return float(min(1.0, max(0.0, (area.bottom() - at.y()) / area.height())))

    def _line_at(self, at: QPointF) -> int | None:
        area = self._area()
        count = len(self.lines.names)
        if not len(self._heights) or not area.adjusted(-REACH, -REACH, REACH, REACH).contains(at):
            return None
        place = min(max(0.0, (at.x() - area.left()) / area.width()), 1.0) * (count - 1)
        axis = min(int(place), count - 2)
        rows = np.flatnonzero(self._kept)
        height = (area.bottom() - at.y()) / area.height()
        found = nearest_line(self._heights[rows], axis, place - axis, height, REACH / area.height())
        return None if found is None else int(rows[found])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        axis = self._axis_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and axis is not None:
            self._dragged = (self.lines.names[axis], self._height_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._dragged is not None:
            name, start = self._dragged
            end = self._height_at(at)
            if abs(end - start) * self._area().height() >= 3:
                self.limits[name] = (min(start, end), max(start, end))
                self._filter()
            return
        on_axis = self._axis_at(at) is not None
        self._hover(self._line_at(at), at)
        shape = Qt.CursorShape.SizeVerCursor if on_axis else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape if on_axis or self.hovered is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged = self._dragged, None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        moved = dragged is not None and abs(self._height_at(event.position()) - dragged[1]) > 3 / self._area().height()
        if dragged is not None and not moved and dragged[0] in self.limits:
            del self.limits[dragged[0]]
            self._filter()
        elif not moved:
            row = self._line_at(event.position())
            if row is not None:
                self.adopt(row)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None, QPointF())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = np.flatnonzero(self._kept)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if len(rows):
                start = self.hovered if self.hovered is not None else self.current
                order = rows[np.argsort(np.nan_to_num(self._heights[rows, 0], nan=-1.0), kind="stable")]
                rank = int(np.flatnonzero(order == start)[0]) if start in order else -1
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                row = int(order[min(max(0, rank + step), len(order) - 1)])
                self._hover(row, QPointF(*self._corners(row)[0]))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.hovered is not None:
                self.adopt(self.hovered)
            case Qt.Key.Key_Escape if self.limits or self.hovered is not None:
                self.limits.clear()
                self._hover(None, QPointF())
                self._filter()
            case _:
                super().keyPressEvent(event)

    def _hover(self, row: int | None, at: QPointF) -> None:
        if row != self.hovered:
            self.hovered = row
            self.update()
        if row is None:
            self.card.hide()
        else:
            self.card.show_at(at.toPoint(), self.html(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._is_stale = True
        super().resizeEvent(event)


WRAP = Qt.TextFlag.TextWordWrap


def _line() -> int:
    """The height of a line of the small text beside the axes, in pixels."""
    return QFontMetrics(theme.font(theme.CAPTION)).height()
