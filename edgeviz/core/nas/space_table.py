"""Spaces as tables: what TOML and the dialog hold. Every error names its field and the remedy.

A space is ``name``, ``builder``, an optional ``note``, ``[settings]`` and a list of ``[[choice]]``, each with a
``name``, ``values`` and, where it does not always exist, ``when = { "name of an earlier choice" = [its values] }``.
Choices that are the same in several places are written once, in a ``[[group]]`` with ``names = [...]`` and
``[[group.choice]]``: the choice ``kernel`` of a group named ``block1`` is ``block1.kernel``, and its conditions look
within the group first. Groups come after the plain choices. A space is written without groups.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from edgeviz.core.nas.space import Choice, Condition, Space, SpaceError, Value

FORMAT = "edgeviz-space/1"
LONGEST_TEXT = 2000
MOST_GROUPS = 200
#: How deep settings may be nested, and how many values they may have.
DEEPEST, MOST_SETTINGS = 6, 2000
_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?")


def space_from_text(key: str, text: str) -> Space:
    """The space in a TOML text. Raises SpaceError."""
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SpaceError(
            f"The space {key} is no TOML file: {error}.", "Mend the line that it names.", field="format"
        ) from error
    return space_from_toml(key, value)


def space_from_toml(key: str, value: Mapping[str, Any]) -> Space:
    """Raises SpaceError naming the field where a space is incomplete or impossible."""
    return _Reader(key).space(value)


def space_to_toml(space: Space) -> dict[str, Any]:
    """The table that ``space_from_toml`` reads as ``space``."""
    found: dict[str, Any] = {"format": FORMAT, "name": space.name, "builder": space.builder}
    if space.note:
        found["note"] = space.note
    if space.settings:
        found["settings"] = dict(space.settings)
    found["choice"] = [_entry(choice) for choice in space.choices]
    return found


def is_name(text: str) -> bool:
    """Whether a choice, a group or a builder can be called so: letters, digits, dots, hyphens, underscores."""
    return bool(_NAME.fullmatch(text)) and ".." not in text


def _entry(choice: Choice) -> dict[str, Any]:
    found: dict[str, Any] = {"name": choice.name, "values": list(choice.values)}
    if choice.when:
        found["when"] = {condition.name: list(condition.values) for condition in choice.when}
    return found


class _Reader:
    """Reads one space; ``key`` names it in messages."""

    def __init__(self, key: str) -> None:
        self.key = key

    def space(self, value: Mapping[str, Any]) -> Space:
        self._known(value, ("format", "name", "builder", "note", "settings", "choice", "group"), "")
        if value.get("format") != FORMAT:
            self._fail("format", "it is no search space.", f'It must say format = "{FORMAT}".')
        name = self._text(value, "name", "name")
        if not name.strip():
            self._fail("name", "the field name is empty.", "Give the space a name.")
        builder = self._name(value, "builder")
        settings = value.get("settings", {})
        if not isinstance(settings, Mapping):
            self._fail("settings", "settings is no table.", "Write it as [settings], one entry a line.")
        if self._count_settings(settings, "settings", 0) > MOST_SETTINGS:
            self._fail("settings", "there are too many settings.", f"Give at most {MOST_SETTINGS} values.")
        choices = [
            self._choice(entry, f"choice.{index}", "", frozenset())
            for index, entry in enumerate(self._list(value.get("choice", []), "choice"))
        ]
        choices += self._groups(value.get("group", []))
        note = self._text(value, "note", "note") if "note" in value else ""
        return Space(self.key, name, builder, tuple(choices), settings, note)

    def _groups(self, value: Any) -> Iterator[Choice]:
        for index, group in enumerate(self._list(value, "group")):
            path = f"group.{index}"
            self._known(group, ("names", "choice"), f"{path}.")
            names = self._need(group, "names", path)
            if not isinstance(names, list) or not 1 <= len(names) <= MOST_GROUPS:
                self._fail(f"{path}.names", f"{path}.names is no list of names.", 'Write names = ["block1", "block2"].')
            entries = self._list(self._need(group, "choice", path), f"{path}.choice")
            inside = frozenset(str(entry.get("name")) for entry in entries)
            for name in names:
                if not isinstance(name, str) or not is_name(name):
                    self._bad_name(f"{path}.names", name)
                for number, entry in enumerate(entries):
                    yield self._choice(entry, f"{path}.choice.{number}", f"{name}.", inside)

    def _choice(self, value: Mapping[str, Any], path: str, prefix: str, inside: frozenset[str]) -> Choice:
        self._known(value, ("name", "values", "when"), f"{path}.")
        name = prefix + self._name(value, "name", path)
        if not is_name(name):
            self._bad_name(f"{path}.name", name)
        when = value.get("when", {})
        if not isinstance(when, Mapping):
            self._fail(f"{path}.when", f"{path}.when is no table.", "Write when = { name = [values] }.")
        conditions = tuple(
            Condition(prefix + other if other in inside else other, self._values(allowed, f"{path}.when.{other}"))
            for other, allowed in when.items()
        )
        return Choice(name, self._values(self._need(value, "values", path), f"{path}.values"), conditions)

    def _values(self, value: Any, path: str) -> tuple[Value, ...]:
        if not isinstance(value, list):
            self._fail(path, f"{path} is no list.", "Write the values in brackets: [3, 5].")
        for one in value:
            if not isinstance(one, str | int | float | bool) or (isinstance(one, float) and not math.isfinite(one)):
                self._fail(path, f"{path} has a value that is no text, number or yes and no.", "Mend it.")
            if isinstance(one, str) and not (0 < len(one) <= 64 and one.isprintable()):
                self._fail(path, f"{path} has a text that is empty, too long or not printable.", "Take 1 to 64 signs.")
            if isinstance(one, int) and abs(one) >= 1 << 53:
                self._fail(path, f"{path} has a number that is too large.", "Stay below 2 to the power of 53.")
        return tuple(value)

    def _count_settings(self, value: Any, path: str, depth: int) -> int:
        if depth > DEEPEST:
            self._fail(path[:80], "settings are nested too deeply.", f"Nest them at most {DEEPEST} deep.")
        if isinstance(value, Mapping):
            return sum(self._count_settings(one, f"{path}.{name}", depth + 1) for name, one in value.items())
        if isinstance(value, list):
            return sum(self._count_settings(one, path, depth + 1) for one in value)
        if not isinstance(value, str | int | float | bool) or (isinstance(value, float) and not math.isfinite(value)):
            self._fail(path[:80], f"{path[:80]} is no text, number or yes and no.", "Mend it.")
        return 1

    def _list(self, value: Any, path: str) -> list[Mapping[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            self._fail(path, f"{path} is no list of tables.", f"Write each as [[{path.rstrip('.0123456789')}]].")
        return value

    def _name(self, value: Mapping[str, Any], field: str, path: str = "") -> str:
        full = f"{path}.{field}" if path else field
        text = self._text(value, field, full)
        if not is_name(text):
            self._bad_name(full, text)
        return text

    def _text(self, value: Mapping[str, Any], field: str, path: str) -> str:
        text = self._need(value, field, path.removesuffix(field).rstrip("."))
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            self._fail(path, f"the field {path} is no text, or too long.", f"Write at most {LONGEST_TEXT} characters.")
        return text

    def _need(self, value: Mapping[str, Any], field: str, path: str) -> Any:
        if field not in value:
            full = f"{path}.{field}" if path else field
            self._fail(full, f"the field {full} is missing.", "Add it to the space.")
        return value[field]

    def _known(self, table: Mapping[str, Any], names: tuple[str, ...], prefix: str) -> None:
        for name in table:
            if name not in names:
                path = f"{prefix}{str(name)[:40]}"
                self._fail(path, f"{path} is unknown.", f"Choose among {', '.join(names)}.")

    def _bad_name(self, path: str, name: Any) -> NoReturn:
        self._fail(
            path, f"{str(name)[:70]!r} is no name.", "Take letters, digits, dots, hyphens, underscores, at most 64."
        )

    def _fail(self, field: str, what: str, remedy: str) -> NoReturn:
        raise SpaceError(f"Search space {self.key}: {what}", remedy, field=field)
