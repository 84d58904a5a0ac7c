"""The pieces that the form of a training run is made of: sections that fold, and fields that say why they are off."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedComboBox, ElidedLabel

_TIP = "plainTip"


def dress(widget: QWidget, name: str, title: str, tip: str) -> None:
    """Give a control its names and its tooltip."""
    widget.setObjectName(name)
    widget.setAccessibleName(title)
    widget.setProperty(_TIP, tip)
    widget.setToolTip(f"<p>{tip}</p>")


def allow(widget: QWidget, why_not: str = "") -> None:
    """Enable a dressed control, or disable it and say why."""
    widget.setEnabled(not why_not)
    widget.setToolTip(f"<p>{why_not or widget.property(_TIP)}</p>")
    widget.setAccessibleDescription(why_not)


class WholeBox(QSpinBox):
    """A whole number; the wheel scrolls the form unless the box has the focus."""

    def __init__(self, low: int, high: int, value: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(suffix)
        self.setGroupSeparatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(64))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QDoubleSpinBox):
    """A real number with as many digits as it has: 0.001, 4, 0.9. Arrows change its leading digit."""

    def __init__(self, low: float, high: float, value: float, decimals: int = 6, suffix: str = "") -> None:
        super().__init__()
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(suffix)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(64))

    def textFromValue(self, value: float) -> str:
        text = formatting.locale().toString(value, "f", self.decimals())
        point = formatting.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text

    def valueFromText(self, text: str) -> float:
        found, known = formatting.locale().toDouble(text.removesuffix(self.suffix()).strip())
        return found if known else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        # A rate is often written as 1e-4, which Qt's own check refuses.
        plain = text.removesuffix(self.suffix()).strip()
        found, known = formatting.locale().toDouble(plain)
        if known and self.minimum() <= found <= self.maximum():
            return QValidator.State.Acceptable, text, position
        allowed = set("0123456789eE+-") | {formatting.locale().decimalPoint(), QLocale().groupSeparator()}
        state = QValidator.State.Intermediate if set(plain) <= allowed else QValidator.State.Invalid
        return state, text, position

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PercentBox(NumberBox):
    """A share, shown in percent."""

    def __init__(self, low: float, high: float, value: float) -> None:
        super().__init__(low * 100, high * 100, value * 100, 2, " %")

    @property
    def share(self) -> float:
        return round(self.value() / 100, 6)

    def set_share(self, share: float) -> None:
        self.setValue(share * 100)


class ChoiceBox(ElidedComboBox):
    """One of several values; ``allow_value`` switches a single one off with the reason as its tooltip."""

    #: A person or ``choose`` picked another value.
    changed = Signal()

    def __init__(self, values: Iterable[tuple[Any, str, str]] = ()) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values(values)
        self.currentIndexChanged.connect(self._index_changed)

    def set_values(self, values: Iterable[tuple[Any, str, str]]) -> None:
        """Offer other values: (value, text, tooltip). The chosen one stays where it is still there."""
        before = self.chosen
        with QSignalBlocker(self):
            self.clear()
            self._values = []
            for value, text, tip in values:
                self._values.append(value)
                self.addItem(text)
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.UserRole)
            self.setCurrentIndex(self._values.index(before) if before in self._values else 0)

    @property
    def chosen(self) -> Any:
        """The value that is chosen; None without any (None may be a value too)."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def choose(self, value: Any) -> bool:
        """False where there is no such value."""
        if value not in self._values:
            return False
        self.setCurrentIndex(self._values.index(value))
        return True

    def allow_value(self, value: Any, why_not: str = "") -> None:
        model, row = self.model(), self._values.index(value)
        if isinstance(model, QStandardItemModel):
            model.item(row).setEnabled(not why_not)
        tip = why_not or self.itemData(row, Qt.ItemDataRole.UserRole)
        self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot()
    def _index_changed(self) -> None:
        self.changed.emit()


def choices(kind: Iterable[Enum], name: Any, tip: Any = None) -> list[tuple[Any, str, str]]:
    """The members of an enumeration for a ``ChoiceBox``."""
    return [(member, name(member), tip(member) if tip is not None else "") for member in kind]


class Section(QWidget):
    """A heading that folds what is below it; folded, it says in a few words what is chosen there."""

    toggled = Signal(bool)

    def __init__(self, name: str, title: str, unfolded: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"{name}Section")
        self._summary = ""
        self.head = QToolButton()
        self.head.setObjectName(f"{name}Fold")
        self.head.setText(title)
        self.head.setAccessibleName(title)
        self.head.setToolTip(self.tr("Show or hide these settings"))
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The style sheet would give a checked button a ground of its own.
        self.head.setStyleSheet(
            "QToolButton { font-weight: 600; padding: 2px 4px; background: transparent; border-color: transparent; }"
            "QToolButton:focus { border-color: palette(accent); }"
        )
        self.summary = ElidedLabel()
        self.summary.setObjectName(f"{name}Summary")
        self.summary.setProperty("role", "caption")
        self.body = QWidget()
        self.rows = QFormLayout(self.body)
        self.rows.setContentsMargins(theme.PADDING, 0, 0, theme.GRID)
        self.rows.setHorizontalSpacing(2 * theme.GRID)
        self.rows.setVerticalSpacing(theme.GRID)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self.head)
        top.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.body)
        self.head.toggled.connect(self._toggled)
        self.head.setChecked(unfolded)
        self._toggled(unfolded)

    def add(self, title: str, field: QWidget, buddy: QWidget | None = None) -> QLabel:
        """A row; its label leads to ``buddy``, or to the field."""
        label = QLabel(title)
        label.setBuddy(buddy or field)
        self.rows.addRow(label, field)
        return label

    def add_wide(self, field: QWidget) -> None:
        self.rows.addRow(field)

    def set_row_visible(self, field: QWidget, visible: bool) -> None:
        self.rows.setRowVisible(field, visible)

    def summarize(self, text: str) -> None:
        self._summary = text
        self.summary.setText("" if self.head.isChecked() else text)

    @Slot(bool)
    def _toggled(self, unfolded: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.body.setVisible(unfolded)
        self.summarize(self._summary)
        self.toggled.emit(unfolded)
