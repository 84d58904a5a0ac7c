"""Latency of a recipe on a device: a sum of measured layers where there is a table of them, else a roofline model.

In the roofline each layer is bound by its arithmetic or by the bytes it moves.
"""

from __future__ import annotations

import math

from edgeviz.core.device.plain import all_plain_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.device.timings import LEAST_MEASURED, fixed_seconds, predict, work_of
from edgeviz.core.device.trials import errors_for
from edgeviz.core.graph import Layer, ModelGraph, packed_bytes
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import weight_bytes


def latency_seconds(graph: ModelGraph, recipe: Recipe, device: Device) -> float:
    """Seconds for one sample: by the device's table of measured layers, else by the roofline."""
    if device.timings is not None:
        return predict(graph, recipe, device.timings).seconds
    return roofline_seconds(graph, recipe, device)


def roofline_seconds(graph: ModelGraph, recipe: Recipe, device: Device) -> float:
    """Seconds for one sample: sum over layers of max(MAC / (R·η), bytes / BW) + t₀, and bytes / BW of the rest.

    Williams, Waterman and Patterson 2009, with an efficiency η. Weights and inputs are moved at their storage
    width; arithmetic runs at the smallest width the device has units for, so a width without a unit gains
    bytes but no arithmetic. A layer computes as integers only where weight *and* activation are integers.
    Infinite where the device has no unit for a layer at all (see ``cannot_run``): no rate is invented.
    """
    layers = sum(
        max(arithmetic_seconds(layer, row, device), memory_seconds(layer, row, device)) + device.layer_overhead.value
        for layer, row in ((layer, recipe[layer.key]) for layer in graph.layers)
    )
    return layers + all_plain_seconds(graph, device)


def layer_seconds(layer: Layer, row: LayerRecipe, device: Device) -> float:
    """Seconds of one layer for one sample: measured, or one term of ``roofline_seconds``."""
    if device.timings is not None:
        return device.timings.layer_seconds(layer, row)
    return varying_seconds(layer, row, device) + device.layer_overhead.value


def varying_seconds(layer: Layer, row: LayerRecipe, device: Device) -> float:
    """The part of ``layer_seconds`` that a width can change."""
    if device.timings is not None:
        return device.timings.layer_seconds(layer, row)
    return max(arithmetic_seconds(layer, row, device), memory_seconds(layer, row, device))


def arithmetic_seconds(layer: Layer, row: LayerRecipe, device: Device) -> float:
    """MAC / (R·η) of the unit that ``layer`` runs on; infinite where there is none."""
    width = compute_width(row, device)
    return math.inf if width is None else layer.macs / device.speed(width)


def memory_seconds(layer: Layer, row: LayerRecipe, device: Device) -> float:
    """The layer's bytes over the bandwidth of the memory that holds them.

    Weights come from the main memory. Input and output stay in the memory on the chip where they fit into it
    together and the profile says how fast it is: a simplification, as they share it with whatever waits there.
    """
    moved = moved_bytes(layer, row)
    fast = device.on_chip_bandwidth
    kept = moved - weight_bytes(layer, row.weight)
    if fast is None or device.on_chip is None or kept > device.on_chip.value:
        return moved / device.bandwidth.value
    return (moved - kept) / device.bandwidth.value + kept / fast.value


def cannot_run(graph: ModelGraph, recipe: Recipe, device: Device) -> tuple[str, ...]:
    """Keys of the layers for whose widths ``device`` has no unit. Where there are any, nothing is modelled."""
    return tuple(layer.key for layer in graph.layers if compute_width(recipe[layer.key], device) is None)


def overhead(graph: ModelGraph, device: Device) -> float:
    """What no layer's width changes: t₀ for each and the operators without weights; of a table, what runs beside the
    layers of the float model.
    """
    if device.timings is not None:
        return fixed_seconds(work_of(graph, Recipe()), device.timings)
    return len(graph.layers) * device.layer_overhead.value + all_plain_seconds(graph, device)


def compute_width(row: LayerRecipe, device: Device) -> int | None:
    """Bits of the device's unit on which a layer as in ``row`` runs; None where it has none that could."""
    need = needed_bits(row)
    return device.compute_bits(need, need)


def needed_bits(row: LayerRecipe) -> int:
    """Bits that a unit must have to compute a layer as in ``row``, whatever the device."""
    if row.weight.is_integer and row.activation.is_integer:
        return max(row.weight.bits, row.activation.bits)
    # Codes that are looked up (k-means, DoReFa, TTQ) compute as the floats they stand for: no integer kernel takes
    # them.
    halves = row.activation.is_float or not row.weight.is_codebook
    return 16 if halves and max(row.weight.bits, row.activation.bits) <= 16 else 32


def moved_bytes(layer: Layer, row: LayerRecipe) -> int:
    """Bytes that ``layer`` reads and writes: weights and input at their storage width, the output in float."""
    return weight_bytes(layer, row.weight) + activation_bytes(layer, row)


def activation_bytes(layer: Layer, row: LayerRecipe) -> int:
    """Bytes of input, at its storage width, and output, in float."""
    moved = _elements(layer.output_shape) * 4
    return moved + packed_bytes(_elements(layer.input_shape), row.activation.storage_bits)


def latency_metric(graph: ModelGraph, recipe: Recipe, device: Device) -> Metric | None:
    """The latency on ``device``: predicted from measured layers, or modelled. None where it cannot run the recipe, or
    where the table knows too few of its layers.
    """
    if device.timings is not None:
        found = predict(graph, recipe, device.timings)
        # What layers of other shapes tell of most of a network was off by several times: no figure is better than that.
        if not math.isfinite(found.seconds) or found.measured < LEAST_MEASURED:
            return None
        note = (
            f"sum of layers measured in {len(device.timings.models)} models; {found.measured:.0%} of the time is theirs"
        )
        off = errors_for(device.timings, graph.name)
        if off is not None:
            which = "not learned from" if graph.name in device.timings.models else "of models that were not measured"
            note += (
                f"; on {off.recipes} recipes {which}, eight of ten predictions were off by "
                f"{off.low:+.0%} to {off.high:+.0%}"
            )
        return Metric(
            "latency",
            found.seconds,
            Provenance.PREDICTED,
            device=device.timings.device or device.name,
            date=device.timings.date,
            note=note,
        )
    return roofline_metric(roofline_seconds(graph, recipe, device), device)


def roofline_metric(seconds: float, device: Device) -> Metric | None:
    """Modelled ``seconds`` as a metric; None where they are infinite."""
    if not math.isfinite(seconds):
        return None
    return Metric(
        "latency", seconds, Provenance.MODELLED, device=device.name, note="roofline; see the device's sources"
    )


def _elements(shape: tuple[int | str | None, ...] | None) -> int:
    count = 1
    for dim in shape or (0,):
        count *= dim if isinstance(dim, int) else 1
    return count
