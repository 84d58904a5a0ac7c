"""Owns the training runs of the window and of its project: starts, cancels, resumes and remembers them."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import TrainedModel, TrainRequest
from edgeviz.jobs.events import Failed, Sample
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import trained, training_runs
from edgeviz.project.store import Store
from edgeviz.project.training_runs import RunRecord
from edgeviz.project.values import now
from edgeviz.ui.bridge import Job, Jobs, JobState
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept
from edgeviz.ui.training.keeper import Keeper
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.words import run_title

ENTRY = "edgeviz.engine.train.job:run"
#: Seconds between two writes of a run that goes on: a killed program loses no more of its curves.
KEEP_EVERY = 5.0


class Training(QObject):
    """``runs`` are those of the open project, oldest first. A job of a project that is closed is cancelled.

    Cancelling keeps the last checkpoint, so that every run that did not finish can be resumed, also by the next
    session: the run's record is in the project from its start.
    """

    #: Other runs, or another state of one.
    changed = Signal()
    #: This Run is further, but in the same state: many times in a second.
    progressed = Signal(object)
    #: Points of this Run came.
    sampled = Signal(object)
    #: Whether this Run's curves are shown was changed.
    shownChanged = Signal(object)
    failed = Signal(object)
    #: This Run has just started, anew or again.
    started = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.folder = folder / "trained"
        self.runs: list[Run] = []
        self._store: Store | None = None
        self._kept: dict[str, float] = {}
        self._states: dict[str, tuple[JobState, bool]] = {}
        self._keeper = Keeper(self)
        self._keeper.failed.connect(self._keeping_failed)
        self._said = False
        for signal in (document.modelChanged, document.pathChanged):
            signal.connect(self.reload)
        self.reload()

    # ---- reading

    def obstacle(self) -> str:
        """Why nothing can be trained now, "" where it can."""
        document = self.document
        graph = document.graph
        if graph is None:
            return self.tr("Open a model first.")
        if not graph.runs:
            missing = ", ".join(graph.missing_operators)
            return self.tr("This model cannot be run here: these operators are not covered: {}").format(missing)
        if document.data is None:
            return self.tr("Training needs labelled samples: choose data first (Ctrl+D).")
        if document.store is None or not document.context:
            return self.tr("The model is still being read.")
        return ""

    def obstacle_to_resume(self, run: Run) -> str:
        """Why ``run`` cannot go on, "" where it can."""
        if not run.can_resume:
            return self.tr("Only a run that was cancelled, failed or interrupted can go on.")
        return ""

    def obstacle_to_open(self, run: Run) -> str:
        """Why what ``run`` trained cannot be opened, "" where it can."""
        if not run.record.model:
            return self.tr("This run has trained no model yet.")
        if run.record.model not in self.document.trained:
            return self.tr("The project does not hold this model any more.")
        model = self.document.project.model
        if model is not None and model.sha256 == run.record.model:
            return self.tr("This model is the open one.")
        return ""

    # ---- what a person does

    def start(self, request: TrainRequest) -> Run | None:
        """Train the open model as ``request`` says; None where that is not possible, which ``failed`` explains."""
        document, store, model = self.document, self.document.store, self.document.project.model
        why = self.obstacle()
        if why or store is None or model is None or document.data is None:
            self.failed.emit(Failed("", self.tr("Nothing can be trained now."), why))
            return None
        record = RunRecord(
            id=uuid.uuid4().hex,
            title=run_title(request, document.graph),
            request=request,
            parent=model.sha256,
            parent_name=model.name,
            data=document.data,
            started=now(),
        )
        run = Run(record, store, self._free_place())
        if not self._submit(run, resume=False):
            return None
        run.shown = True
        self.runs.append(run)
        self._started(run)
        return run

    def resume(self, run: Run) -> bool:
        """Go on from the run's last checkpoint; False where that is not possible, which ``failed`` explains."""
        why = self.obstacle_to_resume(run)
        if why:
            self.failed.emit(Failed("", self.tr("{} cannot go on.").format(run.title), why))
            return False
        if not self._submit(run, resume=True):
            return False
        run.record = replace(run.record, outcome="running", ended="", error="")
        run.shown = True
        self._started(run)
        return True

    def without_teacher(self, run: Run) -> Run | None:
        """The same student, trained in the same way by the labels alone: to see what the teacher is good for."""
        request = replace(run.record.request, distillation=None, name="")
        title = self.tr("{}, no teacher").format(run.title)
        return self.start(replace(request, name=title))

    def cancel(self, run: Run) -> None:
        if run.job is not None:
            run.job.cancel()

    def show(self, run: Run, shown: bool) -> None:
        """Whether the curves of ``run`` are drawn."""
        if run.shown != shown:
            run.shown = shown
            self.shownChanged.emit(run)

    def open_trained(self, run: Run) -> None:
        """Make the model that ``run`` trained the open one, at the widths it was trained for: one undo step."""
        if not self.obstacle_to_open(run):
            record = self.document.trained[run.record.model]
            self.document.open_model(record.sha256, record.recipe, self.tr("Open {}").format(record.name))

    def forget(self, run: Run) -> None:
        """Take a run that is over off the list and out of the project. A model that it trained stays."""
        if run.is_over and run in self.runs:
            self._keeper.drop(run.record.id)
            try:
                training_runs.forget(run.store, run.record.id)
            except EdgeVizError as error:
                self.failed.emit(Failed("", error.what, error.remedy, error.details))
                return
            self.runs.remove(run)
            self.changed.emit()

    # ---- internals

    def _free_place(self) -> int:
        """The first colour that no curve on show has."""
        taken = {run.place for run in self.runs if run.shown or run.job is not None}
        return next(place for place in range(len(taken) + 1) if place not in taken)

    def _submit(self, run: Run, resume: bool) -> bool:
        try:
            path = str(run.store.model_file(run.record.parent))
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return False
        record = run.record
        arguments = {
            "path": path,
            "data": record.data,
            "request": record.request,
            "folder": str(self.folder),
            "resume": resume,
        }
        title = kept("Train: {}").format(run.record.title)
        spec = JobSpec(ENTRY, title, arguments, seed=record.request.spec.seed)
        run.job = self.jobs.submit(spec, partial(_keep, run.store, record.data, run.title))
        run.job.sampled.connect(self._sampled)
        run.job.resulted.connect(self._resulted)
        run.job.changed.connect(self._job_changed)
        run.job.ended.connect(self._ended)
        return True

    def _started(self, run: Run) -> None:
        self._keep(run)
        self.changed.emit()
        self.started.emit(run)

    def _of(self, job: QObject | None) -> Run | None:
        return next((run for run in self.runs if run.job is not None and run.job is job), None)

    @Slot(object)
    def _sampled(self, sample: Sample) -> None:
        run = self._of(self.sender())
        if run is None or not run.take(sample):
            return
        self.sampled.emit(run)
        if sample.name == "accuracy" and time.monotonic() - self._kept.get(run.record.id, 0.0) > KEEP_EVERY:
            self._keep(run)

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        run = self._of(self.sender())
        if run is None or not isinstance(payload, TrainedModel):
            return
        found = next((e for e in payload.evaluations if e.recipe == payload.recipe), None)
        accuracy = found.value("accuracy") if found is not None else None
        # The file is named by its content.
        run.record = replace(run.record, model=Path(payload.path).stem, accuracy=accuracy)
        if run.store is self.document.store:
            self.document.take_trained()

    @Slot()
    def _job_changed(self) -> None:
        run = self._of(self.sender())
        if run is None or run.job is None:
            return
        state = run.job.state, run.job.cancel_event.is_set()
        if state == self._states.get(run.record.id):
            self.progressed.emit(run)
            return
        self._states[run.record.id] = state
        self.changed.emit()

    @Slot(object)
    def _ended(self, event: object) -> None:
        job = self.sender()
        run = self._of(job if isinstance(job, Job) else None)
        if run is None:
            return
        run.end(event)
        self._keep(run)
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.changed.emit()

    def _keep(self, run: Run) -> None:
        self._kept[run.record.id] = time.monotonic()
        self._keeper.keep(run.store, run.kept())

    @Slot(object)
    def _keeping_failed(self, error: Failed) -> None:
        """Say once that the disk refuses, not for every epoch that follows."""
        if not self._said and self._store is self.document.store:
            self._said = True
            self.failed.emit(error)

    @Slot()
    def reload(self) -> None:
        """List the runs of the project that is open now."""
        store = self.document.store
        if store is self._store:
            return
        for run in self.runs:
            self.cancel(run)
        self._store, self.runs, self._said = store, [], False
        if store is not None:
            try:
                records, damaged = training_runs.load(store)
            except EdgeVizError as error:
                records, damaged = [], []
                self.failed.emit(Failed("", error.what, error.remedy, error.details))
            for what in damaged:
                self.failed.emit(Failed("", what, self.tr("The others are listed.")))
            self.runs = [Run(record, store, place) for place, record in enumerate(records)]
            for place, run in enumerate(reversed(self.runs[-2:])):
                run.place, run.shown = place, bool(run.record.curves)
        self.changed.emit()


def _keep(store: Store, data: DataSpec, title: str, payload: object) -> None:
    """Runs in the lane's thread: the model is in the project before the window hears of it."""
    if isinstance(payload, TrainedModel):
        trained.save(store, payload, data, title)
