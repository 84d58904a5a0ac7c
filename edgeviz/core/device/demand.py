"""What a recipe asks of a device, as arrays over the layers: worked out once, then held against any device at once.

The formulas are those of the roofline in ``latency`` and of ``energy``, a layer at a time there and all layers at a
time here. Tables of measured layers are not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.device.energy import fixed_energy, mac_joules, metric_of_energy
from edgeviz.core.device.latency import activation_bytes, needed_bits, roofline_metric
from edgeviz.core.device.plain import plain_nodes
from edgeviz.core.device.profile import Device
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.memo import each_layer
from edgeviz.core.metric import Metric
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import weight_bytes

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demand:
    """One entry for each layer, in the graph's order.

    macs: multiply-accumulates. weights: bytes of the weights as stored. activations: bytes of input and output.
    bits: what a unit must have at least. others: MACs of nodes without weights, of the whole model. plain: bytes that
    each operator without weights moves.
    """

    keys: tuple[str, ...]
    macs: Floats
    weights: Floats
    activations: Floats
    bits: NDArray[np.int64]
    others: int
    plain: Floats

    @property
    def moved(self) -> Floats:
        """Bytes that each layer reads and writes."""
        return self.weights + self.activations


@dataclass(frozen=True, eq=False)
class Times:
    """What a device needs for a demand, in seconds per layer: each takes the longer of the two, and ``overhead``.

    widths: bits of the unit that computes each layer; 0 where there is none, whose arithmetic is infinite. plain:
    seconds of all operators without weights.
    """

    demand: Demand
    device: Device
    widths: NDArray[np.int64]
    arithmetic: Floats
    memory: Floats
    overhead: float
    plain: float

    @property
    def varying(self) -> Floats:
        """The part of each layer's time that its widths decide."""
        return np.maximum(self.arithmetic, self.memory)

    @property
    def layers(self) -> Floats:
        """Seconds of each layer."""
        return self.varying + self.overhead

    @property
    def total(self) -> float:
        """Seconds of one inference; infinite where the device cannot run it."""
        return float(self.layers.sum()) + self.plain

    @property
    def cannot_run(self) -> tuple[str, ...]:
        """Keys of the layers for whose widths the device has no unit."""
        return tuple(self.demand.keys[row] for row in np.flatnonzero(self.widths == 0))


def demand(graph: ModelGraph, recipe: Recipe) -> Demand:
    """What ``recipe`` asks of any device."""
    macs = [layer.macs for layer in graph.layers]
    weights, activations, bits = np.array(_asked(graph, recipe), float).reshape(-1, 3).T
    return Demand(
        tuple(layer.key for layer in graph.layers),
        np.array(macs, float),
        weights,
        activations,
        bits.astype(np.int64),
        max(0, graph.macs - sum(macs)),
        np.array([plain.nbytes for plain in plain_nodes(graph)], float),
    )


@each_layer
def _asked(layer: Layer, row: LayerRecipe) -> tuple[int, int, int]:
    """Bytes of weights, bytes of activations, bits."""
    return weight_bytes(layer, row.weight), activation_bytes(layer, row), needed_bits(row)


def times(asked: Demand, device: Device) -> Times:
    """``latency.arithmetic_seconds`` and ``latency.memory_seconds`` of all layers, and ``plain.plain_seconds``."""
    unit = {int(bits): device.compute_bits(int(bits), int(bits)) or 0 for bits in np.unique(asked.bits)}
    widths = _looked_up(asked.bits, unit).astype(np.int64)
    speeds = _looked_up(widths, {width: device.speed(width) for width in unit.values() if width})
    arithmetic = np.where(widths == 0, np.inf, asked.macs / speeds)
    memory = asked.moved / device.bandwidth.value
    plain = asked.plain / device.bandwidth.value
    fast = device.on_chip_bandwidth
    if fast is not None and device.on_chip is not None:
        kept = asked.weights / device.bandwidth.value + asked.activations / fast.value
        memory = np.where(asked.activations > device.on_chip.value, memory, kept)
        plain = np.where(asked.plain > device.on_chip.value, plain, asked.plain / fast.value)
    return Times(asked, device, widths, arithmetic, memory, device.layer_overhead.value, float(plain.sum()))


def joules(found: Times) -> float | None:
    """``energy.energy_joules``: None without constants, infinite where the device cannot run it."""
    device, asked = found.device, found.demand
    energy = device.energy
    if energy is None:
        return None
    if found.cannot_run:
        return float("inf")
    each = _looked_up(found.widths, {int(one): mac_joules(int(one), energy) for one in np.unique(found.widths)})
    dynamic = asked.macs * each + asked.moved * energy.byte.value
    layers = energy.calibration.value * dynamic + energy.static_power.value * found.varying
    return float(layers.sum()) + fixed_energy(
        asked.others, float(asked.plain.sum()), len(asked.keys) * found.overhead + found.plain, energy
    )


def metrics(found: Times) -> dict[str, Metric]:
    """Latency and energy of one inference, marked as modelled; nothing where the device cannot run it.

    By the roofline: a device with a table of measured layers has ``energy.modelled_metrics``.
    """
    both = (roofline_metric(found.total, found.device), metric_of_energy(joules(found), found.device))
    return {metric.name: metric for metric in both if metric is not None}


def _looked_up(keys: NDArray[np.int64], table: dict[int, int] | dict[int, float]) -> Floats:
    """``table[key]`` for each of ``keys``; 1 where there is none."""
    found = np.ones(len(keys))
    for key, value in table.items():
        found[keys == key] = value
    return found
