"""What a recipe costs, computed from the graph alone: MACs, bit operations and activation memory.

All figures are for one sample: the batch dimension, and every other symbol, counts as 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from edgeviz.core.graph import IN_PLACE, ITEM_BITS, Layer, ModelGraph, Tensor, packed_bytes
from edgeviz.core.memo import each_layer, last_answer
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import size_bytes

if TYPE_CHECKING:
    # The command line starts without numpy, which what it needs first does without.
    import numpy as np
    from numpy.typing import NDArray


def macs(graph: ModelGraph) -> int:
    """Multiply-accumulate operations of one inference."""
    return graph.macs


def bops(graph: ModelGraph, recipe: Recipe) -> int:
    """Bit operations: sum of MACs times weight bits times activation bits (Yao et al. 2021, section 3).

    Weights that are shared (k-means) count as the floats they are looked up as.
    """
    of_layers, others = _macs(graph)
    return others * 32 * 32 + sum(map(mul, of_layers, _bits(graph, recipe)))


@each_layer
def _bits(layer: Layer, row: LayerRecipe) -> int:
    """Bit operations of one MAC."""
    return row.weight.compute_bits * row.activation.bits


@last_answer
def _macs(graph: ModelGraph) -> tuple[tuple[int, ...], int]:
    """Of each layer's node, and of all others together. Of layers in one node the last one has its MACs."""
    last = {layer.node: row for row, layer in enumerate(graph.layers)}
    found = {node.key: node.macs for node in graph.nodes if node.key in last}
    rows = enumerate(graph.layers)
    of_layers = tuple(found[layer.node] if last[layer.node] == row else 0 for row, layer in rows)
    return of_layers, graph.macs - sum(found.values())


@dataclass(frozen=True, slots=True)
class Place:
    """A buffer without its size: the tensors it holds one after another, and when it must exist.

    ``elements``: how many values each of them has, 0 where that is not known. ``width``: bits of one value of the
    first, as the model has it.
    """

    tensors: tuple[str, ...]
    first: int
    last: int
    elements: tuple[int, ...] = (0,)
    width: int = 32


@last_answer
def places(graph: ModelGraph) -> tuple[Place, ...]:
    """Lifetimes of all activations in the graph's order, which no recipe changes.

    The output of an operator that works in place shares its input's buffer when nobody else needs the input.
    """
    constant = graph.constants
    last_use = {name: max(rows) for name, rows in graph.consumers.items()}
    end = len(graph.nodes)
    for name in graph.outputs:
        last_use[name] = end
    found: dict[str, Place] = {}
    owner: dict[str, str] = {}

    def elements(name: str) -> int:
        tensor = graph.tensors.get(name)
        return (tensor.elements if tensor else None) or 0

    def place(name: str, first: int) -> None:
        width = _width(graph.tensors.get(name))
        found[name] = Place((name,), first, last_use.get(name, first), (elements(name),), width)
        owner[name] = name

    for name in graph.inputs:
        place(name, 0)
    for index, node in enumerate(graph.nodes):
        for position, name in enumerate(node.outputs):
            if not name or name in constant:
                continue
            source = owner.get(node.inputs[0]) if node.inputs else None
            if position == 0 and node.op in IN_PLACE and source and found[source].last == index:
                old = found[source]
                tensors, sizes = (*old.tensors, name), (*old.elements, elements(name))
                found[source] = Place(tensors, old.first, last_use.get(name, index), sizes, old.width)
                owner[name] = source
            else:
                place(name, index)
    return tuple(found.values())


def place_bytes(place: Place, bits: Mapping[str, int]) -> int:
    """Bytes of a buffer: as the last of its tensors that has a width in ``bits`` is stored, else as the first is."""
    for name, elements in zip(reversed(place.tensors), reversed(place.elements), strict=True):
        if name in bits:
            return packed_bytes(elements, bits[name])
    return packed_bytes(place.elements[0], place.width)


@dataclass(frozen=True, eq=False)
class _Lives:
    """``places`` as columns: first and last node, bytes as the model has them, and the row of each tensor."""

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    nbytes: NDArray[np.int64]
    row: Mapping[str, int]


@last_answer
def _lives(graph: ModelGraph) -> _Lives:
    import numpy as np

    every = places(graph)
    # No device has a petabyte; a shape in a damaged file may, and must not run over.
    sizes = [min(packed_bytes(place.elements[0], place.width), 1 << 50) for place in every]
    return _Lives(
        np.array([place.first for place in every], np.intp),
        np.array([place.last for place in every], np.intp),
        np.array(sizes, np.int64),
        {name: row for row, place in enumerate(every) for name in place.tensors},
    )


def alive(graph: ModelGraph, recipe: Recipe) -> NDArray[np.int64]:
    """Bytes of the activations that must exist while node i runs, in the graph's order; the last, after all nodes.

    A tensor whose every reader takes it through one integer quantizer is stored at that quantizer's width.
    """
    return _alive(graph, quant_points(graph, recipe))


@last_answer
def _alive(graph: ModelGraph, points: tuple[QuantPoint, ...]) -> NDArray[np.int64]:
    import numpy as np

    lives, bits = _lives(graph), _stored_bits(graph, points)
    nbytes = lives.nbytes
    if bits:
        nbytes, every = nbytes.copy(), places(graph)
        for row in {lives.row[name] for name in bits if name in lives.row}:
            nbytes[row] = min(place_bytes(every[row], bits), 1 << 50)
    changes = np.zeros(len(graph.nodes) + 2, np.int64)
    np.add.at(changes, lives.first, nbytes)
    np.subtract.at(changes, lives.last + 1, nbytes)
    found = np.cumsum(changes)[:-1]
    found.flags.writeable = False  # several read the one that is kept
    return found


def activation_memory(graph: ModelGraph, recipe: Recipe) -> int:
    """Peak bytes of the activations that must exist at the same time, in the graph's own order."""
    return int(alive(graph, recipe).max(initial=0))


def _width(tensor: Tensor | None) -> int:
    return ITEM_BITS.get(tensor.dtype, 32) if tensor else 32


def stored_bits(graph: ModelGraph, recipe: Recipe) -> dict[str, int]:
    """The width at which each activation is stored that all its readers take through a quantizer."""
    return dict(_stored_bits(graph, quant_points(graph, recipe)))


@last_answer
def _stored_bits(graph: ModelGraph, points: tuple[QuantPoint, ...]) -> Mapping[str, int]:
    readers: dict[str, set[str]] = {}
    width: dict[str, int] = {}
    for point in points:
        readers.setdefault(point.tensor, set()).update(point.consumers)
        width[point.tensor] = max(width.get(point.tensor, 0), point.spec.storage_bits)
    return {
        name: width[name]
        for name, keys in readers.items()
        if name not in graph.outputs and {graph.nodes[row].key for row in graph.consumers.get(name, ())} <= keys
    }


def predicted_metrics(graph: ModelGraph, recipe: Recipe, float_bytes: int | None = None) -> dict[str, Metric]:
    """Everything that is known of a recipe at once, without running it."""
    size = size_bytes(graph, recipe, float_bytes)
    memory = activation_memory(graph, recipe)
    return {
        metric.name: metric
        for metric in (
            Metric("size", size, Provenance.PREDICTED, note="parameters and names counted, the rest estimated"),
            Metric("activation_memory", memory, Provenance.MODELLED, note="liveness schedule"),
            Metric("macs", macs(graph), Provenance.MODELLED, note="counted from the graph"),
            Metric("bops", bops(graph, recipe), Provenance.MODELLED, note="MACs × weight bits × activation bits"),
        )
    }
