"""What the nodes of a graph view can be coloured by: a number or a word for each node, and how groups add up.

An overlay is a line in ``OVERLAYS``: a name, a unit and a function of what is known. The window translates the
names; ``core.overlay_files`` brings in overlays from other programs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from edgeviz.core.device.energy import fixed_energy, layer_joules
from edgeviz.core.device.latency import layer_seconds
from edgeviz.core.device.plain import plain_nodes, plain_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Cell, Part, Sensitivity
from edgeviz.core.size import layer_bytes
from edgeviz.core.spec import Spec


class Sum(StrEnum):
    """How the values of nodes become that of a group."""

    TOTAL = "total"
    LARGEST = "largest"
    SMALLEST = "smallest"


class Scale(StrEnum):
    """How values become colours: an ordered scale of magnitudes, the scale of bit widths, or categories."""

    MAGNITUDE = "magnitude"
    BITS = "bits"
    CATEGORY = "category"


@dataclass(frozen=True)
class Known:
    """What an overlay may be computed from."""

    graph: ModelGraph
    recipe: Recipe
    device: Device | None = None
    sensitivity: Sensitivity | None = None
    #: Measured layers, of this recipe or, until they are measured again, of an earlier one.
    profile: LayerProfile | None = None

    @property
    def is_profile_old(self) -> bool:
        """Whether ``profile`` was measured with another recipe."""
        return self.profile is not None and self.profile.recipe != self.recipe.hash


Values = dict[int, float]


@dataclass(frozen=True)
class Overlay:
    """``unit`` is that of stored values, as in ``core.metric``; "bits", "dB", "nats" and "" are shown as they are.

    ``values`` gives a value by index of the node; a node that has none is left out.
    """

    name: str
    unit: str
    total: Sum
    values: Callable[[Known], Values]
    scale: Scale = Scale.MAGNITUDE
    provenance: Provenance | None = None


def _by_node(known: Known, value: Callable[[int, LayerRecipe], float | None], total: Sum = Sum.TOTAL) -> Values:
    """``value`` of every layer (its row and its recipe), joined where a node has several layers."""
    index = {node.key: at for at, node in enumerate(known.graph.nodes)}
    found: Values = {}
    for row, layer in enumerate(known.graph.layers):
        number, node = value(row, known.recipe[layer.key]), index.get(layer.node)
        # What a device cannot run takes infinitely long there: no value, rather than a colour for it.
        if number is not None and math.isfinite(number) and node is not None:
            found[node] = joined((found[node], number), total) if node in found else number
    return found


def joined(numbers: Iterable[float], total: Sum) -> float:
    """The value of a group whose nodes have ``numbers``, which are not empty."""
    match total:
        case Sum.TOTAL:
            return math.fsum(numbers)
        case Sum.LARGEST:
            return max(numbers)
        case Sum.SMALLEST:
            return min(numbers)


def _weight_bits(known: Known) -> Values:
    return _by_node(known, lambda _, row: row.weight.bits, Sum.SMALLEST)


def _activation_bits(known: Known) -> Values:
    layers = known.graph.layers
    return _by_node(known, lambda at, row: row.activation.bits if layers[at].input else None, Sum.SMALLEST)


def _size(known: Known) -> Values:
    layers, seen = known.graph.layers, set()

    def value(at: int, row: LayerRecipe) -> float | None:
        # A weight that several layers share is stored once, with the first of them.
        if layers[at].weight in seen:
            return 0.0
        seen.add(layers[at].weight)
        return layer_bytes(layers[at], row.weight)

    return _by_node(known, value)


def _macs(known: Known) -> Values:
    return {at: float(node.macs) for at, node in enumerate(known.graph.nodes) if node.macs}


def _latency(known: Known) -> Values:
    device, layers = known.device, known.graph.layers
    if device is None:
        return {}
    found = _by_node(known, lambda at, row: layer_seconds(layers[at], row, device))
    if device.timings is None:
        found |= {plain.node: plain_seconds(plain.nbytes, device) for plain in plain_nodes(known.graph)}
    return found


def _measured_latency(known: Known) -> Values:
    """Kernels of layers and of the nodes between them; a fused node's time is with the layer that it is fused into."""
    profile = known.profile
    if profile is None:
        return {}
    index = {node.key: at for at, node in enumerate(known.graph.nodes)}
    found: Values = {}
    timed = [
        (layer.node, time.seconds)
        for layer in known.graph.layers
        if (time := profile.time_of.get(layer.key)) is not None and time.seconds is not None
    ]
    for key, seconds in (*timed, *((each.node, each.seconds) for each in profile.between)):
        if key in index:
            found[index[key]] = found.get(index[key], 0.0) + seconds
    return found


def _energy(known: Known) -> Values:
    device, layers = known.device, known.graph.layers
    if device is None or device.energy is None:
        return {}
    energy = device.energy
    found = _by_node(known, lambda at, row: layer_joules(layers[at], row, device, energy))
    for plain in plain_nodes(known.graph):
        macs, seconds = known.graph.nodes[plain.node].macs, plain_seconds(plain.nbytes, device)
        waited = 0.0 if device.timings is not None else seconds
        found[plain.node] = fixed_energy(macs, plain.nbytes, waited, energy)
    return found


