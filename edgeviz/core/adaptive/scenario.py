"""A scenario: what happens to a device while it answers requests. Everything that is drawn comes from its seed.

Time is cut into ticks of ``Scenario.tick`` seconds. Contention, bandwidth, ambient temperature, other programs' power
and the clock hold for a whole tick; requests arrive, start and end at any time (see ``simulate``).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.errors import EdgeVizError

MOST_TICKS = 2_000_000
MOST_REQUESTS = 20_000_000
MOST_ROWS = 1_000_000


class ScenarioError(EdgeVizError):
    """A scenario that cannot be played. ``field`` is the path of what is wrong, such as "battery.charge"."""

    def __init__(self, field: str, what: str, remedy: str = "Mend the scenario.", details: str = "") -> None:
        super().__init__(f"Scenario: {field} {what}.", remedy, details)
        self.field = field
        self._plain = what

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[str, str, str, str]]:  # type: ignore[override]
        return type(self), (self.field, self._plain, self.remedy, self.details)


class ArrivalKind(StrEnum):
    PERIODIC = "periodic"
    POISSON = "poisson"
    BURSTY = "bursty"
    TRACE = "trace"


class SignalKind(StrEnum):
    CONSTANT = "constant"
    MARKOV = "markov"
    TRACE = "trace"


class JitterKind(StrEnum):
    LOGNORMAL = "lognormal"
    EXPONENTIAL = "exponential"


class GovernorKind(StrEnum):
    PERFORMANCE = "performance"
    POWERSAVE = "powersave"
    ONDEMAND = "ondemand"
    SCHEDUTIL = "schedutil"
    FIXED = "fixed"


class Stale(StrEnum):
    """What is done with a request whose deadline has passed before it is started."""

    SERVE = "serve"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """rate: requests per second (bursty: in calm times). bursty: a Markov-modulated Poisson process of two states, with
    ``burst_rate`` in the other, which last ``calm`` and ``burst`` seconds on average. trace: ``times`` in seconds."""

    kind: ArrivalKind = ArrivalKind.PERIODIC
    rate: float = 1.0
    burst_rate: float = 10.0
    calm: float = 60.0
    burst: float = 10.0
    times: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A quantity over time. markov: ``value`` and ``other``, which last ``stay`` and ``other_stay`` seconds on average.
    trace: ``values``, each from its time in ``times`` (rising, in seconds) on; ``value`` before the first."""

    kind: SignalKind = SignalKind.CONSTANT
    value: float = 1.0
    other: float = 1.0
    stay: float = 60.0
    other_stay: float = 60.0
    times: tuple[float, ...] = ()
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """Another program: for ``on`` of every ``period`` seconds, first at ``start``, it takes ``share`` of the compute
    and draws ``power`` watts."""

    name: str
    period: float
    on: float
    share: float
    power: float = 0.0
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Contention:
    """How many times as long an answer takes as on a quiet device: ``slow_down`` (1 = quiet), times 1/(1 − shares of
    the programs that run), times jitter of mean 1. power: watts that the others draw for each unit of slow_down above
    1. jitter: σ of the lognormal's logarithm; 0 for none. Exponential: for queues that theory knows (M/M/1)."""

    slow_down: Signal = Signal()
    programs: tuple[Program, ...] = ()
    power: float = 0.0
    jitter: float = 0.0
    jitter_kind: JitterKind = JitterKind.LOGNORMAL


@dataclass(frozen=True, slots=True)
class Battery:
    """capacity: Wh when full; 0 for a device on mains. charge: state of charge at the start, 0…1. resistance: Ω inside.
    voltage_full, voltage_empty: volts without load, linear in the charge between. cutoff: volts under load at which the
    device shuts down."""

    capacity: float = 0.0
    charge: float = 1.0
    resistance: float = 0.0
    voltage_full: float = 4.2
    voltage_empty: float = 3.4
    cutoff: float = 3.0


