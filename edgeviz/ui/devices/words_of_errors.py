"""How far predictions from a table of measured layers are off, in a sentence."""

from __future__ import annotations

from edgeviz.core.device.timings import Timings
from edgeviz.core.device.trials import Errors, errors
from edgeviz.ui import formatting
from edgeviz.ui.formatting import translate


def sentence(timings: Timings) -> str:
    """What the trials of ``timings`` say, with their quantiles; without trials that nothing is known."""
    found = errors(timings)
    if found is None:
        return translate("Devices", "How far predictions are off is not known: calibrate again to try it.")
    text = translate(
        "Devices",
        "Tried on {} recipes that nothing was learned from: {} of predictions within ±10 %, eight of ten off by {} to"
        " {}.",
    )
    said = text.format(
        formatting.number(found.recipes), formatting.percent(found.within), _signed(found.low), _signed(found.high)
    )
    return said if found.reaches_aim else f"{said} {_missed(found)}"


def _missed(found: Errors) -> str:
    text = translate("Devices", "That misses the aim of nine of ten: measure recipes that differ by less than {}.")
    return text.format(formatting.percent(max(abs(found.low), abs(found.high))))


def _signed(share: float) -> str:
    return f"{'−' if share < 0 else '+'}{formatting.percent(abs(share))}"
