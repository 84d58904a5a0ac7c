"""A bar of bytes against a device's limit: how full, whether it fits, and by how much it does not."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from edgeviz.core.device.profile import Sourced
from edgeviz.core.device.room import Room
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart

BAR = 10
#: What is there is never drawn thinner.
THINNEST = 2.0


class RoomBar(QWidget):
    """``parts`` are the bytes that make up what is needed, from left to right; ``mark`` is the memory on the chip."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = title
        self.room = Room(0, None)
        self.parts: tuple[int, ...] = ()
        self.mark: Sourced | None = None
        self.note = ""
        self.setAccessibleName(title)
        self.setFont(theme.font(theme.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # One stop of the keyboard, so that a screen reader comes to it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        mark_chart(self)
        theme.notifier.changed.connect(self.update)

    def show_room(self, room: Room, parts: tuple[int, ...], mark: Sourced | None, note: str) -> None:
        """``note`` says what the bytes are; it stands below the bar, behind the verdict."""
        self.room, self.parts, self.mark, self.note = room, parts, mark, note
        lines = [f"{self.title}: {self.figure()}", self.verdict(), note]
        limit = room.limit
        if limit is not None:
            lines.append(f"{limit.provenance.mark} {formatting.provenance_word(limit.provenance)}: {limit.source}")
        if mark is not None:
            text = self.tr("On the chip: {}").format(formatting.size(mark.value))
            lines.append(f"{text} ({mark.provenance.mark} {formatting.provenance_word(mark.provenance)})")
        self.setToolTip("\n".join(line for line in lines if line))
        self.setAccessibleDescription(" ".join(line for line in lines if line))
        self.update()

    def figure(self) -> str:
        """ "143 KB of 640 KB · 22 %"."""
        needed = formatting.size(self.room.needed)
        limit, share = self.room.limit, self.room.share
        if limit is None or share is None:
            return needed
        return self.tr("{} of {} {} · {}").format(
            needed, formatting.size(limit.value), limit.provenance.mark, share_text(share)
        )

    def verdict(self) -> str:
        """ "does not fit: 512 KB too much"."""
        fits = self.room.fits
        if fits is None:
            return ""
        if fits:
            return self.tr("fits")
        return self.tr("does not fit: {} too much").format(formatting.size(self.room.excess))

    # ---- Qt

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), 2 * self.fontMetrics().height() + BAR + 4 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        line, width = metrics.height(), self.width() - 2
        painter.setFont(theme.font(theme.CAPTION, theme.STRONG))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(1, 2, width, line), Qt.AlignmentFlag.AlignLeft, self.title)
        painter.setFont(theme.font(theme.CAPTION))
        room = width - painter.fontMetrics().horizontalAdvance(self.title) - 3 * theme.GRID
        figure = metrics.elidedText(self.figure(), Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(QRectF(1, 2, width, line), Qt.AlignmentFlag.AlignRight, figure)
        bar = QRectF(1, line + 2 * theme.GRID, width, BAR)
        self._paint_bar(painter, bar)
        below = QRectF(1, bar.bottom() + theme.GRID, width, line)
        verdict = self.verdict()
        painter.setPen(QColor(tokens.good if self.room.fits else tokens.bad))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, verdict)
        taken = metrics.horizontalAdvance(verdict) + 2 * theme.GRID if verdict else 0
        painter.setPen(QColor(tokens.muted))
        note = metrics.elidedText(self.note, Qt.TextElideMode.ElideRight, int(width - taken))
        painter.drawText(below.adjusted(taken, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, note)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        tokens = theme.current()
        limit = self.room.limit
        full = max(self.room.needed, limit.value if limit is not None else 0.0, 1.0)
        painter.fillRect(bar, theme.mixed(tokens.surface, tokens.border, 0.7))
        colours = (QColor(tokens.accent), theme.mixed(tokens.accent, tokens.surface, 0.45))
        left = bar.left()
        for part, colour in zip(self.parts, colours, strict=False):
            across = max(THINNEST, bar.width() * part / full) if part else 0.0
            painter.fillRect(QRectF(left, bar.top(), min(across, bar.right() - left), BAR), colour)
            left += across
        if limit is not None and self.room.excess:
            # What is too much: hatched, so that the colour is not the only sign.
            at = bar.left() + bar.width() * limit.value / full
            over = QRectF(at, bar.top(), bar.right() - at, BAR)
            painter.fillRect(over, QColor(tokens.bad))
            hatched = QColor(tokens.surface)
            hatched.setAlpha(150)
            painter.setPen(QPen(hatched, 1))
            painter.save()
            painter.setClipRect(over)
            step = 5.0
            x = over.left() - BAR
            while x < over.right():
                painter.drawLine(QPointF(x, over.bottom()), QPointF(x + BAR, over.top()))
                x += step
            painter.restore()
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))
        if self.mark is not None and self.mark.value <= full:
            at = bar.left() + bar.width() * self.mark.value / full
            tip = [QPointF(at, bar.top() + 1), QPointF(at - 4, bar.top() - 5), QPointF(at + 4, bar.top() - 5)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.text))
            painter.drawPolygon(QPolygonF(tip))


def share_text(share: float) -> str:
    """A share of a limit: "22 %", "0.3 %", "under 0.1 %"."""
    if 0 < share < 0.0005:
        return formatting.translate("RoomBar", "under {}").format(formatting.percent(0.001))
    return formatting.percent(share, 0 if share >= 0.0995 else 1)
