"""Simulated requests per second of each policy, beside the same queue in simpy; a day over many seeds.

Processor time of one core, the world's drawing included, the best of three. simpy is only a test's dependency: where it
is not installed its line says so. With compiled loops: make them with packaging/compiled.py, then
``PYTHONPATH=out/compiled:. python -P -m tests.benchmarks simulator``.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from edgeviz.core.adaptive import loop
from edgeviz.core.adaptive.metrics import play
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.run import Run
from edgeviz.core.adaptive.scenario import (
    ArrivalKind,
    Arrivals,
    Battery,
    Contention,
    Governor,
    GovernorKind,
    Scenario,
    Signal,
    SignalKind,
    Stale,
)
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.world import world
from edgeviz.engine.adaptive import play as job
from edgeviz.jobs.context import Context
from edgeviz.jobs.spread import cores
from edgeviz.project.scenarios import find_points, find_scenario
from tests.benchmarks.table import show

SEEDS = 100


def main(quick: bool = False) -> None:
    print("The loops are plain Python.\n" if str(loop.__file__).endswith(".py") else "The loops are compiled.\n")
    board = find_scenario("shared_board")
    points = find_points(board.points)
    count = 100_000 if quick else 400_000
    quiet = replace(
        board, duration=count / 20, queue=0, stale=Stale.SERVE, arrivals=Arrivals(ArrivalKind.POISSON, 20.0),
        contention=Contention(Signal(SignalKind.MARKOV, 1.0, 1.5, 90.0, 30.0), jitter=0.1), deadline=0.1,
    )  # fmt: skip
    busy = replace(
        quiet, queue=4, contention=Contention(Signal(SignalKind.MARKOV, 1.0, 3.0, 90.0, 30.0), jitter=0.1),
        battery=Battery(1e4, 1.0, 0.1),
    )  # fmt: skip
    rows = [
        _row("static, clocks fixed, no bound of the queue", quiet, points, lambda: Static("1")),
        _row(
            "static, schedutil", replace(quiet, governor=Governor(GovernorKind.SCHEDUTIL)), points, lambda: Static("1")
        ),
        _row("static, queue of 4, which is full at times", busy, points, lambda: Static("2")),
    ]
    looking = [key for key in POLICIES if key not in ("static", "best-mean", "safe")]
    played = replace(board, duration=count / 10)
    rows += [_row(f"{key}, the preset shared_board", played, points, partial(make_policy, key)) for key in looking]
    # The worst for policies that plan: half of the answers are late, and there are forty choices and a budget.
    rows += [_row(f"{key}, overloaded", busy, points, partial(make_policy, key)) for key in looking]
    rows.append(_simpy(quiet, points[1]))
    show(["policy", "requests", "requests/s"], rows)
    _day(10 if quick else SEEDS)


def _row(name: str, scenario: Scenario, points: tuple[OperatingPoint, ...], make: Callable[[], Policy]) -> list[str]:
    best, run = float("inf"), None
    for _ in range(3):
        policy = make()
        begun = time.process_time()
        run = simulate(scenario, points, policy)
        best = min(best, time.process_time() - begun)
    assert isinstance(run, Run)
    return [name, f"{run.requests:,}", f"{run.requests / best:,.0f}"]


def _simpy(scenario: Scenario, point: OperatingPoint) -> list[str]:
    """The same arrivals, jitter and ticks through simpy's Resource: no battery, no heat, no ledger."""
    try:
        import simpy
    except ImportError:
        return ["simpy, the queue alone: not installed (edgeviz[test])", "–", "–"]
    there = world(scenario, point.outcomes.samples, 0)
    arrivals, jitter, slow = there.arrivals.tolist(), there.jitter.tolist(), there.slow.tolist()
    last = len(slow) - 1
    ends = [0.0] * len(arrivals)

    def request(at: int):  # type: ignore[no-untyped-def]
        with server.request() as turn:
            yield turn
            tick = min(int(environment.now), last)
            yield environment.timeout(point.seconds * slow[tick] * jitter[at])
            ends[at] = environment.now

    def source():  # type: ignore[no-untyped-def]
        for at, moment in enumerate(arrivals):
            yield environment.timeout(moment - environment.now)
            environment.process(request(at))

    environment = simpy.Environment()
    server = simpy.Resource(environment, 1)
    begun = time.process_time()
    environment.process(source())
    environment.run()
    seconds = time.process_time() - begun
    return ["simpy, the queue alone", f"{len(ends):,}", f"{len(ends) / seconds:,.0f}"]


def _day(seeds: int) -> None:
    """Every policy and every static choice over ``seeds`` days of a doorbell."""
    scenario = find_scenario("doorbell_day")
    points = find_points(scenario.points)
    policies: dict[str, Policy] = {f"static {one.name}": Static(one.name) for one in points}
    policies |= {key: make_policy(key) for key in POLICIES if key != "static"}
    begun, wall, requests, spent = time.process_time(), time.perf_counter(), 0, dict.fromkeys(policies, 0.0)
    last = begun
    for _, label, run, _ in play(scenario, points, policies, range(seeds)):
        requests += run.requests
        now = time.process_time()
        spent[label] += now - last
        last = now
    seconds = time.process_time() - begun
    runs = seeds * len(policies)
    clock = time.perf_counter() - wall
    print(
        f"\n{seeds} seeds × {len(policies)} policies, {requests / runs:,.0f} requests a day in {scenario.ticks} ticks:"
    )
    print(f"{seconds:.1f} s of one core ({clock:.1f} s by the clock), {1e3 * seconds / runs:.1f} ms a run.")
    fresh = {label: copy.deepcopy(policy) for label, policy in policies.items()}
    wall = time.perf_counter()
    job.run(Context("", lambda event: None, lambda: False), scenario, points, fresh, range(seeds))
    print(f"As the window's job, on {cores()} cores: {time.perf_counter() - wall:.1f} s by the clock.")
    print(", ".join(f"{label} {1e3 * one / seeds:.1f} ms" for label, one in spent.items()))
