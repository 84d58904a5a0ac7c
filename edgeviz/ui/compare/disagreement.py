"""The samples whose class changes from one recipe to another, as pictures."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.core.disagreement import Disagreement
from edgeviz.ui import formatting, theme

SIDE, GAP = 64, 10


class DisagreementGrid(QWidget):
    """One tile for each sample: the picture, and below it what the two recipes say. Lost ones come first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("disagreementGrid")
        self.setAccessibleName(self.tr("Samples that changed their class"))
        self.found: Disagreement | None = None
        theme.notifier.changed.connect(self.update)

    def show_found(self, found: Disagreement | None) -> None:
        self.found = found
        _picture.cache_clear()
        self.setAccessibleDescription("; ".join(self._text(row) for row in range(min(self._count(), 20))))
        self._fit()
        self.update()

    # ---- internals

    def _count(self) -> int:
        if self.found is None:
            return 0
        return len(self.found) if self.found.pictures is None else len(self.found.pictures)

    def _columns(self) -> int:
        return max(1, self.width() // self._tile().width())

    def _tile(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(theme.px(SIDE) + theme.px(56) + GAP, max(theme.px(SIDE), 3 * line) + GAP)

    def _fit(self) -> None:
        rows = -(-self._count() // self._columns())
        self.setMinimumHeight(rows * self._tile().height())

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _place(self, row: int) -> QRectF:
        tile, columns = self._tile(), self._columns()
        return QRectF(row % columns * tile.width(), row // columns * tile.height(), tile.width(), tile.height())

    def _text(self, row: int) -> str:
        found = self.found
        assert found is not None
        return self.tr("Sample {}: is {}; first says {} ({}), second says {} ({})").format(
            int(found.rows[row]),
            found.name(int(found.truth[row])),
            found.name(int(found.first[row])),
            formatting.percent(float(found.confidence[row, 0]), 0),
            found.name(int(found.second[row])),
            formatting.percent(float(found.confidence[row, 1]), 0),
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = event.pos().toPointF()
            row = next((row for row in range(self._count()) if self._place(row).contains(at)), None)
            if row is not None:
                QToolTip.showText(event.globalPos(), self._text(row), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        found = self.found
        if found is None:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.font(theme.CAPTION))
        metrics, side = painter.fontMetrics(), theme.px(SIDE)
        for row in range(self._count()):
            place = self._place(row)
            if not place.intersects(QRectF(event.rect())):
                continue
            if found.pictures is not None:
                picture = _picture(found.pictures[row].tobytes(), *found.pictures[row].shape[:2])
                painter.drawPixmap(place.topLeft(), picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
            left = place.left() + (side + 6 if found.pictures is not None else 0)
            room = place.right() - GAP - left
            truth = int(found.truth[row])
            for line, label in enumerate((truth, int(found.first[row]), int(found.second[row]))):
                mark = "" if line == 0 else "✓ " if label == truth else "✗ "
                colour = tokens.muted if line == 0 else tokens.good if label == truth else tokens.bad
                text = metrics.elidedText(mark + found.name(label), Qt.TextElideMode.ElideRight, int(room))
                painter.setPen(QColor(colour))
                painter.drawText(QPointF(left, place.top() + metrics.ascent() + line * (metrics.height() + 4)), text)


@lru_cache(maxsize=256)
def _picture(data: bytes, height: int, width: int) -> QPixmap:
    array = np.frombuffer(data, np.uint8)
    # The copy owns its bytes: QImage alone would read the array after it is gone.
    return QPixmap.fromImage(QImage(array.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy())
