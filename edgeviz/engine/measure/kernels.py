"""Which kernel runs each layer, and at which width, read from the graph that onnxruntime has optimized."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import onnx
from onnx import TensorProto

from edgeviz.core.graph import ITEM_BITS, Layer, ModelGraph
from edgeviz.core.layer_profile import LayerKernel

#: Operators that multiply integers. onnxruntime's own and the standard's.
INTEGER = frozenset(
    (
        "QLinearConv", "QLinearMatMul", "QGemm", "ConvInteger", "MatMulInteger", "MatMulIntegerToFloat",
        "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "QAttention", "QEmbedLayerNormalization",
    )
)  # fmt: skip
#: What onnxruntime hangs on the names of nodes and tensors that it makes from others.
SUFFIX = re.compile(
    r"(_token_\d+|_nchwc|_nhwc|/duplicated|_duplicated|_s8_2_u8|_T|_transposed|/MatMulAddFusion|_scale_dq|_fused"
    r"|_transformed|/GemmActivationFusion|/ConvActivationFusion)$"
)
#: How deep a fused kernel may lie behind the node that gave it its name.
DEPTH = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the optimized graph and whose it is.

    layer: the node key of the layers that it computes or unpacks weights for, "" where it lies between layers;
    node: the key of the node of the exported file that it stands for, "" where that is not known.
    """

    name: str
    op: str
    layer: str = ""
    node: str = ""
    unpacks: bool = False


def variants(name: str) -> Iterator[str]:
    """``name``, then with onnxruntime's suffixes taken off one by one."""
    while name:
        yield name
        shorter = SUFFIX.sub("", name)
        if shorter == name:
            return
        name = shorter


def family(op: str) -> str:
    """What kind of product an operator computes, so that a fused kernel is not given to another layer."""
    for part, kind in (
        ("ConvTranspose", "ConvTranspose"), ("Conv", "Conv"), ("MatMul", "MatMul"), ("Gemm", "MatMul"),
        ("Attention", "MatMul"), ("LSTM", "LSTM"), ("GRU", "GRU"), ("RNN", "RNN"), ("Gather", "Gather"),
        ("EmbedLayer", "Gather"),
    ):  # fmt: skip
        if part in op:
            return kind
    return ""


