"""The heat map: a table view whose cells are painted by their loss and clicked to choose a width."""

from __future__ import annotations

from functools import lru_cache

import pyqtgraph as pg
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edgeviz.ui import theme
from edgeviz.ui.sensitivity.model import MARK_ROLE, NAME, Mark
from edgeviz.ui.sensitivity.probing import WIDTHS

Index = QModelIndex | QPersistentModelIndex

#: Steps of the colour scale.
STEPS = 256
#: Pixels between the columns of weights and those of activations.
GAP = 8


@lru_cache(maxsize=1)
def _colours() -> tuple[tuple[QColor, QColor], ...]:
    """Fill and text colour of every step of cividis."""
    table = pg.colormap.get("cividis").getLookupTable(nPts=STEPS)
    fills = [QColor(*(int(channel) for channel in row[:3])) for row in table]
    # Pure black and white: in the middle of the scale only these reach 4.5:1.
    inks = (QColor("#000000"), QColor("#FFFFFF"))
    return tuple((fill, max(inks, key=lambda ink: theme.contrast(ink, fill))) for fill in fills)


def heat(level: float) -> tuple[QColor, QColor]:
    """Fill and text colour for a place on the scale, 0 to 1."""
    return _colours()[min(STEPS - 1, max(0, round(level * (STEPS - 1))))]


class HeatDelegate(QStyledItemDelegate):
    """A filled cell with its number; hatched where there is no value yet, a dash where there can be none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = index.data(MARK_ROLE)
        if not isinstance(mark, Mark):
            super().paint(painter, option, index)
            return
        tokens = theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.selection_colour())
        rect: QRect = option.rect.adjusted(1 + (GAP if mark.first else 0), 1, -1, -1)
        painter.setFont(theme.font(theme.CAPTION))
        if not mark.possible:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "–")
        elif mark.level is None:
            painter.fillRect(rect, QBrush(QColor(tokens.border), Qt.BrushStyle.BDiagPattern))
        else:
            fill, text = heat(mark.level)
            painter.fillRect(rect, fill)
            painter.setPen(text)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        if mark.current:
            # Two lines, one of which stands out on every fill.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.setPen(QPen(QColor(tokens.surface), 1))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))


class HeatView(QTableView):
    """Rows are selected whole. A click on a cell, or Enter or Space, asks for its width."""

    #: The width of this cell is wanted (an index of the view's model).
    widthRequested = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensitivityTable")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMouseTracking(True)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(theme.ROW_HEIGHT)
        vertical.setDefaultSectionSize(max(theme.ROW_HEIGHT, theme.px(theme.ROW_HEIGHT)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(20)
        header.setSectionsClickable(True)
        self.setItemDelegate(HeatDelegate(self))
        self._pressed = QPersistentModelIndex()

    # ---- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = QPersistentModelIndex(index if plain and self._is_choice(index) else QModelIndex())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QPersistentModelIndex()
        index = self.indexAt(event.position().toPoint())
        if pressed.isValid() and QPersistentModelIndex(index) == pressed:
            self.widthRequested.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._is_choice(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers() and self._is_choice(index):
            self.widthRequested.emit(index)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.selectionModel() is None:
            return
        painter = QPainter(self.viewport())
        accent = QColor(theme.current().accent)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self.model().rowCount() - 1
        for row in range(first, last + 1):
            if self.selectionModel().isSelected(self.model().index(row, 0)):
                painter.fillRect(0, self.rowViewportPosition(row), 3, self.rowHeight(row), accent)
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(QPen(accent, 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Names take what they need, up to half the room; widths share the rest up to a comfortable cell."""
        if self.model() is None:
            return
        room = self.viewport().width() - GAP
        metrics = QFontMetrics(theme.font())
        rows = range(min(self.model().rowCount(), 200))
        names = max((metrics.horizontalAdvance(str(self.model().index(row, NAME).data())) for row in rows), default=0)
        name = max(theme.px(80), min(names + 2 * theme.ITEM_PADDING + 12, room // 2, theme.px(260)))
        least = QFontMetrics(theme.font(theme.CAPTION)).horizontalAdvance("0.0000") + 6
        cell = max(least, min((room - name) // len(WIDTHS), theme.px(120)))
        name = max(theme.px(80), min(name, room - cell * len(WIDTHS)))
        self.setColumnWidth(NAME, name)
        for column, (part, _) in enumerate(WIDTHS, 1):
            is_first = column > 1 and part is not WIDTHS[column - 2][0]
            self.setColumnWidth(column, cell + (GAP if is_first else 0))

    def _is_choice(self, index: QModelIndex) -> bool:
        mark = index.data(MARK_ROLE) if index.isValid() else None
        return isinstance(mark, Mark) and mark.possible


class HeatScale(QWidget):
    """The colour scale as a strip, from harmless to harmful."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensitivityScale")
        self.setAccessibleName(self.tr("Colour scale: from the least loss to the largest, logarithmic"))
        self.setToolTip(self.accessibleName())
        self.setFixedSize(theme.px(96), theme.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for x in range(self.width()):
            painter.fillRect(x, 0, 1, self.height(), heat(x / max(1, self.width() - 1))[0])
