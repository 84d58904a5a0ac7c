"""MnasNet's factorized hierarchical space (Tan et al. 2019, section 4.1): every block has layers of its own kind.

Settings: input, stem, filters and strides (one for each block), head; stem_stride, where it is not 1. Choices of a
block: operator, expansion, kernel, squeeze_excite, skip, width, layers; weight_bits and activation_bits say how it is
quantized and change no shape.
"""

from __future__ import annotations

from edgeviz.core.nas.sizes import rounded
from edgeviz.core.nas.space import Architecture, Space
from edgeviz.engine.nas.builders.settings import MOST_FILTERS, MOST_LAYERS, Values, blocks, picture, whole, wholes
from edgeviz.engine.nas.parts import LayerPlan, NetworkPlan

OPERATORS = ("conv", "separable", "inverted")


def plan(space: Space, architecture: Architecture, classes: int) -> NetworkPlan:
    """Raises SpaceError for settings or values that make no network."""
    names = blocks(space, "block")
    filters = wholes(space, "filters", len(names), MOST_FILTERS)
    strides = wholes(space, "strides", len(names), 4)
    stem = whole(space, "stem", MOST_FILTERS)
    values = Values(space, dict(space.values(architecture)))
    found: dict[str, tuple[LayerPlan, ...]] = {}
    inputs = stem
    for name, base, first in zip(names, filters, strides, strict=True):
        outputs = rounded(base * values.number(f"{name}.width", 0.05, 8.0, 1.0))
        layers = []
        for number in range(values.whole(f"{name}.layers", MOST_LAYERS, 1)):
            layers.append(
                LayerPlan(
                    operator=values.text(f"{name}.operator", OPERATORS, "inverted"),
                    inputs=inputs,
                    outputs=outputs,
                    kernel=values.kernel(f"{name}.kernel"),
                    stride=first if number == 0 else 1,
                    expansion=values.number(f"{name}.expansion", 0.1, 16.0, 1.0),
                    squeeze_excite=values.number(f"{name}.squeeze_excite", 0.0, 1.0, 0.0),
                    skip=values.text(f"{name}.skip", ("none", "identity"), "identity") == "identity",
                )
            )
            inputs = outputs
        found[name] = tuple(layers)
    head = whole(space, "head", MOST_FILTERS)
    return NetworkPlan(picture(space), classes, stem, whole(space, "stem_stride", 4, 1), found, head)
