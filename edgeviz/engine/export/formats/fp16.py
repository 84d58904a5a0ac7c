"""The float model at half precision: weights and arithmetic float16, inputs and outputs float32."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import onnx
from onnxruntime.transformers.float16 import DEFAULT_OP_BLOCK_LIST, convert_float_to_float16

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import Content, compared, serialized
from edgeviz.engine.export.opset import nodes_of

#: float16 has 11 bits; a deep network adds up their rounding.
TOLERANCE = 0.05

#: Operators that stay in float32. onnxruntime 1.32 ended the process on a vision transformer with LayerNormalization at
#: half precision, when its NchwcTransformer rewrote the convolution; norms are better off in float32 in any case.
FLOATS = [*DEFAULT_OP_BLOCK_LIST, "LayerNormalization"]


def files(content: Content) -> dict[str, bytes]:
    """Norms over layers, and what onnxruntime's converter keeps in float32 (Resize and some more), stay so.

    Raises ModelError where the converter cannot handle the model.
    """
    model = onnx.ModelProto()
    model.CopyFrom(content.opened.prepared)
    if not content.recipe.is_float32:
        content.note("fp16", "It is the float model at half precision: the recipe's widths are not in it.")
    try:
        model = convert_float_to_float16(model, keep_io_types=True, op_block_list=FLOATS)
        _sort(model.graph)
        onnx.checker.check_model(model)
        return {f"{content.stem}.fp16.onnx": serialized(model)}
    except Exception as error:  # the converter documents none of what it raises
        raise ModelError(
            "The model cannot be converted to float16.", "Choose another format.", f"{type(error).__name__}: {error}"
        ) from error


def nodes_within(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """The nodes of the graphs that ``node`` holds (If, Loop, Scan)."""
    for attribute in node.attribute:
        if attribute.type == onnx.AttributeProto.GRAPH:
            yield from nodes_of(attribute.g)


def _sort(graph: onnx.GraphProto) -> None:
    """Put every node behind those that it reads: the converter adds its casts at the end, which is not valid."""
    made = {output for node in graph.node for output in node.output}
    waiting, nodes = list(graph.node), []
    while waiting:
        later = []
        for node in waiting:
            read = {name for inner in (node, *nodes_within(node)) for name in inner.input}
            if read & made:
                later.append(node)
            else:
                nodes.append(onnx.NodeProto.FromString(node.SerializeToString()))
                made.difference_update(node.output)
        if len(later) == len(waiting):
            raise ValueError("the converted graph has a cycle")
        waiting = later
    del graph.node[:]
    graph.node.extend(nodes)


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.fp16.onnx"
    return compared(content.run(str(folder / name)), content.floats, "onnxruntime", name, TOLERANCE)
