"""A model of energy: arithmetic, bytes that are moved, and what the device draws while it waits.

E = k · (Σ MAC · e_MAC + bytes · e_byte) + P_static · t. The constants are those of Horowitz (ISSCC 2014, 45 nm,
0.9 V), the bytes and t those of the roofline, and k fits the whole to a device. Never measured: always a model.
"""

from __future__ import annotations

import math
from dataclasses import fields

from edgeviz.core.device.latency import compute_width, latency_metric, moved_bytes, overhead, varying_seconds
from edgeviz.core.device.plain import all_plain_bytes
from edgeviz.core.device.profile import Device, Energy
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe


def mac_joules(bits: int, energy: Energy) -> float:
    """Joules of one multiply-accumulate on a unit of ``bits`` bits.

    Units of 16 and 32 bits are floating-point ones. Below, a multiplication grows with the product of its operands'
    widths: 0.2 · b_w · b_a / 64 + 0.1 pJ with Horowitz's figures.
    """
    if bits >= 32:
        return energy.mac_fp32.value
    if bits >= 16:
        return energy.mac_fp16.value
    return energy.multiply.value * bits * bits / 64 + energy.add.value


def layer_joules(layer: Layer, row: LayerRecipe, device: Device, energy: Energy) -> float:
    """Joules that ``layer`` takes as in ``row``, beside what no width changes; infinite where it cannot run."""
    width = compute_width(row, device)
    if width is None:
        return math.inf
    dynamic = layer.macs * mac_joules(width, energy) + moved_bytes(layer, row) * energy.byte.value
    return energy.calibration.value * dynamic + energy.static_power.value * varying_seconds(layer, row, device)


def fixed_joules(graph: ModelGraph, device: Device, energy: Energy) -> float:
    """Joules that no width changes: the layers' overheads, and arithmetic, bytes and time of nodes without weights."""
    others = max(0, graph.macs - sum(layer.macs for layer in graph.layers))
    return fixed_energy(others, all_plain_bytes(graph), overhead(graph, device), energy)


def fixed_energy(others: int, moved: float, seconds: float, energy: Energy) -> float:
    """``fixed_joules`` of ``others`` MACs and ``moved`` bytes of nodes without weights, and of ``seconds``."""
    dynamic = others * mac_joules(32, energy) + moved * energy.byte.value
    return energy.calibration.value * dynamic + energy.static_power.value * seconds


def energy_joules(graph: ModelGraph, recipe: Recipe, device: Device) -> float | None:
    """Joules of one inference; None where the profile says nothing about energy, infinite where it cannot run."""
    energy = device.energy
    if energy is None:
        return None
    layers = sum(layer_joules(layer, recipe[layer.key], device, energy) for layer in graph.layers)
    return layers + fixed_joules(graph, device, energy)


def energy_metric(graph: ModelGraph, recipe: Recipe, device: Device) -> Metric | None:
    """The energy of one inference, marked as modelled for this device; None without constants, or if it cannot run."""
    return metric_of_energy(energy_joules(graph, recipe, device), device)


def metric_of_energy(joules: float | None, device: Device) -> Metric | None:
    """Modelled ``joules`` as a metric; None where there are none, or infinitely many."""
    if joules is None or device.energy is None or not math.isfinite(joules):
        return None
    constants = {field.name: getattr(device.energy, field.name) for field in fields(device.energy)}
    assumed = [name.replace("_", " ") for name, value in constants.items() if value.provenance is Provenance.ASSUMED]
    note = "Horowitz's constants and the roofline's bytes and time"
    if assumed:
        which = ", ".join(assumed) if len(assumed) < len(constants) else "every constant"
        note = f"Horowitz's constants and the roofline's bytes and time; ▫ assumed: {which}"
    return Metric("energy", joules, Provenance.MODELLED, device=device.name, note=note)


def modelled_metrics(
    graph: ModelGraph, recipe: Recipe, device: Device, measured: Metric | None = None
) -> dict[str, Metric]:
    """What ``device`` is thought to need: the latency, and the energy where its profile has constants.

    ``measured``: a latency of this recipe; it counts where it was measured on the device of the table of layers.
    """
    latency = latency_metric(graph, recipe, device)
    if measured is not None and device.timings is not None and measured.device == device.timings.device:
        latency = measured
    found = [latency, energy_metric(graph, recipe, device)]
    return {metric.name: metric for metric in found if metric is not None}
