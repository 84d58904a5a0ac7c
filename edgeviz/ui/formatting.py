"""Numbers as the window shows them: one place for units, decimals, changes and the words of provenance.

Everything follows the default QLocale. 1 KB is 1000 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import floor, isfinite, log10

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from edgeviz.core import units
from edgeviz.core.graph import Shape
from edgeviz.core.metric import Metric, Provenance, Quantity
from edgeviz.ui.texts import shown

#: What stands where there is no value.
NOTHING = "–"

_SCALES = {"bytes": units.SIZE, "s": units.TIME, "J": units.ENERGY, "count": units.COUNT}
#: The scale of an axis whose values are not known yet.
_USUAL = {"bytes": (1e-3, "KB"), "s": (1e3, "ms"), "J": (1e3, "mJ"), "count": (1e-6, "M")}
_PLAIN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)

# lupdate finds calls of "translate" with a literal context.
translate = QCoreApplication.translate


# ---- numbers


def locale() -> QLocale:
    """The default locale; plain English where the system names none (LANG=C), for the sake of separators."""
    found = QLocale()
    return _PLAIN if found.language() == QLocale.Language.C else found


def number(value: float, decimals: int = 0) -> str:
    """``value`` in the locale, with group separators and a fixed number of decimals."""
    if not isfinite(value):
        return NOTHING if value != value else ("∞" if value > 0 else "−∞")
    return locale().toString(float(value), "f", decimals)


def significant(value: float, digits: int = 3) -> str:
    """``value`` with about ``digits`` significant digits and no exponent: 1.23, 12.3, 123, 1,234."""
    if value == 0 or not isfinite(value):
        return number(value)
    return number(value, max(0, digits - 1 - floor(log10(abs(value)))))


def _text(scaled: units.Shown, decimals: int | None = None) -> str:
    text = number(scaled.value, scaled.decimals if decimals is None else decimals)
    return f"{text} {scaled.unit}" if scaled.unit else text


def size(nbytes: float) -> str:
    """Bytes: "512 B", "12.3 KB", "143 KB", "1.23 MB"."""
    return _text(units.size(nbytes))


def seconds(value: float) -> str:
    """A latency: "850 µs", "1.9 ms", "143 ms", "2.4 s"."""
    return _text(units.time(value))


def joules(value: float) -> str:
    """An energy: "850 nJ", "310 µJ", "1.90 mJ"."""
    return _text(units.scaled(units.ENERGY, value))


def duration(value: float) -> str:
    """A time a person waits: "under 1 s", "12 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(value)
    if whole < 1:
        return translate("Formatting", "under 1 s")
    if whole < 60:
        return translate("Formatting", "{} s").format(whole)
    if whole < 3600:
        return translate("Formatting", "{} min {} s").format(whole // 60, whole % 60)
    return translate("Formatting", "{} h {} min").format(whole // 3600, whole % 3600 // 60)


def count(value: float) -> str:
    """A number of things: "512", "1.23 K", "40.6 M"."""
    scaled = units.scaled(units.COUNT, value)
    return _text(scaled, 0 if not scaled.unit and float(value).is_integer() else None)


def percent(fraction: float, decimals: int = 1) -> str:
    """A fraction as "91.2 %"."""
    return f"{number(fraction * 100, decimals)} %"


def shape(value: Shape | None) -> str:
    """A shape without its batch: "16×32×32"; "?" for a dimension that is not known."""
    if value is None:
        return NOTHING
    # The batch is the symbol, which attention layers move behind the sequence; a fixed batch is the first.
    batch = next((axis for axis, d in enumerate(value) if isinstance(d, str)), 0)
    dims = value[:batch] + value[batch + 1 :] if len(value) > 1 else value
    return "×".join("?" if d is None else str(d) for d in dims)


# ---- quantities


def title(name: str) -> str:
    """The translated name of a quantity; a name that is not known is its own title."""
    titles = {
        "accuracy": translate("Formatting", "Accuracy"),
        "size": translate("Formatting", "Size"),
        "compressed": translate("Formatting", "Compressed file"),
        "latency": translate("Formatting", "Latency"),
        "energy": translate("Formatting", "Energy"),
        "activation_memory": translate("Formatting", "Peak activations"),
        "macs": translate("Formatting", "MACs"),
        "bops": translate("Formatting", "BOPs"),
        "agreement": translate("Formatting", "Agreement with float"),
    }
    return titles.get(name, name)


def explanation(name: str) -> str:
    """One sentence that says what a quantity means; "" for an unknown one."""
    texts = {
        "accuracy": translate("Formatting", "Share of the validation samples whose class is found."),
        "size": translate("Formatting", "Bytes of the exported ONNX file; 1 KB is 1000 bytes."),
        "compressed": translate(
            "Formatting", "Bytes of the file that Deep Compression wrote; it decodes to the model before it runs."
        ),
        "latency": translate("Formatting", "Time of one inference: of one sample, unless another batch was chosen."),
        "energy": translate(
            "Formatting",
            "Energy for one sample: arithmetic, memory, and what the device draws meanwhile.",
        ),
        "activation_memory": translate(
            "Formatting", "Most bytes of activations that must exist at the same time, for one sample."
        ),
        "macs": translate("Formatting", "Multiply-accumulate operations for one sample."),
        "bops": translate("Formatting", "Bit operations: MACs × weight bits × activation bits, for one sample."),
        "agreement": translate(
            "Formatting", "Share of the validation samples for which the float model says the same."
        ),
    }
    return texts.get(name, "")


def axis_scale(quantity: Quantity, largest: float | None = None) -> tuple[float, str]:
    """Factor and unit for an axis: shown value = stored value × factor.

    ``largest`` is the largest stored value on the axis; without it the usual unit is taken (KB, ms, %, M).
    """
    if quantity.unit == "fraction":
        return 100.0, "%"
    scale = _SCALES.get(quantity.unit)
    if scale is None:
        return 1.0, quantity.unit
    if largest is None or not isfinite(largest) or largest <= 0:
        return _USUAL[quantity.unit]
    return units.choose(scale, largest)


def axis_label(quantity: Quantity, unit: str) -> str:
    """ "Size (KB)": what an axis or a column says."""
    return f"{title(quantity.name)} ({unit})" if unit else title(quantity.name)


def quantity_text(quantity: Quantity, value: float) -> str:
    """A stored value of ``quantity`` with its unit."""
    match quantity.unit:
        case "fraction":
            return percent(value)
        case "bytes":
            return size(value)
        case "s":
            return seconds(value)
        case "J":
            return joules(value)
        case "count":
            return count(value)
        case _:
            return f"{significant(value)} {quantity.unit}".strip()


def value_text(metric: Metric | None) -> str:
    """The value with its unit; "–" for None."""
    return NOTHING if metric is None else quantity_text(metric.quantity, metric.value)


def interval_text(metric: Metric | None) -> str:
    """Half the 95 % interval, for beside the value: "±0.6"; "" where there is none."""
    if metric is None or metric.low is None or metric.high is None:
        return ""
    half = (metric.high - metric.low) / 2
    if metric.quantity.unit == "fraction":
        return f"±{number(half * 100, 1)}"
    return f"±{quantity_text(metric.quantity, half)}"


# ---- changes


@dataclass(frozen=True, slots=True)
class Change:
    """A change against a baseline. ``better`` is None when there is none that would show."""

    text: str
    better: bool | None


def change(quantity: Quantity, value: float, baseline: float) -> Change:
    """ "▼74 %" against ``baseline``; fractions change in points: "▼0.5". Equal values give "±0"."""
    difference = value - baseline
    if quantity.unit == "fraction":
        rounded = round(abs(difference) * 100, 1)
        text = number(rounded, 1)
    elif baseline == 0:
        return Change("" if difference else "±0", None)
    else:
        ratio = abs(difference) / abs(baseline) * 100
        if difference > 0 and value >= 10 * baseline > 0:
            return Change(f"▲×{significant(value / baseline, 2)}", quantity.higher_is_better)
        # 99.6 % less is not 100 % less: nothing would be left.
        decimals = 1 if ratio < 1 or 99 < ratio < 100 else 0
        rounded = round(ratio, decimals)
        text = f"{number(rounded, decimals)} %"
    if rounded == 0:
        return Change("±0", None)
    return Change(("▲" if difference > 0 else "▼") + text, (difference > 0) == quantity.higher_is_better)


def change_words(quantity: Quantity, value: float, baseline: float) -> str:
    """The change as a sentence for a tooltip or a screen reader."""
    found = change(quantity, value, baseline)
    if found.better is None:
        return translate("Formatting", "The same as float ({}).").format(quantity_text(quantity, baseline))
    amount = (
        found.text[1:] if quantity.unit != "fraction" else translate("Formatting", "{} points").format(found.text[1:])
    )
    words = (
        translate("Formatting", "{} more than float ({}).")
        if value > baseline
        else translate("Formatting", "{} less than float ({}).")
    )
    return words.format(amount, quantity_text(quantity, baseline))


# ---- provenance


def provenance_word(provenance: Provenance) -> str:
    words = {
        Provenance.MEASURED: translate("Formatting", "measured"),
        Provenance.PREDICTED: translate("Formatting", "predicted"),
        Provenance.MODELLED: translate("Formatting", "modelled"),
        Provenance.VENDOR: translate("Formatting", "vendor's figure"),
        Provenance.ASSUMED: translate("Formatting", "assumed"),
    }
    return words[provenance]


def provenance_text(metric: Metric) -> str:
    """Mark, word and samples, for under a value: "● measured · 2,000 samples"."""
    word = provenance_word(metric.provenance)
    # The size of a file that was written has no uncertainty.
    if metric.name == "size" and metric.provenance is Provenance.MEASURED:
        word = translate("Formatting", "exact")
    text = f"{metric.provenance.mark} {word}"
    if metric.samples:
        runs = metric.name == "latency"
        count = translate("Formatting", "{} runs") if runs else translate("Formatting", "{} samples")
        text += " · " + count.format(number(metric.samples))
    return text


def date_text(iso: str) -> str:
    """An ISO 8601 date and time in the locale and in local time; a text that is none stays as it is."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return locale().toString(QDateTime.fromSecsSinceEpoch(int(when.timestamp())), QLocale.FormatType.ShortFormat)


def metric_tooltip(metric: Metric, baseline: Metric | None = None, verdict: Iterable[str] = ()) -> str:
    """Everything that is known about a figure, one fact a line; ``verdict`` is how sure the change is."""
    quantity = metric.quantity
    lines = [f"{title(metric.name)}: {exact_text(metric)}"]
    if metric.low is not None and metric.high is not None:
        low, high = (quantity_text(quantity, bound) for bound in (metric.low, metric.high))
        lines.append(translate("Formatting", "95 % interval: {} to {}").format(low, high))
    if baseline is not None:
        lines.append(change_words(quantity, metric.value, baseline.value))
    lines.extend(verdict)
    lines.append(provenance_text(metric))
    if metric.device:
        lines.append(translate("Formatting", "Device: {}").format(shown(metric.device)))
    if metric.date:
        lines.append(translate("Formatting", "Date: {}").format(date_text(metric.date)))
    if metric.note:
        lines.append(shown(metric.note))
    if text := explanation(metric.name):
        lines.append(text)
    return "\n".join(lines)


def exact_text(metric: Metric) -> str:
    """The value, with every digit where it is a whole number of bytes or operations: "143 KB (143,212 bytes)"."""
    text = value_text(metric)
    if metric.quantity.unit == "bytes" and abs(metric.value) >= 1000:
        return translate("Formatting", "{} ({} bytes)").format(text, number(metric.value))
    if metric.quantity.unit == "count" and abs(metric.value) >= 1000:
        return f"{text} ({number(metric.value)})"
    return text


def joined(items: Iterable[str]) -> str:
    """Items on one line, separated as the window separates them."""
    return " · ".join(item for item in items if item)
