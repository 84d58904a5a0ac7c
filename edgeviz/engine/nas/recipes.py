"""The recipe that an architecture asks for, where its space chooses bit widths too."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.graph import ModelGraph
from edgeviz.core.nas.space import Architecture, Space, SpaceError
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.spec import FLOAT32
from edgeviz.engine.nas.builders.settings import Values

WEIGHTS, ACTIVATIONS = "weight_bits", "activation_bits"
#: Bits of what belongs to no block: stem, head and classifier.
OUTER = "outer_bits"


def recipe_of(space: Space, architecture: Architecture, graph: ModelGraph) -> Recipe:
    """Every layer of a block as its choices ``weight_bits`` and ``activation_bits`` say, all others at ``outer_bits``.

    The float recipe where the space has no such choices. Raises SpaceError for widths that there are not.
    """
    chosen = space.values(architecture)
    names = {one.name.partition(".")[0] for one in space.choices if one.name.endswith(f".{WEIGHTS}")}
    if not names:
        return Recipe()
    values = Values(space, dict(chosen))
    outer = space.settings.get(OUTER, 8)
    if not isinstance(outer, int) or not 1 <= outer <= 32:
        raise SpaceError(f"Search space {space.name}: {OUTER} is impossible.", "Write 8.", field=f"settings.{OUTER}")
    recipe = Recipe()
    for layer in graph.layers:
        block = layer.key.partition(".")[0]
        weight = activation = outer
        if block in names:
            weight = values.whole(f"{block}.{WEIGHTS}", 32)
            activation = values.whole(f"{block}.{ACTIVATIONS}", 32, 8)
        row = uniform((layer.key,), weight, activation)[layer.key]
        recipe = recipe.with_layers({layer.key: row if layer.input else replace(row, activation=FLOAT32)})
    return recipe
