"""Recipes on the front: the widths of tied groups chosen for least predicted loss at every cost.

The predicted loss of a recipe is the sum of its cells in a ``Sensitivity``; sizes and bit operations are sums too,
once layers that share a tensor share a width (``core.ties``). So the front is exact: no assignment of the given
widths is smaller and better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.allocate import Front, Item, Stage, added, fold
from edgeviz.core.cost import bops
from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import quant_points
from edgeviz.core.recipe import FLOAT32, Calibration, LayerRecipe, Recipe, Spec, activation_spec, at_width, weight_spec
from edgeviz.core.sensitivity import Part, Sensitivity
from edgeviz.core.size import added_by_point, added_by_weight, size_bytes
from edgeviz.core.ties import deciders, tied_groups

#: Costs that are sums over tied groups.
OBJECTIVES = ("size", "bops")
WEIGHT_BITS = (8, 6, 4, 3, 2)
ACTIVATION_BITS = (8,)
#: Kept points beyond which a front is thinned while it is built: keeps the worst case under a second.
CELLS = 16384


@dataclass(frozen=True)
class Choices:
    """What can be chosen. Variable v sets ``specs[v]`` in the layers ``groups[v]``, in ``parts[v]``.

    ``stages`` add up to the costs ``names`` and the loss, on top of ``base`` (what no choice changes).
    """

    groups: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...]
    specs: tuple[tuple[Spec, ...], ...]
    names: tuple[str, ...]
    stages: tuple[Stage, ...]
    base: tuple[float, ...]
    calibration: Calibration

    def totals(self, chosen: NDArray[np.int16]) -> NDArray[np.float64]:
        """Costs, in the order of ``names``, and last the loss."""
        start = np.array([*self.base, 0.0])
        return sum((added(stage, chosen) for stage in self.stages), start=start)

    def recipe(self, chosen: NDArray[np.int16]) -> Recipe:
        """The recipe in which variable v takes ``specs[v][chosen[v]]``."""
        rows: dict[str, LayerRecipe] = {}
        for keys, part, specs, option in zip(self.groups, self.parts, self.specs, chosen, strict=True):
            for key in keys:
                rows[key] = replace(rows.get(key, LayerRecipe()), **{part.value: specs[int(option)]})
        return Recipe(rows, self.calibration)


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """A point of a front: its place there, its costs by name, and the predicted loss."""

    index: int
    costs: Mapping[str, float]
    loss: float


@dataclass(frozen=True)
class RecipeFront(Sequence[FrontPoint]):
    """Points of rising cost and falling loss. Recipes are built when asked for: ten thousand points are cheap."""

    choices: Choices
    front: Front

    def __len__(self) -> int:
        return len(self.front)

    def __getitem__(self, index: int) -> FrontPoint:  # type: ignore[override]
        row = range(len(self))[index]
        values = self.front.values[row]
        costs = dict(zip(self.choices.names, map(float, values[:-1] + self._base), strict=True))
        return FrontPoint(row, costs, float(values[-1]))

    def __iter__(self) -> Iterator[FrontPoint]:
        return (self[index] for index in range(len(self)))

    def costs(self, name: str) -> NDArray[np.float64]:
        """That cost of every point."""
        column = self.choices.names.index(name)
        return self.front.values[:, column] + self._base[column]

    @property
    def losses(self) -> NDArray[np.float64]:
        return self.front.loss

    @property
    def tolerance(self) -> dict[str, float]:
        """By how much a cost may be above the true front's at the same loss; 0 where the front is exact."""
        return dict(zip(self.choices.names, self.front.tolerance, strict=True))

    def recipe(self, point: FrontPoint | int) -> Recipe:
        index = point.index if isinstance(point, FrontPoint) else int(point)
        return self.choices.recipe(self.front.choices[index])

    def within(self, **limits: float) -> FrontPoint | None:
        """The point of least loss with every named cost at most as given; None when there is none."""
        all_limits = [limits.get(name, np.inf) for name in self.choices.names]
        index = self.front.best_within(*(np.asarray(all_limits) - self._base))
        return None if index is None else self[index]

    def at_most_loss(self, loss: float) -> FrontPoint | None:
        """The cheapest point (by the first cost) that loses at most ``loss``; None when there is none."""
        fits = np.flatnonzero(self.losses <= loss)
        return self[int(fits[0])] if fits.size else None

    def thinned(self, count: int) -> tuple[FrontPoint, ...]:
        """At most ``count`` points spread evenly over the first cost, both ends included."""
        if len(self) <= count:
            return tuple(self)
        cost = self.front.cost
        wanted = np.linspace(cost[0], cost[-1], count)
        rows = np.unique(np.clip(np.searchsorted(cost, wanted, side="right") - 1, 0, len(cost) - 1))
        return tuple(self[int(row)] for row in rows)

    @cached_property
    def _base(self) -> NDArray[np.float64]:
        return np.asarray(self.choices.base)


