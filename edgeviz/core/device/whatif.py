"""The same recipe on every device, beside the float model there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

import numpy as np

from edgeviz.core.device.demand import Demand, Times, joules, times
from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.latency import latency_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.device.roofline import Bound, main_bound
from edgeviz.core.device.room import Fit, fit
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Case:
    """One recipe of a model: what it asks, its exported bytes, and the peak bytes of its activations."""

    graph: ModelGraph
    recipe: Recipe
    demand: Demand
    exported: int
    activations: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One recipe on one device. ``seconds`` and ``joules`` are None where it cannot run, or nothing is known.

    provenance: of the seconds, which are predicted where the device has a table of measured layers. bound: by the
    roofline. lacking: bits for which the device would need a unit, widest first, where it cannot run.
    """

    seconds: float | None
    joules: float | None
    bound: Bound | None
    fit: Fit
    lacking: tuple[int, ...] = ()
    provenance: Provenance = Provenance.MODELLED

    @property
    def runs(self) -> bool:
        return not self.lacking


@dataclass(frozen=True, slots=True)
class Standing:
    """A device with the current recipe and with the float model."""

    device: Device
    current: Outcome
    float32: Outcome

    @property
    def speed_up(self) -> float | None:
        """How many times faster than float; None where either cannot run."""
        return _ratio(self.float32.seconds, self.current.seconds)

    @property
    def saving(self) -> float | None:
        """How many times less energy than float."""
        return _ratio(self.float32.joules, self.current.joules)


def outcome(case: Case, device: Device) -> Outcome:
    """``case`` on ``device``, as the figures have it once the device is chosen."""
    found = times(case.demand, device)
    room = fit(case.exported, case.activations, device)
    if found.cannot_run:
        return Outcome(None, None, None, room, lacking_bits(found))
    if device.timings is None:
        return Outcome(found.total, joules(found), main_bound(found), room)
    # An empty table knows no time at all.
    seconds = _finite(latency_seconds(case.graph, case.recipe, device))
    energy = _finite(energy_joules(case.graph, case.recipe, device))
    return Outcome(seconds, energy, main_bound(found), room, provenance=Provenance.PREDICTED)


def lacking_bits(found: Times) -> tuple[int, ...]:
    """Bits that layers need and no unit of the device holds, widest first."""
    return tuple(int(bits) for bits in np.unique(found.demand.bits[found.widths == 0])[::-1])


def across(current: Case, float32: Case, devices: Iterable[Device]) -> tuple[Standing, ...]:
    """Both recipes on each device, in the order given."""
    return tuple(Standing(device, outcome(current, device), outcome(float32, device)) for device in devices)


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _ratio(before: float | None, after: float | None) -> float | None:
    return before / after if before is not None and after else None
