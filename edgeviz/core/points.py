"""Where activations are quantized: decided once, for the simulation and for the export alike.

A layer's activation spec quantizes the layer's input. Its output is quantized too wherever somebody reads it
who is not itself such a layer (a residual add, a pooling): without that an integer runtime cannot run the
layer as an integer kernel, because its result would have no scale. And a tensor that is quantized to integers
for a layer is so for the operators beside it (the shortcut of a residual block): it is stored once, at that width.
Outputs of the whole model stay float. Signs (XNOR-Net) are for layers alone: no kernel computes with them, and a
residual add of signs would be no residual (Rastegari et al. 2016, section 3.2, binarize the input of a convolution).
"""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.graph import ModelGraph
from edgeviz.core.memo import last_answer
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Spec


@dataclass(frozen=True, slots=True)
class QuantPoint:
    """``tensor`` is quantized by ``spec`` for the nodes in ``consumers`` (keys); others see it in float."""

    tensor: str
    spec: Spec
    consumers: tuple[str, ...]


@last_answer
def quant_points(graph: ModelGraph, recipe: Recipe) -> tuple[QuantPoint, ...]:
    """The activation quantizers of ``recipe``, in the order of the graph. One tensor may have several specs.

    The same object as the last time where no layer's activations are others: what follows from it need not be worked
    out anew when weights are edited.
    """
    return _points(graph, _activations(graph, recipe))


_last_specs: list[tuple[Spec, ...]] = []


def _activations(graph: ModelGraph, recipe: Recipe) -> tuple[Spec, ...]:
    """[layers] what represents each layer's input; the same object as the last time where it is equal."""
    found = tuple(row.activation for row in recipe.rows_of(graph.layer_keys))
    for last in _last_specs[:1]:
        if last == found:
            return last
    _last_specs[:] = [found]
    return found


@last_answer
def _points(graph: ModelGraph, specs: tuple[Spec, ...]) -> tuple[QuantPoint, ...]:
    wanted: dict[tuple[str, Spec], dict[str, None]] = {}
    served: set[tuple[str, str]] = set()
    pairs = zip(graph.layers, specs, strict=True)
    quantized = [(layer, spec) for layer, spec in pairs if layer.input and not spec.is_float32]
    for layer, spec in quantized:
        wanted.setdefault((layer.input, spec), {})[layer.node] = None
        served.add((layer.input, layer.node))
    layers = {layer.node for layer in graph.layers}
    for layer, spec in quantized:
        if not spec.is_integer or spec.is_sign:
            continue
        readers = [(layer.output, graph.nodes[row].key) for row in graph.consumers.get(layer.output, ())]
        shared = [(layer.input, graph.nodes[row].key) for row in graph.consumers.get(layer.input, ())]
        for tensor, key in (*readers, *(pair for pair in shared if pair[1] not in layers)):
            if (tensor, key) not in served:
                wanted.setdefault((tensor, spec), {})[key] = None
                served.add((tensor, key))
    return tuple(QuantPoint(tensor, spec, tuple(keys)) for (tensor, spec), keys in wanted.items())


def integer_readers(graph: ModelGraph, recipe: Recipe) -> frozenset[str]:
    """Keys of the nodes that read an input as integers of at most 8 bits.

    Among them are layers whose own activations are float, behind a layer with integer activations: what that writes
    they read.
    """
    return _integer_readers(quant_points(graph, recipe))


@last_answer
def _integer_readers(points: tuple[QuantPoint, ...]) -> frozenset[str]:
    narrow = (point for point in points if point.spec.is_integer and point.spec.storage_bits <= 8)
    return frozenset(key for point in narrow for key in point.consumers)
