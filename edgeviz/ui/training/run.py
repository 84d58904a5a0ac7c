"""One training run as the window knows it: what was asked for, its curves, and its job while it runs here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from edgeviz.core.curves import CURVES, Curve, kept
from edgeviz.core.train_request import Method
from edgeviz.jobs.events import Failed, Sample
from edgeviz.project.store import Store
from edgeviz.project.training_runs import RunRecord
from edgeviz.project.values import now
from edgeviz.ui.bridge import Job, JobState
from edgeviz.ui.texts import shown

#: Points of curves by their names.
Known = Mapping[str, Iterable[tuple[int, float]]]


class Course:
    """Curves that grow as a job samples them; ``place`` is the number of their colour."""

    def __init__(self, key: str, place: int = 0, known: Known | None = None) -> None:
        self.key, self.place = key, place
        self.curves = {name: Curve((known or {}).get(name, ())) for name in CURVES}
        #: How many points came so far: whoever draws knows by it that there is something new.
        self.version = 0

    def take(self, sample: Sample) -> bool:
        """Add a point; False where it belongs to no curve that is drawn."""
        curve = self.curves.get(sample.name)
        if curve is None:
            return False
        curve.add(sample.step, sample.value)
        self.version += 1
        return True


class Run(Course):
    """``record`` is what the project keeps of it."""

    def __init__(self, record: RunRecord, store: Store, place: int) -> None:
        super().__init__(record.id, place, record.curves)
        self.record = record
        self.store = store
        self.shown = False
        self.job: Job | None = None

    @property
    def title(self) -> str:
        """In the window's language, unless a person gave it."""
        return self.record.title if self.record.request.name else shown(self.record.title)

    @property
    def is_over(self) -> bool:
        return self.job is None

    @property
    def state(self) -> str:
        """One of ``training_runs.OUTCOMES``, or "queued"."""
        if self.job is not None:
            return "queued" if self.job.state is JobState.QUEUED else "running"
        return self.record.outcome

    @property
    def can_resume(self) -> bool:
        return self.is_over and self.record.outcome in ("cancelled", "interrupted", "failed")

    @property
    def epochs(self) -> tuple[int, int]:
        """Epochs that are done, and how many were asked for."""
        request = self.record.request
        taught = request.distillation
        before = taught.hint_epochs if taught is not None and taught.method is Method.HINT else 0
        return len(self.curves["accuracy"]), before + request.spec.epochs

    def kept(self) -> RunRecord:
        """The record with the curves as they are now, thinned to what a project keeps."""
        self.record = replace(self.record, curves=kept(self.curves))
        return self.record

    def end(self, event: object) -> None:
        """The job is over: Finished, Failed or Cancelled."""
        job, self.job = self.job, None
        error = f"{event.what} {event.remedy}".strip() if isinstance(event, Failed) else ""
        outcome = str(job.state) if job is not None else "interrupted"
        took = (job.seconds or 0.0) if job is not None else 0.0
        self.record = replace(
            self.record, outcome=outcome, ended=now(), error=error, seconds=self.record.seconds + took
        )
