"""The simulator as a job: policies against a scenario, over seeds. It needs no torch."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edgeviz.core.adaptive.metrics import Figures, over_seeds, play
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.standing import Played, Standing, Table, contest
from edgeviz.jobs.context import Context
from edgeviz.jobs.spread import cores, spread

#: Seconds between two tables of what there is so far.
PERIOD = 0.3
#: Seconds of one core from which on other processes are started.
WORTH = 2.0

Game = tuple[Scenario, tuple[OperatingPoint, ...], dict[str, Policy]]
#: Seed, label, what the policy calls itself, figures.
Row = tuple[int, str, str, Figures]


def run(
    context: Context,
    scenario: Scenario,
    points: Sequence[OperatingPoint],
    policies: Mapping[str, Policy],
    seeds: Sequence[int],
) -> list[Standing]:
    """Raises EdgeVizError. Stops between two runs when it is cancelled. Seeds that would take long go to all cores.

    Each ``Played`` is a result of its own, and so is, now and then and at the end, a ``Table`` of the seeds that all
    policies have played.
    """
    found: dict[str, list[Figures]] = {label: [] for label in policies}
    names: dict[str, str] = {}
    total, title, told = len(policies) * len(seeds), f"Simulate {scenario.name}", 0.0
    context.progress(0, total, title)
    for done, rows in enumerate(_seed_by_seed(context, (scenario, tuple(points), dict(policies)), seeds), 1):
        for number, (seed, label, name, figures) in enumerate(rows, 1):
            found[label].append(figures)
            names[label] = name
            context.result(Played(seed, label, figures))
            context.progress((done - 1) * len(policies) + number, total, title)
        if done == len(seeds) or time.monotonic() - told > PERIOD:
            told = time.monotonic()
            standings = _standings(found, names)
            context.result(Table(done, tuple(standings), contest(standings)))
    return _standings(found, names)


def _seed_by_seed(context: Context, game: Game, seeds: Sequence[int]) -> Iterator[Iterable[Row]]:
    # Playing fills policies with what they learned: others get them as they were.
    fresh = copy.deepcopy(game)
    begun, processes = time.monotonic(), cores()
    for done, seed in enumerate(seeds, 1):
        yield _rows(game, seed)
        rest = seeds[done:]
        if processes > 1 and rest and (time.monotonic() - begun) / done * len(rest) > WORTH:
            yield from spread(context, _seed, fresh, rest, processes)
            return


def _rows(game: Game, seed: int) -> Iterator[Row]:
    for _, label, run, figures in play(*game, (seed,)):
        yield seed, label, run.policy, figures


def _seed(game: Game, seed: int) -> list[Row]:
    return list(_rows(game, seed))


def _standings(found: Mapping[str, list[Figures]], names: Mapping[str, str]) -> list[Standing]:
    return [Standing(label, names[label], tuple(rows), over_seeds(rows)) for label, rows in found.items() if rows]
