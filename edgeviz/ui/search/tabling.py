"""Measures the layers of a search space on this machine, so that candidates' latencies are sums of a table."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.device.timings import Timings
from edgeviz.core.nas.space import Space
from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.timings import save_timings
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.nas.table:run"


class Tabling(QObject):
    """One run at a time; what it measures is added to the table that calibrating this machine has made."""

    failed = Signal(object)

    def __init__(self, jobs: Jobs, library: DeviceLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs, self.library = jobs, library
        self.job: Job | None = None

    def measure(self, space: Space, classes: int) -> None:
        device = self.library.profiles.devices.get(THIS_MACHINE)
        if self.job is not None:
            return
        if device is None:
            self.failed.emit(
                Failed("", self.tr("This machine has no profile yet."), self.tr("Calibrate it under Device first."))
            )
            return
        arguments = {"space": space, "classes": classes, "known": device.timings}
        title = kept("Measure the layers of {}").format(space.name)
        # Kept by the lane's thread: on disk before the window hears of it.
        self.job = self.jobs.submit(JobSpec(ENTRY, title, arguments), _keep)
        self.job.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, event: object) -> None:
        self.job = None
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.library.reload()


def _keep(payload: object) -> None:
    if isinstance(payload, Timings):
        save_timings(THIS_MACHINE, payload)
