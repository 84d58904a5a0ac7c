"""The roofline as a picture: where each layer lies under a device's roofs, and what the time goes to.

Williams, Waterman and Patterson 2009: a layer with I MAC per byte reaches at most min(R·η, I·BW) MAC/s. The rate shown
for a layer counts its overhead too, so a small layer lies below the roof by what the overhead costs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.device.demand import Times
from edgeviz.core.device.profile import Device
from edgeviz.core.graph import ModelGraph


class Bound(StrEnum):
    """What a layer's time mostly goes to."""

    ARITHMETIC = "arithmetic"
    MEMORY = "memory"
    OVERHEAD = "overhead"


@dataclass(frozen=True, slots=True)
class Point:
    """A layer under the roof. ``intensity`` MAC/B, ``rate`` MAC/s, ``share`` of the whole inference's seconds."""

    key: str
    kind: str
    width: int
    macs: float
    nbytes: float
    seconds: float
    share: float
    bound: Bound

    @property
    def intensity(self) -> float:
        return self.macs / self.nbytes if self.nbytes else float("inf")

    @property
    def rate(self) -> float:
        return self.macs / self.seconds if self.seconds else float("inf")

    @property
    def has_place(self) -> bool:
        """Whether it can be drawn on logarithmic axes: layers without arithmetic, or of unknown shapes, cannot."""
        return self.macs > 0 and self.nbytes > 0 and self.seconds > 0


@dataclass(frozen=True, slots=True)
class Roof:
    """The highest rate, MAC/s, of the units of ``width`` bits, efficiency included."""

    width: int
    rate: float


@dataclass(frozen=True, slots=True)
class Kind:
    """All layers of one kind: how many, and their seconds with the share of the whole.

    ``has_weights``: they are layers; operators without weights are counted as one kind.
    """

    name: str
    layers: int
    seconds: float
    share: float
    has_weights: bool = True


def roofs(device: Device) -> tuple[Roof, ...]:
    """The roofs, widest units first."""
    return tuple(Roof(bits, device.speed(bits)) for bits in sorted(device.rates, reverse=True))


def ridge(roof: Roof, bandwidth: float) -> float:
    """MAC/B from which on a layer is bound by arithmetic rather than by a memory of ``bandwidth`` B/s."""
    return roof.rate / bandwidth


def bounds(found: Times) -> NDArray[np.int64]:
    """What each layer is bound by, as an index into ``tuple(Bound)``."""
    return np.argmax(np.stack([found.arithmetic, found.memory, np.full(len(found.memory), found.overhead)]), axis=0)


def main_bound(found: Times) -> Bound | None:
    """What most of the inference's seconds go to; None without layers or where the device cannot run them."""
    if not len(found.memory) or found.cannot_run:
        return None
    varying = found.varying.sum(where=found.arithmetic >= found.memory)
    moved = found.varying.sum(where=found.arithmetic < found.memory) + found.plain
    parts = (varying, moved, found.overhead * len(found.memory))
    return tuple(Bound)[int(np.argmax(parts))]


def points(graph: ModelGraph, found: Times) -> tuple[Point, ...]:
    """Every layer's point; none where the device cannot run the recipe."""
    if found.cannot_run:
        return ()
    total = found.total
    asked, names = found.demand, tuple(Bound)
    rows = zip(
        graph.layers,
        found.widths.tolist(),
        asked.macs.tolist(),
        asked.moved.tolist(),
        found.layers.tolist(),
        bounds(found).tolist(),
        strict=True,
    )
    return tuple(
        Point(layer.key, layer.kind, width, macs, nbytes, seconds, seconds / total if total else 0.0, names[bound])
        for layer, width, macs, nbytes, seconds, bound in rows
    )


def plain_kind(found: Times, name: str) -> Kind | None:
    """All operators without weights, under ``name``; None where there are none."""
    count, total = len(found.demand.plain), found.total
    return Kind(name, count, found.plain, found.plain / total if total else 0.0, has_weights=False) if count else None


def by_kind(found: tuple[Point, ...]) -> tuple[Kind, ...]:
    """Time per kind of layer, longest first."""
    groups: dict[str, list[Point]] = {}
    for point in found:
        groups.setdefault(point.kind, []).append(point)
    kinds = [
        Kind(name, len(group), sum(one.seconds for one in group), sum(one.share for one in group))
        for name, group in groups.items()
    ]
    return tuple(sorted(kinds, key=lambda kind: (-kind.seconds, kind.name)))
