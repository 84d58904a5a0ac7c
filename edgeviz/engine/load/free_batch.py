"""A model whose file fixes the batch, made one that takes any number of samples at once."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.torch_module import OnnxModule

#: What the free dimension is called.
BATCH = "batch"
#: Differences of the outputs that are allowed: of the largest, and absolute.
RELATIVE, ABSOLUTE = 1e-3, 1e-4


def with_free_batch(proto: onnx.ModelProto, fixed: int, x: NDArray[np.float32], name: str) -> onnx.ModelProto:
    """A copy of ``proto`` (prepared) without its fixed batch size ``fixed``; ``x`` [2·fixed or more, …] are samples.

    Inputs and outputs get a free first dimension, and a Reshape to a shape that begins with the batch takes over what
    comes in. That each sample still gives what it gives alone is tried, because a network may mix its samples or fix
    the batch elsewhere. Raises ModelError then; ``name`` is what it calls the model.
    """
    freed = onnx.ModelProto()
    freed.CopyFrom(proto)
    del freed.graph.value_info[:]
    for value in (*freed.graph.input, *freed.graph.output):
        shape = value.type.tensor_type.shape
        if shape.dim and shape.dim[0].dim_value == fixed:
            shape.dim[0].dim_param = BATCH
    _free_reshapes(freed, fixed)
    if not _gives_the_same(proto, freed, fixed, x):
        raise ModelError(
            f"{name} takes exactly {fixed} sample{'s' * (fixed > 1)} at once: it cannot be trained in batches.",
            "Export the model with a free batch size (dynamic_axes or dynamic_shapes).",
        )
    return freed


def _free_reshapes(proto: onnx.ModelProto, fixed: int) -> None:
    constants = {tensor.name: tensor for tensor in proto.graph.initializer}
    made: dict[str, str] = {}
    for node in proto.graph.node:
        shape = constants.get(node.input[1]) if node.op_type == "Reshape" and node.input[0] not in constants else None
        if shape is None:
            continue
        values = numpy_helper.to_array(shape).copy()
        copies = not any(attribute.name == "allowzero" and attribute.i for attribute in node.attribute)
        # 0 takes the dimension over; where it would mean nothing at all, the only unknown one is worked out.
        if not values.size or values[0] != fixed or not (copies or -1 not in values):
            continue
        values[0] = 0 if copies else -1
        if shape.name not in made:
            made[shape.name] = f"{shape.name}_free_batch"
            proto.graph.initializer.append(numpy_helper.from_array(values, made[shape.name]))
        node.input[1] = made[shape.name]


def _gives_the_same(proto: onnx.ModelProto, freed: onnx.ModelProto, fixed: int, x: NDArray[np.float32]) -> bool:
    """Whether samples in one batch come to what the fixed network makes of them, ``fixed`` at a time."""
    whole = np.resize(x, (2 * fixed + 1, *x.shape[1:]))  # no multiple of the fixed size: that would hide a Reshape
    parts = np.resize(x, (3 * fixed, *x.shape[1:]))
    with torch.inference_mode():
        single = OnnxModule.from_proto(proto)
        expected = torch.cat([_first(single(torch.from_numpy(part))) for part in np.split(parts, 3)])[: len(whole)]
        try:
            found = _first(OnnxModule.from_proto(freed)(torch.from_numpy(whole)))
        except Exception:  # whatever an operator says about a shape it was not made for
            return False
    return found.shape == expected.shape and torch.allclose(found, expected, rtol=RELATIVE, atol=ABSOLUTE)


def _first(output: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    return output[0] if isinstance(output, tuple) else output
