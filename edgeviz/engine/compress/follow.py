"""How each operator passes channels on: one function each, by the operator's name.

What no function is here for keeps every channel that it reads, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from onnx import ModelProto, NodeProto

from edgeviz.engine.compress.axes import Atoms, Axes, Role, Row, Size, setting
from edgeviz.engine.compress.regroup import reshape, sized
from edgeviz.engine.load.check import captured
from edgeviz.engine.load.evaluate import attributes

#: Follows the channels through a node, given its index. LookupError where the node cannot be understood.
Follow = Callable[[Axes, NodeProto, int], None]

_UNARY = (
    "Relu", "LeakyRelu", "Sigmoid", "Tanh", "HardSigmoid", "HardSwish", "Gelu", "Elu", "Selu", "Celu", "Softplus",
    "Softsign", "Mish", "Swish", "Erf", "Exp", "Log", "Sqrt", "Reciprocal", "Abs", "Neg", "Sign", "Floor", "Ceil",
    "Round", "Identity", "Dropout", "Cast", "Clip", "ThresholdedRelu", "Sin", "Cos", "Not", "IsNaN", "IsInf",
    "Shrink",
)  # fmt: skip
_BROADCAST = (
    "Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Sum", "Mean", "PRelu", "Where", "Mod", "Equal", "Greater",
    "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor",
)  # fmt: skip
_POOLS = (
    "MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool",
)  # fmt: skip
_REDUCTIONS = (
    "Mean", "Sum", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare",
)  # fmt: skip
#: What comes out says nothing about channels: sizes, indices.
_NOTHING = frozenset(("Shape", "Size", "ConstantOfShape", "Range", "Constant"))


def follow(model: ModelProto) -> Axes:
    """The atoms of a complete model whose constants are folded (``normalize.prepare``)."""
    axes = Axes(model)
    for index, node in enumerate(model.graph.node):
        if node.op_type in _NOTHING and not node.domain:
            continue
        function = None if node.domain else FOLLOW.get(node.op_type)
        inner = captured(node)
        try:
            needed = [name for name in (*node.input, *node.output[:1]) if name]
            if function is None or inner or any(axes.shape(name) is None for name in needed):
                raise LookupError
            function(axes, node, index)
        except LookupError:
            axes.fix_all([*node.input, *inner], f"{node.name} ({node.op_type}) needs them all")
    for value in model.graph.output:
        axes.fix_all([value.name], "they are the model's output")
    return axes


def _put(axes: Axes, node: NodeProto, row: Row, position: int = 0) -> None:
    axes.rows[node.output[position]] = row


def _source(axes: Axes, name: str, node: NodeProto) -> str:
    given = any(value.name == name for value in axes.model.graph.input)
    return f"{node.name} reads the model's input" if given else f"{node.name} reads a size that stays"


# ---- layers ----


def _conv(axes: Axes, node: NodeProto, index: int) -> None:
    x, weight = node.input[0], node.input[1]
    if not axes.is_stored(weight):
        raise LookupError
    groups = int(attributes(node).get("group", 1))
    shape, channels, why = axes.dims(weight), axes.axis(x, 1), _source(axes, x, node)
    rank = len(axes.dims(node.output[0]))
    transposed = node.op_type == "ConvTranspose"
    inputs = shape[0] if transposed else shape[1] * groups
    out_axis, in_axis = (1, 0) if transposed else (0, 1)
    if groups == 1:
        axes.tie(axes.parameter(weight, in_axis, Role.IN), channels, why)
        out = axes.parameter(weight, out_axis, Role.OUT)
        axes.makers.setdefault((weight, out_axis), []).append(node.name)
    elif groups == inputs:
        # Depthwise: each input channel has outputs of its own. The number of groups is that of the inputs.
        mine = axes.parameter(weight, 0)
        multiplier = shape[1] if transposed else shape[0] // groups
        repeated = None if channels is None else np.repeat(channels, multiplier)
        axes.tie(mine, channels if transposed else repeated, why)
        out = np.repeat(mine, multiplier) if transposed else mine
        axes.sizes.append(Size(index, "group", 0, mine if transposed else mine[::multiplier]))
    elif transposed:
        raise LookupError
    else:
        # Every group gives up the same of its inputs and the same of its outputs.
        read = axes.parameter(weight, 1, Role.IN)
        axes.tie(read, None if channels is None else axes.tie_rows(channels.reshape(groups, -1)), why)
        out = axes.parameter(weight, 0, Role.OUT)
        axes.tie_rows(out.reshape(groups, -1))
        axes.makers.setdefault((weight, 0), []).append(node.name)
    _bias(axes, node, out)
    _put(axes, node, [None, out, *[None] * (rank - 2)])


def _bias(axes: Axes, node: NodeProto, out: Atoms) -> None:
    if len(node.input) > 2 and node.input[2]:
        bias = axes.row(node.input[2])
        axes.tie(out, bias[-1] if bias and axes.is_stored(node.input[2]) else None, f"{node.name} computes its bias")


def _gemm(axes: Axes, node: NodeProto, index: int) -> None:
    values = attributes(node)
    x, weight = node.input[0], node.input[1]
    if not axes.is_stored(weight):
        raise LookupError
    row = axes.need(x)[:: -1 if values.get("transA") else 1]
    out_axis, in_axis = (0, 1) if values.get("transB") else (1, 0)
    axes.tie(axes.parameter(weight, in_axis, Role.IN), row[1], _source(axes, x, node))
    out = axes.parameter(weight, out_axis, Role.OUT)
    axes.makers.setdefault((weight, out_axis), []).append(node.name)
    if len(node.input) > 2 and node.input[2] and (axes.dims(node.input[2]) or (1,))[-1] > 1:
        _bias(axes, node, out)
    _put(axes, node, [row[0], out])


def _matmul(axes: Axes, node: NodeProto, index: int) -> None:
    a, b = node.input
    if len(axes.dims(a)) < 2 or len(axes.dims(b)) < 2 or (axes.is_stored(a) and axes.is_stored(b)):
        raise LookupError
    for name, out, read in ((b, -1, -2), (a, -2, -1)):
        if axes.is_stored(name):
            rank = len(axes.dims(name))
            axes.parameter(name, read, Role.IN)
            axes.parameter(name, out, Role.OUT)
            axes.makers.setdefault((name, rank + out), []).append(node.name)
    one, other_row = axes.need(a), axes.need(b)
    axes.tie(one[-1], other_row[-2], _source(axes, b if axes.is_stored(a) else a, node))
    rank = len(axes.dims(node.output[0]))
    batch = _broadcast_axes(axes, node, [a, b], range(rank - 2))
    _put(axes, node, [*batch, one[-2], other_row[-1]])


def _gather(axes: Axes, node: NodeProto, index: int) -> None:
    data, indices = node.input
    row, axis = axes.need(data), int(attributes(node).get("axis", 0)) % max(1, len(axes.dims(data)))
    axes.fix(row[axis], f"{node.name} picks some of them")
    if axes.is_stored(data):
        for t in range(len(row)):
            if t != axis and row[t] is not None:
                axes.parameter(data, t, Role.OUT)
                axes.makers.setdefault((data, t), []).append(node.name)
    _put(axes, node, [*row[:axis], *[None] * len(axes.dims(indices)), *row[axis + 1 :]])


# ---- the same shape ----


def _unary(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    for position in range(len(node.output)):
        _put(axes, node, list(row), position)


def _broadcast(axes: Axes, node: NodeProto, index: int) -> None:
    if "broadcast" in attributes(node):
        raise LookupError
    rank = len(axes.dims(node.output[0]))
    _put(axes, node, _broadcast_axes(axes, node, [n for n in node.input if n], range(rank)))


def _broadcast_axes(axes: Axes, node: NodeProto, names: list[str], wanted: range) -> Row:
    """The first axes of the output, each tied to those of the inputs that have its size."""
    out = axes.dims(node.output[0])
    found: Row = []
    for t in wanted:
        result: Atoms | None = None
        first = True
        for name in names:
            shape = axes.dims(name)
            at = t - len(out) + len(shape)
            if at < 0 or (shape[at] == 1 and axes.is_stored(name)):
                continue
            mine = axes.axis(name, at)
            if shape[at] != out[t]:
                axes.fix(mine, f"{node.name} spreads it over others")
            elif first:
                result, first = mine, False
            elif out[t] > 1 or mine is not None:
                result = axes.tie(result, mine, f"{node.name} joins them with what keeps its size")
        found.append(result)
    return found


def _norm(axes: Axes, node: NodeProto, index: int) -> None:
    """BatchNormalization and InstanceNormalization: parameters of one value per channel."""
    row = axes.need(node.input[0])
    for name in node.input[1:]:
        axes.tie(row[1], axes.axis(name, 0), f"{node.name} computes its parameters")
    _put(axes, node, row)


def _layer_norm(axes: Axes, node: NodeProto, index: int) -> None:
    """The others' mean and variance change when a channel goes: that is for the training after it to mend."""
    row = axes.need(node.input[0])
    for name in node.input[1:]:
        for back in range(1, len(axes.dims(name)) + 1):
            axes.tie(row[-back], axes.axis(name, -back), f"{node.name} normalizes over them")
    for atoms in row[int(attributes(node).get("axis", -1)) % len(row) :]:
        if atoms is not None:
            axes.shared.append(atoms)
    _put(axes, node, row)


