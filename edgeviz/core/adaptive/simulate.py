"""The run-time simulator: a scenario, operating points and a policy come to a run.

The rules, exactly:

1. Requests come at the times of the world and are served one at a time, first come first served, without being
   interrupted. A request that finds ``queue`` others waiting beside the one in service is dropped.
2. Before an answer begins, the policy chooses its point and, if it wants, its level; then it has seen everything up to
   this moment and nothing after it. A level above the cap of throttling becomes the cap; without one the governor's
   holds. Where requests are not to be served stale, one whose deadline has passed by then is left out instead.
3. The answer takes jitter · effort · ((scaling · f_ref/f + fixed) · slow-down + sent/bandwidth + remote) seconds, and
   before that ``load`` seconds where the point is another than before. The effort is what the point recorded on that
   very sample (an early exit), else 1. Conditions hold for a tick; what is left of an answer at the end of a tick goes
   on under the next one's conditions (its share that is left, times its new duration).
4. It is late when it comes more than ``deadline`` seconds after its request, and then counts as wrong. Whether it is
   right is looked up: request by request the recorded outcome of the point on that very sample.
5. Energy: while nothing is computed the idle watts; while something is (sending and loading too) the static watts; for
   each answer its dynamic joules, scaled by V²·f at its level (``device.dvfs``), by jitter and by effort, and the
   radio's; for each change of point its load_energy; all the time what everything else draws; in the battery I²R. See
   ``plant``.
6. At the end of each tick battery, temperature, cap and governor go on (``plant``). A device that goes off answers
   nothing more: what was in service, waiting or still to come is lost.
7. The run ends when the scenario is over and the last answer is there.

The same scenario, points, policy and seed give the same run, bit for bit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from edgeviz.core.adaptive.loop import serve
from edgeviz.core.adaptive.plant import Plant
from edgeviz.core.adaptive.points import OperatingPoint, checked_points
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.policies.player import Player
from edgeviz.core.adaptive.run import Fate, Run, Ticks
from edgeviz.core.adaptive.scenario import Scenario, Signal, SignalKind
from edgeviz.core.adaptive.served import Served
from edgeviz.core.adaptive.steady import serve_steadily
from edgeviz.core.adaptive.world import World
from edgeviz.core.adaptive.world import world as make_world
from edgeviz.core.errors import EdgeVizError


def simulate(
    scenario: Scenario, points: Sequence[OperatingPoint], policy: Policy, seed: int = 0, world: World | None = None
) -> Run:
    """One run. ``world``: that of this scenario and seed, where it is known already. Raises EdgeVizError."""
    ways = checked_points(points)
    check_memory(scenario, ways)
    if world is None:
        world = make_world(scenario, ways[0].outcomes.samples, seed)
    return play_out(scenario, ways, policy, policy.begin(setting_of(scenario, ways, seed)), seed, world)


def play_out(
    scenario: Scenario, points: tuple[OperatingPoint, ...], policy: Policy, player: Player, seed: int, world: World
) -> Run:
    """The run of a ``player`` that ``policy`` has begun."""
    if policy.clairvoyant:
        player.foresee(world)
    plant, choice = Plant(scenario, world, points), player.constant
    if choice is None:
        served = serve(scenario, points, world, player, plant)
    else:
        served = serve_steadily(scenario, world, choice, plant)
    return _run(scenario, points, world, policy.called(player), seed, served, plant)


def setting_of(scenario: Scenario, points: tuple[OperatingPoint, ...], seed: int) -> Setting:
    """What a policy is told beforehand."""
    base = scenario.platform.idle_power + scenario.plan[0].power
    return Setting(
        points, scenario.platform, scenario.deadline, scenario.duration, scenario.queue,
        scenario.battery.capacity * 3600, base, slowest(scenario), scenario.bandwidth.value,
        min(_values(scenario.bandwidth)), seed,
    )  # fmt: skip


def slowest(scenario: Scenario) -> float:
    """The largest slow-down that the scenario's settings allow, without jitter."""
    share = sum(program.share for program in scenario.contention.programs)
    most = max(_values(scenario.contention.slow_down))
    return most * max(row.slow_down for row in scenario.plan) / (1 - share)


def _values(signal: Signal) -> tuple[float, ...]:
    """All values that a signal can have."""
    if signal.kind is SignalKind.CONSTANT:
        return (signal.value,)
    return (signal.value, signal.other) if signal.kind is SignalKind.MARKOV else (signal.value, *signal.values)


def check_memory(scenario: Scenario, points: tuple[OperatingPoint, ...]) -> None:
    """Raises EdgeVizError for a point that the platform's memory cannot hold."""
    room = scenario.platform.memory
    for point in points:
        if room and point.memory > room:
            raise EdgeVizError(
                f"{point.name} needs {point.memory / 1e6:.3g} MB; {scenario.platform.name} has {room / 1e6:.3g} MB.",
                "Leave this operating point out, or choose another device.",
            )


def _run(
    scenario: Scenario, points: tuple[OperatingPoint, ...], world: World, name: str, seed: int, served: Served,
    plant: Plant,
) -> Run:  # fmt: skip
    count, order = world.requests, served.order
    start, end = np.full(count, math.nan), np.full(count, math.nan)
    point, level = np.full(count, -1, np.int16), np.full(count, -1, np.int16)
    fate, right = np.full(count, Fate.LOST, np.int8), np.zeros(count, bool)
    start[order], end[order] = served.starts, served.ends
    point[order], level[order] = served.points, served.levels
    late = served.ends - world.arrivals[order] > scenario.deadline
    fate[order] = np.where(late, Fate.LATE, Fate.IN_TIME)
    fate[served.dropped] = Fate.DROPPED
    fate[served.stale] = Fate.STALE
    right[order] = np.stack([one.correct for one in points])[served.points, world.samples[order]]
    return Run(
        name, tuple(one.name for one in points), seed, scenario.deadline, world.arrivals, start, end, point,
        level, world.samples, fate, right, _ticks(scenario, world, plant), plant.ledger, plant.used, served.off,
        served.end,
    )  # fmt: skip


def _ticks(scenario: Scenario, world: World, plant: Plant) -> Ticks:
    history = plant.states
    index = np.minimum(np.arange(len(history)), scenario.ticks - 1)
    return Ticks(
        np.arange(len(history), dtype=np.float64) * scenario.tick,
        history[:, 0].astype(np.int64),
        history[:, 1].astype(np.int64),
        history[:, 2],
        history[:, 3],
        history[:, 4],
        history[:, 5],
        world.slow[index],
        world.bandwidth[index],
        world.ambient[index],
    )
