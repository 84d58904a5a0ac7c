"""Small scenarios and operating points for tests of the simulator."""

from __future__ import annotations

from typing import Any

from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.adaptive.points import OperatingPoint, assumed_outcomes
from edgeviz.core.adaptive.policies.base import Setting
from edgeviz.core.adaptive.policies.player import Player
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.scenario import Arrivals, Scenario

#: Four clocks; 2 W while waiting, 2.5 W while computing, and 4 W more at the highest clock.
BOARD = Platform("board", (0.5e9, 1e9, 1.5e9, 2e9), 2e9, 0.8, 1.0, 2.0, 2.5, 4.0, 0.5)


def points(*rows: tuple[float, float], samples: int = 1000, **more: Any) -> tuple[OperatingPoint, ...]:
    """A point for each (seconds, accuracy); a quarter of its time does not go with the clock."""
    return tuple(
        OperatingPoint(f"p{i}", 0.75 * s, assumed_outcomes(a, samples), 0.25 * s, assumed=True, **more)
        for i, (s, a) in enumerate(rows)
    )


THREE = points((0.002, 0.8), (0.006, 0.9), (0.02, 0.96))


def scenario(**more: Any) -> Scenario:
    """A quiet minute with ten requests a second and 30 ms for each answer, on mains."""
    settings = {"name": "test", "platform": BOARD, "duration": 60.0, "deadline": 0.03, "arrivals": Arrivals(rate=10.0)}
    return Scenario(**(settings | more))


class Looped(Static):
    """A static policy that is played request by request, as all others are."""

    def begin(self, setting: Setting) -> Player:
        player = super().begin(setting)
        player.constant = None
        return player
