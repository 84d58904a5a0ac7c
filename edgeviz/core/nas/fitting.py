"""A space made for other pictures than it was written for."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.nas.space import Choice, Space

#: Shorter side of the pictures from which on the stem halves them: a searched network would else spend most of its
#: time on its first layers.
LARGE = 64


def fitted(space: Space, shape: tuple[int, int, int]) -> Space:
    """``space`` for samples of ``shape`` (channels, height, width).

    A choice called "resolution" is scaled with the shorter side, and the stem halves large pictures. A space whose
    settings have no input, such as one made of a model, stays as it is.
    """
    was = space.settings.get("input")
    if not isinstance(was, list | tuple) or len(was) != 3 or tuple(was) == tuple(shape):
        return space
    side, before = min(shape[1:]), min(int(one) for one in was[1:])
    settings = {**space.settings, "input": list(shape)}
    if side >= LARGE:
        settings["stem_stride"] = 2
    else:
        settings.pop("stem_stride", None)
    choices = tuple(_scaled(one, side, before) if one.name == "resolution" else one for one in space.choices)
    return replace(space, settings=settings, choices=choices)


def _scaled(choice: Choice, side: int, before: int) -> Choice:
    values = [max(1, round(one * side / before)) for one in choice.values if isinstance(one, int)]
    return replace(choice, values=tuple(dict.fromkeys(values)))
