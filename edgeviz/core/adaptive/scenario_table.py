"""Scenarios as tables: what TOML holds. Every error names its field, such as "plan[2].rate", and the remedy.

What a table leaves out has the default. ``[platform]`` may name a ``device``, whose profile then gives what the table
itself does not; what is written is complete.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from edgeviz.core.adaptive.platform import Platform, platform_of
from edgeviz.core.adaptive.scenario import MOST_REQUESTS, Scenario, ScenarioError
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError

LONGEST_TEXT = 4000


def scenario_from_toml(value: Mapping[str, Any], find: Callable[[str], Device] | None = None) -> Scenario:
    """``find`` gives the profile of a device by its key. Raises ScenarioError."""
    table = dict(value)
    if "platform" not in table:
        raise ScenarioError("platform", "is missing", 'Write [platform] and device = "…", or its clocks and watts.')
    table["platform"] = _platform(table["platform"], find)
    found = _read(Scenario, table, "")
    assert isinstance(found, Scenario)
    return found


def scenario_to_toml(scenario: Scenario) -> dict[str, Any]:
    """The table that ``scenario_from_toml`` reads as ``scenario``; without what is as by default."""
    return _write(scenario, keep=("name", "duration", "deadline", "seed"))


def line_of(text: str, path: str) -> int:
    """The line, from 1, in which the TOML ``text`` sets ``path``, or begins the table that lacks it; 0 if neither."""
    header, counts, best = "", dict[str, int](), 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("[[") and "]]" in bare:
            name = bare[2 : bare.index("]]")].strip()
            counts[name] = counts.get(name, -1) + 1
            header = f"{name}[{counts[name]}]"
        elif bare.startswith("[") and "]" in bare and "=" not in bare:
            header = bare[1 : bare.index("]")].strip()
        elif "=" in bare and not bare.startswith("#"):
            key = bare.partition("=")[0].strip().strip('"')
            full = f"{header}.{key}" if header else key
            if path == full or path.startswith((full + ".", full + "[")):
                return number
            continue
        else:
            continue
        plain = header.partition("[")[0]
        if path == header or path.startswith((header + ".", header + "[")) or (path == plain and not best):
            best = number
    return best


def _platform(value: Any, find: Callable[[str], Device] | None) -> Platform:
    table = dict(_table("platform", value))
    device = table.pop("device", None)
    if device is not None:
        if not isinstance(device, str) or find is None:
            raise ScenarioError("platform.device", "is no device's key")
        try:
            base = platform_of(find(device))
        except EdgeVizError as error:
            raise ScenarioError("platform.device", f"cannot be used: {error.what}", error.remedy) from error
        table = {one.name: getattr(base, one.name) for one in fields(base)} | table
    try:
        found = _read(Platform, table, "platform")
    except ScenarioError:
        raise
    except EdgeVizError as error:
        raise ScenarioError("platform", f"is impossible: {error.what}", error.remedy) from error
    assert isinstance(found, Platform)
    return found


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: type, value: Any, path: str) -> Any:
    table = _table(path, value)
    known = {one.name: one for one in fields(kind)}
    for name in table:
        if name not in known:
            full = _join(path, str(name)[:40])
            raise ScenarioError(full, "is unknown", f"Choose among {', '.join(known)}.")
    found = {}
    for name, one in known.items():
        if name in table:
            found[name] = _value(_hints(kind)[name], table[name], _join(path, name))
        elif one.default is MISSING and one.default_factory is MISSING:
            raise ScenarioError(_join(path, name), "is missing", "Add it.")
    return kind(**found)


def _value(hint: Any, value: Any, path: str) -> Any:
    if get_origin(hint) is UnionType:  # float | None
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if not isinstance(value, list | tuple):
            raise ScenarioError(path, "is no list", "Write it in brackets, or each as a table in double brackets.")
        if len(value) > MOST_REQUESTS:
            raise ScenarioError(path, "is too long", f"Give at most {MOST_REQUESTS:,} entries.")
        return tuple(_value(inner, one, f"{path}[{index}]") for index, one in enumerate(value))
    if isinstance(value, hint) and is_dataclass(hint):
        return value
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _read(hint, value, path)
    if issubclass(hint, StrEnum):
        try:
            return hint(value)
        except ValueError as error:
            names = ", ".join(f'"{one.value}"' for one in hint)
            raise ScenarioError(path, f"is {str(value)[:40]!r}", f"Choose among {names}.") from error
    if hint is str:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise ScenarioError(path, "is no text, or too long", f"Write at most {LONGEST_TEXT} characters.")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScenarioError(path, "is no number", "Write a number.")
    if hint is int:
        if not math.isfinite(value) or value != int(value):
            raise ScenarioError(path, "is no whole number", "Write a whole number.")
        return int(value)
    try:
        return float(value)
    except OverflowError as error:
        raise ScenarioError(path, "is too large", "Write a smaller number.") from error


def _write(part: Any, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(part):
        value = getattr(part, one.name)
        default = one.default if one.default is not MISSING else None
        if value is None or (value == default and one.name not in keep):
            continue
        if isinstance(value, StrEnum):
            found[one.name] = value.value
        elif is_dataclass(value):
            found[one.name] = _write(value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            found[one.name] = [_write(row, keep=("at",)) for row in value]
        else:
            found[one.name] = list(value) if isinstance(value, tuple) else value
    return found


def _table(path: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ScenarioError(path or "the file", "is no table", f"Write it as [{path or 'table'}].")
    return value


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
