"""The program's own log: reading its end, and writing what failed."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from edgeviz.jobs.events import Failed
from edgeviz.ui.bridge import Job, Jobs

NAME = "edgeviz.log"
#: Of a long log only the end is read.
MOST_BYTES = 256 << 10
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_BEGIN = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[,.]\d+)?) (DEBUG|INFO|WARNING|ERROR|CRITICAL) ", re.MULTILINE)
log = logging.getLogger("edgeviz")


@dataclass(frozen=True)
class LogEntry:
    """One message with the lines that belong to it (a traceback)."""

    time: str
    level: str
    text: str

    @property
    def line(self) -> str:
        return f"{self.time} {self.level} {self.text}"


def read_end(path: Path, most: int = MOST_BYTES) -> list[LogEntry]:
    """The last ``most`` bytes of a log as entries, oldest first; [] where there is no log. Raises OSError."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - most))
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return []
    begins = list(_BEGIN.finditer(text))
    ends = [*(found.start() for found in begins[1:]), len(text)]
    return [
        LogEntry(found.group(1), found.group(2), text[found.end() : end].rstrip())
        for found, end in zip(begins, ends, strict=True)
    ]


def at_least(entries: list[LogEntry], level: str) -> list[LogEntry]:
    """The entries of ``level`` and of those that are worse."""
    return [entry for entry in entries if LEVELS.index(entry.level) >= LEVELS.index(level)]


class JobLog(QObject):
    """Writes how jobs ended to the log, so that a report shows what came before."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        jobs.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if isinstance(job.end, Failed):
            parts = (job.end.what, job.end.remedy, job.end.details)
            log.error("%s: %s", job.spec.title, "\n".join(part for part in parts if part))
        else:
            took = f" after {job.seconds:.1f} s" if job.seconds is not None else ""
            log.info("%s: %s%s", job.spec.title, job.state, took)
