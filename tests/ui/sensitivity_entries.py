"""Job entries in the place of the engine's sensitivity, run in the real worker, and tables for tests."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from edgeviz.core.errors import DataError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.jobs.context import Context

WEIGHT_BITS, ACTIVATION_BITS = (8, 6, 4, 3, 2), (8, 6, 4)


def table(graph: ModelGraph, method: Method = Method.FISHER, samples: int = 600) -> Sensitivity:
    """Losses that fall fourfold with every bit; later layers lose more."""
    cells = []
    for row, layer in enumerate(graph.layers, 1):
        for part, widths in ((Part.WEIGHT, WEIGHT_BITS), (Part.ACTIVATION, ACTIVATION_BITS)):
            if part is Part.WEIGHT or (layer.input and method is not Method.SQNR):
                for bits in widths:
                    loss = row * (1.0 if part is Part.WEIGHT else 0.1) * 4.0**-bits
                    cells.append(Cell(layer.key, part, bits, loss, 20.0 + bits, None, -loss / 10, samples))
    empty = Sensitivity(method, samples, {}, "2026-01-01T00:00:00+00:00")
    return empty.with_cells(cells)


def slow(context: Context, path: str, known: Sensitivity | None = None, **arguments: Any) -> Sensitivity:
    """Cells for the layers conv1, conv2 and fc, one by one; goes on past the fourth when ``path``.go exists."""
    method = arguments["method"]
    cells = known.cells if known is not None else {}
    found = Sensitivity(method, 600, cells, "2026-01-01T00:00:00+00:00")
    wanted = [(key, Part.WEIGHT, bits) for bits in WEIGHT_BITS for key in ("conv1", "conv2", "fc")]
    wanted += [(key, Part.ACTIVATION, bits) for bits in ACTIVATION_BITS for key in ("conv1", "conv2", "fc")]
    (Path(path).parent / "known").write_text(str(len(found.cells)))
    for done, (layer, part, bits) in enumerate(wanted):
        if (layer, part, bits) in found.cells:
            continue
        while done >= 4 and not (Path(path).parent / "go").exists():
            context.progress(done, len(wanted), "waiting")
            time.sleep(0.01)
        cell = Cell(layer, part, bits, 4.0**-bits, samples=600)
        context.result(cell)
        context.progress(done + 1, len(wanted))
        found = found.with_cell(cell)
    return found


def broken(context: Context, **arguments: Any) -> Sensitivity:
    raise DataError("labels.csv: row 7 has no label.", "Add the label.")
