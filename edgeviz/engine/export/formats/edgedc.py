"""A compressed file (.edgedc): weights that share at most 256 values, Huffman coded (Han et al. 2016, section 4)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import numpy_helper

from edgeviz.core.compress.request import AUTOMATIC
from edgeviz.core.compress.stream import SharedLayer, smallest
from edgeviz.core.errors import ModelError
from edgeviz.engine.compress import archive
from edgeviz.engine.export.content import FAULT, Content

#: Codes are bytes.
MOST = 256


def files(content: Content) -> dict[str, bytes]:
    """Raises ModelError where no weight has few enough values."""
    layers: list[SharedLayer] = []
    left = 0
    for name in dict.fromkeys(layer.weight for layer in content.opened.graph.layers):
        values = content.values.get(name)
        if values is None or not values.size:
            continue
        found = shared(name, values)
        if found is None:
            left += 1
        else:
            layers.append(smallest(found, AUTOMATIC))
    if not layers:
        raise ModelError(
            "No layer's weights take 256 values or fewer, so that there is nothing to code.",
            "Choose one scale per tensor or k-means for the weights, or run Deep Compression in the Train workspace.",
        )
    if left:
        content.note("edgedc", f"Weights with more than {MOST} values, stored as floats: {left}.")
    model = archive.slim(content.rounded)
    return {f"{content.stem}.edgedc": archive.encode(model, layers, {"recipe": content.recipe.hash}).content}


def shared(name: str, values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> SharedLayer | None:
    """The layer as a table and codes, zero first where there is one; None for more than 256 values."""
    table, codes = np.unique(values, return_inverse=True)
    if len(table) > MOST:
        return None
    zero = np.flatnonzero(table == 0)
    order = np.arange(len(table))
    if len(zero):
        order = np.concatenate([zero, np.delete(order, zero[0])])
    places = np.argsort(order)
    coded = places[codes.reshape(values.shape)].astype(np.uint8)
    return SharedLayer(name, coded, (table[order] + np.float32(0)).astype(np.float32))


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.edgedc"
    model = archive.decode((folder / name).read_bytes(), name)
    for tensor in model.graph.initializer:
        if tensor.name in content.values and not np.array_equal(
            numpy_helper.to_array(tensor), content.values[tensor.name]
        ):
            raise ModelError(f"{name}: {tensor.name} is not decoded to what it was.", FAULT)
    return "decoded: every weight has its value"
