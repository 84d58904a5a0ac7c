"""The device through the ticks: battery, temperature, clock, and the ledger of energy.

- Power of a tick of h seconds is its energy over h: idle watts while nothing is computed, static watts while something
  is, dynamic joules (C·V²·f), switching, radio, and what everything else draws.
- Battery: SoC ← SoC − (P + I²R)·h / (3600·capacity), with OCV(SoC) linear and I from P = (OCV − I·R)·I, that is
  I = (OCV − √(OCV² − 4·P·R)) / 2R. The device shuts down at the end of the tick in which the charge is used up, the
  voltage under load falls below the cut-off, or the battery cannot give the power at all (the root is imaginary).
- Temperature: T ← T∞ + (T − T∞)·exp(−h/RC) with T∞ = T_ambient + P·R, exact for a power that holds for the tick.
- Throttling: above ``throttle`` the highest allowed level falls by one each tick, below ``release`` it rises by one.
- Governors, from the share u of the past tick in which the processor was busy with this or other programs: ondemand
  takes the highest clock where u exceeds its threshold, else f_min + u·(f_max − f_min) (Pallipadi and Starikovskiy
  2006, as in Linux since 3.10), the nearest level; schedutil 1.25·f_max·u·f/f_max (Linux ``map_util_freq``), the next
  level above. A real one looks every 10 ms or so: here it looks once a tick.
"""

from __future__ import annotations

from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.scenario import GovernorKind, Scenario
from edgeviz.core.adaptive.world import Floats, World

#: Entries of a ledger, in joules. "loss" is the heat in the battery's resistance.
ENTRIES = ("idle", "static", "dynamic", "switching", "radio", "others", "loss")
#: Seconds, dynamic and radio joules of an answer at one level, an entry for each point.
Rows = tuple[list[float], list[float], list[float]]


