"""The table view: what mouse and keyboard do to its cells."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from edgeviz.ui import theme
from edgeviz.ui.layers.delegates import (
    MARK,
    BitsDelegate,
    FactDelegate,
    KindDelegate,
    NameDelegate,
    ShareDelegate,
    chip_rect,
    chip_width,
)
from edgeviz.ui.layers.model import PARTS, RUNNING, SPEC_ROLE, Column

#: Widths in pixels, before the scale of text: the least of names, the one up to which other columns give way to them,
#: and how far those do.
_MIN_NAME, _GOOD_NAME = 86, 204
#: Columns that give way to those of what was measured where there is no room for all, the first first.
_GIVING_WAY = (Column.PARAMETERS, Column.SHAPE, Column.MACS)
_MIN_YIELDING = {Column.KIND: 82, Column.SHAPE: 64}


class LayersView(QTableView):
    """Rows are selected whole. A click on a chip keeps the selection it is part of, and asks for the drop-down."""

    #: The drop-down of this cell is wanted (an index of the view's model, in a bits column).
    bitsRequested = Signal(QModelIndex)
    #: The context menu is wanted at this global position.
    menuRequested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layersTable")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Kinds differ at both ends.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMouseTracking(True)
        vertical = self.verticalHeader()
        vertical.hide()
        # Fixed rows: measuring 5,000 of them would take longer than anything else here.
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(theme.ROW_HEIGHT)
        vertical.setDefaultSectionSize(max(theme.ROW_HEIGHT, theme.px(theme.ROW_HEIGHT)))
        header = self.horizontalHeader()
        header.setObjectName("layersHeader")
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(40)
        self.setSortingEnabled(True)
        self.setItemDelegateForColumn(Column.NAME, NameDelegate(self))
        self.setItemDelegateForColumn(Column.KIND, KindDelegate(self))
        for column in (Column.MACS, Column.SENSITIVITY, Column.LATENCY):
            self.setItemDelegateForColumn(column, ShareDelegate(self))
        for column in PARTS:
            self.setItemDelegateForColumn(column, BitsDelegate(self))
        for column in RUNNING[1:]:
            self.setItemDelegateForColumn(column, FactDelegate(self))
        self._pressed = QPersistentModelIndex()
        self._fitting = False
        self._name_is_free = self._is_fitted = True
        self._natural: dict[Column, int] = {}
        header.sectionResized.connect(self._section_resized)

    def chip_at(self, position: QPoint) -> QModelIndex:
        """The bits cell whose chip is at ``position`` of the viewport; invalid where there is none."""
        index = self.indexAt(position)
        if not index.isValid() or index.column() not in PARTS or index.data(SPEC_ROLE) is None:
            return QModelIndex()
        inside = chip_rect(self.visualRect(index)).contains(position)
        return index if inside else QModelIndex()

    def fit_columns(self) -> None:
        """Give every column the width of its header and content, and the name what is left."""
        self._fitting = True
        caption = QFontMetrics(theme.font(theme.CAPTION))
        body = QFontMetrics(theme.font())
        model = self.model()
        rows = range(min(model.rowCount(), 200))
        for column in Column:
            title = caption.horizontalAdvance(str(model.headerData(column, Qt.Orientation.Horizontal)))
            padding = 2 * theme.ITEM_PADDING + 8
            if column in PARTS:
                width = max(title + padding, chip_width() + 8 + MARK)
            else:
                texts = (str(model.index(row, column).data()) for row in rows)
                content = max((body.horizontalAdvance(text) for text in texts), default=0)
                most = _GOOD_NAME if column is Column.NAME else 130
                width = max(title, min(content, theme.px(most))) + padding
            self._natural[column] = width
            if column is not Column.NAME:
                self.setColumnWidth(column, width)
        self._fitting = False
        self._name_is_free = self._is_fitted = True
        self._fit_name()

    def show_sensitivity(self, on: bool) -> None:
        """Show the column of losses, or leave its room to the others while there are none."""
        self._show_columns((Column.SENSITIVITY,), on)

    def show_running(self, on: bool) -> None:
        """Show the columns of what was measured, or leave their room to the others."""
        self._show_columns(RUNNING, on)

    def _show_columns(self, columns: tuple[Column, ...], on: bool) -> None:
        if all(self.isColumnHidden(column) is not on for column in columns):
            return
        # A section that is hidden or shown counts as resized; nobody chose that.
        self._fitting = True
        for column in columns:
            self.setColumnHidden(column, not on)
        self._fitting = False
        if on and self._is_fitted:
            self.fit_columns()
        else:
            self._fit_name()

    @property
    def is_fitted(self) -> bool:
        """Whether all widths follow the content and the panel; False once the person has chosen one."""
        return self._is_fitted

    def show_columns(self) -> None:
        """Fit the columns to another model, unless the person has chosen widths."""
        if self._is_fitted:
            self.fit_columns()

    def restore_columns(self, state: QByteArray) -> bool:
        """Take back what the header's ``saveState`` gave. False when it is of something else."""
        # It hides and sorts one after the other; widths must not follow the panel in between.
        self._fitting = True
        is_restored = self.horizontalHeader().restoreState(state)
        self._fitting = False
        return is_restored

    def keep_widths(self) -> None:
        """The widths were chosen by the person: leave them when the panel is resized."""
        self._name_is_free = self._is_fitted = False

    # ---- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.chip_at(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not (plain and index.isValid()):
            self._pressed = QPersistentModelIndex()
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = QPersistentModelIndex(index)
        command = QItemSelectionModel.SelectionFlag.NoUpdate
        if not self.selectionModel().isSelected(index):
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, command)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.chip_at(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        if not self._pressed.isValid():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, QPersistentModelIndex()
        if not pressed.isValid():
            super().mouseReleaseEvent(event)
            return
        index = self.chip_at(event.position().toPoint())
        if index.isValid() and QPersistentModelIndex(index) == pressed:
            self.bitsRequested.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.column() not in PARTS:
                index = index.siblingAtColumn(Column.WEIGHT)
            if not self.selectionModel().isSelected(index):
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)
            self.bitsRequested.emit(index)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex()) if self.currentIndex().isValid() else QRect(8, 8, 1, 1)
            self.menuRequested.emit(self.viewport().mapToGlobal(rect.center()))
        else:
            self.menuRequested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        selection = self.selectionModel()
        if selection is None or self.model() is None:
            return
        painter = QPainter(self.viewport())
        accent = QColor(theme.current().accent)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self.model().rowCount() - 1
        # The background of a selected row is quiet, so a bar at its edge says it a second time.
        for row in range(first, last + 1):
            if selection.isSelected(self.model().index(row, 0)):
                painter.fillRect(0, self.rowViewportPosition(row), 3, self.rowHeight(row), accent)
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(QPen(accent, 1))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(max(theme.ROW_HEIGHT, theme.px(theme.ROW_HEIGHT)))

    # ---- internals

    def _make_room(self, room: int) -> None:
        """Where widths follow the panel: hide what is least missed until the measured columns are seen too."""
        if not self._is_fitted or not self._natural:
            return
        is_measured = not self.isColumnHidden(RUNNING[0])
        gone = [column for column in Column if self.isColumnHidden(column) and column not in _GIVING_WAY]
        needed = sum(width for column, width in self._natural.items() if column not in gone)
        for column in _GIVING_WAY:
            hide = is_measured and needed > room
            self.setColumnHidden(column, hide)
            needed -= self._natural[column] if hide else 0

    def _section_resized(self, section: int) -> None:
        if not self._fitting:
            self._is_fitted = False
        if not self._fitting and section == Column.NAME:
            self._name_is_free = False
        elif not self._fitting:
            self._natural[Column(section)] = self.columnWidth(section)
            self._fit_name()

    def _fit_name(self) -> None:
        if not self._name_is_free or self._fitting or self.model() is None:
            return
        self._fitting = True
        room = self.viewport().width()
        self._make_room(room)
        good = min(theme.px(_GOOD_NAME), self._natural.get(Column.NAME, theme.px(_GOOD_NAME)))
        for column, least in _MIN_YIELDING.items():
            others = sum(self.columnWidth(c) for c in Column if c not in (Column.NAME, column))
            natural = self._natural.get(column, self.columnWidth(column))
            self.setColumnWidth(column, max(min(theme.px(least), natural), min(natural, room - others - good)))
        others = sum(self.columnWidth(column) for column in Column if column is not Column.NAME)
        self.setColumnWidth(Column.NAME, max(theme.px(_MIN_NAME), room - others))
        self._fitting = False
