"""Bit widths on the clipboard: a table for spreadsheets, and exact layer recipes for EdgeViz itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import layer_bytes
from edgeviz.core.spec import Scheme
from edgeviz.ui import formatting
from edgeviz.ui.layers.edits import (
    FLOAT,
    FP16,
    SIGN,
    Part,
    Width,
    all_widths,
    has_activation,
    label_of,
    part_of,
    width_of,
    with_part,
    with_width,
)

MIME = "application/x-edgeviz-layers+json"
FORMAT = "edgeviz-layers/1"
HEADER = ("Name", "Kind", "Output shape", "Parameters", "MACs", "Bytes", "Weight bits", "Activation bits")
#: Cells that say "leave it as it is".
_BLANK = ("", "-", "–")


def to_table(layers: Sequence[Layer], recipe: Recipe) -> str:
    """Tab-separated rows below a header. Numbers are plain, so that any spreadsheet reads them."""
    lines = ["\t".join(HEADER)]
    for layer in layers:
        row = recipe[layer.key]
        cells = (
            layer.key,
            layer.kind,
            formatting.shape(layer.output_shape),
            str(layer.parameters),
            str(layer.macs),
            str(layer_bytes(layer, row.weight)),
            label_of(width_of(row.weight, Part.WEIGHT), Part.WEIGHT),
            label_of(width_of(row.activation, Part.ACTIVATION), Part.ACTIVATION) if has_activation(layer) else "–",
        )
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def to_json(layers: Sequence[Layer], recipe: Recipe) -> str:
    keys = [layer.key for layer in layers]
    chosen = Recipe({key: recipe[key] for key in keys})
    return json.dumps({"format": FORMAT, "keys": keys, "recipe": chosen.to_json()})


@dataclass(frozen=True, slots=True)
class Pasted:
    """One row of the clipboard: whole layer recipes, or the widths of a table (None: leave as it is)."""

    key: str = ""
    row: LayerRecipe | None = None
    weight: Width | None = None
    activation: Width | None = None

    def onto(self, layer: Layer, row: LayerRecipe) -> LayerRecipe:
        """What ``row``, the present recipe of ``layer``, becomes."""
        if self.row is not None:
            kept = self.row
            return kept if has_activation(layer) else with_part(kept, Part.ACTIVATION, row.activation)
        for part, width in ((Part.WEIGHT, self.weight), (Part.ACTIVATION, self.activation)):
            if width is not None and (part is Part.WEIGHT or has_activation(layer)):
                row = with_part(row, part, with_width(part_of(row, part), width, part))
        return row


def from_json(text: str) -> list[Pasted]:
    """Raises RecipeError when ``text`` is not what ``to_json`` writes."""
    try:
        value = json.loads(text)
        if value["format"] != FORMAT:
            raise ValueError(f"format {value['format']!r}")
        recipe = Recipe.from_json(value["recipe"])
        return [Pasted(key=str(key), row=recipe[key]) for key in value["keys"]]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise RecipeError("The clipboard holds no readable layer settings.", "Copy the layers again.") from error


def parse_width(text: str, part: Part = Part.WEIGHT) -> Width:
    """ "8", "INT16", "FP16", "16" (float), "32", "float", "4 k-means" -> a width. Raises RecipeError."""
    word = text.strip().upper().removesuffix(" BITS").removesuffix(" BIT")
    names: dict[str, Width] = {
        "FLOAT": FLOAT,
        "32": FLOAT,
        "16": FP16,
        "1": SIGN[part],
        "1 AFFINE": (1, Scheme.INTEGER),
    }
    for bits, scheme in all_widths(part):
        names[label_of((bits, scheme), part).upper()] = (bits, scheme)
        if scheme == Scheme.INTEGER:
            names[f"INT{bits}"] = (bits, scheme)
    if word not in names:
        schemes = ", ".join(("4 k-means", "2 TWN", "1 BWN") if part is Part.WEIGHT else ("8 DoReFa", "1 XNOR-Net"))
        raise RecipeError(
            f"“{text.strip()[:40]}” on the clipboard is not a bit width.",
            f"Use 1 to 8, INT16, FP16, 32 or a scheme such as {schemes}, with weights in the first column and "
            "activations in the second.",
        )
    return names[word]


def from_table(text: str, single: Part = Part.WEIGHT) -> list[Pasted]:
    """Rows of tab-separated widths, as copied from here or from a spreadsheet.

    With a header that names its columns (as ``to_table`` writes) names and widths are found by it. Otherwise one
    column holds the widths of ``single``, and the last two of several columns those of weights and activations.
    Raises RecipeError, naming the cell, when a width cannot be read.
    """
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not rows:
        raise RecipeError("The clipboard holds no bit widths.", "Copy layers or a column of widths first.")
    titles = [cell.strip() for cell in rows[0]]
    if HEADER[6] in titles or HEADER[7] in titles:
        columns: Mapping[str, int] = {title: index for index, title in enumerate(titles)}
        name, weight, activation = (columns.get(title) for title in (HEADER[0], HEADER[6], HEADER[7]))
        rows = rows[1:]
    else:
        count = max(len(row) for row in rows)
        name = None
        weight, activation = (count - 2, count - 1) if count > 1 else (0, None)
        if count == 1 and single is Part.ACTIVATION:
            weight, activation = None, 0
    return [
        Pasted(_cell(row, name), None, _width(row, weight, Part.WEIGHT), _width(row, activation, Part.ACTIVATION))
        for row in rows
    ]


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _width(row: Sequence[str], column: int | None, part: Part) -> Width | None:
    text = _cell(row, column)
    return None if text in _BLANK else parse_width(text, part)


def assign(pasted: Sequence[Pasted], selected: Sequence[Layer], layers: Sequence[Layer]) -> list[tuple[Layer, Pasted]]:
    """Which row of the clipboard goes to which layer.

    One row goes to all selected layers; as many rows as layers are selected go to them in order, unless they are
    the very same layers; any other rows go to the layers they name, else downwards from the first selected one.
    ``layers`` are those shown, in their order. An empty answer means that nothing fits.
    """
    by_key = {layer.key: layer for layer in layers}
    named = [(by_key[row.key], row) for row in pasted if row.key in by_key]
    if selected and len(pasted) == 1:
        return [(layer, pasted[0]) for layer in selected]
    same = {row.key for row in pasted} == {layer.key for layer in selected}
    if len(pasted) == len(selected) and not same:
        return list(zip(selected, pasted, strict=True))
    if named:
        return named
    if not selected:
        return []
    start = [layer.key for layer in layers].index(selected[0].key)
    return list(zip(layers[start:], pasted, strict=False))
