"""An architecture as stages to draw: what a person compares two networks by.

Channels are those of the builders' rules (``settings`` × width); a space whose builder is not known here has stages
without channels, told by their values alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.nas.sizes import rounded
from edgeviz.core.nas.space import Architecture, Choice, Space, Value

#: The builder of spaces that were made of a model.
MODEL = "model"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stack of layers. name: of its choices' group. operator: "" where there is only one kind. channels: of its
    output, 0 where not known. kernels: one for each layer, 0 where not known. notes: further values by name.
    share: of the channels that the model has, of which the space was made; 0 elsewhere."""

    name: str
    operator: str
    channels: int
    kernels: tuple[int, ...]
    notes: tuple[tuple[str, Value], ...] = ()
    share: float = 0.0


def stages(space: Space, architecture: Architecture) -> tuple[Stage, ...]:
    """From the input to the head. Stem and head, which no choice changes, are not among them."""
    values = space.values(architecture)
    if space.builder == MODEL:
        return tuple(_part(name, value) for name, value in values.items())
    groups: dict[str, dict[str, Value]] = {}
    alone: dict[str, Value] = {}
    for name, value in values.items():
        head, _, rest = name.partition(".")
        if rest:
            groups.setdefault(head, {})[rest] = value
        else:
            alone[name] = value
    if not groups:
        return tuple(Stage(name, "", 0, (0,), (("", value),)) for name, value in alone.items())
    filters = space.settings.get("filters")
    known = isinstance(filters, list) and len(filters) == len(groups)
    overall = alone.pop("width", 1.0)
    found = []
    for index, (name, inside) in enumerate(groups.items()):
        width = _number(inside.pop("width", overall))
        channels = rounded(_number(filters[index]) * width) if known and isinstance(filters, list) else 0
        found.append(_stage(name, inside, channels))
    if alone:
        first = found[0]
        found[0] = Stage(first.name, first.operator, first.channels, first.kernels, (*first.notes, *alone.items()))
    return tuple(found)


def _part(name: str, value: Value) -> Stage:
    """A width or a depth of the model that a space was made of."""
    if name.startswith("depth"):
        return Stage(name, "", 0, (0,) * int(_number(value)), (("blocks", value),))
    return Stage(name, "", 0, (0,), (("width", value),), _number(value))


def _stage(name: str, inside: dict[str, Value], channels: int) -> Stage:
    operator = str(inside.pop("operator", ""))
    layers = [key for key in inside if key.startswith("layer") and "." in key]
    kernels = [int(_number(inside[key])) for key in layers if key.endswith(".kernel")]
    expansions = {inside[key] for key in layers if key.endswith(".expansion")}
    for key in layers:
        del inside[key]
    depth = int(_number(inside.pop("depth", inside.pop("layers", len(kernels) or 1))))
    if not kernels:
        kernels = [int(_number(inside.pop("kernel", 0)))] * depth
    if expansions:
        numbers = sorted(_number(one) for one in expansions)
        low, high = (str(int(one)) for one in (numbers[0], numbers[-1]))
        inside["expansion"] = low if low == high else f"{low}-{high}"
    return Stage(name, operator, channels, tuple(kernels), tuple(inside.items()))


def whole_model(space: Space) -> Architecture | None:
    """Of a space that was made of a model: all of it. None for other spaces."""
    if space.builder != MODEL:
        return None
    return space.architecture([_largest(choice) for choice in space.choices])


def _largest(choice: Choice) -> int:
    numbers = [_number(value) for value in choice.values]
    return numbers.index(max(numbers))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 1.0
