"""The recipes by which a device is calibrated: every kernel of every layer, crossings between them, and trials."""

from __future__ import annotations

import random
from collections.abc import Callable

from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import FLOAT_LAYER, LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, activation_spec, weight_spec

#: Weight widths that are dequantized at every run beside float activations, each at a speed of its own.
WEIGHT_ONLY = (8, 4, 2)
#: Weight and activation bits that trials mix.
TRIED = ((8, 8), (4, 8), (8, 32), (4, 32), (2, 32), (32, 32))


def reference_recipes(graph: ModelGraph) -> tuple[Recipe, ...]:
    """Float, integer with 8 and 4-bit weights, weight-only at each stored width, and mixtures of float and integers."""

    def where(chosen: Callable[[int], bool], bits: int = 8) -> Recipe:
        rows = {}
        for index, layer in enumerate(graph.layers):
            row = LayerRecipe(weight_spec(bits), activation_spec(8) if layer.input else FLOAT32)
            rows[layer.key] = row if chosen(index) else FLOAT_LAYER
        return Recipe(rows)

    found = [Recipe(), where(lambda index: True), where(lambda index: True, 4)]
    found += [Recipe({layer.key: LayerRecipe(weight_spec(bits)) for layer in graph.layers}) for bits in WEIGHT_ONLY]
    found += [
        where(lambda index: index % 2 == 0),
        where(lambda index: index % 2 == 1),
        where(lambda index: index % 4 < 2),
    ]
    # A network of one layer has fewer that differ.
    return tuple({recipe.hash: recipe for recipe in found}.values())


def trial_recipes(graph: ModelGraph, count: int, seed: int = 0) -> tuple[Recipe, ...]:
    """At most ``count`` recipes that mix up to four pairs of widths, none of them a reference recipe.

    What a table says of them is what it would say of a person's recipe: nothing in it was learned from them.
    """
    draw = random.Random(seed)
    taken = {recipe.hash for recipe in reference_recipes(graph)}
    found: dict[str, Recipe] = {}
    # A network of few layers has few mixtures.
    for _ in range(20 * count):
        if len(found) == count:
            break
        few = draw.sample(TRIED, draw.randint(2, 4))
        rows = {}
        for layer in graph.layers:
            weight, activation = draw.choice(few)
            rows[layer.key] = LayerRecipe(
                weight_spec(weight) if weight < 32 else FLOAT32,
                activation_spec(activation) if activation < 32 and layer.input else FLOAT32,
            )
        recipe = Recipe(rows)
        if recipe.hash not in taken:
            found[recipe.hash] = recipe
    return tuple(found.values())
