"""How much a layer suffers from a width: measured or estimated, one layer and one width at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from edgeviz.core.recipe import Recipe


class Method(StrEnum):
    """How a sensitivity came about. SQNR and FISHER need no labels and no runs per layer."""

    SQNR = "sqnr"
    FISHER = "fisher"
    MEASURED = "measured"


class Part(StrEnum):
    WEIGHT = "weight"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True)
class Cell:
    """One layer's weights or input at one width. ``loss`` is what is added up: see ``Sensitivity.method``.

    SQNR: the relative weight error, noise power / signal power. FISHER: ½ Σ F_jj δ_j², in nats per sample.
    MEASURED: KL(float ‖ quantized) of the outputs, in nats per sample. ``accuracy_change`` is a fraction
    (negative is worse), None where it was not measured. ``sqnr`` is in dB.
    """

    layer: str
    part: Part
    bits: int
    loss: float
    sqnr: float | None = None
    loss_change: float | None = None
    accuracy_change: float | None = None


CellKey = tuple[str, Part, int]


@dataclass(frozen=True)
class Sensitivity:
    """A table of cells, possibly incomplete, for one model, data set and choice of settings."""

    method: Method
    samples: int = 0
    cells: Mapping[CellKey, Cell] = field(default_factory=dict)
    date: str = ""

    def with_cell(self, cell: Cell) -> Sensitivity:
        return Sensitivity(
            self.method, self.samples, {**self.cells, (cell.layer, cell.part, cell.bits): cell}, self.date
        )

    def get(self, layer: str, part: Part, bits: int) -> Cell | None:
        return self.cells.get((layer, part, bits))

    def predicted_loss(self, recipe: Recipe) -> float | None:
        """The sum over layers, which takes their errors as independent; None where a cell is missing."""
        total = 0.0
        for key, row in recipe.layers.items():
            for part, spec in ((Part.WEIGHT, row.weight), (Part.ACTIVATION, row.activation)):
                if not spec.is_integer:
                    continue
                cell = self.get(key, part, spec.bits)
                if cell is None:
                    return None
                total += cell.loss
        return total

    def to_json(self) -> dict[str, Any]:
        return {
            "method": self.method.value,
            "samples": self.samples,
            "date": self.date,
            "cells": [{k: v for k, v in asdict(cell).items() if v is not None} for cell in self.cells.values()],
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Sensitivity:
        """Raises KeyError, TypeError or ValueError on a malformed value."""
        cells = [Cell(**{**row, "part": Part(row["part"])}) for row in value["cells"]]
        table = {(cell.layer, cell.part, cell.bits): cell for cell in cells}
        return Sensitivity(Method(value["method"]), int(value["samples"]), table, str(value["date"]))
