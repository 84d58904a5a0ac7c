"""Profiles as tables: what TOML and the profile dialog hold. Every error names its field and the remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import fields
from itertools import pairwise
from typing import Any, NoReturn

from edgeviz.core.device.profile import Device, Energy, Frequency, Kernels, Levels, Sourced
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance

#: What a source can be.
TRUSTS = (Provenance.MEASURED, Provenance.VENDOR, Provenance.ASSUMED)
#: Widths that a unit can have; 16 and 32 are floating-point ones.
WIDTHS = (1, 2, 4, 8, 16, 32)
#: Plain fields, those that must be there first.
REQUIRED = ("bandwidth", "layer_overhead")
OPTIONAL = ("flash", "memory", "on_chip", "on_chip_bandwidth", "idle_power", "load_power")
ENERGY = tuple(field.name for field in fields(Energy))
FREQUENCY = tuple(field.name for field in fields(Frequency))
TABLES = ("rates", "efficiency", "energy", "frequency", "runtimes")
#: Fields that may be 0: a device may have no overhead, and draw nothing while it waits.
MAY_BE_ZERO = frozenset({"layer_overhead", "idle_power", "energy.static_power", "frequency.static_power"})
LONGEST_TEXT = 2000
MOST_LEVELS = 100
MOST_RUNTIMES = 30
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}")
_KERNEL = re.compile(r"W(\d{1,2})A(\d{1,2})")
_FORM = 'Write it as { value = …, trust = "measured", "vendor" or "assumed", source = "…" }.'


class ProfileError(EdgeVizError):
    """A profile that cannot be used. ``field`` is the path of what is wrong with it, such as "rates.8"."""

    def __init__(self, what: str, remedy: str = "", details: str = "", field: str = "") -> None:
        super().__init__(what, remedy, details)
        self.field = field

    def __reduce__(self) -> tuple[type[ProfileError], tuple[str, str, str, str]]:  # type: ignore[override]
        return type(self), (self.what, self.remedy, self.details, self.field)


def is_key(text: str) -> bool:
    """Whether ``text`` can be a profile's key, which is also its file's name without .toml: no path, no hidden file."""
    return bool(_KEY.fullmatch(text)) and not text.endswith(".") and ".." not in text


def is_runtime(text: str) -> bool:
    """Whether ``text`` can name a runtime: as a key, and none of the words that an entry is made of."""
    return is_key(text) and text not in ("value", "trust", "source")


def device_from_toml(key: str, value: Mapping[str, Any]) -> Device:
    """Raises ProfileError naming the field when a profile is incomplete or impossible."""
    return _Reader(key).device(value)


def device_to_toml(device: Device) -> dict[str, Any]:
    """The table that ``device_from_toml`` reads as ``device``."""
    found: dict[str, Any] = {"name": device.name}
    if device.note:
        found["note"] = device.note
    if isinstance(device.efficiency, Sourced):
        found["efficiency"] = _entry(device.efficiency)
    for name in (*REQUIRED, *OPTIONAL):
        entry = getattr(device, name)
        if entry is not None:
            found[name] = _entry(entry)
    found["rates"] = {str(bits): _entry(entry) for bits, entry in device.rates.items()}
    if not isinstance(device.efficiency, Sourced):
        found["efficiency"] = {str(bits): _entry(entry) for bits, entry in device.efficiency.items()}
    for name, names in (("energy", ENERGY), ("frequency", FREQUENCY)):
        part = getattr(device, name)
        if part is not None:
            found[name] = {one: _entry(getattr(part, one)) for one in names}
    if device.runtimes:
        found["runtimes"] = {name: _entry(kernels) for name, kernels in device.runtimes.items()}
    return found


def kernel_text(pair: tuple[int, int]) -> str:
    return f"W{pair[0]}A{pair[1]}"


def _entry(value: Sourced | Levels | Kernels) -> dict[str, Any]:
    plain: float | list[float] | list[str]
    if isinstance(value, Sourced):
        plain = value.value
    elif isinstance(value, Levels):
        plain = list(value.values)
    else:
        plain = [kernel_text(pair) for pair in value.pairs]
    found: dict[str, Any] = {"value": plain, "trust": value.provenance.value}
    return found | {"source": value.source} if value.source else found


class _Reader:
    """Reads one profile; ``key`` names it in messages."""

    def __init__(self, key: str) -> None:
        self.key = key

    def device(self, value: Mapping[str, Any]) -> Device:
        known = ("name", "note", *REQUIRED, *OPTIONAL, *TABLES)
        self._known(value, known, "")
        name = self._text(value, "name")
        if not name.strip():
            self._fail("name", "the field name is empty.", "Give the device a name.")
        rates = self._by_width("rates", self._need(value, "rates"))
        if not rates:
            self._fail("rates", "no rate is given.", "Give at least one, such as rates.32.")
        plain: dict[str, Any] = {one: self._sourced(one, self._need(value, one)) for one in REQUIRED}
        plain |= {one: self._sourced(one, value[one]) for one in OPTIONAL if one in value}
        idle, load = plain.get("idle_power"), plain.get("load_power")
        if idle is not None and load is not None and load.value < idle.value:
            self._fail("load_power", "load_power is below idle_power.", "Exchange the two, or mend one of them.")
        return Device(
            key=self.key,
            name=name,
            rates=rates,
            efficiency=self._efficiency(self._need(value, "efficiency"), rates),
            energy=self._energy(value["energy"]) if "energy" in value else None,
            frequency=self._frequency(value["frequency"]) if "frequency" in value else None,
            runtimes=self._runtimes(value.get("runtimes", {})),
            note=self._text(value, "note", ""),
            **plain,
        )

    # ---- tables

    def _by_width(self, field: str, table: Any) -> dict[int, Sourced]:
        found = {}
        for bits, entry in self._table(field, table).items():
            if str(bits) not in map(str, WIDTHS):
                widths = ", ".join(map(str, WIDTHS))
                self._fail(f"{field}.{bits}", f"{field}.{bits} is no width of a unit.", f"Choose among {widths}.")
            found[int(bits)] = self._sourced(f"{field}.{bits}", entry)
        return found

    def _efficiency(self, entry: Any, rates: Mapping[int, Sourced]) -> Sourced | Mapping[int, Sourced]:
        if isinstance(entry, Mapping) and "value" not in entry and "trust" not in entry:
            found = self._by_width("efficiency", entry)
            for bits in rates.keys() ^ found.keys():
                path, other = f"efficiency.{bits}", f"rates.{bits}"
                if bits in found:
                    self._fail(path, f"there is {path}, but no {other}.", f"Add {other}, or take {path} out.")
                self._fail(path, f"the field {path} is missing.", f"Add it, as there is {other}, or give one for all.")
        else:
            found = {0: self._sourced("efficiency", entry)}
        for bits, share in found.items():
            if share.value > 1:
                path = f"efficiency.{bits}" if bits else "efficiency"
                self._fail(path, f"{path} must be at most 1.", "It is the share of the peak that real layers reach.")
        return found.get(0, found)

    def _energy(self, table: Any) -> Energy:
        entries = self._exactly("energy", table, ENERGY)
        return Energy(**{name: self._sourced(f"energy.{name}", entry) for name, entry in entries.items()})

    def _frequency(self, table: Any) -> Frequency:
        entries = self._exactly("frequency", table, FREQUENCY)
        levels = self._levels("frequency.levels", entries.pop("levels"))
        found = {name: self._sourced(f"frequency.{name}", entry) for name, entry in entries.items()}
        nominal = found["nominal"].value
        if not levels.values[0] <= nominal <= levels.values[-1]:
            self._fail("frequency.nominal", "frequency.nominal lies outside the levels.", "Choose one of the levels.")
        if found["voltage_high"].value < found["voltage_low"].value:
            what = "frequency.voltage_high is below voltage_low."
            self._fail("frequency.voltage_high", what, "Exchange the two: the highest level needs the most.")
        return Frequency(levels, **found)

    def _runtimes(self, table: Any) -> dict[str, Kernels]:
        entries = self._table("runtimes", table)
        if len(entries) > MOST_RUNTIMES:
            self._fail("runtimes", "there are too many runtimes.", f"Keep at most {MOST_RUNTIMES}.")
        found = {}
        for name, entry in entries.items():
            path = f"runtimes.{name}"
            if not is_runtime(str(name)):
                self._fail(path, f"{path} is no name of a runtime.", "Take letters, digits and hyphens.")
            trust, source, names = self._parts(path, entry)
            if not isinstance(names, list) or not names or len(names) > 64:
                self._fail(path, f"{path} must list its kernels.", 'Write value = ["W8A8", "W32A32"].')
            pairs = []
            for text in names:
                match = _KERNEL.fullmatch(text) if isinstance(text, str) else None
                pair = (int(match[1]), int(match[2])) if match else (0, 0)
                if not all(1 <= bits <= 32 for bits in pair):
                    what = f"{path}: {str(text)[:40]!r} is no kernel."
                    self._fail(path, what, "Write weight and activation bits, such as W8A8 or W32A32.")
                pairs.append(pair)
            if len(set(pairs)) < len(pairs):
                self._fail(path, f"{path} lists a kernel twice.", "Take one of them out.")
            found[str(name)] = Kernels(tuple(pairs), trust, source)
        return found

    # ---- entries

    def _levels(self, path: str, entry: Any) -> Levels:
        trust, source, values = self._parts(path, entry)
        if not isinstance(values, list) or not 1 <= len(values) <= MOST_LEVELS:
            remedy = f"Write value = [6e8, 1.5e9], at most {MOST_LEVELS} of them."
            self._fail(path, f"{path} must be a list of frequencies in Hz.", remedy)
        levels = tuple(self._number(path, value) for value in values)
        if any(later <= earlier for earlier, later in pairwise(levels)):
            self._fail(path, f"{path} must rise from level to level.", "Sort them, and name each once.")
        return Levels(levels, trust, source)

    def _sourced(self, path: str, entry: Any) -> Sourced:
        trust, source, value = self._parts(path, entry)
        return Sourced(self._number(path, value), trust, source)

    def _parts(self, path: str, entry: Any) -> tuple[Provenance, str, Any]:
        if not isinstance(entry, Mapping) or "value" not in entry or "trust" not in entry:
            self._fail(path, f"the field {path} is malformed.", _FORM)
        self._known(entry, ("value", "trust", "source"), path + ".", path)
        if entry["trust"] not in [trust.value for trust in TRUSTS]:
            self._fail(path, f"the trust of {path} is {str(entry['trust'])[:40]!r}.", _FORM)
        source = entry.get("source", "")
        if not isinstance(source, str) or len(source) > LONGEST_TEXT:
            self._fail(path, f"the source of {path} is no text, or too long.", _FORM)
        return Provenance(entry["trust"]), source, entry["value"]

    def _number(self, path: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(path, f"the value of {path} is no number.", _FORM)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        zero = path in MAY_BE_ZERO
        if number < 0 or (number == 0 and not zero) or not math.isfinite(number):
            bound = "not be below 0" if zero else "be above 0"
            self._fail(path, f"{path} must {bound} and finite.", "Mend the profile.")
        return number

    def _text(self, value: Mapping[str, Any], name: str, default: str | None = None) -> str:
        text = value.get(name, default) if default is not None else self._need(value, name)
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            self._fail(name, f"the field {name} is no text, or too long.", f"Write at most {LONGEST_TEXT} characters.")
        return text

    def _exactly(self, field: str, table: Any, names: tuple[str, ...]) -> dict[str, Any]:
        entries = self._table(field, table)
        self._known(entries, names, f"{field}.")
        for name in names:
            if name not in entries:
                path = f"{field}.{name}"
                self._fail(path, f"the field {path} is missing.", "Add it to the profile.")
        return {name: entries[name] for name in names}

    def _table(self, field: str, table: Any) -> Mapping[str, Any]:
        if not isinstance(table, Mapping):
            self._fail(field, f"{field} is no table.", f"Write it as [{field}], one entry a line.")
        return table

    def _need(self, value: Mapping[str, Any], name: str) -> Any:
        if name not in value:
            self._fail(name, f"the field {name} is missing.", "Add it to the profile.")
        return value[name]

    def _known(self, table: Mapping[str, Any], names: tuple[str, ...], prefix: str, field: str = "") -> None:
        for name in table:
            if name not in names:
                path = f"{prefix}{str(name)[:40]}"
                self._fail(field or path, f"{path} is unknown.", f"Choose among {', '.join(names)}.")

    def _fail(self, field: str, what: str, remedy: str) -> NoReturn:
        raise ProfileError(f"Device {self.key}: {what}", remedy, field=field)
