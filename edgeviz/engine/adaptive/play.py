"""The simulator as a job: policies against a scenario, over seeds. It needs no torch."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from edgeviz.core.adaptive.metrics import Figures, over_seeds, play
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.standing import Played, Standing, Table, contest
from edgeviz.jobs.context import Context

#: Seconds between two tables of what there is so far.
PERIOD = 0.3


def run(
    context: Context,
    scenario: Scenario,
    points: Sequence[OperatingPoint],
    policies: Mapping[str, Policy],
    seeds: Sequence[int],
) -> list[Standing]:
    """Raises EdgeVizError. Stops between two runs when it is cancelled.

    Each ``Played`` is a result of its own, and so is, now and then and at the end, a ``Table`` of the seeds that all
    policies have played.
    """
    total = len(policies) * len(seeds)
    found: dict[str, list[Figures]] = {label: [] for label in policies}
    names: dict[str, str] = {}
    told = time.monotonic()
    context.progress(0, total, f"Simulate {scenario.name}")
    for done, (seed, label, one, figures) in enumerate(play(scenario, points, policies, seeds), 1):
        found[label].append(figures)
        names[label] = one.policy
        context.result(Played(seed, label, figures))
        is_whole = done % len(policies) == 0
        if done == total or (is_whole and time.monotonic() - told > PERIOD):
            told = time.monotonic()
            standings = _standings(found, names)
            context.result(Table(done // len(policies), tuple(standings), contest(standings)))
        context.progress(done, total, f"Simulate {scenario.name}")
    return _standings(found, names)


def _standings(found: Mapping[str, list[Figures]], names: Mapping[str, str]) -> list[Standing]:
    return [Standing(label, names[label], tuple(rows), over_seeds(rows)) for label, rows in found.items() if rows]