def _cell_values(known: Known, value: Callable[[Sequence[Cell]], float | None], total: Sum) -> Values:
    """``value`` of the cells of each layer's own widths."""
    table, layers = known.sensitivity, known.graph.layers
    if table is None:
        return {}

    def of(at: int, row: LayerRecipe) -> float | None:
        specs: tuple[tuple[Part, Spec], ...] = ((Part.WEIGHT, row.weight), (Part.ACTIVATION, row.activation))
        wanted = [(part, spec) for part, spec in specs if not spec.is_float]
        cells = [table.get(layers[at].key, part, s.bits) if table.holds(s, part) else None for part, s in wanted]
        there = [cell for cell in cells if cell is not None]
        return value(there) if there and len(there) == len(cells) else None

    return _by_node(known, of, total)


def _loss(known: Known) -> Values:
    return _cell_values(known, lambda cells: sum(cell.loss for cell in cells), Sum.TOTAL)


def _sensitivity_at_four(known: Known) -> Values:
    table, layers = known.sensitivity, known.graph.layers

    def value(at: int, _: LayerRecipe) -> float | None:
        cell = table.get(layers[at].key, Part.WEIGHT, 4) if table is not None else None
        return cell.loss if cell is not None else None

    return _by_node(known, value, Sum.TOTAL)


def _sqnr(known: Known) -> Values:
    def least(cells: Sequence[Cell]) -> float | None:
        found = [cell.sqnr for cell in cells if cell.part is Part.WEIGHT and cell.sqnr is not None]
        return min(found) if found else None

    return _cell_values(known, least, Sum.SMALLEST)


#: In the order of the menu. "operator" needs no values: its colours are those of the nodes' kinds.
OVERLAYS: dict[str, Overlay] = {
    overlay.name: overlay
    for overlay in (
        Overlay("operator", "", Sum.LARGEST, lambda known: {}, Scale.CATEGORY),
        Overlay("weight_bits", "bits", Sum.SMALLEST, _weight_bits, Scale.BITS),
        Overlay("activation_bits", "bits", Sum.SMALLEST, _activation_bits, Scale.BITS),
        Overlay("size", "bytes", Sum.TOTAL, _size, provenance=Provenance.PREDICTED),
        Overlay("macs", "count", Sum.TOTAL, _macs),
        Overlay("latency", "s", Sum.TOTAL, _latency, provenance=Provenance.MODELLED),
        Overlay("latency_measured", "s", Sum.TOTAL, _measured_latency, provenance=Provenance.MEASURED),
        Overlay("energy", "J", Sum.TOTAL, _energy, provenance=Provenance.MODELLED),
        Overlay("sensitivity", "", Sum.TOTAL, _sensitivity_at_four, provenance=Provenance.PREDICTED),
        Overlay("loss", "", Sum.TOTAL, _loss, provenance=Provenance.PREDICTED),
        Overlay("sqnr", "dB", Sum.SMALLEST, _sqnr, provenance=Provenance.PREDICTED),
    )
}


@dataclass(frozen=True, eq=False)
class Coloured:
    """Values for the boxes that are seen, and the range that the colours span.

    ``least`` and ``most`` are of ``values``; ``logarithmic`` says that the scale is one of ratios, because the
    largest value is more than 50 times the smallest above zero. ``ranges``: where a group holds several bit widths,
    its smallest and its largest.
    """

    values: Mapping[str, float]
    least: float = 0.0
    most: float = 0.0
    logarithmic: bool = False
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def level(self, box: str) -> float | None:
        """Place of a box on the scale, 0 to 1; None where it has no value."""
        value = self.values.get(box)
        return None if value is None else self.level_of(value)

    def level_of(self, value: float) -> float:
        if self.most <= self.least:
            return 0.5
        if self.logarithmic:
            if value <= self.least:
                return 0.0
            least, most = math.log(self.least), math.log(self.most)
            return min(1.0, (math.log(value) - least) / (most - least))
        # Halves, because the difference of two doubles may be larger than any.
        return min(1.0, max(0.0, (value / 2 - self.least / 2) / (self.most / 2 - self.least / 2)))

    def at_level(self, level: float) -> float:
        """The value at a place on the scale."""
        if self.logarithmic:
            return self.least ** (1 - level) * self.most**level
        return self.least * (1 - level) + self.most * level


#: A scale is one of ratios from this ratio on.
RATIO = 50.0


def colour_boxes(nodes: Values, boxes: Mapping[str, Sequence[int]], total: Sum) -> Coloured:
    """``nodes``' values put together for ``boxes``, which hold the given nodes."""
    values: dict[str, float] = {}
    ranges: dict[str, tuple[float, float]] = {}
    for box, members in boxes.items() if nodes else ():
        if len(members) == 1:
            # Nearly every box of a large network whose groups are open.
            if members[0] in nodes:
                values[box] = nodes[members[0]]
            continue
        found = [nodes[at] for at in members if at in nodes]
        if found:
            values[box] = joined(found, total)
            low, high = min(found), max(found)
            if high > low:
                ranges[box] = (low, high)
    if not values:
        return Coloured({})
    least, most = min(values.values()), max(values.values())
    positive = [value for value in values.values() if value > 0]
    logarithmic = least >= 0 and bool(positive) and most / min(positive) > RATIO
    return Coloured(values, min(positive) if logarithmic else least, most, logarithmic, ranges)