class _Model:
    """Look-ups in one graph."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.nodes = model.graph.node
        self.initializers: dict[str, TensorProto] = {tensor.name: tensor for tensor in model.graph.initializer}
        self.by_name = {node.name: node for node in self.nodes if node.name}
        self.producers = {name: node for node in self.nodes for name in node.output if name}

    @cached_property
    def constant(self) -> set[str]:
        """Tensors made from initializers alone."""
        known = set(self.initializers)
        for node in self.nodes:
            if node.input and all(name in known for name in node.input if name):
                known.update(node.output)
        return known

    def sources(self, tensor: str) -> Iterator[TensorProto]:
        """The initializers from which a constant tensor is made."""
        if tensor in self.initializers:
            yield self.initializers[tensor]
        elif tensor in self.producers and tensor in self.constant:
            for name in self.producers[tensor].input:
                yield from self.sources(name)

    def unpackers(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        """The nodes that make constant inputs of ``node`` at every run."""
        for name in node.input:
            if name in self.producers and name in self.constant:
                yield self.producers[name]
                yield from self.unpackers(self.producers[name])


class KernelMap:
    """``optimized`` as onnxruntime saved it, beside the ``exported`` model that it was made from."""

    def __init__(self, exported: onnx.ModelProto, optimized: onnx.ModelProto, graph: ModelGraph) -> None:
        self._file, self._run, self._graph = _Model(exported), _Model(optimized), graph
        self._layer_nodes = {layer.node for layer in graph.layers}
        self._feeds = self._fed()
        self.kernels: dict[str, onnx.NodeProto] = {}
        #: By name of the optimized node; names are unique there.
        self.places: dict[str, Place] = self._placed()

    def layers(self) -> tuple[LayerKernel, ...]:
        """One for each layer of the graph, in its order."""
        first: dict[str, str] = {}
        found = []
        for layer in self._graph.layers:
            shared = first.setdefault(layer.node, layer.key)
            found.append(self._kernel(layer, "" if shared == layer.key else shared))
        return tuple(found)

    # ---- whose is a kernel

    def _fed(self) -> dict[str, set[str]]:
        """Name of an initializer or of a node that only prepares weights -> keys of the layer nodes that read it."""
        found: dict[str, set[str]] = {}
        for key in self._layer_nodes:
            node = self._file.by_name.get(key)
            if node is None:
                continue
            for name in node.input:
                for tensor in self._file.sources(name):
                    found.setdefault(tensor.name, set()).add(key)
            for unpacker in self._file.unpackers(node):
                for name in (unpacker.name, *unpacker.output):
                    found.setdefault(name, set()).add(key)
        return found

    def _placed(self) -> dict[str, Place]:
        places: dict[str, Place] = {}
        later: list[onnx.NodeProto] = []
        for node in self._run.nodes:
            named = self._named(node)
            if named is not None and named in self._layer_nodes and named not in self.kernels:
                self.kernels[named] = node
                places[node.name] = Place(node.name, node.op_type, named, named)
            else:
                later.append(node)
        waiting = []
        for node in later:
            key = self._by_weights(node)
            if key:
                self.kernels[key] = node
                places[node.name] = Place(node.name, node.op_type, key, key)
            else:
                waiting.append(node)
        for node in waiting:
            key = self._behind(node)
            if key:
                self.kernels[key] = node
                places[node.name] = Place(node.name, node.op_type, key, key)
        unpacks = {
            unpacker.name: key for key, kernel in self.kernels.items() for unpacker in self._run.unpackers(kernel)
        }
        for node in waiting:
            if node.name not in places:
                named = self._named(node) or ""
                layer = unpacks.get(node.name, "")
                places[node.name] = Place(node.name, node.op_type, layer, layer or named, bool(layer))
        return places

    def _named(self, node: onnx.NodeProto) -> str | None:
        """The node of the file that has this node's name, or writes the tensor that it is named for."""
        for name in variants(node.name):
            if name in self._file.by_name:
                return name
        for given in (node.name, *node.output):
            for name in variants(given):
                if name in self._file.producers:
                    return self._file.producers[name].name
        return None

    def _free(self, keys: Iterable[str], op: str) -> list[str]:
        """Those of ``keys`` that have no kernel yet and whose operator ``op`` may compute."""
        kind = family(op)
        return [
            key for key in keys if key not in self.kernels and kind and family(self._file.by_name[key].op_type) == kind
        ]

    def _by_weights(self, node: onnx.NodeProto) -> str:
        """The one layer whose weights or bias the node reads."""
        if not family(node.op_type):
            return ""
        for given in node.input:
            for name in variants(given):
                keys = self._free(self._feeds.get(name, ()), node.op_type)
                if len(keys) == 1:
                    return keys[0]
        return ""

    def _behind(self, node: onnx.NodeProto) -> str:
        """The first layer behind the node that gave a fused kernel its name, such as the Relu after a convolution."""
        named = self._named(node)
        if named is None or not family(node.op_type):
            return ""
        edge = [named]
        for _ in range(DEPTH):
            keys = self._free((key for key in edge if key in self._layer_nodes), node.op_type)
            if keys:
                return keys[0]
            before = [self._file.producers.get(name) for key in edge for name in self._file.by_name[key].input]
            edge = [each.name for each in before if each is not None and each.name]
        return ""

    # ---- at which width

    def _kernel(self, layer: Layer, shared: str) -> LayerKernel:
        stored = self._stored_bits(layer)
        node = self.kernels.get(layer.node)
        if node is None:
            return LayerKernel(layer.key, "", stored, stored, 0, False, shared_with=shared)
        weights = self.weights(node)
        resident = _bits(weights) if weights is not None else stored
        named = {attribute.name: attribute for attribute in node.attribute}
        if node.op_type == "MatMulNBits":
            resident = named["bits"].i if "bits" in named else 4
        compute, integer = self._compute(node, named, weights, resident)
        unpacks = any(True for _ in self._run.unpackers(node))
        return LayerKernel(layer.key, node.op_type, stored, resident, compute, integer, unpacks, shared)

    def _stored_bits(self, layer: Layer) -> int:
        """Of the weights in the exported file."""
        node = self._file.by_name.get(layer.node)
        for name in node.input if node is not None else ():
            if name == layer.weight or name.startswith(f"{layer.weight}_dequantized"):
                largest = max(self._file.sources(name), key=_elements, default=None)
                if largest is not None:
                    return _bits(largest)
        return 32

    def weights(self, node: onnx.NodeProto) -> TensorProto | None:
        """The largest constant that the kernel reads, as it is kept in memory."""
        found = [tensor for name in node.input for tensor in self._run.sources(name)]
        return max(found, key=_elements, default=None)

    def _compute(
        self,
        node: onnx.NodeProto,
        named: Mapping[str, onnx.AttributeProto],
        weights: TensorProto | None,
        resident: int,
    ) -> tuple[int, bool]:
        if node.op_type in INTEGER:
            # A zero point has the type of the codes beside it; no activation code of a kernel is below 8 bits.
            kinds = (self._run.initializers[name] for name in node.input if name in self._run.initializers)
            widths = [_bits(tensor) for tensor in kinds if tensor.data_type in INTEGER_TYPES]
            return max([8, resident, *widths]), True
        if node.op_type == "MatMulNBits":
            level = named["accuracy_level"].i if "accuracy_level" in named else 0
            return {2: 16, 3: 16, 4: 8}.get(level, 32), level == 4
        narrow = (TensorProto.FLOAT16, TensorProto.BFLOAT16)
        read = weights is not None and weights.name in node.input and weights.data_type in narrow
        return (16 if read else 32), False


#: The types of codes; 32 bits are the bias.
INTEGER_TYPES = frozenset((TensorProto.INT8, TensorProto.UINT8, TensorProto.INT16, TensorProto.UINT16))


def _elements(tensor: TensorProto) -> int:
    return prod(tensor.dims)


def _bits(tensor: TensorProto) -> int:
    name = TensorProto.DataType.Name(tensor.data_type).lower()
    return ITEM_BITS.get({"float": "float32", "double": "float64"}.get(name, name), 32)
