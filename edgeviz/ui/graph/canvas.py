"""The surface on which the network is seen: pan, zoom, point, and walk. What the boxes mean is the panel's matter."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.ui import theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.graph.looks import Looks
from edgeviz.ui.graph.painting import drawn_frames, paint, paint_marks
from edgeviz.ui.graph.showing import Show, View
from edgeviz.ui.graph.walking import Way, step

#: The zoom stays between these, and a fitted picture is not enlarged beyond 1.
NARROWEST, WIDEST = 0.005, 4.0
#: A picture that is first seen is not smaller than this: one reads its beginning, and the map shows the rest.
READABLE = 0.5
MARGIN = 12
#: Boxes that are painted one by one; of more than these painting the whole is quicker.
FEW = 8
#: Pixels of one arrow key.
NUDGE = 60


class GraphCanvas(QWidget):
    """Shows a ``Show``. Ids of boxes travel in its signals; "" is the background."""

    clicked = Signal(str, bool)
    activated = Signal(str)
    walked = Signal(str)
    menuRequested = Signal(str, QPoint)
    viewChanged = Signal()
    #: A key that the canvas itself has no use for: "find", "open", "close", "fit", "clear".
    commanded = Signal(str)
    #: The box under the mouse, for which a tooltip is wanted.
    tipRequested = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setObjectName("graphCanvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Network"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys walk along the edges, with Ctrl they move the view. Plus and minus open and close groups,"
                " F fits, Ctrl+F finds, digits set the bits of the selected layers."
            )
        )
        self.show_: Show | None = None
        self.view = View(1.0, 0.0, 0.0)
        self.hovered = ""
        #: All of the picture is in sight, and stays so with every size of the panel.
        self.fitted = False
        #: Nobody has moved, zoomed or fitted the view yet: another size of the panel begins afresh.
        self.begun = True
        #: How much larger than usual a picture may be that is fitted: in a presentation it is looked at from afar.
        self.magnification = 1.0
        self._still: QPixmap | None = None
        self._still_view: View | None = None
        self._pressed: QPoint | None = None
        self._dragged = False
        self._last = QPoint()
        theme.notifier.changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(260))

    # ---- what is shown

    def set_show(self, show: Show | None) -> None:
        self.show_ = show
        self.hovered = ""
        self.refresh()

    def set_looks(self, looks: Looks, changed: Collection[str]) -> None:
        """Other looks of the same picture, which differ in the boxes ``changed``: those alone are painted anew."""
        if self.show_ is None:
            return
        self.show_.looks = looks
        seen = QRectF(self.rect())
        parts = [rect for rect in map(self.box_rect, changed) if rect.intersects(seen)]
        is_whole = self._still is not None and self._still_view == self.view
        if not is_whole or len(parts) > FEW or self.visibleRegion().isEmpty():
            self.refresh()
            return
        for part in parts:
            # A box's outline reaches beyond it.
            area = part.toAlignedRect().adjusted(-2, -2, 2, 2).intersected(self.rect())
            self._paint_into(area)
            self.update(area)

    def refresh(self) -> None:
        """Everything may look different."""
        self._still = None
        self.update()

    def mark(self, selected: frozenset[str], current: str) -> None:
        if self.show_ is not None:
            self.show_.selected, self.show_.current = selected, current
            self.update()

    def set_matches(self, matches: frozenset[str]) -> None:
        if self.show_ is not None:
            self.show_.matches = matches
            self.update()

    # ---- the view

    def set_view(self, view: View) -> None:
        self.begun = False
        self._place(view)

    def _place(self, view: View) -> None:
        # Whole pixels, so that a moved picture is the same picture.
        self.view = View(view.scale, round(view.dx), round(view.dy))
        self.fitted = False
        self.update()
        self.viewChanged.emit()

    def fit(self) -> None:
        """All of the picture, not enlarged."""
        self.begun = False
        self._fit()

    def _fit(self) -> None:
        if self.show_ is None:
            return
        width, height = self.show_.picture.size
        scale = min((self.width() - 2 * MARGIN) / max(width, 1), (self.height() - 2 * MARGIN) / max(height, 1))
        scale = max(min(scale, self.magnification), NARROWEST)
        self._place(View(scale, (self.width() - width * scale) / 2, (self.height() - height * scale) / 2))
        self.fitted = True

    def begin(self) -> None:
        """How a picture is first seen: all of it if it can be read then, else its beginning."""
        self.begun = True
        if self.show_ is None:
            return
        self._fit()
        readable, usual = READABLE * self.magnification, 0.9 * self.magnification
        if self.view.scale >= readable:
            return
        picture = self.show_.picture
        width, height = picture.size
        if picture.horizontal:
            scale = min(usual, max(readable, (self.height() - 2 * MARGIN) / max(height, 1)))
            self._place(View(scale, MARGIN, (self.height() - height * scale) / 2))
        else:
            scale = min(usual, max(readable, (self.width() - 2 * MARGIN) / max(width, 1)))
            self._place(View(scale, (self.width() - width * scale) / 2, MARGIN))

    def zoom_at(self, at: QPointF, factor: float) -> None:
        scale = min(WIDEST, max(NARROWEST, self.view.scale * factor))
        factor = scale / self.view.scale
        self.set_view(View(scale, at.x() - (at.x() - self.view.dx) * factor, at.y() - (at.y() - self.view.dy) * factor))

    def pan(self, dx: int, dy: int) -> None:
        """Move the picture by pixels; some of it always stays in sight."""
        if self.show_ is None:
            return
        width, height = (side * self.view.scale for side in self.show_.picture.size)
        x = min(self.width() - 40.0, max(40.0 - width, self.view.dx + dx))
        y = min(self.height() - 40.0, max(40.0 - height, self.view.dy + dy))
        self.set_view(View(self.view.scale, x, y))

    def box_rect(self, box_id: str) -> QRectF:
        """Where a box is on the canvas; an empty rectangle when it is not part of the picture."""
        # "" is the root's id as well as no box at all.
        if self.show_ is None or not box_id or box_id not in self.show_.picture.index:
            return QRectF()
        rect = self.show_.picture.rects[self.show_.picture.index[box_id]]
        return QRectF(*self.view.rects(rect))

    def bring_in(self, box_id: str) -> None:
        """Move the view as little as needed to have the box well inside."""
        rect = self.box_rect(box_id)
        if rect.isEmpty():
            return
        inner = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if inner.contains(rect):
            return
        # Each way for itself: in a low panel a box that is too high is no reason to leave the start of the network.
        across = _shift(rect.left(), rect.right(), inner.left(), inner.right())
        down = _shift(rect.top(), rect.bottom(), inner.top(), inner.bottom())
        self._place(View(self.view.scale, self.view.dx + across, self.view.dy + down))

    def box_at(self, at: QPointF) -> str:
        """The box under a pixel: the inmost one that is drawn; "" for the background."""
        if self.show_ is None:
            return ""
        picture = self.show_.picture
        x, y = (at.x() - self.view.dx) / self.view.scale, (at.y() - self.view.dy) / self.view.scale
        rects = picture.rects
        hit = np.flatnonzero(
            (rects[:, 0] <= x) & (x < rects[:, 0] + rects[:, 2]) & (rects[:, 1] <= y) & (y < rects[:, 1] + rects[:, 3])
        )
        # What lies in a frame of a few pixels is not drawn, and cannot be meant.
        open_frames = drawn_frames(picture, self.view.scale)
        seen = hit[(hit > 0) & open_frames[np.maximum(picture.parents[hit], 0)]]
        return picture.ids[int(seen[-1])] if len(seen) else ""

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.show_ is None:
            painter.fillRect(self.rect(), theme.current().surface)
            return
        if self._still is None or self._still_view != self.view:
            self._renew()
        assert self._still is not None
        painter.drawPixmap(0, 0, self._still)
        clip = QRectF(self.rect())
        paint_marks(painter, self.show_, self.view, self.hovered, clip)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.current().accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _renew(self) -> None:
        """Paint the picture anew, or only the strips that a movement has brought in."""
        ratio = self.devicePixelRatioF()
        size = QSize(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio))
        old, new = self._still_view, self.view
        self._still_view = new
        if self._still is None or self._still.size() != size or old is None or old.scale != new.scale:
            self._still = QPixmap(size)
            self._still.setDevicePixelRatio(ratio)
            self._paint_into(self.rect())
            return
        dx, dy = int(new.dx - old.dx), int(new.dy - old.dy)
        if ratio != int(ratio) or abs(dx) >= self.width() or abs(dy) >= self.height():
            self._paint_into(self.rect())
            return
        self._still.scroll(int(dx * ratio), int(dy * ratio), self._still.rect())
        width, height = self.width(), self.height()
        if dx:
            self._paint_into(QRect(0 if dx > 0 else width + dx, 0, abs(dx), height))
        if dy:
            self._paint_into(QRect(0, 0 if dy > 0 else height + dy, width, abs(dy)))

    def _paint_into(self, part: QRect) -> None:
        assert self._still is not None and self.show_ is not None
        painter = QPainter(self._still)
        painter.setClipRect(part)
        painter.fillRect(part, theme.current().surface)
        paint(painter, self.show_, self.view, QRectF(part))
        painter.end()

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position().toPoint()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            self._hover(self.box_at(event.position()))
            return
        if not self._dragged and (at - self._pressed).manhattanLength() < 4:
            return
        self._dragged = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        moved = at - self._last
        self._last = at
        self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        was_click = not self._dragged and event.button() == Qt.MouseButton.LeftButton
        self._pressed = None
        self._dragged = False
        self.unsetCursor()
        if was_click:
            more = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.clicked.emit(self.box_at(event.position()), bool(event.modifiers() & more))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self.box_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            steps = pixels if not pixels.isNull() else angle / 2
            self.pan(steps.x() or steps.y(), 0 if not steps.x() else steps.y())
        else:
            self.zoom_at(event.position(), 1.0015 ** (angle.y() or angle.x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.show_.current if self.show_ is not None else ""
            rect = self.box_rect(box)
            at = rect.center().toPoint() if not rect.isEmpty() else self.rect().center()
            self.menuRequested.emit(box, self.mapToGlobal(at))
        else:
            self.menuRequested.emit(self.box_at(QPointF(event.pos())), event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self.box_at(QPointF(event.pos()))
            if box:
                self.tipRequested.emit(box, event.globalPos())
            else:
                QToolTip.hideText()
            return True
        # Ctrl+F is the table's everywhere else in the window.
        wants_find = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find)
        if event.type() == QEvent.Type.ShortcutOverride and wants_find:
            event.accept()
            return True
        return super().event(event)

    def _hover(self, box: str) -> None:
        if box != self.hovered:
            self.hovered = box
            self.update()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Find):
            self.commanded.emit("find")
            return
        arrows = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if key in arrows:
            across, down = arrows[Qt.Key(key)]
            if control:
                self.pan(-across * NUDGE, -down * NUDGE)
            else:
                self._walk(across, down)
            return
        middle = QPointF(self.rect().center())
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_at(middle, 1.25) if control else self.commanded.emit("open")
            case Qt.Key.Key_Minus:
                self.zoom_at(middle, 0.8) if control else self.commanded.emit("close")
            case Qt.Key.Key_F | Qt.Key.Key_Home:
                self.commanded.emit("fit")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                if self.show_ is None or self.show_.current:
                    self.activated.emit(self.show_.current if self.show_ is not None else "")
            case Qt.Key.Key_Escape:
                self.commanded.emit("clear")
            case _:
                super().keyPressEvent(event)

    def _walk(self, across: int, down: int) -> None:
        show = self.show_
        if show is None:
            return
        along, beside = (across, down) if show.picture.horizontal else (down, across)
        if along:
            way = Way.FORWARD if along > 0 else Way.BACK
        else:
            way = Way.AFTER if beside > 0 else Way.BEFORE
        found = step(show.picture, show.current, way)
        if found and found != show.current:
            self.walked.emit(found)

    # ---- internals

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._still = None
        if self.begun and self.show_ is not None:
            # A dock gets its size after its first picture.
            self.begin()
            self.bring_in(self.show_.current)
        elif self.fitted:
            self._fit()
        else:
            self.viewChanged.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _shift(low: float, high: float, least: float, most: float) -> float:
    """How far to move what reaches from ``low`` to ``high`` so that it lies between ``least`` and ``most``.

    As little as needed; to the middle where it is out of sight or does not fit.
    """
    if high <= least or low >= most or high - low > most - least:
        return (least + most - low - high) / 2
    return max(least - low, min(0.0, most - high))
