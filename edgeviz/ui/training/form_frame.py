"""What the forms at the left of Train and Search share: sections that scroll, a name, and the button that starts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel


class FormFrame(QWidget):
    """``area`` scrolls the fields; below it stand ``problem``, ``start_button`` and ``estimate``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Form")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._prefix = name
        self.name = QLineEdit()

    def lay_out(
        self, title: str, fields: Iterable[QWidget | QLayout], start_button: PrimaryButton, top: QLayout | None = None
    ) -> None:
        """``title`` is that of the fields, which stand below each other with the name behind them; ``top`` does not
        scroll with them."""
        self.start_button = start_button
        inner = QWidget()
        inner.setObjectName(f"{self._prefix}FormInner")
        inner.setProperty("role", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.PADDING, 2 * theme.GRID)
        column.setSpacing(theme.GRID)
        named = QHBoxLayout()
        label = QLabel(self.tr("Name"))
        label.setBuddy(self.name)
        named.setContentsMargins(theme.PADDING, 0, 0, 0)
        named.addWidget(label)
        named.addWidget(self.name, 1)
        for field in (*fields, named):
            if isinstance(field, QLayout):
                column.addLayout(field)
            else:
                column.addWidget(field)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName(f"{self._prefix}Scroll")
        self.area.setAccessibleName(title)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        # The fields set the width: what is cut at the right could not be reached.
        inner.installEventFilter(self)
        self.problem = StateLabel(f"{self._prefix}Problem")
        self.estimate = QLabel()
        self.estimate.setObjectName(f"{self._prefix}Estimate")
        self.estimate.setProperty("role", "muted")
        self.estimate.setAccessibleName(self.tr("Estimated time"))
        self.estimate.setWordWrap(True)
        below = QVBoxLayout()
        below.setContentsMargins(theme.PADDING, theme.GRID, theme.PADDING, 8)
        below.setSpacing(theme.GRID)
        below.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addWidget(start_button)
        row.addWidget(self.estimate, 1)
        below.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0 if top is not None else 8, 0, 0)
        layout.setSpacing(theme.GRID)
        if top is not None:
            layout.addLayout(top)
        layout.addWidget(self.area, 1)
        layout.addLayout(below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and hasattr(self, "area"):
            inner = self.area.widget()
            if inner is not None:
                bar = self.area.verticalScrollBar().sizeHint().width()
                self.area.setMinimumWidth(inner.minimumSizeHint().width() + bar)
        return False
