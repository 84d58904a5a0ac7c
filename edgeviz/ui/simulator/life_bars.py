"""How long the battery lasts with each policy."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from edgeviz.core.adaptive.standing import Standing, Table
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.simulator.words import label_text, mark_of

ROW, NAMES, FIGURES = 20, 160, 92
#: Opacity of bars that are of other settings.
PALE = 0.45


class LifeBars(QWidget):
    """The longest first, with its interval over the seeds; a line marks the end of the scenario."""

    policyChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lifeBars")
        self.setAccessibleName(self.tr("Battery life with each policy"))
        self.setToolTip(self.tr("Hours until the battery is empty; a click shows the policy in the strips"))
        mark_chart(self)
        self.rows: tuple[Standing, ...] = ()
        self.duration = 0.0
        self.chosen = self.old = ""
        self._none_yet = self._empty = self.tr("Run (Ctrl+Return): then the bars show how long the battery lasts.")
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(360, theme.px(ROW) * max(3, len(self.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def show_table(self, table: Table | None, duration: float) -> None:
        """``duration``: seconds of the scenario."""
        self.duration = duration
        found = table.standings if table is not None else ()
        known = [row for row in found if math.isfinite(row.estimates["life"].mean)]
        self.rows = tuple(sorted(known, key=lambda row: -row.estimates["life"].mean))
        self._empty = self._none_yet if table is None else self.tr("In this scenario the device is on mains.")
        self.set_old("")
        self.updateGeometry()

    def set_old(self, old: str) -> None:
        """``old``: why this is of something else than what is set now, "" where it is not; such bars are pale."""
        self.old = old
        words = [f"{label_text(row.policy)} {self._text(row)}" for row in self.rows]
        told = formatting.joined(words) if words else "" if old else self._empty
        self.setAccessibleDescription(f"{old} {told}".strip())
        self.update()

    def select(self, label: str) -> None:
        self.chosen = label
        self.update()

    def _text(self, row: Standing) -> str:
        life = row.estimates["life"]
        text, reach = formatting.number(life.mean / 3600, 2), (life.high - life.low) / 7200
        return f"{text} ±{formatting.number(reach, 2)} h" if reach else f"{text} h"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // theme.px(ROW))
        if 0 <= row < len(self.rows):
            self.policyChosen.emit(self.rows[row].policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        if not self.rows:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.old or self._empty
            )
            return
        painter.setOpacity(PALE if self.old else 1.0)
        height, left = theme.px(ROW), theme.px(NAMES)
        room = max(1, self.width() - left - theme.px(FIGURES))
        most = max(self.duration, *(row.estimates["life"].high for row in self.rows))
        for number, row in enumerate(self.rows):
            life, top = row.estimates["life"], number * height
            is_chosen = row.policy == self.chosen
            painter.setPen(QColor(tokens.accent if is_chosen else tokens.text))
            name = metrics.elidedText(label_text(row.policy), Qt.TextElideMode.ElideMiddle, left - theme.GRID)
            painter.drawText(QRectF(0, top, left, height), Qt.AlignmentFlag.AlignVCenter, name)
            bar = QRectF(left, top + 3, room * life.mean / most, height - 6)
            painter.fillRect(bar, theme.mixed(tokens.surface, mark_of(row.policy).colour, 0.75))
            painter.setPen(QPen(QColor(tokens.accent if is_chosen else tokens.border), 2 if is_chosen else 1))
            painter.drawRect(bar)
            middle = bar.center().y()
            painter.setPen(QPen(QColor(tokens.text), 1))
            ends = (left + room * life.low / most, left + room * life.high / most)
            painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
            box = QRectF(max(bar.right(), ends[1]) + theme.GRID, top, theme.px(FIGURES), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text(row))
        painter.setPen(QPen(QColor(tokens.warning), 1.5, Qt.PenStyle.DashLine))
        end = left + room * self.duration / most
        painter.drawLine(QPointF(end, 0), QPointF(end, height * len(self.rows)))
