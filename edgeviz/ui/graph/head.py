"""The line above the network: what it is coloured by, the legend, and buttons for groups, search and view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from edgeviz.ui import theme
from edgeviz.ui.graph.colours import Colours
from edgeviz.ui.graph.icons import icon


class Head(QWidget):
    """``buttons`` by name: close, open, find, fit, horizontal, more, measure."""

    def __init__(self, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_horizontal = True
        self.buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.GRID, theme.PADDING, theme.GRID)
        layout.setSpacing(0)
        layout.addWidget(colours.chooser)
        layout.addSpacing(2 * theme.GRID)
        layout.addWidget(colours.legend, 1)
        measure = QToolButton(self)
        measure.setObjectName("graphMeasureLayers")
        measure.setText(self.tr("Measure layers…"))
        measure.setToolTip(self.tr("Time each layer in onnxruntime on this machine (Ctrl+F9)"))
        measure.setAccessibleName(self.tr("Measure layers"))
        measure.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        measure.hide()
        layout.addWidget(measure)
        layout.addSpacing(theme.GRID)
        for name, tip in (
            ("close", self.tr("Close all groups")),
            ("open", self.tr("Open one level more")),
            ("find", self.tr("Find by name, operator or shape (Ctrl+F)")),
            ("fit", self.tr("Fit the whole network into the view (F)")),
            ("horizontal", ""),
            ("more", self.tr("Overlays, pictures and more")),
        ):
            button = QToolButton(self)
            button.setObjectName(f"graphButton-{name}")
            button.setAutoRaise(True)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFixedWidth(theme.px(28))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
            self.buttons[name] = button
        self.buttons["measure"] = measure
        theme.notifier.changed.connect(self._paint_icons)
        self._paint_icons()

    def offer_measure(self, on: bool) -> None:
        """Show the button that fills the overlay of measured latency."""
        self.buttons["measure"].setVisible(on)

    def show_direction(self, is_horizontal: bool) -> None:
        self._is_horizontal = is_horizontal
        self._paint_icons()

    @Slot()
    def _paint_icons(self) -> None:
        tip = self.tr("From left to right; press for from top to bottom")
        if not self._is_horizontal:
            tip = self.tr("From top to bottom; press for from left to right")
        self.buttons["horizontal"].setToolTip(tip)
        self.buttons["horizontal"].setAccessibleName(tip)
        for name, button in self.buttons.items():
            if name == "measure":  # it has words
                continue
            button.setIcon(icon("vertical" if name == "horizontal" and not self._is_horizontal else name))
