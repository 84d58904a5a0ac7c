"""Which nodes are layers: nodes with weights that can be quantized or pruned, and what a person calls them."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from edgeviz.core.graph import Layer, Shape
from edgeviz.engine.load.evaluate import attributes
from edgeviz.engine.load.macs import recurrent
from edgeviz.engine.load.structure import Structure, weight_origin
from edgeviz.engine.load.tensors import FLOATS

RECURRENT = ("LSTM", "GRU", "RNN")


def conv_kind(op: str, weight: tuple[int, ...], group: int) -> str:
    """ "Conv 3×3", "Depthwise 3×3", "Grouped 3×3", "ConvTranspose 4×4"; ``weight`` as the node takes it."""
    kernel = "×".join(str(d) for d in weight[2:])
    if op == "ConvTranspose":
        return f"ConvTranspose {kernel}"
    if group > 1:
        return f"Depthwise {kernel}" if weight[1] == 1 else f"Grouped {kernel}"
    return f"Conv {kernel}"


def find_layers(plan: Structure, index: int, node_macs: int, batch: int = 1) -> list[Layer]:
    """The layers of node ``index``: none, one, or two for a recurrent cell.

    ``node_macs`` are those of one sample; ``batch`` is the number of samples that the file fixes.
    """
    node = plan.graph.node[index]
    if node.domain:
        return []
    values = attributes(node)
    names = plan.inputs(index)
    if node.op_type in ("Conv", "ConvTranspose") and len(names) > 1:
        axis = 0 if node.op_type == "Conv" else 1
        return _single(plan, index, node_macs, names, 1, axis, bias=2, values=values, minimum=3)
    if node.op_type == "Gemm" and len(names) > 1:
        return _single(
            plan, index, node_macs, names, 1, 0 if values.get("transB") else 1, bias=2, values=values, minimum=2
        )
    if node.op_type == "MatMul" and len(names) == 2:
        for position, back in ((1, 1), (0, 2)):
            info = plan.info.get(names[position])
            rank = len(info.sample) if info is not None and info.sample is not None else 0
            if rank >= 2 and names[1 - position] not in plan.constants:
                found = _single(plan, index, node_macs, names, position, rank - back, None, values, 2)
                if found:
                    return found
        return []
    if node.op_type == "Gather" and len(names) == 2 and values.get("axis", 0) == 0:
        return _single(plan, index, node_macs, names, 0, 0, bias=None, values=values, minimum=2)
    if node.op_type in RECURRENT and len(names) > 2:
        return _recurrent(plan, index, names, values, batch)
    return []


def _single(
    plan: Structure,
    index: int,
    node_macs: int,
    names: list[str],
    position: int,
    axis: int,
    bias: int | None,
    values: Mapping[str, Any],
    minimum: int,
) -> list[Layer]:
    node = plan.graph.node[index]
    origin = weight_origin(plan, names[position], axis)
    if node.op_type == "Gather":
        data = ""
        if names[1] in plan.constants or origin is None or origin[0] != names[position]:
            return []
    else:
        data = names[1 - position] if node.op_type == "MatMul" else names[0]
        if data in plan.constants:
            return []
    if origin is None:
        return []
    weight, axis = origin
    original = _original(plan, index, weight)
    shape = plan.dims(original)
    info = plan.info.get(original)
    if shape is None or len(shape) < minimum or info is None or info.dtype not in FLOATS:
        return []
    if not 0 <= axis < len(shape) or not all(shape):
        return []
    if node.op_type == "Gather" and len(shape) != 2:
        return []
    bias_name = names[bias] if bias is not None and bias < len(names) and names[bias] else None
    elements = 0
    if bias_name is not None:
        if bias_name not in plan.constants and index not in plan.norms:
            bias_name = None
        else:
            known = plan.dims(bias_name)
            elements = prod(known) if known is not None else shape[axis]
            if index in plan.norms:
                group = int(values.get("group", 1)) if node.op_type == "ConvTranspose" else 1
                elements = shape[axis] * group
    if node.op_type in ("Conv", "ConvTranspose"):
        kind = conv_kind(node.op_type, shape, int(values.get("group", 1)))
    elif node.op_type == "Gather":
        kind = "Embedding"
    else:
        kind = "Linear" if node.op_type == "Gemm" or (position == 1 and len(shape) == 2) else "MatMul"
    result = plan.outputs(index)[0]
    name = plan.names[index]
    return [
        Layer(
            key=name.key,
            node=name.key,
            op=node.op_type,
            kind=kind,
            weight=weight,
            weight_shape=shape,
            channel_axis=axis,
            input=data,
            output=plan.after_activation(result),
            bias=bias_name,
            bias_elements=elements,
            macs=node_macs,
            input_shape=_shape(plan, data),
            output_shape=_shape(plan, result),
            namespace=name.namespace,
            torch_name=name.key if name.qualified else "",
        )
    ]


def _recurrent(plan: Structure, index: int, names: list[str], values: Mapping[str, Any], batch: int) -> list[Layer]:
    node = plan.graph.node[index]
    name = plan.names[index]
    dims = [plan.dims(n) if n else None for n in names]
    try:
        costs = recurrent(list(dims), values)
    except LookupError:
        costs = (0, 0)
    bias = names[3] if len(names) > 3 and names[3] in plan.constants else None
    found = []
    for position, label in ((1, "weight_ih"), (2, "weight_hh")):
        weight = names[position]
        shape = dims[position]
        info = plan.info.get(weight)
        if weight not in plan.constants or shape is None or info is None or info.dtype not in FLOATS:
            return []
        of_input = position == 1
        result = node.output[0] if node.output else ""
        found.append(
            Layer(
                key=f"{name.key}.{label}",
                node=name.key,
                op=node.op_type,
                kind=node.op_type,
                weight=weight,
                weight_shape=shape,
                channel_axis=1,
                input=names[0] if of_input else "",
                output=result,
                bias=bias if of_input else None,
                bias_elements=prod(plan.dims(bias) or ()) if of_input and bias else 0,
                macs=costs[position - 1] // batch,
                input_shape=_shape(plan, names[0]),
                output_shape=_shape(plan, result),
                namespace=name.namespace,
                torch_name=name.key if name.qualified else "",
            )
        )
    return found


def _original(plan: Structure, index: int, weight: str) -> str:
    """The name under which the file knows ``weight``, which a folded batch norm may have renamed."""
    norm = plan.norms.get(index)
    if norm is not None and weight == norm.weight:
        return str(plan.graph.node[index].input[1])
    return weight


def _shape(plan: Structure, name: str) -> Shape | None:
    info = plan.info.get(name)
    return info.shape if info is not None else None
