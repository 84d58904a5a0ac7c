"""One piece of advice: the sentence, why, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from edgeviz.core.advisor import Advice
from edgeviz.ui import theme
from edgeviz.ui.texts import shown


class AdviceCard(QFrame):
    """Shows ``advice``; the panel does what is asked for."""

    done = Signal(object)
    dismissed = Signal(object)
    #: The layers that it is about, to be selected everywhere.
    layersRequested = Signal(object)

    def __init__(self, advice: Advice, is_first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice = advice
        self.setObjectName(f"advice-{advice.rule}")
        self.setProperty("role", "advice")
        summary = advice.summary.fill(shown)
        why = advice.why.fill(shown)
        action = advice.action.fill(shown)
        self.setAccessibleName(summary)
        self.setAccessibleDescription(f"{why} {action}")
        self.summary = self._label("summary", summary, "title")
        self.why = self._label("why", f"{why} {action}", "muted")
        self.button = QPushButton(advice.button.fill(shown), self)
        self.button.setObjectName(f"advice-{advice.rule}-button")
        self.button.setProperty("primary", is_first)
        self.button.setAccessibleName(self.button.text())
        self.button.setAccessibleDescription(summary)
        undo = self.tr("One undo takes it back.") if advice.recipe is not None else ""
        self.button.setToolTip(f"{action} {undo}".strip())
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._do)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName(f"advice-{advice.rule}-dismiss")
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.setToolTip(self.tr("Dismiss: do not say this again for these layers"))
        self.close_button.setAccessibleName(self.tr("Dismiss"))
        self.close_button.clicked.connect(self._dismiss)
        self.layers_button = QPushButton(self.tr("Show layers"), self)
        self.layers_button.setObjectName(f"advice-{advice.rule}-layers")
        self.layers_button.setProperty("role", "link")
        self.layers_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.layers_button.setToolTip(self.tr("Select the layers that this is about, in every panel"))
        self.layers_button.setAccessibleName(self.layers_button.text())
        self.layers_button.setVisible(bool(advice.layers))
        self.layers_button.clicked.connect(self._show_layers)
        text = QVBoxLayout()
        text.setSpacing(theme.GRID)
        text.addWidget(self.summary)
        text.addWidget(self.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        row.setSpacing(2 * theme.GRID)
        row.addLayout(text, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.layers_button, 0, middle)
        row.addWidget(self.button, 0, middle)
        row.addWidget(self.close_button, 0, middle)

    def _label(self, part: str, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(f"advice-{self.advice.rule}-{part}")
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the text needs at this width: a scroll area asks wrapped labels for a width of their own."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and event.size().width() != event.oldSize().width():
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the text shows which layers are meant."""
        if event.button() is Qt.MouseButton.LeftButton and self.advice.layers:
            self._show_layers()
        super().mouseReleaseEvent(event)

    @Slot()
    def _do(self) -> None:
        self.done.emit(self.advice)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self.advice)

    @Slot()
    def _show_layers(self) -> None:
        self.layersRequested.emit(self.advice.layers)
