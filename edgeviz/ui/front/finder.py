"""Finds the predicted front whenever a sensitivity, a measurement or the chosen axis changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from edgeviz.core.allocate import undominated
from edgeviz.core.baselines import greedy_front, uniform_points
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.frontier import RecipeFront, possible_costs, recipe_front
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Provenance
from edgeviz.core.prediction import Observation, fit_accuracy
from edgeviz.core.recipe import KEPT_BITS, NO_REPAIRS, Recipe, Repairs
from edgeviz.core.sensitivity import Part, Sensitivity
from edgeviz.core.size import size_bytes
from edgeviz.ui import stored
from edgeviz.ui.background import Background
from edgeviz.ui.document import Document
from edgeviz.ui.front.predicted import LEAST_PAIRS, Baseline, Floats, PredictedFront, Second
from edgeviz.ui.plots.axis_chooser import SETTING as AXES
from edgeviz.ui.sensitivity.probing import ACTIVATION_BITS, WEIGHT_BITS

#: Milliseconds without a further change before a front is computed.
QUIET = 200
#: The project's setting that holds a second cost and its limit.
SECOND = "second_cost"


@dataclass(frozen=True, eq=False)
class _Task:
    """Everything the thread needs, and what the front was computed from when it was computed before."""

    graph: ModelGraph
    sensitivity: Sensitivity
    #: What is spent, perhaps a second cost too.
    quantities: tuple[str, ...]
    #: The most that may be spent of the second cost; None for any amount.
    limit: float | None
    evaluations: Sequence[Evaluation]
    float_bytes: int | None
    device: Device | None
    kept: tuple[str, ...]
    #: Whose measurements the accuracies are learned from: other repairs win back more, or less.
    repairs: Repairs
    known: Found | None

    def same_recipes(self, other: _Task) -> bool:
        """Whether both have the same recipes to choose from."""
        return (
            self.graph == other.graph
            and self.sensitivity is other.sensitivity
            and (self.quantities, self.float_bytes, self.device, self.kept)
            == (other.quantities, other.float_bytes, other.device, other.kept)
        )


@dataclass(frozen=True, eq=False)
class Found:
    """Recipes on the front and those it is compared with."""

    front: RecipeFront
    greedy: RecipeFront
    uniform: RecipeFront


@dataclass(frozen=True, eq=False)
class _Answer:
    task: _Task
    recipes: Found | None
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
        self._switches: tuple[tuple[str, ...], Repairs] = ((), NO_REPAIRS)
        document.recipeChanged.connect(self._recipe_changed)
        document.modelChanged.connect(self._forget)
        self._timer.start()

    @property
    def quantity(self) -> str:
        """What is spent: the quantity on the x axis where that can be summed over layers, else the size."""
        axes = stored.mapping(self.document.project.settings.get(AXES))
        return stored.name(axes.get("x"), possible_costs(self.document.device)) or "size"

    @Slot()
    def find(self) -> None:
        """Compute the front of what the document holds now."""
        document = self.document
        graph, sensitivity = document.graph, document.sensitivity
        if graph is None or sensitivity is None:
            self._wanted = None
            document.set_front(None)
            return
        self._switches = _switches(document.recipe)
        second, limit = second_cost(document, self.quantity)
        task = _Task(
            graph, sensitivity, (self.quantity, second) if second else (self.quantity,), limit,
            document.evaluations, float_size(document), document.device, *self._switches, None,
        )  # fmt: skip
        last = self._last
        if last is not None and task.same_recipes(last.task):
            task = replace(task, known=last.recipes)
        self._wanted = task
        if not self._is_busy:
            self._start()

    @Slot()
    def _recipe_changed(self) -> None:
        # Of a recipe only its switches matter: layers kept at 8 bits restrict what can be chosen.
        if _switches(self.document.recipe) != self._switches:
            self._timer.start()

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


def _switches(recipe: Recipe) -> tuple[tuple[str, ...], Repairs]:
    return recipe.kept, recipe.repairs


def recipe_of(document: Document, front: PredictedFront, index: int) -> Recipe:
    """A point's recipe with the calibration and the switches that the person chose."""
    return like_current(document, front.recipe_at(index))


def like_current(document: Document, recipe: Recipe) -> Recipe:
    """The widths of ``recipe`` with what else the current recipe says: calibration, repairs, layers that are kept."""
    current = document.recipe
    return replace(recipe, calibration=current.calibration, repairs=current.repairs, kept=current.kept)


def float_size(document: Document) -> int | None:
    """Bytes of the exported float model, where it was measured."""
    found = document.evaluation(Recipe())
    size = found.value("size") if found else None
    return int(size) if size is not None else None


def predicted_cost(document: Document, quantity: str) -> float:
    """What the current recipe costs by the same count as the front's points, measured or not."""
    metric = document.metrics().get(quantity)
    if document.graph is None or metric is None:
        return 0.0
    if quantity != "size" or metric.provenance is Provenance.PREDICTED:
        return metric.value
    return float(size_bytes(document.graph, document.recipe, float_size(document)))


