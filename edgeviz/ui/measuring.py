"""Keeps the figures measured: evaluates the float model and the current recipe in the background."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.export import ImportCheck
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing, timed_alike
from edgeviz.jobs.events import Cancelled, Event, Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.store import JobRecord, Store
from edgeviz.project.values import now
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept

#: Milliseconds of quiet before an edit is measured: somebody who clicks through widths wants the last one.
QUIET = 400

#: Weight and activation widths of the reference points that "Measure uniform widths" fills the plot with.
UNIFORM = ((16, 16), (8, 8), (6, 8), (5, 8), (4, 8), (3, 8), (2, 8), (4, 4), (1, 8))


@dataclass(frozen=True)
class Measurement:
    """A job under way: what it evaluates, and the project that it was started for."""

    job: Job
    recipes: tuple[Recipe, ...]
    context: str
    store: Store


class Measuring(QObject):
    """Submits evaluations so that the current recipe's figures become measured ones.

    One automatic job at a time: the float model first (everything is compared with it), then the current recipe.
    A job for a recipe that is no longer current is cancelled, and so is every job when another model or other data
    is shown. What has been tried is not tried again until ``measure_now``, whether it succeeded, failed, or was
    cancelled by the person. A recipe with AdaRound is never measured automatically.
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
        self.timing = Timing()
        #: Whether the float model was timed in another way than ``timing``: ``measure_now`` times it again.
        self._is_float_old = False
        self._current: Measurement | None = None
        #: Jobs of several recipes that somebody asked for, by title.
        self._batches: dict[str, Measurement] = {}
        #: SHA-256 of the model whose import was compared with onnxruntime.
        self._compared = ""
        #: (context, recipe hash) of everything that was tried.
        self._tried: set[tuple[str, str]] = set()
        self._disk = Background(self)
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._measure)
        for signal in (document.recipeChanged, document.dataChanged, document.pathChanged):
            signal.connect(self.schedule)
        document.modelChanged.connect(self._model_changed)

    def set_enabled(self, enabled: bool) -> None:
        self.enabled = enabled
        if enabled:
            self.schedule()

    def set_timing(self, timing: Timing) -> None:
        """Time what is measured from now on in this way."""
        self._is_float_old = self._is_float_old or timing != self.timing
        self.timing = timing

    @Slot()
    def schedule(self) -> None:
        """Something changed: end what is not wanted any more, and measure after a moment of quiet."""
        for running in self._running():
            if (running.context, running.store) != (self.document.context, self.document.store):
                self._supersede(running)
        current = self._current
        if current is not None and not current.recipes[0].is_float32 and current.recipes[0] != self.document.recipe:
            self._supersede(current)
        self._timer.start()

    @Slot()
    def _model_changed(self) -> None:
        self._compared = ""
        self.schedule()

    def measure_now(self) -> None:
        """Measure the current recipe although it was tried, is known, or automatic measuring is off.

        AdaRound takes minutes: that job is not superseded by the next edit, but runs until it is cancelled.
        """
        self._tried.clear()
        recipe, graph = self.document.recipe, self.document.graph
        if is_long(recipe) and graph is not None and graph.runs:
            title = kept("Measure with AdaRound ({})").format(recipe.hash[:6])
            if title not in self._batches:
                recipes = [recipe] if self._is_measured(Recipe()) else [Recipe(), recipe]
                batch = self._submit(recipes, title)
                if batch is not None:
                    self._batches[title] = batch
            self._tell()
            return
        baseline = self.document.evaluation(Recipe())
        known = self.document.evaluation(recipe)
        metrics = [one.metrics.get("latency") if one is not None else None for one in (known, baseline)]
        if (
            (self._is_float_old or not timed_alike(*metrics))
            and graph is not None
            and graph.runs
            and self._current is None
        ):
            self._is_float_old = False
            both = list(dict.fromkeys((Recipe(), recipe)))
            self._current = self._submit(both, kept("Measure the current recipe"))
            self._tell()
            return
        float_first = not self._is_measured(Recipe())
        self._start(Recipe() if float_first else self.document.recipe)

    def is_running(self, recipe: Recipe) -> bool:
        """Whether a job is going to bring the figures of ``recipe``."""
        return any(recipe in measurement.recipes for measurement in self._running())

    def measure_uniform(self) -> Job | None:
        """Evaluate the uniform recipes that are not known yet, as one job. None when there are none left."""
        graph = self.document.graph
        if graph is None or not graph.runs:
            return None
        recipes = [Recipe(), *(uniform_recipe(graph, *widths) for widths in UNIFORM)]
        return self.measure_all(recipes, kept("Measure uniform widths"))

    def measure_all(self, recipes: Iterable[Recipe], title: str) -> Job | None:
        """Evaluate those of ``recipes`` that are not known yet, as one job; None where there is nothing to do."""
        recipes = list(recipes)
        missing = [recipe for recipe in recipes if not self._is_measured(recipe)]
        if (missing or not recipes) and title not in self._batches:
            batch = self._submit(missing, title)
            if batch is not None:
                self._batches[title] = batch
        found = self._batches.get(title)
        return found.job if found is not None else None

    # ---- internals

    def _is_measured(self, recipe: Recipe) -> bool:
        found = self.document.evaluation(recipe)
        needed = {"size", "latency"} | ({"accuracy"} if self.document.data else set())
        if found is None or not needed <= set(found.metrics):
            return False
        # An accuracy of which nobody kept the single samples cannot be compared in pairs: measured again.
        return self.document.data is None or found.outcomes is not None

    @Slot()
    def _measure(self) -> None:
        self._compare_import()
        if not self.enabled or self._current is not None:
            return
        for recipe in (Recipe(), self.document.recipe):
            if is_long(recipe):
                continue  # only when it is asked for: measure_now
            if not self._is_measured(recipe) and (self.document.context, recipe.hash) not in self._tried:
                self._start(recipe)
                return
        self._tell()

    def _compare_import(self) -> None:
        """Prove the import of a model that was just opened: an evaluation of no recipe does nothing else."""
        graph, model = self.document.graph, self.document.project.model
        if graph is None or model is None or not graph.runs or not self.document.context:
            return
        if model.sha256 != self._compared:
            self._compared = model.sha256
            self.measure_all((), kept("Compare the import with onnxruntime"))

    def _start(self, recipe: Recipe) -> None:
        graph = self.document.graph
        # Without a context the model's identity is not known yet: the result would have no place to go.
        if graph is not None and graph.runs and self.document.context and self._current is None:
            title = kept("Measure the float model") if recipe.is_float32 else kept("Measure the current recipe")
            self._current = self._submit([recipe], title)
        self._tell()

    def _submit(self, recipes: list[Recipe], title: str) -> Measurement | None:
        store, context = self.document.store, self.document.context
        if store is None or not context:
            return None
        self._tried.update((context, recipe.hash) for recipe in recipes)
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return None
        data = self.document.data if recipes else None
        arguments = {"path": path, "data": data, "recipes": tuple(recipes), "timing": self.timing}
        spec = JobSpec("edgeviz.engine.evaluate:run", title, arguments)
        job = self.jobs.submit(spec, partial(_keep, store, context, title))
        job.resulted.connect(self._resulted)
        job.ended.connect(self._ended)
        return Measurement(job, tuple(recipes), context, store)

    def _running(self) -> list[Measurement]:
        return [*([self._current] if self._current is not None else []), *self._batches.values()]

    def _of(self, job: QObject | None) -> Measurement | None:
        return next((measurement for measurement in self._running() if measurement.job is job), None)

    def _supersede(self, measurement: Measurement) -> None:
        """Cancel a job that nobody waits for; its recipes may be tried again when they are wanted."""
        self._tried.difference_update((measurement.context, recipe.hash) for recipe in measurement.recipes)
        measurement.job.cancel()

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        measurement = self._of(self.sender())
        if measurement is None or measurement.store is not self.document.store:
            return
        if isinstance(payload, ImportCheck):
            self.checked.emit(payload)
        elif isinstance(payload, Evaluation):
            self.document.take_evaluation(replace(payload, source=measurement.job.spec.title), measurement.context)

    @Slot(object)
    def _ended(self, event: Event) -> None:
        measurement = self._of(self.sender())
        if measurement is None:
            return
        if measurement is self._current:
            self._current = None
        else:
            del self._batches[measurement.job.spec.title]
            if isinstance(event, Cancelled):
                self._tried.difference_update((measurement.context, r.hash) for r in measurement.recipes)
        if measurement.store is self.document.store:
            if isinstance(event, Failed):
                self.failed.emit(event)
            self._remember(measurement, event)
        self._measure()
        self._tell()

    def _remember(self, measurement: Measurement, event: Event) -> None:
        """Put the job into the project's history, off the GUI thread: the disk may be slow."""
        job = measurement.job
        error = f"{event.what} {event.remedy}".strip() if isinstance(event, Failed) else ""
        started = job.created.isoformat(timespec="seconds")
        record = JobRecord(job.spec.id, job.spec.entry, job.spec.title, started, now(), str(job.state), error)
        self._disk.run(partial(measurement.store.add_job, record))

    def _tell(self) -> None:
        pending = self._current is not None or self.is_running(self.document.recipe)
        self.pendingChanged.emit({"accuracy", "size", "latency"} if pending else set())


def is_long(recipe: Recipe) -> bool:
    """Whether measuring takes minutes, so that nobody wants it after every edit."""
    return recipe.repairs.adaround > 0 and not recipe.is_float32


def _keep(store: Store, context: str, title: str, payload: object) -> None:
    """Runs in the lane's thread: on disk before the window hears of it, with the job it comes from."""
    if isinstance(payload, Evaluation):
        store.add_evaluation(context, replace(payload, source=title))
