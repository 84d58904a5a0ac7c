"""Figures of runs: of one, over seeds with intervals, and against the oracle."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import sqrt

import numpy as np

from edgeviz.core.adaptive.bound import ceiling
from edgeviz.core.adaptive.points import OperatingPoint, checked_points
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.player import Choice
from edgeviz.core.adaptive.run import Run
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.simulate import check_memory, play_out, setting_of
from edgeviz.core.adaptive.world import world as make_world
from edgeviz.core.statistics import student

#: What figures are called on screen, with their units and whether more is better.
TITLES: dict[str, tuple[str, str, bool]] = {
    "accuracy": ("Accuracy in time", "fraction", True),
    "misses": ("Deadline misses", "fraction", False),
    "lost_to_lateness": ("Accuracy lost to lateness", "fraction", False),
    "answered_accuracy": ("Accuracy of answers in time", "fraction", True),
    "energy": ("Energy", "J", False),
    "energy_per_answer": ("Energy per answer", "J", False),
    "own_energy_per_answer": ("Of that for computing", "J", False),
    "life": ("Battery life", "s", True),
    "switches": ("Switches", "count", False),
    "p50": ("Latency p50", "s", False),
    "p95": ("Latency p95", "s", False),
    "p99": ("Latency p99", "s", False),
    "regret": ("Regret to the ceiling", "fraction", False),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """accuracy: requests answered correctly and in time, of all. misses: those not answered in time, of all (late,
    dropped, stale or lost). lost_to_lateness: those that were answered correctly, but late, of all. answered_accuracy:
    correct ones of those in time. energy: J of the whole run, with what the rest of the device draws.
    energy_per_answer: that over the answers. own_energy_per_answer: dynamic, switching and radio joules, and static
    ones beyond waiting. life: s until the battery is empty: where it went off, or what is left at the run's mean power;
    infinite on mains. switches: changes of point. p50, p95, p99: s from request to answer. regret: ``bound.ceiling`` −
    accuracy; NaN where the ceiling is not known."""

    accuracy: float
    misses: float
    lost_to_lateness: float
    answered_accuracy: float
    energy: float
    energy_per_answer: float
    own_energy_per_answer: float
    life: float
    switches: float
    p50: float
    p95: float
    p99: float
    regret: float = math.nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over seeds with its 95 % interval (Student's t); without width for one seed."""

    mean: float
    low: float
    high: float
    seeds: int


def figures(run: Run, scenario: Scenario, best: float = math.nan) -> Figures:
    """The figures of a run; ``best``: its ceiling. Shares of no requests are NaN."""
    flags = (run.answered, run.in_time, run.good, run.right)
    answered, in_time, good, right = (int(np.count_nonzero(one)) for one in flags)
    count, late_right = run.requests, right - good  # only what was answered can be right
    latency = run.latency
    p50, p95, p99 = np.quantile(latency, (0.5, 0.95, 0.99)).tolist() if answered else (math.nan,) * 3
    taken = run.point[run.answered]
    platform = scenario.platform
    static = run.ledger["static"]
    beyond = static - (static / platform.static_power * platform.idle_power if platform.static_power else 0.0)
    own = run.ledger["dynamic"] + run.ledger["switching"] + run.ledger["radio"] + beyond
    return Figures(
        _share(good, count), _share(count - in_time, count), _share(late_right, count), _share(good, in_time), run.used,
        _share(run.used, answered), _share(own, answered), _life(run, scenario),
        float(np.count_nonzero(np.diff(taken))), p50, p95, p99, best - _share(good, count),
    )  # fmt: skip


def over_seeds(found: Sequence[Figures]) -> dict[str, Estimate]:
    """Mean and interval of each figure. Seeds without a figure (NaN) are left out of it."""
    estimates = {}
    for one in fields(Figures):
        values = np.array([value for run in found if not math.isnan(value := getattr(run, one.name))])
        if not len(values):
            estimates[one.name] = Estimate(math.nan, math.nan, math.nan, 0)
            continue
        mean, reach = float(values.mean()), 0.0
        if len(values) > 1 and math.isfinite(mean):
            reach = student(len(values) - 1) * float(values.std(ddof=1)) / sqrt(len(values))
        estimates[one.name] = Estimate(mean, mean - reach, mean + reach, len(values))
    return estimates


def play(
    scenario: Scenario, points: Sequence[OperatingPoint], policies: Mapping[str, Policy], seeds: Sequence[int]
) -> Iterator[tuple[int, str, Run, Figures]]:
    """Every policy in the world of every seed: (seed, the policy's label, its run, its figures), as they are done.

    An iterator, so that a job reports progress and stops between two runs. Raises EdgeVizError.
    """
    ways = checked_points(points)
    check_memory(scenario, ways)
    for seed in seeds:
        world = make_world(scenario, ways[0].outcomes.samples, seed)
        best, setting = ceiling(scenario, ways, world), setting_of(scenario, ways, seed)
        # "Best mean" and "Safe" are one of the static choices: that run is theirs too.
        steady: dict[Choice, tuple[Run, Figures]] = {}
        for label, policy in policies.items():
            player = policy.begin(setting)
            choice = player.constant
            if choice is not None and choice in steady:
                run, found = steady[choice]
                run = replace(run, policy=policy.called(player))
            else:
                run = play_out(scenario, ways, policy, player, seed, world)
                found = figures(run, scenario, best)
            if choice is not None:
                steady[choice] = run, found
            yield seed, label, run, found


def _life(run: Run, scenario: Scenario) -> float:
    battery = scenario.battery
    if not battery.capacity:
        return math.inf
    if math.isfinite(run.off):
        return run.off
    power = run.used / run.ended if run.ended else 0.0
    left = battery.capacity * 3600 * battery.charge - run.used
    return run.ended + (left / power if power else math.inf)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
