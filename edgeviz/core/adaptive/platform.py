"""What runs the model in a simulation: its clocks, and the watts it draws, taken from a device profile."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from edgeviz.core.device.dvfs import watts
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError

MOST_LEVELS = 100


@dataclass(frozen=True, slots=True)
class Platform:
    """Clocks and power.

    levels: clocks that can be set, Hz, rising; (1.0,) where the profile knows none. reference: the clock at which the
    points' latencies hold. voltage_low, voltage_high: volts at the lowest and the highest level, linear between.
    idle_power: watts while nothing is computed. static_power: watts at any clock while something is.
    dynamic_power: watts beyond that at ``reference``, for points that state no energy. radio_power: watts beyond that
    while data is sent. memory: bytes of RAM, 0 where unknown.
    """

    name: str
    levels: tuple[float, ...] = (1.0,)
    reference: float = 1.0
    voltage_low: float = 1.0
    voltage_high: float = 1.0
    idle_power: float = 0.0
    static_power: float = 0.0
    dynamic_power: float = 0.0
    radio_power: float = 0.0
    memory: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= len(self.levels) <= MOST_LEVELS or any(b <= a for a, b in pairwise(self.levels)):
            raise EdgeVizError(
                f"The clocks of {self.name} do not rise.", f"Give 1 to {MOST_LEVELS} clocks in Hz, each higher."
            )
        for name in ("reference", "voltage_low", "voltage_high"):
            if not (getattr(self, name) > 0 and math.isfinite(getattr(self, name))):
                raise EdgeVizError(f"{name} of {self.name} must be above 0 and finite.", "Mend the platform.")
        for name in ("idle_power", "static_power", "dynamic_power", "radio_power", "memory"):
            if not (getattr(self, name) >= 0 and math.isfinite(getattr(self, name))):
                raise EdgeVizError(f"{name} of {self.name} must not be below 0, and finite.", "Mend the platform.")
        if not (self.levels[0] > 0 and math.isfinite(self.levels[-1])):
            raise EdgeVizError(f"The clocks of {self.name} must be above 0 and finite.", "Give them in Hz.")
        if self.voltage_high < self.voltage_low:
            raise EdgeVizError(f"voltage_high of {self.name} is below voltage_low.", "Exchange the two.")

    @property
    def stretches(self) -> tuple[float, ...]:
        """How many times as long arithmetic takes at each level as at the reference clock: f_ref / f."""
        return tuple(self.reference / hertz for hertz in self.levels)

    @property
    def powers(self) -> tuple[float, ...]:
        """Dynamic power at each level over that at the reference clock: V²·f / (V_ref²·f_ref), see ``device.dvfs``."""
        base = self._volts(self.reference) ** 2 * self.reference
        return tuple(self._volts(hertz) ** 2 * hertz / base for hertz in self.levels)

    def level_for(self, hertz: float) -> int:
        """The lowest level of at least ``hertz``, or the highest (cpufreq's relation L)."""
        return min(bisect_left(self.levels, hertz * (1 - 1e-12)), len(self.levels) - 1)

    def level_near(self, hertz: float) -> int:
        """The level nearest to ``hertz``, of two the lower (relation C)."""
        above = bisect_left(self.levels, hertz)
        if above == 0 or above == len(self.levels):
            return max(0, above - 1)
        return above - 1 if hertz - self.levels[above - 1] <= self.levels[above] - hertz else above

    def _volts(self, hertz: float) -> float:
        low, high = self.levels[0], self.levels[-1]
        if low == high:
            return self.voltage_high
        return self.voltage_low + (hertz - low) / (high - low) * (self.voltage_high - self.voltage_low)


def platform_of(device: Device, radio_power: float = 0.0) -> Platform:
    """The platform of a device profile. Raises EdgeVizError where it says nothing about power.

    Where no clocks are known there is one level, and governors have nothing to choose. Waiting draws ``idle_power``, or
    without one what it draws at any clock.
    """
    memory = 0.0 if device.memory is None else device.memory.value
    frequency = device.frequency
    if frequency is not None:
        static = frequency.static_power.value
        idle = static if device.idle_power is None else device.idle_power.value
        nominal = frequency.nominal.value
        return Platform(
            device.name, frequency.levels.values, nominal, frequency.voltage_low.value, frequency.voltage_high.value,
            idle, static, watts(nominal, frequency) - static, radio_power, memory,
        )  # fmt: skip
    static_power = device.energy.static_power if device.energy is not None else device.idle_power
    if static_power is None:
        raise EdgeVizError(
            f"The profile of {device.name} says nothing about power.", "Add idle_power, [energy] or [frequency] to it."
        )
    static = static_power.value
    idle = static if device.idle_power is None else device.idle_power.value
    dynamic = 0.0 if device.load_power is None else max(0.0, device.load_power.value - static)
    return Platform(
        device.name, idle_power=idle, static_power=static, dynamic_power=dynamic, radio_power=radio_power, memory=memory
    )
