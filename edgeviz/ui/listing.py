"""A panel with a list: rows that are selected, keys and buttons for what can be done with the selected one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.tables import dress_table

#: Modifiers of a key that is pressed alone.
ALONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ListPanel(QWidget):
    """``view`` is the table, ``empty`` what is said in its place, ``buttons`` are those of the actions below it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[QAction, QPushButton] = {}
        self._keys: Mapping[Qt.Key, QAction] = {}

    # ---- construction

    def add_view(self, model: QAbstractItemModel, name: str, title: str) -> QTableView:
        """Whole rows of ``model``, of which one can be selected."""
        self.view = view = QTableView()
        dress_table(view, model, name, title)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.installEventFilter(self)
        return view

    def add_action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    def lay_out(self, name: str, empty: str, actions: Iterable[QAction], keys: Mapping[Qt.Key, QAction]) -> None:
        """The view over a note and a row of buttons. empty: said where there are no rows; keys: trigger actions."""
        self._keys = keys
        self.empty = caption(empty, f"{name}Empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        self.note = ElidedLabel()
        self.note.setObjectName(f"{name}Note")
        self.note.setProperty("role", "caption")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.note, 1)
        for action in actions:
            button = QPushButton(action.text())
            button.setObjectName(f"{action.objectName()}Button")
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
            self.buttons[action] = button
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)

    # ---- following

    def show_states(self, states: Iterable[tuple[QAction, str, str]]) -> None:
        """For each action why it cannot be done ("" where it can), and what it does."""
        self.pages.setCurrentWidget(self.view if self.view.model().rowCount() else self.empty)
        for action, why, tip in states:
            action.setEnabled(not why)
            action.setToolTip(why or tip)
            if action in self.buttons:
                self.buttons[action].setEnabled(not why)
                self.buttons[action].setToolTip(why or tip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.modifiers() in ALONE:
            found = self._keys.get(Qt.Key(event.key()))
            if found is not None:
                found.trigger()
                return True
        return super().eventFilter(watched, event)
