"""Keeps the figures measured: evaluates the float model and the current recipe in the background."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.export import ImportCheck
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Cancelled, Event, Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document

#: Milliseconds of quiet before an edit is measured: somebody who clicks through widths wants the last one.
QUIET = 400

#: Weight and activation widths of the reference points that "Measure uniform widths" fills the plot with.
UNIFORM = ((16, 16), (8, 8), (6, 8), (5, 8), (4, 8), (3, 8), (2, 8), (4, 4), (1, 8))


class Measuring(QObject):
    """Submits evaluations so that the current recipe's figures become measured ones.

    One job at a time: the float model first (everything is compared with it), then the current recipe. A job
    for a recipe that is no longer current is cancelled. A recipe that failed or was cancelled by the person is
    not tried again until ``measure_now``.
    """

    #: Names of the figures that a running job is going to bring.
    pendingChanged = Signal(object)
    failed = Signal(object)
    #: The ImportCheck of the model: how far its torch module is from onnxruntime.
    checked = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.enabled = True
        self._job: Job | None = None
        self._recipe: Recipe | None = None
        self._given_up: set[tuple[str, str]] = set()
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._measure)
        for signal in (document.recipeChanged, document.dataChanged, document.modelChanged, document.pathChanged):
            signal.connect(self.schedule)

    def set_enabled(self, enabled: bool) -> None:
        self.enabled = enabled
        if enabled:
            self.schedule()

    @Slot()
    def schedule(self) -> None:
        recipe = self._recipe
        if self._job is not None and recipe is not None and not recipe.is_float32 and recipe != self.document.recipe:
            self._job.cancel()
        self._timer.start()

    def measure_now(self) -> None:
        """Measure the current recipe although it was given up or automatic measuring is off."""
        self._given_up.clear()
        self._start(self._wanted(everything=True))

    def measure_uniform(self) -> Job | None:
        """Evaluate the uniform recipes that are not known yet, as one job."""
        graph = self.document.graph
        if graph is None or not graph.runs:
            return None
        recipes = [Recipe(), *(uniform_recipe(graph, *widths) for widths in UNIFORM)]
        return self.measure_all(recipes, self.tr("Measure uniform widths"))

    def measure_all(self, recipes: Iterable[Recipe], title: str) -> Job | None:
        """Evaluate those of ``recipes`` that are not known yet, as one job; None where there is nothing to do."""
        missing = [recipe for recipe in recipes if not self._is_measured(recipe)]
        return self._submit(missing, title) if missing else None

    # ---- internals

    def _is_measured(self, recipe: Recipe) -> bool:
        found = self.document.evaluation(recipe)
        needed = {"size", "latency"} | ({"accuracy"} if self.document.data else set())
        return found is not None and needed <= set(found.metrics)

    def _wanted(self, everything: bool = False) -> Recipe | None:
        for recipe in (Recipe(), self.document.recipe):
            if everything and recipe == self.document.recipe:
                return recipe
            if not self._is_measured(recipe) and (self.document.context, recipe.hash) not in self._given_up:
                return recipe
        return None

    @Slot()
    def _measure(self) -> None:
        if self.enabled and self._job is None:
            self._start(self._wanted())

    def _start(self, recipe: Recipe | None) -> None:
        graph = self.document.graph
        # Without a context the model's identity is not known yet: the result would have no place to go.
        ready = graph is not None and graph.runs and self.document.context
        if recipe is None or not ready or self._job is not None:
            self._tell()
            return
        title = self.tr("Measure the float model") if recipe.is_float32 else self.tr("Measure the current recipe")
        self._recipe = recipe
        self._job = self._submit([recipe], title)
        if self._job is not None:
            self._job.ended.connect(self._ended)
        self._tell()

    def _submit(self, recipes: list[Recipe], title: str) -> Job | None:
        store = self.document.store
        if store is None:
            return None
        context = self.document.context
        arguments = {"path": str(store.model_file()), "data": self.document.data, "recipes": tuple(recipes)}
        keep = partial(_keep, store.add_evaluation, context)
        job = self.jobs.submit(JobSpec("edgeviz.engine.evaluate:run", title, arguments), keep)
        job.setProperty("context", context)
        job.resulted.connect(self._resulted)
        return job

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        job = self.sender()
        if isinstance(payload, ImportCheck):
            self.checked.emit(payload)
        elif isinstance(payload, Evaluation) and isinstance(job, Job):
            self.document.take_evaluation(payload, str(job.property("context")))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        job, recipe = self._job, self._recipe
        self._job = self._recipe = None
        if job is not None and recipe is not None and isinstance(event, Failed | Cancelled):
            superseded = isinstance(event, Cancelled) and recipe != self.document.recipe
            if not superseded:
                self._given_up.add((str(job.property("context")), recipe.hash))
            if isinstance(event, Failed):
                self.failed.emit(event)
        self._measure()
        self._tell()

    def _tell(self) -> None:
        pending = {"accuracy", "size", "latency"} if self._job is not None else set()
        self.pendingChanged.emit(pending)


def _keep(add: object, context: str, payload: object) -> None:
    if isinstance(payload, Evaluation) and callable(add):
        add(context, payload)
