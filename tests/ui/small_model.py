"""A small residual-like network as plain data, for tests of panels that need no engine."""

from __future__ import annotations

from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.project.values import ModelRecord
from edgeviz.ui.document import Document


def small_graph(layers: int = 6) -> ModelGraph:
    """A chain of convolutions that ends in an Embedding-like layer without activation input and a Linear."""
    nodes: list[Node] = []
    tensors = {"x": Tensor("x", shape=("N", 3, 32, 32))}
    found: list[Layer] = []
    source = "x"
    for index in range(layers):
        last, lookup = index == layers - 1, index == layers - 2
        kind = "Linear" if last else "Embedding" if lookup else ("Conv 3×3", "Depthwise 3×3")[index % 2]
        shape = (10, 64) if last else (100, 64) if lookup else (16 * (index % 4 + 1), 16, 3, 3)
        key = "fc" if last else "embedding" if lookup else f"layer{index // 2 + 1}.conv{index % 2 + 1}"
        output = f"t{index}"
        out_shape = ("N", 10) if last else ("N", shape[0], 32, 32)
        macs = (index + 1) * 1_179_648
        tensors[f"{key}.weight"] = Tensor(f"{key}.weight", shape=shape, is_parameter=True)
        tensors[output] = Tensor(output, shape=out_shape)
        op = "Gemm" if last else "Gather" if lookup else "Conv"
        attributes = {} if last or lookup else {"strides": (1, 1), "kernel_shape": (3, 3), "group": 1}
        nodes.append(Node(key, op, (source, f"{key}.weight"), (output,), macs=macs, attributes=attributes))
        found.append(
            Layer(key, key, op, kind, f"{key}.weight", shape, 0, "" if lookup else source, output,
                  macs=macs, input_shape=tensors[source].shape, output_shape=out_shape)
        )  # fmt: skip
        source = output
    return ModelGraph("small", "onnx", ("x",), (source,), tuple(nodes), tensors, tuple(found), file_bytes=200_000)


def small_document(layers: int = 6) -> Document:
    """A document that shows ``small_graph``, without a project file."""
    document = Document()
    document.show_preview(ModelRecord("small.onnx", "/nowhere/small.onnx", "f" * 64, small_graph(layers)))
    return document
