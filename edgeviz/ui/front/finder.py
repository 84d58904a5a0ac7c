"""Finds the predicted front whenever a sensitivity, a measurement or the chosen axis changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.frontier import OBJECTIVES, RecipeFront, recipe_front
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Provenance
from edgeviz.core.prediction import Observation, fit_accuracy
from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Part, Sensitivity
from edgeviz.core.size import size_bytes
from edgeviz.ui.background import Background
from edgeviz.ui.document import Document
from edgeviz.ui.front.predicted import LEAST_PAIRS, PredictedFront
from edgeviz.ui.plots.axis_chooser import SETTING as AXES
from edgeviz.ui.sensitivity.probing import ACTIVATION_BITS, WEIGHT_BITS

#: Milliseconds without a further change before a front is computed.
QUIET = 200


@dataclass(frozen=True, eq=False)
class _Task:
    """Everything the thread needs, and what the front was computed from when it was computed before."""

    graph: ModelGraph
    sensitivity: Sensitivity
    quantity: str
    evaluations: Sequence[Evaluation]
    float_bytes: int | None
    known: RecipeFront | None


@dataclass(frozen=True, eq=False)
class _Answer:
    task: _Task
    recipes: RecipeFront | None
    front: PredictedFront | None


class FrontFinder(QObject):
    """Keeps ``document.front``. Everything is computed in a thread; only the newest answer counts."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._wanted: _Task | None = None
        self._is_busy = False
        self._last: _Answer | None = None
        self._background = Background(self)
        self._background.done.connect(self._take)
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self.find)
        for signal in (document.sensitivityChanged, document.evaluationsChanged, document.settingsChanged):
            signal.connect(self._timer.start)
        document.modelChanged.connect(self._forget)
        self._timer.start()

    @property
    def quantity(self) -> str:
        """What is spent: the quantity on the x axis where that can be summed over layers, else the size."""
        axes = self.document.project.settings.get(AXES)
        name = axes.get("x") if isinstance(axes, dict) else None
        return name if name in OBJECTIVES else "size"

    @Slot()
    def find(self) -> None:
        """Compute the front of what the document holds now."""
        graph, sensitivity = self.document.graph, self.document.sensitivity
        if graph is None or sensitivity is None:
            self._wanted = None
            self.document.set_front(None)
            return
        float_evaluation = self.document.evaluation(Recipe())
        size = float_evaluation.value("size") if float_evaluation else None
        float_bytes = int(size) if size is not None else None
        known, last = None, self._last
        if last is not None and (last.task.graph, last.task.quantity) == (graph, self.quantity):
            same = last.task.sensitivity is sensitivity and last.task.float_bytes == float_bytes
            known = last.recipes if same else None
        self._wanted = _Task(graph, sensitivity, self.quantity, self.document.evaluations, float_bytes, known)
        if not self._is_busy:
            self._start()

    def _start(self) -> None:
        task = self._wanted
        if task is not None:
            self._is_busy = True
            self._background.run(lambda: _answer(task))

    @Slot(object)
    def _take(self, answer: object) -> None:
        self._is_busy = False
        if not isinstance(answer, _Answer):
            return
        if answer.task is not self._wanted:
            self._start()
            return
        self._last = answer
        self._wanted = None
        self.document.set_front(answer.front)

    @Slot()
    def _forget(self) -> None:
        self._wanted = self._last = None
        self.document.set_front(None)
        self._timer.start()


def recipe_of(document: Document, front: PredictedFront, index: int) -> Recipe:
    """A point's recipe with the calibration that the person chose."""
    return replace(front.recipe_at(index), calibration=document.recipe.calibration)


def predicted_cost(document: Document, quantity: str) -> float:
    """What the current recipe costs by the same count as the front's points, measured or not."""
    metric = document.metrics().get(quantity)
    if document.graph is None or metric is None:
        return 0.0
    if quantity != "size" or metric.provenance is Provenance.PREDICTED:
        return metric.value
    found = document.evaluation(Recipe())
    size = found.value("size") if found else None
    return float(size_bytes(document.graph, document.recipe, int(size) if size is not None else None))


def _answer(task: _Task) -> _Answer:
    try:
        recipes = task.known or _recipes(task)
    except EdgeVizError:
        # Widths are missing still: the table is being filled.
        return _Answer(task, None, None)
    if recipes is None:
        return _Answer(task, None, None)
    return _Answer(task, recipes, predict(task.graph, recipes, task.sensitivity, task.quantity, task.evaluations))


def _recipes(task: _Task) -> RecipeFront | None:
    weights = complete(task.graph, task.sensitivity, Part.WEIGHT, WEIGHT_BITS)
    activations = complete(task.graph, task.sensitivity, Part.ACTIVATION, ACTIVATION_BITS)
    if len(weights) < 2:
        return None
    if task.quantity == "size":
        # A narrower activation makes no file smaller.
        activations = activations[:1]
    # Without any the activations stay float.
    return recipe_front(
        task.graph, task.sensitivity, task.quantity, weights, activations or (32,), float_bytes=task.float_bytes
    )


def complete(graph: ModelGraph, sensitivity: Sensitivity, part: Part, widths: Iterable[int]) -> tuple[int, ...]:
    """The widths that are known for every layer that has such a part."""
    layers = [layer.key for layer in graph.layers if part is Part.WEIGHT or layer.input]
    return tuple(bits for bits in widths if layers and all((key, part, bits) in sensitivity.cells for key in layers))


def predict(
    graph: ModelGraph,
    recipes: RecipeFront,
    sensitivity: Sensitivity,
    quantity: str,
    evaluations: Sequence[Evaluation],
) -> PredictedFront:
    """The front with accuracies learned from ``evaluations``, where there are enough."""
    losses = np.asarray(recipes.losses)
    seen = observations(sensitivity, evaluations)
    values = np.empty((0, 3))
    if len(seen) >= LEAST_PAIRS:
        classes = graph.classes()
        values = fit_accuracy(seen, 1 / classes if classes else 0.0).curve(losses)
    accuracy, low, high = values.T
    return PredictedFront(
        quantity, recipes.recipe, np.asarray(recipes.costs(quantity)), losses, accuracy, low, high, len(seen)
    )


def observations(sensitivity: Sensitivity, evaluations: Iterable[Evaluation]) -> list[Observation]:
    """The measured accuracies of those recipes whose loss ``sensitivity`` can predict."""
    found = []
    for evaluation in evaluations:
        accuracy = evaluation.metrics.get("accuracy")
        if accuracy is not None and accuracy.samples and accuracy.provenance is Provenance.MEASURED:
            loss = sensitivity.predicted_loss(evaluation.recipe)
            if loss is not None:
                found.append(Observation(loss, accuracy.value, accuracy.samples))
    return found
