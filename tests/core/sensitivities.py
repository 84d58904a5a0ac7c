"""Made-up sensitivities."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from edgeviz.core.graph import ModelGraph
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity

BITS = (16, 8, 7, 6, 5, 4, 3, 2)


def random_sensitivity(
    graph: ModelGraph, seed: int = 0, bits: Iterable[int] = BITS, method: Method = Method.MEASURED
) -> Sensitivity:
    """Losses that fall about fourfold with every bit, for all layers and widths."""
    rng = np.random.default_rng(seed)
    widths = tuple(bits)
    cells = []
    for layer in graph.layers:
        scale = rng.random() ** 3
        parts = [Part.WEIGHT, Part.ACTIVATION] if layer.input and method is not Method.SQNR else [Part.WEIGHT]
        cells += [
            Cell(layer.key, part, width, float(scale * (0.5 + rng.random()) / 4.0**width))
            for part in parts
            for width in widths
        ]
    return Sensitivity(method, 100).with_cells(cells)
