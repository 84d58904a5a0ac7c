"""The elastic space of Once-for-All (Cai et al. 2020): stages of inverted bottlenecks, all parts of the largest one.

Settings: input, stem, filters and strides (one for each stage), head; stem_stride, where it is not 1. Choices:
resolution and width of the whole, depth of a stage, kernel and expansion of each of its layers.
"""

from __future__ import annotations

from edgeviz.core.nas.sizes import rounded
from edgeviz.core.nas.space import Architecture, Space
from edgeviz.engine.nas.builders.settings import (
    MOST_FILTERS,
    MOST_LAYERS,
    MOST_SIDE,
    Values,
    blocks,
    picture,
    whole,
    wholes,
)
from edgeviz.engine.nas.parts import LayerPlan, NetworkPlan


def plan(space: Space, architecture: Architecture, classes: int) -> NetworkPlan:
    """Raises SpaceError for settings or values that make no network."""
    names = blocks(space, "stage")
    filters = wholes(space, "filters", len(names), MOST_FILTERS)
    strides = wholes(space, "strides", len(names), 4)
    values = Values(space, dict(space.values(architecture)))
    width = values.number("width", 0.05, 8.0, 1.0)
    stem = inputs = rounded(whole(space, "stem", MOST_FILTERS) * width)
    found: dict[str, tuple[LayerPlan, ...]] = {}
    for name, base, first in zip(names, filters, strides, strict=True):
        outputs = rounded(base * width)
        layers = []
        for number in range(1, values.whole(f"{name}.depth", MOST_LAYERS) + 1):
            layers.append(
                LayerPlan(
                    operator="inverted",
                    inputs=inputs,
                    outputs=outputs,
                    kernel=values.kernel(f"{name}.layer{number}.kernel"),
                    stride=first if number == 1 else 1,
                    expansion=values.number(f"{name}.layer{number}.expansion", 0.1, 16.0, 1.0),
                )
            )
            inputs = outputs
        found[name] = tuple(layers)
    sample = picture(space)
    head = rounded(whole(space, "head", MOST_FILTERS) * width)
    return NetworkPlan(
        sample, classes, stem, whole(space, "stem_stride", 4, 1), found, head, _resolution(values, sample)
    )


def _resolution(values: Values, sample: tuple[int, int, int]) -> tuple[int, int] | None:
    """Height and width that the network sees, the shorter side as chosen; None where that is the picture's own."""
    height, width = sample[1:]
    side = values.whole("resolution", MOST_SIDE, min(height, width))
    scale = side / min(height, width)
    return None if scale == 1 else (max(1, round(height * scale)), max(1, round(width * scale)))
