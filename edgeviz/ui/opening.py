"""Opening files: projects at once, models by a job, the demo from the resources."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
from edgeviz.ui.garbage import set_aside
from edgeviz.ui.reading import SMALL_NODES, Contents, is_small, prepared, read_prepared
from edgeviz.ui.texts import kept

PROJECT_SUFFIX = ".edgeviz"
DEMO = ("demo", "digits.edgeviz")


class Opener(QObject):
    """Opens what a person drops, chooses or names. The last request wins."""

    failed = Signal(object)
    opened = Signal()

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.folder = folder
        self._path = Path()
        self._shown = False
        self._under_way: list[Job] = []
        self._filing: Background | None = None
        self._reading: Background | None = None
        self._is_untitled = False

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
            self._attach(Store.open(path), untitled=True, disposable=True)
        except (EdgeVizError, OSError) as error:
            self._fail(error)

    @Slot(str)
    def restore(self, path: str | Path) -> None:
        """Go on with untitled work that an earlier session left."""
        self._show_store(path, untitled=True)

    # ---- projects

    def _open_project(self, path: Path) -> None:
        current = self.document.store
        if current is not None and current.path == path:
            self.opened.emit()  # it is on show; the lock would be taken for another window's
            return
        self._show_store(path, untitled=False)

    def _show_store(self, path: str | Path, untitled: bool) -> None:
        try:
            store = Store.open(path)
            if is_small(store):
                self._attach(store, untitled)
                return
        except EdgeVizError as error:
            self._fail(error)
            return
        self._cancel()
        self._is_untitled = untitled
        self._reading = self._run(self._read, partial(read_prepared, store))

    @Slot(object)
    def _read(self, result: object) -> None:
        """A large project was read in a thread."""
        if self.sender() is not self._reading:
            if isinstance(result, tuple):  # something else was opened meanwhile
                result[0].close()
            return
        self._reading = None
        if isinstance(result, EdgeVizError):
            self._fail(result)
            return
        assert isinstance(result, tuple)
        set_aside()
        self._attach(result[0], self._is_untitled, contents=result[1])

    def _attach(self, store: Store, untitled: bool, disposable: bool = False, contents: Contents | None = None) -> None:
        self._cancel()
        self.document.attach(store, untitled, disposable, contents)
        self.opened.emit()
        if not untitled:
            recovery.add_recent(store.path, self.folder)

    # ---- models

    def _open_model(self, path: Path) -> None:
        self._cancel()
        self._path = path
        self._shown = False
        title = kept("Open {}").format(path.name)
        job = self._submit("edgeviz.engine.load.open:run", title, path=str(path))
        job.resulted.connect(self._previewed)
        job.ended.connect(self._model_opened)

    @Slot(object)
    def _previewed(self, graph: object) -> None:
        """A torch.export file shows its own graph while it is being converted."""
        if self._is_current(self.sender()) and isinstance(graph, ModelGraph):
            self._show(graph)

    def _show(self, graph: ModelGraph) -> None:
        self._shown = True
        self.document.show_preview(ModelRecord(self._path.name, str(self._path), "", graph))
        self.opened.emit()

    @Slot(object)
    def _model_opened(self, event: Event) -> None:
        if not self._is_current(self.sender()):
            return
        if isinstance(event, Failed):
            self.failed.emit(event)
        elif isinstance(event, Finished) and len(event.payload.nodes) <= SMALL_NODES:
            self._take(event.payload)
        elif isinstance(event, Finished):
            self._reading = self._run(self._prepared, partial(prepared, event.payload))

    @Slot(object)
    def _prepared(self, result: object) -> None:
        """What takes long with so many nodes has been worked out in a thread."""
        if self.sender() is not self._reading:
            return
        self._reading = None
        if isinstance(result, EdgeVizError):
            self._fail(result)
        elif isinstance(result, ModelGraph):
            set_aside()
            self._take(result)

    def _take(self, graph: ModelGraph) -> None:
        if self._shown:
            self.document.replace_graph(graph)
        else:
            self._show(graph)
        self._file(graph)

    def _file(self, graph: ModelGraph) -> None:
        """Make the project file in a thread: it reads the whole model once, for its hash and its copy."""
        self._filing = self._run(self._filed, partial(_make_project, self._path, graph, self.folder))

    @Slot(object)
    def _filed(self, result: object) -> None:
        if self.sender() is not self._filing:
            if isinstance(result, tuple):  # something else was opened meanwhile
                result[0].close()
                recovery.discard(result[0].path)
            return
        self._filing.deleteLater()
        self._filing = None
        if isinstance(result, EdgeVizError):
            self.failed.emit(Failed("", result.what, result.remedy, result.details))
            return
        assert isinstance(result, tuple)
        store, record = result
        self.document.adopt_store(store, record)
        recovery.add_recent(self._path, self.folder)
        self.opened.emit()
        if record.graph.runs:
            job = self._submit(
                "edgeviz.engine.data.inspect:guess_for_model_run",
                kept("Look for data that fits"),
                graph=record.graph,
            )
            job.ended.connect(self._data_guessed)

    @Slot(object)
    def _data_guessed(self, event: Event) -> None:
        if self._is_current(self.sender()) and isinstance(event, Finished) and isinstance(event.payload, DataSpec):
            self.document.offer_data(event.payload)

    # ---- internals

    def _submit(self, entry: str, title: str, **arguments: object) -> Job:
        job = self.jobs.submit(JobSpec(entry, title, arguments, light=True, lane=Lane.INTERACTIVE))
        self._under_way.append(job)
        return job

    def _run(self, then: Callable[[object], None], work: Callable[[], object]) -> Background:
        """``work`` in a thread, ``then`` with what came of it."""
        found = Background(self)
        found.done.connect(then)
        found.run(work)
        return found

    def _is_current(self, job: QObject | None) -> bool:
        return job in self._under_way

    def _cancel(self) -> None:
        """Forget what an earlier request still has under way."""
        for job in self._under_way:
            job.cancel()
        self._under_way.clear()
        self._filing = self._reading = None

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
