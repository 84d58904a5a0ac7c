"""The threshold rules in full: what is asked in which order, and what is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.policies.rules import DEFAULT, RELATIVE, Rule, Rules
from edgeviz.ui import theme
from edgeviz.ui.simulator.rules_model import RuleDelegate, RulesModel
from edgeviz.ui.simulator.thresholds import point_text

#: As ``core.adaptive.policies`` reads at most.
MOST = 100


class RulesView(QWidget):
    """``rules`` as they stand; every change is told as a whole."""

    #: The new Rules, and what was done.
    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rulesView")
        self.rules = Rules()
        self.model = RulesModel(self)
        tr = self.tr
        view = self.view = QTableView()
        view.setObjectName("rulesTable")
        view.setAccessibleName(tr("Threshold rules"))
        view.setAccessibleDescription(tr("F2 edits a cell; Insert adds a rule, Delete removes it, Alt+Up and Alt+Down"))
        view.setModel(self.model)
        view.setItemDelegate(RuleDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setHighlightSections(False)
        self.otherwise_box = QComboBox()
        self.otherwise_box.setObjectName("otherwiseBox")
        self.otherwise_box.setAccessibleName(tr("Otherwise"))
        self.otherwise_box.setToolTip(tr("What is taken where no rule holds"))
        self.otherwise_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.otherwise_box.setMinimumContentsLength(10)
        self.otherwise_box.activated.connect(self._otherwise_chosen)
        label = QLabel(tr("Otherwise"))
        label.setBuddy(self.otherwise_box)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(label)
        row.addWidget(self.otherwise_box)
        row.addStretch(1)
        self.add_button = self._button(row, "addRule", tr("Add"), "Insert", self.add)
        self.remove_button = self._button(row, "removeRule", tr("Remove"), "Delete", self.remove)
        self.up_button = self._button(row, "ruleUp", tr("Up"), "Alt+Up", self.move_up)
        self.down_button = self._button(row, "ruleDown", tr("Down"), "Alt+Down", self.move_down)
        self.reset_button = self._button(row, "resetRules", tr("Reset rules"), "", self.reset)
        self.reset_button.setToolTip(tr("The rules that EdgeViz begins with"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GRID, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(view, 1)
        layout.addLayout(row)
        self.model.edited.connect(self._edited)
        view.selectionModel().currentChanged.connect(self._show_state)

    def _button(self, row: QHBoxLayout, name: str, text: str, keys: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        row.addWidget(button)
        if keys:
            button.setToolTip(f"{text} ({keys})")
            action = QAction(text, self.view)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.view.addAction(action)
        return button

    # ---- what is shown

    def show_rules(self, rules: Rules, points: Sequence[str], levels: Sequence[float]) -> None:
        current = self.view.currentIndex()
        row, column = max(0, current.row()), max(0, current.column())
        self.rules = rules
        self.model.show(rules.rules, points, levels)
        with QSignalBlocker(self.otherwise_box):
            self.otherwise_box.clear()
            for name in (*RELATIVE, *points):
                self.otherwise_box.addItem(point_text(name), name)
            self.otherwise_box.setCurrentIndex(self.otherwise_box.findData(rules.otherwise))
        if rules.rules:
            self.view.setCurrentIndex(self.model.index(min(row, len(rules.rules) - 1), column))
        self._show_state()

    @property
    def row(self) -> int:
        return self.view.currentIndex().row()

    # ---- changing

    @Slot()
    def add(self) -> None:
        """A rule behind the chosen one."""
        at = self.row + 1
        new = Rule("queue", 1.0, "fastest")
        self._set((*self.rules.rules[:at], new, *self.rules.rules[at:]), self.tr("Add a rule"), at)

    @Slot()
    def remove(self) -> None:
        at = self.row
        if 0 <= at < len(self.rules.rules):
            self._set((*self.rules.rules[:at], *self.rules.rules[at + 1 :]), self.tr("Remove a rule"), at)

    @Slot()
    def move_up(self) -> None:
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        self._move(1)

    @Slot()
    def reset(self) -> None:
        self.edited.emit(Rules(DEFAULT), self.tr("Reset the rules"))

    def _move(self, by: int) -> None:
        rules, at = list(self.rules.rules), self.row
        if 0 <= at < len(rules) and 0 <= at + by < len(rules):
            rules.insert(at + by, rules.pop(at))
            self._set(tuple(rules), self.tr("Move a rule"), at + by)

    def _set(self, rules: tuple[Rule, ...], text: str, row: int) -> None:
        self.edited.emit(Rules(rules, self.rules.otherwise), text)
        if rules:
            column = max(0, self.view.currentIndex().column())
            self.view.setCurrentIndex(self.model.index(min(row, len(rules) - 1), column))

    @Slot(object, str)
    def _edited(self, rules: tuple[Rule, ...], text: str) -> None:
        self.edited.emit(Rules(rules, self.rules.otherwise), text)

    @Slot()
    def _otherwise_chosen(self) -> None:
        self.edited.emit(Rules(self.rules.rules, str(self.otherwise_box.currentData())), self.tr("Edit a rule"))

    @Slot()
    def _show_state(self) -> None:
        row, count = self.row, len(self.rules.rules)
        self.add_button.setEnabled(count < MOST)
        self.remove_button.setEnabled(0 <= row < count)
        self.up_button.setEnabled(0 < row < count)
        self.down_button.setEnabled(0 <= row < count - 1)
        self.reset_button.setEnabled(self.rules != Rules(DEFAULT))
