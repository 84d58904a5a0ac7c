"""Who plays a run: what is seen before an answer begins, and what is chosen. See ``base`` for the policies.

All of this is used for every single request. ``packaging/compiled.py`` lists the modules that can be compiled: there
these are classes of C with plain numbers in them, which nothing outside those modules can inherit from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from edgeviz.core.adaptive.world import World

GOVERNOR: Final = -1


@dataclass(frozen=True)
class Choice:
    """The index of a point, and of a level or GOVERNOR. The simulator asks whether it is the very object that it was
    given before, and then looks nothing up: players make theirs when they are made (``Setting.choices``)."""

    point: int
    level: int = GOVERNOR


class Observation:
    """What is seen before an answer begins: one object that the simulator fills anew. Who wants to remember something
    copies it.

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
        self.now = 0.0
        self.waiting = 0.0
        self.seconds = 0.0
        self.expected = 0.0
        self.response = 0.0
        self.busy = 0.0
        self.confidence = 1.0
        self.charge = 1.0
        self.temperature = 25.0
        self.bandwidth = 1.0
        self.queue = 0
        self.index = 0
        self.point = -1
        self.level = -1
        self.governor = 0
        self.cap = 0
        self.late = False


class Player:
    """Plays one run by a policy: ``decide`` before each answer. constant: the one choice of somebody who never changes
    their mind, and is not asked then. label: what that choice is called."""

    def __init__(self, constant: Choice | None = None, label: str = "") -> None:
        self.constant = constant
        self.label = label

    def decide(self, seen: Observation) -> Choice:
        """What the next answer is made with."""
        raise NotImplementedError

    def foresee(self, world: World) -> None:
        """What is to come, for a clairvoyant one."""
