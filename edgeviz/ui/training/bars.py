"""Probabilities of teacher and student, class by class: two rows of bars back to back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart

#: Pixels of the line of one class.
LINE, LEAST_LINE = 20, 13
#: Which of the theme's categories stands for the teacher and for the student.
TEACHER, STUDENT = 0, 5


class ProbabilityBars(QWidget):
    """The teacher's bars grow to the left of the classes' names, the student's to the right.

    ``sides``: what the two are called where they are other networks.
    """

    def __init__(self, parent: QWidget | None = None, sides: tuple[str, str] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("probabilityBars")
        self.sides = sides or (self.tr("teacher"), self.tr("student"))
        self.setAccessibleName(self.tr("Probabilities of {} and {}").format(*self.sides))
        mark_chart(self)
        self.setMinimumHeight(theme.px(96))
        self.teacher = self.student = np.zeros(0)
        self.names: tuple[str, ...] = ()
        self.truth = -1
        theme.notifier.changed.connect(self.update)

    def show_classes(
        self, teacher: NDArray[np.float64], student: NDArray[np.float64], names: tuple[str, ...], truth: int
    ) -> None:
        """Probabilities [classes] of one sample; ``truth`` is its class."""
        self.teacher, self.student, self.names, self.truth = teacher, student, names, truth
        self.setAccessibleDescription("; ".join(self._text(row) for row in self.rows()))
        self.update()

    def rows(self) -> list[int]:
        """The classes that have room: all, in their order, or the likeliest of either and the true one."""
        count, room = len(self.teacher), max(1, int((self.height() - self._head()) // self._least()))
        if count <= room:
            return list(range(count))
        ranked = np.argsort(-np.maximum(self.teacher, self.student), kind="stable")[:room].tolist()
        if self.truth >= 0 and self.truth not in ranked:
            ranked[-1] = self.truth
        return sorted(ranked)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(180))

    # ---- internals

    def _least(self) -> float:
        return float(max(theme.px(LEAST_LINE), QFontMetricsF(theme.font(theme.CAPTION)).height() - 1))

    def _head(self) -> float:
        return QFontMetricsF(theme.font(theme.CAPTION)).height() + 2

    def _line(self) -> float:
        rows = len(self.rows()) or 1
        return float(min(theme.px(LINE), (self.height() - self._head()) / rows))

    def _name(self, row: int) -> str:
        return self.names[row] if row < len(self.names) else str(row)

    def _text(self, row: int) -> str:
        shares = (formatting.percent(float(self.teacher[row])), formatting.percent(float(self.student[row])))
        (left, right), (one, other) = self.sides, shares
        text = self.tr("{}: {} {}, {} {}").format(self._name(row), left, one, right, other)
        return self.tr("{} (the true class)").format(text) if row == self.truth else text

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = int((event.pos().y() - self._head()) // self._line())
            rows = self.rows()
            if 0 <= at < len(rows):
                QToolTip.showText(event.globalPos(), self._text(rows[at]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self.teacher):
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setFont(theme.font(theme.CAPTION))
        metrics = QFontMetricsF(painter.font())
        rows, line, head = self.rows(), self._line(), self._head()
        number = metrics.horizontalAdvance("100.0 %") + 6
        names = min(self.width() * 0.3, max(metrics.horizontalAdvance("✓ " + self._name(row)) for row in rows) + 12)
        half = (self.width() - names) / 2
        longest = max(8.0, half - number)
        ink = [QColor(tokens.categories[place]) for place in (TEACHER, STUDENT)]
        painter.setPen(QColor(tokens.muted))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, half, head), flags | Qt.AlignmentFlag.AlignRight, self.sides[0])
        painter.drawText(QRectF(half + names, 0, half, head), flags | Qt.AlignmentFlag.AlignLeft, self.sides[1])
        for at, row in enumerate(rows):
            top = head + at * line
            one, other = float(self.teacher[row]), float(self.student[row])
            bar = QRectF(half - longest * one, top + 2, longest * one, max(2.0, line - 4))
            painter.fillRect(bar, ink[0])
            bar = QRectF(half + names, top + 2, longest * other, max(2.0, line - 4))
            painter.fillRect(bar, ink[1])
            painter.setPen(QColor(tokens.text))
            text = formatting.percent(one)
            width = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(half - longest * one - width - 4, top + line / 2 + metrics.ascent() / 2 - 1), text)
            text = formatting.percent(other)
            left = half + names + longest * other + 4
            painter.drawText(QPointF(left, top + line / 2 + metrics.ascent() / 2 - 1), text)
            name = ("✓ " if row == self.truth else "") + self._name(row)
            painter.setPen(QColor(tokens.good if row == self.truth else tokens.text))
            where = QRectF(half + 2, top, names - 4, line)
            painter.drawText(
                where, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - 4)
            )
