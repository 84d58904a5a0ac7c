"""Whether a model fits a device: flash for what is exported, RAM for what must exist at the same time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.cost import alive
from edgeviz.core.device.profile import Device, Sourced
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Room:
    """``needed`` bytes against a limit, None where the profile knows none."""

    needed: int
    limit: Sourced | None

    @property
    def fits(self) -> bool | None:
        return None if self.limit is None else self.needed <= self.limit.value

    @property
    def share(self) -> float | None:
        """Of the limit; above 1 it does not fit."""
        return None if self.limit is None else self.needed / self.limit.value

    @property
    def excess(self) -> int:
        """Bytes too much; 0 where it fits or nothing is known."""
        return 0 if self.limit is None else max(0, self.needed - int(self.limit.value))


@dataclass(frozen=True, slots=True)
class Fit:
    """``weights_in_ram``: bytes of weights that take RAM, because the device has no flash to run them from."""

    flash: Room
    ram: Room
    activations: int
    weights_in_ram: int
    on_chip: Sourced | None

    @property
    def on_the_chip(self) -> bool | None:
        """Whether the activations at their peak fit into the fast memory; None where the profile has none."""
        return None if self.on_chip is None else self.activations <= self.on_chip.value


def fit(exported: int, activations: int, device: Device | None) -> Fit:
    """Room for a model of ``exported`` bytes whose activations take ``activations`` bytes at their peak.

    A device without flash in its profile (a board with an operating system, a GPU) loads the weights into RAM.
    """
    if device is None:
        return Fit(Room(exported, None), Room(activations, None), activations, 0, None)
    loaded = 0 if device.flash is not None else exported
    ram = Room(activations + loaded, device.memory)
    return Fit(Room(exported, device.flash), ram, activations, loaded, device.on_chip)


@dataclass(frozen=True, eq=False)
class Schedule:
    """Bytes of activations that exist while each node runs, in the graph's order."""

    nodes: tuple[str, ...]
    nbytes: NDArray[np.int64]

    @property
    def peak(self) -> int:
        """The first step at which most bytes exist."""
        return int(np.argmax(self.nbytes)) if len(self.nbytes) else 0

    @property
    def peak_bytes(self) -> int:
        """``core.cost.activation_memory``."""
        return int(self.nbytes[self.peak]) if len(self.nbytes) else 0


def schedule(graph: ModelGraph, recipe: Recipe) -> Schedule:
    """The RAM of activations over the schedule: what is alive while node i reads its inputs and writes its outputs."""
    # After the last node only outputs are left, and they existed while it ran.
    return Schedule(tuple(node.key for node in graph.nodes), alive(graph, recipe)[:-1])


def layer_at(graph: ModelGraph, step: int) -> str | None:
    """The layer that runs at ``step`` of the schedule, or the last one before it; None where there is none."""
    rows = {node.key: row for row, node in enumerate(graph.nodes)}
    before = [layer.key for layer in graph.layers if rows.get(layer.node, step + 1) <= step]
    return max(before, key=lambda key: rows[graph.layer(key).node], default=None)
