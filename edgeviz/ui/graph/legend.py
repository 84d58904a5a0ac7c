"""The legend of the graph view: which colour stands for what, with numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from edgeviz.core.overlay import Scale
from edgeviz.ui import formatting, theme
from edgeviz.ui.graph.looks import OLD, Looks, family_colour, family_title, value_text
from edgeviz.ui.sensitivity.view import heat

BAR, CHIP = 88.0, 12.0


class Legend(QWidget):
    """One line: a scale from the least to the largest value, the widths, or the families of operators."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graphLegend")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.looks: Looks | None = None
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.ROW_HEIGHT)

    def show_looks(self, looks: Looks | None) -> None:
        self.looks = looks
        words = self.words()
        self.setAccessibleName(self.tr("Legend: {}").format(words) if words else self.tr("Legend"))
        self.setToolTip(words)
        self.update()

    def words(self) -> str:
        """The legend as a sentence."""
        looks = self.looks
        if looks is None:
            return ""
        if looks.reason:
            return looks.reason
        if looks.overlay.scale is Scale.CATEGORY:
            return formatting.joined(f"{family_title(at)} {count}" for at, count in looks.counts.items())
        if looks.overlay.scale is Scale.BITS:
            text, number = self.tr("{} at {} bits"), formatting.number
            parts = (text.format(number(count), bits) for bits, count in looks.counts.items())
            return self.tr("Nodes: {}").format(formatting.joined(parts))
        low, high = (value_text(looks.overlay.unit, v) for v in (looks.coloured.least, looks.coloured.most))
        words = self.tr("{}: {} to {}").format(looks.title, low, high)
        scale = self.tr("logarithmic scale") if looks.coloured.logarithmic else self.tr("linear scale")
        provenance = looks.overlay.provenance
        mark = f"{provenance.mark} {formatting.provenance_word(provenance)}" if provenance else ""
        old = self.tr("measured before the last edits") if looks.is_old else ""
        return formatting.joined(part for part in (words, scale, mark, old) if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        looks = self.looks
        if looks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(theme.CAPTION)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted))
        if looks.reason:
            self._text(painter, looks.reason, 0.0, self.width())
        elif looks.overlay.scale is Scale.MAGNITUDE:
            self._paint_scale(painter, looks)
        else:
            self._paint_chips(painter, looks)

    def _text(self, painter: QPainter, text: str, x: float, room: float) -> float:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        area = QRectF(x, 0, room, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return x + metrics.horizontalAdvance(shown)

    def _paint_scale(self, painter: QPainter, looks: Looks) -> None:
        unit, coloured = looks.overlay.unit, looks.coloured
        low, high = value_text(unit, coloured.least), value_text(unit, coloured.most)
        x = self._text(painter, low, 0.0, 90.0) + 6
        bar = QRectF(x, (self.height() - 10) / 2, BAR, 10)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for step in range(11):
            colour = heat(step / 10)[0]
            if looks.is_old:
                colour = theme.mixed(QColor(theme.current().surface), colour, OLD)
            gradient.setColorAt(step / 10, colour)
        painter.fillRect(bar, gradient)
        x = self._text(painter, high, bar.right() + 6, 90.0)
        provenance = looks.overlay.provenance
        notes = [provenance.mark] if provenance else []
        notes += [self.tr("log")] if coloured.logarithmic else []
        notes += [self.tr("before the last edits")] if looks.is_old else []
        if notes and self.width() - x > 30:
            self._text(painter, formatting.joined(notes), x + 8, self.width() - x - 8)

    def _paint_chips(self, painter: QPainter, looks: Looks) -> None:
        metrics = QFontMetricsF(painter.font())
        x = 0.0
        is_bits = looks.overlay.scale is Scale.BITS
        for key, count in looks.counts.items():
            text = f"{key}: {formatting.number(count)}" if is_bits else family_title(key)
            needed = CHIP + 4 + metrics.horizontalAdvance(text)
            if x + needed > self.width() - 14:
                self._text(painter, "…", x, 12)
                return
            colour = theme.bits_colour(key) if is_bits else family_colour(key)
            chip = QRectF(x, (self.height() - CHIP) / 2, CHIP, CHIP)
            painter.setPen(theme.bits_border(key) if is_bits else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(chip, 3, 3)
            painter.setPen(QColor(theme.current().muted))
            x = self._text(painter, text, x + CHIP + 4, needed) + 12
