"""How far predictions from a table of measured layers are off, in a sentence."""

from __future__ import annotations

from edgeviz.core.device.timings import Timings
from edgeviz.core.device.trials import Errors, errors, transfer
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
    said = text.format(formatting.number(found.recipes), *_quantiles(found))
    return said if found.reaches_aim else f"{said} {_missed(found)}"


def other_models(timings: Timings) -> str:
    """What is known of predictions for models that nothing was measured of."""
    found = transfer(timings)
    if found is None:
        return translate(
            "Devices", "How far predictions of other models are off shows when a second model is calibrated with."
        )
    models, recipes = formatting.number(len(found.models)), formatting.number(found.recipes)
    if found.errors is None:
        text = translate(
            "Devices",
            "Models tried before they were measured: {}; recipes: {}. None got a figure: most of their time is in"
            " layers that nobody had measured.",
        )
        return text.format(models, recipes)
    text = translate(
        "Devices",
        "Models tried before they were measured: {}; recipes: {}. {} of the predictions within ±10 %, eight of ten"
        " off by {} to {}.",
    )
    said = text.format(models, recipes, *_quantiles(found.errors))
    if found.withheld:
        text = translate(
            "Devices", "{} recipes got no figure: most of their time is in layers that nobody had measured."
        )
        said = f"{said} {text.format(formatting.number(found.withheld))}"
    return said


def _quantiles(found: Errors) -> tuple[str, str, str]:
    return formatting.percent(found.within), _signed(found.low), _signed(found.high)


def _missed(found: Errors) -> str:
    text = translate("Devices", "That misses the aim of nine of ten: measure recipes that differ by less than {}.")
    return text.format(formatting.percent(max(abs(found.low), abs(found.high))))


def _signed(share: float) -> str:
    return f"{'−' if share < 0 else '+'}{formatting.percent(abs(share))}"
