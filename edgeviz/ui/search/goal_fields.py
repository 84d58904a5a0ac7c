"""The form's goal: a reward of accuracy and one cost, every number of it on screen, and further costs to keep low."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.reward import HARD, SOFT, Goal, Reward
from edgeviz.ui import formatting, theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.formatting import joined, number
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, Section, allow, dress

#: Costs of a candidate: measured or modelled latency, what the file and the graph say, and the energy where a device
#: models it.
COSTS = ("latency", "size", "macs", "activation_memory", "energy")
#: Of a reward before anybody has set it: seconds, bytes, MACs, bytes, joules.
TARGETS = {"latency": 2e-3, "size": 500e3, "macs": 20e6, "activation_memory": 200e3, "energy": 1e-3}
SOFT_FORM, HARD_FORM, OWN_FORM = "soft", "hard", "own"


class GoalFields(Section):
    """``value()`` is the Goal. Samplers that seek a front read its objectives, all others its reward."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("searchGoal", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Goal"))
        self.head.setAccessibleName(tr("Goal"))
        self.cost = ChoiceBox([(name, formatting.title(name), formatting.explanation(name)) for name in COSTS])
        dress(self.cost, "searchCost", tr("Cost"), tr("What accuracy is traded against"))
        self.target = NumberBox(1e-6, 1e12, 1.0, 6)
        dress(
            self.target, "searchTarget", tr("Target"),
            tr("T of the reward: what a network may cost. The dashed line of the plot, which can be dragged"),
        )  # fmt: skip
        self.form = ChoiceBox(
            [
                (SOFT_FORM, tr("Soft (−0.07, −0.07)"), tr("Twice the latency for 5 % more accuracy, on both sides")),
                (HARD_FORM, tr("Hard (0, −1)"), tr("Nothing for being faster than the target, full price beyond it")),
                (OWN_FORM, tr("Own exponents"), tr("Any two exponents that are not above 0")),
            ]
        )
        dress(self.form, "searchReward", tr("Reward"), tr("Accuracy × (cost / target)^w. Tan et al. 2019, MnasNet"))
        self.alpha, self.beta = NumberBox(-100.0, 0.0, SOFT[0], 4), NumberBox(-100.0, 0.0, SOFT[1], 4)
        dress(self.alpha, "searchAlpha", tr("Exponent up to the target"), tr("α: w where the cost meets the target"))
        dress(self.beta, "searchBeta", tr("Exponent beyond the target"), tr("β: w where the cost is above the target"))
        self.further = FurtherCosts()
        self.note = caption("", "searchGoalNote")
        self.add(tr("Cost"), self.cost)
        self.target_label = self.add(tr("Target"), self.target)
        self.add(tr("Reward"), self.form)
        self.add(tr("α, below"), self.alpha)
        self.add(tr("β, beyond"), self.beta)
        self.add(tr("Further costs"), self.further)
        self.add_wide(self.note)
        self._unit = 1.0
        self._targets = dict(TARGETS)
        self.cost.changed.connect(self._cost_chosen)
        self.form.changed.connect(self._form_chosen)
        for box in (self.target, self.alpha, self.beta):
            box.valueChanged.connect(self._edited)
        self.further.changed.connect(self._edited)
        self._sampler, self._seeks_front = "", False
        self._cost_chosen()
        self._form_chosen()

    # ---- the value

    def value(self) -> Goal:
        """Raises EdgeVizError."""
        cost = str(self.cost.chosen)
        reward = Reward(self.target.value() / self._unit, self.alpha.value(), self.beta.value(), "accuracy", cost)
        return Goal(reward, ("accuracy", cost, *self.further.chosen))

    def show_value(self, goal: Goal) -> None:
        reward = goal.reward
        if reward.cost in COSTS:
            self._targets[reward.cost] = reward.target
            self.cost.choose(reward.cost)
            self._cost_chosen()
        self.further.choose(goal.objectives)
        pair = (reward.alpha, reward.beta)
        self.form.choose(SOFT_FORM if pair == SOFT else HARD_FORM if pair == HARD else OWN_FORM)
        self.alpha.setValue(reward.alpha)
        self.beta.setValue(reward.beta)
        self._show_rows()
        self.changed.emit()

    def set_target(self, target: float) -> None:
        """In the unit that the cost is stored in."""
        self.target.setValue(target * self._unit)

    def show_sampler(self, name: str, seeks_front: bool) -> None:
        """Say what the sampler of this name makes of the goal."""
        self._sampler, self._seeks_front = name, seeks_front
        self._show_rows()

    def text(self) -> str:
        costs = [formatting.title(name) for name in (str(self.cost.chosen), *self.further.chosen)]
        return joined([", ".join(costs), self._target_text(), self.form.currentText()])

    # ---- following

    def _target_text(self) -> str:
        quantity = QUANTITIES[str(self.cost.chosen)]
        return formatting.quantity_text(quantity, self.target.value() / self._unit)

    @Slot()
    def _cost_chosen(self) -> None:
        cost = str(self.cost.chosen)
        self.further.leave_out(cost)
        self._unit, unit = formatting.axis_scale(QUANTITIES[cost])
        self.target_label.setText(self.tr("Target ({})").format(unit))
        self.target.blockSignals(True)
        self.target.setValue(self._targets[cost] * self._unit)
        self.target.blockSignals(False)
        self._show_rows()
        self.changed.emit()

    @Slot()
    def _form_chosen(self) -> None:
        pair = {SOFT_FORM: SOFT, HARD_FORM: HARD}.get(str(self.form.chosen))
        if pair is not None:
            self.alpha.setValue(pair[0])
            self.beta.setValue(pair[1])
        self._show_rows()
        self.changed.emit()

    @Slot()
    def _edited(self) -> None:
        self._targets[str(self.cost.chosen)] = self.target.value() / self._unit
        self._show_rows()
        self.changed.emit()

    @Slot()
    def _show_rows(self) -> None:
        own = self.form.chosen == OWN_FORM
        self.alpha.setReadOnly(not own)
        self.beta.setReadOnly(not own)
        names = [_in_text(name) for name in ("accuracy", str(self.cost.chosen), *self.further.chosen)]
        front = formatting.locale().createSeparatedList(names)
        if self._seeks_front:
            text = self.tr("{} seeks the front of {}; the reward ranks what it found.")
            self.note.setText(text.format(self._sampler, front))
            return
        text = self.tr("Accuracy × ({} / {})^w, w = {} up to the target and {} beyond it.")
        parts = (names[1], self._target_text(), number(self.alpha.value(), 2), number(self.beta.value(), 2))
        said = [text.format(*parts)]
        if self.further.chosen:
            text = self.tr("{} follows this reward alone. The front of {} is drawn of what it finds; NSGA-II seeks it.")
            said.append(text.format(self._sampler, front))
        self.note.setText(" ".join(said))


class FurtherCosts(QWidget):
    """Costs beside that of the reward: with them the front has more than two objectives."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "searchFurtherCosts", self.tr("Further costs"), self.tr("Objectives of the front beside the cost"))
        self.boxes = {name: QCheckBox(formatting.title(name)) for name in COSTS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID)
        for place, (name, box) in enumerate(self.boxes.items()):
            title = self.tr("Further cost: {}").format(formatting.title(name))
            dress(box, f"searchFurther_{name}", title, formatting.explanation(name))
            box.toggled.connect(self.changed)
            grid.addWidget(box, place // 2, place % 2)

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.boxes.items() if box.isChecked() and box.isEnabled())

    def choose(self, names: Collection[str]) -> None:
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in names and box.isEnabled())

    def leave_out(self, cost: str) -> None:
        """The cost of the reward is an objective already."""
        for name, box in self.boxes.items():
            allow(box, self.tr("The reward has this cost already.") if name == cost else "")


def _in_text(name: str) -> str:
    """A quantity within a sentence: "latency", "MACs"."""
    title = formatting.title(name)
    return title if title[1:2].isupper() else title.lower()
