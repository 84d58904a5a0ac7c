"""What a scenario comes to with one seed: the requests, and the conditions of every tick. No policy changes any of it.

Arrivals, samples, jitter, contention and bandwidth are drawn from streams of their own, so that changing one setting
leaves the others' draws as they were, and every policy meets the same world.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.scenario import (
    MOST_REQUESTS,
    ArrivalKind,
    Arrivals,
    JitterKind,
    PlanRow,
    Program,
    Scenario,
    ScenarioError,
    Signal,
    SignalKind,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lists:
    """What ``World`` has as arrays, for loops. Nobody changes them."""

    arrivals: list[float]
    samples: list[int]
    jitter: list[float]
    slow: list[float]
    power: list[float]
    bandwidth: list[float]
    ambient: list[float]


@dataclass(frozen=True, eq=False)
class World:
    """arrivals [requests]: seconds, rising. samples [requests]: which recorded sample each one is. jitter [requests]:
    by what its time is multiplied. slow, power, bandwidth, ambient [ticks]: how many times as long answers take, watts
    of everything else, B/s, °C."""

    arrivals: Floats
    samples: NDArray[np.int64]
    jitter: Floats
    slow: Floats
    power: Floats
    bandwidth: Floats
    ambient: Floats

    @property
    def requests(self) -> int:
        return len(self.arrivals)

    @cached_property
    def lists(self) -> Lists:
        """The same as plain numbers, made once for all policies that play in it."""
        return Lists(*(getattr(self, one.name).tolist() for one in fields(Lists)))


def world(scenario: Scenario, samples: int, seed: int) -> World:
    """The world of ``seed``, whose requests are drawn from ``samples`` recorded samples."""
    streams = _streams(scenario, seed)
    arrivals = _arrivals(scenario, streams[0])
    drawn = _samples(len(arrivals), samples, streams[1])
    starts = np.arange(scenario.ticks, dtype=np.float64) * scenario.tick
    rows = _rows(scenario.plan, starts)
    quiet = _signal(scenario.contention.slow_down, starts, scenario.duration, streams[3])
    quiet = quiet * np.array([row.slow_down for row in scenario.plan])[rows]
    share, programs = _programs(scenario.contention.programs, starts)
    slow = quiet / (1 - share)
    power = np.array([row.power for row in scenario.plan])[rows] + scenario.contention.power * (quiet - 1) + programs
    bandwidth = _signal(scenario.bandwidth, starts, scenario.duration, streams[4])
    ambient = np.array([row.ambient for row in scenario.plan])[rows]
    return World(arrivals, drawn, _jitter(scenario, len(arrivals), streams[2]), slow, power, bandwidth, ambient)


def slow_down_switches(scenario: Scenario) -> list[float]:
    """Seconds at which contention that changes at random does so with the scenario's own seed, from 0 on."""
    signal = scenario.contention.slow_down
    draw = _streams(scenario, scenario.seed)[3]
    return _switches(signal.stay, signal.other_stay, scenario.duration, draw).tolist()


def _streams(scenario: Scenario, seed: int) -> list[np.random.Generator]:
    """Of arrivals, samples, jitter, contention and bandwidth."""
    return [np.random.default_rng(one) for one in np.random.SeedSequence([scenario.seed, seed]).spawn(5)]


def _samples(requests: int, samples: int, draw: np.random.Generator) -> NDArray[np.int64]:
    """Every recorded sample comes equally often: shuffled once, then over again."""
    return np.resize(draw.permutation(samples), requests)


def _jitter(scenario: Scenario, requests: int, draw: np.random.Generator) -> Floats:
    """Factors of mean 1: exp(σz − σ²/2), or exponential."""
    contention = scenario.contention
    if contention.jitter_kind is JitterKind.EXPONENTIAL:
        # Never quite 0: an answer takes some time.
        return np.maximum(draw.standard_exponential(requests), 1e-9)
    if not contention.jitter:
        return np.ones(requests)
    sigma = contention.jitter
    return np.exp(sigma * draw.standard_normal(requests) - sigma * sigma / 2)


# ---- arrivals


