"""Measures the latency of the float model and the current recipe on a remote device."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Event, Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.store import JobRecord, Store
from edgeviz.project.values import now
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept


class RemoteMeasuring(QObject):
    """Both recipes go there in one job, so that a change of latency is always one on the same device."""

    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self._running: list[tuple[Job, str, Store]] = []
        self._disk = Background(self)

    def measure(self, host: Host) -> Job | None:
        """None where there is no model that can be run."""
        document = self.document
        graph, store, context = document.graph, document.store, document.context
        if graph is None or not graph.runs or store is None or not context:
            return None
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return None
        recipes = (Recipe(),) if document.recipe.is_float32 else (Recipe(), document.recipe)
        title = kept("Measure on {}").format(host.name)
        arguments = {"host": host, "path": path, "data": document.data, "recipes": recipes}
        spec = JobSpec("edgeviz.engine.remote.measure:run", title, arguments)
        job = self.jobs.submit(spec, partial(_keep, store, context, title))
        self._running.append((job, context, store))
        job.resulted.connect(self._resulted)
        job.ended.connect(self._ended)
        return job

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        for job, context, store in self._running:
            if job is self.sender() and store is self.document.store and isinstance(payload, Evaluation):
                self.document.take_evaluation(replace(payload, source=job.spec.title), context)
                for place in payload.elsewhere:
                    self.document.set_place(place)

    @Slot(object)
    def _ended(self, event: Event) -> None:
        ended = [one for one in self._running if one[0] is self.sender()]
        self._running = [one for one in self._running if one not in ended]
        for job, _, store in ended:
            if store is not self.document.store:
                continue
            error = f"{event.what} {event.remedy}".strip() if isinstance(event, Failed) else ""
            started = job.created.isoformat(timespec="seconds")
            record = JobRecord(job.spec.id, job.spec.entry, job.spec.title, started, now(), str(job.state), error)
            self._disk.run(partial(store.add_job, record))
            if isinstance(event, Failed):
                self.failed.emit(event)


def _keep(store: Store, context: str, title: str, payload: object) -> None:
    """Runs in the lane's thread: on disk before the window hears of it."""
    if isinstance(payload, Evaluation):
        store.add_evaluation(context, replace(payload, source=title))
