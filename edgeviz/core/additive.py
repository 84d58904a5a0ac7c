"""What each choice of a width adds to the costs that are sums over tied groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.cost import bops
from edgeviz.core.device.energy import energy_joules, fixed_joules, layer_joules
from edgeviz.core.device.latency import cannot_run, compute_width, latency_seconds, overhead, varying_seconds
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Part
from edgeviz.core.size import added_by_point, added_by_weight, size_bytes
from edgeviz.core.spec import FLOAT32, Spec
from edgeviz.core.ties import deciders

Losses = Mapping[tuple[str, Part, Spec], float]
#: Seconds and joules are rounded to this part of the float model's, a power of two: sums are then the same in every
#: order, and no point of a front differs from another by a rounding error alone.
QUANTUM_BITS = 46


@dataclass(frozen=True)
class Builder:
    """``names`` are the costs; ``weights`` and ``activations`` what can be chosen, widest first."""

    graph: ModelGraph
    names: tuple[str, ...]
    weights: tuple[Spec, ...]
    activations: tuple[Spec, ...]
    device: Device | None = None

    def base(self, name: str, float_bytes: int | None = None) -> float:
        """What no choice changes."""
        if name == "size":
            return float(size_bytes(self.graph, Recipe(), float_bytes))
        if name == "bops":
            # Those of the nodes that are no layers.
            return float(bops(self.graph, Recipe()) - 32 * 32 * sum(map(self._node_macs, self.graph.layers)))
        assert self.device is not None
        if name == "latency":
            return overhead(self.graph, self.device)
        assert self.device.energy is not None
        return fixed_joules(self.graph, self.device, self.device.energy)

    def activation_values(self, keys: Sequence[str], option: int, losses: Losses) -> NDArray[np.float64]:
        """What the activation width ``option`` in the tied layers ``keys`` adds by itself: [1, costs + 1]."""
        size = sum(self._point_bytes[option].get(key, 0) for key in keys)
        loss = sum(losses[key, Part.ACTIVATION, self.activations[option]] for key in keys)
        return np.array([[*(size if name == "size" else 0 for name in self.names), loss]], float)

    def weight_values(
        self, keys: Sequence[str], specs: Sequence[Spec], activation: Spec, losses: Losses
    ) -> NDArray[np.float64]:
        """What each of ``specs`` for the weight that ``keys`` share adds beside ``activation``: [specs, costs + 1]."""
        rows = []
        for spec in specs:
            chosen = [(layer, self._row(layer, spec, activation)) for layer in map(self.graph.layer, keys)]
            loss = sum(losses[key, Part.WEIGHT, spec] for key in keys)
            rows.append([*(self._added(name, chosen) for name in self.names), loss])
        return np.array(rows, float)

    def _added(self, name: str, chosen: Sequence[tuple[Layer, LayerRecipe]]) -> float:
        if name == "size":
            # A shared weight is stored once, as the first of its layers has it.
            return added_by_weight(*chosen[0])
        if name == "bops":
            return sum(self._node_macs(layer) * row.weight.compute_bits * row.activation.bits for layer, row in chosen)
        device = self.device
        assert device is not None
        if name == "latency":
            total = sum(varying_seconds(layer, row, device) for layer, row in chosen)
        else:
            assert device.energy is not None
            total = sum(layer_joules(layer, row, device, device.energy) for layer, row in chosen)
        if not np.isfinite(total):
            layer, row = next(pair for pair in chosen if compute_width(pair[1], device) is None)
            what = f"{device.name} cannot run {layer.key} with {row.weight.bits}-bit weights"
            raise RecipeError(
                f"{what} and {row.activation.bits}-bit activations: it has units of "
                f"{', '.join(map(str, sorted(device.rates)))} bits only.",
                "Choose among widths that its units can hold, or another device.",
            )
        quantum = self._quanta[name]
        return round(total / quantum) * quantum

    @staticmethod
    def _row(layer: Layer, weight: Spec, activation: Spec) -> LayerRecipe:
        return LayerRecipe(weight, activation if layer.input else FLOAT32)

    def _node_macs(self, layer: Layer) -> int:
        """MACs that count by the layer's widths: all of its node's, which the node's last layer decides."""
        return self._deciding.get(layer.key, 0)

    @cached_property
    def _quanta(self) -> dict[str, float]:
        assert self.device is not None
        widest = Recipe()
        if cannot_run(self.graph, widest, self.device):
            rows = ((layer.key, self._row(layer, self.weights[0], self.activations[0])) for layer in self.graph.layers)
            widest = Recipe(dict(rows))
        totals = {
            "latency": latency_seconds(self.graph, widest, self.device),
            "energy": energy_joules(self.graph, widest, self.device),
        }
        found = {name: total for name, total in totals.items() if total and np.isfinite(total)}
        return {name: 2.0 ** (np.floor(np.log2(total)) - QUANTUM_BITS) for name, total in found.items()}

    @cached_property
    def _point_bytes(self) -> list[dict[str, int]]:
        """For each activation width the bytes of quantizers, by a layer of the group that decides about them."""
        decides = deciders(self.graph)
        quantized = [layer.key for layer in self.graph.layers if layer.input]
        found: list[dict[str, int]] = []
        for spec in self.activations:
            added: dict[str, int] = {}
            for point in quant_points(self.graph, Recipe(dict.fromkeys(quantized, LayerRecipe(activation=spec)))):
                key = decides[point.tensor][0]
                added[key] = added.get(key, 0) + added_by_point(point)
            found.append(added)
        return found

    @cached_property
    def _deciding(self) -> dict[str, int]:
        last = {layer.node: layer.key for layer in self.graph.layers}
        return {last[node.key]: node.macs for node in self.graph.nodes if node.key in last}
