"""How far the story has gone: a dot for each step, and a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from edgeviz.ui import theme


class Dots(QWidget):
    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepDots")
        self.setAccessibleName(self.tr("Steps"))
        self.group = QButtonGroup(self)
        self.group.idClicked.connect(self.chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for number, title in enumerate(titles, 1):
            dot = QToolButton()
            dot.setObjectName(f"dot{number}")
            dot.setCheckable(True)
            # Left and Right, Home and End do the same from the keyboard; here they would be taken from the steps.
            dot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            text = self.tr("Step {} of {}: {}").format(number, len(titles), title)
            dot.setAccessibleName(text)
            dot.setToolTip(text)
            self.group.addButton(dot, number - 1)
            layout.addWidget(dot)

    @Slot(int)
    def show_step(self, index: int) -> None:
        self.group.button(index).setChecked(True)

    def set_unit(self, unit: float) -> None:
        side = round(16 * unit)
        tokens = theme.current()
        self.setStyleSheet(
            f"QToolButton {{ border: {round(2 * unit)}px solid {tokens.muted}; border-radius: {side // 2}px;"
            f" padding: 0; min-height: 0; background: transparent; }}"
            f"QToolButton:checked {{ background: {tokens.accent}; border-color: {tokens.accent}; }}"
        )
        for dot in self.group.buttons():
            dot.setFixedSize(side, side)