@dataclass(frozen=True, slots=True)
class Thermal:
    """One body: C·dT/dt = P − (T − T_ambient)/R. resistance: R in K/W, 0 for a device that does not get warm. capacity:
    C in J/K. throttle: °C above which the highest allowed level falls by one each tick; release: °C below which it
    rises. start: °C at the beginning, None for ambient."""

    resistance: float = 0.0
    capacity: float = 100.0
    throttle: float = 85.0
    release: float = 80.0
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Governor:
    """Who sets the clock where a policy does not. level: of "fixed", counted from 0. threshold: ondemand's share of
    busy time above which it takes the highest clock (80 % is the kernel's default)."""

    kind: GovernorKind = GovernorKind.PERFORMANCE
    level: int = 0
    threshold: float = 0.8


@dataclass(frozen=True, slots=True)
class PlanRow:
    """From ``at`` seconds on: ``rate`` multiplies the arrivals' rate; °C around; watts of the rest of the device
    (screen, sensors); ``slow_down`` multiplies the contention."""

    at: float
    rate: float = 1.0
    ambient: float = 25.0
    power: float = 0.0
    slow_down: float = 1.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """duration, tick, deadline: seconds. queue: requests that can wait beside the one in service; 0 for no bound.
    points: the shipped set of operating points that the story is told with."""

    name: str
    platform: Platform
    duration: float
    deadline: float
    story: str = ""
    points: str = ""
    tick: float = 1.0
    seed: int = 0
    queue: int = 4
    stale: Stale = Stale.SERVE
    arrivals: Arrivals = Arrivals()
    contention: Contention = Contention()
    bandwidth: Signal = Signal(value=1e6)
    battery: Battery = Battery()
    thermal: Thermal = Thermal()
    governor: Governor = Governor()
    plan: tuple[PlanRow, ...] = field(default=(PlanRow(0.0),))

    def __post_init__(self) -> None:
        check(self)

    @property
    def ticks(self) -> int:
        return max(1, math.ceil(self.duration / self.tick - 1e-9))


#: Fields that may be 0, by their path; all others of a scenario are above 0.
_MAY_BE_ZERO = frozenset(
    {
        "arrivals.rate", "arrivals.burst_rate", "contention.power", "contention.jitter", "battery.capacity",
        "battery.charge", "battery.resistance", "battery.cutoff", "thermal.resistance", "plan.at", "plan.rate",
        "plan.power", "contention.programs.power", "contention.programs.start",
    }
)  # fmt: skip
_ANY_SIGN = frozenset({"plan.ambient", "thermal.start", "thermal.throttle", "thermal.release"})


def check(scenario: Scenario) -> None:
    """Raises ScenarioError naming the field."""
    for name in ("duration", "tick", "deadline"):
        _number(name, getattr(scenario, name))
    if scenario.tick > scenario.duration:
        raise ScenarioError("tick", "is longer than the duration", "Take at most the duration.")
    if scenario.duration / scenario.tick > MOST_TICKS:
        raise ScenarioError("tick", f"cuts the duration into over {MOST_TICKS:,} ticks", "Take a longer tick.")
    if not (isinstance(scenario.queue, int) and 0 <= scenario.queue <= MOST_REQUESTS):
        raise ScenarioError("queue", "must be a whole number from 0 (no bound)")
    if not (isinstance(scenario.seed, int) and 0 <= scenario.seed < 2**63):
        raise ScenarioError("seed", "must be a whole number from 0")
    if not scenario.plan or len(scenario.plan) > MOST_ROWS or scenario.plan[0].at != 0:
        raise ScenarioError("plan[0].at", "does not begin at 0", "Give the first row of the plan at = 0.")
    for index, row in enumerate(scenario.plan):
        _numbers(f"plan[{index}]", row)
        if row.slow_down < 1:
            raise ScenarioError(f"plan[{index}].slow_down", "must be at least 1")
        if index and row.at <= scenario.plan[index - 1].at:
            raise ScenarioError(f"plan[{index}].at", "does not rise from row to row", "Sort the rows by time.")
    for part in ("arrivals", "contention", "bandwidth", "battery", "thermal", "governor"):
        _numbers(part, getattr(scenario, part))
    _arrivals(scenario)
    _signal("contention.slow_down", scenario.contention.slow_down, 1.0)
    _signal("bandwidth", scenario.bandwidth, 1.0)
    _programs(scenario.contention.programs)
    battery, thermal, governor = scenario.battery, scenario.thermal, scenario.governor
    if battery.charge > 1:
        raise ScenarioError("battery.charge", "must lie between 0 and 1")
    if battery.voltage_full < battery.voltage_empty:
        raise ScenarioError("battery.voltage_full", "is below voltage_empty", "Exchange the two.")
    if thermal.release > thermal.throttle:
        raise ScenarioError("thermal.release", "is above throttle", "It must cool down before the clock rises again.")
    if not (isinstance(governor.level, int) and 0 <= governor.level < len(scenario.platform.levels)):
        raise ScenarioError("governor.level", f"must be a level from 0 to {len(scenario.platform.levels) - 1}")
    if governor.threshold > 1:
        raise ScenarioError("governor.threshold", "must be at most 1")


