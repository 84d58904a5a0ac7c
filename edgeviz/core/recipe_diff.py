"""What two recipes do differently: as a whole, layer by layer, and as a matrix of widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import NO_REPAIRS, LayerRecipe, Recipe, Repairs
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Spec


@dataclass(frozen=True, slots=True)
class LayerDifference:
    """A layer with what each of the compared recipes makes of it, in the recipes' order."""

    layer: Layer
    rows: tuple[LayerRecipe, ...]

    @property
    def differs(self) -> bool:
        return any(row != self.rows[0] for row in self.rows)


def layer_differences(graph: ModelGraph, recipes: Sequence[Recipe]) -> tuple[LayerDifference, ...]:
    """Every layer of ``graph``, in its order."""
    return tuple(LayerDifference(layer, tuple(recipe[layer.key] for recipe in recipes)) for layer in graph.layers)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a recipe says of no single layer, as far as it has an effect.

    ``samples`` calibrate; None where neither an activation nor a repair looks at them. ``kept`` are the layers that
    do not fall below 8 bits, whatever was chosen for them.
    """

    repairs: Repairs
    kept: tuple[str, ...]
    samples: int | None


def whole_of(recipe: Recipe) -> Whole:
    if recipe.is_float32:
        return Whole(NO_REPAIRS, (), None)
    looks = recipe.repairs.needs_data or any(row.activation.is_integer for _, row in recipe.rows())
    return Whole(recipe.repairs, recipe.kept, recipe.calibration.samples if looks else None)


@dataclass(frozen=True, eq=False)
class Transitions:
    """How many layers, and how many weights, go from one representation to another.

    ``labels`` are what either recipe uses, widest first. ``layers[i, j]`` counts layers that have ``labels[i]`` in
    the first recipe and ``labels[j]`` in the second; ``weights[i, j]`` counts their weights.
    """

    labels: tuple[str, ...]
    layers: NDArray[np.int64]
    weights: NDArray[np.int64]


def transitions(graph: ModelGraph, first: Recipe, second: Recipe, part: Part = Part.WEIGHT) -> Transitions:
    """The transition matrix of ``part``. Layers whose input cannot be quantized do not count for activations."""
    counted = [layer for layer in graph.layers if part is Part.WEIGHT or layer.input]
    pairs = [(_spec(first, layer, part), _spec(second, layer, part)) for layer in counted]
    by_label = {spec.label: spec for pair in pairs for spec in pair}
    labels = tuple(sorted(by_label, key=lambda label: (-by_label[label].bits, label)))
    place = {label: index for index, label in enumerate(labels)}
    layers, weights = np.zeros((2, len(labels), len(labels)), np.int64)
    for layer, (before, after) in zip(counted, pairs, strict=True):
        at = place[before.label], place[after.label]
        layers[at] += 1
        weights[at] += layer.weight_elements
    return Transitions(labels, layers, weights)


def _spec(recipe: Recipe, layer: Layer, part: Part) -> Spec:
    row = recipe[layer.key]
    return row.weight if part is Part.WEIGHT else row.activation
