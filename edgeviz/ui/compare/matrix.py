"""The transition matrix: how many layers go from which width to which."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.core.recipe_diff import Transitions
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart

#: Cells are no larger than this, so that a small matrix stays a small picture.
LARGEST = 56
ELIDE = Qt.TextElideMode.ElideRight


class TransitionMatrix(QWidget):
    """Rows are the first recipe's widths, columns the second's; what lies on the diagonal stays as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setObjectName("transitionMatrix")
        self.setAccessibleName(self.tr("Transitions of widths"))
        self.setMinimumSize(200, 120)
        self.transitions: Transitions | None = None
        self.names = ("", "")
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    def show_transitions(self, transitions: Transitions | None, first: str, second: str) -> None:
        self.transitions, self.names = transitions, (first, second)
        self.setAccessibleDescription(self._words())
        self.update()

    # ---- internals

    def _words(self) -> str:
        found = self.transitions
        if found is None:
            return ""
        size = range(len(found.labels))
        return "; ".join(self._cell_text(i, j) for i in size for j in size if found.layers[i, j])

    def _cell_text(self, row: int, column: int) -> str:
        found = self.transitions
        assert found is not None
        layers, weights = int(found.layers[row, column]), int(found.weights[row, column])
        return self.tr("{} layers with {} weights go from {} to {}").format(
            layers, formatting.count(weights), found.labels[row], found.labels[column]
        )

    def _grid(self) -> tuple[QRectF, float]:
        """Where the cells lie, and their side."""
        found = self.transitions
        count = len(found.labels) if found else 1
        left, top = theme.px(76), theme.px(44)
        side = min(LARGEST, (self.width() - left - 12) / count, (self.height() - top - 8) / count)
        side = max(side, 14.0)
        return QRectF(left, top, side * count, side * count), side

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.transitions is not None:
            grid, side = self._grid()
            at = event.pos()
            if grid.contains(at.toPointF()):
                row, column = int((at.y() - grid.top()) / side), int((at.x() - grid.left()) / side)
                QToolTip.showText(event.globalPos(), self._cell_text(row, column), self)
                return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        found = self.transitions
        if found is None or not len(found.labels):
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        grid, side = self._grid()
        painter.setPen(QColor(tokens.muted))
        across = metrics.elidedText(f"{self.names[1]} →", Qt.TextElideMode.ElideMiddle, int(self.width() - grid.left()))
        painter.drawText(QRectF(grid.left(), 2, self.width() - grid.left(), 18), Qt.AlignmentFlag.AlignLeft, across)
        down = metrics.elidedText(f"{self.names[0]} ↓", Qt.TextElideMode.ElideMiddle, int(grid.left()) - 8)
        painter.drawText(QRectF(4, grid.top() - 20, grid.left() - 8, 18), Qt.AlignmentFlag.AlignRight, down)
        most = max(1, int(found.weights.max()))
        for row, label in enumerate(found.labels):
            painter.setPen(QColor(tokens.text))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(4, grid.top() + row * side, grid.left() - 10, side), right, label)
            box = QRectF(grid.left() + row * side, grid.top() - 20, side, 18)
            # In small cells "FP32" is "32": the rows, in the same order, say it in full.
            text = label if metrics.horizontalAdvance(label) <= side else label.removeprefix("FP")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(text, ELIDE, int(side)))
            for column in range(len(found.labels)):
                cell = QRectF(grid.left() + column * side, grid.top() + row * side, side, side).adjusted(1, 1, -1, -1)
                share = float(found.weights[row, column]) / most
                fill = theme.mixed(tokens.surface, tokens.muted if row == column else tokens.accent, 0.08 + 0.7 * share)
                painter.fillRect(cell, fill if found.layers[row, column] else QColor(tokens.background))
                if found.layers[row, column]:
                    painter.setPen(theme.readable_on(fill))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(int(found.layers[row, column])))
