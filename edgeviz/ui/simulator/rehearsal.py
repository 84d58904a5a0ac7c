"""One run of one policy, as often as somebody drags something."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edgeviz.core.adaptive.platform import Platform
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


def played_on(scenario: Scenario, platform: Platform, deadline: float) -> Scenario:
    """``scenario`` on the platform of the operating points, with a deadline in seconds."""
    governor, most = scenario.governor, len(platform.levels) - 1
    if governor.level > most:
        governor = replace(governor, level=most)
    return replace(scenario, platform=platform, deadline=deadline, governor=governor)


def rehearse(
    label: str, scenario: Scenario, points: tuple[OperatingPoint, ...], policy: Policy, seed: int
) -> Rehearsal:
    """``policy`` is this run's own: playing changes it. Raises EdgeVizError."""
    strips = Strips(simulate(scenario, points, policy, seed), scenario)
    strips.prepare()
    return Rehearsal(label, points, strips)
