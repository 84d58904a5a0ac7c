"""One step of the story: a title, a sentence that is true of this project now, and a live figure."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.presentation.magnified import Magnified

#: Pixels of the smallest type on a screen of 1280 × 720, which are 18 pt; larger screens have larger type.
LEAST = 24


class Step(QWidget):
    """``key`` names it in the project; ``note`` is what the speaker's notes say until they are written."""

    #: What ``story`` says is another sentence.
    storyChanged = Signal()
    key = ""

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.note = title, note
        self.setObjectName(f"step_{self.key}")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4 * theme.GRID)

    def story(self) -> str:
        raise NotImplementedError

    def enter(self) -> None:
        """The step is on the screen now."""

    def leave(self) -> None:
        """Another step follows, or the end."""

    def retire(self) -> None:
        """The presentation ends."""
        self.leave()

    def set_unit(self, unit: float) -> None:
        """``unit``: how much larger the screen is than 1280 × 720."""
        for figure in self.findChildren(Magnified):
            figure.set_magnification(unit * LEAST / theme.px(theme.CAPTION))


class Missing(QWidget):
    """What a step lacks, and the button that gets it."""

    def __init__(self, button: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setObjectName("missingText")
        self.label.setWordWrap(True)
        self.button = QPushButton(button)
        self.button.setObjectName("missingButton")
        self.button.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * theme.GRID)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def say(self, text: str, can_mend: bool = True) -> None:
        """Without a text it is hidden: nothing is missing."""
        self.label.setText(text)
        self.button.setVisible(can_mend)
        self.setVisible(bool(text))
