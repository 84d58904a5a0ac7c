"""What the window says about a job."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication

from edgeviz.jobs.events import Failed
from edgeviz.ui.bridge import Job, JobState
from edgeviz.ui.formatting import duration, joined, number
from edgeviz.ui.texts import shown

translate = QCoreApplication.translate


def elapsed(job: Job) -> float | None:
    """Seconds the job has run, None before it begins."""
    if job.seconds is not None:
        return job.seconds
    return time.monotonic() - job.begun if job.begun is not None else None


def fraction(job: Job) -> float | None:
    """How much is done, 0 to 1; None while that is not known."""
    if job.state is JobState.FINISHED:
        return 1.0
    found = job.progress
    if found is None or not found.total:
        return None
    return min(1.0, max(0.0, found.done / found.total))


def state_text(job: Job, ahead: int = 0) -> str:
    """One word or two; ``ahead`` is the number of jobs that a queued one waits for."""
    if job.cancel_event.is_set() and not job.is_over:
        return translate("Jobs", "Cancelling…")
    match job.state:
        case JobState.QUEUED:
            return translate("Jobs", "Queued, {} ahead").format(number(ahead)) if ahead else translate("Jobs", "Queued")
        case JobState.RUNNING:
            return translate("Jobs", "Running")
        case JobState.FINISHED:
            return translate("Jobs", "Finished")
        case JobState.FAILED:
            return translate("Jobs", "Failed")
        case _:
            return translate("Jobs", "Cancelled")


def count_text(job: Job) -> str:
    """ "34/95", "" where it is not known."""
    found = job.progress
    if found is None or not found.total or found.total <= 1:
        return ""
    return f"{number(found.done)}/{number(found.total)}"


def left_text(job: Job) -> str:
    """ "12 s left", "" where that is not known."""
    if job.is_over or job.progress is None or job.progress.eta is None:
        return ""
    return translate("Jobs", "{} left").format(duration(job.progress.eta))


def elapsed_text(job: Job) -> str:
    seconds = elapsed(job)
    return "" if seconds is None else duration(seconds)


def detail_text(job: Job, ahead: int = 0) -> str:
    """The second line of a job: its state, what it is at, and its times."""
    if isinstance(job.end, Failed):
        return joined([state_text(job), shown(job.end.what)])
    text = shown(job.progress.text) if job.progress and not job.is_over else ""
    return joined([state_text(job, ahead), text, count_text(job) if not job.is_over else "", left_text(job)])
