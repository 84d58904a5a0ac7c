"""Several limits at once: flash, RAM, latency, energy, accuracy; the best recipe within, or which of them to relax."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES, Evaluation
from edgeviz.core.prediction import fit_accuracy
from edgeviz.core.recipe import KEPT_BITS, Recipe, Repairs
from edgeviz.core.sensitivity import Sensitivity
from edgeviz.jobs.streams import stdout_kept
from edgeviz.ui import formatting, stored, theme
from edgeviz.ui.background import Background
from edgeviz.ui.dialogs.parts import StateLabel, at_least, muted
from edgeviz.ui.document import Document
from edgeviz.ui.front.finder import float_size, like_current, observations, widths_known
from edgeviz.ui.front.predicted import LEAST_PAIRS
from edgeviz.ui.texts import error_text

#: The project's setting that holds the limits that were set last.
SETTING = "limits"
LIMITS = ("size", "activation_memory", "latency", "energy", "accuracy")


@dataclass(frozen=True, eq=False)
class _Task:
    graph: ModelGraph
    sensitivity: Sensitivity
    evaluations: Sequence[Evaluation]
    float_bytes: int | None
    device: Device | None
    kept: tuple[str, ...]
    repairs: Repairs
    limits: Mapping[str, float]


class LimitsDialog(QDialog):
    """Stays open beside the window; "Find recipe" adopts what it finds, as one undo step."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("limitsDialog")
        self.setWindowTitle(self.tr("Limits"))
        self._factors: dict[str, float] = {}
        self._task: _Task | None = None
        self._background = Background(self)
        self._background.done.connect(self._take)
        self.checks: dict[str, QCheckBox] = {}
        self.boxes: dict[str, QDoubleSpinBox] = {}
        self.current: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        titles = {
            "size": self.tr("Flash (size) at most"),
            "activation_memory": self.tr("RAM (activations) at most"),
            "latency": self.tr("Latency at most"),
            "energy": self.tr("Energy at most"),
            "accuracy": self.tr("Accuracy at least"),
        }
        for row, name in enumerate(LIMITS):
            check, box, now = QCheckBox(titles[name]), QDoubleSpinBox(), muted(QLabel())
            check.setObjectName(f"limit-{name}")
            check.setAccessibleName(titles[name])
            box.setObjectName(f"limit-{name}-value")
            box.setAccessibleName(titles[name])
            box.setLocale(formatting.locale())
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setMinimumSize(theme.px(120), theme.px(26))
            now.setObjectName(f"limit-{name}-now")
            check.toggled.connect(self._refresh_enabled)
            self.checks[name], self.boxes[name], self.current[name] = check, box, now
            for column, widget in enumerate((check, box, now)):
                grid.addWidget(widget, row, column)
            grid.setRowMinimumHeight(row, theme.px(28))
        grid.setColumnStretch(2, 1)
        self.answer = StateLabel("limitsAnswer")
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ways = QWidget()
        self._ways = QHBoxLayout(self.ways)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self.find_button = QPushButton(self.tr("Find recipe"))
        self.find_button.setObjectName("findWithin")
        self.find_button.setDefault(True)
        self.find_button.clicked.connect(self.search)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeButton")
        self.close_button.clicked.connect(self.close)
        for button in (self.find_button, self.close_button):
            button.setAccessibleName(button.text())
        buttons = QDialogButtonBox()
        buttons.addButton(self.find_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(grid)
        layout.addWidget(self.answer)
        layout.addWidget(self.ways)
        layout.addStretch(1)
        layout.addWidget(buttons)
        for signal in (document.figuresChanged, document.sensitivityChanged, document.frontChanged):
            signal.connect(self.refresh)
        self._fill()
        self.refresh()
        at_least(self, theme.px(560))

    # ---- following the document

    def _fill(self) -> None:
        """Begin with the limits that were set last, and for the others with what the current recipe needs."""
        settings = stored.mapping(self.document.project.settings.get(SETTING))
        known, largest = self.document.metrics(), self.document.metrics(Recipe())
        for name, box in self.boxes.items():
            value = stored.number(settings.get(name))
            metric = known.get(name) or largest.get(name)
            begin = value if value is not None else metric.value if metric is not None else None
            reference = largest.get(name) or metric
            factor, unit = formatting.axis_scale(QUANTITIES[name], reference.value if reference is not None else begin)
            self._factors[name] = factor
            box.setDecimals(2 if name == "accuracy" else 3 if name in ("latency", "energy") else 1)
            box.setRange(0.0, 100.0 if name == "accuracy" else 1e9)
            box.setSuffix(f" {unit}" if unit else "")
            box.setValue((begin if begin is not None else 0.0) * factor)
            self.checks[name].setChecked(value is not None)
        if not any(check.isChecked() for check in self.checks.values()):
            self.checks["size"].setChecked(True)

    @Slot()
    def refresh(self) -> None:
        """What the current recipe needs, and which limits can be set."""
        known = self.document.metrics()
        for name, label in self.current.items():
            metric = known.get(name)
            text = f"{formatting.value_text(metric)} {metric.provenance.mark}" if metric is not None else ""
            label.setText(self.tr("now {}").format(text) if text else "")
            if metric is not None and not self.boxes[name].value():
                # A device was chosen meanwhile: begin where the recipe is.
                self.boxes[name].setValue(metric.value * self._factors[name])
        self._refresh_enabled()

    @Slot()
    def _refresh_enabled(self) -> None:
        for name, check in self.checks.items():
            why = self._refusal(name)
            check.setEnabled(not why)
            self.boxes[name].setEnabled(not why and check.isChecked())
            about = formatting.explanation(name)
            for widget in (check, self.boxes[name]):
                widget.setToolTip(f"{why}\n{about}".strip())
        sensitivity = self.document.sensitivity
        why = "" if sensitivity is not None else self.tr("Measure the sensitivity first.")
        if self._task is not None:
            why = self.tr("Being searched…")
        elif not why and not self._limits():
            why = self.tr("Set at least one limit.")
        self.find_button.setEnabled(not why)
        self.find_button.setToolTip(why or self.tr("Adopts the recipe of least predicted loss within all limits"))

    def _refusal(self, name: str) -> str:
        device = self.document.device
        if name in ("latency", "energy") and device is None:
            return self.tr("Choose a device in the tool bar: its profile gives the model.")
        if name == "energy" and device is not None and device.energy is None:
            return self.tr("The profile of this device says nothing about energy.")
        front = self.document.front
        if name == "accuracy" and (front is None or not front.has_accuracy):
            return self.tr("Measure {} recipes first: accuracies are predicted from them.").format(LEAST_PAIRS)
        return ""

    def _limits(self) -> dict[str, float]:
        return {
            name: box.value() / self._factors[name]
            for name, box in self.boxes.items()
            if self.checks[name].isChecked() and self.checks[name].isEnabled()
        }

    # ---- searching

    @Slot()
    def search(self) -> None:
        document, limits = self.document, self._limits()
        if document.graph is None or document.sensitivity is None or self._task is not None or not limits:
            return
        document.set_setting(SETTING, dict(limits))
        task = self._task = _Task(
            document.graph, document.sensitivity, document.evaluations, float_size(document), document.device,
            document.recipe.kept, document.recipe.repairs, limits,
        )  # fmt: skip
        self._clear_ways()
        self.answer.say(self.tr("Searching…"))
        self._refresh_enabled()
        self._background.run(lambda: _find(task))

    @Slot(object)
    def _take(self, answer: object) -> None:
        # Imported by the thread already: the window must not wait for scipy.
        from edgeviz.core.budget import Allocation, Infeasible

        task, self._task = self._task, None
        if task is not None and task.sensitivity is not self.document.sensitivity:
            self.answer.say(self.tr("The sensitivity has changed meanwhile: search again."), "warning")
        elif isinstance(answer, Allocation):
            self._found(answer)
        elif isinstance(answer, Infeasible):
            self.answer.say(answer.message, "bad")
            self._offer(answer.relaxed, answer.alone)
        elif isinstance(answer, EdgeVizError):
            self.answer.say(error_text(answer), "bad")
        self._refresh_enabled()
        self._make_room()

    def _make_room(self) -> None:
        """An answer of several lines must not squeeze the limits above it."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height())
        self.resize(self.width(), max(self.height(), height))

    def _found(self, answer: object) -> None:
        from edgeviz.core.budget import Allocation

        assert isinstance(answer, Allocation)
        self.document.adopt(like_current(self.document, answer.recipe), self.tr("Set limits"))
        parts = [
            f"{formatting.title(name)} {formatting.quantity_text(QUANTITIES[name], value)}"
            for name, value in answer.costs.items()
            if name in QUANTITIES
        ]
        text = self.tr("Adopted. {}.").format(formatting.joined(parts))
        if not answer.proven:
            text += " " + self.tr("The search ended before it was proven that nothing better exists.")
        self.answer.say(text, "good")

    # ---- relaxing

    def _offer(self, relaxed: Mapping[str, float], alone: Mapping[str, float | None]) -> None:
        """A button for every way out: the least change, and each limit that can give way alone."""
        self._clear_ways()
        ways = [dict(relaxed)] if set(relaxed) <= set(self.boxes) else []
        ways += [{name: value} for name, value in alone.items() if value is not None and [name] != list(relaxed)]
        for number, way in enumerate(ways):
            parts = [f"{formatting.title(name)} {self._shown(name, value)}" for name, value in way.items()]
            button = QPushButton(self.tr("Set: {}").format(", ".join(parts)))
            button.setObjectName(f"relax{number}")
            button.setAccessibleName(button.text())
            button.setToolTip(self.tr("Changes the limit and searches again"))
            button.setProperty("way", way)
            button.clicked.connect(self._relax)
            self._ways.addWidget(button)
        self._ways.addStretch(1)

    @Slot()
    def _relax(self) -> None:
        button = self.sender()
        way = button.property("way") if button is not None else None
        if isinstance(way, dict):
            for name, value in way.items():
                self.boxes[name].setValue(self._rounded(name, value))
            self.search()

    def _rounded(self, name: str, value: float) -> float:
        """As the box shows it, to the side on which it suffices."""
        step = 10.0 ** -self.boxes[name].decimals()
        shown = value * self._factors[name]
        # A little more than the last digit: the box must not round the amount that is just enough away.
        return (shown // step) * step if name == "accuracy" else -(-(shown * (1 + 1e-9)) // step) * step

    def _shown(self, name: str, value: float) -> str:
        box = self.boxes[name]
        return f"{formatting.number(self._rounded(name, value), box.decimals())}{box.suffix()}"

    def _clear_ways(self) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _find(task: _Task) -> object:
    """Runs in a thread."""
    from edgeviz.core.budget import best_within

    weights, activations = widths_known(task.graph, task.sensitivity, task.kept)
    if not weights:
        raise EdgeVizError("No width is known for every layer yet.", "Let the sensitivity run on.")
    seen = observations(task.sensitivity, task.evaluations, task.repairs)
    classes = task.graph.classes()
    model = fit_accuracy(seen, 1 / classes if classes else 0.0) if len(seen) >= LEAST_PAIRS else None
    with stdout_kept():
        return best_within(
            task.graph, task.sensitivity, task.limits, weights, activations, accuracy=model,
            float_bytes=task.float_bytes, device=task.device, least=dict.fromkeys(task.kept, KEPT_BITS),
        )  # fmt: skip
