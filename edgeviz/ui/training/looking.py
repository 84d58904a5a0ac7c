"""Asks for teacher and student on real samples; the last question wins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.look import Look
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.texts import kept

ENTRY = "edgeviz.engine.train.look:run"


@dataclass(frozen=True)
class Question:
    """Files of the two models, the samples of the validation split, and the pair of layers whose features are shown."""

    teacher: str
    student: str
    data: DataSpec
    rows: tuple[int, ...]
    pair: tuple[str, str] | None = None


class Looking(QObject):
    """``ask`` returns at once; ``found`` or ``failed`` tells the answer to the last question."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.question: Question | None = None
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def ask(self, question: Question | None) -> None:
        """None: what was asked does not matter any more."""
        if question == self.question:
            return
        self.question = question
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        if question is not None:
            arguments = {
                "teacher": question.teacher,
                "student": question.student,
                "data": question.data,
                "rows": question.rows,
                "pair": question.pair,
            }
            title = kept("Look at teacher and student")
            self._job = self.jobs.submit(JobSpec(ENTRY, title, arguments, lane=Lane.INTERACTIVE))
            self._job.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(event, Finished) and isinstance(event.payload, Look):
            self.found.emit(event.payload)
        elif isinstance(event, Failed):
            self.failed.emit(event)
