"""What a page of the device panel shows where there is nothing to draw: why, and the one action that changes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from edgeviz.ui import theme


class EmptyPage(QWidget):
    """A sentence and a button."""

    requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setObjectName(f"{name}EmptyText")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.button = QPushButton()
        self.button.setObjectName(f"{name}EmptyButton")
        # Outside dialogs Qt presses buttons by Space only.
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.PADDING)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

        # Nobody has said yet what the button does, and it is out of sight: it has a name all the same.
        self.button.setAccessibleName(self.tr("Fill this page"))

    def explain(self, text: str, action: str, tip: str) -> None:
        self.label.setText(text)
        self.button.setText(action)
        self.button.setAccessibleName(action.rstrip("…"))
        self.button.setToolTip(tip)


class PageWithEmpty(QStackedWidget):
    """A page that is either ``content`` or its empty state."""

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.content = content
        self.empty = EmptyPage(name)
        self.addWidget(content)
        self.addWidget(self.empty)

    def show_content(self) -> None:
        if self.is_empty:
            self.setCurrentWidget(self.content)
            # Qt posts an update to all that is shown; those that come after the first painting have all painted again.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)

    def show_empty(self, text: str, action: str, tip: str) -> None:
        self.empty.explain(text, action, tip)
        self.setCurrentWidget(self.empty)

    @property
    def is_empty(self) -> bool:
        return self.currentWidget() is self.empty
