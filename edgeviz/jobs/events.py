"""What a job says while it runs. Every job ends with exactly one of Finished, Failed and Cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from edgeviz.core.errors import EdgeVizError


@dataclass(frozen=True, slots=True)
class Started:
    job: str


@dataclass(frozen=True, slots=True)
class Progress:
    """``total`` is None while it is unknown; ``eta`` is the remaining time in seconds, None while unknown."""

    job: str
    done: float
    total: float | None
    eta: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One point of a curve."""

    job: str
    name: str
    step: int
    value: float


@dataclass(frozen=True, slots=True)
class Result:
    """A partial result: it is kept whatever happens to the job afterwards."""

    job: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Log:
    job: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    job: str
    payload: Any = None


@dataclass(frozen=True, slots=True)
class Failed:
    """``fault`` tells a fault in EdgeViz from something that the person can mend."""

    job: str
    what: str
    remedy: str = ""
    details: str = ""
    fault: bool = False

    def error(self) -> EdgeVizError:
        return EdgeVizError(self.what, self.remedy, self.details)


@dataclass(frozen=True, slots=True)
class Cancelled:
    job: str


Event = Started | Progress | Sample | Result | Log | Finished | Failed | Cancelled
TERMINAL = (Finished, Failed, Cancelled)
