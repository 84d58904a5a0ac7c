"""Dynamic voltage and frequency scaling: power, latency and energy of an inference against the clock.

P(f) = C·V(f)²·f + P_static, with V linear between the lowest and the highest level (Chandrakasan, Sheng and
Brodersen 1992 for the dynamic part; makers publish no tables of V, so the line is an assumption). Arithmetic takes
time ∝ 1/f, moving bytes takes the same time at every clock. So racing pays for a high voltage, crawling for static
power over a longer time, and the energy has a minimum between the two. Never measured: always a model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edgeviz.core.device.latency import arithmetic_seconds, memory_seconds
from edgeviz.core.device.plain import all_plain_seconds
from edgeviz.core.device.profile import Device, Frequency
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe

#: Steps in which a minimum is bracketed before it is refined: energy has kinks where a layer changes its bound.
STEPS = 256
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Work:
    """What an inference does, in seconds at the clock ``nominal`` (Hz).

    layers: (arithmetic, memory) of each layer and, last, of all operators without weights. The longer one counts; the
    first goes with 1/f, the second is constant. scaled: what goes with 1/f beside them (overheads: they are
    instructions too).
    """

    layers: tuple[tuple[float, float], ...]
    scaled: float
    nominal: float

    def seconds(self, hertz: float) -> float:
        """Latency at the clock ``hertz``, in seconds."""
        stretch = self.nominal / hertz
        return self.scaled * stretch + sum(max(alu * stretch, memory) for alu, memory in self.layers)

    def split(self, hertz: float) -> tuple[float, float]:
        """Seconds at ``hertz`` that go with 1/f, and those that no clock changes."""
        stretch = self.nominal / hertz
        constant = sum(memory for alu, memory in self.layers if memory > alu * stretch)
        return self.seconds(hertz) - constant, constant


@dataclass(frozen=True, slots=True)
class Operation:
    """An inference at one clock: Hz, seconds, watts while it computes, joules (with the wait, where there is one)."""

    hertz: float
    seconds: float
    watts: float
    joules: float


def work(graph: ModelGraph, recipe: Recipe, device: Device) -> Work | None:
    """The work of one inference as in ``recipe``; None without frequencies or where the device cannot run it."""
    if device.frequency is None:
        return None
    rows = [(layer, recipe[layer.key]) for layer in graph.layers]
    layers = tuple((arithmetic_seconds(*row, device), memory_seconds(*row, device)) for row in rows)
    if not all(math.isfinite(alu) for alu, _ in layers):
        return None
    overheads = len(layers) * device.layer_overhead.value
    return Work((*layers, (0.0, all_plain_seconds(graph, device))), overheads, device.frequency.nominal.value)


def volts(hertz: float, frequency: Frequency) -> float:
    """The voltage at a clock: linear between the lowest and the highest level, and along the line beyond."""
    low, high = frequency.levels.values[0], frequency.levels.values[-1]
    if low == high:
        return frequency.voltage_high.value
    share = (hertz - low) / (high - low)
    return frequency.voltage_low.value + share * (frequency.voltage_high.value - frequency.voltage_low.value)


def watts(hertz: float, frequency: Frequency) -> float:
    """Power while it computes: C·V²·f + P_static."""
    return frequency.capacitance.value * volts(hertz, frequency) ** 2 * hertz + frequency.static_power.value


def capacitance(idle: float, load: float, hertz: float, voltage: float) -> float:
    """The effective capacitance, in F, of a device that draws ``idle`` and, working at ``hertz``, ``load`` watts."""
    return (load - idle) / (voltage**2 * hertz)


def operation(found: Work, device: Device, hertz: float, period: float | None = None) -> Operation | None:
    """One inference at ``hertz``. With a ``period`` (s) the device idles until its end; None where it is late.

    While it waits it draws ``idle_power``, or without one its static power.
    """
    frequency = device.frequency
    assert frequency is not None
    seconds, power = found.seconds(hertz), watts(hertz, frequency)
    if period is not None and seconds > period:
        return None
    idle = device.idle_power or frequency.static_power
    wait = 0.0 if period is None else period - seconds
    return Operation(hertz, seconds, power, power * seconds + idle.value * wait)


def curve(found: Work, device: Device, hertz: Sequence[float], period: float | None = None) -> list[Operation]:
    """``operation`` at each of these clocks that is in time."""
    operations = (operation(found, device, one, period) for one in hertz)
    return [one for one in operations if one is not None]


def best_level(found: Work, device: Device, period: float | None = None) -> Operation | None:
    """The level at which an inference takes least energy; None where every level is late."""
    assert device.frequency is not None
    return min(curve(found, device, device.frequency.levels.values, period), key=lambda at: at.joules, default=None)


def minimum(found: Work, device: Device, period: float | None = None) -> Operation | None:
    """The clock of least energy between the lowest and the highest level, whether it can be set or not.

    None where every clock is late.
    """
    assert device.frequency is not None
    low, high = device.frequency.levels.values[0], device.frequency.levels.values[-1]
    step = (high - low) / STEPS
    ends = [low + step * at for at in range(STEPS)] + [high]

    def joules(hertz: float) -> float:
        at = operation(found, device, hertz, period)
        return math.inf if at is None else at.joules

    best = min(ends, key=joules)
    if math.isinf(joules(best)):
        return None
    refined = _golden(joules, max(low, best - step), min(high, best + step))
    return operation(found, device, min((best, refined), key=joules), period)


def _golden(value: Callable[[float], float], low: float, high: float) -> float:
    """Where ``value`` is least between ``low`` and ``high``, by golden section: it has one minimum there."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    for _ in range(60):
        if value(left) <= value(right):
            high, right = right, left
            left = high - _GOLDEN * (high - low)
        else:
            low, left = left, right
            right = low + _GOLDEN * (high - low)
    return (low + high) / 2
