"""What a simulated run comes to: arrays of requests and of ticks, as time strips draw them, and the ledger of
energy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.world import Floats


class Fate(IntEnum):
    """What became of a request."""

    IN_TIME = 0
    LATE = 1
    #: It found the queue full.
    DROPPED = 2
    #: Its deadline had passed before it was started.
    STALE = 3
    #: The device had gone off.
    LOST = 4


@dataclass(frozen=True, eq=False)
class Ticks:
    """The state in each tick, [ticks]. start: s. level: the governor's clock. charge: 0…1 and temperature: °C at the
    end of the tick. power: W without what the battery loses. busy: share of the tick. slow, bandwidth (B/s), ambient
    (°C): the conditions."""

    start: Floats
    level: NDArray[np.int64]
    cap: NDArray[np.int64]
    charge: Floats
    temperature: Floats
    power: Floats
    busy: Floats
    slow: Floats
    bandwidth: Floats
    ambient: Floats


@dataclass(frozen=True, eq=False)
class Run:
    """One policy in one world.

    arrival, start, end [requests]: seconds, NaN where there was none. point, level [requests]: −1 where none. fate
    [requests]: of ``Fate``. right [requests]: answered correctly, late or not. ledger: joules by entry; used: joules
    taken from the battery or the mains, counted apart from the ledger. off: when the device went off, infinite where it
    did not. ended: s, when the last answer was there and the scenario was over.
    """

    policy: str
    points: tuple[str, ...]
    seed: int
    deadline: float
    arrival: Floats
    start: Floats
    end: Floats
    point: NDArray[np.int16]
    level: NDArray[np.int16]
    sample: NDArray[np.int64]
    fate: NDArray[np.int8]
    right: NDArray[np.bool_]
    ticks: Ticks
    ledger: Mapping[str, float]
    used: float
    off: float
    ended: float

    @property
    def requests(self) -> int:
        return len(self.arrival)

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """[requests] in time or late."""
        return self.fate <= int(Fate.LATE)

    @cached_property
    def in_time(self) -> NDArray[np.bool_]:
        """[requests]"""
        return self.fate == int(Fate.IN_TIME)

    @cached_property
    def good(self) -> NDArray[np.bool_]:
        """[requests] answered correctly and in time: a late answer counts as wrong."""
        return self.right & self.in_time

    @cached_property
    def latency(self) -> Floats:
        """Seconds from request to answer, of the answered ones in the order of their requests."""
        return (self.end - self.arrival)[self.answered]
