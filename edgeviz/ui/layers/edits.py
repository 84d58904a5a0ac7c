"""Edits of layer recipes as pure functions: what the table, the inspector and the menus do to a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from edgeviz.core.graph import Layer
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.schemes import ACTIVATIONS, WEIGHTS, Named, named
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import BITS, FLOAT32, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.ties import Ties, with_ties

#: A width is bits and what they are: Scheme.FLOAT, Scheme.INTEGER or the word of a published scheme
#: (``core.schemes``). 16 bits are FP16, bfloat16 or INT16, and 4 may be k-means.
Width = tuple[int, str]

#: Floats and uniform integers in the order of the drop-down: 32, FP16, INT16, 8 … 2.
WIDTHS: tuple[Width, ...] = tuple(
    (bits, scheme)
    for scheme in (Scheme.FLOAT, Scheme.INTEGER)
    for bits in BITS[scheme]
    if scheme is Scheme.FLOAT or bits > 1
)
#: The widths of the published schemes, by scheme.
SCHEMES: dict[Part, tuple[tuple[Named, tuple[Width, ...]], ...]] = {
    part: tuple((scheme, tuple((bits, scheme.word) for bits in scheme.widths)) for scheme in schemes)
    for part, schemes in ((Part.WEIGHT, WEIGHTS), (Part.ACTIVATION, ACTIVATIONS))
}
#: The single bit of a digit key: the sign with the mean magnitude.
SIGN: dict[Part, Width] = {Part.WEIGHT: (1, "bwn"), Part.ACTIVATION: (1, "xnor")}
FLOAT: Width = (32, Scheme.FLOAT)
FP16: Width = (16, Scheme.FLOAT)


def integer(bits: int) -> Width:
    return bits, Scheme.INTEGER


def digits(part: Part) -> dict[int, Width]:
    """The width that each digit key sets. 9 is FP16, 0 is float."""
    return {1: SIGN[part], **{bits: integer(bits) for bits in range(2, 9)}, 9: FP16, 0: FLOAT}


def all_widths(part: Part) -> tuple[Width, ...]:
    """Every width that can be chosen: floats, integers, then the published schemes."""
    return WIDTHS + tuple(width for _, widths in SCHEMES[part] for width in widths)


@dataclass(frozen=True)
class Preset:
    """One click for all layers. ``low``: it pays to keep the first and the last layer at 8 bits."""

    name: str
    weight: Width
    activation: Width
    low: bool = False
    power_of_two: bool = False


PRESETS: tuple[Preset, ...] = (
    Preset("8/8", integer(8), integer(8)),
    Preset("8/32", integer(8), FLOAT),
    Preset("4/8", integer(4), integer(8), low=True),
    Preset("4/4", integer(4), integer(4), low=True),
    Preset("2/8", integer(2), integer(8), low=True),
    Preset("FP16", FP16, FP16),
    Preset("INT16", integer(16), integer(16)),
)
#: Presets of the published schemes.
SCHEME_PRESETS: tuple[Preset, ...] = (
    Preset("BF16", (16, "bf16"), (16, "bf16")),
    Preset("INT8 with power-of-two scales", integer(8), integer(8), power_of_two=True),
    Preset("k-means 4 (Deep Compression)", (4, "kmeans"), FLOAT),
    Preset("TWN", (2, "twn"), FLOAT, low=True),
    Preset("BWN", (1, "bwn"), FLOAT, low=True),
    Preset("XNOR-Net", (1, "bwn"), (1, "xnor"), low=True),
    Preset("DoReFa 2/2", (2, "dorefa"), (2, "dorefa"), low=True),
)


def width_of(spec: Spec, part: Part) -> Width:
    scheme = named(spec, part is Part.WEIGHT)
    return spec.bits, scheme.word if scheme else spec.scheme


def scheme_of(width: Width, part: Part) -> Named | None:
    """The published scheme of ``width``, None for floats and plain integers."""
    return next((scheme for scheme, widths in SCHEMES[part] if width in widths), None)


def label_of(width: Width, part: Part) -> str:
    """Short text: "8", "FP16", "4 k-means", "1 XNOR-Net"."""
    scheme = scheme_of(width, part)
    if width == integer(1):
        return "1 affine"
    if scheme is None or scheme.spec.is_float:
        return with_width(FLOAT32, width, part).label
    return f"{width[0]} {scheme.name}"


def has_activation(layer: Layer) -> bool:
    """Whether the layer's input can be quantized: lookups and recurrent weights have none."""
    return layer.input != ""


