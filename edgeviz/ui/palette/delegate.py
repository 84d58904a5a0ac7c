"""Paints one line of the palette: what it does, where it is found or why it cannot be done, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edgeviz.ui import theme
from edgeviz.ui.palette.entries import Entry
from edgeviz.ui.palette.model import ENTRY, POSITIONS, Index

GAP = 12


class PaletteDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(theme.px(28), option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        tokens = theme.current()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.selection_colour())
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
        inner = rect.adjusted(GAP, 0, -GAP, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        small = theme.font(theme.CAPTION)
        text_colour = tokens.text if entry.enabled else tokens.muted

        painter.setFont(small)
        painter.setPen(tokens.muted)
        if entry.shortcut:
            painter.drawText(inner, right, entry.shortcut)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(entry.shortcut) - GAP)

        text = entry.text if entry.checked is not True else f"✓ {entry.text}"
        shift = len(text) - len(entry.text)
        positions = {position + shift for position in index.data(POSITIONS) or ()}
        painter.setPen(text_colour)
        used = self._marked(painter, inner, text, positions)

        inner.setLeft(inner.left() + used + GAP)
        note = entry.reason or entry.path
        if note and inner.width() > 40:
            painter.setFont(small)
            painter.setPen(tokens.muted)
            mode = Qt.TextElideMode.ElideRight
            painter.drawText(inner, left, painter.fontMetrics().elidedText(note, mode, inner.width()))
        painter.restore()

    def _marked(self, painter: QPainter, rect: QRect, text: str, positions: set[int]) -> int:
        """Draw ``text`` with the typed letters bold; returns the width that it took, in pixels."""
        normal, bold = theme.font(), theme.font(weight=QFont.Weight.Bold)
        metrics = painter.fontMetrics()
        painter.setFont(normal)
        metrics = painter.fontMetrics()
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if metrics.horizontalAdvance(text) > rect.width() - 8:
            painter.drawText(rect, align, metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width()))
            return rect.width()
        at = rect.left()
        for is_marked, run in _runs(text, positions):
            painter.setFont(bold if is_marked else normal)
            width = painter.fontMetrics().horizontalAdvance(run)
            painter.drawText(QRect(at, rect.top(), width + 2, rect.height()), align, run)
            at += width
        return at - rect.left()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and not entry.enabled:
            option.palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)


def _runs(text: str, positions: set[int]) -> list[tuple[bool, str]]:
    """``text`` cut where it changes between typed letters and others."""
    runs: list[tuple[bool, str]] = []
    for position, letter in enumerate(text):
        is_marked = position in positions
        if runs and runs[-1][0] == is_marked:
            runs[-1] = (is_marked, runs[-1][1] + letter)
        else:
            runs.append((is_marked, letter))
    return runs
