"""The layers panel: the table, its filter, the presets and what can be done to selected layers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.layers.actions import LayerActions
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.layers.model import PARTS, Column, LayersModel, LayersProxy
from edgeviz.ui.layers.view import LayersView

#: Before every saved state: which columns it is about.
COLUMNS = "13:"
#: Before a saved state whose widths nobody chose.
FITTED = "fitted:"
#: Milliseconds for which the line above the table says what was done, before it counts layers again.
SAID = 4000


class LayersPanel(QWidget):
    """All layers of the model. Selection and edits go through the document."""

    #: There is no model and the person asks for one.
    openRequested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layersPanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._following = False
        self._offered: list[QAction] = []
        self.model = LayersModel(self)
        self.proxy = LayersProxy(self.model, self)
        self.view = LayersView(self)
        self.view.setAccessibleName(self.tr("Layers"))
        self.view.setModel(self.proxy)
        self.actions_of_layers = LayerActions(document, self, self.proxy.shown_layers)
        self._build()

        self.view.selectionModel().selectionChanged.connect(self._take_selection)
        self.view.selectionModel().currentChanged.connect(self._take_current)
        self.view.bitsRequested.connect(self._open_bits)
        self.view.menuRequested.connect(self._open_menu)
        self.actions_of_layers.message.connect(self._say)
        self._said = QTimer(self, singleShot=True, interval=SAID)
        self._said.timeout.connect(self._show_status)
        document.modelChanged.connect(self._show_model)
        document.recipeChanged.connect(self._show_recipe)
        document.selectionChanged.connect(self._show_selection)
        document.sensitivityChanged.connect(self._show_sensitivity)
        document.profileChanged.connect(self._show_profile)
        theme.notifier.changed.connect(self.view.viewport().update)
        self._show_model()

    def actions_for_menu(self) -> list[QAction]:
        """Entries for the window's Edit menu, submenus included. The single actions are ``actions()``."""
        return [*self.actions_of_layers.menu_actions(), self.find_action]

    def offer(self, action: QAction) -> None:
        """Show ``action``, which belongs to the window, in the table's own menu as well."""
        self._offered.append(action)

    def save_state(self) -> str:
        """Column order, widths and sorting, as text for settings; it says where widths follow the panel's."""
        state = base64.b64encode(self.view.horizontalHeader().saveState().data()).decode("ascii")
        return COLUMNS + (FITTED + state if self.view.is_fitted else state)

    def restore_state(self, text: str) -> bool:
        """Take back what ``save_state`` gave. False, and nothing changed, when the text is of another version."""
        if not text.startswith(COLUMNS):
            return False
        text = text.removeprefix(COLUMNS)
        try:
            state = QByteArray(base64.b64decode(text.removeprefix(FITTED), validate=True))
        except (binascii.Error, ValueError):
            return False
        if not self.view.restore_columns(state):
            return False
        if text.startswith(FITTED):
            self.view.fit_columns()
        else:
            self.view.keep_widths()
        self._show_sensitivity()
        self._show_profile()
        return True

    def sizeHint(self) -> QSize:
        """The width at which all columns are seen."""
        return QSize(theme.px(640), theme.px(420))

    # ---- building

    def _build(self) -> None:
        self._status = ElidedLabel(parent=self)
        self._status.setObjectName("layersStatus")
        self._status.setProperty("role", "caption")

        self._preset = QToolButton(self)
        self._preset.setObjectName("layersPreset")
        self._preset.setText(self.tr("Preset"))
        self._preset.setToolTip(self.tr("Give all layers the same bits"))
        self._preset.setAccessibleName(self.tr("Preset: give all layers the same bits"))
        self._preset.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._preset.setMenu(self.actions_of_layers.presets_menu)
        self._preset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self._filter = QLineEdit(self)
        self._filter.setObjectName("layersFilter")
        self._filter.setPlaceholderText(self.tr("Filter by name or kind"))
        self._filter.setAccessibleName(self.tr("Filter layers by name or kind"))
        self._filter.setToolTip(self.tr("Show only layers whose name or kind has these words (Ctrl+F; Esc clears)"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(theme.px(190))
        self._filter.textChanged.connect(self._filter_changed)
        self._filter.installEventFilter(self)

        self.find_action = QAction(self.tr("Filter layers"), self)
        self.find_action.setObjectName("layersFind")
        self.find_action.setShortcut(QKeySequence.StandardKey.Find)
        self.find_action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.find_action.triggered.connect(self._focus_filter)
        self.addAction(self.find_action)

        head = QHBoxLayout()
        head.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, 2 * theme.GRID)
        head.setSpacing(2 * theme.GRID)
        head.addWidget(self._status, 1)
        head.addWidget(self._preset)
        head.addWidget(self._filter)

        self._empty = QWidget(self)
        self._empty.setObjectName("layersEmpty")
        hint = QLabel(self.tr("Open a model to see its layers."), self._empty)
        hint.setObjectName("layersEmptyText")
        hint.setProperty("role", "muted")
        button = QPushButton(self.tr("Open a model…"), self._empty)
        button.setObjectName("layersOpen")
        button.setProperty("primary", True)
        button.clicked.connect(self.openRequested)
        button.setAutoDefault(True)
        empty = QVBoxLayout(self._empty)
        empty.addStretch(1)
        empty.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch(2)

        self._nothing = QLabel(self.view.viewport())
        self._nothing.setObjectName("layersNothing")
        self._nothing.setProperty("role", "muted")
        self._nothing.move(theme.PADDING, theme.PADDING)
        self._nothing.hide()

        full = QWidget(self)
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self._full = full
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(full)

    # ---- following the document

    def _show_model(self) -> None:
        graph = self._document.graph
        self._following = True
        self.model.show_graph(graph, self._document.recipe)
        self._following = False
        self._show_sensitivity()
        self._show_profile()
        self._pages.setCurrentWidget(self._full if graph else self._empty)
        if graph is not None:
            self.view.show_columns()
        self._show_selection()

    def _show_recipe(self) -> None:
        self.model.show_recipe(self._document.recipe)
        self._show_profile()
        # What was said is about another recipe now; an edit's own message follows its change.
        self._show_status()

    def _show_sensitivity(self) -> None:
        self.model.show_sensitivity(self._document.sensitivity)
        self.view.show_sensitivity(not self.model.losses.is_empty)

    def _show_profile(self) -> None:
        self.model.show_profile(self._document.profile, self._document.is_profile_old)
        self.view.show_running(not self.model.running.is_empty)

    def _show_selection(self) -> None:
        """Select the document's layers. Those that the filter hides stay selected in the document."""
        if self._following:
            return
        self._following = True
        selection = self._selection_of(self._document.selection)
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if not selection.isEmpty():
            first = min(selection.at(row).top() for row in range(selection.count()))
            current = self.view.currentIndex()
            if not self.view.selectionModel().isSelected(current):
                column = current.column() if current.isValid() else Column.NAME
                index = self.proxy.index(first, column)
                self.view.selectionModel().setCurrentIndex(index, flags.NoUpdate)
                self.view.scrollTo(index)
        self._following = False
        self._show_status()

    def _selection_of(self, keys: Iterable[str]) -> QItemSelection:
        rows = []
        for key in keys:
            source = self.model.row_of(key)
            if source is not None:
                index = self.proxy.mapFromSource(self.model.index(source, 0))
                if index.isValid():
                    rows.append(index.row())
        selection = QItemSelection()
        rows.sort()
        start = 0
        # One range per run of rows: 5,000 single ranges make every later question slow.
        for position in range(1, len(rows) + 1):
            if position == len(rows) or rows[position] != rows[position - 1] + 1:
                first, last = self.proxy.index(rows[start], 0), self.proxy.index(rows[position - 1], len(Column) - 1)
                selection.select(first, last)
                start = position
        return selection

    def _take_selection(self) -> None:
        if self._following:
            return
        self._following = True
        ranges = self.view.selectionModel().selection()
        parts = (ranges.at(position) for position in range(ranges.count()))
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        layers = self.model.layers
        keys = [layers[self.proxy.mapToSource(self.proxy.index(row, 0)).row()].key for row in dict.fromkeys(rows)]
        self._document.select(keys)
        self._following = False
        self._show_status()

    def _take_current(self, current: QModelIndex) -> None:
        column = Column(current.column()) if current.isValid() else Column.NAME
        self.actions_of_layers.part = PARTS.get(column, Part.WEIGHT)

    def _say(self, text: str) -> None:
        self._status.setText(text)
        self._said.start()

    def _show_status(self) -> None:
        self._said.stop()
        shown, total = self.proxy.rowCount(), len(self.model.layers)
        number = formatting.number
        parts = [self.tr("{} layers").format(number(total))]
        if shown != total:
            parts = [self.tr("{} of {} layers").format(number(shown), number(total))]
        model = self._document.project.model
        if model is not None and model.sha256 in self._document.trained:
            # Which of the project's models one is looking at.
            parts.insert(0, model.name)
        chosen = len(self._document.selection)
        if chosen:
            parts.append(self.tr("{} selected").format(number(chosen)))
        broken = len(self.model.broken)
        if broken:
            parts.append(self.tr("⚠ {} differ from layers they are tied to").format(number(broken)))
        self._status.setText(formatting.joined(parts))
        self._nothing.setText(
            self.tr("No layer's name or kind has these words.")
            if total
            else self.tr("No operator of this model has weights that could be quantized.")
        )
        self._nothing.setVisible(self._document.graph is not None and shown == 0)
        self._nothing.adjustSize()

    # ---- filter

    def _focus_filter(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _filter_changed(self, text: str) -> None:
        """What is hidden is no longer selected: a digit must never change a row that is out of sight."""
        self._following = True
        self.proxy.set_filter(text)
        self._following = False
        if self._document.selection:
            self._document.select(key for key in self._document.selection if not self._selection_of((key,)).isEmpty())
        self._show_selection()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                if self._filter.text():
                    self._filter.clear()
                else:
                    self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.proxy.rowCount():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.view.selectionModel().hasSelection():
                    self.view.selectRow(0)
                return True
        return super().eventFilter(watched, event)

    # ---- menus

    def _open_bits(self, index: QModelIndex) -> None:
        menu = self.actions_of_layers.bits_menus[PARTS[Column(index.column())]]
        rect = self.view.visualRect(index)
        menu.popup(self.view.viewport().mapToGlobal(rect.bottomLeft()))

    def _open_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("layersMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_of_layers.menu_actions())
        menu.addActions(self._offered)
        menu.popup(position)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self._show_status()
