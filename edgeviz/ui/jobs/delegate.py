"""Paints one job: title and elapsed time, the second line, and a bar while it runs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edgeviz.ui import theme
from edgeviz.ui.bridge import Job, JobState
from edgeviz.ui.jobs.model import AheadRole, JobRole
from edgeviz.ui.jobs.texts import detail_text, elapsed_text, fraction
from edgeviz.ui.texts import shown

ROW = 48
PADDING = 12
BAR = 4


def state_mark(state: JobState) -> str:
    """A sign beside the colour, which is never the only signal."""
    return {
        JobState.QUEUED: "◌",
        JobState.RUNNING: "▸",
        JobState.FINISHED: "✓",
        JobState.FAILED: "✕",
        JobState.CANCELLED: "–",
    }[state]


def state_colour(state: JobState) -> str:
    tokens = theme.current()
    return {
        JobState.RUNNING: tokens.accent,
        JobState.FINISHED: tokens.good,
        JobState.FAILED: tokens.bad,
    }.get(state, tokens.muted)


def draw_bar(painter: QPainter, rect: QRect, value: float | None) -> None:
    """A thin progress bar; an unknown share is drawn as a dashed one."""
    tokens = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.border))
    painter.drawRoundedRect(rect, 2, 2)
    painter.setBrush(QColor(tokens.accent))
    if value is None:
        for left in range(rect.left(), rect.right(), 16):
            painter.drawRoundedRect(QRect(left, rect.top(), min(8, rect.right() - left), rect.height()), 2, 2)
    elif value > 0:
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), rect.width() * value, rect.height()), 2, 2)


class JobDelegate(QStyledItemDelegate):
    """Two lines of text; nothing is kept between rows, so a thousand rows cost what is visible."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 * QFontMetrics(option.font).height()
        return QSize(200, max(ROW, lines + 18))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        job = index.data(JobRole)
        if not isinstance(job, Job):
            return
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            back = QColor(tokens.accent)
            back.setAlpha(36)
            painter.fillRect(option.rect, back)
        rect = option.rect.adjusted(PADDING, 6, -PADDING, -6)
        metrics = QFontMetrics(option.font)
        line = metrics.height()
        state = QColor(state_colour(job.state))
        painter.setPen(state)
        painter.drawText(QRect(rect.left(), rect.top(), 16, line), Qt.AlignmentFlag.AlignLeft, state_mark(job.state))
        left = rect.left() + 20
        time_text = elapsed_text(job)
        time_width = metrics.horizontalAdvance(time_text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QRect(rect.right() - time_width, rect.top(), time_width + 1, line), right, time_text)
        painter.setPen(QColor(tokens.text))
        above = QRect(left, rect.top(), rect.right() - time_width - 12 - left, line)
        self._elided(painter, metrics, above, shown(job.spec.title))
        below = QRect(left, rect.top() + line + 1, rect.right() - left, line)
        painter.setPen(state if job.state is JobState.FAILED else QColor(tokens.muted))
        self._elided(painter, metrics, below, detail_text(job, index.data(AheadRole)))
        if job.state is JobState.RUNNING:
            draw_bar(painter, QRect(left, rect.bottom() - 2, rect.right() - left, BAR), fraction(job))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    @staticmethod
    def _elided(painter: QPainter, metrics: QFontMetrics, rect: QRect, text: str) -> None:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
