"""The simulator as a job: policies against a scenario, over seeds. It needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edgeviz.core.adaptive.metrics import Estimate, Figures, over_seeds, play
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.jobs.context import Context


@dataclass(frozen=True, slots=True)
class Played:
    """One run's figures, handed over as soon as they are there."""

    seed: int
    policy: str
    figures: Figures


@dataclass(frozen=True)
class Standing:
    """A policy over all seeds. name: what it calls itself, such as the point that it chose."""

    policy: str
    name: str
    figures: Sequence[Figures]
    estimates: Mapping[str, Estimate]


def run(
    context: Context,
    scenario: Scenario,
    points: Sequence[OperatingPoint],
    policies: Mapping[str, Policy],
    seeds: Sequence[int],
) -> list[Standing]:
    """Raises EdgeVizError. Stops between two runs when it is cancelled; each ``Played`` is a result of its own."""
    total = len(policies) * len(seeds)
    found: dict[str, list[Figures]] = {label: [] for label in policies}
    names = {}
    context.progress(0, total, f"Simulate {scenario.name}")
    for done, (seed, label, one, figures) in enumerate(play(scenario, points, policies, seeds), 1):
        found[label].append(figures)
        names[label] = one.policy
        context.result(Played(seed, label, figures))
        context.progress(done, total, f"Simulate {scenario.name}")
    return [Standing(label, names[label], rows, over_seeds(rows)) for label, rows in found.items() if rows]
