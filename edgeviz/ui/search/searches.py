"""Owns the searches of the window and of its project: starts, pauses, stops, resumes and remembers them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.host import Host
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas import differentiable
from edgeviz.core.nas.picture import MODEL
from edgeviz.core.nas.request import Costing, Found, SearchRequest
from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import searches
from edgeviz.project.hosts import load_hosts
from edgeviz.project.searches import SearchRecord
from edgeviz.project.store import Store
from edgeviz.project.values import now
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.search.library import SpaceLibrary
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.words import search_title
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.nas.job:run"
DIFFERENTIABLE_ENTRY = "edgeviz.engine.nas.differentiable:run"
#: Candidates of earlier searches that an estimate of the time needs.
ENOUGH = 3


class Searches(QObject):
    """``runs`` are those of the open project, oldest first; ``current`` is the one that is looked at.

    Every candidate is in the project the moment it is known, so whatever ends a search, it can go on: also one that the
    program did not survive.
    """

    #: Other searches, or another state of one.
    changed = Signal()
    #: One that runs is further on; its state and what can be done are as they were.
    progressed = Signal()
    #: This SearchRun has another candidate.
    found = Signal(object)
    #: Another search is looked at, or none.
    currentChanged = Signal()
    failed = Signal(object)

    def __init__(
        self, document: Document, jobs: Jobs, devices: DeviceLibrary, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.devices = devices
        #: The user's data folder, which has the list of remote devices.
        self.home = folder
        self.folder = folder / "searches"
        self.library = SpaceLibrary(self)
        self.runs: list[SearchRun] = []
        self.current: SearchRun | None = None
        self._store: Store | None = None
        #: The state of each search's job that ``changed`` last told, by the record's identifier.
        self._told: dict[str, str] = {}
        for signal in (document.modelChanged, document.pathChanged):
            signal.connect(self.reload)
        self.reload()

    # ---- reading

    def sample_shape(self) -> tuple[int, int, int] | None:
        """Channels, height and width of the samples as the open model takes them; None where they are no images."""
        graph = self.document.graph
        shape = graph.input_shape() if graph is not None else None
        match shape:
            case (_, int(channels), int(height), int(width)):
                return channels, height, width
        return None

    def obstacle(self) -> str:
        """Why nothing can be searched now, "" where it can."""
        document = self.document
        if document.graph is None:
            return self.tr("Open a model first: its data is what candidates are trained with.")
        if document.data is None:
            return self.tr("A search needs labelled samples: choose data first (Ctrl+D).")
        if self.sample_shape() is None or document.data.layout != "NCHW":
            return self.tr("Candidates take images as channels × height × width, and these samples are none.")
        if document.store is None or not document.context:
            return self.tr("The model is still being read.")
        return ""

    def estimate(self, request: SearchRequest) -> float | None:
        """Seconds that a search will take, by the candidates of earlier ones that were judged in the same way."""
        spent: list[float] = []
        for run in self.runs:
            one = run.record.request
            alike = one.evaluating == request.evaluating and one.space.hash == request.space.hash
            if alike and run.record.data == self.document.data:
                spent += [found.trial.seconds for found in run.found]
        if len(spent) < ENOUGH:
            return None
        workers = 1 if request.executing.scheduler else request.executing.workers
        seconds = sum(spent) / len(spent) * request.trials / workers
        return min(seconds, request.seconds) if request.seconds else seconds

    # ---- what a person does

    def select(self, run: SearchRun | None) -> None:
        if run is not self.current:
            self.current = run
            self.currentChanged.emit()

    def start(self, request: SearchRequest) -> SearchRun | None:
        """Search as ``request`` says; None where that is not possible, which ``failed`` explains."""
        document, store = self.document, self.document.store
        why = self.obstacle()
        model = document.project.model
        if why or store is None or model is None or document.data is None:
            self.failed.emit(Failed("", self.tr("Nothing can be searched now."), why))
            return None
        record = SearchRecord(
            id=uuid.uuid4().hex,
            title=search_title(request),
            request=request,
            data=document.data,
            parent=model.sha256 if request.space.builder == MODEL else "",
            parent_name=model.name if request.space.builder == MODEL else "",
            started=now(),
        )
        run = SearchRun(record, store)
        if not self._submit(run):
            return None
        self.runs.append(run)
        self._began(run)
        return run

    def resume(self, run: SearchRun) -> bool:
        """Go on where the search was; False where that is not possible, which ``failed`` explains."""
        if not run.can_resume or not self._submit(run):
            return False
        run.record = replace(run.record, outcome="running", ended="", error="")
        self._began(run)
        return True

    def pause(self, run: SearchRun) -> None:
        """Let the candidates in flight finish, and begin no other."""
        if run.job is not None and not run.pausing:
            run.pausing = True
            run.job.finish()
            self.changed.emit()

    def stop(self, run: SearchRun) -> None:
        """End at once; candidates in flight are lost, all others are kept."""
        if run.job is not None:
            run.job.cancel()
            self.changed.emit()

    def forget(self, run: SearchRun) -> None:
        """Take a search that is over off the list and out of the project."""
        if not run.is_over or run not in self.runs:
            return
        try:
            searches.forget(run.store, run.record.id)
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        self.runs.remove(run)
        if self.current is run:
            self.select(self.runs[-1] if self.runs else None)
        self.changed.emit()

    # ---- internals

    def _places(self, costing: Costing) -> tuple[Device | None, Host | None]:
        """The device and the host that the search names. Raises EdgeVizError where they are gone."""
        device = self.devices.profiles.devices.get(costing.device)
        host = next((one for one in load_hosts(self.home) if one.name == costing.host), None) if costing.host else None
        if costing.device and device is None:
            raise EdgeVizError(self.tr("The device {} is not known any more.").format(costing.device))
        if costing.host and host is None:
            raise EdgeVizError(self.tr("The remote device {} is not known any more.").format(costing.host))
        return device, host

    def _submit(self, run: SearchRun) -> bool:
        record = run.record
        try:
            device, host = self._places(record.request.costing)
            searches.save(run.store, replace(record, outcome="running", ended="", error=""))
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return False
        arguments: dict[str, Any] = {
            "request": record.request,
            "data": record.data,
            "folder": str(self.folder / record.id),
            "known": tuple(run.found),
            "device": device,
            "host": host,
        }
        entry = DIFFERENTIABLE_ENTRY if record.request.sampler == differentiable.KEY else ENTRY
        spec = JobSpec(entry, kept("Search: {}").format(record.title), arguments, seed=record.request.seed)
        job = self.jobs.submit(spec, partial(_keep, run.store, record.id))
        run.begin(job)
        job.resulted.connect(self._resulted)
        job.changed.connect(self._job_changed)
        job.ended.connect(self._ended)
        return True

    def _began(self, run: SearchRun) -> None:
        self.select(run)
        self.changed.emit()

    def _of(self, job: QObject | None) -> SearchRun | None:
        return next((run for run in self.runs if run.job is not None and run.job is job), None)

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        run = self._of(self.sender())
        if run is not None and isinstance(payload, Found):
            run.take(payload)
            self.found.emit(run)

    @Slot()
    def _job_changed(self) -> None:
        run = self._of(self.sender())
        if run is None:
            return
        # A job changes with every step of its progress: nobody works out anew what can be done for that.
        if self._told.get(run.record.id) == run.state:
            self.progressed.emit()
            return
        self._told[run.record.id] = run.state
        self.changed.emit()

    @Slot(object)
    def _ended(self, event: object) -> None:
        job = self.sender()
        run = self._of(job if isinstance(job, Job) else None)
        if run is None:
            return
        run.end(event)
        self._told.pop(run.record.id, None)
        try:
            searches.save(run.store, run.record)
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.changed.emit()

    @Slot()
    def reload(self) -> None:
        """List the searches of the project that is open now."""
        store = self.document.store
        if store is self._store:
            return
        for run in self.runs:
            self.stop(run)
        self._store, self.runs = store, []
        if store is not None:
            try:
                records, damaged = searches.load(store)
            except EdgeVizError as error:
                records, damaged = [], []
                self.failed.emit(Failed("", error.what, error.remedy, error.details))
            for what in damaged:
                self.failed.emit(Failed("", what, self.tr("The others are listed.")))
            self.runs = [SearchRun(record, store) for record in records]
        self.current = self.runs[-1] if self.runs else None
        self.currentChanged.emit()
        self.changed.emit()


def _keep(store: Store, search: str, payload: object) -> None:
    """Runs in the lane's thread: a candidate is in the project before the window hears of it."""
    if isinstance(payload, Found):
        searches.add(store, search, payload)
