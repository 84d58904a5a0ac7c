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

from bisect import bisect_left
from itertools import pairwise
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.player import Observation
from edgeviz.core.adaptive.scenario import Governor, GovernorKind, Scenario
from edgeviz.core.adaptive.world import Floats, World

#: Entries of a ledger, in joules. "loss" is the heat in the battery's resistance.
ENTRIES = ("idle", "static", "dynamic", "switching", "radio", "others", "loss")
#: Seconds, dynamic and radio joules of an answer at one level, an entry for each point.
Rows = tuple[list[float], list[float], list[float]]
#: What is kept of each tick: the governor's level, the highest allowed one, charge, temperature, power, share busy.
STATE = 6


class Plant:
    """State at the start of tick ``tick``, which ends at ``edge`` s. ``level`` is the governor's, within ``cap``."""

    def __init__(self, scenario: Scenario, world: World, points: tuple[OperatingPoint, ...]) -> None:
        platform, battery, thermal = scenario.platform, scenario.battery, scenario.thermal
        self.points, self.platform = points, platform
        self.stretches, self.powers = platform.stretches, platform.powers
        self._joules = [point.joules(platform.dynamic_power) for point in points]
        self._idle: float = platform.idle_power
        self._static: float = platform.static_power
        lists = world.lists
        self._slow, self._power = lists.slow, lists.power
        self._bandwidth, self._ambient = lists.bandwidth, lists.ambient
        self._cache: dict[tuple[float, float], list[Rows | None]] = {}
        #: Joules in the full battery, 0 on mains, and those that are left.
        self.capacity: float = battery.capacity * 3600
        self.left: float = self.capacity * battery.charge
        #: State of charge, 0…1; 1 on mains.
        self.charge: float = max(0.0, self.left / self.capacity) if self.capacity else 1.0
        self._resistance: float = battery.resistance
        self._cutoff: float = battery.cutoff
        self._empty: float = battery.voltage_empty
        self._span: float = battery.voltage_full - battery.voltage_empty
        self.temperature: float = self._ambient[0] if thermal.start is None else thermal.start
        self._heat: float = thermal.resistance
        self._mass: float = thermal.resistance * thermal.capacity
        self._throttle: float = thermal.throttle
        self._release: float = thermal.release
        self.top: int = len(platform.levels) - 1
        self.cap: int = self.top
        self.h: float = scenario.tick
        self._decay: float = exp(-self.h / self._mass) if self._heat > 0 else 0.0
        self.edge: float = scenario.tick
        self.alive: bool = not self.capacity or self.left > 0
        #: Share of the tick before in which something was computed or sent.
        self.busy = 0.0
        #: The tick that goes on, and the last one that the world knows: after it its conditions stay.
        self._tick = 0
        self._last: int = scenario.ticks - 1
        #: Joules taken from the battery or the mains, and by entry.
        self.used = 0.0
        self._spent = [0.0] * len(ENTRIES)
        governor = scenario.governor
        self._is_ondemand: bool = governor.kind is GovernorKind.ONDEMAND
        self._threshold: float = governor.threshold
        self.level = self._first_level(governor)
        #: The level of a governor that does not look at what happens, else −1.
        looks = governor.kind in (GovernorKind.ONDEMAND, GovernorKind.SCHEDUTIL)
        self._fixed: int = -1 if looks else self.level
        #: Of each tick so far, one after another: ``STATE``.
        self._history: list[float] = []
        clocks = platform.levels
        #: ondemand: shares from which on the next level is nearer.
        self._halves = [((a + b) / 2 - clocks[0]) / (clocks[-1] - clocks[0]) for a, b in pairwise(clocks)]
        self.slow, self.bandwidth = self._slow[0], self._bandwidth[0]
        self._look_up()

    def step(self, busy: float, dynamic: float, radio: float, switching: float, h: float, until: float) -> None:
        """Ends the tick, of ``h`` s, in which ``busy`` seconds were computed or sent and as many joules of each were
        spent; and then those in which nothing is done, up to the tick with the moment ``until`` or until the device
        goes off."""
        whole, resistance, heat, last = self.h, self._resistance, self._heat, self._last
        idle_power, static_power, capacity, fixed = self._idle, self._static, self.capacity, self._fixed
        spent, record, tick = self._spent, self._history.extend, self._tick
        left, charge, temperature, used = self.left, self.charge, self.temperature, self.used
        level, cap, slow, alive, edge = self.level, self.cap, self.slow, self.alive, self.edge
        bandwidth, others = self.bandwidth, self._power[tick if tick < last else last]
        changed = False
        while True:
            idle, static, rest = idle_power * (h - busy), static_power * busy, others * h
            joules = idle + static + rest + dynamic + radio + switching
            spent[0] += idle
            spent[1] += static
            spent[2] += dynamic
            spent[3] += switching
            spent[4] += radio
            spent[5] += rest
            power = joules / h
            if capacity:
                open_voltage = self._empty + self._span * (left / capacity)
                if resistance:
                    root = open_voltage * open_voltage - 4 * power * resistance
                    current = (open_voltage - sqrt(root)) / (2 * resistance) if root > 0 else 0.0
                    loss = current * current * resistance * h
                    spent[6] += loss
                    joules += loss
                    alive = root > 0 and open_voltage - current * resistance >= self._cutoff
                left -= joules
                if left <= 0:
                    alive, charge = False, 0.0
                else:
                    charge = left / capacity
            used += joules
            before = cap
            if heat > 0:
                decay = self._decay if h == whole else exp(-h / self._mass)
                settled = self._ambient[tick if tick < last else last] + joules / h * heat
                temperature = settled + (temperature - settled) * decay
                if temperature > self._throttle:
                    cap = max(0, cap - 1)
                elif temperature < self._release and cap < self.top:
                    cap += 1
            share = busy / h
            record((level, before, charge, temperature, power, share))
            if fixed >= 0:
                level = fixed
            else:
                # Other programs keep the processor busy for their share of the time, whatever this one does.
                seen = share + (1 - share) * (1 - 1 / slow)
                if not self._is_ondemand:
                    level = self.platform.level_for(1.25 * min(1.0, seen) * self.platform.levels[level])
                else:
                    level = self.top if seen > self._threshold else bisect_left(self._halves, seen)
            if level > cap:
                level = cap
            tick += 1
            edge = (tick + 1) * whole  # added up it would drift
            if tick <= last:
                others = self._power[tick]
                if self._slow[tick] != slow or self._bandwidth[tick] != bandwidth:
                    slow, bandwidth, changed = self._slow[tick], self._bandwidth[tick], True
            if edge > until or not alive:
                break
            busy = dynamic = radio = switching = 0.0
            h = whole
        self._tick, self.edge, self.alive, self.level, self.cap, self.busy = tick, edge, alive, level, cap, share
        self.left, self.charge, self.temperature, self.used = left, charge, temperature, used
        if changed:
            self.slow, self.bandwidth = slow, bandwidth
            self._look_up()

    @property
    def ledger(self) -> dict[str, float]:
        """Joules so far, by entry."""
        return dict(zip(ENTRIES, self._spent, strict=True))

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

    @property
    def states(self) -> Floats:
        """[ticks, STATE] of each tick so far."""
        return np.fromiter(self._history, np.float64, len(self._history)).reshape(-1, STATE)

    def levels_at(self, times: Floats, asked: int) -> NDArray[np.int64]:
        """The level of answers that were begun at ``times`` s with a choice of the level ``asked``, or GOVERNOR."""
        taken = self.states[:, 0 if asked < 0 else 1].astype(np.int64)
        if self.alive:
            taken = np.append(taken, self.level if asked < 0 else self.cap)
        edges = np.arange(len(taken)) * self.h
        found = taken[np.searchsorted(edges, times, side="right") - 1]
        return found if asked < 0 else np.minimum(found, asked)

    def show(self, seen: Observation) -> None:
        """Tells a policy of the state at the start of this tick."""
        seen.charge, seen.temperature, seen.bandwidth = self.charge, self.temperature, self.bandwidth
        seen.governor, seen.cap, seen.busy = self.level, self.cap, self.busy

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

    def _first_level(self, governor: Governor) -> int:
        if governor.kind is GovernorKind.FIXED:
            return governor.level
        return self.top if governor.kind is GovernorKind.PERFORMANCE else 0
