"""What two recipes do differently as a whole, in a sentence: repairs, kept layers, calibration."""

from __future__ import annotations

from edgeviz.core.recipe import Recipe, Repairs
from edgeviz.core.recipe_diff import whole_of
from edgeviz.ui import formatting

#: Kept layers that are named; more are counted.
NAMED = 3


def whole_text(name: str, recipe: Recipe, reference: Recipe) -> str:
    """ "{name}: repairs BC (none); calibration 512 samples (256)"; "" where only widths differ, or nothing does.

    In brackets is what ``reference`` has.
    """
    translate = formatting.translate
    mine, other = whole_of(recipe), whole_of(reference)
    parts = []
    if mine.repairs != other.repairs:
        parts.append(translate("Compare", "repairs {} ({})").format(_repairs(mine.repairs), _repairs(other.repairs)))
    if mine.kept != other.kept:
        text = translate("Compare", "kept at 8 bits or more {} ({})")
        parts.append(text.format(_kept(mine.kept), _kept(other.kept)))
    if None not in (mine.samples, other.samples) and mine.samples != other.samples:
        number = formatting.number
        text = translate("Compare", "calibration {} samples ({})")
        parts.append(text.format(number(mine.samples or 0), number(other.samples or 0)))
    return translate("Compare", "{}: {}").format(name, "; ".join(parts)) if parts else ""


def _repairs(repairs: Repairs) -> str:
    translate = formatting.translate
    on = (
        (repairs.equalize, translate("Compare", "cross-layer equalization")),
        (repairs.correct_bias, translate("Compare", "bias correction")),
        (repairs.reestimate, translate("Compare", "batch-norm re-estimation")),
        (
            repairs.adaround > 0,
            translate("Compare", "AdaRound with {} iterations").format(formatting.number(repairs.adaround)),
        ),
    )
    return ", ".join(text for wanted, text in on if wanted) or translate("Compare", "none")


def _kept(keys: tuple[str, ...]) -> str:
    translate = formatting.translate
    if len(keys) > NAMED:
        return translate("Compare", "{} layers").format(formatting.number(len(keys)))
    return ", ".join(keys) or translate("Compare", "none")
