"""How channels are followed where neighbouring axes are merged and split: reshape, flatten, squeeze, unsqueeze."""

from __future__ import annotations

import numpy as np
from onnx import NodeProto

from edgeviz.engine.compress.axes import Atoms, Axes, Dim, Dims, Row, Size


def sized(axes: Axes, node: NodeProto, index: int, place: int, at: int, entry: int | Dim | None, atoms: Atoms) -> None:
    """An entry of a shape says how many ``atoms`` there are."""
    if isinstance(entry, Dim):
        other = axes.axis(entry.tensor, entry.axis)
        if other is not None and entry.over > 1 and len(other) == entry.over * len(atoms):
            # A share of each head: every head gives up the same. The scale by its size changes with it.
            other = axes.tie_rows(other.reshape(entry.over, -1))
            axes.shared.append(atoms)
        axes.tie(atoms, other, f"{node.name} takes their number from {entry.tensor}")
    elif entry is None or (entry > 0 and not axes.is_stored(node.input[place])):
        axes.fix(atoms, f"{node.name} computes their number")
    elif entry > 0:
        axes.sizes.append(Size(index, place, at, atoms))


def reshape(axes: Axes, node: NodeProto, index: int) -> None:
    found = _regroup(axes, node)
    if node.op_type == "Reshape":
        entries = axes.entries(node.input[1]) or [None] * len(found)
        for t, atoms in enumerate(found):
            if atoms is not None:
                sized(axes, node, index, 1, t, entries[t] if t < len(entries) else None, atoms)
    axes.rows[node.output[0]] = found


def _regroup(axes: Axes, node: NodeProto) -> Row:
    """The atoms where neighbouring axes are merged and split: a flattened map repeats its channel's atom."""
    row, shape, out = axes.need(node.input[0]), axes.dims(node.input[0]), axes.dims(node.output[0])
    found: Row = []
    for ins, outs in _blocks(shape, out):
        tracked = [t for t in ins if row[t] is not None]
        if not tracked:
            found += [None] * len(outs)
            continue
        if len(tracked) > 1:
            for t in tracked:
                axes.fix(row[t], f"{node.name} merges two kinds of channels")
            tracked = tracked[:1]
        atoms = row[tracked[0]]
        assert atoms is not None
        flat = np.broadcast_to(
            atoms.reshape([-1 if t == tracked[0] else 1 for t in ins]), [shape[t] for t in ins]
        ).reshape([out[t] for t in outs])
        found += _carried(axes, flat)
    return found


def _carried(axes: Axes, table: Atoms) -> Row:
    """One axis carries the atoms: the one along which alone they differ, else the last, and the others are tied."""
    found: Row = [None] * table.ndim
    for t in range(table.ndim):
        lines = np.moveaxis(table, t, 0).reshape(table.shape[t], -1)
        if table.shape[t] > 1 and bool((lines == lines[:, :1]).all()):
            found[t] = lines[:, 0].copy()
            return found
    last = max((t for t in range(table.ndim) if table.shape[t] > 1), default=table.ndim - 1)
    found[last] = axes.tie_rows(np.moveaxis(table, last, -1).reshape(-1, table.shape[last]))
    return found


def _blocks(shape: Dims, out: Dims) -> list[tuple[list[int], list[int]]]:
    """Axes of both shapes in the smallest blocks that hold the same elements. LookupError where that cannot be."""
    found: list[tuple[list[int], list[int]]] = []
    i = j = 0
    while i < len(shape) and j < len(out):
        ins, outs = [i], [j]
        one, other = shape[i], out[j]
        i, j = i + 1, j + 1
        while one != other:
            if one < other:
                if i == len(shape):
                    raise LookupError
                one, ins, i = one * shape[i], [*ins, i], i + 1
            else:
                if j == len(out):
                    raise LookupError
                other, outs, j = other * out[j], [*outs, j], j + 1
        found.append((ins, outs))
    if not found or any(d != 1 for d in (*shape[i:], *out[j:])):
        raise LookupError
    found[-1][0].extend(range(i, len(shape)))
    found[-1][1].extend(range(j, len(out)))
    return found
