"""A space scaled to the data: the shape of a sample, and with it the resolutions that are searched."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.nas.space import Choice, Space, SpaceError

#: A choice of this name holds the sides of square inputs, in pixels.
RESOLUTION = "resolution"


def fitted(space: Space, shape: tuple[int, ...]) -> Space:
    """``space`` for samples of ``shape`` (channels, height, width). Resolutions keep their share of the side.

    Spaces that say nothing of their input are left as they are. Raises SpaceError where samples are no images.
    """
    before = space.settings.get("input")
    if not isinstance(before, list) or len(before) != 3 or tuple(before) == tuple(shape):
        return space
    if len(shape) != 3 or min(shape) < 1:
        raise SpaceError(
            f"The space {space.name} is for images, and these samples are none.",
            "Choose data with channels, height and width.",
            field="settings.input",
        )
    side, old = min(shape[1:]), before[1]
    choices = tuple(_scaled(choice, side / old, side) if choice.name == RESOLUTION else choice for choice in space.choices)
    return replace(space, choices=choices, settings={**space.settings, "input": list(shape)})


def _scaled(choice: Choice, factor: float, most: int) -> Choice:
    sides = [value for value in choice.values if isinstance(value, int | float)]
    found = dict.fromkeys(min(most, max(4, round(side * factor))) for side in sides)
    return replace(choice, values=tuple(found))