class Plant:
    """State at the start of tick ``tick``, which ends at ``edge`` s. ``level`` is the governor's, within ``cap``."""

    def __init__(self, scenario: Scenario, world: World, points: tuple[OperatingPoint, ...]) -> None:
        platform = scenario.platform
        self.points, self.platform = points, platform
        self.stretches, self.powers = platform.stretches, platform.powers
        self._joules = [point.joules(platform.dynamic_power) for point in points]
        self._governor = scenario.governor
        self._idle, self._static = platform.idle_power, platform.static_power
        self._ticks = scenario.ticks
        self._slow, self._power = world.slow.tolist(), world.power.tolist()
        self._bandwidth, self._ambient = world.bandwidth.tolist(), world.ambient.tolist()
        self._cache: dict[tuple[float, float], list[Rows | None]] = {}
        battery, thermal = scenario.battery, scenario.thermal
        self.capacity = battery.capacity * 3600
        self.left = self.capacity * battery.charge
        #: State of charge, 0…1; 1 on mains.
        self.charge = max(0.0, self.left / self.capacity) if self.capacity else 1.0
        self._resistance, self._cutoff = battery.resistance, battery.cutoff
        self._empty, self._span = battery.voltage_empty, battery.voltage_full - battery.voltage_empty
        self._heat, self._warms = thermal.resistance, thermal.resistance > 0
        self._throttle, self._release = thermal.throttle, thermal.release
        self._mass = thermal.resistance * thermal.capacity
        self._decay = exp(-scenario.tick / self._mass) if self._warms else 0.0
        self.temperature = self._ambient[0] if thermal.start is None else thermal.start
        self.top = len(platform.levels) - 1
        self.cap = self.top
        self.h = scenario.tick
        self.tick, self.edge, self._ended = 0, scenario.tick, 0
        self.alive = not self.capacity or self.left > 0
        self.used = 0.0
        self._idle_sum = self._static_sum = self._dynamic_sum = self._radio_sum = 0.0
        self._switching_sum = self._others_sum = self._loss_sum = 0.0
        looks = self._governor.kind in (GovernorKind.ONDEMAND, GovernorKind.SCHEDUTIL)
        self.level = self._first_level()
        #: The level of a governor that does not look at what happens.
        self._fixed = -1 if looks else self.level
        #: Of each tick so far: the governor's level, the highest allowed one, charge, temperature, power, share busy.
        self.history: list[tuple[int, int, float, float, float, float]] = []
        self.slow, self.bandwidth, self.others = self._slow[0], self._bandwidth[0], self._power[0]
        self._look_up()

    def rows(self, level: int) -> Rows:
        """What an answer takes in this tick at ``level``: seconds, dynamic joules, radio joules, each by point.

        (scaling·f_ref/f + fixed)·slow-down + sent/bandwidth + remote; the energy of computing does not depend on the
        slow-down, as while it waits for its turn others compute.
        """
        found = self.tables[level]
        if found is None:
            stretch, power = self.stretches[level], self.powers[level]
            seconds, dynamic, radio = [], [], []
            for point, joules in zip(self.points, self._joules, strict=True):
                own = point.scaling * stretch + point.fixed
                sending = point.sent / self.bandwidth
                seconds.append(own * self.slow + sending + point.remote)
                at_reference = point.scaling + point.fixed
                dynamic.append(joules / at_reference * power * own if at_reference else joules)
                radio.append(sending * self.platform.radio_power)
            found = self.tables[level] = (seconds, dynamic, radio)
        return found

    def step(self, busy: float, dynamic: float, radio: float, switching: float, h: float | None = None) -> None:
        """End the tick, of which ``busy`` seconds were computed or sent, with joules of each; ``h``: a shorter last
        one."""
        # A day has many ticks and few requests: what this takes counts.
        is_whole = h is None
        h = self.h if h is None else h
        level, cap, temperature = self.level, self.cap, self.temperature
        idle, static, others = self._idle * (h - busy), self._static * busy, self.others * h
        joules = idle + static + others + dynamic + radio + switching
        self._idle_sum += idle
        self._static_sum += static
        self._others_sum += others
        self._dynamic_sum += dynamic
        self._radio_sum += radio
        self._switching_sum += switching
        power = joules / h
        capacity = self.capacity
        if capacity:
            left = self.left
            open_voltage = self._empty + self._span * (left / capacity)
            resistance = self._resistance
            if resistance:
                root = open_voltage * open_voltage - 4 * power * resistance
                current = (open_voltage - sqrt(root)) / (2 * resistance) if root > 0 else 0.0
                loss = current * current * resistance * h
                self._loss_sum += loss
                joules += loss
                self.alive = root > 0 and open_voltage - current * resistance >= self._cutoff
            self.left = left = left - joules
            if left <= 0:
                self.alive = False
            self.charge = left / capacity if left > 0 else 0.0
        self.used += joules
        if self._warms:
            decay = self._decay if is_whole else exp(-h / self._mass)
            settled = self._ambient[self.tick] + joules / h * self._heat
            self.temperature = temperature = settled + (temperature - settled) * decay
            if temperature > self._throttle:
                self.cap = max(0, cap - 1)
            elif temperature < self._release and cap < self.top:
                self.cap = cap + 1
        self.history.append((level, cap, self.charge, temperature, power, busy / h))
        if self._fixed < 0:
            self._govern(busy / h)
        else:
            self.level = self._fixed if self._fixed < self.cap else self.cap
        self._ended = ended = self._ended + 1
        self.edge = (ended + 1) * self.h  # added up it would drift
        tick = self.tick + 1
        if tick < self._ticks:  # after the last one its conditions stay
            self.tick, self.others = tick, self._power[tick]
            slow, bandwidth = self._slow[tick], self._bandwidth[tick]
            if slow != self.slow or bandwidth != self.bandwidth:
                self.slow, self.bandwidth = slow, bandwidth
                self._look_up()

    def levels_at(self, times: Floats, asked: int) -> NDArray[np.int64]:
        """The level of answers that were begun at ``times`` s with a choice of the level ``asked``, or GOVERNOR."""
        taken = [level if asked < 0 else min(asked, cap) for level, cap, *_ in self.history]
        if self.alive:
            taken.append(self.level if asked < 0 else min(asked, self.cap))
        edges = np.arange(len(taken)) * self.h
        return np.array(taken, np.int64)[np.searchsorted(edges, times, side="right") - 1]

    def close(self) -> dict[str, float]:
        """The ledger so far."""
        sums = (
            self._idle_sum, self._static_sum, self._dynamic_sum, self._switching_sum, self._radio_sum, self._others_sum,
            self._loss_sum,
        )  # fmt: skip
        return dict(zip(ENTRIES, sums, strict=True))

    # ---- internals

    def _look_up(self) -> None:
        """The tables of the conditions that hold now."""
        key = (self.slow, self.bandwidth)
        tables = self._cache.get(key)
        if tables is None:
            if len(self._cache) > 4096:
                self._cache.clear()
            tables = self._cache[key] = [None] * (self.top + 1)
        self.tables = tables

    def _first_level(self) -> int:
        kind = self._governor.kind
        if kind is GovernorKind.FIXED:
            return self._governor.level
        return self.top if kind is GovernorKind.PERFORMANCE else 0

    def _govern(self, busy: float) -> None:
        # Other programs keep the processor busy for their share of the time, whatever this one does.
        share = min(1.0, busy + (1 - busy) * (1 - 1 / self.slow))
        clocks = self.platform.levels
        if self._governor.kind is GovernorKind.SCHEDUTIL:
            level = self.platform.level_for(1.25 * share * clocks[self.level])
        elif share > self._governor.threshold:
            level = self.top
        else:
            level = self.platform.level_near(clocks[0] + share * (clocks[-1] - clocks[0]))
        self.level = min(level, self.cap)