def _arrivals(scenario: Scenario, draw: np.random.Generator) -> Floats:
    """Times before the end. A rate λ(t) that changes is a steady stream seen through its integral Λ: arrivals lie at
    Λ⁻¹ of the whole numbers (periodic) or of a Poisson process of rate 1 (Çinlar 1975)."""
    arrivals, end = scenario.arrivals, scenario.duration
    if arrivals.kind is ArrivalKind.TRACE:
        times = np.asarray(arrivals.times, float)
        return times[times < end]
    edges, rates = _rates(arrivals, scenario.plan, end, draw)
    total = np.concatenate([[0.0], np.cumsum(np.diff(edges) * rates)])
    if total[-1] > MOST_REQUESTS:
        raise ScenarioError("arrivals.rate", f"makes over {MOST_REQUESTS:,} requests", "Lower it, or the duration.")
    if total[-1] <= 0:
        return np.empty(0)
    if arrivals.kind is ArrivalKind.PERIODIC:
        at = np.arange(np.ceil(total[-1] - 1e-9))
    else:
        at = _poisson(total[-1], draw)
    if len(rates) == 1:
        return at / rates[0]
    # Where the rate is 0 the integral stands still: the moment after is meant.
    index = np.minimum(np.searchsorted(total, at, side="right") - 1, len(rates) - 1)
    found = edges[index] + (at - total[index]) / np.where(rates[index] > 0, rates[index], 1.0)
    return found[found < end]


def _poisson(length: float, draw: np.random.Generator) -> Floats:
    """Points of a Poisson process of rate 1 before ``length``."""
    parts, begun = [], 0.0
    while begun < length:
        count = int(length - begun + 6 * np.sqrt(length - begun) + 16)
        part = begun + np.cumsum(draw.standard_exponential(count))
        parts.append(part)
        begun = float(part[-1])
    found = np.concatenate(parts)
    return found[: np.searchsorted(found, length)]


def _rates(
    arrivals: Arrivals, plan: tuple[PlanRow, ...], end: float, draw: np.random.Generator
) -> tuple[Floats, Floats]:
    """Edges [n + 1] and the rate between them [n], requests per second."""
    plan_edges = np.array([row.at for row in plan if row.at < end])
    factors = np.array([row.rate for row in plan if row.at < end])
    if arrivals.kind is not ArrivalKind.BURSTY:
        return np.append(plan_edges, end), factors * arrivals.rate
    switches = _switches(arrivals.calm, arrivals.burst, end, draw)
    edges = np.unique(np.concatenate([plan_edges, switches]))
    bursting = (np.searchsorted(switches, edges, side="right") - 1) % 2
    rate = np.where(bursting == 1, arrivals.burst_rate, arrivals.rate)
    return np.append(edges, end), rate * factors[np.searchsorted(plan_edges, edges, side="right") - 1]


def _switches(first: float, second: float, end: float, draw: np.random.Generator) -> Floats:
    """When a two-state Markov process changes, from 0 on; it begins in the state that lasts ``first`` s on average."""
    if end / (first + second) > MOST_REQUESTS:
        raise ScenarioError("arrivals.calm", "changes too often for the duration", "Take longer times.")
    parts, begun = [np.zeros(1)], 0.0
    while begun < end:
        pairs = int((end - begun) / (first + second) * 1.2) + 8
        stays = draw.standard_exponential((pairs, 2)) * [first, second]
        part = begun + np.cumsum(stays.ravel())
        parts.append(part)
        begun = float(part[-1])
    found = np.concatenate(parts)
    return found[found < end]


# ---- conditions of ticks


def _rows(plan: tuple[PlanRow, ...], starts: Floats) -> NDArray[np.int64]:
    return np.searchsorted(np.array([row.at for row in plan]), starts, side="right") - 1


def _signal(signal: Signal, starts: Floats, end: float, draw: np.random.Generator) -> Floats:
    """The value at the start of each tick."""
    if signal.kind is SignalKind.CONSTANT:
        return np.full(len(starts), signal.value)
    if signal.kind is SignalKind.MARKOV:
        switches = _switches(signal.stay, signal.other_stay, end, draw)
        other = (np.searchsorted(switches, starts, side="right") - 1) % 2
        return np.where(other == 1, signal.other, signal.value)
    values = np.array([signal.value, *signal.values])
    return values[np.searchsorted(np.array(signal.times), starts, side="right")]


def _programs(programs: tuple[Program, ...], starts: Floats) -> tuple[Floats, Floats]:
    """The share of the compute that other programs take in each tick, and their watts."""
    share, power = np.zeros(len(starts)), np.zeros(len(starts))
    for program in programs:
        since = starts - program.start
        on = (since >= -1e-9) & (np.mod(since + 1e-9, program.period) < program.on)
        share += on * program.share
        power += on * program.power
    return share, power
