"""What a data set looks like: how many samples each class has, and the first few pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import scaled_font
from edgeviz.ui.formatting import number

THUMBNAIL = 48
COLUMNS = 8


class ClassChart(QWidget):
    """One bar for each class; the tooltip names it. Class names are written where they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classChart")
        self.setAccessibleName(self.tr("Samples of each class"))
        self.counts: tuple[int, ...] = ()
        self.names: tuple[str, ...] = ()
        self.setFixedHeight(72)
        theme.notifier.changed.connect(self.update)

    def show_counts(self, counts: tuple[int, ...], names: tuple[str, ...]) -> None:
        self.counts, self.names = counts, names
        self.setAccessibleDescription(", ".join(self.label(row) for row in range(min(len(counts), 20))))
        self.update()

    def label(self, row: int) -> str:
        name = self.names[row] if row < len(self.names) else str(row)
        return self.tr("{}: {} samples").format(name, number(self.counts[row]))

    def row_at(self, x: float) -> int | None:
        if not self.counts or not 0 <= x < self.width():
            return None
        return int(x * len(self.counts) / self.width())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self.row_at(event.pos().x())
            if row is not None:
                QToolTip.showText(event.globalPos(), self.label(row), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.counts:
            return
        tokens = theme.current()
        painter = QPainter(self)
        font = scaled_font(self, 0.9)
        painter.setFont(font)
        line = painter.fontMetrics().height()
        step = self.width() / len(self.counts)
        names = [self.names[row] if row < len(self.names) else str(row) for row in range(len(self.counts))]
        fits = all(painter.fontMetrics().horizontalAdvance(name) < step - 2 for name in names)
        bottom = self.height() - (line if fits else 2)
        most = max(self.counts) or 1
        gap = 2.0 if step >= 6 else 0.0
        for row, count in enumerate(self.counts):
            height = max(1.0, (bottom - 4) * count / most)
            # An empty class is a warning, and a mark as low as a rounding error would hide it.
            colour = tokens.accent if count else tokens.warning
            painter.fillRect(QRectF(row * step, bottom - height, max(1.0, step - gap), height), QColor(colour))
            if fits:
                painter.setPen(QColor(tokens.muted))
                where = QRectF(row * step, bottom, step - gap, line)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, names[row])


class PreviewStrip(QWidget):
    """Up to 16 small pictures with the names of their classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewStrip")
        self.setAccessibleName(self.tr("The first validation samples"))
        self.pictures: list[QPixmap] = []
        self.labels: tuple[str, ...] = ()
        theme.notifier.changed.connect(self.update)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        row = THUMBNAIL + self._line() + 6
        return QSize(COLUMNS * (THUMBNAIL + 4), 2 * row)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_samples(self, images: np.ndarray | None, labels: tuple[str, ...]) -> None:
        """images: uint8 [n, h, w, 3], None when the samples are no pictures."""
        self.labels = labels
        self.pictures = [] if images is None else [_pixmap(image) for image in images[: 2 * COLUMNS]]
        self.setAccessibleDescription(", ".join(labels) if self.pictures else "")
        self.setVisible(bool(self.pictures))
        self.update()

    def _line(self) -> int:
        return self.fontMetrics().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(scaled_font(self, 0.9))
        painter.setPen(QColor(theme.current().muted))
        metrics = painter.fontMetrics()
        for number_, picture in enumerate(self.pictures):
            x = number_ % COLUMNS * (THUMBNAIL + 4)
            y = number_ // COLUMNS * (THUMBNAIL + self._line() + 6)
            inset = (THUMBNAIL - picture.width()) / 2, (THUMBNAIL - picture.height()) / 2
            painter.drawPixmap(QPointF(x + inset[0], y + inset[1]), picture)
            text = self.labels[number_] if number_ < len(self.labels) else ""
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, THUMBNAIL)
            painter.drawText(
                QRectF(x, y + THUMBNAIL + 1, THUMBNAIL, metrics.height()), Qt.AlignmentFlag.AlignCenter, text
            )


def _pixmap(image: np.ndarray) -> QPixmap:
    height, width = image.shape[:2]
    data = np.ascontiguousarray(image)
    # The copy owns its bytes: QImage alone would read the array after it is gone.
    picture = QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    mode = Qt.TransformationMode
    how = mode.FastTransformation if max(width, height) < THUMBNAIL else mode.SmoothTransformation
    keep = Qt.AspectRatioMode.KeepAspectRatio
    return QPixmap.fromImage(picture.scaled(THUMBNAIL, THUMBNAIL, keep, how))
