"""From a candidate to a model of the project: trained, kept beside the others, opened, or made a student."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.trial import Trial
from edgeviz.core.train_request import TrainedModel
from edgeviz.core.training import TrainSpec
from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import trained
from edgeviz.project.store import Store
from edgeviz.ui import formatting
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.nas.open:run"


@dataclass(frozen=True)
class _Order:
    """What a job that runs here is for; ``then``: "open" or "distil"."""

    job: Job
    store: Store
    then: str
    title: str


class Making(QObject):
    """A network is trained again by a job: its weights are not kept with the search."""

    #: Another state, or other things are possible.
    changed = Signal()
    failed = Signal(object)
    said = Signal(str)
    #: How the chosen candidate is trained fully should be asked.
    trainRequested = Signal()
    #: This file is to be the student.
    distilRequested = Signal(str)

    def __init__(self, choosing: Choosing, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choosing, self.jobs = choosing, jobs
        self.folder = folder / "trained"
        self.state = ""
        self._order: _Order | None = None
        choosing.changed.connect(self.changed)
        choosing.searches.changed.connect(self.changed)

    # ---- reading

    def obstacle(self) -> str:
        """Why nothing can be made of a candidate now, "" where it can."""
        trial = self.choosing.trial
        if trial is None:
            return self.tr("Choose a candidate.")
        if trial.failed:
            return self.tr("This candidate could not be evaluated: {}").format(trial.failed)
        if self._order is not None:
            return self.tr("Another candidate is being trained.")
        return ""

    @property
    def default_spec(self) -> TrainSpec:
        """As the search trained its candidates."""
        run, trial = self.choosing.run, self.choosing.trial
        assert run is not None and trial is not None
        train = run.record.request.evaluating.train
        return replace(train, epochs=max(1, round(trial.budget)), seed=trial.seed)

    @property
    def _samples(self) -> int:
        run = self.choosing.run
        return run.record.request.evaluating.samples if run is not None else 0

    # ---- what a person does

    @Slot()
    def open_chosen(self) -> None:
        """Train the chosen candidate for the epochs of the search, and open it."""
        if not self.obstacle():
            self.train(self.default_spec, self._samples)

    @Slot()
    def ask_to_train(self) -> None:
        if not self.obstacle():
            self.trainRequested.emit()

    @Slot()
    def distil_chosen(self) -> None:
        """Train the chosen candidate for the epochs of the search; it becomes the student of the open model."""
        if not self.obstacle():
            self.train(self.default_spec, self._samples, "distil")

    def train(self, spec: TrainSpec, samples: int, then: str = "open") -> Job | None:
        """Train the chosen candidate as ``spec`` says, on at most ``samples`` training samples (0: all)."""
        run, trial = self.choosing.run, self.choosing.trial
        if run is None or trial is None or self.obstacle():
            return None
        title = self.title(run, trial)
        arguments = {
            "space": run.record.request.space,
            "key": trial.key,
            "data": run.record.data,
            "spec": spec,
            "folder": str(self.folder),
            "samples": samples,
            "parent": run.record.parent,
            "name": title,
        }
        job_spec = JobSpec(ENTRY, kept("Train: {}").format(title), arguments, seed=spec.seed)
        job = self.jobs.submit(job_spec, partial(_keep, run.store, run.record.data, title))
        self._order = _Order(job, run.store, then, title)
        job.resulted.connect(self._resulted)
        job.ended.connect(self._ended)
        self._say(self.tr("Training {}…").format(title))
        return job

    def title(self, run: SearchRun, trial: Trial) -> str:
        """What the model is called."""
        row = next(row for row, one in enumerate(run.found) if one.trial is trial)
        return self.tr("{}, candidate {}").format(run.title, formatting.number(run.found[row].number + 1))

    # ---- internals

    def _say(self, text: str) -> None:
        self.state = text
        self.changed.emit()

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        order = self._order
        if order is None or not isinstance(payload, TrainedModel):
            return
        document = self.choosing.searches.document
        if order.store is not document.store:
            return
        document.take_trained()
        # The file is named by its content.
        sha256 = Path(payload.path).stem
        if order.then == "open":
            document.open_model(sha256, payload.recipe, self.tr("Open {}").format(order.title))
            self.said.emit(self.tr("{} is the open model; Undo goes back").format(order.title))
            return
        try:
            self.distilRequested.emit(str(order.store.model_file(sha256)))
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))

    @Slot(object)
    def _ended(self, event: object) -> None:
        self._order = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        self._say("")


def _keep(store: Store, data: DataSpec, title: str, payload: object) -> None:
    """Runs in the lane's thread: the model is in the project before the window hears of it."""
    if isinstance(payload, TrainedModel):
        trained.save(store, payload, data, title)
