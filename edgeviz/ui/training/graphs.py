"""Graphs of model files that are teachers or students, read in the background, for the names of their layers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.graph import ModelGraph
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.texts import error_text, kept

ENTRY = "edgeviz.engine.load.open:run"


class Graphs(QObject):
    """``graph`` answers at once with what is known and starts reading what is not."""

    #: The graph or the fault of a file is known now.
    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._known: dict[str, ModelGraph | Failed] = {}
        self._reading: dict[Job, str] = {}

    def graph(self, path: str) -> ModelGraph | None:
        found = self._known.get(path)
        if found is None and path not in self._reading.values():
            title = kept("Read {}").format(Path(path).name)
            job = self.jobs.submit(JobSpec(ENTRY, title, {"path": path}, light=True, lane=Lane.INTERACTIVE))
            self._reading[job] = path
            job.ended.connect(self._read)
        return found if isinstance(found, ModelGraph) else None

    def fault(self, path: str) -> str:
        """Why the file cannot be used, "" where it can or is still being read."""
        found = self._known.get(path)
        if isinstance(found, Failed):
            return error_text(found)
        if isinstance(found, ModelGraph) and not found.runs:
            text = self.tr("{} cannot be run: these operators are not covered: {}")
            return text.format(Path(path).name, ", ".join(found.missing_operators))
        return ""

    def is_reading(self, path: str) -> bool:
        return path in self._reading.values()

    @Slot(object)
    def _read(self, event: object) -> None:
        job = self.sender()
        path = self._reading.pop(job, "") if isinstance(job, Job) else ""
        if not path:
            return
        if isinstance(event, Finished):
            self._known[path] = event.payload
        elif isinstance(event, Failed):
            self._known[path] = event
        self.changed.emit()
