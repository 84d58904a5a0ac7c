"""Recipes on the front: the widths of tied groups chosen for least predicted loss at every cost.

The predicted loss of a recipe is the sum of its cells in a ``Sensitivity``; sizes and bit operations are sums too,
once layers that share a tensor share a width (``core.ties``). So the front is exact: no assignment of the given
widths is smaller and better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.additive import Builder, Losses
from edgeviz.core.allocate import Front, Item, Stage, added, fold
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import KEPT_BITS, NO_REPAIRS, Calibration, LayerRecipe, Recipe, Repairs
from edgeviz.core.sensitivity import Part, Sensitivity
from edgeviz.core.spec import FLOAT32, Spec, activation_spec, at_width, weight_spec
from edgeviz.core.ties import tied_groups

#: Costs that are sums over tied groups.
OBJECTIVES = ("size", "bops")
#: Such costs that a device has: modelled, see ``core.device``.
DEVICE_OBJECTIVES = ("latency", "energy")
WEIGHT_BITS = (8, 6, 4, 3, 2)
ACTIVATION_BITS = (8,)
#: Kept points beyond which a front is thinned while it is built: keeps the worst case under a second.
CELLS = 16384
#: The same where two costs and the loss are weighed: pruning three objectives takes ten times as long.
CELLS_OF_TWO = 8192
#: Stands for one of these.
DEFAULT = -1


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
    kept: tuple[str, ...] = ()
    #: What every recipe carries; no predicted loss knows of it.
    repairs: Repairs = NO_REPAIRS

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
        return Recipe(rows, self.calibration, self.repairs, self.kept)


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
        """At most ``count`` points spread evenly over the first cost, both ends included.

        Of two costs: the best within every pair of limits on a grid over both.
        """
        if len(self) <= count:
            return tuple(self)
        if len(self.choices.names) > 1:
            side = max(2, int(count**0.5))
            costs = map(self.costs, self.choices.names)
            axes = [np.linspace(float(found.min()), float(found.max()), side + 1)[1:] for found in costs]
            best = (self.within(**dict(zip(self.choices.names, pair, strict=True))) for pair in product(*axes))
            return tuple(sorted({p.index: p for p in best if p is not None}.values(), key=lambda p: p.index))
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
    device: Device | None = None,
    least: Mapping[str, int] | None = None,
    cells: int | None = DEFAULT,
) -> RecipeFront:
    """The front of ``objective`` (a name of ``possible_costs``, or two of them) against the predicted loss.

    "size" is in bytes, "latency" in seconds and "energy" in joules of ``device``. Layers in ``least`` get no
    narrower weight or input than given there. Exact up to ``cells`` kept points (None: always), else within
    ``tolerance``. ``weight`` and ``activation`` give the settings beside the width; ``float_bytes`` is the size of
    the exported float model where it is known. A sensitivity of weights only (SQNR, Hessian) takes one activation
    width, whose loss is left out. Raises RecipeError where ``sensitivity`` lacks a cell or nothing can be chosen.
    """
    names = (objective,) if isinstance(objective, str) else tuple(objective)
    if cells == DEFAULT:
        cells = CELLS if len(names) == 1 else CELLS_OF_TWO
    choices = choose(
        graph, sensitivity, names, weight_bits, activation_bits, weight=weight, activation=activation,
        calibration=calibration, float_bytes=float_bytes, device=device, least=least,
    )  # fmt: skip
    return RecipeFront(choices, fold(choices.stages, len(names) + 1, len(choices.groups), cells))


def possible_costs(device: Device | None) -> tuple[str, ...]:
    """The costs that can be summed over layers: on a device its modelled latency, and energy where it has constants."""
    if device is None:
        return OBJECTIVES
    return (*OBJECTIVES, "latency") if device.energy is None else (*OBJECTIVES, *DEVICE_OBJECTIVES)


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
    device: Device | None = None,
    least: Mapping[str, int] | None = None,
) -> Choices:
    """What can be chosen in ``graph`` at these widths, and what each choice adds. Raises RecipeError."""
    least = least or {}
    _check(graph, names, weight_bits, activation_bits, device, least)
    ties = tied_groups(graph)
    build = Builder(
        graph,
        tuple(names),
        tuple(_at(weight or weight_spec(8), bits) for bits in _widest_first(weight_bits)),
        tuple(_at(activation or activation_spec(8), bits) for bits in _widest_first(activation_bits)),
        device,
    )
    groups = (*ties.activations, *ties.weights)
    parts = (*[Part.ACTIVATION] * len(ties.activations), *[Part.WEIGHT] * len(ties.weights))
    specs = tuple(
        _wide_enough(build.activations if part is Part.ACTIVATION else build.weights, keys, part, least)
        for keys, part in zip(groups, parts, strict=True)
    )
    losses = _losses(graph, sensitivity, groups, parts, specs)
    home = {key: index for index, keys in enumerate(ties.activations) for key in keys}
    beside: dict[int | None, list[int]] = {index: [] for index in range(len(ties.activations))}
    for variable in range(len(ties.activations), len(groups)):
        found = [home[key] for key in groups[variable] if key in home]
        beside.setdefault(found[0] if found else None, []).append(variable)
    stages: list[Stage] = []
    for index, variables in beside.items():
        if index is None:
            stages += [((Item(v, build.weight_values(groups[v], specs[v], FLOAT32, losses)),),) for v in variables]
            continue
        branches = []
        for option, spec in enumerate(specs[index]):
            own = build.activation_values(groups[index], option, losses)
            items = [Item(v, build.weight_values(groups[v], specs[v], spec, losses)) for v in variables]
            branches.append((Item(index, own, option), *items))
        stages += _apart(branches)
    return Choices(
        groups, parts, specs, tuple(names), tuple(stages),
        tuple(build.base(name, float_bytes) for name in names), calibration or Calibration(),
        tuple(key for key, bits in least.items() if bits >= KEPT_BITS),
    )  # fmt: skip


def _check(
    graph: ModelGraph,
    names: Sequence[str],
    weight_bits: Sequence[int],
    activation_bits: Sequence[int],
    device: Device | None,
    least: Mapping[str, int],
) -> None:
    possible = possible_costs(device)
    unknown = [name for name in names if name not in possible]
    if unknown and unknown[0] in DEVICE_OBJECTIVES:
        if device is None:
            what = f"Without a device there is no {unknown[0]} to model."
            raise RecipeError(what, "Choose a device with a profile.")
        what = f"The profile of {device.name} says nothing about energy."
        raise RecipeError(what, "Choose another device, or add the table energy to the profile.")
    if unknown or not weight_bits or not activation_bits:
        what = f"{unknown[0]} is not a cost that is summed over layers." if unknown else "No width was given."
        raise RecipeError(what, f"Choose among {', '.join(possible)}." if unknown else "Name at least one.")
    if 32 in activation_bits and len(set(activation_bits)) > 1:
        raise RecipeError(
            "Activations at 32 bits cannot be chosen beside narrower ones.",
            "Take 16 instead: a layer in float would still read what the integer layer before it rounds.",
        )
    if not graph.layers:
        raise RecipeError(f"{graph.name} has no layer whose width could be chosen.", "Open a model with weights.")
    strangers = [key for key in least if key not in graph.layer_index]
    if strangers:
        raise RecipeError(f"{graph.name} has no layer {strangers[0]}.", "Name layers of this model.")


def _wide_enough(
    specs: tuple[Spec, ...], keys: Sequence[str], part: Part, least: Mapping[str, int]
) -> tuple[Spec, ...]:
    """Those of ``specs``, widest first, that no layer of the group is too good for."""
    key = max(keys, key=lambda key: least.get(key, 0))
    found = tuple(spec for spec in specs if spec.bits >= least.get(key, 0))
    if not found:
        widths = ", ".join(str(spec.bits) for spec in specs)
        raise RecipeError(
            f"The {part.value}s of {key} must not fall below {least[key]} bits, and only {widths} can be chosen.",
            f"Allow {least[key]} bits, or let the layer be narrower.",
        )
    return found


def _widest_first(bits: Sequence[int]) -> list[int]:
    return sorted(set(bits), reverse=True)


def _at(settings: Spec, bits: int) -> Spec:
    """``settings`` at ``bits``; 32 and 16 mean FP32 and FP16."""
    return Spec(bits=bits) if bits in (32, 16) else at_width(settings, bits)


def _losses(
    graph: ModelGraph,
    sensitivity: Sensitivity,
    groups: Sequence[Sequence[str]],
    parts: Sequence[Part],
    specs: Sequence[Sequence[Spec]],
) -> Losses:
    found: dict[tuple[str, Part, Spec], float] = {}
    missing: dict[tuple[Part, int], list[str]] = {}
    unknown = sensitivity.method.is_of_weights
    if unknown and any(len(s) > 1 for s, part in zip(specs, parts, strict=True) if part is Part.ACTIVATION):
        raise RecipeError(
            f"The sensitivity of weights alone ({sensitivity.method.value}) cannot compare activation widths.",
            "Name one activation width, or take the sensitivity by another method.",
        )
    by_layer: dict[str, list[tuple[Part, Spec]]] = {}
    for keys, part, options in zip(groups, parts, specs, strict=True):
        for key in keys:
            by_layer.setdefault(key, []).extend((part, spec) for spec in options)
    for layer in graph.layers:
        for part, spec in sorted(by_layer[layer.key], key=lambda wanted: wanted[0] is Part.ACTIVATION):
            known = spec.is_float or (unknown and part is Part.ACTIVATION)
            cell = None if known else sensitivity.get(layer.key, part, spec.bits)
            if not known and (cell is None or not np.isfinite(cell.loss)):
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


def _apart(branches: Sequence[tuple[Item, ...]]) -> list[Stage]:
    """The stage of ``branches``; weights that add the same in every branch need not wait for the branch."""
    free = [
        column
        for column in range(1, len(branches[0]))
        if all(np.array_equal(branch[column].values, branches[0][column].values) for branch in branches)
    ]
    tied = tuple(tuple(item for column, item in enumerate(branch) if column not in free) for branch in branches)
    return [tied, *(((branches[0][column],),) for column in free)]
