"""The fields of a profile one by one, with their units: what the profile dialog and the command line list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edgeviz.core.device.profile import Device
from edgeviz.core.device.profile_table import ENERGY, FREQUENCY, WIDTHS, device_to_toml

#: Every field that is a single figure, by its group, in order: {group: {path: unit}}. Units are those of storage.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "arithmetic": {
        **{f"rates.{bits}": "MAC/s" for bits in reversed(WIDTHS)},
        "efficiency": "",
        **{f"efficiency.{bits}": "" for bits in reversed(WIDTHS)},
        "layer_overhead": "s",
    },
    "memory": {
        "bandwidth": "B/s",
        "on_chip_bandwidth": "B/s",
        "flash": "B",
        "memory": "B",
        "on_chip": "B",
    },
    "power": {"idle_power": "W", "load_power": "W"},
    "energy": dict(zip((f"energy.{name}" for name in ENERGY), ("J", "J", "J", "J", "J/B", "W", ""), strict=True)),
    "frequency": dict(zip((f"frequency.{name}" for name in FREQUENCY), ("Hz", "Hz", "F", "V", "V", "W"), strict=True)),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field that a profile has. ``value`` is a number, or a list of numbers or kernels such as "W8A8"."""

    path: str
    group: str
    unit: str
    value: float | list[float] | list[str]
    trust: str
    source: str


def entries(device: Device) -> tuple[Entry, ...]:
    """What ``device`` states, group by group; "runtimes.NAME" come last."""
    table = device_to_toml(device)
    found = []
    for group, units in GROUPS.items():
        for path, unit in units.items():
            value = at(table, path)
            if value is not None:
                found.append(_entry(path, group, unit, value))
    for name, value in table.get("runtimes", {}).items():
        found.append(_entry(f"runtimes.{name}", "runtimes", "", value))
    return tuple(found)


def at(table: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    """The { value, trust, source } at ``path``; None where there is none, or a table of them."""
    outer, _, inner = path.partition(".")
    value = table.get(outer)
    if inner:
        value = value.get(inner) if isinstance(value, Mapping) and "trust" not in value else None
    return value if isinstance(value, Mapping) and "trust" in value else None


def with_entry(table: Mapping[str, Any], path: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """``table`` with another entry at ``path``; None takes it out, and with the last of a table the table."""
    found = dict(table)
    outer, _, inner = path.partition(".")
    if inner:
        old = found.get(outer)
        part = {k: v for k, v in old.items() if k != inner} if isinstance(old, Mapping) and "trust" not in old else {}
        content: Mapping[str, Any] | None = part if value is None else {**part, inner: value}
    else:
        content = value
    found.pop(outer, None)
    return {**found, outer: content} if content else found


def _entry(path: str, group: str, unit: str, value: Mapping[str, Any]) -> Entry:
    return Entry(path, group, unit, value["value"], value["trust"], value.get("source", ""))