def recipe_front(
    graph: ModelGraph,
    sensitivity: Sensitivity,
    objective: str | Sequence[str] = "size",
    weight_bits: Sequence[int] = WEIGHT_BITS,
    activation_bits: Sequence[int] = ACTIVATION_BITS,
    *,
    weight: Spec | None = None,
    activation: Spec | None = None,
    calibration: Calibration | None = None,
    float_bytes: int | None = None,
    cells: int | None = CELLS,
) -> RecipeFront:
    """The front of ``objective`` ("size" in bytes, "bops", or both) against the predicted loss.

    Exact up to ``cells`` kept points (None: always), else within ``tolerance``. ``weight`` and ``activation`` give
    the settings beside the width; ``float_bytes`` is the size of the exported float model where it is known.
    A sensitivity of weights only (SQNR, Hessian) takes one activation width, whose loss is left out.
    Raises RecipeError where ``sensitivity`` lacks a cell or nothing can be chosen.
    """
    names = (objective,) if isinstance(objective, str) else tuple(objective)
    choices = choose(
        graph, sensitivity, names, weight_bits, activation_bits, weight=weight, activation=activation,
        calibration=calibration, float_bytes=float_bytes,
    )  # fmt: skip
    return RecipeFront(choices, fold(choices.stages, len(names) + 1, len(choices.groups), cells))


def choose(
    graph: ModelGraph,
    sensitivity: Sensitivity,
    names: Sequence[str],
    weight_bits: Sequence[int] = WEIGHT_BITS,
    activation_bits: Sequence[int] = ACTIVATION_BITS,
    *,
    weight: Spec | None = None,
    activation: Spec | None = None,
    calibration: Calibration | None = None,
    float_bytes: int | None = None,
) -> Choices:
    """What can be chosen in ``graph`` at these widths, and what each choice adds. Raises RecipeError."""
    unknown = [name for name in names if name not in OBJECTIVES]
    if unknown or not weight_bits or not activation_bits:
        what = f"{unknown[0]} is not a cost that is summed over layers." if unknown else "No width was given."
        raise RecipeError(what, f"Choose among {', '.join(OBJECTIVES)}." if unknown else "Name at least one.")
    if 32 in activation_bits and len(set(activation_bits)) > 1:
        raise RecipeError(
            "Activations at 32 bits cannot be chosen beside narrower ones.",
            "Take 16 instead: a layer in float would still read what the integer layer before it rounds.",
        )
    if not graph.layers:
        raise RecipeError(f"{graph.name} has no layer whose width could be chosen.", "Open a model with weights.")
    build = _Builder(
        graph,
        tuple(names),
        tuple(_at(weight or weight_spec(8), bits) for bits in _widest_first(weight_bits)),
        tuple(_at(activation or activation_spec(8), bits) for bits in _widest_first(activation_bits)),
    )
    losses = _losses(graph, sensitivity, build.weights, build.activations)
    ties = tied_groups(graph)
    groups = (*ties.activations, *ties.weights)
    parts = (*[Part.ACTIVATION] * len(ties.activations), *[Part.WEIGHT] * len(ties.weights))
    specs = tuple(build.activations if part is Part.ACTIVATION else build.weights for part in parts)
    home = {key: index for index, keys in enumerate(ties.activations) for key in keys}
    beside: dict[int | None, list[int]] = {index: [] for index in range(len(ties.activations))}
    for variable in range(len(ties.activations), len(groups)):
        found = [home[key] for key in groups[variable] if key in home]
        beside.setdefault(found[0] if found else None, []).append(variable)
    stages: list[Stage] = []
    for index, variables in beside.items():
        if index is None:
            stages += [((Item(v, build.weight_values(groups[v], FLOAT32, losses)),),) for v in variables]
            continue
        branches = []
        for option, spec in enumerate(build.activations):
            own = build.activation_values(groups[index], option, losses)
            items = [Item(v, build.weight_values(groups[v], spec, losses)) for v in variables]
            branches.append((Item(index, own, option), *items))
        stages += _apart(branches)
    base = {"size": size_bytes(graph, Recipe(), float_bytes), "bops": build.fixed_bops()}
    return Choices(
        groups, parts, specs, tuple(names), tuple(stages), tuple(float(base[name]) for name in names),
        calibration or Calibration(),
    )  # fmt: skip


