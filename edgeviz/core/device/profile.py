"""Device profiles: what a device can do, with the source of every number.

A profile is data (TOML in resources/devices). ``Sourced`` values carry their trust: "vendor" was read in the
maker's documents, "assumed" was not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance


@dataclass(frozen=True, slots=True)
class Sourced:
    value: float
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """Peak multiply-accumulates per second by compute width in bits, bandwidth in bytes/s, overheads in s.

    ``rates`` lists only the widths that the device has units for; a layer runs at the next larger one.
    ``efficiency`` is the share of the peak that real layers reach.
    """

    key: str
    name: str
    rates: Mapping[int, Sourced]
    efficiency: Sourced
    bandwidth: Sourced
    layer_overhead: Sourced
    flash: Sourced | None = None
    memory: Sourced | None = None
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
        if not found.value > 0:
            raise EdgeVizError(f"Device {key}: {field} must be above 0.", "Mend the profile.")
        return found

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
            note=str(value.get("note", "")),
            **optional,
        )
    except KeyError as error:
        raise EdgeVizError(f"Device {key}: the field {error.args[0]} is missing.", "Add it to the profile.") from error
