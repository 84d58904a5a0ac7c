"""Bytes of an exported model, predicted before it is written.

The parameters are counted exactly. An ONNX file spells every tensor's name out wherever it is used, so the tensors,
nodes and names that a quantizer adds are counted too, as ``engine.export.qdq`` writes them; for a small network they
are a tenth of the file. The whole stays a prediction until the file is written: a bias whose scale would be too fine
stays float, a name that is taken gets a number, and an old model grows or shrinks when its opset is raised.
"""

from __future__ import annotations

from functools import lru_cache

from edgeviz.core.graph import Layer, ModelGraph, packed_bytes
from edgeviz.core.memo import each_layer, last_answer
from edgeviz.core.points import QuantPoint, integer_readers, quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.core.wire import node, tensor

#: Operators whose bias an integer kernel of onnxruntime takes as int32 with scale S_x·S_w.
INTEGER_BIAS = frozenset(("Conv", "Gemm"))
#: What a reader's input grows by when it reads "…_dequantized" instead.
REDIRECTION = len("_dequantized")
#: What the narrow floats are called, as suffixes and in node names.
FLOAT_NAMES = {Scheme.FLOAT: "float16", Scheme.BFLOAT: "bfloat16"}


def weight_bytes(layer: Layer, spec: Spec) -> int:
    """Bytes of the layer's weights as stored, with the scales and zero points they need."""
    payload = packed_bytes(layer.weight_elements, spec.storage_bits)
    if spec.is_codebook:
        return payload + 4 * (1 << spec.bits)
    if spec.is_float:
        return payload
    groups = layer.channels if spec.granularity is Granularity.CHANNEL else 1
    return payload + 4 * groups + packed_bytes(groups, spec.storage_bits)


def layer_bytes(layer: Layer, spec: Spec) -> int:
    """Bytes of weights and bias (a bias stays at 32 bits, as integer kernels want it)."""
    return weight_bytes(layer, spec) + 4 * layer.bias_elements


def stored_weight(layer: Layer, row: LayerRecipe) -> str:
    """The name under which the exported file stores the layer's weights, as ``engine.export`` writes it.

    Where the model already has something of this name a number follows it.
    """
    spec = row.weight
    if spec.is_float32:
        return layer.weight
    if spec.is_codebook:
        return f"{layer.weight}_indices"
    return f"{layer.weight}_{FLOAT_NAMES[spec.scheme] if spec.is_float else 'quantized'}"


def widened(layer: Layer, row: LayerRecipe, reads_integers: bool = False) -> bool:
    """Whether the file casts the layer's stored codes to 8 bits before they are dequantized.

    ``reads_integers``: its input comes as integers whatever ``row`` says (``points.integer_readers``). Beside integer
    activations, because onnxruntime finds the pattern of its integer kernels only at 8 bits; and for 2-bit weights of
    a matrix product, because its kernel for those is wrong where a dimension is odd (1.32).
    """
    spec = row.weight
    if not spec.is_integer or spec.storage_bits >= 8:
        return False
    integers = row.activation.is_integer and bool(layer.input)
    return integers or reads_integers or (spec.storage_bits == 2 and layer.op in ("MatMul", "Gemm"))


def computes_in_integers(layer: Layer, row: LayerRecipe) -> bool:
    """Whether weights and input of ``layer`` both fit 8-bit integer kernels."""
    return (
        bool(layer.input)
        and all(spec.is_integer and spec.storage_bits <= 8 for spec in (row.weight, row.activation))
        and not row.activation.is_sign
    )


def size_bytes(graph: ModelGraph, recipe: Recipe, float_bytes: int | None = None) -> int:
    """Predicted size of the exported file.

    It starts from ``float_bytes``, the exact size of the exported float model where that is known, else from the
    size of the source file, which may hold more or less than the export keeps.
    """
    size = float_bytes or graph.file_bytes or 4 * graph.parameters
    seen = set()
    readers = integer_readers(graph, recipe)
    for layer, (narrow, wide) in zip(graph.layers, _added(graph, recipe), strict=True):
        if layer.weight not in seen:
            seen.add(layer.weight)
            size += wide if layer.node in readers else narrow
    return max(0, size + _added_by_points(quant_points(graph, recipe)))


@last_answer
def _added_by_points(points: tuple[QuantPoint, ...]) -> int:
    return sum(map(_added_by_point, points))


@each_layer
def _added(layer: Layer, row: LayerRecipe) -> tuple[int, int]:
    """``added_by_weight`` where the input comes as ``row`` says, and where it comes as integers."""
    return added_by_weight(layer, row), added_by_weight(layer, row, True)


