"""A search space as the texts of a dialog: what is typed becomes a space, or an error that names its field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from edgeviz.core.nas.space import Choice, Space, SpaceError, Value
from edgeviz.core.nas.space_table import space_from_toml

FORMAT = "edgeviz-space/1"
_PARTS = re.compile(r"\s*,\s*")


@dataclass(frozen=True)
class ChoiceDraft:
    """One row. values: "3, 5"; when: "operator = inverted; depth = 3, 4", empty where it always exists."""

    name: str
    values: str
    when: str = ""

    @staticmethod
    def of(choice: Choice) -> ChoiceDraft:
        when = "; ".join(f"{one.name} = {values_text(one.values)}" for one in choice.when)
        return ChoiceDraft(choice.name, values_text(choice.values), when)


@dataclass(frozen=True)
class SpaceDraft:
    """``settings``: name and value as TOML, row by row."""

    key: str
    name: str
    builder: str
    choices: tuple[ChoiceDraft, ...]
    settings: tuple[tuple[str, str], ...]
    note: str = ""

    @staticmethod
    def of(space: Space) -> SpaceDraft:
        settings = tuple((name, _toml(value)) for name, value in space.settings.items())
        choices = tuple(ChoiceDraft.of(choice) for choice in space.choices)
        return SpaceDraft(space.key, space.name, space.builder, choices, settings, space.note)

    def space(self) -> Space:
        """Raises SpaceError whose field is "name", "choice.3.values", "settings.input" and so on."""
        value: dict[str, Any] = {"format": FORMAT, "name": self.name, "builder": self.builder}
        if self.note:
            value["note"] = self.note
        if self.settings:
            value["settings"] = self._settings()
        value["choice"] = [_choice(one, f"choice.{row}") for row, one in enumerate(self.choices)]
        return space_from_toml(self.key, value)

    def with_choice(self, row: int, choice: ChoiceDraft) -> SpaceDraft:
        return replace(self, choices=(*self.choices[:row], choice, *self.choices[row + 1 :]))

    def with_setting(self, row: int, name: str, value: str) -> SpaceDraft:
        return replace(self, settings=(*self.settings[:row], (name, value), *self.settings[row + 1 :]))

    def _settings(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, text in self.settings:
            path = f"settings.{name}"
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
                raise SpaceError(
                    f"{name[:40]!r} is no name of a setting.", "Take letters, digits, underscores.", "", path
                )
            if name in found:
                raise SpaceError(f"The setting {name} is there twice.", "Take one out.", "", path)
            if len(text) > 2000 or "\n" in text:
                raise SpaceError(f"The setting {name} is too long.", "Write one line.", "", path)
            try:
                found[name] = tomllib.loads(f"value = {text}")["value"]
            except (tomllib.TOMLDecodeError, RecursionError) as error:
                remedy = 'Write a number, [a list] or a "text".'
                raise SpaceError(f"The setting {name} cannot be read: {text[:40]}", remedy, str(error), path) from error
        return found


def values_text(values: tuple[Value, ...]) -> str:
    """ "3, 5": what ``read_values`` reads."""
    return ", ".join(_written(value) for value in values)


def read_values(text: str) -> list[Value]:
    """Values with commas between them: whole numbers, numbers with a point, true and false; anything else is a text."""
    return [_value(part) for part in _PARTS.split(text.strip()) if part]


def _value(text: str) -> Value:
    if text in ("true", "false"):
        return text == "true"
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if _value(value) != value else value
    return repr(value)


def _choice(draft: ChoiceDraft, path: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": draft.name.strip(), "values": read_values(draft.values)}
    when: dict[str, list[Value]] = {}
    for part in filter(None, (one.strip() for one in draft.when.split(";"))):
        name, equals, values = part.partition("=")
        if not equals:
            remedy = "Write: name of an earlier choice = its values."
            raise SpaceError(f"{part[:60]} is no condition.", remedy, field=f"{path}.when")
        when[name.strip()] = read_values(values)
    if when:
        found["when"] = when
    return found


def _toml(value: Any) -> str:
    """A value of ``settings`` as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return repr(value)