def second_cost(document: Document, quantity: str) -> tuple[str, float | None]:
    """The second cost that the project's settings name, "" for none, and its limit."""
    settings = stored.mapping(document.project.settings.get(SECOND))
    name = stored.name(settings.get("quantity"), possible_costs(document.device))
    if name is None or name == quantity:
        return "", None
    return name, stored.number(settings.get("limit"))


def _answer(task: _Task) -> _Answer:
    try:
        recipes = task.known or _recipes(task)
    except EdgeVizError:
        # Widths are missing still: the table is being filled.
        return _Answer(task, None, None)
    if recipes is None:
        return _Answer(task, None, None)
    front = predict(
        task.graph, recipes, task.sensitivity, task.quantities, task.evaluations, task.limit, task.repairs
    )  # fmt: skip
    return _Answer(task, recipes, front)


def widths_known(graph: ModelGraph, sensitivity: Sensitivity, kept: Iterable[str]) -> tuple[tuple[int, ...], ...]:
    """Weight and activation widths that are known for every layer; where no activation's is, they stay float."""
    weights = complete(graph, sensitivity, Part.WEIGHT, WEIGHT_BITS, kept)
    return weights, complete(graph, sensitivity, Part.ACTIVATION, ACTIVATION_BITS, kept) or (32,)


def _recipes(task: _Task) -> Found | None:
    weights, activations = widths_known(task.graph, task.sensitivity, task.kept)
    if len(weights) < 2:
        return None
    if task.quantities == ("size",):
        # A narrower activation makes no file smaller.
        activations = activations[:1]
    least = dict.fromkeys(task.kept, KEPT_BITS)
    front = recipe_front(
        task.graph, task.sensitivity, task.quantities, weights, activations, float_bytes=task.float_bytes,
        device=task.device, least=least,
    )  # fmt: skip
    return Found(front, greedy_front(front.choices), uniform_points(front.choices))


def complete(
    graph: ModelGraph, sensitivity: Sensitivity, part: Part, widths: Iterable[int], kept: Iterable[str] = ()
) -> tuple[int, ...]:
    """The widths that are known for every layer that has such a part, and that it may have."""
    wide = frozenset(kept)
    layers = [layer.key for layer in graph.layers if part is Part.WEIGHT or layer.input]
    return tuple(
        bits
        for bits in widths
        if layers
        and all((key, part, bits) in sensitivity.cells for key in layers if bits >= KEPT_BITS or key not in wide)
    )


def predict(
    graph: ModelGraph,
    recipes: Found,
    sensitivity: Sensitivity,
    quantities: Sequence[str],
    evaluations: Sequence[Evaluation],
    limit: float | None = None,
    repairs: Repairs = NO_REPAIRS,
) -> PredictedFront:
    """The front with accuracies learned from those ``evaluations`` that have ``repairs``, where there are enough.

    Of two costs: those points that no other beats within ``limit`` of the second, or within the least possible.
    """
    front, quantity = recipes.front, quantities[0]
    costs, losses = front.costs(quantity), front.losses
    rows, second = np.arange(len(front)), None
    if len(quantities) > 1:
        spent = front.costs(quantities[1])
        bound = float(spent.max()) if limit is None else max(limit, float(spent.min()))
        inside = np.flatnonzero(spent <= bound * (1 + 1e-12))
        rows = inside[undominated(np.stack([costs[inside], losses[inside]], axis=1))]
        second = Second(quantities[1], spent[rows], float(spent.min()), float(spent.max()), bound)
    seen = observations(sensitivity, evaluations, repairs)
    model = None
    if len(seen) >= LEAST_PAIRS:
        classes = graph.classes()
        model = fit_accuracy(seen, 1 / classes if classes else 0.0)

    def accuracies(of: Floats) -> Floats:
        return model.curve(of) if model is not None else np.empty((0, 3))

    def baseline(points: RecipeFront) -> Baseline:
        kept = np.arange(len(points))
        if second is not None:
            kept = np.flatnonzero(points.costs(second.quantity) <= second.limit * (1 + 1e-12))
        lost = points.losses[kept]
        return Baseline(
            points.costs(quantity)[kept], lost, accuracies(lost)[:, 0], lambda index: points.recipe(int(kept[index]))
        )

    value, low, high = accuracies(losses[rows]).T
    return PredictedFront(
        quantity, lambda index: front.recipe(int(rows[index])), costs[rows], losses[rows], value, low, high, len(seen),
        baseline(recipes.greedy), baseline(recipes.uniform), second,
        {name: value for name, value in front.tolerance.items() if value},
    )  # fmt: skip


def observations(
    sensitivity: Sensitivity, evaluations: Iterable[Evaluation], repairs: Repairs = NO_REPAIRS
) -> list[Observation]:
    """The measured accuracies of those recipes with ``repairs`` whose loss ``sensitivity`` can predict.

    A predicted loss knows nothing of repairs: recipes with other ones reach another accuracy at the same loss.
    """
    found = []
    for evaluation in evaluations:
        if not evaluation.recipe.is_repaired_as(repairs):
            continue
        accuracy = evaluation.metrics.get("accuracy")
        if accuracy is not None and accuracy.samples and accuracy.provenance is Provenance.MEASURED:
            loss = sensitivity.predicted_loss(evaluation.recipe)
            if loss is not None:
                found.append(Observation(loss, accuracy.value, accuracy.samples))
    return found
