"""Operators evaluated on constants with numpy: for shapes while reading, for weights while folding.

Each function takes the node and its input arrays and gives the first output. The sizes of results are bounded,
because a few bytes of a hostile file can ask for terabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from edgeviz.core.errors import ModelError

Array = np.ndarray[Any, Any]
Inputs = Sequence[Array | None]
#: The node, its inputs, and the largest result in bytes.
Function = Callable[[NodeProto, Inputs, int], Array]


class TooLargeError(ValueError):
    """A result that would exceed the limit."""


def attributes(node: NodeProto) -> dict[str, Any]:
    """Attributes by name as Python values; tensors and graphs stay protos, strings are decoded."""
    values = {}
    for attribute in node.attribute:
        value = helper.get_attribute_value(attribute)
        values[attribute.name] = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return values


def _second(node: NodeProto, inputs: Inputs, name: str) -> list[int] | None:
    """Axes or the like: an input in newer opsets, an attribute in older ones."""
    if len(inputs) > 1 and inputs[1] is not None:
        return [int(v) for v in inputs[1].ravel()]
    found = attributes(node).get(name)
    return None if found is None else [int(v) for v in found]


def _first(inputs: Inputs) -> Array:
    if not inputs or inputs[0] is None:
        raise ValueError("the first input is missing")
    return inputs[0]


def _need(inputs: Inputs, index: int) -> Array:
    value = inputs[index] if index < len(inputs) else None
    if value is None:
        raise ValueError(f"input {index} is missing")
    return value


def _constant(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    values = attributes(node)
    for name, dtype in (("value_float", np.float32), ("value_floats", np.float32)):
        if name in values:
            return np.asarray(values[name], dtype)
    for name in ("value_int", "value_ints"):
        if name in values:
            return np.asarray(values[name], np.int64)
    return np.asarray(numpy_helper.to_array(values["value"]))


def _constant_of_shape(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    value = attributes(node).get("value")
    fill = np.zeros(1, np.float32) if value is None else numpy_helper.to_array(value)
    _check(prod(int(d) for d in _first(inputs)), fill.itemsize, limit)
    return np.full([int(d) for d in _first(inputs)], fill.ravel()[0], dtype=fill.dtype)


def _cast(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    target = helper.tensor_dtype_to_np_dtype(int(attributes(node)["to"]))
    return _first(inputs).astype(target)


def _reshape(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    data = _first(inputs)
    shape = _second(node, inputs, "shape")
    if shape is None:
        raise ValueError("Reshape without a shape")
    if not attributes(node).get("allowzero", 0):
        shape = [data.shape[i] if d == 0 and i < data.ndim else d for i, d in enumerate(shape)]
    return data.reshape(shape)


def _squeeze(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    data = _first(inputs)
    axes = _second(node, inputs, "axes")
    return data.squeeze() if axes is None else data.squeeze(tuple(axes))


def _unsqueeze(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    axes = _second(node, inputs, "axes")
    return np.expand_dims(_first(inputs), tuple(axes or ()))


def _flatten(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    data = _first(inputs)
    axis = int(attributes(node).get("axis", 1))
    axis = axis + data.ndim if axis < 0 else axis
    return data.reshape(prod(data.shape[:axis]), -1 if data.size else prod(data.shape[axis:]))


def _transpose(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    return np.transpose(_first(inputs), attributes(node).get("perm"))


def _slice(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    data = _first(inputs)
    values = attributes(node)
    if len(inputs) > 1:
        starts, ends = [int(v) for v in _need(inputs, 1)], [int(v) for v in _need(inputs, 2)]
        given = inputs[3] if len(inputs) > 3 else None
        strides = inputs[4] if len(inputs) > 4 else None
        axes = list(range(len(starts))) if given is None else [int(v) for v in given]
        steps = [1] * len(starts) if strides is None else [int(v) for v in strides]
    else:
        starts, ends = list(values["starts"]), list(values["ends"])
        axes, steps = list(values.get("axes", range(len(starts)))), [1] * len(starts)
    index: list[slice] = [slice(None)] * data.ndim
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        size = data.shape[axis]
        # A negative step down to "before the first" has no number in Python's slices.
        stop = None if step < 0 and end < -size else end
        index[axis] = slice(start, stop, step)
    return data[tuple(index)]


def _gather(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    indices = _need(inputs, 1)
    data = _first(inputs)
    axis = int(attributes(node).get("axis", 0))
    _check(prod(indices.shape) * (data.size // max(1, data.shape[axis])), data.itemsize, limit)
    return np.asarray(np.take(data, indices, axis=axis))


def _concat(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    return np.concatenate([_need(inputs, i) for i in range(len(inputs))], axis=int(attributes(node)["axis"]))


def _expand(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    shape = np.broadcast_shapes(_first(inputs).shape, tuple(int(d) for d in _need(inputs, 1)))
    _check(prod(shape), _first(inputs).itemsize, limit)
    return np.ascontiguousarray(np.broadcast_to(_first(inputs), shape))


def _range(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    start, stop, step = (_need(inputs, i).item() for i in range(3))
    _check(int(abs((stop - start) / step)) + 1, 8, limit)
    return np.arange(start, stop, step, dtype=_first(inputs).dtype)


def _divide(a: Array, b: Array) -> Array:
    if np.issubdtype(a.dtype, np.integer):
        # ONNX truncates towards zero, numpy floors.
        quotient = np.abs(a) // np.abs(b)
        return np.asarray((np.sign(a) * np.sign(b) * quotient).astype(a.dtype))
    return np.asarray(a / b)


def _binary(function: Callable[[Array, Array], Array]) -> Function:
    def run(node: NodeProto, inputs: Inputs, limit: int) -> Array:
        a, b = _first(inputs), _need(inputs, 1)
        _check(prod(np.broadcast_shapes(a.shape, b.shape)), a.itemsize, limit)
        return np.asarray(function(a, b))

    return run


def _unary(function: Callable[[Array], Array]) -> Function:
    return lambda node, inputs, limit: np.asarray(function(_first(inputs)), dtype=_first(inputs).dtype)


def _mod(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    return _binary(np.fmod if attributes(node).get("fmod", 0) else np.mod)(node, inputs, limit)


def _where(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    parts = [_need(inputs, i) for i in range(3)]
    _check(prod(np.broadcast_shapes(*(p.shape for p in parts))), parts[1].itemsize, limit)
    return np.where(*parts)


def _spread(node: NodeProto, data: Array, parameter: Array) -> Array:
    """A scale or zero point shaped so that it broadcasts against ``data``: per tensor, per axis or in blocks."""
    if parameter.size == 1:
        return parameter.reshape(())
    values = attributes(node)
    axis, block = int(values.get("axis", 1)), int(values.get("block_size", 0))
    axis = axis + data.ndim if axis < 0 else axis
    if block:
        wide = np.repeat(parameter, block, axis=axis)
        return wide[tuple(slice(0, d) for d in data.shape)]
    shape = [1] * data.ndim
    shape[axis] = parameter.size
    return parameter.reshape(shape)


def _dequantize(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    """y = (x - zero point) · scale (DequantizeLinear-21)."""
    data, scale = _first(inputs), _need(inputs, 1)
    zero = inputs[2] if len(inputs) > 2 else None
    result = data.astype(np.float32)
    if zero is not None:
        result = result - _spread(node, data, zero).astype(np.float32)
    return np.asarray((result * _spread(node, data, scale).astype(np.float32)).astype(scale.dtype))


EVALUATE: dict[str, Function] = {
    "Constant": _constant,
    "ConstantOfShape": _constant_of_shape,
    "Identity": lambda node, inputs, limit: _first(inputs),
    "Cast": _cast,
    "Reshape": _reshape,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Flatten": _flatten,
    "Transpose": _transpose,
    "Slice": _slice,
    "Gather": _gather,
    "Concat": _concat,
    "Expand": _expand,
    "Range": _range,
    "Add": _binary(np.add),
    "Sub": _binary(np.subtract),
    "Mul": _binary(np.multiply),
    "Div": _binary(_divide),
    "Mod": _mod,
    "Equal": _binary(np.equal),
    "Greater": _binary(np.greater),
    "Less": _binary(np.less),
    "And": _binary(np.logical_and),
    "Or": _binary(np.logical_or),
    "Min": _binary(np.minimum),
    "Max": _binary(np.maximum),
    "Pow": _binary(lambda a, b: np.asarray(np.power(a, b), dtype=a.dtype)),
    "Not": _unary(np.logical_not),
    "Neg": _unary(np.negative),
    "Abs": _unary(np.abs),
    "Sqrt": _unary(np.sqrt),
    "Reciprocal": _unary(np.reciprocal),
    "Floor": _unary(np.floor),
    "Ceil": _unary(np.ceil),
    "Where": _where,
    "DequantizeLinear": _dequantize,
}


_CAST_TARGETS = frozenset(
    (
        TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.BOOL,
        TensorProto.INT64, TensorProto.INT32, TensorProto.INT16, TensorProto.INT8,
        TensorProto.UINT64, TensorProto.UINT32, TensorProto.UINT16, TensorProto.UINT8,
    )
)  # fmt: skip


def _check(elements: int, itemsize: int, limit: int) -> None:
    if elements * itemsize > limit:
        raise TooLargeError(f"a constant of {elements:,} elements")


def can_evaluate(node: NodeProto) -> bool:
    """Whether ``evaluate`` knows the operator of ``node``."""
    if node.domain or node.op_type not in EVALUATE or len(node.output) != 1:
        return False
    if node.op_type in ("Min", "Max") and len(node.input) != 2:
        return False
    if node.op_type == "Cast":
        # Casts to 8 bits and fewer saturate or wrap by rules of their own: they are left to the runtime.
        return any(attribute.name == "to" and attribute.i in _CAST_TARGETS for attribute in node.attribute)
    if node.op_type in ("Squeeze", "Unsqueeze", "Reshape", "Constant"):
        return True
    return not any(a.HasField("g") or a.graphs for a in node.attribute)


def evaluate(node: NodeProto, inputs: Inputs, limit: int = 1 << 31) -> Array:
    """The output of ``node``. Raises TooLargeError above ``limit`` bytes, other errors for impossible inputs."""
    with np.errstate(all="ignore"):
        return EVALUATE[node.op_type](node, inputs, limit)


def fold(node: NodeProto, inputs: Inputs, limit: int) -> Array:
    """``evaluate`` for the weights of a model: a failure is a ModelError that names the node."""
    try:
        return evaluate(node, inputs, limit)
    except TooLargeError as error:
        raise ModelError(
            f"{node.op_type} {node.name} makes {error} out of a few bytes.", "The model cannot be run here."
        ) from error
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError, MemoryError) as error:
        raise ModelError(
            f"The constant {node.op_type} {node.name} cannot be computed: {error}.", "Export the model again."
        ) from error
