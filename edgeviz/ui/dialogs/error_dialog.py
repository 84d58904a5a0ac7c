"""What happened, what to do about it, and the rest one click away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import at_least, fixed_font, scaled_font
from edgeviz.ui.texts import shown


class ErrorDialog(QDialog):
    """Show it with ``open()``, from the GUI thread only: it never blocks and nothing is lost behind it."""

    def __init__(self, error: EdgeVizError | Failed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorDialog")
        self.setWindowTitle(self.tr("That did not work"))
        self.error = error
        icon = QLabel()
        icon.setPixmap(self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).pixmap(QSize(32, 32)))
        self.what = self._text("errorWhat", shown(error.what), self.tr("What happened"))
        self.what.setFont(scaled_font(self.what, 1.0, bold=True))
        self.remedy = self._text("errorRemedy", shown(error.remedy), self.tr("What to do"))
        self.remedy.setVisible(bool(error.remedy))
        self.details = QPlainTextEdit(error.details)
        self.details.setObjectName("errorDetails")
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setReadOnly(True)
        self.details.setFont(fixed_font())
        self.details.setMinimumHeight(160)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.hide()

        buttons = QDialogButtonBox()
        self.details_button = QPushButton(self.tr("Details"))
        self.details_button.setObjectName("detailsButton")
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self._show_details)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setObjectName("copyButton")
        self.copy_button.setToolTip(self.tr("Copy the whole message, details included"))
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeButton")
        self.close_button.clicked.connect(self.accept)
        for button in (self.details_button, self.copy_button, self.close_button):
            button.setAccessibleName(button.text())
            button.setAutoDefault(button is self.close_button)
        buttons.addButton(self.details_button, QDialogButtonBox.ButtonRole.HelpRole)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button.setDefault(True)
        # The box shows whatever is added to it.
        self.details_button.setVisible(bool(error.details))

        texts = QVBoxLayout()
        texts.setSpacing(8)
        texts.addWidget(self.what)
        texts.addWidget(self.remedy)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(self.details, 1)
        layout.addStretch(0)
        layout.addWidget(buttons)
        at_least(self, 460)
        self.close_button.setFocus()

    @property
    def text(self) -> str:
        """Everything, as it is copied."""
        return "\n\n".join(part.strip() for part in (self.error.what, self.error.remedy, self.error.details) if part)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        width = max(self.width(), theme.px(640) if shown else 0)
        layout = self.layout()
        # What the wrapped lines need: a dialog's own hint is for a width that it has not.
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        self.resize(width, max(needed, theme.px(360) if shown else 0))

    def _text(self, name: str, text: str, accessible: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName(name)
        label.setAccessibleName(accessible)
        label.setWordWrap(True)
        # A file name may look like markup.
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label
