"""The undo history: every edit in its order, one click goes back to any of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QUndoView, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel


class HistoryPanel(QWidget):
    """The document's undo stack as a list. What was measured stays, whichever step is chosen."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        # A plain widget paints the background of a style sheet only on request.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self.view = QUndoView(document.undo_stack)
        self.view.setObjectName("historyView")
        self.view.setAccessibleName(self.tr("Undo history"))
        self.view.setToolTip(self.tr("Click a step, or walk with the arrow keys, to go back or forward to it"))
        self.view.setStyleSheet(f"QListView::item {{ padding: 4px {theme.PADDING - 2}px; }}")
        self.view.setEmptyLabel(self.tr("As opened"))
        # One line: a dock gives wrapped lines less height than they need.
        hint = ElidedLabel(self.tr("Steps below the chosen one can be redone until something else is edited."))
        hint.setProperty("role", "caption")
        below = QVBoxLayout()
        below.setContentsMargins(theme.PADDING, 4, theme.PADDING, 8)
        below.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