def part_of(row: LayerRecipe, part: Part) -> Spec:
    return row.weight if part is Part.WEIGHT else row.activation


def with_part(row: LayerRecipe, part: Part, spec: Spec) -> LayerRecipe:
    return replace(row, weight=spec) if part is Part.WEIGHT else replace(row, activation=spec)


def with_width(spec: Spec, width: Width, part: Part) -> Spec:
    """``spec`` at another width. A uniform spec keeps its settings; a new one takes the defaults of its part.

    What belongs to a published scheme goes with it: the symmetry of a single bit, DoReFa's range.
    """
    bits, word = width
    scheme = scheme_of(width, part)
    if scheme is not None:
        made = scheme.at(bits)
        if made.is_uniform and spec.is_uniform:
            made = replace(made, power_of_two=spec.power_of_two)
        return replace(made, granularity=spec.granularity) if scheme.has(spec) and made.has_granularity else made
    if word == Scheme.FLOAT:
        return Spec(bits=bits)
    make = weight_spec if part is Part.WEIGHT else activation_spec
    fresh = make(bits, scheme=Scheme.INTEGER)
    if not spec.is_uniform:
        return fresh
    symmetric = False if bits == 1 else fresh.symmetric if spec.is_sign else spec.symmetric
    observer = Observer.MINMAX if spec.observer is Observer.UNIT else spec.observer
    return replace(spec, bits=bits, symmetric=symmetric, observer=observer)


def with_settings(spec: Spec, **settings: Any) -> Spec:
    """``spec`` with another granularity, symmetry, observer or rounding of scales, where its scheme has such."""
    if spec.is_uniform:
        return replace(spec, **settings)
    return replace(spec, granularity=settings.get("granularity", spec.granularity)) if spec.has_granularity else spec


def changes(
    recipe: Recipe, layers: Iterable[Layer], part: Part, change: Callable[[Spec], Spec], ties: Ties | None = None
) -> dict[str, LayerRecipe]:
    """The rows that ``change`` makes different, by layer key. Layers without such a part are left out.

    With ``ties`` the layers that are tied to a changed one change with it. Every edit of layers goes through here, or
    through ``tied`` where rows were made in another way.
    """
    found = {}
    for layer in layers:
        if part is Part.ACTIVATION and not has_activation(layer):
            continue
        row = recipe.chosen(layer.key)
        spec = change(part_of(row, part))
        if spec != part_of(row, part):
            found[layer.key] = with_part(row, part, spec)
    return tied(recipe, found, ties)


def tied(recipe: Recipe, rows: Mapping[str, LayerRecipe], ties: Ties | None) -> dict[str, LayerRecipe]:
    """``rows`` with what ``ties`` add to them; without, as they are."""
    return with_ties(recipe, rows, ties) if ties is not None else dict(rows)


def preset(recipe: Recipe, layers: Iterable[Layer], chosen: Preset, ends: Width | None = None) -> Recipe:
    """``chosen`` for all ``layers``; ``ends`` is the width of the first and the last one where it differs."""
    layers = list(layers)
    rows = {}
    for index, layer in enumerate(layers):
        at_end = ends is not None and index in (0, len(layers) - 1)
        w, a = (ends, ends) if at_end and ends is not None else (chosen.weight, chosen.activation)
        row = LayerRecipe(with_width(FLOAT32, w, Part.WEIGHT))
        if has_activation(layer):
            row = replace(row, activation=with_width(FLOAT32, a, Part.ACTIVATION))
        if chosen.power_of_two:
            row = LayerRecipe(*(with_settings(spec, power_of_two=True) for spec in (row.weight, row.activation)))
        rows[layer.key] = row
    return replace(recipe, layers=rows)
