"""The model graph: nodes, tensors, shapes, parameters and MACs, read without loading weights.

Everything here is plain frozen data. ``engine.load`` produces it, ``project`` stores it as JSON, the window
shows it and ``core.cost`` computes with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from math import prod
from typing import Any

#: A dimension: a number, a symbol such as "N", or None where nothing is known.
Dim = int | str | None
Shape = tuple[Dim, ...]

#: Bytes of one element, by the type's name.
ITEM_BITS: dict[str, int] = {
    "float64": 64, "float32": 32, "float16": 16, "bfloat16": 16,
    "float8_e4m3fn": 8, "float8_e5m2": 8, "float8_e4m3fnuz": 8, "float8_e5m2fnuz": 8, "float4_e2m1": 4,
    "int64": 64, "int32": 32, "int16": 16, "int8": 8, "int4": 4, "int2": 2,
    "uint64": 64, "uint32": 32, "uint16": 16, "uint8": 8, "uint4": 4, "uint2": 2,
    "bool": 8, "complex64": 64, "complex128": 128, "string": 64,
}  # fmt: skip


def packed_bytes(elements: int, bits: int) -> int:
    """Bytes that ``elements`` values of ``bits`` bits take when packed without gaps."""
    return (elements * bits + 7) // 8


#: Operators that an inference engine fuses into their producer or runs in place: they need no memory of their own.
IN_PLACE = frozenset(
    (
        *("Relu", "LeakyRelu", "PRelu", "Clip", "HardSwish", "HardSigmoid", "Sigmoid", "Tanh", "Gelu", "Elu", "Selu"),
        *("Celu", "Mish", "Softplus", "BatchNormalization", "Identity", "Dropout", "Cast"),
        *("Reshape", "Flatten", "Squeeze", "Unsqueeze", "QuantizeLinear", "DequantizeLinear"),
    )
)


@dataclass(frozen=True, slots=True)
class Tensor:
    """A value that flows between nodes, or a parameter (``is_parameter``). ``shape`` is None when unknown."""

    name: str
    dtype: str = "float32"
    shape: Shape | None = None
    is_parameter: bool = False

    @property
    def elements(self) -> int | None:
        """Number of elements for one sample (batch and every other symbol counted as 1), None if unknown."""
        if self.shape is None or None in self.shape:
            return None
        return prod([d for d in self.shape if isinstance(d, int)])

    @property
    def nbytes(self) -> int | None:
        count = self.elements
        return None if count is None else packed_bytes(count, ITEM_BITS.get(self.dtype, 32))


@dataclass(frozen=True, slots=True)
class Node:
    """One operator. ``key`` is unique in the graph; ``namespace`` is the module path it belongs to.

    ``name`` is what the model's own file calls it, by which other viewers know it; "" where it says nothing.
    """

    key: str
    op: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    domain: str = ""
    namespace: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    macs: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A node with weights that can be quantized or pruned.

    ``key`` is the layer's one identity through every format. ``kind`` is what a person calls it
    ("Conv 3×3", "Depthwise 3×3", "Linear"). ``weight``/``bias`` name parameters, ``input``/``output`` name
    tensors; ``output`` is the tensor after a fused activation (Relu, Clip …), where a quantizer belongs.
    ``channel_axis`` is the axis of ``weight_shape`` that holds the output channels. ``node`` is the key of the
    node it belongs to: the layer's own key, except in recurrent cells, whose input and recurrent weights are
    two layers of one node. ``input`` is "" where no activation can be quantized (recurrent weights, indices).
    """

    key: str
    node: str
    op: str
    kind: str
    weight: str
    weight_shape: tuple[int, ...]
    channel_axis: int
    input: str
    output: str
    bias: str | None = None
    bias_elements: int = 0
    macs: int = 0
    input_shape: Shape | None = None
    output_shape: Shape | None = None
    namespace: tuple[str, ...] = ()
    torch_name: str = ""
    #: Worked out once: every figure of every edit asks for it.
    weight_elements: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight_elements", prod(self.weight_shape))

    @property
    def parameters(self) -> int:
        return self.weight_elements + self.bias_elements

    @property
    def channels(self) -> int:
        return self.weight_shape[self.channel_axis] if self.weight_shape else 1


