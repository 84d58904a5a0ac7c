"""Device profiles: what a device can do, with the source of every number.

A profile is data (TOML in resources/devices). ``Sourced`` values carry their trust: "measured" was measured on the
device, "vendor" was read in the maker's documents, "assumed" was not checked. Reading and writing profiles is in
``profile_table``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from edgeviz.core.device.timings import Timings
from edgeviz.core.metric import Provenance

#: The key of the profile that measuring the machine EdgeViz runs on makes.
THIS_MACHINE = "this-machine"


@dataclass(frozen=True, slots=True)
class Sourced:
    value: float
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """Frequencies that can be set, in Hz, rising."""

    values: tuple[float, ...]
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kernels:
    """What a runtime computes natively on a device: pairs of weight and activation bits, 16 and 32 being floats."""

    pairs: tuple[tuple[int, int], ...]
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How clock, voltage and power hang together: P(f) = C·V(f)²·f + P_static, see ``dvfs``.

    levels: clocks that can be set, Hz. nominal: the clock at which the profile's rates hold, Hz. capacitance: the
    effective switched capacitance, F. voltage_low, voltage_high: volts at the lowest and the highest level, linear
    between (makers publish no tables: assumed). static_power: watts drawn at any clock while it computes.
    """

    levels: Levels
    nominal: Sourced
    capacitance: Sourced
    voltage_low: Sourced
    voltage_high: Sourced
    static_power: Sourced


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

    ``rates`` lists only the widths that the device has units for; a layer runs at the next larger one, and not at
    all where there is none. ``efficiency`` is the share of the peak that real layers reach: one figure, or one for
    each width of ``rates``. flash, memory (RAM), on_chip (fast memory on the chip): bytes. on_chip_bandwidth:
    bytes/s. idle_power, load_power: watts of the whole device. Without ``energy`` none is modelled, without
    ``frequency`` nothing is said about other clocks.
    """

    key: str
    name: str
    rates: Mapping[int, Sourced]
    efficiency: Sourced | Mapping[int, Sourced]
    bandwidth: Sourced
    layer_overhead: Sourced
    flash: Sourced | None = None
    memory: Sourced | None = None
    energy: Energy | None = None
    note: str = ""
    on_chip: Sourced | None = None
    on_chip_bandwidth: Sourced | None = None
    idle_power: Sourced | None = None
    load_power: Sourced | None = None
    frequency: Frequency | None = None
    runtimes: Mapping[str, Kernels] = field(default_factory=dict)
    #: Layers measured on this device, from which latency is then predicted; kept beside the profile, not in it.
    timings: Timings | None = None

    def compute_bits(self, weight_bits: int, activation_bits: int) -> int | None:
        """The width a layer really runs at: the smallest unit that holds both operands. None: it cannot run."""
        need = max(weight_bits, activation_bits)
        return min((bits for bits in self.rates if bits >= need), default=None)

    def efficiency_at(self, bits: int) -> Sourced:
        """The share of the peak that layers reach on the unit of ``bits`` bits."""
        return self.efficiency if isinstance(self.efficiency, Sourced) else self.efficiency[bits]

    def speed(self, bits: int) -> float:
        """Multiply-accumulates per second that real layers reach on the unit of ``bits`` bits."""
        return self.rates[bits].value * self.efficiency_at(bits).value
