"""Runs Deep Compression and keeps what it tells, so that its dialog can be closed meanwhile."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.compress.report import DeepReport, StageResult
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import TrainedModel
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import deep_reports, trained
from edgeviz.project.store import Store
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, kept, shown

ENTRY = "edgeviz.engine.compress.deep:run"


class Compressing(QObject):
    """One pipeline at a time. A run that was cancelled goes on where it stopped when the same is started again.

    The report is kept with the project; it stays until another project is opened, or a model with one of its own.
    """

    #: The job, its stages or its result are others.
    changed = Signal()
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.folder = folder / "trained"
        self.job: Job | None = None
        self.stages: list[StageResult] = []
        self.report: DeepReport | None = None
        #: SHA-256 of the model that the encoded file decodes to.
        self.model = ""
        self.error = ""
        self._store: Store | None = None
        #: The context that the running pipeline, or the report that is shown, belongs to.
        self._context = ""
        for signal in (document.pathChanged, document.modelChanged, document.dataChanged):
            signal.connect(self._follow)
        self._follow()

    def obstacle(self) -> str:
        """Why nothing can be compressed now, "" where it can."""
        document = self.document
        graph = document.graph
        if graph is None or document.store is None or not document.context:
            return self.tr("Open a model first.")
        if not graph.runs:
            missing = ", ".join(graph.missing_operators)
            return self.tr("This model cannot be run here: these operators are not covered: {}").format(missing)
        if document.data is None:
            return self.tr("Retraining needs labelled samples: choose data first (Ctrl+D).")
        if self.job is not None:
            return self.tr("The model is being compressed.")
        return ""

    def start(self, request: DeepRequest) -> bool:
        """False where that is not possible, which ``failed`` explains."""
        store, data = self.document.store, self.document.data
        why = self.obstacle()
        if why or store is None or data is None:
            self.failed.emit(Failed("", self.tr("Nothing can be compressed now."), why))
            return False
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return False
        self.stages, self.report, self.model, self.error = [], None, "", ""
        self._store, self._context = store, self.document.context
        # What was done of the same request is not done again; where nothing was, there is nothing to go on from.
        arguments = {"path": path, "data": data, "request": request, "folder": str(self.folder), "resume": True}
        title = kept("Deep Compression")
        spec = JobSpec(ENTRY, title, arguments, seed=request.retrain.seed)
        self.job = self.jobs.submit(spec, partial(_keep, store, data, shown(title)))
        self.job.changed.connect(self.changed)
        self.job.resulted.connect(self._resulted)
        self.job.ended.connect(self._ended)
        self.changed.emit()
        return True

    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def open_compressed(self) -> None:
        """Make the model that the encoded file decodes to the open one: one undo step."""
        found = self.document.trained.get(self.model)
        if found is not None:
            self.document.open_model(found.sha256, found.recipe, self.tr("Open {}").format(found.name))

    # ---- internals

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if self.sender() is not self.job:
            return
        if isinstance(payload, StageResult):
            self.stages.append(payload)
            self.changed.emit()
        elif isinstance(payload, TrainedModel) and self._store is self.document.store:
            self.model = Path(payload.path).stem
            self.document.take_trained()

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self.sender() is not self.job:
            return
        self.job = None
        if isinstance(event, Finished) and isinstance(event.payload, DeepReport):
            self.report = event.payload
            self._keep_report()
        elif isinstance(event, Failed):
            self.error = error_text(event)
            self.failed.emit(event)
        self.changed.emit()

    def _keep_report(self) -> None:
        """Off the GUI thread: a report has the pictures of all layers."""
        if self._store is not None and self.report is not None:
            keep = partial(deep_reports.save, self._store, self._context, self.report, self.model)
            self._keeping = Background(self)
            self._keeping.done.connect(self._kept)
            self._keeping.run(keep)

    @Slot(object)
    def _kept(self, result: object) -> None:
        if isinstance(result, EdgeVizError):
            self.failed.emit(Failed("", result.what, result.remedy, result.details))

    @Slot()
    def _follow(self) -> None:
        """Show what the project keeps of the open model; what was found may belong to another project now."""
        store, context = self.document.store, self.document.context
        if self._store is not None and store is not self._store:
            self.cancel()
            self.job, self._store, self._context = None, None, ""
            self.stages, self.report, self.model, self.error = [], None, "", ""
            self.changed.emit()
        if self.job is not None or store is None or not context or context == self._context:
            return
        try:
            kept = deep_reports.load(store, context, self.folder)
        except EdgeVizError:  # compressing again replaces it
            kept = None
        if kept is not None:
            self._store, self._context, self.error = store, context, ""
            self.report, self.model = kept
            self.stages = list(self.report.stages)
            self.changed.emit()


def _keep(store: Store, data: DataSpec, title: str, payload: object) -> None:
    """Runs in the lane's thread: the model is in the project before the window hears of it."""
    if isinstance(payload, TrainedModel):
        trained.save(store, payload, data, title)