@dataclass(frozen=True)
class ModelGraph:
    """The graph of one model file. ``nodes`` are in topological order; ``tensors`` holds every name."""

    name: str
    format: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    nodes: tuple[Node, ...]
    tensors: Mapping[str, Tensor]
    layers: tuple[Layer, ...]
    opset: int = 0
    producer: str = ""
    file_bytes: int = 0
    #: Operators that cannot be executed (domain-qualified), empty when the model runs.
    missing_operators: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of: while a thread pickles it, another may ask for what is worked out and kept."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @cached_property
    def layer_keys(self) -> tuple[str, ...]:
        return tuple(layer.key for layer in self.layers)

    @cached_property
    def layer_index(self) -> dict[str, int]:
        return {layer.key: row for row, layer in enumerate(self.layers)}

    @cached_property
    def consumers(self) -> dict[str, tuple[int, ...]]:
        """Tensor name -> indices of the nodes that read it."""
        found: dict[str, list[int]] = {}
        for index, node in enumerate(self.nodes):
            for name in dict.fromkeys(node.inputs):
                if name:
                    found.setdefault(name, []).append(index)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def producers(self) -> dict[str, int]:
        """Tensor name -> index of the node that writes it."""
        return {name: index for index, node in enumerate(self.nodes) for name in node.outputs if name}

    @cached_property
    def constants(self) -> frozenset[str]:
        """Tensors that depend on parameters and constants alone: they are folded before the model runs.

        What no node writes and nobody gives is a constant too; one of a single element counts as no parameter.
        """
        written = {*self.producers, *self.inputs}
        known = {t.name for t in self.tensors.values() if t.is_parameter or t.name not in written}
        for node in self.nodes:
            if all(name in known for name in node.inputs if name) and (node.inputs or node.op == "Constant"):
                known.update(node.outputs)
        return frozenset(known)

    @cached_property
    def parameters(self) -> int:
        """Number of weights and other constants with more than one element."""
        return sum(t.elements or 0 for t in self.tensors.values() if t.is_parameter)

    @cached_property
    def macs(self) -> int:
        return sum(node.macs for node in self.nodes)

    @property
    def runs(self) -> bool:
        return not self.missing_operators

    def layer(self, key: str) -> Layer:
        return self.layers[self.layer_index[key]]

    def input_shape(self) -> Shape | None:
        """Shape of the first input, batch included."""
        return self.tensors[self.inputs[0]].shape if self.inputs else None

    def classes(self) -> int | None:
        """The last dimension of the first output, when it is known: the number of classes of a classifier."""
        shape = self.tensors[self.outputs[0]].shape if self.outputs else None
        return shape[-1] if shape and isinstance(shape[-1], int) else None


# ---- JSON ----


def graph_to_json(graph: ModelGraph) -> dict[str, Any]:
    """A JSON value that ``graph_from_json`` turns back into an equal graph."""
    return {
        "name": graph.name,
        "format": graph.format,
        "inputs": list(graph.inputs),
        "outputs": list(graph.outputs),
        "opset": graph.opset,
        "producer": graph.producer,
        "file_bytes": graph.file_bytes,
        "missing_operators": list(graph.missing_operators),
        "nodes": [
            [
                n.key,
                n.op,
                n.domain,
                list(n.inputs),
                list(n.outputs),
                list(n.namespace),
                dict(n.attributes),
                n.macs,
            ]
            for n in graph.nodes
        ],
        # Apart from the nodes: other versions of the program read this value too.
        "node_names": [n.name for n in graph.nodes],
        "tensors": [
            [t.name, t.dtype, None if t.shape is None else list(t.shape), t.is_parameter]
            for t in graph.tensors.values()
        ],
        "layers": [
            {one.name: _plain(getattr(layer, one.name)) for one in fields(Layer) if one.init} for layer in graph.layers
        ],
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(_tupled(v) for v in value) if isinstance(value, list) else value


def graph_from_json(data: Mapping[str, Any]) -> ModelGraph:
    """The inverse of ``graph_to_json``. Raises KeyError, TypeError or ValueError on a malformed value."""
    node_names = data.get("node_names", [""] * len(data["nodes"]))
    return ModelGraph(
        name=data["name"],
        format=data["format"],
        inputs=tuple(data["inputs"]),
        outputs=tuple(data["outputs"]),
        opset=data["opset"],
        producer=data["producer"],
        file_bytes=data["file_bytes"],
        missing_operators=tuple(data["missing_operators"]),
        nodes=tuple(
            Node(
                key,
                op,
                tuple(ins),
                tuple(outs),
                domain,
                tuple(space),
                {k: _tupled(v) for k, v in attrs.items()},
                macs,
                name,
            )
            for (key, op, domain, ins, outs, space, attrs, macs), name in zip(data["nodes"], node_names, strict=True)
        ),
        tensors={
            name: Tensor(name, dtype, None if shape is None else tuple(shape), is_parameter)
            for name, dtype, shape, is_parameter in data["tensors"]
        },
        layers=tuple(Layer(**{k: _tupled(v) for k, v in row.items()}) for row in data["layers"]),
    )
