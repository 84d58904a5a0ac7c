"""Edits of layer recipes as pure functions: what the table, the inspector and the menus do to a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from edgeviz.core.graph import Layer
from edgeviz.core.recipe import (
    BITS,
    FLOAT32,
    LayerRecipe,
    Recipe,
    Scheme,
    Spec,
    activation_spec,
    weight_spec,
)
from edgeviz.core.sensitivity import Part
from edgeviz.core.ties import Ties, with_ties

#: A width is bits and scheme: 16 bits are FP16 or INT16.
Width = tuple[int, Scheme]

#: All widths in the order of the drop-down: 32, FP16, INT16, 8 … 1.
WIDTHS: tuple[Width, ...] = tuple((bits, scheme) for scheme in (Scheme.FLOAT, Scheme.INTEGER) for bits in BITS[scheme])
FLOAT: Width = (32, Scheme.FLOAT)
#: The width that each digit key sets. 9 is FP16, 0 is float.
DIGITS: dict[int, Width] = {
    **{bits: (bits, Scheme.INTEGER) for bits in range(1, 9)},
    9: (16, Scheme.FLOAT),
    0: FLOAT,
}

#: The presets of one click: name, weight width, activation width.
PRESETS: tuple[tuple[str, Width, Width], ...] = (
    ("8/8", DIGITS[8], DIGITS[8]),
    ("8/32", DIGITS[8], FLOAT),
    ("4/8", DIGITS[4], DIGITS[8]),
    ("4/4", DIGITS[4], DIGITS[4]),
    ("2/8", DIGITS[2], DIGITS[8]),
    ("FP16", DIGITS[9], DIGITS[9]),
    ("INT16", (16, Scheme.INTEGER), (16, Scheme.INTEGER)),
)
#: Presets for which it pays to keep the first and the last layer at 8 bits.
LOW_PRESETS = ("4/8", "4/4", "2/8")


def width_of(spec: Spec) -> Width:
    return spec.bits, spec.scheme


def has_activation(layer: Layer) -> bool:
    """Whether the layer's input can be quantized: lookups and recurrent weights have none."""
    return layer.input != ""


def part_of(row: LayerRecipe, part: Part) -> Spec:
    return row.weight if part is Part.WEIGHT else row.activation


def with_part(row: LayerRecipe, part: Part, spec: Spec) -> LayerRecipe:
    return replace(row, weight=spec) if part is Part.WEIGHT else replace(row, activation=spec)


def with_width(spec: Spec, width: Width, part: Part) -> Spec:
    """``spec`` at another width. An integer spec keeps its settings; a new one takes the defaults of its part."""
    bits, scheme = width
    if scheme is Scheme.FLOAT:
        return Spec(bits=bits)
    if spec.is_uniform and scheme is spec.scheme:
        return replace(spec, bits=bits)
    make = weight_spec if part is Part.WEIGHT else activation_spec
    return make(bits, scheme=Scheme.INTEGER)


def with_settings(spec: Spec, **settings: Any) -> Spec:
    """``spec`` with another granularity, symmetry or observer. A float spec has none of these and stays."""
    return replace(spec, **settings) if spec.is_uniform else spec


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
        row = recipe[layer.key]
        spec = change(part_of(row, part))
        if spec != part_of(row, part):
            found[layer.key] = with_part(row, part, spec)
    return tied(recipe, found, ties)


def tied(recipe: Recipe, rows: Mapping[str, LayerRecipe], ties: Ties | None) -> dict[str, LayerRecipe]:
    """``rows`` with what ``ties`` add to them; without, as they are."""
    return with_ties(recipe, rows, ties) if ties is not None else dict(rows)


def preset(
    recipe: Recipe, layers: Iterable[Layer], weight: Width, activation: Width, ends: Width | None = None
) -> Recipe:
    """The same widths for all ``layers``; ``ends`` is the width of the first and the last one where it differs."""
    layers = list(layers)
    rows = {}
    for index, layer in enumerate(layers):
        at_end = ends is not None and index in (0, len(layers) - 1)
        w, a = (ends, ends) if at_end and ends is not None else (weight, activation)
        inputs = with_width(FLOAT32, a, Part.ACTIVATION) if has_activation(layer) else FLOAT32
        rows[layer.key] = LayerRecipe(with_width(FLOAT32, w, Part.WEIGHT), inputs)
    return replace(recipe, layers=rows)
