"""The unit and the decimals in which a stored value is shown, once for the window, the advice and the command line.

1 KB is 1000 bytes. Texts here have a decimal point; the window puts the same digits into the person's locale.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Factor from the stored unit to the shown one, and the shown unit, smallest first.
Scale = tuple[tuple[float, str], ...]
SIZE: Scale = ((1.0, "B"), (1e-3, "KB"), (1e-6, "MB"), (1e-9, "GB"), (1e-12, "TB"))
TIME: Scale = ((1e9, "ns"), (1e6, "µs"), (1e3, "ms"), (1.0, "s"))
ENERGY: Scale = ((1e9, "nJ"), (1e6, "µJ"), (1e3, "mJ"), (1.0, "J"))
COUNT: Scale = ((1.0, ""), (1e-3, "K"), (1e-6, "M"), (1e-9, "G"), (1e-12, "T"))


@dataclass(frozen=True, slots=True)
class Shown:
    """``value`` in ``unit``, and how many decimals of it are worth showing."""

    value: float
    decimals: int
    unit: str

    def __str__(self) -> str:
        return f"{self.value:.{self.decimals}f} {self.unit}".strip()


def choose(scale: Scale, value: float) -> tuple[float, str]:
    """The largest unit in which ``value``, rounded to three digits, is at least 1."""
    found = scale[0]
    for factor, unit in scale:
        if abs(value) * factor >= 0.9995:
            found = (factor, unit)
    return found


def scaled(scale: Scale, value: float) -> Shown:
    """Three digits in the unit that suits: 1.23, 12.3, 143."""
    factor, unit = choose(scale, value)
    shown = value * factor
    return Shown(shown, 0 if abs(shown) >= 99.95 else 1 if abs(shown) >= 9.995 else 2, unit)


def size(nbytes: float) -> Shown:
    """Bytes: "512 B", "12.3 KB", "143 KB", "1.23 MB"."""
    found = scaled(SIZE, nbytes)
    return Shown(found.value, 0, found.unit) if found.unit == "B" else found


def time(seconds: float) -> Shown:
    """A latency: "850 µs", "1.9 ms", "143 ms", "2.4 s"."""
    found = scaled(TIME, seconds)
    return Shown(found.value, 0 if abs(found.value) >= 99.95 or seconds == 0 else 1, found.unit)
