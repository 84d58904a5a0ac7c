"""Measures layers on demand, keeps what comes with the project, and shows it while it belongs to the recipe."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.timing import Timing
from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import layer_profiles
from edgeviz.project.store import Store
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.measure.layers:run"


class Profiling(QObject):
    """Owns ``document.profile``: the measured layers of the current recipe.

    After an edit the ones before stay, marked as old by their recipe, until the layers are measured again.
    """

    #: A run has begun or ended.
    changed = Signal()
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.job: Job | None = None
        self._shown: tuple[Store | None, str] = (None, "")
        self._running: tuple[Store | None, str] = (None, "")
        self._known: dict[str, LayerProfile] = {}
        #: Recipes whose profiles are in the project.
        self._stored: frozenset[str] = frozenset()
        document.modelChanged.connect(self.reload)
        document.pathChanged.connect(self.reload)
        document.recipeChanged.connect(self._choose)
        self.reload()

    def obstacle(self) -> str:
        """Why layers cannot be measured now, "" where they can."""
        graph = self.document.graph
        if graph is None or self.document.store is None or not self._model:
            return self.tr("Open a model first.")
        if self.job is not None:
            return self.tr("The layers are being measured already.")
        return ""

    @Slot(object)
    def measure(self, timing: Timing) -> Job | None:
        """Measure the layers of the current recipe; None where that is not possible, which ``obstacle`` explains."""
        document, store = self.document, self.document.store
        if self.obstacle() or store is None:
            return None
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return None
        arguments = {"path": path, "data": document.data, "recipe": document.recipe, "timing": timing}
        self._running = (store, self._model)
        spec = JobSpec(ENTRY, kept("Measure layers"), arguments)
        self.job = self.jobs.submit(spec, partial(_keep, store, self._model))
        self.job.resulted.connect(self._resulted)
        self.job.ended.connect(self._ended)
        self.changed.emit()
        return self.job

    # ---- internals

    @property
    def _model(self) -> str:
        model = self.document.project.model
        return model.sha256 if model is not None else ""

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if isinstance(payload, LayerProfile) and self._running == self._shown:
            self._known[payload.recipe] = payload
            if payload.recipe == self.document.recipe.hash or self.document.profile is None:
                self.document.set_profile(payload)

    @Slot(object)
    def _ended(self, event: object) -> None:
        self.job = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.changed.emit()

    @Slot()
    def reload(self) -> None:
        """Show what the project holds for the model and the recipe."""
        key = (self.document.store, self._model)
        if key == self._shown:
            return
        self._shown, self._known, self._stored = key, {}, frozenset()
        if self.job is not None and self._running != key:
            self.job.cancel()
        self.document.set_profile(None)
        store, model = key
        if store is not None and model:
            try:
                self._stored = layer_profiles.recipes(store, model)
            except EdgeVizError as error:
                self.failed.emit(Failed("", error.what, error.remedy, error.details))
        self._choose()

    @Slot()
    def _choose(self) -> None:
        """The profile of the current recipe, where there is one."""
        wanted, store = self.document.recipe.hash, self._shown[0]
        if wanted not in self._known and wanted in self._stored and store is not None:
            try:
                found = layer_profiles.load(store, self._shown[1], wanted)
            except EdgeVizError as error:
                self._stored -= {wanted}
                self.failed.emit(Failed("", error.what, error.remedy, error.details))
                return
            if found is not None:
                self._known[wanted] = found
        if wanted in self._known:
            self.document.set_profile(self._known[wanted])


def _keep(store: Store, model: str, payload: object) -> None:
    """Runs in the lane's thread: on disk before the window hears of it."""
    if isinstance(payload, LayerProfile):
        layer_profiles.save(store, model, payload)
