"""Where the time goes, by kind of layer: small bars, longest first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from edgeviz.core.device.roofline import Kind
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart

BAR = 6


class KindBars(QWidget):
    """As many kinds as there is room for; the rest are added up in the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kindBars")
        self.setAccessibleName(self.tr("Modelled time by kind of layer"))
        self.setFont(theme.font(theme.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        mark_chart(self)
        self.kinds: tuple[Kind, ...] = ()
        theme.notifier.changed.connect(self.update)

    def show_kinds(self, kinds: tuple[Kind, ...]) -> None:
        self.kinds = kinds
        self.setAccessibleDescription("; ".join(self._words(kind) for kind in kinds))
        self.update()

    def shown(self) -> tuple[Kind, ...]:
        """The rows that there is room for."""
        room = max(1, (self.height() - self._head()) // self._row())
        if len(self.kinds) <= room:
            return self.kinds
        rest = self.kinds[room - 1 :]
        name = self.tr("{} other kinds").format(len(rest))
        layers, seconds, share = (sum(getattr(kind, part) for kind in rest) for part in ("layers", "seconds", "share"))
        are_layers = all(kind.has_weights for kind in rest)
        return (*self.kinds[: room - 1], Kind(name, int(layers), seconds, share, are_layers))

    # ---- Qt

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), self._head() + 4 * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), self._head() + self._row())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = int((event.pos().y() - self._head()) // self._row())
            shown = self.shown()
            text = self._words(shown[row]) if 0 <= row < len(shown) else self.accessibleName()
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION, theme.STRONG))
        painter.setPen(QColor(tokens.text))
        width, line = self.width() - 4, painter.fontMetrics().height()
        title = painter.fontMetrics().elidedText(self._title(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(2, 2, width, line), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        for row, kind in enumerate(self.shown()):
            top = self._head() + row * self._row()
            value = self._value(kind)
            taken = metrics.horizontalAdvance(value)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(2, top, width, line), Qt.AlignmentFlag.AlignRight, value)
            painter.setPen(QColor(tokens.text))
            name = metrics.elidedText(self._name(kind), Qt.TextElideMode.ElideRight, width - taken - 2 * theme.GRID)
            painter.drawText(QRectF(2, top, width, line), Qt.AlignmentFlag.AlignLeft, name)
            bar = QRectF(2, top + line + 1, width, BAR)
            painter.fillRect(bar, theme.mixed(tokens.surface, tokens.border, 0.7))
            painter.fillRect(QRectF(2, bar.top(), max(2.0, width * kind.share), BAR), QColor(tokens.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    # ---- internals

    def _title(self) -> str:
        return self.tr("Time by kind of layer ◇")

    def _name(self, kind: Kind) -> str:
        return f"{kind.name} ({kind.layers})"

    def _value(self, kind: Kind) -> str:
        return formatting.joined((formatting.seconds(kind.seconds), formatting.percent(kind.share)))

    def _words(self, kind: Kind) -> str:
        seconds, share = formatting.seconds(kind.seconds), formatting.percent(kind.share)
        layers, operators = (
            self.tr("{}: {} layers, {} modelled, {} of the whole"),
            self.tr("{}: {} operators, {} modelled, {} of the whole"),
        )
        return (layers if kind.has_weights else operators).format(kind.name, kind.layers, seconds, share)

    def _row(self) -> int:
        return self.fontMetrics().height() + BAR + 2 * theme.GRID

    def _head(self) -> int:
        return self.fontMetrics().height() + 2 * theme.GRID
