"""The command palette: type a few letters of what you want, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.palette.delegate import PaletteDelegate
from edgeviz.ui.palette.entries import Entry
from edgeviz.ui.palette.model import PaletteModel

WIDTH = 640
#: Lines that are visible at once.
LINES = 12
#: What comes after this sign is the name of a layer.
LAYER_SIGN = "@"
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaletteDialog(QDialog):
    """Show it with ``open()``. ``commands`` run something, ``layers`` go to a layer; both are as they are now."""

    def __init__(self, commands: Sequence[Entry], layers: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paletteDialog")
        self.setWindowTitle(self.tr("Command palette"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._window = parent
        self._commands = commands
        self._layers = layers
        self._in_layers = False
        self.model = PaletteModel(self)
        self.edit = QLineEdit()
        self.edit.setObjectName("paletteEdit")
        self.edit.setAccessibleName(self.tr("Command or layer"))
        self.edit.setToolTip(self.tr("Letters of a command, or @ and letters of a layer; Enter runs it"))
        hint = self.tr("Search commands; @ goes to a layer") if layers else self.tr("Search commands")
        self.edit.setPlaceholderText(hint)
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.view = QListView()
        self.view.setObjectName("paletteList")
        self.view.setAccessibleName(self.tr("What fits"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._clicked)
        self.note = QLabel()
        self.note.setObjectName("paletteNote")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(12, 4, 12, 6)
        theme.set_role(self.note, "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.edit)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)
        tokens = theme.current()
        self.setStyleSheet(
            f"#paletteDialog {{ background: {tokens.surface}; border: 1px solid {tokens.muted}; }}"
            f"#paletteEdit {{ border: none; border-bottom: 1px solid {tokens.border}; border-radius: 0;"
            f" padding: 8px 12px; }}"
        )
        self.view.selectionModel().currentChanged.connect(self._explain)
        self.model.set_entries(commands, "")
        self._select_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self._window
        # The hint of a row needs the window's font, which is known now.
        lines = self.view.sizeHintForRow(0) if self.model.rowCount() else theme.px(28)
        height = self.edit.sizeHint().height() + lines * LINES + self.note.sizeHint().height() + 4
        self.resize(min(theme.px(WIDTH), window.width() - 40), min(height, window.height() - 80))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 56)
        self.edit.setFocus()

    # ---- typing

    @Slot(str)
    def _filter(self, text: str) -> None:
        in_layers = text.startswith(LAYER_SIGN)
        pattern = text[len(LAYER_SIGN) :] if in_layers else text
        if in_layers != self._in_layers:
            self._in_layers = in_layers
            self.model.set_entries(self._layers if in_layers else self._commands, pattern)
        else:
            self.model.set_pattern(pattern)
        self._select_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the list while the text keeps the focus."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._move(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run(self.view.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: Qt.Key) -> None:
        count, row = self.model.rowCount(), self.view.currentIndex().row()
        if not count:
            return
        page = max(1, LINES - 1)
        steps = {Qt.Key.Key_Up: row - 1, Qt.Key.Key_Down: row + 1}
        if key in steps:
            row = steps[key] % count
        else:
            row = min(max(row + (page if key == Qt.Key.Key_PageDown else -page), 0), count - 1)
        self.view.setCurrentIndex(self.model.index(row, 0))

    def _select_first(self) -> None:
        self.view.setCurrentIndex(self.model.index(0, 0))
        self._explain()

    @Slot()
    def _explain(self) -> None:
        entry = self.model.entry(self.view.currentIndex().row())
        if entry is not None:
            self.note.setText(entry.reason or self.tr("Enter runs it, Esc closes"))
        elif self._in_layers and not self._layers:
            self.note.setText(self.tr("No layers: open a model first"))
        else:
            self.note.setText(self.tr("Nothing fits: fewer letters find more"))

    # ---- running

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.run(index.row())

    def run(self, row: int) -> None:
        """Close and do what the line says; one that cannot be done stays, with its reason below."""
        entry = self.model.entry(row)
        if entry is None or not entry.enabled:
            self._explain()
            return
        self.accept()
        entry.run()
