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
    """The activation quantizers of ``recipe``, in the order of the graph. One tensor may have several specs."""
    wanted: dict[tuple[str, Spec], dict[str, None]] = {}
    served: set[tuple[str, str]] = set()
    quantized = [(layer, recipe[layer.key].activation) for layer in graph.layers if layer.input]
    quantized = [(layer, spec) for layer, spec in quantized if not spec.is_float32]
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


@last_answer
def integer_readers(graph: ModelGraph, recipe: Recipe) -> frozenset[str]:
    """Keys of the nodes that read an input as integers of at most 8 bits.

    Among them are layers whose own activations are float, behind a layer with integer activations: what that writes
    they read.
    """
    points = quant_points(graph, recipe)
    narrow = (point for point in points if point.spec.is_integer and point.spec.storage_bits <= 8)
    return frozenset(key for point in narrow for key in point.consumers)
