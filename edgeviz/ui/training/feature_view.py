"""Feature maps of the pair of layers that a hint matches: the teacher's above the student's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from edgeviz.core.look import Features
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.sensitivity.view import heat

GAP = 3
LARGEST = 72


class FeatureView(QWidget):
    """One tile for each channel; dark is the layer's smallest value of this sample, bright its largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("featureMaps")
        self.setAccessibleName(self.tr("Feature maps of teacher and student"))
        mark_chart(self)
        self.setMinimumHeight(theme.px(96))
        self.features: tuple[Features, Features] | None = None
        self.sample = 0
        theme.notifier.changed.connect(self.update)

    def show_features(self, features: tuple[Features, Features] | None, sample: int) -> None:
        self.features, self.sample = features, sample
        if features is not None:
            self.setAccessibleDescription("; ".join(self._title(row) for row in range(2)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(180))

    # ---- internals

    def _title(self, row: int) -> str:
        assert self.features is not None
        found = self.features[row]
        who = self.tr("teacher") if row == 0 else self.tr("student")
        shown, width = formatting.number(len(found.channels)), formatting.number(found.width)
        return self.tr("{}: {}, {} of {} channels").format(who, found.tensor, shown, width)

    def _place(self, row: int, column: int) -> QRectF:
        """Where a tile is drawn: the channels of a row wrap into two lines where that makes them larger."""
        assert self.features is not None
        line = self.fontMetrics().height()
        count = max(1, len(self.features[row].channels))
        height = self.height() / 2 - line - GAP
        lines = max((1, 2), key=lambda lines: min(height / lines, self.width() / -(-count // lines), LARGEST))
        columns = -(-count // lines)
        side = min(float(LARGEST), height / lines, self.width() / columns) - GAP
        top = row * self.height() / 2 + line + column // columns * (side + GAP)
        return QRectF(column % columns * (side + GAP), top, side, side)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.features is not None:
            at = event.pos().toPointF()
            for row, found in enumerate(self.features):
                for column, channel in enumerate(found.channels):
                    if self._place(row, column).contains(at):
                        values = _plane(found.maps[self.sample, column])
                        text = self.tr("Channel {}: {} to {}").format(
                            channel,
                            formatting.significant(float(values.min())),
                            formatting.significant(float(values.max())),
                        )
                        QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.features is None:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        for row, found in enumerate(self.features):
            painter.setPen(QColor(tokens.muted))
            text = metrics.elidedText(self._title(row), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(0, round(row * self.height() / 2) + metrics.ascent(), text)
            maps = found.maps[self.sample]
            low, high = float(maps.min()), float(maps.max())
            for column in range(len(found.channels)):
                picture = _picture(_plane(maps[column]), low, high)
                painter.drawImage(self._place(row, column), picture)


def _plane(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """A map with two dimensions, whatever the layer has: a vector is one line, a single number one pixel."""
    return values.reshape(values.shape[0], -1) if values.ndim >= 2 else values.reshape(1, -1)


def _picture(values: NDArray[np.float32], low: float, high: float) -> QImage:
    levels = (values - low) / (high - low) if high > low else np.zeros_like(values)
    colours = np.array([heat(level)[0].rgb() for level in np.linspace(0, 1, 64)], np.uint32)
    pixels = np.ascontiguousarray(colours[np.clip(levels * 63, 0, 63).astype(np.int64)])
    height, width = pixels.shape
    # The copy owns its bytes: QImage alone would read the array after it is gone.
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
