"""Representations in words."""

from __future__ import annotations

from edgeviz.core.recipe import Granularity, Observer, Spec
from edgeviz.ui import formatting


def spec_text(spec: Spec) -> str:
    """A representation in words: "4-bit integer, per channel, symmetric, min-max range"."""
    translate = formatting.translate
    if not spec.is_integer:
        return translate("Layers", "{}-bit float").format(spec.bits)
    parts = [
        translate("Layers", "{}-bit integer").format(spec.bits),
        granularity_text(spec.granularity),
        symmetry_text(spec.symmetric),
        translate("Layers", "range by {}").format(observer_text(spec.observer, spec)),
    ]
    if spec.storage_bits != spec.bits:
        parts.append(translate("Layers", "stored in {} bits").format(spec.storage_bits))
    return ", ".join(parts)


def granularity_text(granularity: Granularity) -> str:
    translate = formatting.translate
    if granularity is Granularity.CHANNEL:
        return translate("Layers", "per channel")
    return translate("Layers", "per tensor")


def symmetry_text(symmetric: bool) -> str:
    return formatting.translate("Layers", "symmetric") if symmetric else formatting.translate("Layers", "affine")


def observer_text(observer: Observer, spec: Spec | None = None) -> str:
    """The observer's name; with the number it uses where ``spec`` is given."""
    translate = formatting.translate
    match observer:
        case Observer.MINMAX:
            return translate("Layers", "min-max")
        case Observer.MOVING_AVERAGE:
            if spec is None:
                return translate("Layers", "moving average")
            return translate("Layers", "moving average {}").format(formatting.number(spec.momentum, 3))
        case Observer.PERCENTILE:
            if spec is None:
                return translate("Layers", "percentile")
            return translate("Layers", "percentile {}").format(formatting.number(spec.percentile, 2))
        case Observer.ENTROPY:
            return translate("Layers", "entropy")
        case Observer.MSE:
            return translate("Layers", "MSE")
