"""Which positions along the axes of a model's tensors stand and fall together.

Every position along an axis that may shrink is an *atom*, a number. A layer's output axis brings new atoms; an
operator passes on those of its inputs or ties them to others: the two sides of an addition, a weight's input axis to
what the layer reads. What is tied is one channel. The idea of following dependencies from layer to layer is that of
DepGraph (Fang et al. 2023); here it is done for single positions, so that concatenations, paddings, channel shuffles
and flattened maps need no rules of their own about offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, numpy_helper

from edgeviz.engine.load.check import standard_opset
from edgeviz.engine.load.evaluate import attributes
from edgeviz.engine.load.shapes import infer

#: The atoms along one axis, int64 [size].
Atoms = NDArray[np.int64]
#: One entry for each axis of a tensor; None where the axis keeps its size whatever is cut.
Row = list[Atoms | None]
Dims = tuple[int, ...]

#: Constants of at most this many elements are read as settings (shapes, axes, pads).
_SMALL = 64
_BEYOND = 1 << 30


class Role(StrEnum):
    """What an axis of a parameter does for a channel: make it, read it, or stand beside it (bias, norm, depthwise)."""

    OUT = "out"
    IN = "in"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Size:
    """A number in the file that is how many of ``atoms`` there are: a group count, an entry of a shape, a pad.

    ``place`` is an input of the node (a constant, which gets a copy of its own) or the name of an attribute.
    """

    node: int
    place: int | str
    entry: int
    atoms: Atoms


def light(model: ModelProto) -> ModelProto:
    """``model`` with the dimensions but not the values of large weights, for what looks at shapes alone."""
    found = ModelProto(ir_version=model.ir_version)
    found.opset_import.extend(model.opset_import)
    found.functions.extend(model.functions)
    graph = found.graph
    graph.name = model.graph.name
    graph.node.extend(model.graph.node)
    graph.input.extend(model.graph.input)
    graph.output.extend(model.graph.output)
    for tensor in model.graph.initializer:
        small = prod(tensor.dims) <= 1024  # as many as shape inference propagates
        graph.initializer.append(
            tensor if small else TensorProto(name=tensor.name, dims=tensor.dims, data_type=tensor.data_type)
        )
    return found


@dataclass
class Axes:
    """The atoms of a model, and all that was found out about them."""

    model: ModelProto
    rows: dict[str, Row] = field(default_factory=dict)
    parameters: dict[tuple[str, int], Atoms] = field(default_factory=dict)
    roles: dict[tuple[str, int], Role] = field(default_factory=dict)
    #: The nodes of which (parameter, axis) is the output axis.
    makers: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    sizes: list[Size] = field(default_factory=list)
    ties: list[tuple[Atoms, Atoms]] = field(default_factory=list)
    fixed: list[tuple[Atoms, str]] = field(default_factory=list)
    #: Atoms whose channels cannot be cut without changing what is computed of the others (statistics over them).
    shared: list[Atoms] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        graph = self.model.graph
        self._stored = {tensor.name: tensor for tensor in graph.initializer}
        self._producers = {name: node for node in graph.node for name in node.output if name}
        self._shapes: dict[str, Dims | None] = {}
        for name, info in infer(light(self.model)).items():
            dims = tuple(d for d in info.sample if isinstance(d, int)) if info.sample is not None else None
            known = dims is not None and info.sample is not None and len(dims) == len(info.sample)
            self._shapes[name] = dims if known else None
        for name, tensor in self._stored.items():
            self._shapes[name] = tuple(tensor.dims)
        self.opset = standard_opset(self.model) or 1

    # ---- what is known ----

    def shape(self, name: str) -> Dims | None:
        """The shape for one sample, None where it is not known."""
        return self._shapes.get(name)

    def dims(self, name: str) -> Dims:
        """As ``shape``. Raises LookupError where it is not known."""
        found = self.shape(name)
        if found is None:
            raise LookupError(name)
        return found

    def is_stored(self, name: str) -> bool:
        return name in self._stored

    def values(self, name: str) -> list[int] | None:
        """The numbers of a small integer constant."""
        tensor = self._stored.get(name)
        if tensor is None or prod(tensor.dims) > _SMALL:
            return None
        array = numpy_helper.to_array(tensor)
        return [int(v) for v in array.ravel()] if array.dtype.kind in "iu" else None

    def axis(self, name: str, axis: int) -> Atoms | None:
        """The atoms of one axis. An axis of a parameter that nobody asked for yet gets new ones, unless it is 1."""
        shape = self.shape(name)
        if name in self._stored:
            assert shape is not None
            axis %= max(1, len(shape))
            known = self.parameters.get((name, axis))
            return known if known is not None or not shape or shape[axis] <= 1 else self.parameter(name, axis)
        row = self.rows.get(name)
        return row[axis] if row is not None and -len(row) <= axis < len(row) else None

    def row(self, name: str) -> Row | None:
        """The atoms of every axis; None where the shape is not known."""
        shape = self.shape(name)
        return None if shape is None else [self.axis(name, t) for t in range(len(shape))]

    def need(self, name: str) -> Row:
        """As ``row``. Raises LookupError where the shape is not known."""
        return [self.axis(name, t) for t in range(len(self.dims(name)))]

    def parameter(self, name: str, axis: int, role: Role = Role.BESIDE) -> Atoms:
        """The atoms of an axis of a parameter; the strongest role that is asked for stays."""
        shape = self._shapes[name]
        assert shape is not None
        key = (name, axis % len(shape))
        if key not in self.parameters:
            self.parameters[key] = self.new(shape[key[1]])
        known = self.roles.get(key, Role.BESIDE)
        self.roles[key] = role if known is Role.BESIDE or role is Role.OUT else known
        return self.parameters[key]

    # ---- what is found out ----

    def new(self, size: int) -> Atoms:
        self.count += size
        return np.arange(self.count - size, self.count, dtype=np.int64)

    def tie(self, one: Atoms | None, other: Atoms | None, why: str) -> Atoms | None:
        """Position by position; what is tied to an axis that keeps its size is fixed for the reason ``why``."""
        if one is None or other is None:
            known = other if one is None else one
            if known is not None:
                self.fix(known, why)
            return known
        if len(one) != len(other):
            self.fix(one, why)
            self.fix(other, why)
        else:
            self.ties.append((one, other))
        return one

    def tie_rows(self, table: Atoms) -> Atoms:
        """The first row of ``table`` [n, size], with all others tied to it."""
        for row in table[1:]:
            self.ties.append((table[0], row))
        return table[0]

    def fix(self, atoms: Atoms | None, reason: str) -> None:
        if atoms is not None and len(atoms):
            self.fixed.append((atoms.ravel(), reason))

    def fix_all(self, names: Sequence[str], reason: str) -> None:
        """Every axis of the tensors; a parameter's too, also where nobody asked for it yet."""
        for name in names:
            for axis in range(len(self.shape(name) or ())) if name else ():
                self.fix(self.axis(name, axis), reason)

    def labels(self) -> NDArray[np.int32]:
        """The channel of every atom, int32 [count]."""
        from scipy.sparse import coo_matrix
        from scipy.sparse.csgraph import connected_components

        pairs = [(a.ravel(), b.ravel()) for a, b in self.ties]
        one = np.concatenate([a for a, _ in pairs]) if pairs else np.zeros(0, np.int64)
        other = np.concatenate([b for _, b in pairs]) if pairs else np.zeros(0, np.int64)
        matrix = coo_matrix((np.ones(len(one), np.int8), (one, other)), shape=(self.count, self.count))
        found: NDArray[np.int32] = connected_components(matrix, directed=False)[1]
        return found

    # ---- numbers in the file ----

    def entries(self, name: str) -> list[Entry] | None:
        """The numbers of a shape: known, the size of another tensor's axis, or None for what is computed otherwise."""
        known = self.values(name)
        if known is not None:
            return list(known)
        node = self._producers.get(name)
        if node is None:
            return None
        match node.op_type:
            case "Concat":
                parts = [self.entries(part) for part in node.input]
                return None if any(p is None for p in parts) else [e for p in parts if p is not None for e in p]
            case "Cast" | "Unsqueeze" | "Squeeze" | "Identity" | "Reshape":
                return self.entries(node.input[0])
            case "Div" | "Mul":
                one, other = self.entries(node.input[0]), self.entries(node.input[1])
                if one is not None and other is not None:
                    count = max(len(one), len(other))
                    pairs = zip(one * (count // len(one)), other * (count // len(other)), strict=True)
                    return [_calculated(node.op_type, a, b) for a, b in pairs]
            case "ConstantOfShape":
                value = next((numpy_helper.to_array(a.t) for a in node.attribute), None)
                return [0 if value is None else int(value.ravel()[0])] * (self.shape(name) or (0,))[0]
            case "Where":
                return self._expanded(node)
            case "Shape":
                sizes: list[Entry] = [Dim(node.input[0], t) for t in range(len(self.shape(node.input[0]) or ()))]
                bounds = attributes(node)
                return sizes[bounds.get("start", 0) : bounds.get("end", _BEYOND)]
            case "Gather":
                of, at = self.entries(node.input[0]), self.values(node.input[1])
                return None if of is None or at is None else [of[i] for i in at]
            case "Slice":
                of, bounds_at = self.entries(node.input[0]), [self.values(n) for n in node.input[1:] if n]
                if of is None or len(bounds_at) < 2 or any(b is None or len(b) != 1 for b in bounds_at):
                    return None
                begin, end, *rest = [b[0] for b in bounds_at if b is not None]
                return of[begin : end : rest[1] if len(rest) > 1 else 1]
        size = self.shape(name)
        return None if size is None else [None] * prod(size)

    def _expanded(self, node: NodeProto) -> list[Entry] | None:
        """PyTorch's expand: what is −1 in a shape becomes 1, all else stays."""
        test = self._producers.get(node.input[0])
        if test is None or test.op_type != "Equal" or node.input[2] not in test.input:
            return None
        against = self.entries(next((n for n in test.input if n != node.input[2]), ""))
        ones, shape = self.entries(node.input[1]), self.entries(node.input[2])
        if against is None or ones is None or shape is None or any(e != -1 for e in against):
            return None
        return [one if e == -1 else e for one, e in zip(ones, shape, strict=False)]


@dataclass(frozen=True, slots=True)
class Dim:
    """The size of a tensor's axis, which a graph computes when it runs, divided by ``over``."""

    tensor: str
    axis: int
    over: int = 1


Entry = int | Dim | None


def _calculated(op: str, one: Entry, other: Entry) -> Entry:
    if isinstance(one, Dim) and isinstance(other, int) and op == "Div" and other > 0:
        return replace(one, over=one.over * other)
    if isinstance(one, int) and isinstance(other, int) and op == "Mul":
        return one * other
    return None


def setting(axes: Axes, node: NodeProto, name: str, position: int) -> list[int] | None:
    """Axes or the like: a constant input in newer opsets, an attribute in older ones; None where there is none.

    Raises LookupError where it is computed.
    """
    if len(node.input) > position and node.input[position]:
        found = axes.values(node.input[position])
        if found is None:
            raise LookupError(name)
        return found
    value: Any = attributes(node).get(name)
    if value is None:
        return None
    return [int(v) for v in value] if isinstance(value, Sequence) else [int(value)]


def kept(atoms: Atoms, removed: NDArray[np.bool_]) -> int:
    """How many of ``atoms`` are not in ``removed``, bool [atoms]."""
    return int(len(atoms) - removed[atoms].sum())