def _arrivals(scenario: Scenario) -> None:
    arrivals = scenario.arrivals
    if arrivals.kind is ArrivalKind.TRACE:
        if not arrivals.times:
            raise ScenarioError("arrivals.times", "is empty", "Give the times of the requests, in seconds.")
        _times("arrivals.times", arrivals.times, strictly=False)
        return
    most = arrivals.rate if arrivals.kind is not ArrivalKind.BURSTY else max(arrivals.rate, arrivals.burst_rate)
    if most * max(row.rate for row in scenario.plan) * scenario.duration > MOST_REQUESTS:
        raise ScenarioError("arrivals.rate", f"makes over {MOST_REQUESTS:,} requests", "Lower it, or the duration.")


def _signal(path: str, signal: Signal, least: float) -> None:
    if len(signal.times) != len(signal.values):
        raise ScenarioError(f"{path}.values", f"has {len(signal.values)} entries for {len(signal.times)} times")
    if signal.kind is SignalKind.TRACE and not signal.times:
        raise ScenarioError(f"{path}.times", "is empty", "Give times and values.")
    _times(f"{path}.times", signal.times)
    for name, values in (("value", (signal.value,)), ("other", (signal.other,)), ("values", signal.values)):
        if any(not least <= value < math.inf for value in values):
            raise ScenarioError(f"{path}.{name}", f"must be at least {least:g} and finite")


def _programs(programs: tuple[Program, ...]) -> None:
    path = "contention.programs"
    if len(programs) > 100:
        raise ScenarioError(path, "are too many", "Keep at most 100.")
    for index, program in enumerate(programs):
        _numbers(f"{path}[{index}]", program)
        if program.on > program.period:
            raise ScenarioError(f"{path}[{index}].on", "is longer than the period")
        if not program.name.strip():
            raise ScenarioError(f"{path}[{index}].name", "is empty")
        if sum(one.share for one in programs[: index + 1]) > 0.95:
            what = "adds up to over 0.95 with those before"
            raise ScenarioError(f"{path}[{index}].share", what, "Leave the model something to compute with.")


def _times(path: str, times: tuple[float, ...], strictly: bool = True) -> None:
    if len(times) > MOST_REQUESTS:
        raise ScenarioError(path, "is too long", f"Give at most {MOST_REQUESTS:,}.")
    if any(not 0 <= one < math.inf for one in times):
        raise ScenarioError(path, "must not be below 0, and finite")
    if any(b < a or (strictly and a == b) for a, b in pairwise(times)):
        raise ScenarioError(path, "does not rise", "Sort it.")


def _numbers(path: str, part: Any) -> None:
    for one in fields(part):
        value = getattr(part, one.name)
        if isinstance(value, float | int) and not isinstance(value, bool | StrEnum) and one.name != "level":
            _number(f"{path}.{one.name}", value)
        elif is_dataclass(value) and not isinstance(value, type):
            _numbers(f"{path}.{one.name}", value)


def _number(path: str, value: float) -> None:
    kind = re.sub(r"\[\d+\]", "", path)
    if kind in _ANY_SIGN:
        if not -273.15 <= value < math.inf:
            raise ScenarioError(path, "must be a temperature in °C")
    elif not (0 <= value < math.inf) or (value == 0 and kind not in _MAY_BE_ZERO):
        raise ScenarioError(path, "must not be below 0, and finite" if kind in _MAY_BE_ZERO else "must be above 0")
