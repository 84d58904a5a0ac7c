"""The second cost: what may be spent of it while the first is moved along. Three objectives are weighed then."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from edgeviz.core.frontier import possible_costs
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.front.finder import SECOND
from edgeviz.ui.front.predicted import PredictedFront


class SecondCost(QWidget):
    """Chooses one more cost and its limit; both are kept with the project."""

    #: The person set another limit: the best recipe within it is wanted.
    limited = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("secondCost")
        self._factor = 1.0
        self.box = QComboBox()
        self.box.setObjectName("secondQuantity")
        self.box.setAccessibleName(self.tr("Second cost"))
        self.box.setToolTip(
            self.tr("Weighs a second cost too: the front then holds the recipes within its limit that no other beats")
        )
        self.box.setMinimumWidth(theme.px(88))
        self.limit_box = QDoubleSpinBox()
        self.limit_box.setObjectName("secondLimit")
        self.limit_box.setLocale(formatting.locale())
        self.limit_box.setKeyboardTracking(False)
        self.limit_box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.label = QLabel(self.tr("and of"))
        self.label.setBuddy(self.box)
        self.most_label = QLabel(self.tr("at most"))
        self.most_label.setBuddy(self.limit_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.GRID)
        for widget in (self.label, self.box, self.most_label, self.limit_box):
            layout.addWidget(widget)
        self.box.activated.connect(self._chosen)
        self.limit_box.valueChanged.connect(self._limited)
        self.show_front(None)

    def show_front(self, front: PredictedFront | None) -> None:
        """Offer what can be weighed beside the front's own cost, and the range of the chosen one."""
        first = front.quantity if front is not None else "size"
        names = ["", *(name for name in possible_costs(self.document.device) if name != first)]
        stored = self.document.project.settings.get(SECOND)
        chosen = stored.get("quantity", "") if isinstance(stored, dict) else ""
        with QSignalBlocker(self.box):
            if [self.box.itemData(row) for row in range(self.box.count())] != names:
                self.box.clear()
                for name in names:
                    self.box.addItem(formatting.title(name) if name else self.tr("nothing else"), name)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        second = front.second if front is not None else None
        for widget in (self.most_label, self.limit_box):
            widget.setVisible(second is not None)
        if second is None:
            return
        quantity = QUANTITIES[second.quantity]
        self._factor, unit = formatting.axis_scale(quantity, second.most)
        low, high = second.least * self._factor, second.most * self._factor
        decimals = decimals_for(high - low)
        step = 10.0**-decimals
        with QSignalBlocker(self.limit_box):
            self.limit_box.setDecimals(decimals)
            self.limit_box.setRange(-(-low // step) * step, high + step)
            self.limit_box.setSingleStep(max(step, (high - low) / 50))
            self.limit_box.setSuffix(f" {unit}" if unit else "")
            if not self.limit_box.hasFocus():
                self.limit_box.setValue(-(-second.limit * self._factor // step) * step)
        title = formatting.title(second.quantity)
        self.limit_box.setAccessibleName(self.tr("Largest {}").format(title.lower() if title.istitle() else title))
        texts = [formatting.quantity_text(quantity, value) for value in (second.least, second.most)]
        self.limit_box.setToolTip(self.tr("Only recipes within this limit are on the front: {} – {}").format(*texts))

    @Slot(int)
    def _chosen(self, row: int) -> None:
        name = self.box.itemData(row)
        self.document.set_setting(SECOND, {"quantity": name, "limit": None} if name else {})

    @Slot(float)
    def _limited(self, value: float) -> None:
        name = self.box.currentData()
        if name:
            self.document.set_setting(SECOND, {"quantity": name, "limit": value / self._factor})
            self.limited.emit()


def decimals_for(span: float) -> int:
    """Decimals with which a range of this width can be set finely enough."""
    return next((decimals for decimals, least in enumerate((500.0, 20.0, 2.0, 0.2, 0.02)) if span >= least), 5)