def _along(axes: Axes, node: NodeProto, index: int) -> None:
    """Softmax and the like: all of one axis, in old opsets of those after it too, are needed for each."""
    row = axes.need(node.input[0])
    default = -1 if axes.opset >= 13 and node.op_type != "LpNormalization" else 1
    axis = int(attributes(node).get("axis", default)) % len(row)
    flat = axes.opset < 13 and node.op_type != "LpNormalization"
    for atoms in row[axis:] if flat else row[axis : axis + 1]:
        axes.fix(atoms, f"{node.name} ({node.op_type}) is over all of them")
    _put(axes, node, row)


def _lrn(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    axes.fix(row[1], f"{node.name} normalizes over neighbours")
    _put(axes, node, row)


# ---- other shapes ----


def _pool(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    for position in range(len(node.output)):
        _put(axes, node, [*row[:2], *[None] * (len(row) - 2)], position)


def _reduce(axes: Axes, node: NodeProto, index: int) -> None:
    row, values = axes.need(node.input[0]), attributes(node)
    found = setting(axes, node, "axes", 1)
    if not found and values.get("noop_with_empty_axes", 0):
        _put(axes, node, row)
        return
    over = {t % len(row) for t in found} if found else set(range(len(row)))
    for t in over:
        axes.fix(row[t], f"{node.name} ({node.op_type}) is over all of them")
    keep = bool(values.get("keepdims", 1))
    _put(axes, node, [None if t in over else atoms for t, atoms in enumerate(row) if keep or t not in over])


def _transpose(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    order = attributes(node).get("perm") or range(len(row))[::-1]
    _put(axes, node, [row[t] for t in order])


def _concat(axes: Axes, node: NodeProto, index: int) -> None:
    rows = [axes.need(name) for name in node.input]
    axis = int(attributes(node).get("axis", 1)) % len(rows[0])
    found: Row = []
    for t in range(len(rows[0])):
        parts = [row[t] for row in rows]
        if t != axis:
            result = parts[0]
            for part in parts[1:]:
                result = axes.tie(result, part, f"{node.name} joins them with what keeps its size")
            found.append(result)
        elif all(part is None for part in parts):
            found.append(None)
        else:
            for place, name in enumerate(node.input):
                if parts[place] is None:
                    parts[place] = axes.new(axes.dims(name)[t])
                    axes.fix(parts[place], f"{node.name} joins what keeps its size")
            found.append(np.concatenate([part for part in parts if part is not None]))
    _put(axes, node, found)


def _split(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    axis = int(attributes(node).get("axis", 0)) % len(row)
    given = setting(axes, node, "split", 1)
    atoms = row[axis]
    ends = np.cumsum([0, *[axes.dims(name)[axis] for name in node.output]])
    parts: list[Atoms | None] = [None if atoms is None else atoms[a:b] for a, b in pairwise(ends)]
    if atoms is not None and given:
        place: int | str = 1 if len(node.input) > 1 else "split"
        axes.sizes += [Size(index, place, k, part) for k, part in enumerate(parts) if part is not None]
    elif atoms is not None:
        # In equal parts, and so they stay.
        for part in parts[1:]:
            axes.tie(parts[0], part, f"{node.name} splits them into unequal parts")
    for position, part in enumerate(parts):
        _put(axes, node, [*row[:axis], part, *row[axis + 1 :]], position)


def _slice(axes: Axes, node: NodeProto, index: int) -> None:
    row, shape = axes.need(node.input[0]), axes.dims(node.input[0])
    starts, ends = setting(axes, node, "starts", 1), setting(axes, node, "ends", 2)
    if starts is None or ends is None:
        raise LookupError
    over = setting(axes, node, "axes", 3) or list(range(len(starts)))
    steps = setting(axes, node, "steps", 4) or [1] * len(starts)
    given = len(node.input) > 1
    for entry, t in enumerate(over):
        t %= len(row)
        atoms, cut = row[t], slice(starts[entry], ends[entry], steps[entry])
        if atoms is None or (len(atoms[cut]) == len(atoms) and steps[entry] == 1):
            continue
        begin, end, step = cut.indices(shape[t])
        if step != 1:
            axes.fix(atoms, f"{node.name} picks some of them")
        else:
            axes.sizes.append(Size(index, 1 if given else "starts", entry, atoms[:begin]))
            axes.sizes.append(Size(index, 2 if given else "ends", entry, atoms[:end]))
        row[t] = atoms[cut]
    _put(axes, node, row)


def _pad(axes: Axes, node: NodeProto, index: int) -> None:
    row = axes.need(node.input[0])
    pads = setting(axes, node, "pads", 1)
    if pads is None:
        raise LookupError
    over = (axes.values(node.input[3]) if len(node.input) > 3 and node.input[3] else None) or list(range(len(row)))
    constant = attributes(node).get("mode", "constant") == "constant"
    for entry, t in enumerate(over):
        t %= len(row)
        atoms, before, after = row[t], pads[entry], pads[entry + len(over)]
        if atoms is None or not (before or after):
            continue
        if not constant or before < 0 or after < 0:
            raise LookupError
        # What is added is a channel as well: it goes with what it is added to later on.
        ahead, behind = axes.new(before), axes.new(after)
        place: int | str = 1 if len(node.input) > 1 else "pads"
        axes.sizes += [Size(index, place, entry, ahead), Size(index, place, entry + len(over), behind)]
        row[t] = np.concatenate([ahead, atoms, behind])
    _put(axes, node, row)


def _resize(axes: Axes, node: NodeProto, index: int) -> None:
    row, shape, out = axes.need(node.input[0]), axes.dims(node.input[0]), axes.dims(node.output[0])
    over = [t % len(row) for t in attributes(node).get("axes", range(len(row)))]
    sizes = axes.values(node.input[3]) if len(node.input) > 3 and node.input[3] else None
    for t, atoms in enumerate(row):
        if atoms is None:
            continue
        if shape[t] != out[t]:
            raise LookupError
        if t in over and len(node.input) > 3 and node.input[3]:
            if sizes is None:
                raise LookupError
            axes.sizes.append(Size(index, 3, over.index(t), atoms))
    _put(axes, node, row)


def _expand(axes: Axes, node: NodeProto, index: int) -> None:
    row, shape, out = axes.need(node.input[0]), axes.dims(node.input[0]), axes.dims(node.output[0])
    entries = axes.entries(node.input[1])
    found: Row = [None] * (len(out) - len(shape))
    for t, atoms in enumerate(row, start=len(found)):
        back = len(out) - t
        entry = entries[-back] if entries is not None and back <= len(entries) else (None if entries is None else 1)
        if atoms is not None and shape[t - len(out) + len(shape)] != out[t]:
            axes.fix(atoms, f"{node.name} spreads it over others")
            atoms = None
        elif atoms is not None and entry != 1:
            sized(axes, node, index, 1, len(entries or ()) - back, entry, atoms)
        found.append(atoms)
    _put(axes, node, found)


FOLLOW: dict[str, Follow] = {
    "Conv": _conv, "ConvTranspose": _conv, "Gemm": _gemm, "MatMul": _matmul, "Gather": _gather,
    "BatchNormalization": _norm, "InstanceNormalization": _norm, "LayerNormalization": _layer_norm,
    "Softmax": _along, "LogSoftmax": _along, "Hardmax": _along, "LpNormalization": _along, "LRN": _lrn,
    "Transpose": _transpose, "Concat": _concat, "Split": _split, "Slice": _slice, "Pad": _pad, "Resize": _resize,
    "Expand": _expand, "Reshape": reshape, "Flatten": reshape, "Squeeze": reshape, "Unsqueeze": reshape,
    **dict.fromkeys(_UNARY, _unary), **dict.fromkeys(_BROADCAST, _broadcast), **dict.fromkeys(_POOLS, _pool),
    **{f"Reduce{name}": _reduce for name in _REDUCTIONS},
}  # fmt: skip
