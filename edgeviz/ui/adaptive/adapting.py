"""Owns the adaptive models of the open project: makes, lists, exports and removes them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.request import AdaptRequest
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed, Sample
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import adaptive_models
from edgeviz.project.store import Store
from edgeviz.ui.adaptive.words import mechanism_name
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept, shown
from edgeviz.ui.training.run import Course

ENTRY, BUNDLE = "edgeviz.engine.adaptive.job:run", "edgeviz.engine.adaptive.bundle:run"


class Adapting(QObject):
    """``models``: those of the project by their ids, oldest first; their files stay in the project file.

    One is made at a time. A run that was cancelled goes on where it stopped when the same is started again.
    """

    #: Other models, or one is being made or exported, or not any more.
    changed = Signal()
    #: The id of a model that was just made.
    made = Signal(str)
    #: The training told of another point of its ``course``.
    sampled = Signal()
    #: A bundle was written: its path.
    exported = Signal(str)
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document, self.jobs = document, jobs
        self.folder = folder / "adaptive"
        self.models: dict[str, AdaptiveModel] = {}
        self.job: Job | None = None
        #: The curves of the training that goes on, or of the last one.
        self.course: Course | None = None
        self.exporting: Job | None = None
        #: Whether the project's models are still being read.
        self.is_reading = False
        self._store: Store | None = None
        self._target, self._spare = "", Path()
        self._is_extracting = self._is_new = False
        for signal in (document.pathChanged, document.modelChanged):
            signal.connect(self._follow)
        self._follow()

    # ---- reading

    def obstacle(self) -> str:
        """Why no adaptive model can be made now, "" where it can."""
        document = self.document
        graph = document.graph
        if graph is None:
            return self.tr("Open a model first.")
        if not graph.runs:
            missing = ", ".join(graph.missing_operators)
            return self.tr("This model cannot be run here: these operators are not covered: {}").format(missing)
        if document.data is None:
            return self.tr("An adaptive model is recorded on labelled samples: choose data first (Ctrl+D).")
        if document.store is None or not document.context:
            return self.tr("The model is still being read.")
        if self.job is not None:
            return self.tr("An adaptive model is being made; the Jobs panel shows how far it is.")
        return ""

    @property
    def is_exporting(self) -> bool:
        return self._is_extracting or self.exporting is not None

    # ---- what a person does

    def start(self, request: AdaptRequest, device: Device | None = None) -> bool:
        """Make what ``request`` says of the open model; False where that is not possible, which ``failed`` explains.

        ``device``: whose latency and energy the points get; None for what is measured here.
        """
        store, data = self.document.store, self.document.data
        why = self.obstacle()
        if why or store is None or data is None:
            self.failed.emit(Failed("", self.tr("No adaptive model can be made now."), why))
            return False
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self._fail(error)
            return False
        arguments = {
            "path": path, "data": data, "request": request, "folder": str(self.folder), "device": device,
            "resume": True,
        }  # fmt: skip
        title = kept("Adapt: {}").format(request.name or mechanism_name(request.mechanism))
        self.job = self.jobs.submit(JobSpec(ENTRY, title, arguments, seed=request.spec.seed), partial(_keep, store))
        self.course = Course(shown(title)) if request.trains else None
        self.job.sampled.connect(self._sampled)
        self.job.resulted.connect(self._resulted)
        self.job.ended.connect(self._ended)
        self.changed.emit()
        return True

    def export(self, key: str, target: str, policy: Policy | None = None, setting: Setting | None = None) -> bool:
        """Write the model ``key`` as a folder that runs by itself, or as a .zip; False while another is written.
        ``setting``: what the policy is told beforehand."""
        model, store = self.models.get(key), self._store
        if model is None or store is None or self.is_exporting:
            return False
        self._target, self._spare = target, self.folder / f"export-{key}"
        self._policy, self._setting = policy, setting
        self._is_extracting = True
        worker = Background()
        worker.done.connect(self._extracted)
        worker.run(partial(adaptive_models.extract, store, model, self._spare))
        self.changed.emit()
        return True

    def remove(self, key: str) -> None:
        """Take a model out of the project, which can be undone until the project is closed."""
        model = self.models.get(key)
        if model is not None and self._store is not None:
            text = self.tr("Remove {}").format(model.name)
            self.document.undo_stack.push(_Removal(partial(self._move, self._store, key, model), text))

    def _move(self, store: Store, key: str, model: AdaptiveModel, is_out: bool) -> None:
        if store is not self._store:
            return
        try:
            (adaptive_models.remove if is_out else adaptive_models.put_back)(store, key)
        except EdgeVizError as error:
            self._fail(error)
            return
        if is_out:
            self.models.pop(key, None)
        else:
            self.models = dict(sorted({**self.models, key: model}.items(), key=lambda item: item[1].created))
        self.changed.emit()

    # ---- internals

    def _fail(self, error: EdgeVizError) -> None:
        self.failed.emit(Failed("", error.what, error.remedy, error.details))

    @Slot(object)
    def _sampled(self, sample: Sample) -> None:
        if self.sender() is self.job and self.course is not None and self.course.take(sample):
            self.sampled.emit()

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if self.sender() is self.job and isinstance(payload, AdaptiveModel):
            self._is_new = True
            self._read()

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self.sender() is not self.job:
            return
        self.job = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.changed.emit()

    @Slot(object)
    def _extracted(self, result: object) -> None:
        self._is_extracting = False
        if not isinstance(result, AdaptiveModel):
            self._spare_gone()
            if isinstance(result, EdgeVizError):
                self._fail(result)
            self.changed.emit()
            return
        arguments = {"model": result, "target": self._target, "policy": self._policy, "setting": self._setting}
        title = kept("Export {}").format(Path(self._target).name)
        self.exporting = self.jobs.submit(JobSpec(BUNDLE, title, arguments))
        self.exporting.ended.connect(self._bundled)
        self.changed.emit()

    @Slot(object)
    def _bundled(self, event: object) -> None:
        if self.sender() is not self.exporting:
            return
        job, self.exporting = self.exporting, None
        self._spare_gone()
        if isinstance(event, Failed):
            self.failed.emit(event)
        elif job is not None and Path(self._target).exists():
            self.exported.emit(self._target)
        self.changed.emit()

    def _spare_gone(self) -> None:
        shutil.rmtree(self._spare, ignore_errors=True)

    @Slot()
    def _follow(self) -> None:
        """List the models of the project that is open now; what is being made for another one stops."""
        store = self.document.store
        if store is self._store:
            return
        if self.job is not None:
            self.job.cancel()
            self.job = None
        self._store, self.models, self._is_new, self.course = store, {}, False, None
        if store is not None:
            self._read(is_opened=True)
        self.changed.emit()

    def _read(self, is_opened: bool = False) -> None:
        """Off the GUI thread: every sample's answers are in there. What was removed before it was opened is gone."""
        assert self._store is not None
        self.is_reading = True
        worker = Background()
        worker.done.connect(self._was_read)
        worker.run(partial(_load, self._store, is_opened))

    @Slot(object)
    def _was_read(self, result: object) -> None:
        if isinstance(result, EdgeVizError):
            self.is_reading = False
            self._fail(result)
            self.changed.emit()
            return
        assert isinstance(result, tuple)
        store, found, damaged = result
        if store is not self._store:
            return
        self.is_reading = False
        new = [key for key in found if key not in self.models] if self._is_new else []
        self.models, self._is_new = found, False
        for what in damaged:
            self.failed.emit(Failed("", what, self.tr("The others are listed.")))
        self.changed.emit()
        if new:
            self.made.emit(new[-1])


class _Removal(QUndoCommand):
    def __init__(self, move: Callable[[bool], None], text: str) -> None:
        super().__init__(text)
        self._move = move

    def redo(self) -> None:
        self._move(True)

    def undo(self) -> None:
        self._move(False)


def _load(store: Store, is_opened: bool) -> tuple[Store, dict[str, AdaptiveModel], list[str]]:
    if is_opened:
        adaptive_models.purge(store)
    return store, *adaptive_models.load(store)


def _keep(store: Store, payload: object) -> None:
    """Runs in the lane's thread: the model is in the project before the window hears of it."""
    if isinstance(payload, AdaptiveModel):
        adaptive_models.save(store, payload)
        for folder in {Path(file.path).parent for file in payload.files}:
            shutil.rmtree(folder, ignore_errors=True)
