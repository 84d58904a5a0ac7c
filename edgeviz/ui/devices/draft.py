"""A profile while it is edited: texts as they were typed, and what is wrong with them by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QCoreApplication

from edgeviz.core.device.fields import GROUPS, entries, with_entry
from edgeviz.core.device.profile import Device
from edgeviz.core.device.profile_table import REQUIRED, ProfileError, device_from_toml
from edgeviz.core.metric import Provenance
from edgeviz.ui.devices.words import title
from edgeviz.ui.texts import shown

translate = QCoreApplication.translate

#: Units on screen for those of storage: (unit, its power of ten).
SHOWN: Mapping[str, tuple[str, int]] = {
    "MAC/s": ("GMAC/s", 9),
    "B/s": ("GB/s", 9),
    "B": ("MB", 6),
    "s": ("µs", -6),
    "J": ("pJ", -12),
    "J/B": ("pJ/B", -12),
    "Hz": ("MHz", 6),
    "F": ("nF", -9),
}
UNITS = {path: unit for units in GROUPS.values() for path, unit in units.items()}
#: Fields whose text is a list.
LEVELS = "frequency.levels"
RUNTIMES = "runtimes."


@dataclass(frozen=True, slots=True)
class Row:
    """One field as typed; an empty text means that the profile does not have it."""

    text: str = ""
    trust: str = Provenance.ASSUMED.value
    source: str = ""


@dataclass(frozen=True)
class Draft:
    name: str
    note: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)

    @staticmethod
    def of(device: Device) -> Draft:
        rows = {one.path: Row(value_text(one.path, one.value), one.trust, one.source) for one in entries(device)}
        return Draft(device.name, device.note, rows)

    def row(self, path: str) -> Row:
        return self.rows.get(path, Row())

    def device(self, key: str) -> tuple[Device | None, dict[str, str]]:
        """The profile, or None and what is wrong by field."""
        errors: dict[str, str] = {}
        table: dict[str, Any] = {"name": self.name, "note": self.note}
        for path, row in self.rows.items():
            if not row.text.strip():
                continue
            try:
                value = parse(path, row.text)
            except ValueError as error:
                errors[path] = str(error)
                continue
            if path.startswith("efficiency.") and "trust" in table.get("efficiency", {}):
                errors[path] = translate("Devices", "Give one share for all widths or one for each, not both.")
                continue
            table = with_entry(table, path, {"value": value, "trust": row.trust, "source": row.source})
        for path, text in self._missing().items():
            errors.setdefault(path, text)
        if errors:
            return None, errors
        try:
            return device_from_toml(key, table), {}
        except ProfileError as error:
            return None, {error.field: _words(error)}

    def _missing(self) -> dict[str, str]:
        """Every field that is still needed, at once: one after the other they would be a guessing game."""
        given = {path for path, row in self.rows.items() if row.text.strip()}
        needed = [path for path in REQUIRED if path not in given]
        if not any(path.startswith("efficiency") for path in given):
            needed.append("efficiency")
        found = dict.fromkeys(needed, translate("Devices", "Every device needs this figure."))
        if not any(path.startswith("rates.") for path in given):
            found["rates.32"] = translate("Devices", "Give at least one peak.")
        for group in ("energy", "frequency"):
            here = given.intersection(GROUPS[group])
            if here:
                text = translate("Devices", "Give all of this group, or none.")
                found |= {path: text for path in GROUPS[group] if path not in here}
        return found


def _words(error: ProfileError) -> str:
    """What is wrong, with the field called as it is on screen and not as it is in the file."""
    field = error.field
    said = shown(error.what.partition(": ")[2] or error.what)
    if field in UNITS:
        said = said.replace(field, title(field))
    remedy = error.remedy.removeprefix("Mend the profile.")
    return f"{said[:1].upper()}{said[1:]} {shown(remedy) if remedy else ''}".strip()


def shown_unit(path: str) -> str:
    unit = UNITS.get(path, "")
    return SHOWN.get(unit, (unit, 0))[0]


def value_text(path: str, value: float | list[float] | list[str]) -> str:
    """A field's value in the unit that is shown; it reads back exactly."""
    if isinstance(value, list):
        return ", ".join(one if isinstance(one, str) else _number_text(path, one) for one in value)
    return _number_text(path, value)


def parse(path: str, text: str) -> Any:
    """The stored value of ``text``. Raises ValueError with the words to show."""
    if path.startswith(RUNTIMES):
        return [part.strip().upper() for part in text.replace(";", ",").split(",") if part.strip()]
    if path == LEVELS:
        return [_number(path, part) for part in text.replace(";", ",").split(",") if part.strip()]
    return _number(path, text)


def _number_text(path: str, value: float) -> str:
    found = Decimal(repr(float(value))).scaleb(-_power(path)).normalize()
    return f"{found:f}" if -6 <= found.adjusted() < 9 else f"{found:E}".replace("E+", "e").replace("E", "e")


def _number(path: str, text: str) -> float:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        unit = shown_unit(path)
        if unit:
            raise ValueError(translate("Devices", "Write a number of {}, such as 1.5 or 2e3.").format(unit)) from None
        raise ValueError(translate("Devices", "Write a number, such as 0.3.")) from None
    if not found.is_finite() or abs(found.adjusted()) > 340:
        raise ValueError(translate("Devices", "Write a finite number."))
    return float(found.scaleb(_power(path)))


def _power(path: str) -> int:
    return SHOWN.get(UNITS.get(path, ""), ("", 0))[1]
