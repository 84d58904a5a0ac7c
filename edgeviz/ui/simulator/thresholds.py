"""A threshold of the rules under a slider: the strips move with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QWidget

from edgeviz.core.adaptive.policies.rules import Rule, Rules
from edgeviz.ui import theme
from edgeviz.ui.texts import name_text

translate = QCoreApplication.translate

#: Least and most of each quantity's slider, and its step.
RANGES: dict[str, tuple[float, float, float]] = {
    "charge": (0.0, 1.0, 0.01),
    "temperature": (0.0, 100.0, 1.0),
    "queue": (0.0, 20.0, 1.0),
    "waiting": (0.0, 3.0, 0.05),
    "response": (0.0, 3.0, 0.05),
    "slow_down": (1.0, 10.0, 0.1),
    "busy": (0.0, 1.0, 0.01),
    "confidence": (0.0, 1.0, 0.01),
    "bandwidth": (0.0, 1e8, 1e4),
    "time": (0.0, 86400.0, 10.0),
}


class Thresholds(QWidget):
    """``rules`` is the policy as it is set."""

    #: The new Rules, and what was done.
    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thresholds")
        self.rules = Rules()
        self.rule_box = QComboBox()
        self.rule_box.setObjectName("ruleBox")
        self.rule_box.setAccessibleName(self.tr("Rule"))
        self.rule_box.setToolTip(self.tr("Rules are asked in this order; the first that holds decides"))
        self.rule_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule_box.setMinimumContentsLength(16)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("thresholdSlider")
        self.slider.setAccessibleName(self.tr("Threshold of the rule"))
        self.slider.setToolTip(self.tr("Drag it: the run is played again at once"))
        self.spin = QDoubleSpinBox()
        self.spin.setObjectName("thresholdSpin")
        self.spin.setAccessibleName(self.tr("Threshold of the rule"))
        self.spin.setToolTip(self.tr("Waiting and response in deadlines, charge from 0 to 1, the queue in requests"))
        self.rule_box.currentIndexChanged.connect(self._show_rule)
        self.slider.valueChanged.connect(self._slid)
        self.spin.valueChanged.connect(self._typed)
        label = QLabel(self.tr("Rule"))
        label.setBuddy(self.rule_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID * 2)
        layout.addWidget(label)
        layout.addWidget(self.rule_box)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.spin)
        self.show_rules(self.rules)

    @property
    def index(self) -> int:
        return max(0, self.rule_box.currentIndex())

    def show_rules(self, rules: Rules) -> None:
        """The same rule stays chosen."""
        index = self.rule_box.currentIndex()
        self.rules = rules
        with QSignalBlocker(self.rule_box):
            self.rule_box.clear()
            for rule in rules.rules:
                self.rule_box.addItem(rule_text(rule))
            wanted = index if index >= 0 else len(rules.rules) - 2
            self.rule_box.setCurrentIndex(min(max(0, wanted), len(rules.rules) - 1))
        self._show_rule()

    @Slot()
    def _show_rule(self) -> None:
        for widget in (self.rule_box, self.slider, self.spin):
            widget.setEnabled(bool(self.rules.rules))
        if not self.rules.rules:
            return
        rule = self.rules.rules[self.index]
        low, high, step = RANGES[rule.quantity]
        with QSignalBlocker(self.slider), QSignalBlocker(self.spin):
            self.slider.setRange(round(low / step), round(high / step))
            self.slider.setValue(round(rule.value / step))
            self.spin.setDecimals(0 if step >= 1 else 2)
            self.spin.setRange(low, high)
            self.spin.setSingleStep(step)
            self.spin.setValue(rule.value)

    @Slot(int)
    def _slid(self, value: int) -> None:
        self.spin.setValue(value * RANGES[self.rules.rules[self.index].quantity][2])

    @Slot(float)
    def _typed(self, value: float) -> None:
        rules = list(self.rules.rules)
        rules[self.index] = replace(rules[self.index], value=value)
        self.edited.emit(Rules(tuple(rules), self.rules.otherwise), self.tr("Move a threshold"))


def rule_text(rule: Rule) -> str:
    """ "response > 0.8: faster"."""
    sign = ">" if rule.above else "<"
    return f"{quantity_text(rule.quantity)} {sign} {rule.value:g}: {point_text(rule.point)}"


def quantity_text(name: str) -> str:
    return {
        "charge": translate("Simulator", "charge"),
        "queue": translate("Simulator", "queue"),
        "response": translate("Simulator", "response"),
        "waiting": translate("Simulator", "waiting"),
        "temperature": translate("Simulator", "temperature"),
        "slow_down": translate("Simulator", "slow-down"),
        "busy": translate("Simulator", "busy share"),
        "confidence": translate("Simulator", "confidence"),
        "bandwidth": translate("Simulator", "bandwidth"),
        "time": translate("Simulator", "time"),
    }.get(name, name)


def point_text(name: str) -> str:
    return {
        "fastest": translate("Simulator", "fastest"),
        "cheapest": translate("Simulator", "cheapest"),
        "most accurate": translate("Simulator", "most accurate"),
        "faster": translate("Simulator", "faster"),
        "slower": translate("Simulator", "slower"),
        "same": translate("Simulator", "same"),
    }.get(name, name_text(name))
