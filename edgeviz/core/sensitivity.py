"""How much a layer suffers from a width: measured or estimated, one layer and one width at a time."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, ClassVar

from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.core.spec import Scheme, Spec, activation_spec, weight_spec

#: Widths in the order in which they help most: where layers begin to differ, then the cliff, then the safe end.
USEFUL = (4, 2, 8, 3, 6, 5, 1, 7, 16)


class Method(StrEnum):
    """How a sensitivity came about. Only MEASURED runs the model for each layer; it alone looks at labels."""

    SQNR = "sqnr"
    FISHER = "fisher"
    HESSIAN = "hessian"
    MEASURED = "measured"

    @property
    def is_of_weights(self) -> bool:
        """Whether it says nothing about activations."""
        return self in (Method.SQNR, Method.HESSIAN)


class Part(StrEnum):
    WEIGHT = "weight"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True)
class Trace:
    """The estimated trace of a weight's Hessian over its number of elements, from random vectors (Hutchinson 1989).

    ``mean`` is in nats per sample and squared unit of the weight, ``squares`` the sum of the draws' squared
    deviations from it: with ``vectors``, how many there were, all that an estimate needs to go on.
    """

    mean: float = 0.0
    squares: float = 0.0
    vectors: int = 0

    #: Standard error over mean that is good enough; vectors before that is looked at, and after which it is not.
    TOLERANCE: ClassVar[float] = 0.1
    LEAST: ClassVar[int] = 8
    VECTORS: ClassVar[int] = 48

    @property
    def error(self) -> float | None:
        """The standard error of ``mean``; None where one vector cannot tell."""
        return math.sqrt(self.squares / (self.vectors - 1) / self.vectors) if self.vectors > 1 else None

    @property
    def is_converged(self) -> bool:
        """Whether more vectors are not worth while."""
        if self.vectors >= self.VECTORS or self.error is None:
            return self.vectors >= self.VECTORS
        return self.vectors >= self.LEAST and self.error <= self.TOLERANCE * abs(self.mean)

    def with_draw(self, value: float) -> Trace:
        """One vector more (Welford 1962)."""
        count = self.vectors + 1
        mean = self.mean + (value - self.mean) / count
        return Trace(mean, self.squares + (value - self.mean) * (value - mean), count)


@dataclass(frozen=True, slots=True)
class Cell:
    """One layer's weights or activations at one width. ``loss`` is what is added up: see ``Sensitivity.method``.

    SQNR: the relative weight error, noise power / signal power. FISHER: ½ Σ F_jj δ_j², in nats per sample.
    HESSIAN: mean trace · ‖δ‖² in nats per sample, which HAWQ-V2 does not halve; ``trace`` is the estimate.
    MEASURED: KL(float ‖ quantized) of the outputs, in nats per sample. ``accuracy_change`` is a fraction
    (negative is worse) and ``loss_change`` the cross-entropy's, in nats per sample; None where they were not
    measured. ``sqnr`` is in dB, None where it was not computed or nothing changes at all. ``samples`` is how many
    the figures come from, 0 for those that need none: a cell grows more certain while a job runs.

    Layers that share one weight change together: each bears an equal part of ``loss``, so that the sum stays right.
    """

    layer: str
    part: Part
    bits: int
    loss: float
    sqnr: float | None = None
    loss_change: float | None = None
    accuracy_change: float | None = None
    samples: int = 0
    trace: Trace | None = None

    @property
    def key(self) -> CellKey:
        return self.layer, self.part, self.bits


CellKey = tuple[str, Part, int]


@dataclass(frozen=True)
class Sensitivity:
    """A table of cells, possibly incomplete, for one model, data set and choice of settings.

    ``settings`` names the choice as ``settings_text`` does, "" for the defaults. ``samples`` is how many were asked
    for; a cell that has fewer is provisional, and so is a trace whose error is too large still.
    """

    method: Method
    samples: int = 0
    cells: Mapping[CellKey, Cell] = field(default_factory=dict)
    date: str = ""
    settings: str = ""

    def with_cell(self, cell: Cell) -> Sensitivity:
        return self.with_cells((cell,))

    def with_cells(self, cells: Iterable[Cell]) -> Sensitivity:
        """Newer cells replace older ones of the same layer, part and width."""
        return replace(self, cells={**self.cells, **{cell.key: cell for cell in cells}})

    def get(self, layer: str, part: Part, bits: int) -> Cell | None:
        return self.cells.get((layer, part, bits))

    def is_provisional(self, cell: Cell) -> bool:
        """Whether a longer run would make ``cell`` more certain."""
        unsure = self.method is Method.HESSIAN and not (cell.trace is not None and cell.trace.is_converged)
        return unsure or cell.samples < self.samples

    def predicted_loss(self, recipe: Recipe) -> float | None:
        """The sum over layers, which takes their errors as independent.

        None where a cell is missing, or was measured with another scheme than the recipe has.
        """
        total = 0.0
        for key, row in recipe.rows():
            for part, spec in ((Part.WEIGHT, row.weight), (Part.ACTIVATION, row.activation)):
                if spec.is_float:
                    continue
                cell = self.get(key, part, spec.bits) if self.holds(spec, part) else None
                if cell is None:
                    return None
                total += cell.loss
        return total

    def holds(self, spec: Spec, part: Part) -> bool:
        """Whether the table was made with the scheme of ``spec``: uniform, or its own by name."""
        weights, _, rest = self.settings.partition("; ")
        made = weights if part is Part.WEIGHT else rest.partition("; ")[0]
        scheme = made.partition(",")[0]
        return scheme == spec.scheme.value if not spec.is_uniform else scheme not in _OTHERS

    def to_json(self) -> dict[str, Any]:
        return {
            "method": self.method.value,
            "samples": self.samples,
            "date": self.date,
            "settings": self.settings,
            "cells": [{k: v for k, v in asdict(cell).items() if v is not None} for cell in self.cells.values()],
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Sensitivity:
        """Fields of a cell that this version does not know are left out.

        Raises KeyError, TypeError or ValueError on a malformed value: numbers that are not finite, negative losses
        and counts, widths that no representation has.
        """
        cells = [_cell(row) for row in value["cells"]]
        table = {cell.key: cell for cell in cells}
        date, settings = value["date"], value.get("settings", "")
        if not isinstance(date, str) or not isinstance(settings, str):
            raise TypeError("text expected")
        return Sensitivity(Method(value["method"]), _count(value["samples"]), table, date, settings)


def settings_text(
    weight: Spec | None = None, activation: Spec | None = None, calibration: Calibration | None = None
) -> str:
    """What a table was made with, apart from the widths; "" for the defaults. Tables are comparable when it agrees."""
    weight, activation = weight or weight_spec(8), activation or activation_spec(8)
    calibration = calibration or Calibration()
    if (_settings(weight), _settings(activation), calibration) == (
        _settings(weight_spec(8)),
        _settings(activation_spec(8)),
        Calibration(),
    ):
        return ""
    return f"{_settings(weight)}; {_settings(activation)}; {calibration.samples}"


def by_usefulness(bits: Collection[int]) -> tuple[int, ...]:
    """The widths in the order in which a person learns most from them, each once."""
    return tuple(sorted(set(bits), key=lambda b: USEFUL.index(b) if b in USEFUL else len(USEFUL) + b))


def _settings(spec: Spec) -> str:
    if not spec.is_uniform:
        return f"{spec.scheme.value}, {spec.granularity.value}" if spec.has_granularity else spec.scheme.value
    share = {"percentile": f" {spec.percentile:g}", "moving_average": f" {spec.momentum:g}"}.get(spec.observer, "")
    power = ", power of two" if spec.power_of_two else ""
    sign = "symmetric" if spec.symmetric else "affine"
    return f"{sign}, {spec.granularity.value}, {spec.observer.value}{share}{power}"


_OTHERS = frozenset(scheme.value for scheme in Scheme if scheme is not Scheme.INTEGER)
_CELL_FIELDS = frozenset(f.name for f in fields(Cell))


def _cell(row: Any) -> Cell:
    if not isinstance(row, Mapping):
        raise TypeError("a cell is expected")
    fields_known = {k: v for k, v in row.items() if k in _CELL_FIELDS}
    trace = None if row.get("trace") is None else _trace(row["trace"])
    cell = Cell(**{**fields_known, "part": Part(row["part"]), "trace": trace})
    if not isinstance(cell.layer, str):
        raise TypeError("a layer's key is expected")
    if cell.bits not in USEFUL or _number(cell.loss) < 0:
        raise ValueError(f"{cell.layer}: width or loss out of range")
    for optional in (cell.sqnr, cell.loss_change, cell.accuracy_change):
        if optional is not None:
            _number(optional)
    _count(cell.bits)
    _count(cell.samples)
    return cell


def _trace(row: Any) -> Trace:
    if not isinstance(row, Mapping):
        raise TypeError("a trace is expected")
    found = Trace(_number(row["mean"]), _number(row["squares"]), _count(row["vectors"]))
    if found.squares < 0 or found.vectors < 1:
        raise ValueError("a trace out of range")
    return found


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"a finite number is expected, not {str(value)[:40]!r}")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise TypeError(f"a count is expected, not {str(value)[:40]!r}")
    return value
