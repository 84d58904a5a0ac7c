"""What a recipe does to a model, decided once for the simulation and for the export alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import QuantPoint
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import INTEGER_BIAS, computes_in_integers
from edgeviz.core.spec import Spec
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams


def quantized_weights(graph: ModelGraph, recipe: Recipe) -> dict[str, tuple[Layer, Spec]]:
    """Weight initializer -> (one layer that uses it, its spec), for every weight that is not left in float32.

    Raises RecipeError when layers share one weight but not its representation: there is only one array to store.
    """
    recipe.check(graph.layer_index)
    found: dict[str, tuple[Layer, Spec]] = {}
    for layer in graph.layers:
        spec = recipe[layer.key].weight
        first, other = found.setdefault(layer.weight, (layer, spec))
        if other != spec:
            raise RecipeError(
                f"The layers {first.key!r} and {layer.key!r} share one weight but not its representation.",
                f"Give both the same weight bits and settings (now {other.label} and {spec.label}).",
            )
    return {name: (layer, spec) for name, (layer, spec) in found.items() if not spec.is_float32}


def input_point(layer: Layer, points: Iterable[QuantPoint]) -> QuantPoint | None:
    """The quantizer that ``layer`` reads its input through, if any."""
    return next((p for p in points if p.tensor == layer.input and layer.node in p.consumers), None)


def runs_in_integers(layer: Layer, recipe: Recipe) -> bool:
    """Whether weights and input of ``layer`` both fit 8-bit integer kernels."""
    return computes_in_integers(layer, recipe[layer.key])


def integer_biases(
    graph: ModelGraph,
    recipe: Recipe,
    read: Callable[[str], NDArray[np.float32]],
    weights: Mapping[str, Coding],
    activations: Mapping[QuantPoint, QuantParams],
) -> dict[str, tuple[NDArray[np.float32], QuantParams]]:
    """Layer key -> (float bias, int32 parameters), for the layers that can run as an integer kernel.

    Scale S_x·S_w, zero point 0 (Jacob et al. 2018, section 2.4). ``read`` gives a bias by name; ``weights`` is keyed
    by layer. A bias stays in float where somebody else uses it too, and where a scale is so fine that the bias
    would not fit 32 bits.
    """
    nodes = {node.key: node for node in graph.nodes}
    shared = Counter(layer.bias for layer in graph.layers if layer.bias)
    found = {}
    for layer in graph.layers:
        if not layer.bias or shared[layer.bias] > 1 or len(graph.consumers.get(layer.bias, ())) > 1:
            continue
        attributes = nodes[layer.node].attributes if layer.node in nodes else {}
        if attributes.get("alpha", 1.0) != 1.0 or attributes.get("beta", 1.0) != 1.0:
            continue
        if layer.op not in INTEGER_BIAS or not runs_in_integers(layer, recipe):
            continue
        bias = read(layer.bias)
        weight = weights[layer.key].affine
        assert weight is not None, "integer kernels have integer weights"
        params = _bias_params(layer, bias, weight, activations)
        if params is not None:
            found[layer.key] = (bias, params)
    return found


def _bias_params(
    layer: Layer, bias: NDArray[np.float32], weight: QuantParams, activations: Mapping[QuantPoint, QuantParams]
) -> QuantParams | None:
    point = input_point(layer, activations)
    if point is None or bias.dtype != np.float32 or bias.ndim != 1 or len(bias) != layer.channels:
        return None
    scale = np.asarray(activations[point].scale * weight.scale, dtype=np.float32)
    if (scale <= np.finfo(np.float32).tiny).any() or (np.abs(bias / scale) > 2**30).any():
        return None
    zero = np.zeros(scale.shape, dtype=np.int32)
    return QuantParams(scale, zero, -(2**31) + 1, 2**31 - 1, None if scale.ndim == 0 else 0, 32, True)


def bias_codes(bias: NDArray[np.float32], params: QuantParams) -> NDArray[np.int32]:
    """int32 codes of a bias; in float64, because float32 cannot hold every int32."""
    codes = np.rint(bias.astype(np.float64) / params.scale.astype(np.float64))
    return np.clip(codes, params.qmin, params.qmax).astype(np.int32)


def bias_values(bias: NDArray[np.float32], params: QuantParams) -> NDArray[np.float32]:
    """The bias as DequantizeLinear gives it back: float32(code)·scale, in float32."""
    return bias_codes(bias, params).astype(np.float32) * params.scale
