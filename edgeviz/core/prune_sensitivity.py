"""How much a network suffers when one layer alone is pruned, at several sparsities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from math import isfinite
from typing import Any

from edgeviz.core.train_request import Structure

#: Shares that are asked for where nobody chose.
SPARSITIES = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class PruneCell:
    """One layer pruned alone, without retraining.

    layers: the layer, or all those that share the weight or whose channels can only be cut together. sparsity: the
    share that was asked for, of weights or of channels. loss: KL(whole ‖ pruned) of the outputs, nats per sample;
    loss_change: the cross-entropy's, nats per sample; accuracy_change: a fraction, negative is worse. ``samples`` is
    how many the figures come from; ``removed`` how many weights are gone, those that read a cut channel included.
    """

    layers: tuple[str, ...]
    sparsity: float
    loss: float
    loss_change: float
    accuracy_change: float
    samples: int
    removed: int

    @property
    def key(self) -> tuple[tuple[str, ...], float]:
        return self.layers, self.sparsity


@dataclass(frozen=True)
class PruneSensitivity:
    """A table of cells, perhaps incomplete, for one model and data set. One with fewer ``samples`` is provisional."""

    structure: Structure
    samples: int = 0
    cells: Mapping[tuple[tuple[str, ...], float], PruneCell] = field(default_factory=dict)
    date: str = ""

    def with_cells(self, cells: Iterable[PruneCell]) -> PruneSensitivity:
        """Newer cells replace older ones of the same layers and sparsity."""
        return replace(self, cells={**self.cells, **{cell.key: cell for cell in cells}})

    def most(self, layers: tuple[str, ...], drop: float) -> float | None:
        """The largest sparsity tried at which the accuracy falls by no more than ``drop`` (a fraction); None for none.

        Looked for from below: what lies beyond a sparsity that is too much is not trusted.
        """
        found = None
        for cell in sorted((c for c in self.cells.values() if c.layers == layers), key=lambda c: c.sparsity):
            if cell.accuracy_change < -drop:
                break
            found = cell.sparsity
        return found

    def to_json(self) -> dict[str, Any]:
        rows = [asdict(cell) | {"layers": list(cell.layers)} for cell in self.cells.values()]
        return {"structure": self.structure.value, "samples": self.samples, "date": self.date, "cells": rows}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> PruneSensitivity:
        """Raises KeyError, TypeError or ValueError on a malformed value."""
        known = {f.name for f in fields(PruneCell)}
        cells = []
        for row in value["cells"]:
            cell = PruneCell(**{k: v for k, v in row.items() if k in known} | {"layers": tuple(row["layers"])})
            if not isinstance(row["layers"], list) or not all(isinstance(key, str) for key in cell.layers):
                raise TypeError("layers")
            figures = (cell.sparsity, cell.loss, cell.loss_change, cell.accuracy_change)
            counts = isinstance(cell.samples, int) and isinstance(cell.removed, int) and cell.samples >= 0
            if not counts or not all(isfinite(figure) for figure in figures) or not 0 <= cell.sparsity < 1:
                raise ValueError(f"cell of {cell.layers}")
            cells.append(cell)
        if not isinstance(value["date"], str) or not isinstance(value["samples"], int):
            raise TypeError("text and a number expected")
        table = {cell.key: cell for cell in cells}
        return PruneSensitivity(Structure(value["structure"]), value["samples"], table, value["date"])
