"""What a policy is: told beforehand what can be known, and asked before each answer, with what was observed so far.

The observation is one object that the simulator fills anew: a policy that wants to remember something copies it. A
choice is a point and a level, or ``GOVERNOR`` to leave the clock to the governor.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.adaptive.points import OperatingPoint

if TYPE_CHECKING:
    from edgeviz.core.adaptive.world import World

GOVERNOR = -1


@dataclass(frozen=True, slots=True)
class Choice:
    """The index of a point, and of a level or GOVERNOR. The simulator asks whether it is the very object that it was
    given before, and then looks nothing up: policies make theirs in ``begin`` (``Setting.choices``)."""

    point: int
    level: int = GOVERNOR


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the first request. deadline, duration: seconds. capacity: joules in the full battery, 0 on
    mains. base_power: watts that the device draws at the start beside computing. slowest: the largest slow-down that
    the designer foresees. bandwidth, least_bandwidth: B/s that he expects, and in the worst case."""

    points: tuple[OperatingPoint, ...]
    platform: Platform
    deadline: float
    duration: float
    queue: int
    capacity: float
    base_power: float
    slowest: float
    bandwidth: float
    least_bandwidth: float
    seed: int

    @property
    def sends(self) -> bool:
        """Whether any point sends data, so that its time and energy depend on the bandwidth."""
        return any(point.sent for point in self.points)

    def seconds(self, bandwidth: float) -> list[list[float]]:
        """[levels][points] seconds of an answer on a quiet device at ``bandwidth`` B/s."""
        return [
            [p.scaling * s + p.fixed + p.remote + p.sent / bandwidth for p in self.points]
            for s in self.platform.stretches
        ]

    def joules(self, bandwidth: float) -> list[list[float]]:
        """[levels][points] joules of an answer on a quiet device beyond waiting."""
        platform = self.platform
        found = []
        for stretch, power in zip(platform.stretches, platform.powers, strict=True):
            row = []
            for point in self.points:
                own, at_reference = point.scaling * stretch + point.fixed, point.scaling + point.fixed
                dynamic = point.joules(platform.dynamic_power) * (power * own / at_reference if at_reference else 1.0)
                sending = point.sent / bandwidth
                waiting = (platform.static_power - platform.idle_power) * (own + sending + point.remote)
                row.append(dynamic + waiting + sending * platform.radio_power)
            found.append(row)
        return found

    def choices(self) -> list[list[Choice]]:
        """[points][levels], and behind the levels, so at GOVERNOR, the choice that leaves the clock alone."""
        levels = [*range(len(self.platform.levels)), GOVERNOR]
        return [[Choice(index, level) for level in levels] for index in range(len(self.points))]

    def random(self) -> random.Random:
        return random.Random(self.seed)


class Observation:
    """What is seen before an answer begins.

    now: s. waiting: s since the request came. queue: requests that wait behind it. index: how many requests came before
    it. point, level: of the answer before (−1 at first), which took ``seconds`` of the ``expected`` of its profile at
    its level and came ``response`` s after its request, with ``confidence`` (0…1). late: whether that was too late.
    charge: 0…1. temperature: °C. governor: the level that the governor would take; cap: the highest allowed one.
    bandwidth: B/s, as the device measures it. deadline: s. busy: share of the past tick.
    """

    __slots__ = (
        "bandwidth", "busy", "cap", "charge", "confidence", "deadline", "expected", "governor", "index", "late",
        "level", "now", "point", "queue", "response", "seconds", "temperature", "waiting",
    )  # fmt: skip

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.now = self.waiting = self.seconds = self.expected = self.response = self.busy = 0.0
        self.confidence, self.charge, self.temperature, self.bandwidth = 1.0, 1.0, 25.0, 1.0
        self.queue = self.index = 0
        self.point = self.level = -1
        self.governor = self.cap = 0
        self.late = False


@dataclass
class Policy(ABC):
    """``begin`` once, then ``decide`` before each answer. Its fields are settings that a person may change."""

    key: ClassVar[str]
    title: ClassVar[str]
    #: Whether it is shown the future.
    clairvoyant: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return self.title

    @abstractmethod
    def begin(self, setting: Setting) -> None:
        """Forget everything and make ready. Raises EdgeVizError for settings that do not fit."""

    @abstractmethod
    def decide(self, seen: Observation) -> Choice:
        """What the next answer is made with."""

    @property
    def constant(self) -> Choice | None:
        """The one choice of a policy that never changes its mind; asked after ``begin``."""
        return None

    def foresee(self, world: World) -> None:  # noqa: B027 - most have no use for it
        """What is to come, for a clairvoyant one."""
