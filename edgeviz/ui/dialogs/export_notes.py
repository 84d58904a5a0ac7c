"""What a person should know before exporting: which widths the file has no type for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from edgeviz.core.graph import ModelGraph
from edgeviz.core.package import plain_stem
from edgeviz.core.recipe import Recipe
from edgeviz.ui.formatting import number

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Note:
    """One sentence, and the layers it is about."""

    text: str
    layers: tuple[str, ...]


def storage_notes(graph: ModelGraph, recipe: Recipe) -> list[Note]:
    """Where the file stores more bits than the recipe says, widest gap first.

    ONNX has integers of 2, 4, 8 and 16 bits: the values are those of the narrower width, the bytes are not.
    """
    weights: dict[tuple[int, int], list[str]] = defaultdict(list)
    activations: dict[tuple[int, int], list[str]] = defaultdict(list)
    for layer in graph.layers:
        row = recipe[layer.key]
        for spec, found in ((row.weight, weights), (row.activation, activations)):
            if found is activations and not layer.input:
                continue
            if spec.storage_bits != spec.bits:
                found[spec.bits, spec.storage_bits].append(layer.key)
    notes = []
    for (bits, stored), keys in sorted(weights.items(), key=lambda item: item[0]):
        text = translate("Export", "{}-bit weights of {} are stored as {}-bit integers, and sized as such.")
        notes.append(Note(text.format(bits, _layers(keys, graph), stored), tuple(keys)))
    for (bits, stored), keys in sorted(activations.items(), key=lambda item: item[0]):
        text = translate("Export", "{}-bit activations of {} are written as {}-bit integers with a narrower range.")
        notes.append(Note(text.format(bits, _layers(keys, graph), stored), tuple(keys)))
    return notes


def _layers(keys: list[str], graph: ModelGraph) -> str:
    if len(keys) == len(graph.layers) and len(keys) > 1:
        return translate("Export", "all layers")
    if len(keys) == 1:
        return keys[0]
    return translate("Export", "{} layers").format(number(len(keys)))


def default_name(model_name: str, summary: str) -> str:
    """ "resnet20-mixed-w4.3-a8.onnx": only characters that every file system takes."""
    stem = model_name.rsplit(".", 1)[0] if "." in model_name else model_name
    return f"{plain_stem(f'{stem} {summary.lower()}')}.onnx"
