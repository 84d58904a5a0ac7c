"""Measures this machine's peaks for the profile dialog, as `edgeviz device probe` does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.profile import Device
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.texts import error_text, kept

ENTRY = "edgeviz.engine.measure.machine:run"


class MachineProbe(QObject):
    """One run at a time. ``found`` carries the profile; nothing is kept of it here."""

    found = Signal(object)
    failed = Signal(str)
    busyChanged = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.job: Job | None = None

    @Slot()
    def toggle(self) -> None:
        """Start, or stop what runs."""
        if self.job is not None:
            self.stop()
            return
        # Behind whatever is computed: beside it both would be slow, and the figures too low.
        self.job = self._jobs.submit(JobSpec(ENTRY, kept("Measure this machine"), {}))
        self.job.ended.connect(self._ended)
        self.busyChanged.emit(True)

    @Slot()
    def stop(self) -> None:
        if self.job is not None:
            self.job.cancel()

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self.job = None
        self.busyChanged.emit(False)
        if isinstance(event, Failed):
            self.failed.emit(error_text(event))
        elif isinstance(event, Finished) and isinstance(event.payload, Device):
            self.found.emit(event.payload)
