"""A recipe as an ONNX model: integers in the file, QuantizeLinear and DequantizeLinear around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ml_dtypes
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz import __version__
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import QuantPoint, integer_readers, quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import widened
from edgeviz.core.spec import Scheme, Spec
from edgeviz.engine.export.opset import RUNTIME_DOMAIN, check, nodes_of, opset_of, raise_opset, set_ir_version
from edgeviz.engine.quant.coding import Codebook, Coding
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.plan import bias_codes, integer_biases, quantized_weights

#: (storage bits, signed) -> numpy type. ``numpy_helper.from_array`` packs the sub-byte types of ml_dtypes.
TYPES: dict[tuple[int, bool], Any] = {
    (2, True): ml_dtypes.int2,
    (2, False): ml_dtypes.uint2,
    (4, True): ml_dtypes.int4,
    (4, False): ml_dtypes.uint4,
    (8, True): np.int8,
    (8, False): np.uint8,
    (16, True): np.int16,
    (16, False): np.uint16,
}

#: What floats narrower than 32 bits are stored as.
FLOATS: dict[Scheme, Any] = {Scheme.FLOAT: np.float16, Scheme.BFLOAT: ml_dtypes.bfloat16}

#: The first opsets with Where, and with a Clip that takes 8-bit integers.
WHERE_OPSET, CLIP_OPSET = 9, 12
#: From this opset on symmetric 8-bit activations are written with unsigned codes, see ``_Writer._round_trip``.
UNSIGNED_OPSET = 21


def build(
    prepared: onnx.ModelProto,
    graph: ModelGraph,
    recipe: Recipe,
    weights: Mapping[str, Coding],
    activations: Mapping[QuantPoint, QuantParams],
) -> onnx.ModelProto:
    """The exported model of ``recipe``: ``prepared`` with its weights as integers and Q/DQ at every point.

    ``weights`` is keyed by layer. The same arguments give the same bytes. Choices that matter to a runtime:

    - A weight of 4 bits or less whose layer also has integer activations is stored at its width, cast to 8 bits
      and dequantized from there. onnxruntime folds the cast when it loads, and then finds the 8-bit pattern of its
      integer kernels; from a 2-bit DequantizeLinear it builds an invalid QLinearConv, and a matrix product whose
      results are wrong where a dimension is odd (1.32; see ``core.size.widened``).
    - A code that is an index (k-means, DoReFa, TTQ) is looked up with Gather, which folds too: it saves size, not time.
    - Activations of less than 8 bits are 8-bit integers clipped to their codes, for the same reason.
    - A bias beside 8-bit weights and activations is int32.

    Raises RecipeError when the recipe does not fit the graph or the model cannot be brought to the opset needed.
    """
    specs = quantized_weights(graph, recipe)
    points = quant_points(graph, recipe)
    readers = integer_readers(graph, recipe)
    model = onnx.ModelProto()
    model.CopyFrom(prepared)
    model, domain = raise_opset(model, *_needs(specs.values(), points, activations))
    writer = _Writer(model, domain)
    for name, (layer, spec) in specs.items():
        users = [other for other in graph.layers if other.weight == name]
        narrow = any(widened(user, recipe[user.key], user.node in readers) for user in users)
        writer.weight(layer, spec, weights.get(layer.key), {user.node for user in users}, narrow)
    arrays = writer.arrays
    biases = integer_biases(graph, recipe, lambda name: numpy_helper.to_array(arrays[name]), weights, activations)
    for key, (bias, params) in biases.items():
        writer.bias(graph.layer(key), bias_codes(bias, params), params)
    for point in points:
        writer.activation(point, activations.get(point))
    model = writer.finish(recipe)
    check(model, prepared)
    return model


def _needs(
    specs: Iterable[tuple[Layer, Spec]], points: Iterable[QuantPoint], activations: Mapping[QuantPoint, QuantParams]
) -> tuple[frozenset[int], int]:
    """Storage widths that Q/DQ operators or Cast must know, and the opset that the other new operators need."""
    specs = list(specs)
    widths = {spec.storage_bits for _, spec in specs if not spec.is_float}
    # Cast knows bfloat16 from opset 13 on.
    used = [spec for _, spec in specs] + [point.spec for point in points]
    opset = 13 if any(spec.scheme is Scheme.BFLOAT for spec in used) else 0
    for point in points:
        if not point.spec.is_integer:
            continue
        if activations[point].binary:
            opset = max(opset, WHERE_OPSET)
            continue
        widths.add(max(8, point.spec.storage_bits))
        if point.spec.bits not in (8, 16):
            opset = max(opset, CLIP_OPSET)
    return frozenset(widths), opset


class _Writer:
    """Collects new nodes and initializers, and rebuilds the node list once, in topological order."""

    def __init__(self, model: onnx.ModelProto, domain: str) -> None:
        self.model = model
        self.domain = domain
        self.arrays = {tensor.name: tensor for tensor in model.graph.initializer}
        self._by_key = {node.name: node for node in model.graph.node}
        self._before: list[onnx.NodeProto] = []
        self._after: dict[str, list[onnx.NodeProto]] = {}
        self._taken = {name for node in nodes_of(model.graph) for name in (*node.input, *node.output)}
        self._taken.update(self.arrays, (value.name for value in model.graph.input))

    # ---- weights and biases ----

    def weight(self, layer: Layer, spec: Spec, coding: Coding | None, users: set[str], widen: bool) -> None:
        name = layer.weight
        values = numpy_helper.to_array(self.arrays[name])
        restored = self._name(f"{name}_dequantized")
        if coding is None:
            kind = FLOATS[spec.scheme]
            stored = self._constant(f"{name}_{np.dtype(kind).name}", values.astype(kind))
            self._before.append(
                helper.make_node("Cast", [stored], [restored], name=f"{layer.key}.weight.Cast", to=TensorProto.FLOAT)
            )
        elif isinstance(coding.params, Codebook):
            codes = coding.encode(torch.from_numpy(np.array(values, dtype=np.float32))).numpy()
            self._looked_up(layer, codes, coding.params, restored)
        else:
            params = coding.params
            codes = coding.encode(torch.from_numpy(np.array(values, dtype=np.float32))).numpy()
            kind = TYPES[params.storage_bits, params.signed]
            stored = self._constant(f"{name}_quantized", codes.astype(kind))
            if widen and params.storage_bits < 8 and not self.domain:  # an old Cast knows no such type
                kind = TYPES[8, params.signed]
                wide = self._name(f"{name}_widened")
                to = helper.np_dtype_to_tensor_dtype(np.dtype(kind))
                self._before.append(helper.make_node("Cast", [stored], [wide], name=f"{layer.key}.weight.Cast", to=to))
                stored = wide
            self._before.append(self._dequantize(stored, restored, f"{layer.key}.weight", f"{name}_", params, kind))
        for key in users:
            self._rewire(self._by_key[key], name, restored)

    def _looked_up(self, layer: Layer, codes: np.ndarray[Any, Any], table: Codebook, restored: str) -> None:
        """Gather from the table of values; the indices are stored at their width and cast, which folds at load time."""
        name = layer.weight
        stored = self._constant(f"{name}_indices", codes.astype(TYPES[table.storage_bits, False]))
        if table.storage_bits < 8 and self.domain:  # an old Cast knows no such type, the runtime's own operator does
            one, real = self._constant(f"{name}_one", np.float32(1)), self._name(f"{name}_real")
            self._before.append(
                helper.make_node(
                    "DequantizeLinear", [stored, one], [real], name=f"{layer.key}.weight.Unpack", domain=self.domain
                )
            )
            stored = real
        wide = self._name(f"{name}_widened")
        values = self._constant(f"{name}_values", table.values)
        self._before += [
            helper.make_node("Cast", [stored], [wide], name=f"{layer.key}.weight.Cast", to=TensorProto.INT32),
            helper.make_node("Gather", [values, wide], [restored], name=f"{layer.key}.weight.Gather"),
        ]

    def bias(self, layer: Layer, codes: np.ndarray[Any, Any], params: QuantParams) -> None:
        name = str(layer.bias)
        stored = self._constant(f"{name}_quantized", codes)
        restored = self._name(f"{name}_dequantized")
        self._before.append(self._dequantize(stored, restored, f"{layer.key}.bias", f"{name}_", params, np.int32))
        self._rewire(self._by_key[layer.node], name, restored)

    # ---- activations ----

    def activation(self, point: QuantPoint, params: QuantParams | None) -> None:
        tensor = point.tensor
        restored = self._name(f"{tensor}_dequantized")
        if params is None:
            kind = np.dtype(FLOATS[point.spec.scheme])
            narrow = self._name(f"{tensor}_{kind.name}")
            to = helper.np_dtype_to_tensor_dtype(kind)
            nodes = [
                helper.make_node("Cast", [tensor], [narrow], name=f"{tensor}.{kind.name.capitalize()}", to=to),
                helper.make_node("Cast", [narrow], [restored], name=f"{tensor}.Float32", to=TensorProto.FLOAT),
            ]
        elif params.binary:
            nodes = self._sign(tensor, restored, params)
        else:
            nodes = self._round_trip(tensor, restored, params)
        self._after.setdefault(tensor, []).extend(nodes)
        for key in point.consumers:
            self._rewire(self._by_key[key], tensor, restored)

    def _round_trip(self, tensor: str, restored: str, params: QuantParams) -> list[onnx.NodeProto]:
        """Quantize to the type, clip to the nominal codes where they are fewer, dequantize."""
        bits = max(8, params.storage_bits)
        signed, shift = params.signed, 0
        if signed and bits == 8 and opset_of(self.model) >= UNSIGNED_OPSET:
            # onnxruntime 1.32 refuses signed pairs from this opset on when a Transpose follows: it copies them with
            # conflicting types. Unsigned codes shifted by half the range are the same numbers.
            signed, shift = False, 128
        kind = TYPES[bits, signed]
        scale = self._constant(f"{tensor}_scale", params.scale)
        zero = self._constant(f"{tensor}_zero_point", (params.zero_point + shift).astype(kind))
        codes = self._name(f"{tensor}_quantized")
        name = f"{tensor}.QuantizeLinear"
        nodes = [helper.make_node("QuantizeLinear", [tensor, scale, zero], [codes], name=name, domain=self.domain)]
        if bits > params.bits:
            low = self._constant(f"{tensor}_lowest", np.array(params.qmin + shift, dtype=kind))
            high = self._constant(f"{tensor}_highest", np.array(params.qmax + shift, dtype=kind))
            clipped = self._name(f"{tensor}_clipped")
            nodes.append(helper.make_node("Clip", [codes, low, high], [clipped], name=f"{tensor}.Clip"))
            codes = clipped
        name = f"{tensor}.DequantizeLinear"
        nodes.append(
            helper.make_node("DequantizeLinear", [codes, scale, zero], [restored], name=name, domain=self.domain)
        )
        return nodes

    def _sign(self, tensor: str, restored: str, params: QuantParams) -> list[onnx.NodeProto]:
        """sign(x)·scale with sign(0) = +1: no pair of Q/DQ can say it, for it has no code for 0."""
        zero = self._constant(f"{tensor}_zero", np.float32(0))
        plus = self._constant(f"{tensor}_plus", params.scale)
        minus = self._constant(f"{tensor}_minus", -params.scale)
        negative = self._name(f"{tensor}_negative")
        return [
            helper.make_node("Less", [tensor, zero], [negative], name=f"{tensor}.Less"),
            helper.make_node("Where", [negative, minus, plus], [restored], name=f"{tensor}.Sign"),
        ]

    # ---- pieces ----

    def _dequantize(
        self, stored: str, restored: str, key: str, prefix: str, params: QuantParams, kind: Any
    ) -> onnx.NodeProto:
        inputs = [stored, self._constant(f"{prefix}scale", params.scale)]
        inputs.append(self._constant(f"{prefix}zero_point", params.zero_point.astype(kind)))
        axis = {} if params.axis is None else {"axis": params.axis}
        return helper.make_node(
            "DequantizeLinear", inputs, [restored], name=f"{key}.DequantizeLinear", domain=self.domain, **axis
        )

    def _name(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name

    def _constant(self, wanted: str, value: Any) -> str:
        name = self._name(wanted)
        array = np.ascontiguousarray(value).reshape(np.shape(value))  # the first alone makes a scalar 1-D
        self.model.graph.initializer.append(numpy_helper.from_array(array, name))
        return name

    @staticmethod
    def _rewire(node: onnx.NodeProto, old: str, new: str) -> None:
        for index, name in enumerate(node.input):
            if name == old:
                node.input[index] = new

    def finish(self, recipe: Recipe) -> onnx.ModelProto:
        model, graph = self.model, self.model.graph
        nodes = list(self._before)
        for value in graph.input:
            nodes += self._after.get(value.name, [])
        for node in graph.node:
            nodes.append(node)
            for name in node.output:
                nodes += self._after.get(name, [])
        kept = [_copy(node) for node in nodes]
        del graph.node[:]
        graph.node.extend(kept)
        _drop_unused(graph)
        _strip(model)
        if self.domain and all(entry.domain != RUNTIME_DOMAIN for entry in model.opset_import):
            model.opset_import.append(helper.make_opsetid(RUNTIME_DOMAIN, 1))
        set_ir_version(model)
        model.producer_name, model.producer_version = "EdgeViz", __version__
        if not recipe.is_float32:
            helper.set_model_props(model, {"recipe": recipe.hash})
        return model


def _copy(node: onnx.NodeProto) -> onnx.NodeProto:
    copied = onnx.NodeProto()
    copied.CopyFrom(node)
    return copied


def _strip(model: onnx.ModelProto) -> None:
    """Remove what only tools read: the exporter's scopes and source lines, and the shapes of inner tensors.

    They can be a third of a small quantized model. A layer's identity is in its node's name.
    """
    for part in (model, model.graph, *model.graph.initializer, *nodes_of(model.graph)):
        part.ClearField("doc_string")
        part.ClearField("metadata_props")
    model.graph.ClearField("value_info")


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Remove initializers that nobody reads, and the inputs that old models declare for them."""
    used = {name for node in nodes_of(graph) for name in node.input} | {value.name for value in graph.output}
    gone = {tensor.name for tensor in graph.initializer} - used
    for field in (graph.initializer, graph.input, graph.value_info):
        for index in reversed(range(len(field))):
            if field[index].name in gone:
                del field[index]
