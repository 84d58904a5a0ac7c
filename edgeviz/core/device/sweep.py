"""An inference at many clocks at once: what a plot of energy and latency against frequency draws.

The formulas are those of ``dvfs``; here all clocks are worked out together, which 500 layers need to keep up with the
hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.device.demand import Times
from edgeviz.core.device.dvfs import Work
from edgeviz.core.device.profile import Frequency

Floats = NDArray[np.float64]
#: Clocks between the lowest and the highest level that are drawn.
STEPS = 192
#: Times that the interval around the least energy is searched anew, a 32nd as wide each time.
ZOOMS = 6


@dataclass(frozen=True, eq=False)
class Sweep:
    """One entry a clock: Hz, seconds, and joules in their two parts."""

    hertz: Floats
    seconds: Floats
    dynamic: Floats
    static: Floats

    @property
    def joules(self) -> Floats:
        return self.dynamic + self.static


def work_of(found: Times) -> Work | None:
    """``dvfs.work`` from what is worked out already."""
    frequency = found.device.frequency
    if frequency is None or found.cannot_run:
        return None
    layers = tuple(zip(found.arithmetic.tolist(), found.memory.tolist(), strict=True))
    return Work((*layers, (0.0, found.plain)), len(layers) * found.overhead, frequency.nominal.value)


def sweep(found: Work, frequency: Frequency, hertz: Floats | None = None) -> Sweep:
    """The inference at each of ``hertz``, or at ``STEPS`` clocks from the lowest to the highest level."""
    low, high = frequency.levels.values[0], frequency.levels.values[-1]
    clocks = np.linspace(low, high, STEPS) if hertz is None else np.asarray(hertz, float)
    seconds = _seconds(found, clocks)
    span = high - low
    share = (clocks - low) / span if span else np.ones(len(clocks))
    volts = frequency.voltage_low.value + share * (frequency.voltage_high.value - frequency.voltage_low.value)
    dynamic = frequency.capacitance.value * volts**2 * clocks * seconds
    return Sweep(clocks, seconds, dynamic, frequency.static_power.value * seconds)


def least(found: Work, frequency: Frequency) -> tuple[Sweep, bool]:
    """The clock of least energy (a sweep of one), and whether it lies between the levels' ends, not at one of them."""
    low, high = frequency.levels.values[0], frequency.levels.values[-1]
    left, right = low, high
    best = low
    for zoom in range(ZOOMS):
        clocks = np.linspace(left, right, 4 * STEPS if zoom == 0 else 65)
        best = float(clocks[int(np.argmin(sweep(found, frequency, clocks).joules))])
        step = (right - left) / (len(clocks) - 1)
        left, right = max(low, best - step), min(high, best + step)
    at = sweep(found, frequency, np.array([best]))
    near = 1e-6 * (high - low)
    return at, low + near < best < high - near


def _seconds(found: Work, clocks: Floats) -> Floats:
    """``Work.seconds`` at each clock."""
    stretch = found.nominal / clocks
    if not found.layers:
        return found.scaled * stretch
    turn, scaled, constant = _turns(found)
    bound = np.searchsorted(turn, stretch, side="right")
    return stretch * (found.scaled + scaled[bound]) + constant[bound]


@lru_cache(maxsize=4)
def _turns(found: Work) -> tuple[Floats, Floats, Floats]:
    """Layers sorted by the stretch from which on arithmetic is the longer part, and the sums on either side of each.

    Kept, because the search for the least energy asks again and again.
    """
    arithmetic, memory = np.array(found.layers, float).T
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = np.where(arithmetic > 0, memory / arithmetic, np.inf)
    order = np.argsort(turn)
    scaled = np.concatenate([[0.0], np.cumsum(arithmetic[order])])
    constant = np.concatenate([[0.0], np.cumsum(memory[order][::-1])])[::-1]
    return turn[order], scaled, constant
