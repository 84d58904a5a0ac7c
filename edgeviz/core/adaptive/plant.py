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
from collections.abc import Generator
from itertools import pairwise
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Observation
from edgeviz.core.adaptive.scenario import GovernorKind, Scenario
from edgeviz.core.adaptive.world import Floats, World

#: Entries of a ledger, in joules. "loss" is the heat in the battery's resistance.
ENTRIES = ("idle", "static", "dynamic", "switching", "radio", "others", "loss")
#: Seconds, dynamic and radio joules of an answer at one level, an entry for each point.
Rows = tuple[list[float], list[float], list[float]]
#: What is kept of each tick: the governor's level, the highest allowed one, charge, temperature, power, share busy.
STATE = 6
#: What ``Plant.step`` is told of a tick.
Spent = tuple[float, float, float, float, float, float]


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
        self._battery, self._thermal = battery, thermal = scenario.battery, scenario.thermal
        self.capacity = battery.capacity * 3600
        self.left = self.capacity * battery.charge
        #: State of charge, 0…1; 1 on mains.
        self.charge = max(0.0, self.left / self.capacity) if self.capacity else 1.0
        self.temperature = self._ambient[0] if thermal.start is None else thermal.start
        self.top = len(platform.levels) - 1
        self.cap = self.top
        self.h = scenario.tick
        self.edge = scenario.tick
        self.alive = not self.capacity or self.left > 0
        #: Share of the tick before in which something was computed or sent.
        self.busy = 0.0
        #: Joules taken from the battery or the mains, and by entry; known after ``close``.
        self.used = 0.0
        self.ledger = dict.fromkeys(ENTRIES, 0.0)
        looks = self._governor.kind in (GovernorKind.ONDEMAND, GovernorKind.SCHEDUTIL)
        self.level = self._first_level()
        #: The level of a governor that does not look at what happens.
        self._fixed = -1 if looks else self.level
        #: Of each tick so far, one after another: ``STATE``.
        self.history: list[float] = []
        clocks = platform.levels
        #: ondemand: shares from which on the next level is nearer.
        self._halves = [((a + b) / 2 - clocks[0]) / (clocks[-1] - clocks[0]) for a, b in pairwise(clocks)]
        self.slow, self.bandwidth = self._slow[0], self._bandwidth[0]
        self._look_up()
        self._life = self._live()
        next(self._life)
        #: Ends the tick: (seconds that were computed or sent, joules of each: dynamic, radio, switching; seconds of the
        #: tick; a moment), and then those in which nothing is done, up to the tick with that moment or until the device
        #: goes off. A day has many ticks and few requests, so what this takes counts: its state is a generator's.
        self.step = self._life.send

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

    def levels_at(self, times: Floats, asked: int) -> NDArray[np.int64]:
        """The level of answers that were begun at ``times`` s with a choice of the level ``asked``, or GOVERNOR."""
        governors, caps = self.history[0::STATE], self.history[1::STATE]
        if self.alive:
            governors.append(self.level)
            caps.append(self.cap)
        taken = np.array(governors if asked < 0 else caps, np.int64)
        edges = np.arange(len(taken)) * self.h
        found = taken[np.searchsorted(edges, times, side="right") - 1]
        return found if asked < 0 else np.minimum(found, asked)

    def show(self, seen: Observation) -> None:
        """Tells a policy of the state at the start of this tick."""
        seen.charge, seen.temperature, seen.bandwidth = self.charge, self.temperature, self.bandwidth
        seen.governor, seen.cap, seen.busy = self.level, self.cap, self.busy

    def close(self) -> dict[str, float]:
        """The ledger when all is over."""
        self._life.close()
        return self.ledger

    # ---- internals

    def _live(self) -> Generator[None, Spent, None]:
        idle_power, static_power, whole = self._idle, self._static, self.h
        powers, slows, bandwidths, ambients = self._power, self._slow, self._bandwidth, self._ambient
        battery, capacity, left = self._battery, self.capacity, self.left
        resistance, cutoff = battery.resistance, battery.cutoff
        empty, span = battery.voltage_empty, battery.voltage_full - battery.voltage_empty
        heat, warms = self._thermal.resistance, self._thermal.resistance > 0
        mass = heat * self._thermal.capacity
        usual_decay = exp(-whole / mass) if warms else 0.0
        throttle, release, top = self._thermal.throttle, self._thermal.release, self.top
        governor, is_ondemand = self._governor, self._governor.kind is GovernorKind.ONDEMAND
        fixed, threshold, halves, record = self._fixed, governor.threshold, self._halves, self.history.extend
        level, cap, charge, temperature, alive = self.level, self.cap, self.charge, self.temperature, self.alive
        slow, bandwidth, others = slows[0], bandwidths[0], powers[0]
        clocks = self.platform.levels
        ended, tick, last = 0, 0, self._ticks - 1
        used = idle_sum = static_sum = dynamic_sum = switching_sum = radio_sum = others_sum = loss_sum = 0.0
        keeps = fixed >= 0
        edge, changed = self.edge, False
        try:
            busy, dynamic, radio, switching, h, until = yield
            while True:
                idle, static, rest = idle_power * (h - busy), static_power * busy, others * h
                joules = idle + static + rest + dynamic + radio + switching
                idle_sum += idle
                static_sum += static
                others_sum += rest
                dynamic_sum += dynamic
                radio_sum += radio
                switching_sum += switching
                power = joules / h
                if capacity:
                    open_voltage = empty + span * (left / capacity)
                    if resistance:
                        root = open_voltage * open_voltage - 4 * power * resistance
                        current = (open_voltage - sqrt(root)) / (2 * resistance) if root > 0 else 0.0
                        loss = current * current * resistance * h
                        loss_sum += loss
                        joules += loss
                        alive = root > 0 and open_voltage - current * resistance >= cutoff
                    left -= joules
                    if left <= 0:
                        alive, charge = False, 0.0
                    else:
                        charge = left / capacity
                used += joules
                before = cap
                if warms:
                    decay = usual_decay if h == whole else exp(-h / mass)
                    settled = ambients[tick] + joules / h * heat
                    temperature = settled + (temperature - settled) * decay
                    if temperature > throttle:
                        cap = max(0, cap - 1)
                    elif temperature < release and cap < top:
                        cap += 1
                share = busy / h
                record((level, before, charge, temperature, power, share))
                if keeps:
                    level = fixed
                else:
                    # Other programs keep the processor busy for their share of the time, whatever this one does.
                    seen = share + (1 - share) * (1 - 1 / slow)
                    if not is_ondemand:
                        level = self.platform.level_for(1.25 * min(1.0, seen) * clocks[level])
                    else:
                        level = top if seen > threshold else bisect_left(halves, seen)
                if level > cap:
                    level = cap
                ended += 1
                edge = (ended + 1) * whole  # added up it would drift
                if tick < last:  # after the last one its conditions stay
                    tick += 1
                    others = powers[tick]
                    if slows[tick] != slow or bandwidths[tick] != bandwidth:
                        slow, bandwidth, changed = slows[tick], bandwidths[tick], True
                if edge <= until and alive:
                    busy = dynamic = radio = switching = 0.0
                    h = whole
                    continue
                self.alive, self.edge, self.level, self.cap, self.busy = alive, edge, level, cap, share
                self.charge, self.temperature = charge, temperature
                if changed:
                    self.slow, self.bandwidth, changed = slow, bandwidth, False
                    self._look_up()
                busy, dynamic, radio, switching, h, until = yield
        finally:
            self.used = used
            sums = (idle_sum, static_sum, dynamic_sum, switching_sum, radio_sum, others_sum, loss_sum)
            self.ledger = dict(zip(ENTRIES, sums, strict=True))

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