def added_by_weight(layer: Layer, row: LayerRecipe, reads_integers: bool = False) -> int:
    """Bytes that storing the layer's weights as in ``row`` adds to the float file; usually negative."""
    spec, name, shape = row.weight, layer.weight, layer.weight_shape
    if spec.is_float32:
        return 0
    change = REDIRECTION - tensor(name, shape, 4 * layer.weight_elements)
    stored = stored_weight(layer, row)
    payload, key = packed_bytes(layer.weight_elements, spec.storage_bits), f"{layer.key}.weight"
    if spec.is_codebook:
        entries = 1 << spec.bits
        return (
            change
            + tensor(stored, shape, payload)
            + tensor(f"{name}_values", (entries,), 4 * entries)
            + node("Cast", f"{key}.Cast", (stored,), f"{name}_widened", "to")
            + node("Gather", f"{key}.Gather", (f"{name}_values", f"{name}_widened"), f"{name}_dequantized")
        )
    if spec.is_float:
        return (
            change
            + tensor(stored, shape, payload)
            + node("Cast", f"{key}.Cast", (stored,), f"{name}_dequantized", "to")
        )
    codes, wide = stored, widened(layer, row, reads_integers)
    change += tensor(codes, shape, payload)
    if wide:
        change += node("Cast", f"{key}.Cast", (codes,), f"{name}_widened", "to")
        codes = f"{name}_widened"
    per_channel = spec.granularity is Granularity.CHANNEL and bool(shape)
    change += _dequantized(codes, name, key, layer.channels if per_channel else 0, 8 if wide else spec.storage_bits)
    if layer.bias and layer.op in INTEGER_BIAS and computes_in_integers(layer, row):
        change += REDIRECTION + tensor(f"{layer.bias}_quantized", (layer.bias_elements,), 4 * layer.bias_elements)
        change -= tensor(layer.bias, (layer.bias_elements,), 4 * layer.bias_elements)
        groups = layer.bias_elements if per_channel else 0
        change += _dequantized(f"{layer.bias}_quantized", layer.bias, f"{layer.key}.bias", groups, 32)
    return change


def added_by_point(point: QuantPoint) -> int:
    """Bytes that the nodes and names of one activation quantizer add."""
    spec, name = point.spec, point.tensor
    added = REDIRECTION * len(point.consumers)
    restored, codes = f"{name}_dequantized", f"{name}_quantized"
    if spec.is_float:
        kind = FLOAT_NAMES[spec.scheme]
        return (
            added
            + node("Cast", f"{name}.{kind}", (name,), f"{name}_{kind}", "to")
            + node("Cast", f"{name}.Float32", (f"{name}_{kind}",), restored, "to")
        )
    if spec.is_sign:
        added += sum(tensor(f"{name}_{value}", (), 4) for value in ("zero", "plus", "minus"))
        added += node("Less", f"{name}.Less", (name, f"{name}_zero"), f"{name}_negative")
        inputs = (f"{name}_negative", f"{name}_minus", f"{name}_plus")
        return added + node("Where", f"{name}.Sign", inputs, restored)
    width = max(8, spec.storage_bits) // 8
    scales = (f"{name}_scale", f"{name}_zero_point")
    added += tensor(scales[0], (), 4) + tensor(scales[1], (), width)
    added += node("QuantizeLinear", f"{name}.QuantizeLinear", (name, *scales), codes)
    if spec.bits not in (8, 16):
        bounds = (f"{name}_lowest", f"{name}_highest")
        added += sum(tensor(bound, (), width) for bound in bounds)
        added += node("Clip", f"{name}.Clip", (codes, *bounds), f"{name}_clipped")
        codes = f"{name}_clipped"
    return added + node("DequantizeLinear", f"{name}.DequantizeLinear", (codes, *scales), restored)


#: An edit of one layer's activations leaves nearly all points as they were.
_added_by_point = lru_cache(maxsize=8192)(added_by_point)


def _dequantized(codes: str, name: str, key: str, groups: int, bits: int) -> int:
    """A DequantizeLinear with its scales and zero points of ``bits``, one for each of ``groups`` (0: per tensor)."""
    shape, count = ((groups,), groups) if groups else ((), 1)
    scales = (f"{name}_scale", f"{name}_zero_point")
    return (
        tensor(scales[0], shape, 4 * count)
        + tensor(scales[1], shape, packed_bytes(count, bits))
        + node(
            "DequantizeLinear",
            f"{key}.DequantizeLinear",
            (codes, *scales),
            f"{name}_dequantized",
            "axis" if groups else "",
        )
    )
