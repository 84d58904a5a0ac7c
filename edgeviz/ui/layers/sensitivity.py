"""The sensitivity column of the layers table: what one and the same width would cost each layer."""

from __future__ import annotations

from math import isfinite, log10

from edgeviz.core.graph import ModelGraph
from edgeviz.core.sensitivity import Cell, Part, Sensitivity, by_usefulness
from edgeviz.ui import formatting
from edgeviz.ui.sensitivity.model import cell_text, facts, part_text, unit_text


class LayerLosses:
    """The losses of all layers' weights at the width that tells layers apart best among those known for most.

    It is 4 bits as soon as those are there. One width for all, whatever the recipe says: the column compares layers,
    and must not jump while widths are edited.
    """

    def __init__(self, graph: ModelGraph | None = None, table: Sensitivity | None = None) -> None:
        self.table = table
        self.bits: int | None = None
        self._cells: dict[str, Cell] = {}
        known: dict[int, dict[str, Cell]] = {}
        for (layer, part, bits), cell in (table.cells if table is not None else {}).items():
            if part is Part.WEIGHT and graph is not None and layer in graph.layer_index:
                known.setdefault(bits, {})[layer] = cell
        if known:
            most = max(map(len, known.values()))
            self.bits = by_usefulness([bits for bits, cells in known.items() if len(cells) == most])[0]
            self._cells = known[self.bits]
        logs = [log10(cell.loss) for cell in self._cells.values() if cell.loss > 0 and isfinite(cell.loss)]
        self._scale = (min(logs), max(logs)) if logs else (0.0, 0.0)

    @property
    def is_empty(self) -> bool:
        return not self._cells

    def text(self, key: str) -> str:
        """The number as the heat map prints it."""
        cell = self._cells.get(key)
        return "" if cell is None or self.table is None else cell_text(cell, self.table.method)

    def share(self, key: str) -> float:
        """Length of the bar, 0 to 1, by the logarithm of the loss; a tenth is left to the least sensitive layer."""
        cell = self._cells.get(key)
        if cell is None or cell.loss <= 0:
            return 0.0
        low, high = self._scale
        if not isfinite(cell.loss) or high <= low:
            return 1.0
        return 0.1 + 0.9 * (log10(cell.loss) - low) / (high - low)

    def sort_value(self, key: str) -> float:
        cell = self._cells.get(key)
        return -1.0 if cell is None else cell.loss

    def title(self) -> str:
        return formatting.translate("Layers", "Loss W{}").format(self.bits) if self.bits else ""

    def about(self) -> str:
        if self.table is None or self.bits is None:
            return ""
        lines = [
            formatting.translate("Layers", "Sensitivity: what the layer alone would lose."),
            f"{part_text(Part.WEIGHT, self.bits)}. {unit_text(self.table.method)}",
            formatting.translate("Layers", "The bar is longer for more loss, by its logarithm. A click sorts."),
        ]
        return "\n".join(lines)

    def tooltip(self, key: str) -> str:
        cell = self._cells.get(key)
        if cell is None or self.table is None:
            return formatting.translate("Layers", "Not known yet.")
        return "\n".join([f"{key} · {part_text(Part.WEIGHT, cell.bits)}", *facts(cell, self.table)])
