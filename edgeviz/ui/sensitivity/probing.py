"""Runs sensitivity jobs, shows their cells as they come, and keeps them with the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import sensitivities
from edgeviz.project.store import Store
from edgeviz.project.values import now
from edgeviz.ui.background import Background
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, kept

ENTRY = "edgeviz.engine.sensitivity:run"
#: Milliseconds in which cells are gathered before they are shown.
COALESCE = 60
#: The project's setting that holds the chosen method.
SETTING = "sensitivity"
#: Widths that are looked at.
WEIGHT_BITS, ACTIVATION_BITS = (8, 6, 4, 3, 2), (8, 6, 4)
SAMPLES = 1000

#: Which table: of which project, model with data, and method.
Key = tuple[Store | None, str, Method]
Widths = tuple[tuple[Part, int], ...]
WIDTHS: Widths = (
    *((Part.WEIGHT, bits) for bits in WEIGHT_BITS),
    *((Part.ACTIVATION, bits) for bits in ACTIVATION_BITS),
)


class Probing(QObject):
    """Owns ``document.sensitivity``: the table of the chosen method for the current model and data.

    A run that is asked for again goes on where the last one ended, because the job is told what is known.
    """

    #: The job, the method or what is possible has changed.
    changed = Signal()
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.job: Job | None = None
        #: Why the last run brought nothing, "" where it did.
        self.problem = ""
        self._fresh: list[Cell] = []
        self._tables: dict[Key, Sensitivity] = {}
        self._shown: Key | None = None
        self._running: Key | None = None
        self._record: sensitivities.Recorder | None = None
        self._counted: tuple[tuple[object, ...], tuple[int, int, int]] | None = None
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self._show_fresh)
        for signal in (document.modelChanged, document.dataChanged, document.pathChanged, document.settingsChanged):
            signal.connect(self.reload)
        self.reload()

    # ---- what is asked for

    @property
    def method(self) -> Method:
        stored = self.document.project.settings.get(SETTING)
        return Method(stored) if stored in tuple(Method) else Method.SQNR

    def choose(self, method: Method) -> None:
        """Show the table of ``method``; it is filled by ``start``."""
        self.problem = ""
        self.document.set_setting(SETTING, method.value)

    def obstacle(self, method: Method) -> str:
        """Why ``method`` is not possible here, "" where it is."""
        graph = self.document.graph
        if graph is None:
            return self.tr("Open a model first.")
        if method is Method.SQNR:
            return ""
        if not graph.runs:
            names = ", ".join(graph.missing_operators[:3])
            return self.tr("The model cannot be executed ({} not covered). SQNR of the weights works.").format(names)
        if self.document.data is None:
            return self.tr("This needs data. SQNR of the weights works without.")
        return ""

    def counts(self) -> tuple[int, int, int]:
        """Cells that a complete table has, those that are not there yet, and those that more samples would change."""
        graph, table, method = self.document.graph, self.document.sensitivity, self.method
        key = (graph, table, method)
        if self._counted is None or any(old is not new for old, new in zip(self._counted[0], key, strict=True)):
            self._counted = (key, _counts(graph, table, method))
        return self._counted[1]

    @Slot()
    def start(self) -> None:
        """Fill the table of the chosen method; what is known already is not computed again."""
        document, method, store = self.document, self.method, self.document.store
        if self.job is not None or self.obstacle(method) or store is None or not document.context:
            return
        self.problem = ""
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.problem = error_text(error)
            self.changed.emit()
            return
        known = document.sensitivity
        arguments = {
            "path": path,
            "data": document.data,
            "method": method,
            "weight_bits": WEIGHT_BITS,
            "activation_bits": ACTIVATION_BITS,
            "samples": SAMPLES,
            "known": known,
        }
        title = kept("Measure sensitivity") if method is Method.MEASURED else kept("Estimate sensitivity")
        self._running = (store, document.context, method)
        self._record = sensitivities.Recorder(store, document.context, known or _empty(method))
        self.job = self.jobs.submit(JobSpec(ENTRY, title, arguments), self._record)
        self.job.resulted.connect(self._resulted)
        self.job.changed.connect(self.changed)
        self.job.ended.connect(self._ended)
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop the run; cells that came before stay."""
        if self.job is not None:
            self.job.cancel()

    # ---- what comes back

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if isinstance(payload, Cell) and self.sender() is self.job:
            self._fresh.append(payload)
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def _show_fresh(self) -> None:
        self._timer.stop()
        fresh, self._fresh = self._fresh, []
        if fresh and self._running is not None:
            old = self._tables.get(self._running) or _empty(self._running[2])
            self._keep(self._running, old.with_cells(fresh))

    @Slot(object)
    def _ended(self, event: object) -> None:
        self._show_fresh()
        running, record = self._running, self._record
        self.job = self._running = self._record = None
        if isinstance(event, Failed):
            self.problem = error_text(event)
            self.failed.emit(event)
        if running is not None and record is not None:
            whole = event.payload if isinstance(event, Finished) else None
            if isinstance(whole, Sensitivity):
                self._keep(running, whole)
                record.replace(whole)
            Background(self).run(record.flush)
        self.changed.emit()

    def _keep(self, key: Key, table: Sensitivity) -> None:
        self._tables[key] = table
        if key == self._shown:
            self.document.set_sensitivity(table)

    @Slot()
    def reload(self) -> None:
        """Show what the project holds for the present model, data and method."""
        document = self.document
        key = (document.store, document.context, self.method)
        if key == self._shown:
            self.changed.emit()
            return
        if self._running is not None and self._running[:2] != key[:2]:
            self.cancel()
        self._shown, self.problem = key, ""
        self._tables = {known: table for known, table in self._tables.items() if known[0] is document.store}
        if key not in self._tables and document.store is not None and document.context:
            try:
                stored = sensitivities.load(document.store, document.context, self.method)
            except EdgeVizError as error:
                stored, self.problem = None, error_text(error)
            if stored is not None:
                self._tables[key] = stored
        document.set_sensitivity(self._tables.get(key))
        self.changed.emit()


def _empty(method: Method) -> Sensitivity:
    return Sensitivity(method, 0 if method is Method.SQNR else SAMPLES, date=now())


def _counts(graph: ModelGraph | None, table: Sensitivity | None, method: Method) -> tuple[int, int, int]:
    cells = table.cells if table is not None else {}
    wanted = missing = provisional = 0
    for layer in graph.layers if graph is not None else ():
        parts = {part: covers(method, layer, part) for part in Part}
        for part, bits in WIDTHS:
            if parts[part]:
                wanted += 1
                found = cells.get((layer.key, part, bits))
                missing += found is None
                provisional += found is not None and table is not None and table.is_provisional(found)
    return wanted, missing, provisional


def covers(method: Method, layer: Layer, part: Part) -> bool:
    """Whether ``method`` has values for that part: some look at weights alone; lookups have no input to quantize."""
    return part is Part.WEIGHT or (not method.is_of_weights and layer.input != "")
