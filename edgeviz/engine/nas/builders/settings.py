"""Reading a space's settings, which come from a file: every error names its field and the remedy."""

from __future__ import annotations

from typing import Any, NoReturn

from edgeviz.core.nas.space import Space, SpaceError

#: Bounds of what is built: a space is somebody's file.
MOST_FILTERS, MOST_SIDE, MOST_LAYERS, MOST_KERNEL = 4096, 1024, 64, 31


def whole(space: Space, name: str, most: int, default: int | None = None) -> int:
    """A setting that is a whole number from 1 to ``most``."""
    value: Any = space.settings.get(name, default)
    if not _is_whole(value, most):
        _fail(space, name, f"Write a whole number from 1 to {most}.")
    return int(value)


def wholes(space: Space, name: str, count: int, most: int) -> tuple[int, ...]:
    """A setting that is a list of ``count`` of them."""
    value = space.settings.get(name)
    if not isinstance(value, list | tuple) or len(value) != count or not all(_is_whole(one, most) for one in value):
        _fail(space, name, f"Write a list of {count} whole numbers from 1 to {most}.")
    return tuple(int(one) for one in value)


def shape(space: Space) -> tuple[int, ...]:
    """The shape of a sample, of 1 to 4 axes."""
    value = space.settings.get("input")
    count = len(value) if isinstance(value, list | tuple) and 1 <= len(value) <= 4 else 3
    return wholes(space, "input", count, 1 << 24)


def picture(space: Space) -> tuple[int, int, int]:
    """Channels, height and width of a sample."""
    channels, height, width = wholes(space, "input", 3, MOST_SIDE)
    return channels, height, width


def blocks(space: Space, name: str) -> tuple[str, ...]:
    """What comes before the dot in choices such as "block1.kernel", in order; ``name`` begins each of them."""
    found = dict.fromkeys(one.name.partition(".")[0] for one in space.choices if "." in one.name)
    names = tuple(one for one in found if one.startswith(name))
    if not names:
        raise SpaceError(
            f"The space {space.name} has no {name}s.", f"Name its choices {name}1.kernel and so on.", field="choice"
        )
    return names


class Values:
    """The values of one architecture, with checks that what is built can be."""

    def __init__(self, space: Space, values: dict[str, Any]) -> None:
        self._space, self._values = space, values

    def whole(self, name: str, most: int, default: int | None = None) -> int:
        value: Any = self._values.get(name, default)
        if not _is_whole(value, most):
            self._fail(name, f"Use whole numbers from 1 to {most}.")
        return int(value)

    def kernel(self, name: str) -> int:
        value = self.whole(name, MOST_KERNEL)
        if value % 2 == 0:
            self._fail(name, "Use odd kernels: an even one would move the picture.")
        return value

    def number(self, name: str, least: float, most: float, default: float) -> float:
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self._fail(name, f"Use numbers from {least:g} to {most:g}.")
        return float(value)

    def text(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._values.get(name, default)
        if value not in allowed:
            self._fail(name, f"Use {', '.join(allowed)}.")
        return str(value)

    def _fail(self, name: str, remedy: str) -> NoReturn:
        value = self._values.get(name)
        what = f"{name} is missing" if value is None else f"{name} cannot be {str(value)[:40]}"
        raise SpaceError(f"Search space {self._space.name}: {what}.", remedy, field=name)


def _is_whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _fail(space: Space, name: str, remedy: str) -> NoReturn:
    raise SpaceError(
        f"Search space {space.name}: the setting {name} is missing or impossible.", remedy, field=f"settings.{name}"
    )
