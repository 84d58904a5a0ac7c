"""How a table of layers is learned from networks that were profiled, and its factors fitted to their totals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.device.timings import (
    ELSE,
    FLOAT,
    INTEGER,
    NODE,
    Timings,
    Unseen,
    kernel_of,
    operator_seconds,
    predict,
    signature,
    work_of,
)
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe

#: What converts between float and integer kernels, or between their layouts: part of a crossing.
CONVERSIONS = frozenset(("QuantizeLinear", "DequantizeLinear", "ReorderInput", "ReorderOutput"))
#: Networks that the factors are fitted to: the latest.
MOST_TOTALS = 400
#: Bounds of what the profiler can be thought to do: to all times, and seconds to a kernel.
_SCALES, _MOST_PER_KERNEL = (0.5, 1.5), 3e-6
#: Relative errors beyond which a total counts less and less: something else ran while it was measured.
_USUAL = 0.05


@dataclass(frozen=True, slots=True)
class Observation:
    """One network timed as ``recipe``: seconds of its layers by key, of other operators by type, and of the whole.

    Layers and operators are timed under the profiler, the whole without it.
    """

    graph: ModelGraph
    recipe: Recipe
    layers: Mapping[str, float]
    operators: Mapping[str, float]
    total: float


def learn(
    observations: Sequence[Observation], device: str = "", date: str = "", known: Timings | None = None
) -> Timings:
    """A table from ``observations``, on top of ``known``: what is measured again takes the place of what was.

    Raises ValueError without observations.
    """
    if not observations:
        raise ValueError("nothing was measured")
    layers: dict[str, dict[str, list[float]]] = {}
    operators: dict[str, dict[str, list[float]]] = {}
    pooled: dict[tuple[str, str], tuple[float, int, int]] = {}
    for one in observations:
        for layer, row in work_of(one.graph, one.recipe).layers:
            if layer.key in one.layers:
                kernel = kernel_of(layer, row)
                layers.setdefault(signature(layer), {}).setdefault(kernel, []).append(one.layers[layer.key])
        for (op, kernel), sums in _sums(one).items():
            old = pooled.get((op, kernel), (0.0, 0, 0))
            pooled[op, kernel] = (old[0] + sums[0], old[1] + sums[1], old[2] + sums[2])
    for (op, kernel), (seconds, elements, nodes) in pooled.items():
        operators.setdefault(op, {})[kernel] = [seconds / elements]
        operators[op][kernel + NODE] = [seconds / nodes]
    table = Timings(
        _merged(known.layers if known else {}, layers),
        _merged(known.operators if known else {}, operators),
        device=device,
        date=date,
        models=tuple(sorted({*(known.models if known else ()), *(one.graph.name for one in observations)})),
        totals=known.totals if known else (),
    )
    return _fitted(table, observations)


def leave_one_out(
    observations: Sequence[Observation],
    found: Sequence[tuple[ModelGraph, Recipe, float]],
    known: Timings | None = None,
) -> tuple[Unseen, ...]:
    """The measured recipes ``found`` as a table predicts them that was learned from the other models alone.

    Those are the others of ``observations``, and the models of ``known`` where that has not measured this one. A model
    that ``known`` was learned from, with none beside it, keeps what was said of it when it was new.
    """
    result = []
    new = {graph.name for graph, _, _ in found}
    for name in dict.fromkeys(graph.name for graph, _, _ in found):
        others = [one for one in observations if one.graph.name != name]
        base = known if known is not None and name not in known.models else None
        table = learn(others, known=base) if others else base
        if table is None:
            new.discard(name)
            continue
        for graph, recipe, seconds in found:
            if graph.name == name:
                said = predict(graph, recipe, table)
                # A table without any layer of the kind says nothing at all.
                says = math.isfinite(said.seconds)
                result.append(Unseen(name, said.seconds if says else 0.0, said.measured if says else 0.0, seconds))
    return (*(one for one in (known.unseen if known else ()) if one.model not in new), *result)


def _sums(one: Observation) -> dict[tuple[str, str], tuple[float, int, int]]:
    """Seconds, elements and nodes of every type of operator in ``one``, as (type, kernel).

    Float and integer kernels of a type have names of their own; what fits no type of the graph is shared among the
    types without a time.
    """
    work = work_of(one.graph, one.recipe)
    left = {op: seconds for op, seconds in one.operators.items() if op not in CONVERSIONS}
    found: dict[tuple[str, str], tuple[float, int, int]] = {}
    silent = nodes = 0
    for (op, kernel), elements in work.operators.items():
        names = [name for name in left if _plain_name(name) == op and name.startswith("QLinear") == (kernel == INTEGER)]
        # An operator that only moves values has one name for both.
        names = names or [name for name in left if _plain_name(name) == op]
        if names and elements:
            found[op, kernel] = (sum(left.pop(name) for name in names), elements, work.counts[op, kernel])
        else:
            silent, nodes = silent + elements, nodes + work.counts[op, kernel]
    if silent and left:
        found[ELSE, FLOAT] = (sum(left.values()), silent, nodes)
    return found


def _plain_name(name: str) -> str:
    for prefix in ("QLinear", "Nhwc", "Fused"):
        name = name.removeprefix(prefix)
    return name


def _merged(
    old: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, Iterable[float]]]
) -> dict[str, dict[str, float]]:
    found = {name: dict(times) for name, times in old.items()}
    for name, times in new.items():
        found.setdefault(name, {}).update({kernel: median(values) for kernel, values in times.items()})
    return found


def _fitted(table: Timings, observations: Sequence[Observation]) -> Timings:
    """``table`` with the factors that fit the totals best: errors are relative, and a few bad ones count little."""
    from scipy.optimize import least_squares

    rows = [list(row) for row in table.totals]
    for one in observations:
        work = work_of(one.graph, one.recipe)
        parts = sum(table.layer_seconds(layer, row) for layer, row in work.layers) + operator_seconds(work, table)
        rows.append([parts, len(work.layers), len(work.crossings), sum(work.crossings), one.total])
    rows = rows[-MOST_TOTALS:]
    table_rows = np.array(rows, float)
    totals = table_rows[:, -1]
    values = np.column_stack([table_rows[:, :2], np.ones(len(rows)), table_rows[:, 2:4]])
    # In units in which every factor is about 1, as the errors are relative.
    unit = totals.mean() / np.maximum(values.max(axis=0), 1e-30)
    design = values * unit / totals[:, None]
    low = np.array([_SCALES[0], -_MOST_PER_KERNEL, 0.0, 0.0, 0.0]) / unit
    high = np.array([_SCALES[1], _MOST_PER_KERNEL, np.inf, np.inf, np.inf]) / unit
    start = np.array([1.0, 0.0, 1e-7, 1e-7, 1e-10]) / unit

    def errors(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return design @ x - 1

    fit = least_squares(errors, start, bounds=(low, high), loss="soft_l1", f_scale=_USUAL)
    scale, per_layer, constant, crossing, element = (float(factor) for factor in fit.x * unit)
    return replace(
        table,
        scale=scale,
        per_layer=per_layer,
        constant=constant,
        crossing=crossing,
        crossing_element=element,
        totals=tuple(tuple(map(float, row)) for row in rows),
        _known={},
    )
