"""The search bar of the graph view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from edgeviz.ui import formatting, theme
from edgeviz.ui.graph.icons import icon


class SearchBar(QWidget):
    """Text, how many match, and steps through them. ``closed`` when somebody is done."""

    textChanged = Signal(str)
    stepRequested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graphSearch")
        self.field = QLineEdit(self)
        self.field.setObjectName("graphSearchField")
        self.field.setPlaceholderText(self.tr("Name, operator or shape (16×32×32)"))
        self.field.setAccessibleName(self.tr("Find in the network by name, operator or shape"))
        self.field.setToolTip(self.tr("Enter goes to the next, Shift+Enter to the previous, Esc closes"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.textChanged)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setObjectName("graphSearchCount")
        self.count.setProperty("role", "caption")
        self.previous = self._button("previous", self.tr("Previous match (Shift+Enter)"))
        self.next = self._button("next", self.tr("Next match (Enter)"))
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        theme.notifier.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    def open(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, at: int, total: int) -> None:
        """``at`` counts from 0; -1 where none is shown."""
        if not self.field.text().strip():
            text = ""
        elif total == 0:
            text = self.tr("none")
        else:
            text = self.tr("{} of {}").format(formatting.number(at + 1), formatting.number(total))
        self.count.setText(text)
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"graphSearch-{name}")
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setEnabled(False)
        return button

    def _paint_icons(self) -> None:
        self.previous.setIcon(icon("previous"))
        self.next.setIcon(icon("next"))

    def _go_on(self) -> None:
        self.stepRequested.emit(1)

    def _go_back(self) -> None:
        self.stepRequested.emit(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepRequested.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)
