"""One run of one policy, as often as somebody drags something."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.strips import Strips


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """The policy's label, the points it had, and what came of it."""

    label: str
    points: tuple[OperatingPoint, ...]
    strips: Strips


def rehearse(
    label: str, scenario: Scenario, points: tuple[OperatingPoint, ...], policy: Policy, seed: int
) -> Rehearsal:
    """``policy`` is this run's own: playing changes it. Raises EdgeVizError."""
    strips = Strips(simulate(scenario, points, policy, seed), scenario)
    strips.prepare()
    return Rehearsal(label, points, strips)
