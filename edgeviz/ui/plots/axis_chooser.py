"""Which two quantities a plot shows; the choice is kept with the project."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, stored, theme
from edgeviz.ui.document import Document

SETTING = "tradeoff"
DEFAULT_AXES = ("size", "accuracy")


class AxisChooser(QWidget):
    """Two boxes and a check box. ``axes`` and ``is_log`` are what the project's settings say."""

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.axes: tuple[str, str] = DEFAULT_AXES
        self.is_log = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.x_box, self.y_box = QComboBox(), QComboBox()
        for box, name, text in ((self.x_box, "xAxis", self.tr("x:")), (self.y_box, "yAxis", self.tr("y:"))):
            box.setObjectName(name)
            box.setAccessibleName(self.tr("Quantity on the {} axis").format(name[0]))
            box.setToolTip(box.accessibleName())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            # In a small window the boxes give way, before the window refuses to become smaller.
            box.setMinimumWidth(theme.px(88))
            box.activated.connect(self._chosen)
            label = QLabel(text)
            label.setBuddy(box)
            layout.addWidget(label)
            layout.addWidget(box)
        self.log_box = QCheckBox(self.tr("Log x"))
        self.log_box.setObjectName("logX")
        self.log_box.setAccessibleName(self.tr("Logarithmic x axis"))
        self.log_box.setToolTip(self.tr("Logarithmic x axis"))
        self.log_box.toggled.connect(self._chosen)
        layout.addWidget(self.log_box)
        document.settingsChanged.connect(self.read)
        self.offer(())
        self.read()

    def offer(self, present: Iterable[str]) -> None:
        """Let the quantities in ``present`` be chosen, beside the usual and the chosen ones."""
        wanted = {*present, *DEFAULT_AXES, *self.axes}
        names = [name for name in QUANTITIES if name in wanted]
        for box in (self.x_box, self.y_box):
            if [box.itemData(row) for row in range(box.count())] != names:
                box.blockSignals(True)
                box.clear()
                for row, name in enumerate(names):
                    box.addItem(formatting.title(name), name)
                    box.setItemData(row, formatting.explanation(name), Qt.ItemDataRole.ToolTipRole)
                box.blockSignals(False)
        self._show()

    @Slot()
    def read(self) -> None:
        """Take the axes from the project's settings."""
        settings = stored.mapping(self.document.project.settings.get(SETTING))
        x, y = (
            stored.name(settings.get(key), QUANTITIES) or default
            for key, default in zip("xy", DEFAULT_AXES, strict=True)
        )
        log = bool(settings.get("log", False))
        if (x, y, log) != (*self.axes, self.is_log):
            self.axes, self.is_log = (x, y), log
            self.offer(self.x_box.itemData(row) for row in range(self.x_box.count()))
            self.changed.emit()

    def _show(self) -> None:
        for box, name in zip((self.x_box, self.y_box), self.axes, strict=True):
            box.setCurrentIndex(box.findData(name))
        self.log_box.blockSignals(True)
        self.log_box.setChecked(self.is_log)
        self.log_box.blockSignals(False)

    @Slot()
    def _chosen(self) -> None:
        x, y = self.x_box.currentData(), self.y_box.currentData()
        # ``read`` follows by settingsChanged.
        self.document.set_setting(SETTING, {"x": x, "y": y, "log": self.log_box.isChecked()})
