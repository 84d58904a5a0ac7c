"""Opening files: projects at once, models by a job, the demo from the resources."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.project import recovery
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.resources import resource
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document

PROJECT_SUFFIX = ".edgeviz"
DEMO = ("demo", "digits.edgeviz")


class Opener(QObject):
    """Opens what a person drops, chooses or names. The last request wins."""

    failed = Signal(object)
    opened = Signal()
    #: What the comparison with onnxruntime found when the model was loaded.
    checked = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.folder = folder
        self._path = Path()
        self._graph: ModelGraph | None = None
        self._open_job: Job | None = None
        self._follow_up: list[Job] = []
        self._filing: Background | None = None

    # ---- requests

    def open(self, path: str | Path) -> None:
        """Open a project or a model, by its file name. Errors arrive by ``failed``."""
        path = Path(path).absolute()
        if path.suffix.lower() == PROJECT_SUFFIX:
            self._open_project(path)
        else:
            self._open_model(path)

    def open_demo(self) -> None:
        """A copy of the demo project, so that whatever is tried there the next start has a fresh one."""
        try:
            store = recovery.new_untitled(self.folder)
            path = store.path
            store.close()
            shutil.copyfile(resource(*DEMO), path)
            self._attach(Store.open(path), untitled=True)
        except (EdgeVizError, OSError) as error:
            self._fail(error)

    def restore(self, path: Path) -> None:
        """Go on with untitled work that an earlier session left."""
        try:
            self._attach(Store.open(path), untitled=True)
        except EdgeVizError as error:
            self._fail(error)

    # ---- projects

    def _open_project(self, path: Path) -> None:
        try:
            self._attach(Store.open(path), untitled=False)
        except EdgeVizError as error:
            self._fail(error)
            return
        recovery.add_recent(path, self.folder)

    def _attach(self, store: Store, untitled: bool) -> None:
        self._cancel()
        self.document.attach(store, untitled)
        self.opened.emit()
        graph = self.document.graph
        if graph is not None and graph.runs:
            self._check()

    # ---- models

    def _open_model(self, path: Path) -> None:
        self._cancel()
        self._path = path
        self._graph = None
        job = self._submit(
            "edgeviz.engine.load.open:run", self.tr("Open {}").format(path.name), light=True, path=str(path)
        )
        job.ended.connect(self._model_opened)
        self._open_job = job

    @Slot(object)
    def _model_opened(self, event: Event) -> None:
        if self._open_job is None or event.job != self._open_job.spec.id:
            return
        self._open_job = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        elif isinstance(event, Finished):
            graph = self._graph = event.payload
            self.document.show_preview(ModelRecord(self._path.name, str(self._path), "", graph))
            self.opened.emit()
            self._file()

    def _file(self) -> None:
        """Make the project file in a thread: it reads the whole model once, for its hash and its copy."""
        assert self._graph is not None
        self._filing = Background(self)
        self._filing.done.connect(self._filed)
        self._filing.run(partial(_make_project, self._path, self._graph, self.folder))

    @Slot(object)
    def _filed(self, result: object) -> None:
        if self.sender() is not self._filing:
            if isinstance(result, tuple):
                result[0].close()
            return
        if isinstance(result, EdgeVizError):
            self.failed.emit(Failed("", result.what, result.remedy, result.details))
            return
        assert isinstance(result, tuple)
        store, record = result
        self.document.adopt_store(store, record)
        recovery.add_recent(self._path, self.folder)
        if record.graph.format != "onnx":
            job = self._submit("edgeviz.engine.load.open:convert", self.tr("Convert {}").format(record.name))
            job.ended.connect(self._converted)
        elif record.graph.runs:
            self._after_load()

    @Slot(object)
    def _converted(self, event: Event) -> None:
        if not self._is_current(event):
            return
        if isinstance(event, Finished):
            self.document.replace_graph(event.payload)
            self._after_load()
        elif isinstance(event, Failed):
            self.failed.emit(event)

    def _after_load(self) -> None:
        if self.document.data is None:
            job = self._submit(
                "edgeviz.engine.data.inspect:guess_for_model_run",
                self.tr("Look for fitting data"),
                light=True,
                graph=self.document.graph,
            )
            job.ended.connect(self._data_guessed)
        self._check()

    @Slot(object)
    def _data_guessed(self, event: Event) -> None:
        if self._is_current(event) and isinstance(event, Finished) and isinstance(event.payload, DataSpec):
            self.document.offer_data(event.payload)

    # ---- the importer's proof

    def _check(self) -> None:
        job = self._submit(
            "edgeviz.engine.session:check_import",
            self.tr("Compare the imported model with onnxruntime"),
            lane=Lane.COMPUTE,
        )
        job.ended.connect(self._import_checked)

    @Slot(object)
    def _import_checked(self, event: Event) -> None:
        if self._is_current(event) and isinstance(event, Finished):
            self.checked.emit(event.payload)
        elif self._is_current(event) and isinstance(event, Failed):
            self.failed.emit(event)

    # ---- internals

    def _submit(
        self, entry: str, title: str, light: bool = False, lane: Lane = Lane.INTERACTIVE, **arguments: object
    ) -> Job:
        if not arguments:
            assert self.document.store is not None
            arguments = {"path": str(self.document.store.model_file())}
        job = self.jobs.submit(JobSpec(entry, title, arguments, light=light, lane=lane))
        self._follow_up.append(job)
        return job

    def _is_current(self, event: Event) -> bool:
        return any(job.spec.id == event.job for job in self._follow_up)

    def _cancel(self) -> None:
        """Forget what an earlier request still has under way."""
        for job in self._follow_up:
            job.cancel()
        self._follow_up.clear()
        self._open_job = None
        self._filing = None

    def _fail(self, error: EdgeVizError | OSError) -> None:
        if isinstance(error, EdgeVizError):
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
        else:
            self.failed.emit(Failed("", f"{error.filename}: {error.strerror or error}.", self.tr("Check the file.")))


def _make_project(path: Path, graph: ModelGraph, folder: Path) -> tuple[Store, ModelRecord]:
    record = ModelRecord.of(path, graph)
    store = recovery.new_untitled(folder)
    store.write(Project(model=record))
    return store, record
