"""Measures the layers of the open model on this machine, once, so that any recipe's latency can be predicted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.calibration import Calibration
from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.timing import Timing
from edgeviz.jobs.events import Event, Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.devices import save_calibration
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.measure.calibrate:run"


class Calibrating(QObject):
    """One run at a time; a run that is cancelled changes nothing."""

    failed = Signal(object)
    #: The device is calibrated: it can be chosen.
    calibrated = Signal(str)
    busyChanged = Signal(bool)

    def __init__(self, document: Document, jobs: Jobs, library: DeviceLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.jobs = jobs
        self.library = library
        self.job: Job | None = None
        #: How often and how long each recipe is timed, None: as the engine finds right.
        self.timing: Timing | None = None
        self.passes = 3
        #: Those that latencies are measured with: predictions stand beside them.
        self.threads = 0

    @property
    def is_possible(self) -> bool:
        """Whether there is a model that can be run, and no calibration is running."""
        graph = self.document.graph
        has_file = self.document.store is not None
        return self.job is None and has_file and graph is not None and graph.runs and bool(graph.layers)

    @Slot()
    def start(self) -> None:
        store = self.document.store
        if not self.is_possible or store is None:
            return
        try:
            path = str(store.model_file())
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        known = self.library.profiles.devices.get(THIS_MACHINE)
        arguments = {
            "paths": [path],
            "known": known.timings if known is not None else None,
            "timing": self.timing,
            "passes": self.passes,
            "threads": self.threads,
            "probe": known is None,
        }
        # Kept by the lane's thread: on disk before the window hears of it.
        self.job = self.jobs.submit(JobSpec(ENTRY, kept("Calibrate this machine"), arguments), _keep)
        self.job.ended.connect(self._ended)
        self.busyChanged.emit(True)

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self.job = None
        self.busyChanged.emit(False)
        if isinstance(event, Failed):
            self.failed.emit(event)
            return
        before = self.library.profiles.devices.get(THIS_MACHINE)
        self.library.reload()
        after = self.library.profiles.devices.get(THIS_MACHINE)
        if after is not None and after.timings is not None and after != before:
            self.calibrated.emit(THIS_MACHINE)


def _keep(payload: object) -> None:
    if isinstance(payload, Calibration):
        save_calibration(payload)
