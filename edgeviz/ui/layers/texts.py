"""Representations in words."""

from __future__ import annotations

from edgeviz.core.schemes import named, needs_training
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Granularity, Observer, Scheme, Spec
from edgeviz.ui import formatting


def training_text() -> str:
    return formatting.translate("Layers", "Without training expect an accuracy near chance level.")


def spec_text(spec: Spec, part: Part = Part.WEIGHT) -> str:
    """A representation in words: "4-bit integer, per channel, symmetric, range by min-max"."""
    translate = formatting.translate
    weight = part is Part.WEIGHT
    scheme = named(spec, weight)
    if scheme is None and not spec.is_uniform:
        return translate("Layers", "{}-bit float").format(spec.bits)
    if spec.scheme is Scheme.BFLOAT:
        return translate("Layers", "16-bit float (bfloat16)")
    if scheme is None:
        parts = [translate("Layers", "{}-bit integer").format(spec.bits)]
    else:
        parts = [translate("Layers", "{}-bit {}").format(spec.bits, scheme.name)]
    if spec.is_codebook:
        parts.append(translate("Layers", "at most {} values").format(formatting.number(1 << spec.bits)))
    if spec.has_granularity:
        parts.append(granularity_text(spec.granularity))
    if spec.is_uniform and not spec.is_sign:
        parts.append(symmetry_text(spec.symmetric))
        parts.append(translate("Layers", "range by {}").format(observer_text(spec.observer, spec)))
    if spec.power_of_two:
        parts.append(translate("Layers", "power-of-two scale"))
    if spec.storage_bits != spec.bits and (weight or not spec.is_sign):
        width = spec.storage_bits if weight else max(8, spec.storage_bits)
        parts.append(translate("Layers", "stored in {} bits").format(width))
    text = ", ".join(parts)
    return f"{text}. {training_text()}" if needs_training(spec) else text


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
        case Observer.UNIT:
            return translate("Layers", "0 … 1 (DoReFa)")


def kept_text(spec: Spec, chosen: Spec, part: Part) -> str:
    """What a lock means, and what was chosen where that is something else than ``spec``, which counts."""
    text = formatting.translate("Layers", "Kept at 8 bits or more, as the first or the last layer (Repairs panel).")
    if chosen == spec:
        return text
    return f"{text} {formatting.translate('Layers', 'Chosen: {}.').format(spec_text(chosen, part))}"
