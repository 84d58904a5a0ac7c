"""Widths and schemes in words: what menus, combo boxes and tooltips say about them."""

from __future__ import annotations

from edgeviz.core.schemes import BFLOAT16, needs_training
from edgeviz.core.spec import Scheme
from edgeviz.ui import formatting
from edgeviz.ui.layers.edits import Part, Width, scheme_of
from edgeviz.ui.layers.texts import training_text


def width_text(width: Width, part: Part) -> str:
    """ "8 integer", "16 float", "4 k-means", "1 XNOR-Net"."""
    bits, word = width
    if word == Scheme.FLOAT:
        return formatting.translate("Layers", "{} float").format(bits)
    if word == Scheme.INTEGER:
        affine, integer = formatting.translate("Layers", "{} affine"), formatting.translate("Layers", "{} integer")
        return (affine if bits == 1 else integer).format(bits)
    if word == BFLOAT16.word:
        return formatting.translate("Layers", "{} bfloat").format(bits)
    scheme = scheme_of(width, part)
    return formatting.translate("Layers", "{} {}").format(bits, scheme.name if scheme else word)


def width_name(width: Width) -> str:
    """For finding an action: "8", "INT16", "FP16", "4kmeans"."""
    bits, word = width
    if word == Scheme.FLOAT:
        return f"FP{bits}"
    if word == Scheme.INTEGER:
        return "INT16" if bits == 16 else "1affine" if bits == 1 else str(bits)
    return "1" if word in ("bwn", "xnor") else f"{bits}{word}"


def width_about(width: Width, part: Part) -> str:
    """What a width or scheme does to the values, and whether it can work without training; "" for plain ones."""
    bits, word = width
    translate = formatting.translate
    texts = {
        "bf16": translate("Layers", "bfloat16: the range of 32-bit floats with 8 significant bits."),
        "bwn": translate(
            "Layers", "Binary weights (BWN): the sign of each weight times the mean magnitude of its filter."
        ),
        "xnor": translate(
            "Layers", "XNOR-Net: the sign of each value times the mean magnitude in the calibration data."
        ),
        "binaryconnect": translate("Layers", "BinaryConnect: +1 or −1, the sign of each weight, without a scale."),
        "stochastic": translate(
            "Layers", "BinaryConnect, stochastic: +1 with probability (w + 1) / 2, else −1, drawn with a fixed seed."
        ),
        "twn": translate("Layers", "Ternary weights (TWN): −α, 0 or +α; 0 up to 0.7 times the mean magnitude."),
        "ttq": translate(
            "Layers", "Trained ternary (TTQ): −Wn, 0 or +Wp; 0 up to 5 % of the largest magnitude. Smaller, not faster."
        ),
        "kmeans": translate(
            "Layers",
            "Weight sharing by k-means (Deep Compression): at most {} values for all weights. Smaller, not faster.",
        ).format(formatting.number(1 << bits)),
    }
    if word == "dorefa":
        text = (
            translate("Layers", "DoReFa: {} even steps from −1 to 1 of the weights' tanh, without a scale.")
            if part is Part.WEIGHT
            else translate("Layers", "DoReFa: {} even steps from 0 to 1; what lies beyond is clipped.")
        ).format(formatting.number(1 << bits))
    else:
        text = texts.get(word, "")
    scheme = scheme_of(width, part)
    if scheme and needs_training(scheme.at(bits)):
        text += " " + training_text()
    return text
