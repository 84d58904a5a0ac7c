"""The budget: how much may be spent, or how accurate it must be; the best recipe within is adopted while it moves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from edgeviz.core.metric import QUANTITIES, Evaluation
from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job
from edgeviz.ui.document import Document
from edgeviz.ui.front.finder import predicted_cost, recipe_of
from edgeviz.ui.front.predicted import LEAST_PAIRS, PredictedFront
from edgeviz.ui.front.second import SecondCost, decimals_for
from edgeviz.ui.labels import ElidedLabel

translate = QCoreApplication.translate
#: Points that "Verify" measures, and steps of the slider.
VERIFIED, STEPS = 5, 1000


class BudgetBar(QWidget):
    """Two sliders with boxes that move along ``document.front``; hidden while there is none."""

    #: Recipes of the front, evenly spread, that somebody wants measured.
    verifyRequested = Signal(object)
    #: Somebody wants to set several limits at once.
    limitsRequested = Signal()
    #: Somebody wants the front measured beside the greedy search.
    compareRequested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("budgetBar")
        self.setAccessibleName(self.tr("Budget"))
        self.document = document
        self._scale = (1.0, "")
        #: Changes of one drag are one undo step: they carry its number.
        self._drag = 0
        self._index: int | None = None
        #: Another limit of the second cost was set: the front that comes is to be moved to.
        self._is_wanted = False
        self._unverified: list[Recipe] = []
        self._job: Job | None = None
        self._spread: tuple[PredictedFront, Calibration, list[Recipe]] | None = None
        self._build()
        document.frontChanged.connect(self.refresh)
        # Not by recipeChanged: only after it are the figures of the new recipe worked out, once for everybody.
        document.figuresChanged.connect(self._follow)
        document.evaluationsChanged.connect(self._refresh_verify)
        document.dataChanged.connect(self._refresh_verify)
        self.refresh()

    # ---- construction

    def _build(self) -> None:
        self.cost_label = QLabel(self.tr("At most"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("budgetSlider")
        self.slider.setAccessibleName(self.tr("Limit"))
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 20)
        self.slider.setMinimumWidth(theme.px(80))
        self.cost_box = QDoubleSpinBox()
        self.cost_box.setObjectName("budgetCost")
        self.accuracy_label = QLabel(self.tr("At least"))
        self.accuracy_slider = QSlider(Qt.Orientation.Horizontal)
        self.accuracy_slider.setObjectName("budgetAccuracySlider")
        self.accuracy_slider.setRange(0, STEPS)
        self.accuracy_slider.setPageStep(STEPS // 20)
        self.accuracy_slider.setMinimumWidth(theme.px(60))
        self.accuracy_box = QDoubleSpinBox()
        self.accuracy_box.setObjectName("budgetAccuracy")
        self.accuracy_box.setRange(0.0, 100.0)
        self.accuracy_box.setDecimals(1)
        self.accuracy_box.setSingleStep(0.1)
        self.accuracy_box.setSuffix(" %")
        self.accuracy_box.setAccessibleName(self.tr("Least predicted accuracy"))
        self.accuracy_box.setToolTip(self.tr("Adopts the cheapest recipe that is predicted to be this accurate"))
        self.accuracy_slider.setAccessibleName(self.accuracy_box.accessibleName())
        self.accuracy_slider.setToolTip(self.accuracy_box.toolTip())
        for box in (self.cost_box, self.accuracy_box):
            box.setLocale(formatting.locale())
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setKeyboardTracking(False)
            box.editingFinished.connect(self._drag_ended)
        self.cost_label.setBuddy(self.cost_box)
        self.accuracy_label.setBuddy(self.accuracy_box)
        self.slider.valueChanged.connect(self._slid)
        self.slider.actionTriggered.connect(self._slider_used)
        self.slider.sliderReleased.connect(self._drag_ended)
        self.accuracy_slider.valueChanged.connect(self._accuracy_slid)
        self.accuracy_slider.sliderReleased.connect(self._drag_ended)
        self.cost_box.valueChanged.connect(self._cost_typed)
        self.accuracy_box.valueChanged.connect(self._accuracy_typed)
        self.status = ElidedLabel()
        self.status.setObjectName("budgetStatus")
        self.status.setProperty("role", "caption")
        self.verify_button = QPushButton(self.tr("Verify"))
        self.verify_button.setObjectName("verifyFront")
        self.verify_button.clicked.connect(self._verify)
        self.second = SecondCost(self.document)
        self.second.limited.connect(self._second_limited)
        self.limits_button = QPushButton(self.tr("Limits…"))
        self.limits_button.setObjectName("moreLimits")
        self.limits_button.setAccessibleName(self.tr("Several limits at once"))
        self.limits_button.setToolTip(self.tr("Finds the best recipe within flash, RAM, latency, energy and accuracy"))
        self.limits_button.clicked.connect(self.limitsRequested)
        self.compare_button = QPushButton(self.tr("Greedy…"))
        self.compare_button.setObjectName("againstGreedy")
        self.compare_button.setAccessibleName(self.tr("Measure the front against greedy"))
        self.compare_button.setToolTip(self.tr("Measures this front and the greedy search at the same costs"))
        self.compare_button.clicked.connect(self.compareRequested)
        first = QHBoxLayout()
        first.setSpacing(2 * theme.GRID)
        first.addWidget(self.cost_label)
        first.addWidget(self.slider, 1)
        first.addWidget(self.cost_box)
        first.addSpacing(theme.GRID)
        first.addWidget(self.accuracy_label)
        first.addWidget(self.accuracy_slider, 1)
        first.addWidget(self.accuracy_box)
        second = QHBoxLayout()
        second.setSpacing(2 * theme.GRID)
        second.addWidget(self.second)
        second.addStretch(1)
        for button in (self.limits_button, self.compare_button, self.verify_button):
            second.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.status)

    # ---- following the document

    @Slot()
    def refresh(self) -> None:
        """Another front: its range, and where the current recipe is on it."""
        front = self.document.front
        self.setVisible(front is not None and len(front) > 0)
        if front is None or not len(front):
            return
        quantity = QUANTITIES[front.quantity]
        self._scale = formatting.axis_scale(quantity, float(front.costs[-1]))
        factor, unit = self._scale
        low, high = float(front.costs[0]) * factor, float(front.costs[-1]) * factor
        decimals = decimals_for(high - low)
        with QSignalBlocker(self.cost_box):
            self.cost_box.setDecimals(decimals)
            # Below the front too: somebody who asks for the impossible is told so.
            self.cost_box.setRange(0.0, high + 10**-decimals)
            self.cost_box.setSingleStep(max(10**-decimals, (high - low) / 50))
            self.cost_box.setSuffix(f" {unit}" if unit else "")
        title = formatting.title(front.quantity)
        self.cost_box.setAccessibleName(self.tr("Largest {}").format(title.lower() if title.istitle() else title))
        span = f"{self._text(front.costs[0])} – {self._text(front.costs[-1])}"
        tip = self.tr("Adopts the recipe of least predicted loss that costs at most this: {}").format(span)
        self.slider.setToolTip(tip)
        self.cost_box.setToolTip(tip)
        self.slider.setAccessibleName(self.cost_box.accessibleName())
        for widget in (self.accuracy_label, self.accuracy_slider, self.accuracy_box):
            widget.setVisible(front.has_accuracy)
        self.second.show_front(front)
        self._follow()
        if self._is_wanted:
            self._is_wanted = False
            self._adopt_within(front, self._budget(front))
        if self._index is None:
            self._start_at(front)
        self._refresh_verify()

    @Slot()
    def _follow(self) -> None:
        """Show where the current recipe is; a recipe that is not on the front leaves the controls where they are."""
        front = self.document.front
        if front is None or not len(front):
            return
        self._index = front.index_of(self.document.recipe, predicted_cost(self.document, front.quantity))
        if self._index is not None:
            self._place(front, self._index)
        elif front.has_accuracy:
            count = formatting.number(len(front))
            text = self.tr("{} recipes on the predicted front; the current one is not on it").format(count)
            self._say(formatting.joined([text, exactness(front)]))
        else:
            self._say(self._too_few(front))

    def _start_at(self, front: PredictedFront) -> None:
        """Set the controls to what the current recipe spends, as far as the front reaches, without adopting."""
        spent = predicted_cost(self.document, front.quantity)
        index = front.within(spent) or 0
        cost = float(front.costs[index])
        with QSignalBlocker(self.slider), QSignalBlocker(self.cost_box):
            self.slider.setValue(self._position(front, cost))
            self.cost_box.setValue(self._rounded_up(cost * self._scale[0]))
            self._show_accuracy(front, index)

    @Slot(str, float)
    def propose(self, quantity: str, limit: float) -> None:
        """Set the controls to a limit that was dragged in the plot, without adopting anything."""
        front = self.document.front
        if front is None or front.quantity != quantity:
            return
        with QSignalBlocker(self.slider), QSignalBlocker(self.cost_box):
            self.slider.setValue(self._position(front, limit))
            self.cost_box.setValue(limit * self._scale[0])

    def _show_accuracy(self, front: PredictedFront, index: int) -> None:
        """What was asked for stays as it is while it leads to this very point."""
        if not front.has_accuracy:
            return
        accuracy = float(front.accuracies[index])
        with QSignalBlocker(self.accuracy_slider), QSignalBlocker(self.accuracy_box):
            if not self.accuracy_slider.isSliderDown() and front.reaching(self._wanted(front)) != index:
                self.accuracy_slider.setValue(self._accuracy_position(front, accuracy))
            if not self.accuracy_box.hasFocus():
                self.accuracy_box.setValue(accuracy * 100)

    def _place(self, front: PredictedFront, index: int) -> None:
        cost = float(front.costs[index])
        self._show_accuracy(front, index)
        with QSignalBlocker(self.slider), QSignalBlocker(self.cost_box):
            # The budget that was asked for stays as it is while it leads to this very point.
            if front.within(self._budget(front)) != index and not self.slider.isSliderDown():
                self.slider.setValue(self._position(front, cost))
            if front.within(self.cost_box.value() / self._scale[0]) != index:
                self.cost_box.setValue(self._rounded_up(cost * self._scale[0]))
        found = front.evaluation(index).metrics
        parts = [self._text(cost)]
        if front.second is not None:
            parts.append(formatting.value_text(found[front.second.quantity]))
        accuracy = found.get("accuracy")
        if accuracy is not None:
            parts.insert(0, f"{formatting.value_text(accuracy)} {formatting.interval_text(accuracy)}".strip())
        text = "○ " + self.tr("predicted: {}").format(formatting.joined(parts))
        text = formatting.joined([text, exactness(front)])
        self._say(text if front.has_accuracy else formatting.joined([text, self._too_few(front)]))

    def _too_few(self, front: PredictedFront) -> str:
        number = formatting.number
        return self.tr("{} recipes, not drawn yet: {} of {} measurements for an accuracy").format(
            number(len(front)), number(front.pairs), number(LEAST_PAIRS)
        )

    @Slot()
    def _refresh_verify(self) -> None:
        front, document = self.document.front, self.document
        if front is None:
            return
        runs = document.graph is not None and document.graph.runs
        key = (front, document.recipe.calibration)
        if self._spread is None or self._spread[0] is not front or self._spread[1] != key[1]:
            # Kept, because a recipe's hash spells all of it out and is asked for with every measurement.
            self._spread = (*key, [recipe_of(document, front, index) for index in front.spread(VERIFIED)])
        self._unverified = [recipe for recipe in self._spread[2] if not _has_accuracy(document.evaluation(recipe))]
        count = len(self._unverified)
        self.verify_button.setText(self.tr("Verify {}").format(count) if count else self.tr("Verified"))
        if self._job is not None:
            self.verify_button.setText(self.tr("Verifying…"))
            tip = self.tr("Points of the front are being measured; Jobs shows how far that is.")
        elif not runs:
            tip = self.tr("The model cannot be executed here, so nothing can be measured.")
        elif document.data is None:
            tip = self.tr("Measuring accuracies needs data.")
        elif not count:
            tip = self.tr("Five points from end to end of the front are measured.")
        else:
            tip = self.tr("Measures points from end to end of the front; the predictions then learn from them.")
        self.verify_button.setToolTip(tip)
        self.verify_button.setAccessibleName(self.verify_button.text())
        self.verify_button.setEnabled(bool(self._job is None and runs and document.data is not None and count))

    def follow(self, job: Job) -> None:
        """Ask for nothing more until ``job``, which measures what was asked for, has ended."""
        self._job = job
        job.ended.connect(self._verified)
        self._refresh_verify()

    @Slot(object)
    def _verified(self, event: object) -> None:
        self._job = None
        self._refresh_verify()

    # ---- what a person does

    @Slot(int)
    def _slid(self, value: int) -> None:
        front = self.document.front
        if front is not None:
            self._adopt_within(front, self._budget(front))

    @Slot(int)
    def _slider_used(self, action: int) -> None:
        # Where the slider stands already its value does not change, and yet somebody asks for this budget.
        if action != QSlider.SliderAction.SliderMove.value and self.slider.sliderPosition() == self.slider.value():
            self._slid(self.slider.value())

    @Slot(float)
    def _cost_typed(self, value: float) -> None:
        front = self.document.front
        if front is not None:
            cost = value / self._scale[0]
            with QSignalBlocker(self.slider):
                self.slider.setValue(self._position(front, cost))
            self._adopt_within(front, cost)

    @Slot(float)
    def _accuracy_typed(self, value: float) -> None:
        front = self.document.front
        if front is None or not front.has_accuracy:
            return
        index = front.reaching(value / 100)
        if index is None:
            best = formatting.percent(float(front.accuracies.max()))
            text = self.tr("Impossible: no recipe of the front is predicted to be better than {}").format(best)
            self._say(text, error=True)
            return
        self._adopt(front, index)

    @Slot(int)
    def _accuracy_slid(self, value: int) -> None:
        front = self.document.front
        if front is not None and front.has_accuracy:
            index = front.reaching(self._wanted(front))
            if index is not None:
                self._adopt(front, index)

    @Slot()
    def _second_limited(self) -> None:
        self._is_wanted = True

    def _adopt_within(self, front: PredictedFront, cost: float) -> None:
        index = front.within(cost)
        if index is None:
            least = self._text(front.costs[0])
            self._say(self.tr("Impossible: the cheapest recipe with these widths needs {}").format(least), error=True)
            return
        self._adopt(front, index)

    def _adopt(self, front: PredictedFront, index: int) -> None:
        if index == self._index:
            self._place(front, index)
            return
        text = self.tr("Set budget")
        self.document.adopt(recipe_of(self.document, front, index), text, f"budget:{self._drag}")

    @Slot()
    def _drag_ended(self) -> None:
        self._drag += 1

    @Slot()
    def _verify(self) -> None:
        if self._unverified:
            self.verifyRequested.emit(tuple(self._unverified))

    # ---- internals

    def _budget(self, front: PredictedFront) -> float:
        """What the slider allows to be spent."""
        low, high = float(front.costs[0]), float(front.costs[-1])
        return low + (high - low) * self.slider.value() / STEPS

    def _position(self, front: PredictedFront, cost: float) -> int:
        low, high = float(front.costs[0]), float(front.costs[-1])
        return round((cost - low) / (high - low) * STEPS) if high > low else STEPS

    def _wanted(self, front: PredictedFront) -> float:
        """The accuracy that the slider asks for. Its ends are those of the front, which never falls."""
        low, high = float(front.accuracies[0]), float(front.accuracies[-1])
        return low + (high - low) * self.accuracy_slider.value() / STEPS

    def _accuracy_position(self, front: PredictedFront, accuracy: float) -> int:
        low, high = float(front.accuracies[0]), float(front.accuracies[-1])
        return round((accuracy - low) / (high - low) * STEPS) if high > low else STEPS

    def _rounded_up(self, shown: float) -> float:
        """With as many decimals as the box has, and not below: what is shown must be enough for the point."""
        step = 10.0 ** -self.cost_box.decimals()
        return -(-shown // step) * step

    def _text(self, cost: float) -> str:
        front = self.document.front
        return formatting.quantity_text(QUANTITIES[front.quantity if front else "size"], float(cost))

    def _say(self, text: str, error: bool = False) -> None:
        theme.set_role(self.status, "error-caption" if error else "caption")
        self.status.setText(text)


def exactness(front: PredictedFront) -> str:
    """How exact a front of three objectives is; "" for two, which are exact but where a tolerance is given."""
    if front.tolerance:
        parts = [formatting.quantity_text(QUANTITIES[name], value) for name, value in front.tolerance.items()]
        return translate("BudgetBar", "exact within {}").format(" / ".join(parts))
    return translate("BudgetBar", "exact") if front.second is not None else ""


def _has_accuracy(found: Evaluation | None) -> bool:
    return found is not None and "accuracy" in found.metrics
