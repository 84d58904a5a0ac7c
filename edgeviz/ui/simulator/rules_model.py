"""Threshold rules as a table that is edited cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from edgeviz.core.adaptive.policies.player import GOVERNOR
from edgeviz.core.adaptive.policies.rules import QUANTITIES, RELATIVE, Rule
from edgeviz.ui.devices.energy_plot import clock_text
from edgeviz.ui.simulator.thresholds import RANGES, point_text, quantity_text

Index = QModelIndex | QPersistentModelIndex
QUANTITY, SIGN, VALUE, POINT, LEVEL = range(5)


class RulesModel(QAbstractTableModel):
    """Rows are rules in the order in which they are asked. ``points``: names that a rule may take; ``levels``: Hz."""

    #: Other rules, and what was done.
    edited = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rules: tuple[Rule, ...] = ()
        self.points: tuple[str, ...] = ()
        self.levels: tuple[float, ...] = ()

    def show(self, rules: Sequence[Rule], points: Sequence[str], levels: Sequence[float]) -> None:
        before = len(self.rules)
        if len(rules) != before:
            self.beginResetModel()
        self.rules, self.points, self.levels = tuple(rules), tuple(points), tuple(levels)
        if len(rules) != before:
            self.endResetModel()
        elif rules:
            self.dataChanged.emit(self.index(0, 0), self.index(before - 1, LEVEL))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rules)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (self.tr("When"), self.tr("Is"), self.tr("Threshold"), self.tr("Take"), self.tr("Clock"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if index.isValid() else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        rule, column = self.rules[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return (rule.quantity, rule.above, rule.value, rule.point, rule.level)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                quantity_text(rule.quantity), self.tr("above") if rule.above else self.tr("below"),
                f"{rule.value:g}",
                point_text(rule.point), self.level_text(rule.level),
            )[column]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == POINT and rule.point not in self.points and rule.point not in RELATIVE:
                return self.tr("This operating point is not among those that are checked")
            unit = QUANTITIES[rule.quantity][0]
            if column == VALUE and unit:
                return self.tr("In {}; a double click or F2 edits").format(unit)
            return self.tr("A double click or F2 edits; the first rule that holds decides")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        rule = self.rules[index.row()]
        match index.column():
            case 0:
                low, high, _ = RANGES[str(value)]
                new = replace(rule, quantity=str(value), value=min(max(rule.value, low), high))
            case 1:
                new = replace(rule, above=bool(value))
            case 2:
                new = replace(rule, value=float(value))
            case 3:
                new = replace(rule, point=str(value))
            case _:
                new = replace(rule, level=int(value))
        if new != rule:
            rules = (*self.rules[: index.row()], new, *self.rules[index.row() + 1 :])
            # When the editor has closed: whoever listens may show the table anew.
            QTimer.singleShot(0, self, lambda: self.edited.emit(rules, self.tr("Edit a rule")))
        return True

    def choices(self, column: int) -> list[tuple[str, Any]]:
        """What a cell of ``column`` may hold, in words and as it is stored; none for a number."""
        match column:
            case 0:
                return [(quantity_text(name), name) for name in QUANTITIES]
            case 1:
                return [(self.tr("above"), True), (self.tr("below"), False)]
            case 3:
                return [(point_text(name), name) for name in (*RELATIVE, *self.points)]
            case 4:
                return [(self.level_text(level), level) for level in range(GOVERNOR, len(self.levels))]
            case _:
                return []

    def level_text(self, level: int) -> str:
        if level == GOVERNOR:
            return self.tr("governor's")
        return clock_text(self.levels[level]) if level < len(self.levels) else str(level)


class RuleDelegate(QStyledItemDelegate):
    """A list of choices, or a number within the range of its quantity."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RulesModel)
        choices = model.choices(index.column())
        if choices:
            box = QComboBox(parent)
            for text, value in choices:
                box.addItem(text, value)
            box.activated.connect(self._chosen)
            return box
        low, high, step = RANGES[model.rules[index.row()].quantity]
        spin = QDoubleSpinBox(parent)
        spin.setDecimals(0 if step >= 1 else 2)
        spin.setRange(low, high)
        spin.setSingleStep(step)
        return spin

    def _chosen(self) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QDoubleSpinBox):
            editor.setValue(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QDoubleSpinBox):
            editor.interpretText()
            model.setData(index, editor.value())
