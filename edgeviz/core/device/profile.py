"""Device profiles: what a device can do, with the source of every number.

A profile is data (TOML in resources/devices). ``Sourced`` values carry their trust: "vendor" was read in the
maker's documents, "assumed" was not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance


@dataclass(frozen=True, slots=True)
class Sourced:
    value: float
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Energy:
    """What arithmetic, memory and waiting cost.

    multiply, add: joules of an 8-bit integer multiplication and of adding its product up. mac_fp32, mac_fp16: joules
    of a floating-point multiply-accumulate. byte: joules per byte to or from main memory. static_power: watts
    drawn for as long as an inference takes. calibration: by how much this device's joules of arithmetic and
    memory differ from those.
    """

    multiply: Sourced
    add: Sourced
    mac_fp32: Sourced
    mac_fp16: Sourced
    byte: Sourced
    static_power: Sourced
    calibration: Sourced


@dataclass(frozen=True, slots=True)
class Device:
    """Peak multiply-accumulates per second by compute width in bits, bandwidth in bytes/s, overheads in s.

    ``rates`` lists only the widths that the device has units for; a layer runs at the next larger one.
    ``efficiency`` is the share of the peak that real layers reach. Without ``energy`` none is modelled.
    """

    key: str
    name: str
    rates: Mapping[int, Sourced]
    efficiency: Sourced
    bandwidth: Sourced
    layer_overhead: Sourced
    flash: Sourced | None = None
    memory: Sourced | None = None
    energy: Energy | None = None
    note: str = ""

    def compute_bits(self, weight_bits: int, activation_bits: int) -> int:
        """The width a layer really runs at: the smallest unit that holds both operands, else the widest."""
        need = max(weight_bits, activation_bits)
        fitting = [bits for bits in self.rates if bits >= need]
        return min(fitting) if fitting else max(self.rates)


def device_from_toml(key: str, value: Mapping[str, Any]) -> Device:
    """Raises EdgeVizError naming the field when a profile is incomplete or impossible."""

    def sourced(field: str, entry: Any) -> Sourced:
        try:
            found = Sourced(float(entry["value"]), Provenance(entry["trust"]), str(entry.get("source", "")))
        except (KeyError, TypeError, ValueError) as error:
            raise EdgeVizError(
                f"Device {key}: the field {field} is malformed ({error}).",
                'Write it as { value = …, trust = "vendor" or "assumed", source = "…" }.',
            ) from error
        if not 0 < found.value < float("inf"):
            raise EdgeVizError(f"Device {key}: {field} must be above 0 and finite.", "Mend the profile.")
        return found

    def energy(table: Any) -> Energy:
        if not isinstance(table, Mapping):
            raise EdgeVizError(f"Device {key}: energy is no table.", "Write it as [energy], one constant a line.")
        names = [field.name for field in fields(Energy)]
        unknown = [name for name in table if name not in names]
        if unknown:
            known = ", ".join(names)
            raise EdgeVizError(f"Device {key}: energy.{unknown[0]} is unknown.", f"Choose among {known}.")
        missing = [name for name in names if name not in table]
        if missing:
            raise EdgeVizError(f"Device {key}: the field energy.{missing[0]} is missing.", "Add it to the profile.")
        return Energy(**{name: sourced(f"energy.{name}", table[name]) for name in names})

    try:
        rates = {int(bits): sourced(f"rates.{bits}", entry) for bits, entry in value["rates"].items()}
        if not rates:
            raise EdgeVizError(f"Device {key}: no rate is given.", "Give at least one, such as rates.32.")
        optional = {name: sourced(name, value[name]) for name in ("flash", "memory") if name in value}
        return Device(
            key=key,
            name=str(value["name"]),
            rates=rates,
            efficiency=sourced("efficiency", value["efficiency"]),
            bandwidth=sourced("bandwidth", value["bandwidth"]),
            layer_overhead=sourced("layer_overhead", value["layer_overhead"]),
            energy=energy(value["energy"]) if "energy" in value else None,
            note=str(value.get("note", "")),
            **optional,
        )
    except KeyError as error:
        raise EdgeVizError(f"Device {key}: the field {error.args[0]} is missing.", "Add it to the profile.") from error