def _widest_first(bits: Sequence[int]) -> list[int]:
    return sorted(set(bits), reverse=True)


def _at(settings: Spec, bits: int) -> Spec:
    """``settings`` at ``bits``; 32 and 16 mean FP32 and FP16."""
    return Spec(bits=bits) if bits in (32, 16) else at_width(settings, bits)


Losses = Mapping[tuple[str, Part, Spec], float]


def _losses(
    graph: ModelGraph, sensitivity: Sensitivity, weights: Sequence[Spec], activations: Sequence[Spec]
) -> Losses:
    found: dict[tuple[str, Part, Spec], float] = {}
    missing: dict[tuple[Part, int], list[str]] = {}
    unknown = sensitivity.method.is_of_weights
    if unknown and len(activations) > 1:
        raise RecipeError(
            f"The sensitivity of weights alone ({sensitivity.method.value}) cannot compare activation widths.",
            "Name one activation width, or take the sensitivity by another method.",
        )
    for layer in graph.layers:
        wanted = [(Part.WEIGHT, spec) for spec in weights]
        if unknown:
            found.update({(layer.key, Part.ACTIVATION, spec): 0.0 for spec in activations})
        elif layer.input:
            wanted += [(Part.ACTIVATION, spec) for spec in activations]
        for part, spec in wanted:
            cell = None if spec.is_float else sensitivity.get(layer.key, part, spec.bits)
            if not spec.is_float and (cell is None or not np.isfinite(cell.loss)):
                missing.setdefault((part, spec.bits), []).append(layer.key)
            found[layer.key, part, spec] = cell.loss if cell else 0.0
    if missing:
        listed = "; ".join(
            f"{part.value}s at {bits} bits of {', '.join(keys[:3])}" + (f" and {len(keys) - 3} more" * (len(keys) > 3))
            for (part, bits), keys in missing.items()
        )
        count = sum(map(len, missing.values()))
        raise RecipeError(
            f"The sensitivity lacks {count} value{'s' * (count > 1)}: {listed}.",
            "Let it run to the end for these widths, or leave them out.",
        )
    return found


@dataclass(frozen=True)
class _Builder:
    graph: ModelGraph
    names: tuple[str, ...]
    weights: tuple[Spec, ...]
    activations: tuple[Spec, ...]

    def activation_values(self, keys: Sequence[str], option: int, losses: Losses) -> NDArray[np.float64]:
        """What the activation width ``option`` in the tied layers ``keys`` adds by itself: [1, costs + 1]."""
        added = {"size": sum(self._point_bytes[option].get(key, 0) for key in keys), "bops": 0}
        loss = sum(losses[key, Part.ACTIVATION, self.activations[option]] for key in keys)
        return np.array([[*(added[name] for name in self.names), loss]], float)

    def weight_values(self, keys: Sequence[str], activation: Spec, losses: Losses) -> NDArray[np.float64]:
        """What each width of the weight that ``keys`` share adds beside ``activation``: [options, costs + 1]."""
        rows = []
        for spec in self.weights:
            chosen = [(layer, self._row(layer, spec, activation)) for layer in map(self.graph.layer, keys)]
            added = {
                # A shared weight is stored once, as the first of its layers has it.
                "size": added_by_weight(*chosen[0]),
                "bops": sum(
                    self._node_macs(layer) * row.weight.compute_bits * row.activation.bits for layer, row in chosen
                ),
            }
            loss = sum(losses[key, Part.WEIGHT, spec] for key in keys)
            rows.append([*(added[name] for name in self.names), loss])
        return np.array(rows, float)

    def fixed_bops(self) -> int:
        """Bit operations of the nodes that are no layers."""
        return bops(self.graph, Recipe()) - 32 * 32 * sum(map(self._node_macs, self.graph.layers))

    @staticmethod
    def _row(layer: Layer, weight: Spec, activation: Spec) -> LayerRecipe:
        return LayerRecipe(weight, activation if layer.input else FLOAT32)

    def _node_macs(self, layer: Layer) -> int:
        """MACs that count by the layer's widths: all of its node's, which the node's last layer decides."""
        return self._deciding.get(layer.key, 0)

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


def _apart(branches: Sequence[tuple[Item, ...]]) -> list[Stage]:
    """The stage of ``branches``; weights that add the same in every branch need not wait for the branch."""
    free = [
        column
        for column in range(1, len(branches[0]))
        if all(np.array_equal(branch[column].values, branches[0][column].values) for branch in branches)
    ]
    tied = tuple(tuple(item for column, item in enumerate(branch) if column not in free) for branch in branches)
    return [tied, *(((branches[0][column],),) for column in free)]
